"""One case of a dispute, one outcome at a time: is this a move, does this party like it better?

Written from docs/methods/readiness.md. Of the oracle only the reader of files and formulas is used.
Nothing is worked out beforehand, so that a path can be judged in a dispute of any size.
"""

from functools import lru_cache
from itertools import product

from dispute import entry_formula, exact, resolve, round_to_unit


class Judge:
    def __init__(self, d, case):
        self.d = d
        resolved = resolve(d, case)
        self.x = [resolved.factors[name] for name in d.factor_names]
        self.gone, self.switched = resolved.without, resolved.switched
        self.start = self.after((0,) * len(d.issues), resolved.status_quo)
        self.in_compromise = self.truth(resolved.compromise)
        self.rules = [self.truth(rule.table["never"]) for rule in d.rules if self.on(rule)]
        self.orders = [(self.truth(order.table["first"]), self.truth(order.table["then"]))
                       for order in d.orders if self.on(order)]
        self.control = [self.controllers(issue) for issue in d.issues]
        self.movers = sorted(self.find_movers(), key=sorted)
        self.key = lru_cache(None)(self.find_key)
        self.feasible = lru_cache(None)(self.breaks_no_rule)
        self.never, self.utility = {}, {}
        for party in d.parties:
            there = [s for s in d.preferences[party].statements if self.there(s)]
            self.never[party] = [self.truth(s.table["never"]) for s in there if "never" in s.table]
            wants = [s.table for s in there if "wants" in s.table]
            self.utility[party] = self.utility_of(party, wants)

    def on(self, item):
        return self.switched.get(item.id, item.active)

    def truth(self, text):
        function = self.d.names.function(text)
        return lambda s: bool(function(s, self.x))

    def there(self, statement):
        when = statement.table.get("when")
        return (self.on(statement) and statement.table.get("from") not in self.gone
                and (when is None or self.truth(when)(())))

    def outcome(self, options):
        """From {issue: option}, all issues named."""
        return tuple(issue.options.index(options[issue.name]) for issue in self.d.issues)

    def after(self, s, changes):
        return tuple(issue.options.index(changes[issue.name]) if issue.name in changes else s[k]
                     for k, issue in enumerate(self.d.issues))

    # Moves.

    def controllers(self, issue):
        """(must all consent?, the parties that are left); nobody if the issue stays as it is."""
        listed = issue.by if issue.by is not None else issue.by_any
        left = frozenset(listed) - self.gone if self.on(issue) else frozenset()
        return issue.by is not None, left

    def find_movers(self):
        found = {self.d.negotiators}
        for every, parties in self.control:
            if parties:
                found |= {parties} if every else {frozenset([party]) for party in parties}
        for coalition in self.d.coalitions:
            members = frozenset(coalition.table["members"]) - self.gone
            if self.on(coalition) and len(members) > 1:
                found.add(members)
        return found

    def may_change(self, g, k):
        every, parties = self.control[k]
        return bool(parties) and (parties <= g if every else bool(parties & g))

    def breaks_no_rule(self, s):
        return not any(rule(s) for rule in self.rules)

    def in_order(self, s, t):
        return all(first(s) or then(s) or not then(t) for first, then in self.orders)

    def is_move(self, g, s, t):
        for k, issue in enumerate(self.d.issues):
            if s[k] != t[k] and (not self.may_change(g, k) or issue.one_way and t[k] < s[k]):
                return False
        return s != t and self.feasible(t) and self.in_order(s, t)

    def moves(self, g, s):
        ranges = [range(s[k] if issue.one_way else 0, len(issue.options))
                  if self.may_change(g, k) else (s[k],) for k, issue in enumerate(self.d.issues)]
        return (t for t in product(*ranges)
                if t != s and self.feasible(t) and self.in_order(s, t))

    def steps_to(self, t):
        """The length of a shortest sequence of moves from the status quo, or None."""
        seen, frontier, steps = {self.start}, {self.start}, 0
        while frontier:
            if t in seen:
                return steps
            frontier = {y for s in frontier for g in self.movers for y in self.moves(g, s)} - seen
            seen |= frontier
            steps += 1
        return None

    # Preferences.

    def utility_of(self, party, wants):
        d, table = self.d, self.d.preferences[party].table
        form = d.preferences[party].form
        if form == "weights":
            terms = [(self.truth(s["wants"]), self.weight(s["weight"])) for s in wants]
            return lambda s: sum(weight for holds, weight in terms if holds(s))
        if form == "priority":
            truths = [self.truth(s["wants"]) for s in wants]
            return lambda s: [holds(s) for holds in truths]
        if form == "values":
            columns = [table["values"].get(issue.name, {}) for issue in d.issues]
            return lambda s: sum(exact(column.get(issue.options[option], 0))
                                 for column, issue, option in zip(columns, d.issues, s))
        if form == "ranking":
            rows = [(self.truth(entry_formula(entry)), -n)
                    for n, group in enumerate(table["ranking"]) for entry in group]
        else:
            rows = [(self.truth(entry_formula(row["outcome"])), exact(row["value"]))
                    for row in table["outcome_values"]]
        return lambda s: next(value for holds, value in rows if holds(s))

    def weight(self, weight):
        weight = weight["value"] if isinstance(weight, dict) else weight
        if isinstance(weight, str):
            return round_to_unit(float(self.d.names.function(weight)((), self.x)))
        return exact(weight)

    def find_key(self, party, s):
        """Red lines in listed order, then utility; larger is better."""
        return [not broken(s) for broken in self.never[party]], self.utility[party](s)

    def prefers(self, party, a, b):
        return self.key(party, a) > self.key(party, b)

    def all_prefer(self, g, a, b):
        return all(self.prefers(party, a, b) for party in g)

    def no_deal(self, party):
        entry = self.d.parties[party].get("no_deal", {})
        return self.after(self.start, entry) if isinstance(entry, dict) else exact(entry)

    def accepts(self, party, t):
        no_deal, margin = self.no_deal(party), exact(self.d.parties[party].get("margin", 0))
        respects, utility = self.key(party, t)
        if not isinstance(no_deal, tuple):
            return all(respects) and utility >= no_deal + margin
        base_respects, base_utility = self.key(party, no_deal)
        if any(base and not here for base, here in zip(base_respects, respects)):
            return False
        least = base_utility + margin if margin else base_utility
        return respects > base_respects or utility >= least

    def above_no_deal(self, party, t):
        no_deal = self.no_deal(party)
        if isinstance(no_deal, tuple):
            return self.prefers(party, t, no_deal)
        respects, utility = self.key(party, t)
        return all(respects) and utility > no_deal

    # Signing and breaking.

    def signatories(self, t):
        fixed, choices = set(self.d.negotiators), []
        for k, (every, parties) in enumerate(self.control):
            if t[k] != self.start[k]:
                if every:
                    fixed |= parties
                else:
                    choices.append(parties)
        return {frozenset(fixed.union(choice)) for choice in product(*choices)}

    def improves(self, g, s, t):
        return self.is_move(g, s, t) and self.all_prefer(g, t, s)

    def reach(self, g, y):
        """R: y and all that improvements of movers sharing no member with g lead to."""
        found, queue = {y}, [y]
        others = [h for h in self.movers if not h & g]
        for s in queue:
            yield s
            for h in others:
                new = [t for t in self.moves(h, s) if t not in found and self.all_prefer(h, t, s)]
                found.update(new)
                queue += new

    def harmed(self, g, Z, t, x, party):
        if party in g or party not in Z:
            return False
        if g & Z:
            return self.prefers(party, t, x)
        return self.accepts(party, t) and not self.accepts(party, x)

    def deterred(self, g, t, y):
        return not all(self.all_prefer(g, x, t) for x in self.reach(g, y))

    def harms(self, g, Z, t, y):
        return any(self.harmed(g, Z, t, x, party) for x in self.reach(g, y) for party in Z)

    def breaks(self, g, z, t, Z):
        return any(self.all_prefer(g, y, z) and self.all_prefer(g, y, t)
                   and not self.deterred(g, t, y) and self.harms(g, Z, t, y)
                   for y in self.moves(g, z))

    def broken(self, z, t, Z):
        return any(self.breaks(g, z, t, Z) for g in self.movers)
