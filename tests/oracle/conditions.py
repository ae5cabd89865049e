"""Blockers and conditions by plain enumeration (docs/methods/blockers.md, docs/methods/conditions.md).

Every question is asked of the ladder in ladder.py, with the thing in question taken away or changed.
"""

from fractions import Fraction
from itertools import combinations, permutations

import oracle
from ladder import RUNGS


class Asked:
    """One case of a dispute with things removed."""

    def __init__(self, d, case):
        self.d, self.case = d, case
        self.setting = oracle.setting_of(d, case, wide=True)
        self.world = oracle.ladder_in(self.setting).w
        self.known = {}

    def ladder(self, removed):
        key = frozenset(removed)
        if key not in self.known:
            self.known[key] = oracle.ladder_in(self.setting, key)
        return self.known[key]

    def survivors(self, removed=()):
        return [len({t for t, _ in pairs}) for pairs in self.ladder(removed).survivors()]

    def worth(self, removed):
        counts = self.survivors(removed)
        return sum(bool(count) for count in counts), counts[-1]

    def removable(self):
        return oracle.removable(self.world)

    def statements(self):
        return [s for party in self.d.parties if party not in self.world.gone for s in self.world.statements[party]]

    def players(self, game):
        """[(name, what is removed when it joins)]"""
        if game == "statements":
            return [(s.id, {s.id}) for s in self.statements()]
        if game == "pressures":
            return [(s.id, {s.id}) for s in self.statements() if "from" in s.table]
        found = []
        for party in self.d.parties:
            own = {s.id for s in self.world.statements[party]}
            if party in self.world.gone:
                continue
            if party not in self.d.negotiators:
                found.append((party, {party}))
            elif own:
                found.append((party, own))
        return found

    def shares(self, players):
        """Per player what it adds on average over all orders: (rungs, outcomes)."""
        total = {name: [Fraction(0), Fraction(0)] for name, _ in players}
        orders = list(permutations(players))
        for order in orders:
            removed = set()
            before = self.worth(removed)
            for name, gone in order:
                removed |= gone
                after = self.worth(removed)
                for k in range(2):
                    total[name][k] += after[k] - before[k]
                before = after
        return {name: [x / len(orders) for x in pair] for name, pair in total.items()}

    def minimal_sets(self, want, most):
        """All sets of at most so many removals that reach the rung, without smaller ones inside."""
        found = []
        for size in range(1, most + 1):
            for ids in combinations(self.removable(), size):
                if any(set(other) <= set(ids) for other in found):
                    continue
                if self.ladder(ids).verdict_rung() >= want:
                    found.append(ids)
        return sorted(sorted(ids) for ids in found)


def rung_at(d, case, factors):
    return oracle.ladder_of(d, case, factors).verdict_rung()


def number(name):
    return 0 if name == "none" else RUNGS.index(name) + 1
