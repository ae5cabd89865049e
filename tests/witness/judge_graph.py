"""As judge.py, for disputes in graph form: docs/methods/readiness.md, "In graph form"."""

from functools import lru_cache

from judge import Judge


class GraphJudge(Judge):
    def __init__(self, d, case):
        super().__init__(d, case)
        self.present = [party for party in d.parties if party not in self.gone]
        self.movers = sorted({g for g in self.movers if len(g) > 1}
                             | {frozenset([party]) for party in self.present if d.arcs[party]}, key=sorted)
        self.packages = lru_cache(None)(self.find_packages)
        self.first_way = lru_cache(None)(self.find_first_way)

    def ends(self, party, s):
        return [(b,) for a, b in sorted(self.d.arcs[party])
                if party in self.present and a == s[0] and self.feasible((b,))]

    def find_packages(self, g, s):
        """Where g gets from s: its members' arcs in turn, nobody twice running."""
        found, queue = set(), [(s, None)]
        for z, before in queue:
            new = {(t, party) for party in g if party != before for t in self.ends(party, z)} - found
            found |= new
            queue += sorted(new)
        return sorted({t for t, _ in found} - {s})

    def is_move(self, g, s, t):
        return t in self.packages(g, s)

    def moves(self, g, s):
        return self.packages(g, s)

    def find_first_way(self, t):
        """Backwards: how far each outcome is from t; then forwards, always by the first arc that comes nearer."""
        far, ring, steps = {t: 0}, {t}, 0
        everything = [(n,) for n in range(len(self.d.issues[0].options)) if self.feasible((n,))]
        while ring and self.start not in far:
            steps += 1
            ring = {s for s in everything if s not in far
                    and any(y in ring for party in self.present for y in self.ends(party, s))}
            far.update(dict.fromkeys(ring, steps))
        if self.start not in far:
            return None
        at, way = self.start, []
        while at != t:
            way.append(next((party, y) for party in self.present for y in self.ends(party, at)
                            if far.get(y) == far[at] - 1))
            at = way[-1][1]
        return way

    def signatories(self, t):
        return {self.d.negotiators | {party for party, _ in self.first_way(t) or []}}
