#!/usr/bin/env python3
"""Random small disputes in graph form with a question, as TOML text, the same ones for the same seed.

    python3 tests/oracle/generate_graph.py --seed 1 --number 7     print dispute 7 of seed 1
    python3 tests/oracle/generate_graph.py --seed 1 --measure 2000 what verdicts 2000 disputes have

As in generate.py parties trade over hidden issues. Outcomes are names for combinations of their options (some
names for several: coalesced), arcs are most of the changes of one issue by one party, some of several at once, and
some of no sense at all. Two arcs of a party often lead where one does not.
"""

import random
from collections import Counter
from itertools import product

import draw
import generate
from dispute import read
from draw import chance
from graph_world import GraphSetting, GraphWorld
from ladder import RUNGS
from oracle import ladder_of


class GraphDraft(generate.Draft):
    # What is on the table: hidden issues, and the outcomes that they make.

    def draw_issues(self):
        r = self.r
        self.max_outcomes = r.choices([8, 16, 24, 48], [25, 40, 25, 10])[0]
        super().draw_issues()
        count = len(self.issues)
        self.levels, self.active = [None] * count, [True] * count
        states = list(product(*(range(len(options)) for options in self.options)))
        r.shuffle(states)
        self.state_of = {state: n for n, state in enumerate(states)}
        if chance(r, 0.35):  # coalesced: what nobody cares to tell apart
            for _ in range(r.randint(1, max(1, len(states) // 4))):
                a, b = r.sample(states, 2)
                self.state_of[b] = self.state_of[a]
        places = sorted(set(self.state_of.values()))
        self.state_of = {state: places.index(n) for state, n in self.state_of.items()}
        self.names_of = [f"s{n + 1}" for n in range(len(places))]
        if len(places) < 2:
            return self.draw_issues()
        self.draw_arcs()

    def draw_arcs(self):
        r = self.r
        self.arcs = {party: set() for party in self.parties}
        kept, packages = r.choice([0.6, 0.8, 0.9, 1]), r.choice([0, 0, 0.3, 0.8])
        for state, here in self.state_of.items():
            for other, there in self.state_of.items():
                changed = [k for k in range(len(state)) if state[k] != other[k]]
                if here == there or any(self.one_way[k] and other[k] < state[k] for k in changed):
                    continue
                likely = kept if len(changed) == 1 else packages if len(changed) == 2 else 0
                for party in self.parties:
                    if likely and all(party in self.holders(k) for k in changed) and chance(r, likely):
                        self.arcs[party].add((here, there))
        for _ in range(r.choices([0, 1, 3, 8], [40, 25, 25, 10])[0]):
            a, b = r.sample(range(len(self.names_of)), 2)
            self.arcs[r.choice(self.parties)].add((a, b))
        if not any(self.arcs.values()):
            self.arcs[self.P].add((0, 1))

    def holders(self, k):
        kind, parties = self.control[k]
        return parties[:1] if kind == "by" else parties

    # Formulas: sets of names.

    def members(self, picks):
        """The names of the outcomes with these options of hidden issues."""
        return sorted({self.names_of[n] for state, n in self.state_of.items()
                       if all(state[k] == option for k, option in picks.items())})

    def in_set(self, names):
        r, others = self.r, [name for name in self.names_of if name not in names]
        if len(names) == 1:
            return f"outcome = {names[0]}"
        if others and len(others) <= 2 and chance(r, 0.5):
            return " and ".join(f"outcome != {name}" for name in others)
        if others and chance(r, 0.1):
            return f"not (outcome in {{{', '.join(others)}}})"
        return f"outcome in {{{', '.join(names)}}}"

    def atom(self, k, option):
        return f"({self.in_set(self.members({k: option}))})"

    def some_atom(self, factors=True):
        r = self.r
        if factors and self.factors and chance(r, 0.08):
            return self.factor_atom()
        if self.propositions and chance(r, 0.15):
            return r.choice(list(self.propositions)) if factors else "true"
        if chance(r, 0.2):
            return f"outcome {'!=' if chance(r, 0.3) else '='} {r.choice(self.names_of)}"
        k = r.randrange(len(self.issues))
        return self.atom(k, r.randrange(len(self.options[k])))

    def table(self, picks):
        names = self.members(picks)
        if len(names) == 1:
            return self.r.choice([f'"{names[0]}"', f'"outcome = {names[0]}"', f'{{ outcome = "{names[0]}" }}'])
        return f'"{self.in_set(names)}"'

    # What the parties want, where the hidden issues may not be named.

    def draw_values(self, party, liking, trades):
        r = self.r
        columns = {}
        for k in r.sample(range(len(self.issues)), r.randint(1, len(self.issues))):
            columns[k] = {o: r.choice([0, 0, 1, 2, -1]) for o in range(len(self.options[k]))}
            columns[k][self.side(k, liking, party, trades)] = r.choice([1, 2, 3, 5])
        values = {self.names_of[n]: sum(column[state[k]] for k, column in columns.items())
                  for state, n in self.state_of.items()}
        return "values = { outcome = { " + ", ".join(
            f"{name} = {value}" for name, value in sorted(values.items())) + " } }"

    def draw_no_deals(self):
        super().draw_no_deals()
        for party, entry in self.no_deal.items():
            if "s" in entry:
                self.no_deal[party] = f'{{ outcome = "{self.r.choice(self.names_of)}" }}'

    def draw_orders(self):
        self.orders = []

    def draw_compromise(self):
        r = self.r
        way = r.random()
        if not self.changed or way < 0.06:
            return self.formula(2)
        chosen = r.sample(self.changed, r.randint(1, min(3, len(self.changed))))
        names = self.members({k: self.target[k] for k in chosen})
        if way < 0.7:
            return self.in_set(names)
        if way < 0.8:
            return " or ".join(self.atom(k, self.target[k]) for k in chosen)
        if way < 0.9:
            return f"{self.in_set(names)} or {self.some_atom()}"
        return f"({self.in_set(names)}) and not ({self.formula(1)})"

    case_counts, other_start, removal, rule_depth = [30, 50, 20], 0.35, 0.3, 1

    def switches(self):
        return (self.statement_ids + [name for name, _ in self.ratifiers]
                + ["coalitions.1"] * len(self.coalitions))

    def factors_to_set(self):
        return [self.r.choice(self.factors)]

    def another_start(self):
        return f'outcome = "{self.r.choice(self.names_of)}"'

    def protected(self, d):
        return self.needed(GraphSetting, d) | {(self.state_of[tuple(self.target)],)}

    # The file.

    def text(self, compromise=None):
        quoted = lambda names: "[" + ", ".join(f'"{name}"' for name in names) + "]"
        lines = ["[dispute]", 'title = "random"', "", "[question]", f'of = "{self.P}"',
                 f"with = {quoted(self.Q)}", f'compromise = "{compromise or self.compromise}"']
        if self.factors:
            lines += ["", "[factors]"] + [f"{f} = {value}" for f, value in self.factor_values.items()]
        lines += ["", "[parties]"]
        for party in self.parties:
            entries = [f"no_deal = {self.no_deal[party]}"] if party in self.no_deal else []
            entries += [f"margin = {self.margin[party]}"] if party in self.margin else []
            lines.append(f"{party} = {{ {', '.join(entries)} }}" if entries else f"{party} = {{}}")
        lines += ["", "[graph]", f"outcomes = {quoted(self.names_of)}", "", "[graph.moves]"]
        for party, arcs in self.arcs.items():
            texts = [f"{self.names_of[a]} -> {self.names_of[b]}" for a, b in sorted(arcs)]
            lines += [f"{party} = {quoted(texts)}"] if texts else []
        start = self.state_of[tuple(self.start)]
        if start:
            lines += ["", "[status_quo]", f'outcome = "{self.names_of[start]}"']
        if self.propositions:
            lines += ["", "[propositions]"]
            lines += [f'{name} = "{formula}"' for name, formula in self.propositions.items()]
        for never, active in self.rules:
            lines += ["", "[[rules]]", f'never = "{never}"'] + ([] if active else ["active = false"])
        for members, active in self.coalitions:
            lines += ["", "[[coalitions]]", f"members = {quoted(members)}"]
            lines += [] if active else ["active = false"]
        lines += ["", "[preferences]"]
        for party in self.parties:
            lines += self.preference_lines(party)
        for name, entries in self.ratifiers:
            lines += ["", f"[ratifiers.{name}]"] + entries
        for name, entries in self.cases:
            lines += ["", f"[cases.{name}]"] + entries
        return "\n".join(lines) + "\n"


def valid(text):
    """Is every status quo and every no-deal outcome feasible in its case?"""
    d = read(text)
    for case in d.case_names:
        setting = GraphSetting(d, case)
        S = GraphWorld(setting).S
        needed = [setting.status_quo, *(nd for nd in setting.no_deals.values() if isinstance(nd, tuple))]
        if not all(S >> setting.number[s] & 1 for s in needed):
            return False
    return True


def dispute_text(seed, number):
    r = random.Random(f"graph/{seed}/{number}")
    while True:
        draft_text = GraphDraft(r).text()
        if valid(draft_text):
            return draft_text


def measure(seed, count):
    verdicts, seen, sizes = Counter(), Counter(), []
    for number in range(count):
        d = read(dispute_text(seed, number))
        ladder = ladder_of(d)
        w = ladder.w
        survivors = [len({t for t, _ in pairs}) for pairs in ladder.survivors()]
        sizes.append(w.S.bit_count())
        reached = sum(bool(n) for n in survivors)
        verdicts[RUNGS[reached - 1] if reached else "none"] += 1
        ways = {n: w.way(n) for n in range(len(w.outcomes)) if w.T >> n & 1}
        seen["s0 in C"] += w.T >> w.start & 1
        seen["no way to some of C"] += None in ways.values()
        seen["third party signs"] += any(len(Z) > len(d.negotiators) for n in ways for Z in w.signatories(n))
        seen["twice running"] += any(a[0] == b[0] for way in ways.values() if way for a, b in zip(way, way[1:]))
        seen["three arcs or more"] += any(len(way) > 2 for way in ways.values() if way)
        seen["a path of steps"] += any(len(ladder.path(t, Z)) > 1 for t, Z in ladder.survivors()[5] if t != w.start)
        seen["weak"] += reached == 5 and any(ladder.path(t, Z, weak=True) for t, Z in ladder.survivors()[4])
        seen["overtaken"] += any(ladder.overtaken(t, Z) for t, Z in ladder.survivors()[5])
        for rung, (before, after) in enumerate(zip([w.T.bit_count(), *survivors], survivors)):
            seen[f"loses at {RUNGS[rung]}"] += after < before
    print(f"{count} disputes (case now), {sum(sizes) / count:.1f} feasible outcomes on average")
    for name in ["none", *RUNGS]:
        print(f"  verdict {name:13} {100 * verdicts[name] / count:5.1f}%")
    for name, times in seen.items():
        print(f"  {name:21} {100 * times / count:5.1f}%")


if __name__ == "__main__":
    draw.main(__doc__, dispute_text, measure)
