#!/usr/bin/env python3
"""The oracle of docs/methods/bargaining.md: every definition as it is written there, by going through all outcomes.

    python3 tests/oracle/bargaining.py FILE [--case X] [--parties a,b] [--within FORMULA]
                                            [--power a=0.6,b=0.4] [--weights a=1,b=2]

The solutions are functions of `u`, the utilities of every deal, and `d`, the disagreement: so that a published
table can be given to them without a dispute file. They return the places of the deals that they single out.
"""

import argparse
import json
import math
from collections import Counter
from fractions import Fraction

from dispute import UNIT, exact, read
from world import Setting, World, bits

ORDINAL = ("priority", "ranking")


# Which vectors are efficient.

def dominates(a, b):
    return all(x >= y for x, y in zip(a, b)) and any(x > y for x, y in zip(a, b))


def efficient(u):
    vectors = set(u)
    kept = {a for a in vectors if not any(dominates(b, a) for b in vectors)}
    return [n for n, a in enumerate(u) if a in kept]


# Solutions. `u` is a list of tuples, never empty; all numbers are whole or fractions.

def best(u, key):
    keys = [key(a) for a in u]
    top = max(keys)
    return [n for n, k in enumerate(keys) if k == top]


def ideal(u):
    return tuple(max(column) for column in zip(*u))


def leximin(u, zero, unit):
    """The largest ascending list of (u - zero) / unit, over the parties whose unit is positive."""
    return best(u, lambda a: sorted(Fraction(x - z) / Fraction(y) for x, z, y in zip(a, zero, unit) if y > 0))


def span(top, d):
    return [y - x for x, y in zip(d, top)]


def nash(u, d, power=None):
    """Most parties that gain first: with a deal by which all gain, the plain product decides."""
    power = [Fraction(p) for p in power or [1] * len(d)]
    common = math.lcm(*(p.denominator for p in power))
    whole = [int(p * common) for p in power]

    def key(a):
        gains = [(x - z, p) for x, z, p in zip(a, d, whole) if x > z]
        return len(gains), math.prod(Fraction(gain) ** p for gain, p in gains)

    return best(u, key)


def kalai_smorodinsky(u, d):
    return leximin(u, d, span(ideal(u), d))


def egalitarian(u, d):
    return leximin(u, d, [1] * len(d))


def proportional(u, d, weights):
    return leximin(u, d, weights)


def utilitarian(u, d):
    return best(u, sum)


def relative_utilitarian(u, d):
    unit = span(ideal(u), d)
    return best(u, lambda a: sum(Fraction(x - z) / Fraction(y) for x, z, y in zip(a, d, unit) if y > 0))


def raiffa(u, d):
    """None if no deal is as good as the disagreement for everybody."""
    d = [Fraction(x) for x in d]
    left = [n for n, a in enumerate(u) if all(x >= z for x, z in zip(a, d))]
    if not left:
        return None
    while True:
        top = ideal([u[n] for n in left])
        attained = [n for n in left if u[n] == top]
        if attained:  # it stays at least d_k for ever, and every other deal falls out in the end
            return attained
        after = [x + Fraction(m - x) / len(d) for x, m in zip(d, top)]
        still = [n for n in left if all(x >= z for x, z in zip(u[n], after))]
        if not still:
            return [left[n] for n in leximin([u[n] for n in left], d, span(top, d))]
        d, left = after, still


def fallback(order, quota):
    """`order` has a key per party for every deal, higher is better. The depth, and the deals."""
    ranks = [[1 + sum(other > key for other in column) for key in column] for column in zip(*order)]
    for depth in range(1, len(order) + 1):
        found = [n for n in range(len(order)) if sum(rank[n] <= depth for rank in ranks) >= quota]
        if found:
            return depth, found


# A dispute.

class Bargaining:
    def __init__(self, d, case="now", parties=None, within=None, power=None, weights=None, switched=None, world=None):
        self.d, self.case, self.within = d, case, within
        self.w = w = world or World(Setting(d, case, switched=switched))
        if parties is None:
            parties = d.negotiators or [p for p in d.parties if d.preferences[p].statements
                                        or d.preferences[p].form != "weights"]
        self.parties = [p for p in d.parties if p in parties and p not in w.gone]
        self.power, self.weights = power, weights
        self.table = self.reached()
        if within is not None:
            inside = w.T if within == "compromise" else w.setting.where(within)
            self.table = [n for n in self.table if inside >> n & 1]
        self.ordinal = [d.preferences[p].form in ORDINAL for p in self.parties]
        self.cuts = {p: self.find_cuts(p) for p in self.parties}
        self.deals = [n for n in self.table if all(
            w.accepts(p, n) and w.ratified(p, n) for p in self.parties)]
        self.disagreement = [None if ordinal else self.no_deal_utility(p)
                             for p, ordinal in zip(self.parties, self.ordinal)]

    def joint_moves(self, n):
        if self.d.arcs is None:
            return bits(self.w.moves(frozenset(self.parties), n))
        number = self.w.setting.number
        ends = {number.get((b,)) for p in self.parties for a, b in self.d.arcs[p]
                if self.w.outcomes[n] == (a,)}
        return [m for m in ends if m is not None and self.w.S >> m & 1]

    def reached(self):
        found, waiting = {self.w.start}, [self.w.start]
        while waiting:
            for m in self.joint_moves(waiting.pop()):
                if m not in found:
                    found.add(m)
                    waiting.append(m)
        return sorted(found)

    # One party.

    def utility(self, party, n):
        """For a party with only an order, its rank: higher is better."""
        ordering = self.w.ordering(party)
        return ordering.rank[n] if self.d.preferences[party].form in ORDINAL else ordering.utility[n]

    def vector(self, n):
        return tuple(self.utility(p, n) for p in self.parties)

    def no_deal_utility(self, party):
        no_deal = self.w.setting.no_deals[party]
        return self.utility(party, self.w.setting.number[no_deal]) if isinstance(no_deal, tuple) else no_deal

    def find_cuts(self, party):
        """The reasons to leave the table, each with the outcomes of the table that it takes: {(kind, id): set}.

        Red lines are those that the no-deal respects. With these set aside, the no-deal takes what ranks
        below it (plus margin).
        """
        w, d = self.w, self.d
        no_deal = w.setting.no_deals[party]
        at_no_deal = no_deal if isinstance(no_deal, tuple) else None
        cuts, mended = {}, set()
        for s in w.statements[party]:
            if "never" in s.table:
                breaks = d.names.function(s.table["never"])
                broken = {n for n in self.table if breaks(w.outcomes[n], w.setting.x)}
                if at_no_deal and breaks(at_no_deal, w.setting.x):
                    mended |= set(self.table) - broken
                else:
                    cuts["red_line", s.id] = broken
        ordering = w.ordering(party)
        base = no_deal if at_no_deal is None else ordering.utility[w.setting.number[no_deal]]
        margin = exact(d.parties[party].get("margin", 0))
        enough = base + margin if margin else base
        cuts["no_deal", party] = {n for n in self.table
                                  if n not in mended and ordering.utility[n] < enough}
        for ratifier in d.ratifiers:
            refused = {n for n in self.table if ratifier in w.asked_ratifiers(party, n)
                       and not w.approves(ratifier, n)}
            cuts["ratifier", ratifier.id] = refused
        return cuts

    # The answer.

    def points(self, outcomes):
        """Utility vectors, best for the first party first, with the outcomes that have them."""
        found = {}
        for n in outcomes:
            found.setdefault(self.vector(n), []).append(self.w.outcomes[n])
        return sorted(found.items(), reverse=True)

    def efficient(self, outcomes):
        return [outcomes[n] for n in efficient([self.vector(n) for n in outcomes])]

    def zone(self):
        w = self.w
        others = Counter(n for cuts in self.cuts.values() for taken in cuts.values() for n in taken)
        parties = []
        for p, ordinal, d in zip(self.parties, self.ordinal, self.disagreement):
            accepts = {n for n in self.table if w.accepts(p, n)}
            ratified = {n for n in self.table if w.ratified(p, n)}
            best = max((self.utility(p, n) for n in self.deals), default=None)
            known = not ordinal and best is not None
            parties.append({
                "party": p, "accepts": len(accepts), "ratified": len(ratified),
                "both": len(accepts & ratified), "no_deal": d, "ideal": best if known else None,
                "surplus": best - d if known else None,
                "cuts": {cut: (len(taken), sum(others[n] == 1 for n in taken))
                         for cut, taken in self.cuts[p].items() if taken}})
        return {"deals": len(self.deals), "share": Fraction(len(self.deals), len(self.table)) if self.table else None,
                "parties": parties}

    def solutions(self):
        """{name: points}, or {name: None} where it is not defined; fallback.q is (depth, points)."""
        names = ["nash", "kalai_smorodinsky", "egalitarian", "utilitarian", "relative_utilitarian", "raiffa"]
        names += ["proportional"] if self.weights else []
        if not self.deals:
            return {}
        u, d = [self.vector(n) for n in self.deals], self.disagreement
        found = {}
        for name in names:
            extra = {"nash": [self.power], "proportional": [self.weights]}.get(name, [])
            chosen = None if any(self.ordinal) else globals()[name](u, d, *extra)
            found[name] = None if chosen is None else self.points([self.deals[n] for n in chosen])
        order = [tuple(self.w.ordering(p).rank[n] for p in self.parties) for n in self.deals]
        for quota in range(1, len(self.parties) + 1):
            depth, chosen = fallback(order, quota)
            found[f"fallback.{quota}"] = depth, self.points([self.deals[n] for n in chosen])
        return found

    def answer(self):
        deals = {self.vector(n) for n in self.deals}
        return {"case": self.case, "bargainers": self.parties, "table": len(self.table), "zone": self.zone(),
                "frontier": self.points(self.efficient(self.deals)),
                "table_frontier": [(vector, outcomes, vector in deals) for vector, outcomes in
                                   self.points(self.efficient(self.table))],
                "solutions": self.solutions()}


# For people.

def decimal(party, ordinal, value):
    return value if ordinal or value is None else float(Fraction(value, UNIT))


def readable(a):
    answer = a.answer()

    def vector(values):
        return {p: decimal(p, o, v) for p, o, v in zip(a.parties, a.ordinal, values)}

    def points(found):
        return [{"utilities": vector(v), "count": len(outcomes), "deals": [
            {issue.name: issue.options[o] for issue, o in zip(a.d.issues, s)} for s in outcomes]}
            for v, outcomes, *_ in found]

    zone = answer["zone"]
    zone["share"] = zone["share"] and float(zone["share"])
    for entry, ordinal in zip(zone["parties"], a.ordinal):
        entry.update({key: decimal(None, ordinal, entry[key]) for key in ("no_deal", "ideal", "surplus")})
        entry["cuts"] = [{"by": by, "id": name, "removes": removes, "alone": alone}
                         for (by, name), (removes, alone) in entry["cuts"].items()]
    for key in ("frontier", "table_frontier"):
        answer[key] = points(answer[key])
    for name, found in answer["solutions"].items():
        if found is not None and name.startswith("fallback"):
            answer["solutions"][name] = {"depth": found[0], "points": points(found[1])}
        elif found is not None:
            answer["solutions"][name] = points(found)
    return answer


def shares_of(text, parties):
    """"a=0.6,b=0.4" as a list in the order of the parties, 1 where nothing is said."""
    given = dict(part.split("=") for part in text.split(","))
    return [Fraction(given.get(p, "1")) for p in parties]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("file")
    parser.add_argument("--case")
    parser.add_argument("--parties", type=lambda text: text.split(","))
    parser.add_argument("--within")
    parser.add_argument("--power")
    parser.add_argument("--weights")
    options = parser.parse_args()
    with open(options.file, encoding="utf-8") as file:
        d = read(file.read())
    for case in [options.case] if options.case else d.case_names:
        a = Bargaining(d, case, options.parties, options.within)
        a.power = options.power and shares_of(options.power, a.parties)
        a.weights = options.weights and shares_of(options.weights, a.parties)
        print(json.dumps(readable(a), indent=1))


if __name__ == "__main__":
    main()
