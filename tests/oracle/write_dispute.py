"""A drawn dispute as TOML text."""


class Text:
    def text(self, compromise=None):
        P, Q = self.P, self.Q
        lines = ["[dispute]", 'title = "random"', "", "[question]", f'of = "{P}"',
                 f"with = {Q!r}".replace("'", '"'), f'compromise = "{compromise or self.compromise}"']
        if self.factors:
            lines += ["", "[factors]"]
            for f, value in self.factor_values.items():
                lines.append(f"{f} = {value}" if f == "f" else f"{f} = {{ value = {value} }}")
        lines += ["", "[parties]"]
        for party in self.parties:
            entries = [f"no_deal = {self.no_deal[party]}"] if party in self.no_deal else []
            entries += [f"margin = {self.margin[party]}"] if party in self.margin else []
            lines.append(f"{party} = {{ {', '.join(entries)} }}" if entries else f"{party} = {{}}")
        lines += ["", "[issues]"]
        for k, name in enumerate(self.issues):
            kind, parties = self.control[k]
            entry = f"options = {self.options[k]!r}, {kind} = {parties!r}".replace("'", '"')
            entry += f", levels = {self.levels[k]!r}" if self.levels[k] else ""
            entry += ", one_way = true" if self.one_way[k] else ""
            entry += "" if self.active[k] else ", active = false"
            lines.append(f"{name} = {{ {entry} }}")
        if any(self.start):
            lines += ["", "[status_quo]"]
            lines += [f'{self.issues[k]} = "{self.options[k][o]}"'
                      for k, o in enumerate(self.start) if o]
        if self.propositions:
            lines += ["", "[propositions]"]
            lines += [f'{name} = "{formula}"' for name, formula in self.propositions.items()]
        for never, active in self.rules:
            lines += ["", "[[rules]]", f'never = "{never}"'] + ([] if active else ["active = false"])
        for first, then, active in self.orders:
            lines += ["", "[[order]]", f'first = "{first}"', f'then = "{then}"']
            lines += [] if active else ["active = false"]
        for members, active in self.coalitions:
            lines += ["", "[[coalitions]]", f"members = {members!r}".replace("'", '"')]
            lines += [] if active else ["active = false"]
        lines += ["", "[preferences]"]
        for party in self.parties:
            lines += self.preference_lines(party)
        for name, entries in self.ratifiers:
            lines += ["", f"[ratifiers.{name}]"] + entries
        for name, entries in self.cases:
            lines += ["", f"[cases.{name}]"] + entries
        return "\n".join(lines) + "\n"

    def preference_lines(self, party):
        form = self.forms[party]
        if form == "nothing":
            return []
        statements = ["  { " + ", ".join(f"{key} = {value}" for key, value in s.items()) + " },"
                      for s in self.statements[party]]
        if form == "weights":
            return [f"{party} = ["] + statements + ["]"]
        head = "priority = true" if form == "priority" else self.tables[party]
        if not statements:
            return [f"{party} = {{ {head} }}"]
        inside = " ".join(line.strip() for line in statements).rstrip(",")
        return [f"{party} = {{ {head}, statements = [ {inside} ] }}"]
