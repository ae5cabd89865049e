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


if __name__ == "__main__":
    unittest.main()
