"""What `--of` asks (docs/methods/measures.md), by the oracle's own stability and bargaining: which of the outcomes that
count pass, with factors at other values and with things removed.
"""

from fractions import Fraction

import bargaining
from bargaining import ORDINAL, Bargaining
from stability import CONCEPTS, Stability
from world import Setting, World, bits

SOLUTIONS = {"nash_deal": "nash"} | {name: name for name in (
    "kalai_smorodinsky", "egalitarian", "proportional", "utilitarian", "relative_utilitarian", "raiffa", "fallback")}
MEASURES = [*CONCEPTS, "zone", "efficient", *SOLUTIONS]


class Measured:
    """One case, `outcome` a formula in place of the compromise; `parties` bargain, with `weights` and `power` per
    party, as texts: {"a": "0.6"}, 1 where nothing is said."""

    def __init__(self, d, of, case="now", outcome=None, parties=None, weights=None, power=None):
        self.d, self.of, self.case, self.outcome = d, of, case, outcome
        self.parties, self.weights, self.power = parties, weights or {}, power or {}
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

    def makes_sense(self, removed=(), factors=None):
        """Is there such a world? Of a bargain: with every no-deal possible."""
        w = self.world(removed, factors)
        return bool(w.S >> w.start & 1) and (self.of in CONCEPTS or not self.lacks_a_no_deal(w))

    @staticmethod
    def lacks_a_no_deal(w):
        return any(isinstance(no_deal, tuple) and not w.S >> w.setting.number[no_deal] & 1
                   for no_deal in w.setting.no_deals.values())

    def found_in(self, w, counts):
        if self.of in CONCEPTS:
            a = Stability(self.d, world=w)
            return [s for s in bits(counts) if all(a.is_stable(self.of, g, s) for g in a.movers)]
        if self.lacks_a_no_deal(w):
            return []  # the case makes no sense there
        a = Bargaining(self.d, world=w, parties=self.parties)
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
            extra = {"nash_deal": self.power, "proportional": self.weights}.get(self.of)
            numbers = [] if extra is None else [[Fraction(extra.get(p, "1")) for p in a.parties]]
            places = solution([a.vector(n) for n in a.deals], a.disagreement, *numbers)
        return [a.deals[k] for k in places or []]

    def holds(self, removed=(), factors=None):
        return bool(self.passing(removed, factors))

    def refused(self):
        """Why the engine must not answer, as a piece of its message; or None."""
        if self.of in CONCEPTS:
            return None
        bargainers = Bargaining(self.d, world=self.world(), parties=self.parties).parties
        if len(bargainers) < 2:
            return "bargain"
        if self.of in SOLUTIONS and self.of != "fallback" \
                and any(self.d.preferences[p].form in ORDINAL for p in bargainers):
            return "has an order of outcomes and no utility"
        return None
