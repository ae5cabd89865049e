"""One world of a dispute: its outcomes, moves, preferences and acceptance (docs/methods/readiness.md).

A set of outcomes is a Python integer: bit n stands for outcome number n of `setting.outcomes`, which is
sorted, first issue most significant. `&`, `|` and `~` are then the set operations.
"""

from itertools import product

from dispute import entry_formula, exact, resolve, round_to_unit

KEEP_LIMIT = 25_000  # with more outcomes than this, what can be computed again is not kept


def bits(members):
    """The numbers in a set, ascending."""
    while members:
        low = members & -members
        yield low.bit_length() - 1
        members ^= low


class Setting:
    """A case with every factor at one number, before anything is removed from it.

    `outcomes` holds every outcome that is feasible (with `wide`: also those that only a rule forbids, so
    that rules can be removed later) and every no-deal outcome.
    """

    def __init__(self, d, case="now", factors=None, wide=False, without=(), switched=None):
        self.d, self.case = d, case
        resolved = resolve(d, case)
        resolved.factors.update(factors or {})
        self.x = [resolved.factors[name] for name in d.factor_names]
        self.switched = {**resolved.switched, **(switched or {})}
        self.without = resolved.without | set(without)
        self.status_quo = self.options_of(resolved.status_quo)
        self.compromise = d.names.function(resolved.compromise)
        self.truths, self.orderings, self.acceptances = {}, {}, {}

        self.no_deals = {}
        for party, table in d.parties.items():
            entry = table.get("no_deal", {})
            self.no_deals[party] = (self.options_of(entry, self.status_quo)
                                    if isinstance(entry, dict) else exact(entry))
        self.outcomes = self.enumerate_outcomes(wide)
        self.number = {s: n for n, s in enumerate(self.outcomes)}
        self.everything = (1 << len(self.outcomes)) - 1

    def on(self, item):
        return self.switched.get(item.id, item.active)

    def options_of(self, entries, start=None):
        outcome = list(start) if start else [0] * len(self.d.issues)
        for k, issue in enumerate(self.d.issues):
            if issue.name in entries:
                outcome[k] = issue.options.index(entries[issue.name])
        return tuple(outcome)

    def controllers(self, issue, removed=frozenset()):
        """Who may change the issue: the kind of consent and the parties that are left."""
        listed = issue.by if issue.by is not None else issue.by_any
        gone = self.without | removed
        kind = "by" if issue.by is not None else "by_any"
        return kind, [party for party in listed if party not in gone]

    def enumerate_outcomes(self, wide):
        free = [range(len(issue.options)) if self.on(issue) and self.controllers(issue)[1]
                else (self.status_quo[k],) for k, issue in enumerate(self.d.issues)]
        rules = [] if wide else [self.d.names.function(rule.table["never"])
                                 for rule in self.d.rules if self.on(rule)]
        x = self.x
        found = {s for s in product(*free) if not any(rule(s, x) for rule in rules)}
        found.update(nd for nd in self.no_deals.values() if isinstance(nd, tuple))
        found.add(self.status_quo)
        return sorted(found)

    def set_where(self, function):
        """The set of outcomes at which the function of (outcome, factors) is true."""
        if function not in self.truths:
            x = self.x
            digits = ["1" if function(s, x) else "0" for s in reversed(self.outcomes)]
            self.truths[function] = int("".join(digits), 2)
        return self.truths[function]

    def where(self, text):
        return self.set_where(self.d.names.function(text))

    def option_set(self, k, wanted):
        """The outcomes whose option of issue k is in `wanted`."""
        key = (k, tuple(wanted))
        if key not in self.truths:
            self.truths[key] = self.as_set(n for n, s in enumerate(self.outcomes) if s[k] in wanted)
        return self.truths[key]

    def as_set(self, numbers):
        chosen = bytearray(b"0" * len(self.outcomes))
        for n in numbers:
            chosen[-1 - n] = ord("1")
        return int(chosen, 2)

    def utilities(self, party, wants):
        """The party's utility of every outcome, given its active `wants` statements."""
        d, x = self.d, self.x
        preferences = d.preferences[party]
        form, table = preferences.form, preferences.table
        if form == "weights":
            terms = [(d.names.function(s.table["wants"]), self.weight(s.table["weight"]))
                     for s in wants]
            total = [0] * len(self.outcomes)
            for function, weight in terms:
                for n in bits(self.set_where(function)):
                    total[n] += weight
            return total
        if form == "priority":
            functions = [d.names.function(s.table["wants"]) for s in wants]
            return [tuple(bool(f(s, x)) for f in functions) for s in self.outcomes]
        if form == "ranking":
            groups = [[d.names.function(entry_formula(entry)) for entry in group]
                      for group in table["ranking"]]
            last = len(groups)
            return [-next((n for n, group in enumerate(groups) if any(f(s, x) for f in group)), last)
                    for s in self.outcomes]
        if form == "values":
            tables = [[exact(table["values"].get(issue.name, {}).get(option, 0))
                       for option in issue.options] for issue in d.issues]
            return [sum(column[option] for column, option in zip(tables, s)) for s in self.outcomes]
        entries = [(d.names.function(entry_formula(entry["outcome"])), exact(entry["value"]))
                   for entry in table["outcome_values"]]
        return [next((value for f, value in entries if f(s, x)), 0) for s in self.outcomes]

    def weight(self, weight):
        if isinstance(weight, dict):
            weight = weight["value"]
        if isinstance(weight, str):
            return round_to_unit(float(self.d.names.function(weight)((), self.x)))
        return exact(weight)

    def ordering(self, party, statements):
        key = (party, tuple(s.id for s in statements))
        if key not in self.orderings:
            self.orderings[key] = Ordering(self, party, statements)
        return self.orderings[key]

    def acceptance(self, party, statements):
        key = (party, tuple(s.id for s in statements))
        if key not in self.acceptances:
            self.acceptances[key] = Acceptance(self, self.ordering(party, statements), party)
        return self.acceptances[key]


class Ordering:
    """How a party orders the outcomes: red lines first, in listed order, then its utility."""

    def __init__(self, setting, party, statements):
        never = [setting.d.names.function(s.table["never"])
                 for s in statements if "never" in s.table]
        x = setting.x
        self.respects = [tuple(not f(s, x) for f in never) for s in setting.outcomes]
        self.utility = setting.utilities(party, [s for s in statements if "wants" in s.table])
        keys = list(zip(self.respects, self.utility))
        place = {key: r for r, key in enumerate(sorted(set(keys)))}
        self.rank = [place[key] for key in keys]
        members = [[] for _ in place]
        for n, r in enumerate(self.rank):
            members[r].append(n)
        # above[r]: the outcomes that the party prefers to those of rank r.
        self.above, above = [0] * len(place), 0
        for r in range(len(place) - 1, -1, -1):
            self.above[r] = above
            above |= setting.as_set(members[r])
        self.at_least = [setting.everything] + self.above  # at_least[r]: rank r or higher

    def better(self, n):
        return self.above[self.rank[n]]

    def no_worse(self, n):
        return self.at_least[self.rank[n]]

    def worse(self, n, everything):
        return everything & ~self.no_worse(n)


class Acceptance:
    """Against its no-deal: what a party accepts, strictly prefers, and finds no worse."""

    def __init__(self, setting, ordering, party):
        no_deal = setting.no_deals[party]
        margin = exact(setting.d.parties[party].get("margin", 0))
        accepts, prefers, no_worse = [], [], []
        if isinstance(no_deal, tuple):
            base = setting.number[no_deal]
            base_respects, base_utility = ordering.respects[base], ordering.utility[base]
        else:
            base_utility = no_deal
        for n, (respects, utility) in enumerate(zip(ordering.respects, ordering.utility)):
            broken = False  # does it break a red line that no-deal respects?
            if isinstance(no_deal, tuple):
                broken = any(theirs and not ours for theirs, ours in zip(base_respects, respects))
                on_red_lines = (respects > base_respects) - (respects < base_respects)
            else:
                if not all(respects):
                    continue
                on_red_lines = 0
            gain = ((utility > base_utility) - (utility < base_utility))
            if on_red_lines > 0 or on_red_lines == 0 and gain > 0:
                prefers.append(n)
            if on_red_lines > 0 or on_red_lines == 0 and gain >= 0:
                no_worse.append(n)
            enough = utility >= base_utility + margin if margin else gain >= 0
            if not broken and (on_red_lines > 0 or on_red_lines == 0 and enough):
                accepts.append(n)
        self.accepts, self.prefers, self.no_worse = map(setting.as_set, (accepts, prefers, no_worse))


class World:
    """A setting with some things removed: ids of statements, rules, order constraints, ratifiers, parties."""

    def __init__(self, setting, removed=frozenset()):
        self.setting = setting
        d = self.d = setting.d
        self.removed = removed
        self.gone = setting.without | {party for party in removed if party in d.parties}
        self.everything = setting.everything
        self.outcomes = setting.outcomes
        self.start = setting.number[setting.status_quo]
        self.control = []  # per issue: (kind, parties), no parties when nobody may change it
        for issue in d.issues:
            kind, parties = setting.controllers(issue, self.gone)
            self.control.append((kind, parties if setting.on(issue) else []))
        self.S = self.feasible()
        self.T = self.S & setting.set_where(setting.compromise)
        self.orders = [(setting.where(o.table["first"]), setting.where(o.table["then"]))
                       for o in d.orders if self.on(o)]
        self.movers = self.find_movers()
        self.controlled = {}
        self.blocks = {}
        self.improvement_sets = {}
        self.statements = {party: [s for s in d.preferences[party].statements if self.there(s)]
                           for party in d.parties}
        self.order_of, self.answer_of = {}, {}

    def on(self, item):
        return self.setting.on(item) and item.id not in self.removed

    def there(self, statement):
        """Is the statement active in this world?"""
        if not self.on(statement) or statement.table.get("from") in self.gone:
            return False
        when = statement.table.get("when")
        return when is None or bool(self.d.names.function(when)((), self.setting.x))

    def feasible(self):
        members = self.everything
        for rule in self.d.rules:
            if self.on(rule):
                members &= ~self.setting.where(rule.table["never"])
        for k, (_, parties) in enumerate(self.control):
            if not parties and self.d.arcs is None:  # nobody controls the outcomes of a graph
                members &= self.setting.option_set(k, [self.setting.status_quo[k]])
        return members

    # Movers and moves.

    def find_movers(self):
        found = [frozenset(self.d.negotiators)] if self.d.negotiators else []
        for kind, parties in self.control:
            if not parties:
                continue
            found += [frozenset(parties)] if kind == "by" else [frozenset([p]) for p in parties]
        for coalition in self.d.coalitions:
            members = frozenset(coalition.table["members"]) - self.gone
            if self.on(coalition) and len(members) >= 2:
                found.append(members)
        parties = list(self.d.parties)
        return sorted(set(found), key=lambda g: (len(g), sorted(map(parties.index, g))))

    def can_change(self, g):
        """The issues that the group g may change."""
        if g not in self.controlled:
            self.controlled[g] = [k for k, (kind, parties) in enumerate(self.control) if parties and (
                g.issuperset(parties) if kind == "by" else not g.isdisjoint(parties))]
        return self.controlled[g]

    def block(self, g, n):
        """The feasible outcomes that differ from outcome n only in issues that g may change."""
        if g not in self.blocks:
            fixed = sorted(set(range(len(self.d.issues))) - set(self.can_change(g)))
            keys = [tuple([s[k] for k in fixed]) for s in self.outcomes]
            members = {}
            for m in bits(self.S):
                members.setdefault(keys[m], []).append(m)
            sets = {key: self.setting.as_set(ms) for key, ms in members.items()}
            self.blocks[g] = [sets.get(key, 0) for key in keys]
        return self.blocks[g][n]

    def moves(self, g, n):
        """Where the group g can go from outcome n in one move."""
        reached = self.block(g, n) & ~(1 << n)
        for k in self.can_change(g):
            issue, option = self.d.issues[k], self.outcomes[n][k]
            if issue.one_way and option > 0:
                reached &= self.setting.option_set(k, range(option, len(issue.options)))
        for first, then in self.orders:
            if not then >> n & 1 and not first >> n & 1:
                reached &= ~then
        return reached

    def improvements(self, g, n):
        """The moves of g from outcome n that all its members prefer."""
        known = self.improvement_sets.get((g, n))
        if known is None:
            known = self.moves(g, n)
            for party in g:
                known &= self.ordering(party).better(n)
            if len(self.outcomes) <= KEEP_LIMIT:
                self.improvement_sets[g, n] = known
        return known

    # Parties.

    def ordering(self, party):
        if party not in self.order_of:
            self.order_of[party] = self.setting.ordering(party, self.statements[party])
        return self.order_of[party]

    def prefers(self, party, a, b):
        return self.ordering(party).rank[a] > self.ordering(party).rank[b]

    def answer(self, party):
        if party not in self.answer_of:
            self.answer_of[party] = self.setting.acceptance(party, self.statements[party])
        return self.answer_of[party]

    def accepts(self, party, n):
        return bool(self.answer(party).accepts >> n & 1)

    def signatories(self, t):
        """Every Z(t) that some choice among the `by_any` consenters gives, in file order."""
        fixed, choices = set(self.d.negotiators), []
        for k, (kind, parties) in enumerate(self.control):
            if self.outcomes[t][k] != self.outcomes[self.start][k]:
                if kind == "by":
                    fixed.update(parties)
                else:
                    choices.append(parties)
        return list(dict.fromkeys(frozenset(fixed.union(choice)) for choice in product(*choices)))

    def asked_ratifiers(self, party, t):
        for ratifier in self.d.ratifiers:
            table = ratifier.table
            if table["of"] == party and self.on(ratifier) and table.get("party") not in self.gone:
                if "asked_if" not in table or self.setting.where(table["asked_if"]) >> t & 1:
                    yield ratifier

    def approves(self, ratifier, t):
        table = ratifier.table
        if "party" in table:
            return self.accepts(table["party"], t)
        if "segments" in table:
            share = sum(exact(segment["share"]) for segment in table["segments"]
                        if self.setting.where(segment["approves"]) >> t & 1)
            return share >= exact(table["quota"])
        return bool(self.setting.where(table["approves"]) >> t & 1)

    def ratified(self, party, t):
        return all(self.approves(ratifier, t) for ratifier in self.asked_ratifiers(party, t))
