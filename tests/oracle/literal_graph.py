"""The ladder in graph form once more, with sets, tuples and loops over literal.py: every way and every package
is written out. Only for small disputes: graph_ladder_test.py holds the oracle to it.
"""

from itertools import product

from literal import Literal


class LiteralGraph(Literal):
    def __init__(self, d, case="now", factors=None):
        super().__init__(d, case, factors)
        self.packages = {}
        self.N = [p for p in d.parties if p not in self.c.without]
        self.S = [(n,) for n in range(len(d.issues[0].options))
                  if not any(self.true(r.table["never"], (n,)) for r in d.rules if self.on(r))]
        self.T = [s for s in self.S if self.true(self.c.compromise, s)]
        self.movers = {g for g in self.movers if len(g) > 1} | {
            frozenset([p]) for p in self.N if d.arcs[p]}

    def arc(self, party, s, t):
        return party in self.N and t in self.S and (s[0], t[0]) in self.d.arcs[party]

    def sequences(self, s, parties, length, alternate):
        """All arcs in turn from s, as ((party, outcome), ...) of this length; `alternate`: nobody twice running."""
        found = [()]
        for _ in range(length):
            found = [steps + ((p, t),) for steps in found for p, t in product(parties, self.S)
                     if self.arc(p, steps[-1][1] if steps else s, t)
                     and not (alternate and steps and steps[-1][0] == p)]
            # two that end alike go on alike: the first in order will do
            firsts = {}
            for steps in sorted(found, key=lambda steps: [(self.N.index(p), t) for p, t in steps]):
                firsts.setdefault(steps[-1], steps)
            found = list(firsts.values())
        return found

    def moves(self, g, s):
        if (g, s) not in self.packages:
            # no package needs the same party at the same outcome twice
            longest = len(self.S) * len(g)
            self.packages[g, s] = sorted({
                steps[-1][1] for length in range(1, longest + 1)
                for steps in self.sequences(s, [p for p in self.N if p in g], length, alternate=True)} - {s})
        return self.packages[g, s]

    def way(self, t):
        if t == self.s0:
            return ()
        for length in range(1, len(self.S)):
            ways = [steps for steps in self.sequences(self.s0, self.N, length, alternate=False)
                    if steps[-1][1] == t]
            if ways:
                return min(ways, key=lambda steps: [(self.N.index(p), s) for p, s in steps])
        return None

    def choices(self, t):
        return [frozenset(self.d.negotiators) | {p for p, _ in self.way(t) or ()}]

    def away(self, t):
        way = self.way(t)
        return len(self.d.issues[0].options) if way is None else len(way)
