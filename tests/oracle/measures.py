"""What `--of` asks (docs/methods/measures.md), by the oracle's own stability and bargaining: which of the outcomes that
count pass, with factors at other values and with things removed.
"""

import bargaining
from bargaining import ORDINAL, Bargaining
from stability import CONCEPTS, Stability
from world import Setting, World, bits

SOLUTIONS = {"nash_deal": "nash"} | {name: name for name in (
    "kalai_smorodinsky", "egalitarian", "utilitarian", "relative_utilitarian", "raiffa", "fallback")}
MEASURES = [*CONCEPTS, "zone", "efficient", *SOLUTIONS]


class Measured:
    """One case, `outcome` a formula in place of the compromise."""

    def __init__(self, d, of, case="now", outcome=None):
        self.d, self.of, self.case, self.outcome = d, of, case, outcome
        self.settings, self.known = {}, {}

    def forget(self):
        """Something in the dispute has been changed."""
        self.settings, self.known = {}, {}

    def world(self, removed=(), factors=None):
        key = tuple(sorted((factors or {}).items()))
        if key not in self.settings:
            self.settings = {key: Setting(self.d, self.case, factors, wide=True)}
        return World(self.settings[key], frozenset(removed))

    def passing(self, removed=(), factors=None):
        """The outcomes that pass, as tuples."""
        key = frozenset(removed), tuple(sorted((factors or {}).items()))
        if key not in self.known:
            w = self.world(removed, factors)
            counts = w.S & (w.T if self.outcome is None else w.setting.where(self.outcome))
            found = self.found_in(w, counts) if counts and w.S >> w.start & 1 else []
            self.known[key] = {w.outcomes[n] for n in found if counts >> n & 1}
        return self.known[key]

    def found_in(self, w, counts):
        if self.of in CONCEPTS:
            a = Stability(self.d, world=w)
            return [s for s in bits(counts) if all(a.is_stable(self.of, g, s) for g in a.movers)]
        if any(isinstance(no_deal, tuple) and not w.S >> w.setting.number[no_deal] & 1
               for no_deal in w.setting.no_deals.values()):
            return []  # the case makes no sense there
        a = Bargaining(self.d, world=w)
        if len(a.parties) < 2 or not a.deals:
            return []
        if self.of == "zone":
            return a.deals
        if self.of == "efficient":
            return a.efficient(a.deals)
        return self.picked(a)

    def picked(self, a):
        if self.of == "fallback":
            order = [tuple(a.w.ordering(p).rank[n] for p in a.parties) for n in a.deals]
            places = bargaining.fallback(order, len(a.parties))[1]
        else:
            solution = getattr(bargaining, SOLUTIONS[self.of])
            places = solution([a.vector(n) for n in a.deals], a.disagreement)
        return [a.deals[k] for k in places or []]

    def holds(self, removed=(), factors=None):
        return bool(self.passing(removed, factors))

    def refused(self):
        """Why the engine must not answer, as a piece of its message; or None."""
        if self.of in CONCEPTS:
            return None
        bargainers = Bargaining(self.d, world=self.world()).parties
        if len(bargainers) < 2:
            return "bargain"
        if self.of in SOLUTIONS and self.of != "fallback" \
                and any(self.d.preferences[p].form in ORDINAL for p in bargainers):
            return "has an order of outcomes and no utility"
        return None
