"""One world of a dispute in graph form: docs/methods/readiness.md, "In graph form".

What rests on issues and their control in world.py rests on the arcs here; everything else is the same.
"""

from ladder import Ladder
from world import Setting, World


class GraphSetting(Setting):
    def controllers(self, issue, removed=frozenset()):
        """Outcomes are there whoever is left to move: never tied to the status quo."""
        return "by_any", list(self.d.parties)


class GraphWorld(World):
    def __init__(self, setting, removed=frozenset()):
        self.packages = {}
        self.first_ways = None
        super().__init__(setting, removed)

    def ends(self, party, n):
        """Where the party's arcs lead from outcome n, within S."""
        if party in self.gone:
            return []
        here = self.outcomes[n][0]
        ends = [self.setting.number.get((b,)) for a, b in self.d.arcs[party] if a == here]
        return sorted(m for m in ends if m is not None and self.S >> m & 1)

    def find_movers(self):
        found = {frozenset([party]) for party in self.d.parties
                 if party not in self.gone and self.d.arcs[party]}
        found.add(frozenset(self.d.negotiators))
        for coalition in self.d.coalitions:
            members = frozenset(coalition.table["members"]) - self.gone
            if self.on(coalition) and len(members) >= 2:
                found.add(members)
        parties = list(self.d.parties)
        return sorted(found, key=lambda g: (len(g), sorted(map(parties.index, g))))

    def moves(self, g, n):
        """The ends of packages of g from outcome n: its members' arcs in turn, nobody twice running."""
        if (g, n) not in self.packages:
            met = set()
            frontier = {(n, None)}
            while frontier:
                frontier = {(m, party) for z, last in frontier for party in g if party != last
                            for m in self.ends(party, z)} - met
                met |= frontier
            self.packages[g, n] = self.setting.as_set({m for m, _ in met} - {n})
        return self.packages[g, n]

    def way(self, t):
        """The first of the shortest ways from the status quo to t as [(party's place, outcome), ...], or None."""
        if self.first_ways is None:
            self.first_ways = found = {self.start: []}
            frontier = {self.start: []}
            while frontier:
                longer = {}
                for z, way in frontier.items():
                    for place, party in enumerate(self.d.parties):
                        for m in self.ends(party, z):
                            if m not in found:
                                longer[m] = min(longer.get(m, way + [(place, m)]), way + [(place, m)])
                found.update(longer)
                frontier = longer
        return self.first_ways.get(t)

    def signatories(self, t):
        parties = list(self.d.parties)
        return [frozenset(self.d.negotiators) | {parties[place] for place, _ in self.way(t) or []}]


class GraphLadder(Ladder):
    def nearest_key(self, t, Z, rungs):
        failed, rejecting, _, t = super().nearest_key(t, Z, rungs)
        way = self.w.way(t)
        return failed, rejecting, len(self.w.outcomes) if way is None else len(way), t
