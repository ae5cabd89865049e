"""Who must approve, in what order, together with whom; cases; rules, which must leave every status quo and
no-deal possible; and what counts as the compromise."""

from dispute import read
from draw import chance
from world import Setting


class Cases:
    def draw_ratifiers(self):
        r = self.r
        self.ratifiers = []
        for n in range(r.choices([0, 1, 2], [25, 42, 33])[0]):
            of = r.choice(self.parties if chance(r, 0.3) else self.negotiators)
            lines = [f'of = "{of}"']
            if chance(r, 0.4):
                lines.append(f'asked_if = "{self.formula(1)}"')
            kind = r.choice(["approves", "party", "segments"])
            candidates = [p for p in self.parties if p != of]
            if kind == "approves":
                lines.append(f'approves = "{self.approved()}"')
            elif kind == "party":
                lines.append(f'party = "{r.choice(self.others or candidates)}"')
            else:
                shares = r.choice([["0.5", "0.5"], ["0.3", "0.4", "0.2"], ["0.1", "0.2", "0.3"],
                                   ["0.27", "0.58", "0.11"], ["0.6"]])
                segments = [f'{{ share = {share}, approves = "{self.approved()}" }}'
                            for share in shares]
                lines.append(f'segments = [{", ".join(segments)}]')
                lines.append(f'quota = {r.choice(["0.5", "0.3", "0.6", "0.69", "0.2", "1"])}')
            if chance(r, 0.1):
                lines.append("active = false")
            self.ratifiers.append((f"body{n + 1}", lines))

    def approved(self):
        k = self.r.choice(self.changed) if self.changed else 0
        return self.atom(k, self.target[k]) if chance(self.r, 0.4) else self.formula(2)

    def draw_coalitions(self):
        r = self.r
        self.coalitions = []
        if len(self.parties) > 2 and chance(r, 0.25):
            size = r.randint(2, len(self.parties) - 1)
            self.coalitions.append((r.sample(self.parties, size), chance(r, 0.85)))

    def draw_orders(self):
        r = self.r
        self.orders = []
        for _ in range(r.choices([0, 1, 2], [55, 32, 13])[0]):
            a, b = (r.sample(range(len(self.issues)), 2) if len(self.changed) < 2 or chance(r, 0.2)
                    else r.sample(self.changed, 2))
            first = self.atom(a, self.target[a]) if chance(r, 0.8) else self.formula(1)
            then = self.atom(b, self.target[b]) if chance(r, 0.8) else self.formula(1)
            if self.orders and chance(r, 0.3):
                first = self.orders[0][1]  # a chain
            firsts = [pair[0] for pair in self.orders]
            if then != first and then not in firsts:
                self.orders.append((first, then, chance(r, 0.85)))

    # How often a case is one of so many, begins elsewhere, goes without a party; how deep rules are.
    case_counts, other_start, removal, rule_depth = [30, 55, 15], 0.2, 0.25, 2

    def draw_cases(self):
        r = self.r
        self.cases = []
        names = ["second", "third"][:r.choices([0, 1, 2], self.case_counts)[0]]
        switches = self.switches()
        for name in names:
            lines = []
            if name == "third" and chance(r, 0.6):
                lines.append('extends = "second"')
            if self.factors and chance(r, 0.6):
                values = ", ".join(f'{f} = {r.choice(["0", "0.1", "0.5", "0.75", "1"])}' for f in self.factors_to_set())
                lines.append(f"set = {{ {values} }}")
            if chance(r, self.other_start):
                lines.append(f"status_quo = {{ {self.another_start()} }}")
            if chance(r, 0.2):
                lines.append(f'compromise = "{self.draw_compromise()}"')
            toggled = r.sample(switches, min(len(switches), r.choice([0, 1, 2, 3])))
            cut = r.randint(0, len(toggled))
            for key, ids in (("on", toggled[:cut]), ("off", toggled[cut:])):
                if ids:
                    lines.append(f"{key} = {ids!r}".replace("'", '"'))
            if self.others and chance(r, self.removal):
                lines.append(f'without = ["{r.choice(self.others)}"]')
            self.cases.append((name, lines))

    def switches(self):
        return (self.statement_ids + [name for name, _ in self.ratifiers] + self.issues[1:]
                + [f"order.{n + 1}" for n in range(len(self.orders))] + ["coalitions.1"] * len(self.coalitions))

    def factors_to_set(self):
        return self.r.sample(self.factors, self.r.randint(1, len(self.factors)))

    def another_start(self):
        k = self.r.randrange(len(self.issues))
        option = self.r.choice(self.options[k])
        return f'{self.issues[k]} = "{option}"'

    def draw_rules(self):
        self.rules = []
        d = read(self.text(compromise="true"))
        protected = self.protected(d)
        r = self.r
        for _ in range(r.choices([0, 1, 2], [40, 40, 20])[0]):
            for _ in range(20):
                never = self.formula(self.rule_depth, factors=False)
                holds = d.names.function(never)
                if not any(holds(s, ()) for s in protected):
                    if self.factors and chance(r, 0.25):
                        never = f"({never}) and {self.factor_atom()}"
                    self.rules.append((never, chance(r, 0.9)))
                    break

    def protected(self, d):
        """What no rule may make impossible, and mostly the target."""
        found = self.needed(Setting, d)
        if chance(self.r, 0.8):
            found.add(tuple(self.target))
        return found

    @staticmethod
    def needed(setting, d):
        """Every status quo and no-deal of the dispute's cases."""
        found = set()
        for case in d.case_names:
            made = setting(d, case)
            found.add(made.status_quo)
            found.update(nd for nd in made.no_deals.values() if isinstance(nd, tuple))
        return found

    def draw_compromise(self):
        r = self.r
        way = r.random()
        if not self.changed or way < 0.06:
            return self.formula(2)
        chosen = r.sample(self.changed, r.randint(1, min(3, len(self.changed))))
        together = " and ".join(self.atom(k, self.target[k]) for k in chosen)
        if way < 0.6:
            return together
        if way < 0.7:
            return " or ".join(f"({self.atom(k, self.target[k])})" for k in chosen)
        if way < 0.78:
            return f"({together}) and not ({self.formula(1)})"
        if way < 0.84:
            return " and ".join(f"{self.issues[k]} != {self.options[k][self.start[k]]}" for k in chosen)
        if way < 0.90 and self.propositions:
            return f"({together}) or {r.choice(list(self.propositions))}"
        if way < 0.94:
            return f"at_least(1, {together}, {self.some_atom()})"
        k = chosen[0]
        return f"({together}) and {self.atom(k, self.start[k])}" if way > 0.97 else together
