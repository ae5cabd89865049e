"""Published and hand-worked bargaining for bargaining.py and fairness.py, and mistakes that the runner must notice.

Where the numbers come from:
- Bill and Jack: Nash 1950. The optimum (12, 5) is in the paper; 293 and the other points were recomputed from its table.
- Panama Canal: weights of Raiffa 1982, Adjusted Winner of Brams & Taylor 1996. Camp David: Brams & Togman 1996.
  The divorce: Brams & Taylor 1999.
- Fallback: the three orders of Brams & Kilgour 2001 as abcd, badc, cbad.
What is not published is worked out in a comment.
"""

import json
import random
import unittest
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, product

import bargaining
import fairness
from bargaining import Bargaining
from compare_continuous import compare_continuous
from continuous import Hull, maximise
from dispute import UNIT, read
from generate_bargaining import bargaining_of, dispute_text
from run_bargaining import difference

BILL = {"book": (2, 4), "whip": (2, 2), "ball": (2, 1), "bat": (2, 2), "box": (4, 1)}
JACK = {"pen": (10, 1), "toy": (4, 1), "knife": (6, 2), "hat": (2, 2)}


def dispute(parties, issues, preferences, rest=""):
    return read(f"""
[dispute]
title = "hand-made"
[parties]
{parties}
[issues]
{issues}
[preferences]
{preferences}
{rest}""")


def bill_and_jack():
    both = 'options = ["kept", "given"], by = ["bill", "jack"]'
    goods = {**BILL, **JACK}
    bill = [f"{good} = {{ given = {-b if good in BILL else b} }}" for good, (b, _) in goods.items()]
    jack = [f"{good} = {{ given = {j if good in BILL else -j} }}" for good, (_, j) in goods.items()]
    return dispute("bill = {}\njack = {}", "\n".join(f"{good} = {{ {both} }}" for good in goods),
                   f"bill = {{ values = {{ {', '.join(bill)} }} }}\njack = {{ values = {{ {', '.join(jack)} }} }}")


def vectors(points, unit=UNIT):
    return [tuple(x // unit for x in point[0]) for point in points]


def divisions(a, b):
    """Every way to divide whole items: the vector of what each party gets."""
    return [(sum(x for x, who in zip(a, owner) if not who), sum(y for y, who in zip(b, owner) if who))
            for owner in product((0, 1), repeat=len(a))]


class BillAndJack(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.a = Bargaining(bill_and_jack())
        cls.answer = cls.a.answer()

    def test_zone(self):
        self.assertEqual(self.answer["table"], 512)
        self.assertEqual(self.answer["zone"]["deals"], 293)
        self.assertEqual([e["ideal"] // UNIT for e in self.answer["zone"]["parties"]], [18, 8])

    def test_frontier(self):
        self.assertEqual(sorted(vectors(self.answer["frontier"])),
                         [(2, 8), (6, 7), (8, 6), (12, 5), (14, 4), (16, 2), (18, 0)])

    def test_nash(self):
        (vector, outcomes), = self.answer["solutions"]["nash"]
        self.assertEqual(tuple(x // UNIT for x in vector), (12, 5))
        issues = [issue.name for issue in self.a.d.issues]
        self.assertEqual([{issues[k] for k, o in enumerate(s) if o} for s in outcomes],
                         [{"book", "whip", "ball", "bat", "pen", "toy", "knife"}])
        products = sorted({x * y for x, y in vectors([(self.a.vector(n),) for n in self.a.deals])})
        self.assertEqual(products[-2:], [56, 60])

    def test_others(self):
        # Gains over ideals (18, 8): (2/18, 1), (6/18, 7/8), (8/18, 6/8), (12/18, 5/8), (14/18, 4/8), ...: the
        # least is 5/8 at (12, 5). Egalitarian: the least is 6 at (6, 7) and (8, 6); of these 7 and 8, so (8, 6).
        # Sums: 17 at (12, 5), 18 at (14, 4), (16, 2) and (18, 0); efficient or not, none is larger.
        # Relative sums: 10/9 - 1 + ... = 1.2083, 1.1944, 1.2917 at (12, 5), 1.2778, 1.1389, 1, 1.1111 at (2, 8).
        # Raiffa: d1 = (9, 4); then (14, 5) is best of the two that are left, (12, 5) and (14, 4); d2 = (11.5, 4.5)
        # leaves (12, 5), which is its own ideal.
        found = self.answer["solutions"]
        self.assertEqual(vectors(found["kalai_smorodinsky"]), [(12, 5)])
        self.assertEqual(vectors(found["egalitarian"]), [(8, 6)])
        self.assertEqual(sorted(vectors(found["utilitarian"])), [(14, 4), (16, 2), (18, 0)])
        self.assertEqual(vectors(found["relative_utilitarian"]), [(12, 5)])
        self.assertEqual(vectors(found["raiffa"]), [(12, 5)])


class AdjustedWinner(unittest.TestCase):
    PANAMA = ([22, 22, 15, 14, 11, 6, 4, 2, 2, 2], [9, 15, 15, 3, 15, 5, 11, 7, 7, 13])

    def test_panama(self):
        found = fairness.adjusted_winner(*self.PANAMA)
        self.assertEqual(found.start, [64, 68])
        self.assertEqual(found.steps, [(2, 1, Fraction(2, 15))])
        self.assertEqual(found.totals, [66, 66])
        u = divisions(*self.PANAMA)
        self.assertEqual({u[n] for n in bargaining.nash(u, (0, 0))}, {(64, 68)})

    def test_camp_david_differs_from_nash(self):
        points = [35, 10, 20, 10, 5, 20], [55, 5, 10, 5, 20, 5]
        found = fairness.adjusted_winner(*points)
        self.assertEqual(found.start, [60, 75])
        self.assertEqual(found.steps, [(0, 1, Fraction(1, 6))])
        self.assertEqual(found.totals, [65 + Fraction(5, 6)] * 2)
        u = divisions(*points)
        self.assertEqual({u[n] for n in bargaining.nash(u, (0, 0))}, {(60, 75)})

    def test_divorce(self):
        found = fairness.adjusted_winner([10, 40, 10, 40], [40, 20, 30, 10])
        self.assertEqual(found.start, [80, 70])
        self.assertEqual(found.steps, [(1, 0, Fraction(1, 6))])
        self.assertEqual(found.totals, [73 + Fraction(1, 3)] * 2)

    def test_whole_items_move_first(self):
        # 0 is ahead 90 to 10. Ratios 30/29, 60/11: the first item moves whole (60 to 39), of the second the part
        # 21/71 moves: 60 - 60 * 21/71 = 3000/71.
        found = fairness.adjusted_winner([30, 60, 10], [29, 11, 10])
        self.assertEqual(found.start, [90, 10])
        self.assertEqual(found.steps, [(0, 0, 1), (1, 0, Fraction(21, 71))])
        self.assertEqual(found.totals, [Fraction(3000, 71)] * 2)

    def test_properties(self):
        points = self.PANAMA
        found = fairness.adjusted_winner(*points)
        self.assertEqual(fairness.envies(points, found.shares), [])
        self.assertTrue(fairness.equitable(points, found.shares))
        self.assertEqual(fairness.short_of_proportional(points, found.shares), [])

    def test_envy(self):
        # b gets the item of 1 only and would rather have the other two; without either of them (3 - 1 = 2 > 1) too.
        points, shares = [[3, 3, 3], [2, 2, 1]], [[1, 1, 0], [0, 0, 1]]
        self.assertEqual(fairness.envies(points, shares), [(1, 0)])
        self.assertEqual(fairness.envies_up_to_one(points, shares), [(1, 0)])
        self.assertFalse(fairness.equitable(points, shares))
        self.assertEqual(fairness.short_of_proportional(points, shares), [1])
        self.assertEqual(fairness.envies_up_to_one([[1, 1, 1], [1, 1, 1]], shares), [])


class Solutions(unittest.TestCase):
    def test_divide_the_dollar(self):
        # u = (x, sqrt(1 - x)), d = 0. On 3000 steps: Nash at 2/3 exactly; with powers .6 and .4 at 3/4;
        # utilitarian 3/4; KS where x = sqrt(1 - x), 0.618034, egalitarian the same.
        u = [(Fraction(n, 3000), Fraction((1 - n / 3000) ** 0.5)) for n in range(3001)]
        d = (0, 0)

        def at(found):
            return [float(u[n][0]) for n in found]

        self.assertEqual(at(bargaining.nash(u, d)), [2000 / 3000])
        self.assertEqual(at(bargaining.nash(u, d, ["0.6", "0.4"])), [0.75])
        self.assertEqual(at(bargaining.utilitarian(u, d)), [0.75])
        for found in (bargaining.kalai_smorodinsky(u, d), bargaining.egalitarian(u, d)):
            self.assertAlmostEqual(at(found)[0], 0.618034, delta=1 / 3000)
        x, y = u[bargaining.raiffa(u, d)[0]]
        self.assertAlmostEqual(float(x), 0.630371, delta=1 / 3000)
        self.assertAlmostEqual(float(y), 0.607971, delta=1 / 1500)

    def test_raiffa_by_hand(self):
        # The curve y = 16 - x^2/4 at x = 0, 2, 4, 6, 8. d1 = (4, 8): (4, 12) is left, and (6, 7) falls out.
        u = [(0, 16), (2, 15), (4, 12), (6, 7), (8, 0)]
        self.assertEqual(bargaining.raiffa(u, (0, 0)), [2])
        # d1 = (5, 5) leaves nothing of (0, 10), (4, 6), (6, 3), (10, 0): leximin of u/10 over all is 4/10.
        self.assertEqual(bargaining.raiffa([(0, 10), (4, 6), (6, 3), (10, 0)], (0, 0)), [1])
        # Three parties, (6, 6, 6) the ideal: d1 = (2, 2, 2) leaves (2, 2, 6) and (3, 3, 3); m = (3, 3, 6) gives
        # d2 = (7/3, 7/3, 10/3), where nothing is left. Over m - d1 = (1, 1, 4): (0, 0, 1) and (1, 1, 1/4).
        u = [(6, 0, 0), (0, 6, 0), (2, 2, 6), (3, 3, 3)]
        self.assertEqual(bargaining.raiffa(u, (0, 0, 0)), [3])
        self.assertEqual(bargaining.raiffa([(3, 2), (3, 2), (1, 1)], (0, 0)), [0, 1])  # the ideal is attained
        self.assertIsNone(bargaining.raiffa([(-1, 5)], (0, 0)))

    def test_nash_when_not_all_can_gain(self):
        # Two gain at most: products 6 and 8. More gains count before a larger product.
        self.assertEqual(bargaining.nash([(0, 2, 3), (2, 4, 0), (100, 0, 0)], (0, 0, 0)), [1])
        # Two losses are no product: (-3)(-3) = 9 is not better than 1 * 1.
        self.assertEqual(bargaining.nash([(-3, -3), (1, 1)], (0, 0)), [1])

    def test_leximin_looks_further(self):
        # Least 1 in both; then 2 against 3. Kalai-Smorodinsky leaves out the third, who has nothing to gain, and
        # has (1, 1/2) and (1/2, 1) of the ideal (4, 2), a tie.
        self.assertEqual(bargaining.egalitarian([(1, 2, 9), (3, 1, 3)], (0, 0, 0)), [1])
        self.assertEqual(bargaining.kalai_smorodinsky([(4, 1, 0), (2, 2, 0)], (0, 0, 0)), [0, 1])
        # Over weights 1 and 3: (2, 3) has 2 and 1, (1, 6) has 1 and 2, (1, 3) less.
        self.assertEqual(bargaining.proportional([(2, 3), (1, 6), (1, 3)], (0, 0), [1, 3]), [0, 1])

    def test_frontier_keeps_ties_and_drops_weakly_dominated(self):
        self.assertEqual(bargaining.efficient([(1, 3), (2, 2), (2, 2), (1, 2), (2, 1), (3, 0)]), [0, 1, 2, 5])

    def test_fallback(self):
        # abcd, badc, cbad as heights; b is second or better for all three.
        order = [tuple(4 - who.index(x) for who in ("abcd", "badc", "cbad")) for x in "abcd"]
        self.assertEqual(bargaining.fallback(order, 3), (2, [1]))
        self.assertEqual(bargaining.fallback(order, 1), (1, [0, 1, 2]))
        self.assertEqual(bargaining.fallback(order, 2), (2, [0, 1]))  # a: 1, 2, 3; b: 2, 1, 2; c: 3, 4, 1

    def test_fallback_counts_who_is_above(self):
        # Two tied at the top are both first, and the next is third.
        self.assertEqual(bargaining.fallback([(5, 0), (5, 0), (1, 1)], 2), (2, [0, 1]))


class TheZone(unittest.TestCase):
    ISSUES = """x = { options = ["no", "half", "yes"], by = ["a", "b"], one_way = true }
y = { options = ["no", "yes"], by = ["a"] }
z = { options = ["no", "yes"], by = ["c"] }"""

    def zone(self, rest="", parties="a = {}\nb = {}\nc = {}", **options):
        return Bargaining(dispute(parties, self.ISSUES, """
a = [ { wants = "x = yes", weight = 2 }, { wants = "y = yes", weight = -1 }, { never = "x = half" } ]
b = [ { wants = "y = yes", weight = 3 }, { wants = "x != no", weight = -1 } ]
""", '[question]\nof = "b"\nwith = ["a"]\ncompromise = "y = yes"\n' + rest), **options)

    def test_by_hand(self):
        # z is c's. (x, y): a has 0 -1 | 0 -1 (red line) | 2 1, b has 0 3 | -1 2 | -1 2. Deals: no-no, yes-yes.
        # a's no-deal takes no-yes, half-yes; its red line both halves; b's no-deal half-no, yes-no.
        a = self.zone()
        self.assertEqual(a.parties, ["a", "b"])
        self.assertEqual(len(a.table), 6)
        self.assertEqual([a.w.outcomes[n] for n in a.deals], [(0, 0, 0), (2, 1, 0)])
        first, second = a.zone()["parties"]
        self.assertEqual(first["cuts"], {("no_deal", "a"): (2, 1), ("red_line", "a.3"): (2, 0)})
        self.assertEqual(second["cuts"], {("no_deal", "b"): (2, 1)})
        self.assertEqual((first["accepts"], second["accepts"], second["surplus"]), (3, 4, 2 * UNIT))
        self.assertEqual(vectors(a.answer()["frontier"]), [(1, 2)])
        self.assertEqual([(v[0] // UNIT, v[1] // UNIT, inside) for v, _, inside in a.answer()["table_frontier"]],
                         [(2, -1, False), (1, 2, True), (-1, 3, False)])

    def test_ratifier_and_within(self):
        a = self.zone('[ratifiers.senate]\nof = "a"\napproves = "x = no"\n')
        self.assertEqual([a.w.outcomes[n] for n in a.deals], [(0, 0, 0)])
        self.assertEqual(a.zone()["parties"][0]["cuts"]["ratifier", "senate"], (4, 1))
        self.assertEqual(len(self.zone(within="compromise").table), 3)
        self.assertEqual(len(self.zone(within="x = yes and y = no").table), 1)

    def test_reach(self):
        # One way, from half: x = no is out of reach. Order: y = yes only after x = yes.
        a = self.zone('[status_quo]\nx = "half"\n')
        self.assertEqual(len(a.table), 4)
        a = self.zone('[[order]]\nfirst = "x = yes"\nthen = "y = yes"\n[[rules]]\nnever = "x = yes and y = no"\n')
        self.assertEqual([a.w.outcomes[n] for n in a.table], [(0, 0, 0), (1, 0, 0)])

    def test_no_deals(self):
        a = self.zone(parties="a = { no_deal = 5 }\nb = {}\nc = {}")
        answer = a.answer()
        self.assertEqual((answer["frontier"], answer["solutions"]), ([], {}))
        self.assertEqual(answer["zone"]["parties"][0]["cuts"]["no_deal", "a"][0], 6)

    def test_an_order_has_no_numbers(self):
        d = dispute("a = {}\nb = {}", 'x = { options = ["n", "y"], by = ["a"] }',
                    'a = { priority = true, statements = [ { wants = "x = y" } ] }\nb = [ { wants = "x = y", weight = 1 } ]')
        found = Bargaining(d).answer()
        self.assertIsNone(found["solutions"]["nash"])
        self.assertEqual(found["solutions"]["fallback.2"][0], 1)
        self.assertEqual(len(found["frontier"]), 1)


THREE_GOODS = """[dispute]
title = "three goods"
[parties]
a = {}
b = {}
[issues]
x = { options = ["n", "y"], by = ["a", "b"] }
y = { options = ["n", "y"], by = ["a", "b"] }
z = { options = ["n", "y"], by = ["a", "b"] }
[preferences]
a = [ { wants = "x = y", weight = 10 }, { wants = "y = y", weight = -2.5 }, { wants = "z = y", weight = -4 } ]
b = [ { wants = "x = y", weight = -1 }, { wants = "y = y", weight = 3 }, { wants = "z = y", weight = 3.5 } ]
"""


# Mistakes on purpose: the oracle's own answer in the engine's form must pass, and must not once something is wrong in it.

def as_engine(text):
    """The oracle's answers as the command would print them."""
    d, cases = read(text), []
    for name in d.case_names:
        a = bargaining_of(text, name)
        ours = a.answer()
        active = [(k, issue) for k, issue in enumerate(d.issues) if a.w.setting.on(issue)]

        def number(party, value):
            ordinal = a.ordinal[a.parties.index(party)]
            return value if ordinal or value is None else Decimal(value) / UNIT

        def points(found):
            return [{"utilities": {p: number(p, x) for p, x in zip(a.parties, point[0])}, "count": str(len(point[1])),
                     "deals": [{issue.name: issue.options[s[k]] for k, issue in active} for s in point[1]],
                     **({"in_deals": point[2]} if len(point) > 2 else {})} for point in found]

        zone = ours["zone"]
        parties = [{"party": e["party"], **{key: str(e[key]) for key in ("accepts", "ratified", "both")},
                    **{key: number(e["party"], e[key]) for key in ("no_deal", "ideal", "surplus")},
                    "cuts": [{"by": by, "id": ident, "removes": str(r), "alone": str(alone)}
                             for (by, ident), (r, alone) in e["cuts"].items()]} for e in zone["parties"]]
        solutions = []
        for key, found in ours["solutions"].items():
            ident, _, quota = key.partition(".")
            entry = {"id": ident, "status": "exact" if found is not None else "not_applicable"}
            if quota:
                entry |= {"quota": int(quota), "depth": found[0],
                          "deals": str(sum(len(outcomes) for _, outcomes in found[1])), "points": points(found[1])}
            elif found is not None:
                entry["points"] = points(found)
            solutions.append(entry)
        cases.append({"case": name, "bargainers": a.parties, "table": {"outcomes": str(ours["table"])},
                      "zone": {"deals": str(zone["deals"]), "share": zone["share"] and float(zone["share"]),
                               "parties": parties},
                      "frontier": {"status": "exact", "points": points(ours["frontier"])},
                      "table_frontier": {"status": "exact", "points": points(ours["table_frontier"])},
                      "solutions": solutions, "fairness": None})
    return {"cases": cases}


def solution(case, ident):
    return next(s for s in case["solutions"] if s["id"] == ident)


def one_more(text):
    return str(int(text) + 1)


def swap(a, b):
    def mistake(case):
        one, other = solution(case, a), solution(case, b)
        one["points"], other["points"] = other["points"], one["points"]
    return mistake


def change(*path):
    def mistake(case):
        place = case
        for key in path[:-1]:
            place = solution(case, key[9:]) if str(key).startswith("solution:") else place[key]
        value = place[path[-1]]
        place[path[-1]] = (one_more(value) if isinstance(value, str) else not value if isinstance(value, bool)
                           else value[:-1] if isinstance(value, list) else value + 1)
    return mistake


def wrong_nash(u, d, power=None):
    """Without Caragiannis' rule: a product of losses counts, and everything ties at 0."""
    return bargaining.best(u, lambda a: (a[0] - d[0]) * (a[1] - d[1]))


def wrong_leximin(u, zero, unit):
    return bargaining.best(u, lambda a: min(Fraction(x - z) / Fraction(y) for x, z, y in zip(a, zero, unit) if y > 0))


class Mixtures(unittest.TestCase):
    def test_programmes_in_two_numbers_against_all_crossings(self):
        r = random.Random(3)
        for _ in range(300):
            rows = [([r.randint(-5, 5), r.randint(-5, 5)], "<=", r.randint(-6, 10)) for _ in range(3)]
            rows += [([1, 0], "<=", 7), ([0, 1], "<=", 7)]
            if r.random() < 0.3:
                rows.append(([1, Fraction(r.randint(1, 5), 2)], "=", r.randint(0, 6)))
            c = [Fraction(r.randint(-5, 5), r.randint(1, 3)), r.randint(-5, 5)]
            values = []
            for (a, b), (d, e) in combinations([(a, b) for a, _, b in rows] + [([1, 0], 0), ([0, 1], 0)], 2):
                across = Fraction(a[0] * d[1] - a[1] * d[0])
                if across == 0:
                    continue
                x = [(b * d[1] - a[1] * e) / across, (a[0] * e - b * d[0]) / across]
                sums = [(sum(p * q for p, q in zip(k, x)), kind, n) for k, kind, n in rows]
                if min(x) >= 0 and all(v == n if kind == "=" else v <= n for v, kind, n in sums):
                    values.append(sum(p * q for p, q in zip(c, x)))
            found = maximise(c, rows)
            self.assertEqual(max(values, default=None), found and found[0], (c, rows))

    def test_a_hull_by_hand(self):
        hull = Hull([(4, 0, 1), (0, 4, 1), (1, 1, 1)], [0, 0, 0])
        self.assertEqual(hull.leximin([0, 0, 0], [1, 1, 1]), [1, 2, 2])
        self.assertEqual(hull.top(0, [0, 1, 0]), 3)
        self.assertIsNone(Hull([(4, 0), (0, 4)], [3, 3]).top(0))


# One thing that a and b can divide, worth 4 to whoever has it: halves are fair, and the Nash deal too.
ONE_THING = """[dispute]
title = "one thing"
[parties]
a = {}
b = {}
[issues]
x = { options = ["none", "mine", "yours"], by = ["a", "b"], divisible = true }
[preferences]
a = [ { wants = "x = mine", weight = 4 } ]
b = [ { wants = "x = yours", weight = 4 } ]
"""


class MistakesOfMixtures(unittest.TestCase):
    def trouble(self, name, a, b, **parts):
        differences, missing = [], []
        compare_continuous(bargaining_of(ONE_THING, "now"),
                           [{"id": name, "status": "exact", "utilities": {"a": a, "b": b}, "mixture": {"x": parts}}],
                           differences, missing)
        self.assertEqual(missing, [])
        return differences

    def test_right_ones_pass(self):
        for name in ("egalitarian", "nash", "kalai_smorodinsky", "raiffa"):
            self.assertEqual(self.trouble(name, 2, 2, mine=0.5, yours=0.5), [])
        self.assertEqual(self.trouble("utilitarian", 3, 1, mine=0.75, yours=0.25), [])

    def test_wrong_ones_do_not(self):
        for name in ("egalitarian", "nash", "kalai_smorodinsky", "raiffa"):
            self.assertTrue(self.trouble(name, 3, 1, mine=0.75, yours=0.25), name)
        for name in ("egalitarian", "nash", "utilitarian"):
            self.assertTrue(self.trouble(name, 1, 1, none=0.5, mine=0.25, yours=0.25), name)
        self.assertTrue(self.trouble("egalitarian", 2, 2.1, mine=0.5, yours=0.5))
        self.assertTrue(self.trouble("egalitarian", 2, 2, mine=0.5, yours=0.6))


class TheRunnerNotices(unittest.TestCase):
    MISTAKES = [change("table", "outcomes"), change("zone", "deals"), change("zone", "parties", 0, "accepts"),
                change("zone", "parties", 1, "ideal"), change("zone", "parties", 0, "cuts"),
                change("zone", "parties", 0, "cuts", 0, "alone"), change("frontier", "points"),
                change("frontier", "points", 0, "count"), change("frontier", "points", 0, "deals"),
                change("table_frontier", "points", 0, "in_deals"), change("solution:nash", "points"),
                change("solution:raiffa", "points"), change("solution:fallback", "depth"),
                change("solution:fallback", "deals"),
                swap("nash", "utilitarian"), swap("egalitarian", "utilitarian")]

    def answered(self, text):
        return json.loads(json.dumps(as_engine(text), default=float), parse_float=Decimal)

    def test_random_disputes_pass_as_they_are(self):
        for number in range(60):
            text = dispute_text("self", number)
            differs, missing = difference(text, self.answered(text), None, skip=("adjusted_winner",))
            self.assertIsNone(differs, text)
            self.assertLessEqual(set(missing), {"fairness", "linkage", "two levels", "continuous", "rates"})

    def test_mistakes_in_the_answer(self):
        text = THREE_GOODS
        self.assertIsNone(difference(text, self.answered(text), None)[0])
        for number, mistake in enumerate(self.MISTAKES):
            answer = self.answered(text)
            mistake(answer["cases"][0])
            with self.subTest(number=number):
                self.assertIsNotNone(difference(text, answer, None)[0])

    def noticed(self, name, wrong):
        """Is a wrong definition found within 150 random disputes?"""
        right = getattr(bargaining, name)
        for number in range(150):
            text = dispute_text("mutation", number)
            setattr(bargaining, name, wrong)
            try:
                answer = self.answered(text)
            except (IndexError, ValueError):
                continue
            finally:
                setattr(bargaining, name, right)
            if difference(text, answer, None)[0]:
                return True
        return False

    def test_wrong_definitions(self):
        nash, kalai_smorodinsky = bargaining.nash, bargaining.kalai_smorodinsky
        for name, wrong in (("nash", wrong_nash), ("leximin", wrong_leximin),
                            ("nash", lambda u, d, power=None: nash(u, d)),
                            ("raiffa", kalai_smorodinsky), ("utilitarian", lambda u, d: nash(u, d)),
                            ("ideal", lambda u: tuple(max(c) + 1 for c in zip(*u))),
                            ("dominates", lambda a, b: all(x > y for x, y in zip(a, b)))):
            with self.subTest(name=name):
                self.assertTrue(self.noticed(name, wrong))


if __name__ == "__main__":
    unittest.main()
