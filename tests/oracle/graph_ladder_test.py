"""The ladder in graph form, by hand: every expected value is worked out in a comment from
docs/methods/readiness.md, "In graph form". Last, the oracle is held to literal_graph.py."""

import unittest
from itertools import combinations, islice

import oracle
from dispute import read
from generate_graph import dispute_text, valid
from literal_graph import LiteralGraph
from twins import twin_texts


def dispute(moves, preferences, compromise, rest="", parties=("p", "q"), outcomes=4):
    names = ", ".join(f'"s{n + 1}"' for n in range(outcomes))
    listed = "\n".join(f"{p} = {{}}" for p in parties)
    return read(f"""
[dispute]
title = "hand-made"
[question]
of = "p"
with = ["q"]
compromise = "{compromise}"
[parties]
{listed}
[graph]
outcomes = [{names}]
[graph.moves]
{moves}
[preferences]
{preferences}
{rest}
""")


def ranked(party, order):
    groups = ", ".join("[" + ", ".join(f'"s{n}"' for n in group) + "]" for group in order)
    return f"{party} = {{ ranking = [{groups}] }}"


def one_each(party, *order):
    return ranked(party, [[n] for n in order])


def names(found):
    return [s[0] + 1 for s in found]


def counts(result):
    return [len(rung["survivors"]) for rung in result["rungs"]]


class Moves(unittest.TestCase):
    def moves(self, ladder, mover, start):
        return names(oracle.legal_moves(ladder, mover, (start - 1,)))

    def test_a_party_moves_by_one_arc(self):
        # p: s1 -> s2 and s2 -> s3. Two arcs of one party are two moves.
        ladder = oracle.ladder_of(dispute('p = ["s1 -> s2", "s2 -> s3"]\nq = ["s3 -> s4"]', "", "outcome = s4"))
        self.assertEqual(self.moves(ladder, ["p"], 1), [2])
        # p and q: p s2, and then not p again; from s2 p s3, then q s4.
        self.assertEqual(self.moves(ladder, ["p", "q"], 1), [2])
        self.assertEqual(self.moves(ladder, ["p", "q"], 2), [3, 4])
        # ... but on a way p may: s1 s2 s3 s4.
        self.assertEqual(counts(oracle.answer(ladder.w.d))[0], 1)

    def test_no_package_goes_through_what_a_rule_forbids(self):
        d = dispute('p = ["s1 -> s2"]\nq = ["s2 -> s3"]', "", "outcome = s3", '[[rules]]\nnever = "outcome = s2"')
        ladder = oracle.ladder_of(d)
        self.assertEqual(self.moves(ladder, ["p", "q"], 1), [])
        self.assertEqual(counts(oracle.answer(d)), [0] * 6)

    def test_a_package_may_come_round_but_not_to_where_it_began(self):
        # p s2, q s1: back at the start is no move; q s1 and then p s2 (from s2): neither.
        ladder = oracle.ladder_of(dispute('p = ["s1 -> s2"]\nq = ["s2 -> s1", "s1 -> s3"]', "", "outcome = s4"))
        # from s1: p s2; p s2, q s1 (start); from there p s2 again, not q. q s3.
        self.assertEqual(self.moves(ladder, ["p", "q"], 1), [2, 3])
        # from s2: q s1; then p s2 (start); then q s1. q, q is nobody's package, so s3 stays out.
        self.assertEqual(self.moves(ladder, ["p", "q"], 2), [1])

    def test_an_improvement_compares_the_ends(self):
        # p likes s2 least; the package s1 -> s2 -> s3 is an improvement for both all the same.
        d = dispute('p = ["s1 -> s2"]\nq = ["s2 -> s3"]', one_each("p", 3, 1, 2, 4) + "\n" + one_each("q", 3, 1, 2, 4),
                    "outcome = s3")
        result = oracle.answer(d)
        # s3: possible, accepted by both, nobody moves from it, and one package leads there.
        self.assertEqual(counts(result), [1] * 6)


class Signatories(unittest.TestCase):
    def signatories(self, d, t, **options):
        ladder = oracle.ladder_of(d, **options)
        found = ladder.w.signatories(ladder.w.setting.number[t - 1,])
        self.assertEqual(len(found), 1)
        return sorted(found[0])

    MOVES = 'p = ["s1 -> s2"]\nq = ["s2 -> s4", "s1 -> s3"]\nc = ["s1 -> s3", "s3 -> s4"]'

    def test_the_worked_example(self):
        # Two arcs each: p s2, q s4; q s3, c s4; c s3, c s4. The first begins with p.
        d = dispute(self.MOVES, "", "outcome = s4", parties=("p", "q", "c"))
        self.assertEqual(self.signatories(d, 4), ["p", "q"])
        # Without s2 the first begins with q.
        d = dispute(self.MOVES, "", "outcome = s4", '[[rules]]\nnever = "outcome = s2"', parties=("p", "q", "c"))
        self.assertEqual(self.signatories(d, 4), ["c", "p", "q"])
        # With c first in the file c s3, c s4 is the first.
        d = dispute(self.MOVES, "", "outcome = s4", parties=("c", "p", "q"))
        self.assertEqual(self.signatories(d, 4), ["c", "p", "q"])

    def test_one_arc_of_a_third_party_is_shorter_than_two_of_ours(self):
        d = dispute('p = ["s1 -> s2"]\nq = ["s2 -> s3"]\nc = ["s1 -> s3"]', "", "outcome = s3", parties=("p", "q", "c"))
        self.assertEqual(self.signatories(d, 3), ["c", "p", "q"])
        # Without c two of ours are all there is.
        self.assertEqual(self.signatories(d, 3, without=["c"]), ["p", "q"])

    def test_of_two_ends_of_one_party_the_earlier_decides(self):
        # p s2, c s4 and p s3, q s4: alike at the first arc's party, then s2 before s3.
        d = dispute('p = ["s1 -> s2, s3"]\nq = ["s3 -> s4"]\nc = ["s2 -> s4"]', "", "outcome = s4",
                    parties=("p", "q", "c"))
        self.assertEqual(self.signatories(d, 4), ["c", "p", "q"])

    def test_the_party_of_the_first_arc_goes_before_its_end(self):
        # c s2, q s4 and q s3, q s4 (c before q in the file); s3 -> s4 is q's, s2 -> s4 is q's as well.
        d = dispute('q = ["s1 -> s2", "s2 -> s4", "s3 -> s4"]\nc = ["s1 -> s3"]', "", "outcome = s4",
                    parties=("p", "c", "q"))
        # by ends q s2, q s4 would be the first; by parties it is c s3, q s4.
        self.assertEqual(self.signatories(d, 4), ["c", "p", "q"])

    def test_no_way_no_third_party(self):
        d = dispute('c = ["s1 -> s2", "s3 -> s4"]', "", "outcome = s4", parties=("p", "q", "c"))
        self.assertEqual(self.signatories(d, 4), ["p", "q"])
        # Everybody is indifferent, so all but rungs 1 and 6 is passed alone.
        result = oracle.answer(d)
        self.assertEqual([len(rung["alone"]) for rung in result["rungs"]], [0, 1, 1, 1, 1, 0])


class Rungs(unittest.TestCase):
    def test_a_prisoners_dilemma_is_as_in_option_form(self):
        # s1 both defect, s2 only p gives in, s3 only q, s4 both. p: 3 4 1 2, q: 2 4 1 3.
        moves = 'p = ["s1 <-> s2", "s3 <-> s4"]\nq = ["s1 <-> s3", "s2 <-> s4"]'
        d = dispute(moves, one_each("p", 3, 4, 1, 2) + "\n" + one_each("q", 2, 4, 1, 3), "outcome = s4")
        # durable: p goes s4 -> s3 and gains; then q s3 -> s1 improves, and p likes s1 less than s4: deterred. q likewise.
        # Together they find nothing above s4 for both. reachable: s1 -> s4 is one package, and from s1 nobody
        # improves but both together, to t itself, which none prefers to t.
        self.assertEqual(counts(oracle.answer(d)), [1] * 6)

    def test_r_follows_two_moves_of_one_party(self):
        # q: s2 -> s3 -> s4, each an improvement of q, no arc s2 -> s4. t = s1, reached by nobody's arc: s0 = s1 in C.
        moves = 'p = ["s1 -> s2"]\nq = ["s2 -> s3", "s3 -> s4"]'
        d = dispute(moves, one_each("p", 2, 3, 1, 4) + "\n" + one_each("q", 4, 3, 1, 2), "outcome = s1")
        # p gains by s2, where q is worse off than at s1: harm. R = {s2, s3, s4}: s4 deters p.
        result = oracle.answer(d)
        self.assertEqual(result["rungs"][4]["alone"], [(0,)])
        self.assertEqual(counts(result), [1] * 6)
        # Without s4 nothing deters: s3 is still better than s1 for p.
        result = oracle.answer(dispute(moves, one_each("p", 2, 3, 1, 4) + "\n" + one_each("q", 4, 3, 1, 2), "outcome = s1",
                                       '[[rules]]\nnever = "outcome = s4"'))
        self.assertEqual(result["rungs"][4]["alone"], [])

    def test_someone_stands_between_two_arcs_of_one_party(self):
        # P must go s1 -> s2 -> s3 = t; at s2 the third party c goes off to s4, which c and only c likes.
        moves = 'p = ["s1 -> s2", "s2 -> s3"]\nc = ["s2 -> s4"]'
        p, q = one_each("p", 3, 1, 2, 4), one_each("q", 3, 1, 2, 4)
        d = dispute(moves, p + "\n" + q + "\n" + one_each("c", 4, 2, 3, 1), "outcome = s3", parties=("p", "q", "c"))
        # Z(s3) = {p, q}. durable: nobody moves from s3. reachable: at s2 c breaks s3 (4 > 2, 4 > 3; p and q do not accept s4).
        self.assertEqual(counts(oracle.answer(d)), [1, 1, 1, 1, 1, 0])
        self.assertEqual(oracle.breaks(oracle.ladder_of(d), ["c"], (2,), (1,)), (3,))
        self.assertEqual(oracle.lifts(d), [{"remove": ["c"], "verdict": "reachable"}])
        # Had c preferred s3 to s4 there would be no break.
        d = dispute(moves, p + "\n" + q + "\n" + one_each("c", 3, 4, 2, 1), "outcome = s3", parties=("p", "q", "c"))
        self.assertEqual(counts(oracle.answer(d)), [1] * 6)

    def test_a_removed_party_takes_its_arcs_along(self):
        # c alone leads to s2, and does not accept it; without c there is no way.
        d = dispute('c = ["s1 -> s2"]\np = ["s3 -> s4"]', one_each("p", 2, 1, 3, 4) + "\n" + one_each("q", 2, 1, 3, 4) + "\n"
                    + one_each("c", 1, 2, 3, 4), "outcome = s2", parties=("p", "q", "c"))
        self.assertEqual(counts(oracle.answer(d)), [1, 1, 0, 0, 0, 0])
        self.assertEqual(oracle.lifts(d), [])
        self.assertEqual(counts(oracle.ladder_of(d, without=["c"]).answer()), [0] * 6)

    def test_overtaken_by_a_package(self):
        # t = s2. p s2 -> s3, q s3 -> s4; both like s4 best, p likes s3 least: no single arc, one package.
        d = dispute('p = ["s1 -> s2", "s2 -> s3"]\nq = ["s3 -> s4"]',
                    one_each("p", 4, 2, 1, 3) + "\n" + one_each("q", 4, 2, 1, 3), "outcome = s2")
        result = oracle.answer(d)
        # Nobody breaks s2: p would lose by s3; the package to s4 harms none of the signatories outside it.
        self.assertEqual(counts(result), [1] * 6)
        self.assertEqual(names(result["overtaken"]), [2])
        # Were both arcs p's, nobody twice running: not overtaken.
        d = dispute('p = ["s1 -> s2", "s2 -> s3", "s3 -> s4"]',
                    one_each("p", 4, 2, 1, 3) + "\n" + one_each("q", 4, 2, 1, 3), "outcome = s2")
        result = oracle.answer(d)
        self.assertEqual((counts(result), result["overtaken"]), ([1] * 6, []))

    def test_nearest_counts_arcs(self):
        # p likes nothing better than s1: s2 (two arcs), s3 (one), s4 (none leads there) all fail `willing`.
        d = dispute('p = ["s1 -> s3"]\nq = ["s3 -> s2"]', one_each("p", 1, 2, 3, 4) + "\n" + ranked("q", [[1, 2, 3, 4]]),
                    "outcome != s1")
        # s3 and s2: fail willing, mutual (p) and reachable: p does not prefer them to s1 and q is indifferent. s3 is
        # nearer. s4 fails possible as well.
        result = oracle.answer(d, nearest=3)
        self.assertEqual([(s[0] + 1, failed) for s, failed, _ in result["nearest"]], [(3, 3), (2, 3), (4, 4)])

    def test_a_coalition_moves_by_packages(self):
        # c and d are in a coalition; only together they lead away from s2 = t, and both gain; q loses.
        moves = 'p = ["s1 -> s2"]\nc = ["s2 -> s3"]\nd = ["s3 -> s4"]'
        likes = "\n".join([one_each("p", 2, 1, 3, 4), one_each("q", 2, 1, 3, 4), one_each("c", 4, 2, 1, 3),
                           one_each("d", 4, 2, 1, 3)])
        four = ("p", "q", "c", "d")
        d = dispute(moves, likes, "outcome = s2", '[[coalitions]]\nmembers = ["c", "d"]', parties=four)
        self.assertEqual(counts(oracle.answer(d)), [1, 1, 1, 1, 0, 0])
        # Without the coalition c does not move to s3, its last.
        d = dispute(moves, likes, "outcome = s2", parties=four)
        self.assertEqual(counts(oracle.answer(d)), [1] * 6)


class AgainstTheLiteralDefinitions(unittest.TestCase):
    def test_random_disputes(self):
        texts = (dispute_text("literal", number) for number in range(400))
        small = [d for d in map(read, texts) if len(d.issues[0].options) <= 8]
        self.assertGreater(len(small), 60)
        for d in islice(small, 60):
            for case in d.case_names:
                mine = oracle.answer(d, case)
                mine = {"survivors": [rung["survivors"] for rung in mine["rungs"]],
                        "alone": [rung["alone"] for rung in mine["rungs"]],
                        "weak": mine["weak"], "overtaken": mine["overtaken"], "nearest": mine["nearest"]}
                with self.subTest(dispute=d.title, case=case):
                    self.assertEqual(mine, LiteralGraph(d, case).answer())

    def test_removals_are_what_a_case_without_them_would_be(self):
        tried = 0
        for number in range(60):
            text = dispute_text("removals", number)
            d = read(text)
            if len(d.issues[0].options) > 6:
                continue
            setting = oracle.setting_of(d, wide=True)
            ids = oracle.removable(oracle.ladder_in(setting).w)
            for removed in [*((id,) for id in ids if id in d.parties), *islice(combinations(ids, 2), number, None, 17)]:
                off = [name for name in removed if name not in d.parties]
                gone = [name for name in removed if name in d.parties]
                cut = read(text + f"[cases.cut]\noff = {off}\nwithout = {gone}\n")
                survivors = LiteralGraph(cut, "cut").answer(rungs_only=True)
                with self.subTest(number=number, removed=removed):
                    self.assertEqual(oracle.ladder_in(setting, removed).verdict_rung(), sum(map(bool, survivors)))
                tried += 1
        self.assertGreater(tried, 15)

    def test_both_forms_of_one_dispute(self):
        verdicts = set()
        for number in range(60):
            options, graph, place = twin_texts("oracle", number)
            one, two = oracle.answer(read(options)), oracle.answer(read(graph))
            verdicts.add(one["verdict"])
            for rung, other in zip(one["rungs"], two["rungs"]):
                for key in ("survivors", "alone"):
                    with self.subTest(number=number, rung=rung["name"], key=key):
                        self.assertEqual(sorted(place[s] for s in rung[key]), sorted(s[0] for s in other[key]))
            for key in ("weak", "overtaken"):
                self.assertEqual(sorted(place[s] for s in one[key]), sorted(s[0] for s in two[key]))
        self.assertGreater(len(verdicts), 4)

    def test_the_generator(self):
        self.assertEqual(dispute_text("1", 5), dispute_text("1", 5))
        self.assertTrue(valid(dispute_text("1", 5)))


if __name__ == "__main__":
    unittest.main()
