#!/usr/bin/env python3
"""Random small disputes for the stability analysis as TOML text, the same ones for the same seed.

    python3 tests/oracle/generate_stability.py --seed 1 --number 7     print dispute 7 of seed 1
    python3 tests/oracle/generate_stability.py --seed 1 --measure 2000 what 2000 disputes reach

Even numbers are in option form, odd ones in graph form. The arcs of a graph are seldom transitive: two moves of
one party often lead where one does not, so that "no mover twice running" matters.
"""

import random
from collections import Counter
from itertools import product

import draw
from dispute import read
from draw import chance
from stability import CONCEPTS, Stability

PARTIES = ["ada", "bob", "cyd", "dan", "eve"]
NUMBERS = ["1", "1", "2", "2", "3", "4", "5", "0.1", "0.2", "0.3", "0.7", "-1", "-2", "1.5"]
MOST = 64  # outcomes, feasible or not


def listed(names):
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"


class Draft:
    """What both forms share. A form gives `outcomes`, `start`, `atom` and `table`."""

    def __init__(self, r):
        self.r = r
        self.parties = PARTIES[:r.choices([2, 3, 4, 5], [40, 30, 20, 10])[0]]
        self.draw_moves()
        self.rules = self.draw_rules()
        self.preferences = [line for party in self.parties for line in self.preference_lines(party)]

    # Formulas over the outcomes.

    def formula(self):
        r = self.r
        kind = r.choices(["atom", "and", "or", "not", "<->"], [30, 38, 10, 7, 15])[0]
        if kind == "atom":
            return self.atom()
        if kind == "not":
            return f"not ({self.atom()} and {self.atom()})"
        return f"{self.atom()} {kind} {self.atom()}"

    def draw_rules(self):
        """Rules that leave the status quo and at least three other outcomes."""
        r, rules = self.r, []
        left = self.outcomes
        for _ in range(r.choices([0, 1, 2, 3], [45, 30, 15, 10])[0]):
            for _ in range(20):
                never = " and ".join(self.atom() for _ in range(self.rule_atoms))
                holds = self.names.function(never)
                kept = [s for s in left if not holds(s, ())]
                if self.start in kept and len(kept) >= 4:
                    left = kept
                    rules.append((never, chance(r, 0.92)))
                    break
        return rules

    # What the parties want.

    def preference_lines(self, party):
        r = self.r
        form = r.choices(["weights", "priority", "ranking", "values", "outcome_values", "nothing"],
                         self.forms)[0]
        statements, table = [], ""
        if form in ("weights", "priority"):
            for _ in range(r.randint(3, 7)):
                weight = f", weight = {r.choice(NUMBERS)}" if form == "weights" else ""
                active = ", active = false" if chance(r, 0.04) else ""
                statements.append(f'{{ wants = "{self.formula()}"{weight}{active} }}')
        if form == "nothing":
            return []
        if form == "priority":
            table = "priority = true"
        if form == "ranking":
            table = f"ranking = [{', '.join(self.ranking())}]"
        if form == "values":
            table = f"values = {{ {', '.join(self.values())} }}"
        if form == "outcome_values":
            table = f"outcome_values = [{', '.join(self.outcome_values())}]"
        if chance(r, 0.1):
            statements.insert(0, f'{{ never = "{self.formula()}" }}')
        if form == "weights":
            return [f"{party} = [", *(f"  {s}," for s in statements), "]"]
        tail = f", statements = [ {', '.join(statements)} ]" if statements else ""
        return [f"{party} = {{ {table}{tail} }}"]

    def outcome_values(self):
        r = self.r
        entries = [f"{{ outcome = {self.table()}, value = {r.choice(NUMBERS)} }}" if chance(r, 0.5)
                   else f'{{ outcome = "{self.formula()}", value = {r.choice(NUMBERS)} }}'
                   for _ in range(r.randint(3, 9))]
        return [*entries, f'{{ outcome = "true", value = {r.choice(["0", "1", "0.3"])} }}']

    def grouped(self, entries):
        """Entries in groups, so that some are tied."""
        groups, at = [], 0
        ties = self.r.choice([[1], [1, 1, 1, 2], [1, 2, 3]])
        while at < len(entries):
            size = self.r.choice(ties)
            groups.append("[" + ", ".join(entries[at:at + size]) + "]")
            at += size
        return groups

    # The file.

    def text(self):
        r = self.r
        lines = ["[dispute]", 'title = "random"']
        if chance(r, 0.2):
            P, Q = r.sample(self.parties, 2)
            lines += ["", "[question]", f'of = "{P}"', f'with = ["{Q}"]',
                      f'compromise = "{self.atom()}"']
        lines += ["", "[parties]"] + [f"{party} = {{}}" for party in self.parties]
        lines += self.move_lines()
        for never, active in self.rules:
            lines += ["", "[[rules]]", f'never = "{never}"'] + ([] if active else ["active = false"])
        if len(self.parties) > 2 and chance(r, 0.3):
            members = r.sample(self.parties, r.randint(2, len(self.parties)))
            lines += ["", "[[coalitions]]", f"members = {listed(members)}"]
        return "\n".join([*lines, "", "[preferences]", *self.preferences]) + "\n"


class OptionDraft(Draft):
    forms = [50, 12, 13, 12, 10, 3]
    rule_atoms = 2

    def draw_moves(self):
        r = self.r
        most = r.choices([6, 8, 12, 16, 24, 36, 48, MOST], [12, 14, 16, 16, 16, 14, 8, 4])[0]
        while True:
            self.sizes = [r.choice([2, 2, 2, 3]) for _ in range(r.randint(2, 6))]
            total = 1
            for size in self.sizes:
                total *= size
            if max(4, most // 2) <= total <= most:
                break
        self.issues = [f"i{k + 1}" for k in range(len(self.sizes))]
        self.options = [[f"o{n}" for n in range(size)] for size in self.sizes]
        one_each, only_two = chance(r, 0.45), chance(r, 0.4)  # for SIM, and for limited moves
        owners = r.sample(self.parties, 2) if only_two else self.parties
        self.control = [self.draw_control(owners, one_each, k) for k in range(len(self.issues))]
        self.one_way = [chance(r, 0.15) for _ in self.issues]
        self.active = [k == 0 or chance(r, 0.95) for k in range(len(self.issues))]
        self.start = tuple(r.randrange(size) if chance(r, 0.15) else 0 for size in self.sizes)
        self.outcomes = list(product(*map(range, self.sizes)))
        self.orders = self.draw_orders()
        self.names = read("\n".join(["[dispute]", 'title = ""', "[parties]", *self.move_lines()])).names

    def draw_control(self, owners, one_each, k):
        r = self.r
        kind = "one" if one_each else r.choices(["one", "by", "by_any"], [55, 30, 15])[0]
        if kind == "one":
            return r.choice(["by", "by", "by", "by_any"]), [owners[k] if k < len(owners) else r.choice(owners)]
        return kind, r.sample(self.parties, min(len(self.parties), r.choice([2, 2, 2, 3])))

    def draw_orders(self):
        """`first` is always about an earlier issue than `then`, so that they never go round."""
        r, orders = self.r, []
        for _ in range(r.choices([0, 1, 2], [62, 26, 12])[0]):
            a, b = sorted(r.sample(range(len(self.issues)), 2))
            orders.append((self.atom(a), self.atom(b), chance(r, 0.92)))
        return orders

    def atom(self, k=None):
        r = self.r
        k = r.randrange(len(self.issues)) if k is None else k
        chosen = r.choice(self.options[k])
        if len(self.options[k]) > 2 and chance(r, 0.25):
            return f"{self.issues[k]} in {{{', '.join(r.sample(self.options[k], 2))}}}"
        return f"{self.issues[k]} {'!=' if chance(r, 0.15) else '='} {chosen}"

    def table(self):
        r = self.r
        count = min(len(self.issues), r.choice([1, 2, 2, 3, 4]))
        return "{ " + ", ".join(f'{self.issues[k]} = "{r.choice(self.options[k])}"'
                                for k in r.sample(range(len(self.issues)), count)) + " }"

    def ranking(self):
        r = self.r
        entries = [self.table() if chance(r, 0.6) else f'"{self.formula()}"'
                   for _ in range(r.randint(4, 14))]
        return [*self.grouped(entries), '["true"]']

    def values(self):
        r = self.r
        for k in r.sample(range(len(self.issues)), r.randint(1, len(self.issues))):
            inside = ", ".join(f"{option} = {r.choice(NUMBERS)}" for option in self.options[k]
                               if chance(r, 0.8))
            if inside:
                yield f"{self.issues[k]} = {{ {inside} }}"

    def move_lines(self):
        lines = ["", "[issues]"]
        for k, name in enumerate(self.issues):
            kind, parties = self.control[k]
            lines.append(f"{name} = {{ options = {listed(self.options[k])}, {kind} = {listed(parties)}"
                         + (", one_way = true" if self.one_way[k] else "")
                         + ("" if self.active[k] else ", active = false") + " }")
        if any(self.start):
            lines += ["", "[status_quo]"] + [f'{name} = "{options[o]}"' for name, options, o in
                                             zip(self.issues, self.options, self.start) if o]
        for first, then, active in self.orders:
            lines += ["", "[[order]]", f'first = "{first}"', f'then = "{then}"']
            lines += [] if active else ["active = false"]
        return lines


class GraphDraft(Draft):
    forms = [12, 8, 55, 8, 14, 3]
    rule_atoms = 1

    def draw_moves(self):
        r = self.r
        most = r.choices([5, 6, 8, 10, 14, 24, 40, MOST], [12, 16, 16, 18, 16, 12, 7, 3])[0]
        self.count = r.randint(max(4, most // 2), most)
        self.labels = [f"s{n + 1}" for n in range(self.count)]
        if chance(r, 0.3):
            self.labels = [f"{'xyz'[n % 3]}{n}" for n in range(self.count)]
        self.start = (r.randrange(self.count) if chance(r, 0.25) else 0,)
        self.outcomes = [(n,) for n in range(self.count)]
        movers = r.sample(self.parties, 2) if chance(r, 0.3) else self.parties
        self.arcs = {}
        for party in self.parties:
            degree = r.choice([0.4, 0.8, 1.2, 1.6, 2.5]) if party in movers else 0
            arcs = {(a, b) for a in range(self.count) for b in range(self.count)
                    if a != b and chance(r, degree / self.count)}
            if chance(r, 0.3):
                arcs |= {(b, a) for a, b in arcs if chance(r, 0.7)}
            if arcs:
                self.arcs[party] = sorted(arcs)
        if not self.arcs:
            self.arcs[self.parties[0]] = [(0, 1)]
        self.names = read("\n".join(["[dispute]", 'title = ""', "[parties]",
                                     *(f"{party} = {{}}" for party in self.parties),
                                     *self.move_lines()])).names

    def atom(self):
        r = self.r
        if chance(r, 0.5):
            return f"outcome {'!=' if chance(r, 0.04) else '='} {r.choice(self.labels)}"
        chosen = r.sample(self.labels, r.randint(1, max(2, self.count // 2)))
        return f"outcome in {{{', '.join(chosen)}}}"

    def table(self):
        return f'{{ outcome = "{self.r.choice(self.labels)}" }}'

    def ranking(self):
        r = self.r
        order = self.labels[:]
        r.shuffle(order)
        if chance(r, 0.15):
            order = order[:r.randint(1, self.count)] + ["true"]
        entries = []
        for name in order:
            way = r.random() if name != "true" else 0
            entries.append(f'"{name}"' if way < 0.7 else f'"outcome = {name}"' if way < 0.9
                           else f'{{ outcome = "{name}" }}')
        return self.grouped(entries[:-1]) + [f"[{entries[-1]}]"]

    def values(self):
        inside = ", ".join(f"{name} = {self.r.choice(NUMBERS)}" for name in self.labels
                           if chance(self.r, 0.85))
        return [f"outcome = {{ {inside} }}"] if inside else []

    def move_lines(self):
        lines = ["", "[graph]", f"outcomes = {listed(self.labels)}", "", "[graph.moves]"]
        for party, arcs in self.arcs.items():
            lines.append(f"{party} = {listed(self.arc_texts(arcs))}")
        if self.start[0]:
            lines += ["", "[status_quo]", f'outcome = "{self.labels[self.start[0]]}"']
        return lines

    def arc_texts(self, arcs):
        """The arcs, in the ways the file allows."""
        left, texts = set(arcs), []
        for a, b in arcs:
            if (a, b) in left and (b, a) in left:
                texts.append(f"{self.labels[a]} <-> {self.labels[b]}")
                left -= {(a, b), (b, a)}
        for a in range(self.count):
            ends = [self.labels[y] for x, y in arcs if x == a and (x, y) in left]
            if len(ends) > 2:
                texts.append(f"{self.labels[a]} -> {ends.pop()}")
            if ends:
                texts.append(f"{self.labels[a]} -> {', '.join(ends)}")
        return texts


def dispute_text(seed, number):
    r = random.Random(f"stability/{seed}/{number}")
    return (GraphDraft if number % 2 else OptionDraft)(r).text()


def measure(seed, count):
    feasible, movers, seen = [], Counter(), Counter()
    for number in range(count):
        a = Stability(read(dispute_text(seed, number)))
        feasible.append(len(a.outcomes))
        movers[len(a.movers)] += 1
        found = {concept: [a.stable(concept, g) for g in a.movers] for concept in CONCEPTS}
        sim = a.sim()
        seen["with groups"] += any(len(g) > 1 for g in a.movers)
        seen["at most 6 outcomes"] += len(a.outcomes) <= 6
        seen["SIM defined"] += sim is not None
        seen["SIM is not Nash"] += sim is not None and sim != found["nash"]
        seen["L_h defined"] += a.two_single_movers()
        for weak, strong in (("gmr", "smr"), ("gmr", "seq"), ("smr", "sseq"), ("seq", "sseq"),
                             ("smr", "nash"), ("sseq", "nash"), ("seq", "smr")):
            seen[f"{weak} is not {strong}"] += found[weak] != found[strong]
    print(f"{count} disputes; feasible outcomes: {min(feasible)} to {max(feasible)}, "
          f"{sum(feasible) / count:.1f} on average")
    print("  movers: " + ", ".join(f"{n}: {100 * movers[n] / count:.0f}%" for n in sorted(movers)))
    for name, times in seen.items():
        print(f"  {name:20} {100 * times / count:5.1f}%")


if __name__ == "__main__":
    draw.main(__doc__, dispute_text, measure)
