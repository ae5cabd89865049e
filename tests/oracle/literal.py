"""The definitions of docs/methods/readiness.md once more, with nothing but sets, loops and tuples.

Only for small disputes: no memory, no bit sets, no shortcuts. oracle_test.py holds the oracle to it.
It shares with the oracle the reading of the file and the formulas, and nothing else.
"""

from fractions import Fraction
from itertools import product

from dispute import entry_formula, resolve, round_to_unit


class Literal:
    def __init__(self, d, case="now", factors=None):
        self.d = d
        self.c = c = resolve(d, case)
        c.factors.update(factors or {})
        self.x = [c.factors[name] for name in d.factor_names]
        self.s0 = tuple(i.options.index(c.status_quo.get(i.name, i.options[0])) for i in d.issues)
        self.by = {}
        for k, issue in enumerate(d.issues):
            parties = [p for p in issue.by or issue.by_any if p not in c.without]
            if self.on(issue) and parties:
                self.by[k] = ("all" if issue.by else "any", parties)
        self.S = [s for s in product(*(range(len(i.options)) for i in d.issues))
                  if all(k in self.by or s[k] == self.s0[k] for k in range(len(s)))
                  and not any(self.true(r.table["never"], s) for r in d.rules if self.on(r))]
        self.T = [s for s in self.S if self.true(c.compromise, s)]
        self.movers = {frozenset(d.negotiators)}
        for kind, parties in self.by.values():
            self.movers |= {frozenset(parties)} if kind == "all" else {frozenset([p]) for p in parties}
        for coalition in d.coalitions:
            members = frozenset(p for p in coalition.table["members"] if p not in c.without)
            if self.on(coalition) and len(members) > 1:
                self.movers.add(members)
        self.keys = {}

    def on(self, item):
        return self.c.switched.get(item.id, item.active)

    def true(self, text, s):
        return bool(self.d.names.function(text)(s, self.x))

    # Moves.

    def legal(self, g, s, t):
        if s == t or t not in self.S:
            return False
        for k, issue in enumerate(self.d.issues):
            if s[k] != t[k]:
                if k not in self.by:
                    return False
                kind, parties = self.by[k]
                if not (all if kind == "all" else any)(p in g for p in parties):
                    return False
                if issue.one_way and t[k] < s[k]:
                    return False
        return not any(self.on(o) and not self.true(o.table["then"], s)
                       and self.true(o.table["then"], t) and not self.true(o.table["first"], s)
                       for o in self.d.orders)

    def moves(self, g, s):
        return [t for t in self.S if self.legal(g, s, t)]

    # Preferences.

    def statements(self, i):
        return [s.table for s in self.d.preferences[i].statements
                if self.on(s) and s.table.get("from") not in self.c.without
                and ("when" not in s.table or self.true(s.table["when"], ()))]

    def key(self, i, s):
        if (i, s) not in self.keys:
            red = tuple(not self.true(st["never"], s) for st in self.statements(i) if "never" in st)
            self.keys[i, s] = (red, self.utility(i, s))
        return self.keys[i, s]

    def utility(self, i, s):
        preferences = self.d.preferences[i]
        table = preferences.table
        wants = [st for st in self.statements(i) if "wants" in st]
        if preferences.form == "priority":
            return tuple(self.true(st["wants"], s) for st in wants)
        if preferences.form == "ranking":
            for place, group in enumerate(table["ranking"]):
                if any(self.true(entry_formula(entry), s) for entry in group):
                    return -place
        if preferences.form == "values":
            return sum(Fraction(table["values"].get(issue.name, {}).get(issue.options[s[k]], 0))
                       for k, issue in enumerate(self.d.issues))
        if preferences.form == "outcome_values":
            for entry in table["outcome_values"]:
                if self.true(entry_formula(entry["outcome"]), s):
                    return Fraction(entry["value"])
        total = Fraction(0)
        for st in wants:
            if self.true(st["wants"], s):
                weight = st["weight"]
                if isinstance(weight, dict):
                    weight = weight["value"]
                if isinstance(weight, str):
                    weight = Fraction(
                        round_to_unit(float(self.d.names.function(weight)((), self.x))), 10**9)
                total += Fraction(weight)
        return total

    def prefers(self, i, a, b):
        return self.key(i, a) > self.key(i, b)

    def against_no_deal(self, i, t, compare):
        """Does t hold against i's no-deal? `compare` judges utility against no-deal's utility."""
        entry = self.d.parties[i].get("no_deal", {})
        red, utility = self.key(i, t)
        if not isinstance(entry, dict):
            return all(red) and compare(utility, Fraction(entry))
        nd = tuple(issue.options.index(entry[issue.name]) if issue.name in entry else self.s0[k]
                   for k, issue in enumerate(self.d.issues))
        nd_red, nd_utility = self.key(i, nd)
        if any(there and not here for there, here in zip(nd_red, red)):
            return False
        return red > nd_red or red == nd_red and compare(utility, nd_utility)

    def accepts(self, i, t):
        margin = Fraction(self.d.parties[i].get("margin", 0))
        return self.against_no_deal(
            i, t, lambda ours, nd: ours >= nd + margin if margin else ours >= nd)

    # Signatories and ratification.

    def choices(self, t):
        lists = []
        for k in range(len(t)):
            if t[k] != self.s0[k]:
                kind, parties = self.by[k]
                lists.append([set(parties)] if kind == "all" else [{p} for p in parties])
        return [frozenset(self.d.negotiators.union(*choice)) for choice in product(*lists)]

    def away(self, t):
        return sum(a != b for a, b in zip(t, self.s0))

    def ratified(self, i, t):
        for ratifier in self.d.ratifiers:
            table = ratifier.table
            if table["of"] != i or not self.on(ratifier) or table.get("party") in self.c.without:
                continue
            if not self.true(table.get("asked_if", "true"), t):
                continue
            if "party" in table:
                approved = self.accepts(table["party"], t)
            elif "approves" in table:
                approved = self.true(table["approves"], t)
            else:
                approved = Fraction(table["quota"]) <= sum(
                    Fraction(part["share"]) for part in table["segments"]
                    if self.true(part["approves"], t))
            if not approved:
                return False
        return True

    # Breaking.

    def aftermath(self, g, y):
        R = {y}
        while True:
            more = {x for z in R for h in self.movers if not h & g for x in self.moves(h, z)
                    if all(self.prefers(j, x, z) for j in h)} - R
            if not more:
                return R
            R |= more

    def breaks(self, g, t, z, Z):
        for y in self.moves(g, z):
            if all(self.prefers(j, y, z) and self.prefers(j, y, t) for j in g):
                R = self.aftermath(g, y)
                if g & Z:
                    harm = any(self.prefers(i, t, x) for x in R for i in Z - g)
                else:
                    harm = any(self.accepts(i, t) and not self.accepts(i, x) for x in R for i in Z)
                if harm and all(self.prefers(j, x, t) for x in R for j in g):
                    return True
        return False

    def broken(self, t, z, Z):
        return any(self.breaks(g, t, z, Z) for g in self.movers)

    # Rungs.

    def reachable(self, t, Z, weak):
        def step(g, z, first):
            if first:
                strictly = [self.against_no_deal(i, t, lambda a, b: a > b) for i in g]
                weakly = [self.against_no_deal(i, t, lambda a, b: a >= b) for i in g]
            else:
                strictly = [self.prefers(i, t, z) for i in g]
                weakly = [not self.prefers(i, z, t) for i in g]
            return all(weakly) and any(strictly) if weak else all(strictly)

        if self.broken(t, self.s0, Z):
            return False
        # What the walk can stand on after at least one step.
        standing = set()
        while True:
            more = {y for z, first in [(self.s0, True), *((z, False) for z in standing)]
                    for g in self.movers if step(g, z, first)
                    for y in self.moves(g, z)} - standing
            more = {y for y in more if not self.broken(t, y, Z)}
            if not more:
                return t in standing
            standing |= more

    def possible(self):
        reached = {self.s0}
        while True:
            more = {t for s in reached for g in self.movers for t in self.moves(g, s)} - reached
            if not more:
                return reached
            reached |= more

    def answer(self, rungs_only=False):
        possible = self.possible()
        tests = [lambda t, Z: t in possible,
                 lambda t, Z: self.accepts(self.d.proposer, t),
                 lambda t, Z: all(self.accepts(i, t) for i in Z),
                 lambda t, Z: all(self.ratified(i, t) for i in Z),
                 lambda t, Z: not self.broken(t, t, Z),
                 lambda t, Z: self.reachable(t, Z, weak=False)]
        passed = {}
        for t in self.T:
            for Z in self.choices(t):
                passed[t, Z] = [t == self.s0 and rung != 4 or test(t, Z)
                                for rung, test in enumerate(tests)]
        survivors = [sorted({t for (t, Z), p in passed.items() if all(p[:r])}) for r in range(1, 7)]
        if rungs_only:
            return survivors
        alone = [sorted({t for (t, Z), p in passed.items() if p[r]}) for r in range(6)]
        weak = []
        if survivors[4] and not survivors[5]:
            weak = sorted({t for (t, Z), p in passed.items()
                           if all(p[:5]) and self.reachable(t, Z, weak=True)})
        overtaken = sorted({t for (t, Z), p in passed.items() if all(p) and any(
            y not in self.T and all(self.prefers(i, y, t) for i in Z) for y in self.moves(Z, t))})
        nearest = {}
        for (t, Z), p in passed.items():
            key = (p.count(False), sum(not self.accepts(i, t) for i in Z), self.away(t), t)
            nearest[t] = min(key, nearest.get(t, key))
        return {"survivors": survivors, "alone": alone, "weak": weak, "overtaken": overtaken,
                "nearest": [(t, failed, rejecting)
                            for failed, rejecting, _, t in sorted(nearest.values())]}
