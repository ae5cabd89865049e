import unittest
from types import SimpleNamespace

from compare_drawn import compare_fallback, compare_share, compare_zone


def share(share, low, high):
    return {"share": share, "low": low, "high": high}


def noticed(compare, *arguments):
    differences = []
    compare(*arguments, differences)
    return bool(differences)


class Shares(unittest.TestCase):
    def test_what_is_near_passes_and_what_is_far_does_not(self):
        def given(value, low, high):
            return dict(share(value, low, high), draws=10000)
        self.assertFalse(noticed(compare_share, "x", given(0.3, 0.29, 0.31), 29, 100))
        self.assertTrue(noticed(compare_share, "x", given(0.3, 0.29, 0.31), 25, 100))
        self.assertTrue(noticed(compare_share, "x", given(0.3, 0.31, 0.32), 30, 100))
        self.assertTrue(noticed(compare_share, "x", given(0.3, 0.29, 1.1), 30, 100))
        self.assertTrue(noticed(compare_share, "x", given(0.001, 0, 0.002), 0, 100))
        self.assertTrue(noticed(compare_share, "x", given(0.999, 0.99, 1), 100, 100))
        self.assertTrue(noticed(compare_share, "x", given(0, 0, 0.001), 0, 0))


# Ten deals: a ranks them upwards, b downwards. Nobody can do better than five deals preferred by a (or four by b).
class Deals:
    parties = ["a", "b"]
    deals = table = list(range(10))
    w = SimpleNamespace(
        ordering=lambda p: SimpleNamespace(rank={n: n if p == "a" else -n for n in range(10)}),
        accepts=lambda p, n: n > 3 if p == "a" else True, ratified=lambda p, n: True)

    def vector(self, n):
        return n, 9 - n


class Fallback(unittest.TestCase):
    def look(self, vector, estimate):
        entry = {"quota": 2, "depth_sampled": estimate, "why": ""}
        return noticed(compare_fallback, Deals(), 6, entry, [(vector, {})])

    def test_notices_another_depth_another_deal_and_no_deal(self):
        self.assertFalse(self.look((4, 5), share(0.5, 0.49, 0.51)))
        self.assertFalse(self.look((5, 4), share(0.48, 0.47, 0.49)))
        self.assertTrue(self.look((4, 5), share(0.4, 0.39, 0.41)))
        self.assertTrue(self.look((2, 7), share(0.5, 0.49, 0.51)))  # seven deals are preferred
        self.assertTrue(self.look((4, 4), share(0.5, 0.49, 0.51)))
        self.assertTrue(self.look((4, 5), share(0.5, 0.51, 0.52)))


class Zone(unittest.TestCase):
    def test_notices_one_wrong_share(self):
        parties = [{"party": "a", "accepts": 6, "ratified": 10, "both": 6, "cuts": {("no_deal", ""): (4, 4)}}]

        def look(deals=0.999, accepts=0.601, removes=0.4):
            theirs = {"draws": 10000, "deals": share(deals, deals - 0.01, 1), "parties": [
                {"accepts": share(accepts, accepts - 0.01, accepts + 0.01),
                 "cuts": [{"by": "no_deal", "id": "", "removes": share(removes, removes - 0.01, removes + 0.01)}]}]}
            return noticed(compare_zone, Deals(), parties, theirs)
        self.assertFalse(look(deals=1))
        self.assertTrue(look(deals=0.999))  # all are deals, so all that are drawn are
        self.assertTrue(look(deals=1, accepts=0.5))
        self.assertTrue(look(deals=1, removes=0.5))


if __name__ == "__main__":
    unittest.main()
