"""What the parties of a random dispute want, in all four forms, and what no deal is worth to them."""

from draw import chance


class Preferences:
    def draw_preferences(self):
        r = self.r
        self.forms, self.statements, self.tables = {}, {}, {}
        self.statement_ids = []
        for party in self.parties:
            self.forms[party] = r.choices(
                ["weights", "priority", "ranking", "values", "outcome_values", "nothing"],
                [60, 13, 8, 10, 6, 3])[0]
            liking = r.choices([0.25, 0.6, 0.95], [1, 2, 4] if party in self.negotiators else [2, 3, 5])[0]
            trades = chance(r, 0.65)
            self.statements[party], self.tables[party] = [], ""
            form = self.forms[party]
            if form in ("weights", "priority"):
                for _ in range(r.randint(2, 5)):
                    self.statements[party].append(self.draw_want(party, form, liking, trades))
                if chance(r, 0.65):
                    self.statements[party].append(self.draw_temptation(party, form))
            for _ in range(r.choices([0, 1, 2], [70, 22, 8])[0] if form != "nothing" else 0):
                at = r.randint(0, len(self.statements[party]))
                self.statements[party].insert(at, self.draw_red_line(party))
            if form == "ranking":
                self.tables[party] = self.draw_ranking(liking)
            if form == "values":
                self.tables[party] = self.draw_values(party, liking, trades)
            if form == "outcome_values":
                self.tables[party] = self.draw_outcome_values(liking)
            for n, statement in enumerate(self.statements[party], 1):
                if chance(r, 0.2):
                    statement["id"] = f'"{party}_s{n}"'
                self.statement_ids.append(statement.get("id", f'"{party}.{n}"').strip('"'))

    def side(self, k, liking, party, trades):
        """The option of issue k that the party would like: the target's or the status quo's."""
        own = self.control[k][1] == [party]
        if trades and k in self.changed:
            return self.start[k] if own else self.target[k]
        return self.target[k] if chance(self.r, liking) else self.start[k]

    def draw_want(self, party, form, liking, trades):
        r = self.r
        k = r.choice(self.changed) if self.changed and chance(r, 0.75) else r.randrange(len(self.issues))
        wants = self.atom(k, self.side(k, liking, party, trades))
        if chance(r, 0.25):
            other = r.randrange(len(self.issues))
            wants = r.choice([f"{wants} and {self.atom(other, self.target[other])}",
                              f"({wants}) or {self.some_atom()}", self.formula(2)])
        statement = {"wants": f'"{wants}"'}
        if form == "weights":
            statement["weight"] = self.draw_weight(trades and self.control[k][1] == [party])
        self.decorate(statement, party)
        return statement

    def draw_temptation(self, party, form):
        """To have what others give without giving what is one's own."""
        own = [k for k in self.changed if party in self.control[k][1]]
        k = self.r.choice(own or [0])
        wants = self.atom(k, self.start[k])
        for other in self.changed:
            if other not in own and chance(self.r, 0.5):
                wants += f" and {self.atom(other, self.target[other])}"
        statement = {"wants": f'"{wants}"'}
        if form == "weights":
            statement["weight"] = self.r.choice(["0.5", "1", "2", "3"])
        return statement

    def draw_weight(self, small):
        r = self.r
        if small:
            return r.choice(["1", "1", "2", "0.5", "0.3"])
        if self.factors and chance(r, 0.25):
            return f'"{self.expression()}"'
        number = r.choice(self.numbers)
        if chance(r, 0.07):
            return f"-{number}"
        if chance(r, 0.1):
            return f"{{ value = {number}, range = [0, 20] }}"
        return number

    def draw_red_line(self, party):
        r = self.r
        k = r.randrange(len(self.issues))
        wrong = [n for n in range(len(self.options[k])) if n not in (self.target[k], self.start[k])]
        never = self.formula(1) if not wrong or chance(r, 0.5) else self.atom(k, r.choice(wrong))
        other = r.randrange(len(self.issues))
        if chance(r, 0.5):
            never = f"({never}) and {self.atom(other, r.randrange(len(self.options[other])))}"
        statement = {"never": f'"{never}"'}
        self.decorate(statement, party)
        return statement

    def decorate(self, statement, party):
        r = self.r
        if self.factors and chance(r, 0.2):
            statement["when"] = f'"{self.factor_formula()}"'
        if chance(r, 0.12):
            statement["from"] = f'"{r.choice([p for p in self.parties if p != party])}"'
        if chance(r, 0.06):
            statement["active"] = "false"

    def draw_ranking(self, liking):
        r = self.r
        entries = []
        for _ in range(r.randint(2, 5)):
            chosen = r.sample(range(len(self.issues)), r.randint(1, min(2, len(self.issues))))
            if chance(r, liking):
                picks = {k: self.target[k] for k in chosen}
            else:
                picks = {k: r.randrange(len(self.options[k])) for k in chosen}
            if chance(r, 0.5):
                entries.append(self.table(picks))
            else:
                entries.append('"' + " and ".join(self.atom(k, o) for k, o in picks.items()) + '"')
        groups, at = [], 0
        while at < len(entries):
            size = r.choice([1, 1, 2])
            groups.append("[" + ", ".join(entries[at:at + size]) + "]")
            at += size
        if chance(r, 0.6):
            groups.append('["true"]')
        else:  # the options of one issue take all the rest
            k = r.randrange(len(self.issues))
            order = r.sample(range(len(self.options[k])), len(self.options[k]))
            groups += [f'[{self.table({k: o})}]' for o in order]
        return f"ranking = [{', '.join(groups)}]"

    def table(self, picks):
        return "{ " + ", ".join(f'{self.issues[k]} = "{self.options[k][o]}"'
                                for k, o in picks.items()) + " }"

    def draw_values(self, party, liking, trades):
        r = self.r
        tables = []
        for k in r.sample(range(len(self.issues)), r.randint(1, len(self.issues))):
            best = self.side(k, liking, party, trades)
            values = {o: r.choice(["0", "1", "0.1", "0.2", "2", "-1"]) for o in
                      r.sample(range(len(self.options[k])), r.randint(1, len(self.options[k])))}
            values[best] = r.choice(["1", "2", "3", "0.3", "5"])
            inside = ", ".join(f"{self.options[k][o]} = {v}" for o, v in sorted(values.items()))
            tables.append(f"{self.issues[k]} = {{ {inside} }}")
        return f"values = {{ {', '.join(tables)} }}"

    def draw_outcome_values(self, liking):
        r = self.r
        entries = []
        for _ in range(r.randint(1, 4)):
            if chance(r, liking) and self.changed:
                k = r.choice(self.changed)
                where, value = self.table({k: self.target[k]}), r.choice(["2", "3", "4", "0.3"])
            else:
                where, value = f'"{self.formula(1)}"', r.choice(self.numbers)
            entries.append(f"{{ outcome = {where}, value = {value} }}")
        entries.append(f'{{ outcome = "true", value = {r.choice(["0", "1", "-1", "0.3"])} }}')
        return f"outcome_values = [{', '.join(entries)}]"

    def draw_no_deals(self):
        r = self.r
        self.no_deal, self.margin = {}, {}
        for party in self.parties:
            numeric = self.forms[party] in ("weights", "values", "outcome_values")
            draw = r.random()
            if draw < 0.10:
                k = r.choice([k for k in range(len(self.issues)) if self.active[k]])
                self.no_deal[party] = self.table({k: r.randrange(len(self.options[k]))})
            elif draw < 0.20 and numeric:
                self.no_deal[party] = r.choice(["0", "1", "0.3", "2", "3", "-1", "0.5"])
            if numeric and chance(r, 0.12):
                self.margin[party] = r.choice(["0", "0.1", "1", "0.3", "2"])
