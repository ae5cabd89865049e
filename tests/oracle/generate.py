#!/usr/bin/env python3
"""Random small disputes as TOML text, the same ones for the same seed.

    python3 tests/oracle/generate.py --seed 1 --number 7     print dispute 7 of seed 1
    python3 tests/oracle/generate.py --seed 1 --measure 2000 what verdicts 2000 disputes have

Random preferences alone hardly ever make a deal that is worth testing. So each dispute has a hidden
target outcome that satisfies the compromise, each party likes it to some degree, and some parties trade:
they want to keep what is theirs and to get what is the others', which gives deals that can be broken.
"""

import argparse
import random
from collections import Counter
from itertools import product

from dispute import read
from ladder import RUNGS
from oracle import ladder_of
from world import Setting, World

MAX_OUTCOMES = 48
PARTIES = ["ada", "bob", "cyd", "dan"]
FACTORS = ["f", "g"]
TIES = ["0.1", "0.2", "0.3", "0.1", "0.2", "0.3", "0.7", "0.6"]
NUMBERS = ["1", "1", "2", "2", "3", "3", "4", "5", "8", "0.1", "0.2", "0.3", "0.5", "1.5", "0.7",
           "0.25", "10", "0.000000001", "2.1", "0"]


def chance(r, probability):
    return r.random() < probability


class Draft:
    """A dispute while it is being drawn; `text()` writes the file."""

    names = PARTIES
    party_counts = [2, 3, 3, 3, 4, 4]
    max_outcomes = MAX_OUTCOMES
    factor_names = FACTORS
    factor_counts = [0, 1, 1, 2, 2]

    def __init__(self, r):
        self.r = r
        self.numbers = TIES if chance(r, 0.2) else NUMBERS
        self.parties = self.names[:r.choice(self.party_counts)]
        names = self.parties[:]
        r.shuffle(names)
        self.P = names[0]
        self.Q = self.draw_others_asked(names)
        self.negotiators = [self.P, *self.Q]
        self.others = [name for name in names if name not in self.negotiators]
        self.factors = self.factor_names[:r.choice(self.factor_counts)]
        self.draw_issues()
        self.draw_target()
        self.draw_factors()
        self.draw_propositions()
        self.draw_preferences()
        self.draw_ratifiers()
        self.draw_coalitions()
        self.draw_orders()
        self.draw_no_deals()
        self.draw_cases()
        self.draw_rules()
        self.compromise = self.draw_compromise()

    def draw_others_asked(self, names):
        return names[1:2] if len(names) < 3 or chance(self.r, 0.85) else names[1:3]

    # What is on the table.

    def draw_issues(self):
        r = self.r
        while True:
            sizes = [r.choice([2, 2, 2, 3]) for _ in range(r.choice([2, 3, 3, 4, 4, 5, 5]))]
            outcomes = 1
            for size in sizes:
                outcomes *= size
            if outcomes <= self.max_outcomes:
                break
        self.issues, self.options, self.control = [], [], []
        self.one_way, self.levels, self.active = [], [], []
        for k, size in enumerate(sizes):
            self.issues.append(f"i{k + 1}")
            self.options.append([f"o{n}" for n in range(size)])
            self.control.append(self.draw_control(k))
            self.one_way.append(chance(r, 0.17))
            self.levels.append(sorted(r.sample([-1, 0, 0.5, 1, 2, 3.25, 5], size))
                               if chance(r, 0.35) else None)
            self.active.append(k == 0 or chance(r, 0.93))
        self.start = [r.randrange(size) if chance(r, 0.12) else 0 for size in sizes]

    def draw_control(self, k):
        r = self.r
        kind = r.choices(["one", "both", "pair", "any", "other"], [8, 4, 2, 3, 4])[0]
        if k == 0:
            return "by", [self.P]
        if k == 1 and chance(r, 0.7):
            return "by", [self.Q[0]]
        if kind == "other" and self.others:
            return "by", [r.choice(self.others)]
        if kind == "both":
            return "by", self.negotiators[:]
        if kind == "pair":
            return "by", r.sample(self.parties, 2)
        if kind == "any":
            return "by_any", r.sample(self.parties, r.choice([2, 2, min(3, len(self.parties))]))
        return "by", [r.choice(self.negotiators)]

    def draw_target(self):
        r = self.r
        self.target = self.start[:]
        movable = [k for k, options in enumerate(self.options) if self.active[k]
                   and (not self.one_way[k] or self.start[k] < len(options) - 1)]
        self.changed = []
        for k in r.sample(movable, r.randint(1, len(movable))) if movable else []:
            choices = [n for n in range(len(self.options[k])) if n != self.start[k]
                       and (not self.one_way[k] or n > self.start[k])]
            self.target[k] = r.choice(choices)
            self.changed.append(k)

    # Formulas.

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

    # What the parties want.

    def draw_factors(self):
        r = self.r
        self.factor_values = {f: r.choice(["0", "0.25", "0.3", "0.5", "0.5", "0.6", "0.8", "1"])
                              for f in self.factors}

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

    # Who must approve, in what order, together with whom.

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

    # Cases, then the rules, which must leave every status quo and no-deal possible.

    def draw_cases(self):
        r = self.r
        self.cases = []
        names = ["second", "third"][:r.choices([0, 1, 2], [30, 55, 15])[0]]
        switches = (self.statement_ids + [name for name, _ in self.ratifiers] + self.issues[1:]
                    + [f"order.{n + 1}" for n in range(len(self.orders))]
                    + ["coalitions.1"] * len(self.coalitions))
        for name in names:
            lines = []
            if name == "third" and chance(r, 0.6):
                lines.append('extends = "second"')
            if self.factors and chance(r, 0.6):
                chosen = r.sample(self.factors, r.randint(1, len(self.factors)))
                values = ", ".join(f'{f} = {r.choice(["0", "0.1", "0.5", "0.75", "1"])}' for f in chosen)
                lines.append(f"set = {{ {values} }}")
            if chance(r, 0.2):
                k = r.randrange(len(self.issues))
                option = r.choice(self.options[k])
                lines.append(f'status_quo = {{ {self.issues[k]} = "{option}" }}')
            if chance(r, 0.2):
                lines.append(f'compromise = "{self.draw_compromise()}"')
            toggled = r.sample(switches, min(len(switches), r.choice([0, 1, 2, 3])))
            cut = r.randint(0, len(toggled))
            for key, ids in (("on", toggled[:cut]), ("off", toggled[cut:])):
                if ids:
                    lines.append(f"{key} = {ids!r}".replace("'", '"'))
            if self.others and chance(r, 0.25):
                lines.append(f'without = ["{r.choice(self.others)}"]')
            self.cases.append((name, lines))

    def draw_rules(self):
        self.rules = []
        d = read(self.text(compromise="true"))
        protected = set()
        for case in d.case_names:
            setting = Setting(d, case)
            protected.add(setting.status_quo)
            protected.update(nd for nd in setting.no_deals.values() if isinstance(nd, tuple))
        r = self.r
        if chance(r, 0.8):
            protected.add(tuple(self.target))
        for _ in range(r.choices([0, 1, 2], [40, 40, 20])[0]):
            for _ in range(20):
                never = self.formula(2, factors=False)
                holds = d.names.function(never)
                if not any(holds(s, ()) for s in protected):
                    if self.factors and chance(r, 0.25):
                        never = f"({never}) and {self.factor_atom()}"
                    self.rules.append((never, chance(r, 0.9)))
                    break

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


def goes_round(d):
    """Do order constraints go round in a circle (compared by what their formulas mean)?"""
    outcomes = list(product(*(range(len(issue.options)) for issue in d.issues)))
    x = list(d.factors.values())

    def meaning(formula):
        return tuple(bool(d.names.function(formula)(s, x)) for s in outcomes)

    pairs = [(meaning(o.table["first"]), meaning(o.table["then"])) for o in d.orders]
    return any(a[0] == b[1] and a[1] == b[0] for a in pairs for b in pairs) or any(
        first == then for first, then in pairs)


def valid(text):
    """Is every status quo and every no-deal outcome feasible in its case, and no order circular?"""
    d = read(text)
    if goes_round(d):
        return False
    for case in d.case_names:
        setting = Setting(d, case)
        S = World(setting).S
        needed = [setting.status_quo, *(nd for nd in setting.no_deals.values() if isinstance(nd, tuple))]
        if not all(S >> setting.number[s] & 1 for s in needed):
            return False
    return True


def dispute_text(seed, number):
    r = random.Random(f"{seed}/{number}")
    while True:
        draft = Draft(r)
        draft_text = draft.text()
        if valid(draft_text):
            return draft_text


def measure(seed, count):
    verdicts, lost = Counter(), Counter()
    sizes = []
    for number in range(count):
        d = read(dispute_text(seed, number))
        for case in d.case_names[:1]:
            ladder = ladder_of(d, case)
            survivors = [len({t for t, _ in pairs}) for pairs in ladder.survivors()]
            sizes.append(ladder.w.S.bit_count())
            reached = sum(bool(n) for n in survivors)
            verdicts[RUNGS[reached - 1] if reached else "none"] += 1
            before = ladder.w.T.bit_count()
            for rung, after in zip(RUNGS, survivors):
                lost[rung] += after < before
                before = after
            lost["status quo in C"] += ladder.w.T >> ladder.w.start & 1
            lost["weak"] += reached == 5 and any(
                ladder.path(t, Z, weak=True) for t, Z in ladder.survivors()[4])
            lost["overtaken"] += any(ladder.overtaken(t, Z) for t, Z in ladder.survivors()[5])
    print(f"{count} disputes (case now), {sum(sizes) / count:.1f} feasible outcomes on average")
    for name in ["none", *RUNGS]:
        print(f"  verdict {name:11} {100 * verdicts[name] / count:5.1f}%"
              + (f"   loses outcomes at it {100 * lost[name] / count:5.1f}%" if name in RUNGS else ""))
    for name in ("status quo in C", "weak", "overtaken"):
        print(f"  {name:19} {100 * lost[name] / count:5.1f}%")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", default="1")
    parser.add_argument("--number", type=int, default=0)
    parser.add_argument("--measure", type=int, metavar="COUNT")
    options = parser.parse_args()
    if options.measure:
        measure(options.seed, options.measure)
    else:
        print(dispute_text(options.seed, options.number), end="")


if __name__ == "__main__":
    main()
