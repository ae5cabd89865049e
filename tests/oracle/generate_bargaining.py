#!/usr/bin/env python3
"""Random small disputes for bargaining as TOML text, the same ones for the same seed.

    python3 tests/oracle/generate_bargaining.py --seed 1 --number 7     print dispute 7 of seed 1
    python3 tests/oracle/generate_bargaining.py --seed 1 --measure 2000 what 2000 disputes reach

Of three disputes two are of the kind of generate.py, with more parties and outcomes and without its hidden
compromise always being asked for; the third is additive: sums over issues, whose conditions each speak of one issue.
The first line of a dispute is a comment with options for the command.
"""

import random
from collections import Counter

import draw
import generate
from bargaining import Bargaining, shares_of
from dispute import read
from draw import TIES, chance
from generate import valid

PARTIES = ["ada", "bob", "cyd", "dan", "eve"]
HEAD = "# options:"
SHARES = ["0.5", "1", "1", "2", "0.25", "3", "0.4", "1.5"]


def listed(names):
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"


def given(r, parties):
    return ",".join(f"{party}={r.choice(SHARES)}" for party in parties)


class Rules(generate.Draft):
    """With rules, order constraints, factors, ratifiers and cases."""

    names = PARTIES
    party_counts = [2, 2, 3, 3, 4, 5]
    max_outcomes = 108

    def draw_others_asked(self, names):
        self.asked = chance(self.r, 0.7)  # is there a question at all?
        if not self.asked:
            return names[1:]
        return names[1:2] if chance(self.r, 0.45) else names[1:self.r.randint(2, len(names))]

    def draw_preferences(self):
        super().draw_preferences()
        if chance(self.r, 0.6):  # most often everybody has numbers
            for party in self.parties:
                if self.forms[party] in ("priority", "ranking"):
                    self.forms[party], self.statements[party] = "values", []
                    self.tables[party] = self.draw_values(party, 0.8, True)
        self.statement_ids = [s.get("id", f'"{party}.{n}"').strip('"') for party in self.parties
                              for n, s in enumerate(self.statements[party], 1)]

    def draw_no_deals(self):
        """Often so bad that many outcomes are deals."""
        super().draw_no_deals()
        bad = chance(self.r, 0.5)
        for party in self.parties:
            if bad and self.forms[party] in ("weights", "values", "outcome_values") and chance(self.r, 0.85):
                self.no_deal[party] = self.r.choice(["-10", "-1", "0", "0", "0.3"])

    def command_options(self):
        r, found = self.r, []
        if chance(r, 0.12):
            found += ["--within", "compromise" if self.asked and chance(r, 0.6) else self.some_atom(False)]
        return found + bargaining_options(r, self.parties)

    def text(self, compromise=None):
        text = super().text(compromise)
        if self.asked:
            return text
        lines = text.split("\n")
        start = lines.index("[question]")
        return "\n".join(lines[:start] + [line for line in lines[start + 4:]
                                          if not line.startswith("compromise")])


def bargaining_options(r, parties):
    """Options that hold whoever bargains: for --power and --weights the bargainers are named."""
    found = []
    if chance(r, 0.15):
        found += ["--parties", ",".join(sorted(r.sample(parties, r.randint(2, len(parties)))))]
    if chance(r, 0.3):
        found += ["--power", "?"]
    if chance(r, 0.3):
        found += ["--weights", "?"]
    return found


class Additive:
    """Values or weights that each speak of one issue; conditions that each speak of one issue."""

    def __init__(self, r):
        self.r = r
        self.parties = PARTIES[:r.choice([2, 2, 2, 3, 3, 4, 5])]
        self.sizes = [r.choice([2, 2, 3, 3, 4]) for _ in range(r.randint(2, 5))]
        while self.product() > 200:
            self.sizes.pop()
        self.numbers = r.choice([TIES, ["0", "1", "2", "3"], ["0", "1", "2", "5", "8", "13"],
                                 ["0.1", "0.25", "-1", "2.5", "4", "0"],
                                 [str(r.randint(0, 10**6)) for _ in range(30)]])
        self.opposed = chance(r, 0.4)  # what one likes, the others do not
        divided = 0.75 if chance(r, 0.2) else 0
        self.divisible = [chance(r, divided) for _ in self.sizes]
        self.ordered = [bool(divided) and chance(r, 0.35) for _ in self.sizes]

    def product(self):
        total = 1
        for size in self.sizes:
            total *= size
        return total

    def atom(self):
        k = self.r.randrange(len(self.sizes))
        option = self.r.randrange(self.sizes[k])
        return f"i{k + 1} {'!=' if chance(self.r, 0.3) else '='} o{option}"

    def preference(self, n):
        r = self.r
        table = {}
        for k, size in enumerate(self.sizes):
            for option in range(size):
                if chance(r, 0.85):
                    like = r.choice(self.numbers)
                    if self.opposed and chance(r, 0.6):
                        like = str(option if n % 2 else size - 1 - option)
                    table[k, option] = like
        red_line = f'{{ never = "{self.atom()}" }}' if chance(r, 0.12) else ""
        if chance(r, 0.6):
            rows = []
            for k in range(len(self.sizes)):
                inside = ", ".join(f"o{o} = {v}" for (issue, o), v in table.items() if issue == k)
                rows += [f"i{k + 1} = {{ {inside} }}"] if inside else []
            rows = rows or ["i1 = { o0 = 1 }"]
            tail = f", statements = [ {red_line} ]" if red_line else ""
            return [f"{self.parties[n]} = {{ values = {{ {', '.join(rows)} }}{tail} }}"]
        wants = [f'{{ wants = "i{k + 1} = o{o}", weight = {v} }}' for (k, o), v in table.items()]
        wants = (wants or ['{ wants = "i1 = o0", weight = 1 }']) + ([red_line] if red_line else [])
        return [f"{self.parties[n]} = [", *(f"  {want}," for want in wants), "]"]

    def text(self):
        r = self.r
        lines = ["[dispute]", 'title = "additive"', "", "[parties]"]
        bad = chance(r, 0.6)
        for party in self.parties:
            inside = []
            if bad and chance(r, 0.9):
                inside.append(f"no_deal = {r.choice(['-3', '0', '0', '0.3', '1'])}")
            elif chance(r, 0.3):
                inside.append(f"no_deal = {r.choice(['0', '1', '2', '0.3', '3', '5', '-1', '1000000', '9'])}")
            elif chance(r, 0.15):
                k = r.randrange(len(self.sizes))
                inside.append(f'no_deal = {{ i{k + 1} = "o{r.randrange(self.sizes[k])}" }}')
            if chance(r, 0.12):
                inside.append(f"margin = {r.choice(['0', '0.1', '1', '2'])}")
            lines.append(f"{party} = {{ {', '.join(inside)} }}")
        lines += ["", "[issues]"]
        for k, size in enumerate(self.sizes):
            way = "by_any" if chance(r, 0.1) else "by"
            who = self.parties if chance(r, 0.8) else r.sample(self.parties, r.randint(1, len(self.parties)))
            one_way = ", one_way = true" if chance(r, 0.1) else ""
            one_way += ", divisible = true" if self.divisible[k] else ""
            one_way += f", levels = {list(range(size))}" if self.ordered[k] else ""
            lines.append(f"i{k + 1} = {{ options = {listed(f'o{o}' for o in range(size))}, "
                         f"{way} = {listed(who)}{one_way} }}")
        if chance(r, 0.15):
            k = r.randrange(len(self.sizes))
            lines += ["", "[status_quo]", f'i{k + 1} = "o{r.randrange(self.sizes[k])}"']
        if chance(r, 0.15):
            lines += ["", "[[rules]]", f'never = "{self.atom()}"']
        lines += ["", "[preferences]"]
        for n in range(len(self.parties)):
            lines += self.preference(n)
        if chance(r, 0.15):
            lines += ["", "[ratifiers.body1]", f'of = "{r.choice(self.parties)}"', f'approves = "{self.atom()}"']
        return "\n".join(lines) + "\n"

    def command_options(self):
        return bargaining_options(self.r, self.parties)


def options_line(found):
    return f"{HEAD} {' | '.join(found)}\n"


def options_of(text):
    """The options in the first line of a dispute, as a list of words."""
    first = text.split("\n", 1)[0]
    return [word.strip() for word in first[len(HEAD):].split("|") if word.strip()] if first.startswith(HEAD) else []


def arguments_of(words, bargainers=None):
    """The words as arguments of Bargaining; powers and weights in the order of the bargainers."""
    found = {}
    for name, value in zip(words[::2], words[1::2]):
        if name == "--parties":
            found["parties"] = value.split(",")
        elif name == "--within":
            found["within"] = value
        elif bargainers:
            found[name[2:]] = shares_of(value, bargainers)
    return found


def bargaining_of(text, case):
    """The dispute with its options, for one case."""
    d, words = read(text), options_of(text)
    arguments = arguments_of(words)
    a = Bargaining(d, case, **arguments)
    a.text = text
    for name, shares in arguments_of(words, a.parties).items():
        if name in ("power", "weights"):
            setattr(a, name, shares)
    return a


def dispute_text(seed, number):
    r = random.Random(f"bargaining/{seed}/{number}")
    while True:
        draft = Additive(r) if number % 3 == 2 else Rules(r)
        text = draft.text()
        if not valid(text):
            continue
        found = draft.command_options()
        d = read(text)
        cases = {case: Bargaining(d, case, **arguments_of(found)) for case in d.case_names}
        a = cases["now"]
        if any(len(other.parties) < 2 for other in cases.values()):
            continue
        found = [given(r, a.parties) if word == "?" else word for word in found]
        return options_line(found) + text


def measure(seed, count):
    seen, parties, deals, tables = Counter(), Counter(), [], []
    for number in range(count):
        a = bargaining_of(dispute_text(seed, number), "now")
        answer = a.answer()
        parties[len(a.parties)] += 1
        deals.append(len(a.deals))
        tables.append(len(a.table))
        found = answer["solutions"]
        seen["no deals"] += not a.deals
        seen["an order only"] += any(a.ordinal)
        seen["frontier has >= 3 points"] += len(answer["frontier"]) >= 3
        seen["a frontier point has ties"] += any(len(outcomes) > 1 for _, outcomes in answer["frontier"])
        seen["some gain cannot be had"] += bool(found.get("nash")) and any(
            x <= z for x, z in zip(found["nash"][0][0], a.disagreement))
        for one, other in (("nash", "kalai_smorodinsky"), ("nash", "egalitarian"), ("nash", "utilitarian"),
                           ("nash", "raiffa"), ("kalai_smorodinsky", "egalitarian"),
                           ("kalai_smorodinsky", "raiffa"), ("utilitarian", "relative_utilitarian")):
            seen[f"{one} is not {other}"] += bool(found.get(one)) and found[one] != found[other]
        for kind in ("red_line", "ratifier", "no_deal"):
            seen[f"{kind} cuts alone"] += any(alone and by == kind for entry in answer["zone"]["parties"]
                                              for (by, _), (_, alone) in entry["cuts"].items())
    print(f"{count} disputes; table {sum(tables) / count:.1f} outcomes, deals {sum(deals) / count:.1f} on average")
    print("  bargainers: " + ", ".join(f"{n}: {100 * parties[n] / count:.0f}%" for n in sorted(parties)))
    for name, times in seen.items():
        print(f"  {name:42} {100 * times / count:5.1f}%")


if __name__ == "__main__":
    draw.main(__doc__, dispute_text, measure)
