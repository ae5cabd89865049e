"""Random formulas over the issues and factors of a dispute that is being drawn."""

from draw import chance


class Formulas:
    def atom(self, k, option):
        """The option of issue k, in one of the ways to say so."""
        r, name, options = self.r, self.issues[k], self.options[k]
        way = r.random()
        if way < 0.6:
            return f"{name} = {options[option]}"
        if way < 0.7:
            others = [o for n, o in enumerate(options) if n != option]
            return " and ".join(f"{name} != {other}" for other in others)
        if way < 0.8:
            return f"{name} in {{{options[option]}}}"
        if self.levels[k] and way < 0.9:
            if option == 0:
                return f"{name} < {options[1]}"
            if option == len(options) - 1:
                return f"{name} >= {options[option]}"
        if self.levels[k]:
            return f"level({name}) = {self.levels[k][option]}"
        return f"{name} = {options[option]}"

    def some_atom(self, factors=True):
        r = self.r
        if factors and self.factors and chance(r, 0.08):
            return self.factor_atom()
        if self.propositions and chance(r, 0.15):
            return r.choice(list(self.propositions)) if factors else "true"
        k = r.randrange(len(self.issues))
        ordered = [n for n, levels in enumerate(self.levels) if levels]
        if ordered and chance(r, 0.15):
            k = r.choice(ordered)
            other = r.choice(ordered)
            return r.choice([f"{self.issues[k]} > {self.options[k][0]}",
                             f"{self.issues[k]} <= {r.choice(self.options[k])}",
                             f"level({self.issues[k]}) + level({self.issues[other]}) >= 2",
                             f"level({self.issues[k]}) > level({self.issues[other]})"])
        if len(self.options[k]) > 2 and chance(r, 0.3):
            return f"{self.issues[k]} in {{{', '.join(r.sample(self.options[k], 2))}}}"
        return self.atom(k, r.randrange(len(self.options[k])))

    def formula(self, depth=2, factors=True):
        r = self.r
        if depth == 0 or chance(r, 0.3):
            return self.some_atom(factors)
        a, b = self.formula(depth - 1, factors), self.formula(depth - 1, factors)
        kind = r.choices(["and", "or", "not", "->", "<->", "count"], [6, 5, 3, 2, 1, 2])[0]
        if kind == "not":
            return f"not ({a})"
        if kind == "count":
            word = r.choice(["exactly", "at_most", "at_least"])
            return f"{word}({r.randint(0, 2)}, {a}, {b}, {self.some_atom(factors)})"
        return f"({a}) {kind} ({b})" if chance(r, 0.5) else f"({a} {kind} {b})"

    def factor_atom(self):
        r = self.r
        value = r.choice(["0.2", "0.25", "0.4", "0.5", "0.5", "0.6", "0.75", "0.9"])
        f, g = r.choice(self.factors), r.choice(self.factors)
        return r.choice([f"{f} < {value}", f"{f} >= {value}", f"{f} > {value}", f"{f} + {g} >= 1",
                         f"{value} <= {f}", f"{f} * {f} < {value}", f"{f} != {value}"])

    def factor_formula(self):
        r = self.r
        a = self.factor_atom()
        return r.choice([a, a, f"not ({a})", f"{a} and {self.factor_atom()}",
                         f"{a} or {self.factor_atom()}"])

    def expression(self):
        r = self.r
        f, g, n = r.choice(self.factors), r.choice(self.factors), r.choice(self.numbers)
        return r.choice([f"{n} * {f}", f"{n} - 2 * {f}", f"3 * {f} + {g}", f"{f} / 3", f"1 / (1 + {f})",
                         f"{n} * (1 - {f}) * {g}", f"max({f}, {g}, 0.5)", f"4 * abs({f} - 0.5)",
                         f"clamp({f} * 3, 0.5, 2)", f"min({n}, 5 * {f})", f"-{f} + {n}",
                         f"0.1 + 0.2 + 0 * {f}"])

    def draw_propositions(self):
        self.propositions = {}
        for n in range(self.r.choice([0, 0, 1, 2])):
            self.propositions[f"prop{n + 1}"] = self.formula(2)
