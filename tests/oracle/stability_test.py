"""Published and hand-worked stability for stability.py. Nothing is copied from its output.

Where the tables come from, and how sure they are:
- 2x2 games: the definitions of Fang, Hipel & Kilgour 1993; Brams & Wittman 1981 for non-myopic stability of
  the Prisoner's Dilemma and Chicken; 69 of 78 games with a Nash equilibrium is the textbook number.
- Syria and Iraq: published in full, Hipel, Kilgour & Kinsara 2014. One number there is a misprint, see below.
- Elmira: Hipel, Kilgour, Fang & Peng 1997. The deadlock and the coalition's move are published.
- Cuban missile crisis: Fraser & Hipel 1984.
- Garrison: after Hipel & Fraser 1980. Lake Gisborne: the case of Xu, Hipel, Kilgour & Chen 2010. For these two
  the equilibria were first computed by another program from the same rankings, not read in the paper.
What is not published is worked out in a comment.
"""

import re
import unittest
from itertools import permutations

from dispute import read
from generate_stability import dispute_text
from literal_stability import LiteralStability
from stability import CONCEPTS, Stability
from world import bits


def graph(outcomes, moves, rankings, rest=""):
    """A dispute in graph form; a ranking is a text such as "3 {1 2}"."""
    names = ", ".join(f'"{name}"' for name in outcomes)
    arcs = "\n".join(f"{party} = {lines!r}" for party, lines in moves.items())
    wants = "\n".join(f"{party} = {{ ranking = {groups(text)!r} }}" for party, text in rankings.items())
    parties = "\n".join(f"{party} = {{}}" for party in {**moves, **rankings})
    return read(f"""
[dispute]
title = "hand-made"
[parties]
{parties}
[graph]
outcomes = [{names}]
[graph.moves]
{arcs}
[preferences]
{wants}
{rest}""")


def groups(text):
    """"3 {1 2}" as [["s3"], ["s1", "s2"]]: names of outcomes, best first."""
    return [[f"s{word}" if word.isdigit() else word for word in part.strip("{}").split()]
            for part in re.findall(r"\{[^}]*\}|\S+", text)]


def options(parties, issues, preferences, rest=""):
    listed = "\n".join(f"{p} = {{}}" for p in parties)
    return Stability(read(f"""
[dispute]
title = "hand-made"
[parties]
{listed}
[issues]
{issues}
[preferences]
{preferences}
{rest}"""))


def numbered(count):
    return [f"s{n}" for n in range(1, count + 1)]


def from_one(found):
    return [s + 1 for s in found]


def equilibria(a, *concepts):
    return [from_one(map(a.index, a.equilibria(concept))) for concept in concepts or CONCEPTS]


def game(first, second):
    """A 2x2 game: s1 = (C,C), s2 = (C,D), s3 = (D,C), s4 = (D,D)."""
    d = graph(numbered(4), {"first": ["s1 <-> s3", "s2 <-> s4"], "second": ["s1 <-> s2", "s3 <-> s4"]},
              {"first": first, "second": second})
    return Stability(d)


def for_both(stays):
    return from_one(sorted(set(stays[0]) & set(stays[1])))


ALL = [1, 2, 3, 4]


class Games(unittest.TestCase):
    """NASH GMR SMR SEQ SSEQ, then L_2 and L_3, L_4, ..., then non-myopic."""

    def check(self, first, second, five, limited, nonmyopic):
        a = game(" ".join(first), " ".join(second))
        self.assertEqual(equilibria(a), five)
        found = [for_both(stays) for stays in a.limited().values()]
        self.assertEqual(found[0], five[0])  # L_1 is Nash
        self.assertEqual(found[1:], limited)
        self.assertEqual(for_both(a.nonmyopic()), nonmyopic)

    def test_prisoners_dilemma(self):
        self.check("3142", "2143", [[4], [1, 4], [1, 4], [1, 4], [1, 4]], [[1, 4]] * 5, [1, 4])

    def test_chicken(self):
        self.check("3124", "2134", [[2, 3], [1, 2, 3], [1, 2, 3], [2, 3], [2, 3]], [[]] + [[1]] * 4, [1])

    def test_stag_hunt(self):
        self.check("1342", "1243", [[1, 4]] * 5, [[1]] * 5, [1])

    def test_deadlock(self):
        self.check("3412", "2413", [[4]] * 5, [[4]] * 5, [4])

    def test_battle_of_the_sexes(self):
        self.check("1423", "4123", [[1, 4], [1, 2, 4], [1, 4], [1, 4], [1, 4]], [[]] * 5, [])

    def test_matching_pennies(self):
        self.check(["{1 4}", "{2 3}"], ["{2 3}", "{1 4}"], [[], ALL, [], ALL, []],
                   [ALL, [], ALL, [], ALL], [])

    def test_the_78_games(self):
        """Strict ordinal 2x2 games up to the names of rows, columns and players."""
        columns, rows = (1, 0, 3, 2), (2, 3, 0, 1)  # s1 ... s4 after renaming D as C
        players = (0, 2, 1, 3)

        def renamed(order, names):
            return tuple(names[s] for s in order)

        seen, games = set(), []
        for first in permutations(range(4)):
            for second in permutations(range(4)):
                same = {(first, second)}
                for names in (columns, rows):
                    same |= {(renamed(a, names), renamed(b, names)) for a, b in same}
                same |= {(renamed(b, players), renamed(a, players)) for a, b in same}
                if not same & seen:
                    games.append((first, second))
                    seen |= same
        self.assertEqual(len(games), 78)
        counts = {}
        for first, second in games:
            a = game(" ".join(str(s + 1) for s in first), " ".join(str(s + 1) for s in second))
            found = dict(zip(CONCEPTS, equilibria(a))) | {"nonmyopic": for_both(a.nonmyopic())}
            for concept, held in found.items():
                with_one, total = counts.get(concept, (0, 0))
                counts[concept] = (with_one + bool(held), total + len(held))
        self.assertEqual(counts, {"nash": (69, 81), "gmr": (78, 140), "smr": (74, 109), "seq": (78, 106),
                                  "sseq": (74, 94), "nonmyopic": (55, 56)})


class Cases(unittest.TestCase):
    def test_elmira(self):
        a = Stability(graph(
            numbered(9),
            {"MoE": ["s1 -> s2", "s3 -> s4", "s5 -> s6", "s7 -> s8"],
             "U": ["s1 -> s3, s9", "s2 -> s4, s9", "s3 -> s9", "s4 -> s9",
                   "s5 -> s7, s9", "s6 -> s8, s9", "s7 -> s9", "s8 -> s9"],
             "LG": ["s1 <-> s5", "s2 <-> s6", "s3 <-> s7", "s4 <-> s8"]},
            {"MoE": "7 3 4 8 5 1 2 6 9", "U": "1 4 8 5 9 3 7 2 6",
             "LG": "7 3 5 1 8 6 4 2 9"}))
        self.assertEqual(equilibria(a, "nash", "seq"), [[5, 8, 9]] * 2)
        self.assertEqual(equilibria(a, "gmr", "smr"), [[1, 4, 5, 8, 9]] * 2)
        # The coalition's move 5 -> 8: both like 8 better, and alone neither would start.
        both = frozenset(["MoE", "U"])
        self.assertEqual(from_one(bits(a.coalition_improves(both)[4])), [8])
        self.assertNotIn(4, a.coalition_stable(both)["cnash"])
        self.assertIn(7, a.coalition_stable(both)["cnash"])

    SYRIA = "1 3 6 2 4 5"
    IRAQ = "2 4 6 1 5 3"

    def syria_and_iraq(self):
        # 1 NNN, 2 YNN (release), 3 NYN (escalate), 4 NNY (attack), 5 YNY, 6 NYY; release and escalate exclude
        # each other, so Syria has three ways and Iraq two.
        return Stability(graph(
            numbered(6),
            {"syria": ["s1 <-> s2, s3", "s2 <-> s3", "s4 <-> s5, s6", "s5 <-> s6"],
             "iraq": ["s1 <-> s4", "s2 <-> s5", "s3 <-> s6"]},
            {"syria": self.SYRIA, "iraq": self.IRAQ}))

    def test_syria_and_iraq(self):
        a = self.syria_and_iraq()
        self.assertEqual(equilibria(a), [[6], [1, 6], [6], [6], [6]])

    def test_syria_and_iraq_inverse(self):
        # What must Syria want for 2 to be stable for it? A set of k outcomes above 2 stands for k! (5-k)! of the
        # 720 rankings. Iraq improves from 1 to 4 and from 3 to 6.
        # Nash: neither 1 nor 3 is above; 4, 5, 6 are free: sizes 0 ... 3 occur 1, 3, 3, 1 times:
        #   120 + 3*24 + 3*12 + 12 = 240.
        # SEQ (and GMR, Iraq has no other move): if 1 is above 4 is not, if 3 is above 6 is not; 5 is free. Of
        #   {1, 4} three sets are allowed, as of {3, 6}: sizes 1, 4, 4; with 5: 1, 5, 8, 4:
        #   120 + 5*24 + 8*12 + 4*12 = 384. (The handout prints 420.)
        # SMR: from 4 Syria could go to 5 and 6, from 6 to 4 and 5, so with 1 or 3 above none of 4, 5, 6 is:
        #   240 + {1} 24 + {3} 24 + {1, 3} 12 = 300.
        a = self.syria_and_iraq()
        counts = a.inverse(frozenset(["syria"]), 1)
        self.assertEqual((counts["nash"], counts["gmr"], counts["smr"], counts["seq"]),
                         (240, 384, 300, 384))

    def test_syria_and_iraq_with_options(self):
        # Outcomes: release 0/1, escalate 0/1, attack 0/1 as binary digits: 1 ... 6 are 0, 4, 2, 1, 5, 3.
        code = dict(zip("123456", (0, 4, 2, 1, 5, 3)))

        def ranking(text):
            entry = lambda n: ('{ release = "%s", escalate = "%s", attack = "%s" }'
                               % tuple("ny"[code[n] >> b & 1] for b in (2, 1, 0)))
            return "ranking = [" + ", ".join(f"[{entry(word)}]" for word in text.split()) + "]"

        a = options(["syria", "iraq"], 'release = { options = ["n", "y"], by = ["syria"] }\n'
                    'escalate = { options = ["n", "y"], by = ["syria"] }\n'
                    'attack = { options = ["n", "y"], by = ["iraq"] }',
                    f"syria = {{ {ranking(self.SYRIA)} }}\niraq = {{ {ranking(self.IRAQ)} }}",
                    '[[rules]]\nnever = "release = y and escalate = y"')
        self.assertEqual([sorted(map(a.index, a.equilibria(c))) for c in CONCEPTS],
                         [[3], [0, 3], [3], [3], [3]])
        counts = a.inverse(frozenset(["syria"]), next(s for s in a.outcomes if a.index(s) == 4))
        self.assertEqual([counts[c] for c in ("nash", "smr", "seq")], [240, 300, 384])

    GARRISON = [34, 36, 41, 42, 50, 52, 57, 58, 66, 68, 74, 82, 84, 89, 90, 146, 148, 153, 154, 274, 276,
                281, 282]

    def test_garrison(self):
        # Nine options; of 1 ... 3 and of 6 ... 9 exactly one, which makes issues of three and four ways.
        def ranking(text):
            entry = lambda n: self.garrison_entry(self.GARRISON[int(n) - 1])
            return "ranking = [" + ", ".join(
                "[" + ", ".join(entry(word[1:]) for word in group) + "]" for group in groups(text)) + "]"

        a = options(["support", "opposition", "canada", "ijc"], '''
project = { options = ["full", "reduced", "appease"], by = ["support"] }
legal = { options = ["n", "y"], by = ["opposition"] }
treaty = { options = ["n", "y"], by = ["canada"] }
report = { options = ["full", "reduced", "lonetree", "suspend"], by = ["ijc"] }
''', "\n".join(f"{party} = {{ {ranking(text)} }}" for party, text in {
            "support": "3 7 {1 2} 4 {5 6} 8 9 12 11 15 10 13 14 17 16 18 19 21 20 22 23",
            "opposition": "{21 17 13 10 6 2} {23 19} 15 11 8 4 22 18 14 7 3 20 16 12 9 5 1",
            "canada": "23 {20 21} 19 {16 17} 11 {9 10} 15 {12 13} 2 4 1 8 {5 6} 22 18 14 3 7"}.items()), '''
[status_quo]
legal = "y"
[[rules]]
never = "project = full and legal = n"
[[rules]]
never = "project = appease and legal = y"
[[rules]]
never = "project = full and treaty = n and report != full"
[[rules]]
never = "project in {reduced, appease} and treaty = n and report in {lonetree, suspend}"
''')
        number = {self.garrison_outcome(code): n for n, code in enumerate(self.GARRISON, 1)}
        found = [sorted(number[a.w.outcomes[s]] for s in a.equilibria(c)) for c in CONCEPTS]
        self.assertEqual(sorted(a.w.outcomes[s] for s in a.outcomes), sorted(number))
        nash = [2, 3, 11, 17, 18, 21, 22]
        self.assertEqual([found[0], found[3]], [nash] * 2)
        self.assertEqual([found[1], found[2]], [sorted(nash + [4, 6, 8, 10, 13, 14, 15, 19])] * 2)

    @staticmethod
    def garrison_outcome(code):
        one_of = lambda first, ways: [code >> first + n & 1 for n in range(ways)].index(1)
        return (one_of(0, 3), code >> 3 & 1, code >> 4 & 1, one_of(5, 4))

    def garrison_entry(self, code):
        project, legal, treaty, report = self.garrison_outcome(code)
        return (f'"project = {["full", "reduced", "appease"][project]} and legal = {"ny"[legal]} and '
                f'treaty = {"ny"[treaty]} and '
                f'report = {["full", "reduced", "lonetree", "suspend"][report]}"')

    def cuba(self, one_way):
        # Decimals, lowest bit first: air strike, blockade, withdraw, escalate.
        def ranking(text):
            entry = lambda n: '"' + " and ".join(
                f"{name} = {'ny'[int(n) >> b & 1]}"
                for b, name in enumerate(("strike", "blockade", "withdraw", "escalate"))) + '"'
            return "ranking = [" + ", ".join(f"[{entry(n)}]" for n in text.split()) + "]"

        a = options(["us", "ussr"], "\n".join(
            f'{name} = {{ options = ["n", "y"], by = ["{party}"]{one_way if name == "strike" else ""} }}'
            for name, party in (("escalate", "ussr"), ("withdraw", "ussr"), ("blockade", "us"),
                                ("strike", "us"))),
            f'us = {{ {ranking("4 6 5 7 2 1 3 0 11 9 10 8")} }}\n'
            f'ussr = {{ {ranking("0 4 6 2 5 1 7 3 11 9 10 8")} }}',
            '[[rules]]\nnever = "withdraw = y and escalate = y"')
        self.assertEqual(len(a.outcomes), 12)
        return {c: [a.index(s) for s in a.equilibria(c)] for c in CONCEPTS}

    def test_cuban_missile_crisis(self):
        found = self.cuba(", one_way = true")
        self.assertEqual(found, {"nash": [5], "seq": [4, 5, 6], "sseq": [4, 5, 6],
                                 "gmr": [0, 1, 2, 4, 5, 6, 7], "smr": [0, 1, 2, 4, 5, 6, 7]})

    def test_cuban_missile_crisis_all_reversible(self):
        found = self.cuba("")
        self.assertEqual(found, {"nash": [], "seq": [4, 6], "sseq": [4, 6],
                                 "gmr": [0, 1, 2, 4, 5, 6, 7], "smr": [0, 1, 2, 4, 5, 6, 7]})

    def gisborne(self, provincial):
        # s1 YNN, s2 NNN, s3 YYN, s4 NYN, s5 YNY, s6 NNY, s7 YYY, s8 NYY: continue, lift, appeal.
        return Stability(graph(
            numbered(8),
            {"federal": ["s1 <-> s2", "s3 <-> s4", "s5 <-> s6", "s7 <-> s8"],
             "provincial": ["s1 <-> s3", "s2 <-> s4", "s5 <-> s7", "s6 <-> s8"],
             "support": ["s1 <-> s5", "s2 <-> s6", "s3 <-> s7", "s4 <-> s8"]},
            {"federal": "2 6 4 8 1 5 3 7", "support": "3 4 7 8 5 6 1 2",
             "provincial": provincial}))

    def test_lake_gisborne(self):
        a = self.gisborne("3 7 4 8 1 5 2 6")
        self.assertEqual(equilibria(a, "nash", "seq", "sseq"), [[4]] * 3)
        self.assertEqual(equilibria(a, "gmr", "smr"), [[4, 8]] * 2)
        self.assertEqual(equilibria(self.gisborne("2 6 1 5 4 8 3 7")), [[6]] * 5)



class Moves(unittest.TestCase):
    TWO = 'x = { options = ["n", "y"], by = ["a", "b"] }\ny = { options = ["n", "y"], by = ["a"] }'

    def ends(self, a, g, s):
        return sorted(a.index(t) for t in bits(a.can_move[frozenset(g)][a.outcomes[s]]))

    def test_a_group_may_use_what_its_members_control_alone(self):
        # Outcomes xy: 0 nn, 1 ny, 2 yn, 3 yy.
        a = options("ab", self.TWO, "")
        self.assertEqual(a.movers, [frozenset("a"), frozenset("ab")])
        self.assertEqual((self.ends(a, "a", 0), self.ends(a, "ab", 0)), ([1], [1, 2, 3]))

    def test_coalitions_and_negotiators_are_no_movers(self):
        a = options("abc", 'x = { options = ["n", "y"], by = ["a"] }\n'
                    'y = { options = ["n", "y"], by_any = ["c", "b"] }', "",
                    '[[coalitions]]\nmembers = ["a", "b"]\n'
                    '[question]\nof = "a"\nwith = ["c"]\ncompromise = "x = y"')
        self.assertEqual(a.movers, [frozenset("a"), frozenset("b"), frozenset("c")])

    def test_a_party_that_is_gone_need_not_consent(self):
        a = options("ab", self.TWO, "", '[cases.cut]\nwithout = ["b"]')
        cut = Stability(a.d, "cut")
        self.assertEqual((cut.movers, self.ends(cut, "a", 0)), ([frozenset("a")], [1, 2, 3]))
        self.assertEqual(cut.coalitions(), [frozenset("a")])
        # Without a, y is nobody's: it has no digit, and b alone moves between 0 (x = n) and 1.
        cut = Stability(read(RESTRICTED), "cut")
        self.assertEqual((cut.movers, [cut.index(s) for s in cut.outcomes]), ([frozenset("b")], [0, 1]))

    def test_one_way_and_order(self):
        # a controls x (one way) and y; x may become yes only where y already is.
        a = options("ab", 'x = { options = ["n", "y"], by = ["a"], one_way = true }\n'
                    'y = { options = ["n", "y"], by_any = ["a", "b"] }', "",
                    '[[order]]\nfirst = "y = y"\nthen = "x = y"')
        self.assertEqual([self.ends(a, "a", s) for s in range(4)], [[1], [0, 2, 3], [3], [2]])
        # To yy in two moves: y by b, then x by a. By a alone they would be two moves of a running.
        self.assertEqual(a.lengths(a.can_move), [0, 1, 2, 2])

    def test_an_order_that_only_one_party_could_follow(self):
        a = options("ab", 'x = { options = ["n", "y"], by = ["a"] }\ny = { options = ["n", "y"], by = ["a"] }',
                    "", '[[order]]\nfirst = "y = y"\nthen = "x = y"')
        self.assertEqual(a.lengths(a.can_move), [0, 1, -1, -1])

    def test_graph_form(self):
        # s4 is cut, c has no arcs, and the status quo is s2.
        a = Stability(graph(numbered(5), {"a": ["s2 <-> s1, s3", "s1 -> s4"], "b": ["s3 -> s4,s5"]},
                            {"a": "1 {2 3} 5 4", "c": "2 true"},
                            '[[rules]]\nnever = "outcome in {s4}"\n[status_quo]\noutcome = "s2"'))
        self.assertEqual(a.movers, [frozenset("a"), frozenset("b")])
        self.assertEqual([a.index(s) for s in a.outcomes], [0, 1, 2, 4])
        self.assertEqual(([self.ends(a, "a", s) for s in range(4)], [self.ends(a, "b", s) for s in range(4)]),
                         ([[1], [0, 2], [1], []], [[], [], [4], []]))
        self.assertEqual([a.rank["a"][s] for s in a.outcomes], [2, 1, 1, 0])
        self.assertEqual([a.rank["c"][s] for s in a.outcomes], [0, 1, 0, 0])
        self.assertEqual(a.lengths(a.can_move), [1, 0, 1, 2])
        self.assertEqual(a.lengths(a.improves), [1, 0, -1, -1])  # a does not like s3 better than s2
        self.assertIsNone(a.sim())


RESTRICTED = """
[dispute]
title = "b can only do what needs a as well"
[parties]
a = {}
b = {}
[issues]
x = { options = ["n", "y"], by = ["a", "b"] }
y = { options = ["n", "y"], by = ["a"] }
[cases.cut]
without = ["a"]
"""


class Concepts(unittest.TestCase):
    def five(self, a, g, s):
        return [c for c in CONCEPTS if a.is_stable(c, frozenset(g), s - 1)]

    def test_no_mover_twice_running(self):
        # 4 deters, but one opponent needs two moves running to get there; two opponents do not.
        rankings = {"first": "2 3 1 4"}
        alone = Stability(graph(numbered(4), {"first": ["s1 -> s2"], "second": ["s2 -> s3", "s3 -> s4"]},
                                rankings))
        self.assertEqual(self.five(alone, ["first"], 1), [])
        two = Stability(graph(numbered(4), {"first": ["s1 -> s2"], "second": ["s2 -> s3"],
                                            "third": ["s3 -> s4"]}, rankings))
        self.assertEqual(self.five(two, ["first"], 1), ["gmr", "smr"])

    def test_the_same_mover_again_after_another(self):
        # 1 -a-> 2 -b-> 3 -c-> 4 -b-> 5, and only 5 is as bad for a as 1.
        a = Stability(graph(numbered(5), {"a": ["s1 -> s2"], "b": ["s2 -> s3", "s4 -> s5"],
                                          "c": ["s3 -> s4"]}, {"a": "2 3 4 {1 5}"}))
        self.assertEqual(self.five(a, "a", 1), ["gmr", "smr"])

    def test_an_improvement_is_judged_where_it_is_made(self):
        # b's way 2 -> 3 -> 4 needs c between: c's move is worse for c than 2 but better than 3. So it counts.
        a = Stability(graph(numbered(4), {"a": ["s1 -> s2"], "b": ["s2 -> s3"], "c": ["s3 -> s4"]},
                            {"a": "2 3 1 4", "b": "3 2 4 1", "c": "2 4 3 1"}))
        self.assertEqual(self.five(a, "a", 1), ["gmr", "smr", "seq", "sseq"])

    def test_a_tie_is_no_improvement_and_deters(self):
        a = Stability(graph(numbered(3), {"a": ["s1 -> s2", "s2 -> s3"], "b": ["s2 -> s3"]},
                            {"a": "2 {1 3}", "b": "{1 2 3}"}))
        self.assertEqual(self.five(a, "a", 1), ["gmr", "smr"])  # b does not improve by going to 3
        self.assertEqual(self.five(a, "b", 2), list(CONCEPTS))

    def test_escape(self):
        # b can punish by 3, from where a escapes to 4, which a likes better than 1.
        a = Stability(graph(numbered(4), {"a": ["s1 -> s2", "s3 -> s4"], "b": ["s2 -> s3"]},
                            {"a": "2 4 1 3", "b": "3 {1 2 4}"}))
        self.assertEqual(self.five(a, "a", 1), ["gmr", "seq"])

    ISSUES = 'x = { options = ["n", "y"], by = ["a", "b"] }\ny = { options = ["n", "y"], by = ["c"] }'

    def group(self, a_likes, b_likes):
        """Stability of the group {a, b} at x = n, y = n; c follows x with y. s1 ... s4: nn, ny, yn, yy."""
        ranking = lambda text: "ranking = [" + ", ".join(
            "[" + ", ".join('{ x = "%s", y = "%s" }' % tuple(word) for word in group.split()) + "]"
            for group in text.split("|")) + "]"
        a = options("abc", self.ISSUES, f"a = {{ {ranking(a_likes)} }}\nb = {{ {ranking(b_likes)} }}\n"
                    f"c = {{ {ranking('yy nn | yn ny')} }}")
        self.assertEqual(a.movers, [frozenset("c"), frozenset("ab")])
        return self.five(a, "ab", 1)

    def test_a_group_leaves_together_or_not_at_all(self):
        # a would leave for yn (and would still like yy better than nn), b would not.
        self.assertEqual(self.group("yn yy | nn ny", "nn | yn yy ny"), list(CONCEPTS))

    def test_one_member_that_is_deterred_is_enough(self):
        # Both like yn better than nn. c answers with yy: b likes it no better than nn, a does. From yy the group
        # could go to ny, which b likes no better either: no escape.
        self.assertEqual(self.group("yn | yy | nn ny", "yn | nn yy ny"), ["gmr", "smr", "seq", "sseq"])
        # Neither is deterred:
        self.assertEqual(self.group("yn | yy | nn ny", "yn yy | nn ny"), [])
        # Both are deterred by yy, and both like ny, where they could escape, better than nn:
        self.assertEqual(self.group("yn | ny | nn yy", "yn | ny | nn yy"), ["gmr", "seq"])
        # a alone likes ny better: it cannot escape without b.
        self.assertEqual(self.group("yn | ny | nn yy", "yn | nn yy ny"), ["gmr", "smr", "seq", "sseq"])

    def test_who_shares_a_member_is_no_opponent(self):
        # a takes y; only {a, b} could punish that by x.
        a = options("ab", 'x = { options = ["n", "y"], by = ["a", "b"] }\n'
                    'y = { options = ["n", "y"], by = ["a"] }',
                    'a = { priority = true, statements = [{ wants = "x = n" }, { wants = "y = y" }] }\n'
                    'b = [{ wants = "x = y", weight = 1 }]')
        self.assertEqual(a.opponents(frozenset("a")), [])
        self.assertEqual(self.five(a, "a", 1), [])

    def test_maximin_is_nash_gmr_smr(self):
        for number in range(60):
            a = Stability(read(dispute_text("maximin", number)))
            for h, concept in enumerate(("nash", "gmr", "smr"), 1):
                for g, found in zip(a.movers, a.maximin(h)):
                    if len(g) == 1:
                        self.assertEqual(found, a.stable(concept, g))

    def test_maximin_4(self):
        # 1 -a-> 2 -b-> 3 -a-> 4 -b-> 5. Values for a: 2 is 4, 4 is 3, 1 is 2, 3 is 1, 5 is 0.
        # h = 2: b can hold a to 3: stable. h = 3: from 3 a goes on to 4, better than 1: not stable.
        # h = 4: and from 4 b goes to 5: stable again.
        a = Stability(graph(numbered(5), {"a": ["s1 -> s2", "s3 -> s4"], "b": ["s2 -> s3", "s4 -> s5"]},
                            {"a": "2 4 1 3 5"}))
        self.assertEqual([0 in a.maximin(h)[0] for h in (1, 2, 3, 4)], [False, True, False, True])


class Simultaneous(unittest.TestCase):
    """The Prisoner's Dilemma: 0 cc, 1 cd, 2 dc, 3 dd; p likes dc > cc > dd > cd."""

    def dilemma(self, rest="", by="by = [\"q\"]"):
        ranking = lambda *codes: "ranking = [" + ", ".join(
            f'["a = {code[0]} and b = {code[1]}"]' for code in codes) + "]"
        return options("pq", f'a = {{ options = ["c", "d"], by = ["p"] }}\n'
                       f'b = {{ options = ["c", "d"], {by} }}',
                       f'p = {{ {ranking("dc", "cc", "dd", "cd")} }}\n'
                       f'q = {{ {ranking("cd", "cc", "dd", "dc")} }}', rest)

    def test_both_defect_at_once(self):
        # From cc p leaves for dc; q would leave for cd; together dd, no better for p than cc. From cd p leaves
        # for dd; q has no improvement, so nothing sanctions.
        self.assertEqual(self.dilemma().sim(), [[0, 2, 3], [0, 1, 3]])

    def test_an_infeasible_combination_sanctions_nothing(self):
        # Without dd: cc is not stable; cd is, p cannot leave it.
        found = self.dilemma('[[rules]]\nnever = "a = d and b = d"').sim()
        self.assertEqual(found, [[1, 2], [1, 2]])

    def test_two_in_control(self):
        self.assertIsNone(self.dilemma(by='by = ["p", "q"]').sim())
        self.assertIsNone(self.dilemma(by='by_any = ["p", "q"]').sim())
        self.assertEqual(self.dilemma(by='by_any = ["q"]').sim(), [[0, 2, 3], [0, 1, 3]])


class Foresight(unittest.TestCase):
    def test_between_equal_moves_the_smallest_outcome(self):
        # At 1 first can go to 2 or 3, from where second goes on to 5 or 4; first likes both better than 1.
        # M = 2: it is M, not its anticipated end, that is smallest.
        a = Stability(graph(numbered(5), {"first": ["s1 -> s3, s2"], "second": ["s2 -> s5", "s3 -> s4"]},
                            {"first": "{4 5} 1 2 3", "second": "{4 5} {1 2 3}"}))
        G = a.anticipated()
        self.assertEqual(next(G)[0][0], 0)  # L_1: neither 2 nor 3 is better than 1
        self.assertEqual(next(G)[0][0], 4)  # outcome s5

    def test_only_for_two_movers_of_one_party(self):
        a = options("ab", Moves.TWO, "")
        self.assertEqual((a.limited(), a.nonmyopic()), (None, None))
        a = Stability(graph(numbered(2), {"a": ["s1 -> s2"], "b": ["s1 -> s2"], "c": ["s1 -> s2"]}, {}))
        self.assertEqual((a.limited(), a.nonmyopic()), (None, None))


class Coalitions(unittest.TestCase):
    def stable(self, a, C, s):
        return [c for c, found in a.coalition_stable(frozenset(C)).items() if s - 1 in found]

    def together(self, c_likes, moves=None):
        """a leaves 1 for 2. Nobody else gains by 2 -> 3 alone; 4, after 3, deters a."""
        moves = moves or {"a": ["s1 -> s2"], "b": ["s2 -> s3"], "c": ["s3 -> s4"]}
        return Stability(graph(numbered(4), moves, {"a": "2 3 1 4", "b": "4 2 3 1", "c": c_likes}))

    def test_sanctions_by_a_coalition(self):
        a = self.together("4 2 3 1")
        self.assertFalse(a.is_stable("seq", frozenset("a"), 0))
        self.assertEqual(self.stable(a, "a", 1), ["cgmr", "csmr", "cseq"])
        # If c does not like 4 better than 2, {b, c} does not improve by it.
        self.assertEqual(self.stable(self.together("2 4 3 1"), "a", 1), ["cgmr", "csmr"])

    def test_no_coalition_twice_running(self):
        # Both arcs are b's, so b needs two moves running. {b} and then {b, c} is not one coalition twice
        # running: with c on its side b may go on, although it is b that moves again.
        moves = {"a": ["s1 -> s2"], "b": ["s2 -> s3", "s3 -> s4"]}
        rankings = {"a": "2 3 1 4", "b": "4 3 2 1", "c": "{1 2 3 4}"}
        alone = Stability(graph(numbered(4), moves, rankings))
        self.assertEqual(self.stable(alone, "a", 1), [])
        both = Stability(graph(numbered(4), moves, rankings | {"c": "4 {1 2 3}"}))
        self.assertEqual(self.stable(both, "a", 1), ["cseq"])

    def test_escape_needs_one_outcome_that_all_like_better(self):
        # {a, b} leave 1 for 2, c punishes by 3; from 3 they can go to 4 (a likes it better than 1) and to 5 (b
        # does): no escape. If both like 5 better, it is one.
        moves = {"a": ["s1 -> s2", "s3 -> s4"], "b": ["s3 -> s5"], "c": ["s2 -> s3"]}
        a = Stability(graph(numbered(5), moves, {"a": "2 4 1 3 5", "b": "2 5 1 3 4"}))
        self.assertEqual(self.stable(a, "ab", 1), ["cgmr", "csmr"])
        a = Stability(graph(numbered(5), moves, {"a": "2 4 5 1 3", "b": "2 5 1 3 4"}))
        self.assertEqual(self.stable(a, "ab", 1), ["cgmr"])

    def test_groups_move_within_coalitions(self):
        # x needs a and b: R_{a} has y only, R_{a,b} everything. Both want x = yes.
        a = options("abc", Moves.TWO, 'a = [{ wants = "x = y", weight = 1 }]\n'
                    'b = [{ wants = "x = y", weight = 1 }]')
        self.assertEqual(list(bits(a.coalition_moves(frozenset("a"))[0])), [1])
        self.assertEqual(list(bits(a.coalition_moves(frozenset("ab"))[0])), [1, 2, 3])
        self.assertEqual(self.stable(a, "ab", 1), [])
        self.assertEqual(len(a.coalitions()), 7)
        self.assertEqual(a.coalitions()[2], frozenset("ab"))

    def test_with_five_parties_only_the_listed_ones(self):
        a = options("abcde", 'x = { options = ["n", "y"], by = ["a"] }', "",
                    '[[coalitions]]\nmembers = ["d", "b"]\n[[coalitions]]\nmembers = ["a", "b"]\n')
        self.assertEqual(a.coalitions(), [frozenset("ab"), frozenset("bd")])


class Paths(unittest.TestCase):
    def test_lengths(self):
        # 1 -a-> 2 -a-> 3 is no path; 1 -a-> 2 -b-> 4 -a-> 3 is. b does not like 4 better than 2.
        moves = {"a": ["s1 -> s2", "s2 -> s3", "s4 -> s3"], "b": ["s2 -> s4", "s5 -> s1"]}
        a = Stability(graph(numbered(5), moves, {"a": "3 2 1 4 5", "b": "2 4 {1 3 5}"}))
        self.assertEqual(a.lengths(a.can_move), [0, 1, 3, 2, -1])
        self.assertEqual(a.lengths(a.improves), [0, 1, -1, -1, -1])


class AgainstTheLiteralDefinitions(unittest.TestCase):
    def test_random_disputes(self):
        compared = 0
        for number in range(150):
            text = dispute_text("literal", number)
            a = Stability(read(text))
            if len(a.outcomes) <= 10 and len(a.parties) <= 4:
                compared += 1
                with self.subTest(number=number):
                    self.assertEqual(a.answer(), LiteralStability(read(text)).answer())
        self.assertGreater(compared, 75)


if __name__ == "__main__":
    unittest.main()
