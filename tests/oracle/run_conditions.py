#!/usr/bin/env python3
"""Holds the engine's blockers, conditions and comparisons of cases to the oracle on random disputes.

    python3 tests/oracle/run_conditions.py --detente PROGRAM [--count N] [--seed S] [--jobs J] [--first K]

Each dispute is asked about with `blockers`, `conditions` and `conditions --map`. Smallest changes are looked at just
inside and just outside, at random values that cost less, on a grid, and against cheaper changes that a search of the
oracle's own finds; sets and shares are compared with plain enumeration; maps are looked at inside their cells and
regions and on both sides of their borders. Comparisons are of cases of the dispute and of cases that are made
of one by known changes, in one file and in two (compared.py). Every second dispute is linear in up to eight factors
(generate_conditions.py).
"""

import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from fractions import Fraction
from pathlib import Path

sys.dont_write_bytecode = True

import generate
import generate_conditions
import harness
from changes import Changes, near_any, near_others, sharpened, written_values
from compared import Compared
from conditions import Asked, number, rung_at
from dispute import read, resolve
from generate import valid
from harness import DIED, REFUSED
from oracle import ladder_of
from run import safe_to_remove

CHUNK = 20
READY = 6
MOST_PLAYERS = 4   # 4! orders
MOST_THINGS = 12   # sets of three of them
SECONDS = 120
VALUES = 3         # of a factor, looked at whether they stand alone
WANTED = ["reachable", "durable", "ratifiable", "mutual"]


def fraction(text):
    parts = text.split()
    sign = -1 if parts[0].startswith("-") else 1
    return sign * sum(abs(Fraction(part)) for part in parts)


class Comparison(Changes):
    def __init__(self, d, text, case, seed):
        self.d, self.text, self.case = d, text, case
        self.asked = Asked(d, case)
        self.draw = random.Random(f"{seed} {case}")
        self.now = resolve(d, case).factors
        self.differences = []
        self.compared = Counter()

    def level(self, at):
        return rung_at(self.d, self.case, at)

    @staticmethod
    def number(name):
        return number(name)

    def check(self, what, mine, theirs):
        self.compared[what.split(" ")[0]] += 1
        if mine != theirs:
            self.differences.append(f"{what}: oracle {mine!r}, engine {theirs!r}")

    # Blockers.

    def blockers(self, theirs):
        self.check("now", self.asked.survivors(), theirs["now"]["survivors"])
        if not safe_to_remove(self.d, self.case):
            return
        self.check("removable", self.sorted(self.asked.removable()), self.sorted(e["remove"] for e in theirs["drops"]))
        for entry in theirs["drops"]:
            if entry["then"]:
                self.check(f"without {entry['remove']}", self.asked.survivors([entry["remove"]]),
                           entry["then"]["survivors"])
        self.triples(theirs["triples"])
        for game in theirs["games"]:
            self.game(game)

    def triples(self, theirs):
        """Those that make it ready; if no set of up to three does, those that lift the verdict."""
        now = self.asked.worth(())[0]
        self.check("triples where it is ready", now == READY, theirs is None)
        if theirs is None or len(self.asked.removable()) > MOST_THINGS:
            return
        mine = self.asked.minimal_sets(READY, 3) or self.asked.minimal_sets(now + 1, 3)
        self.check("triples", [ids for ids in mine if len(ids) == 3],
                   sorted(sorted(e["remove"]) for e in theirs["found"]))

    @staticmethod
    def sorted(names):
        return sorted(names)

    def game(self, theirs):
        players = self.asked.players(theirs["id"])
        self.check(f"players of {theirs['id']}", self.sorted(n for n, _ in players), self.sorted(theirs["players"]))
        if theirs["undefined"]:
            return
        none = self.asked.worth(())
        everything = self.asked.worth(set().union(*[gone for _, gone in players]))
        self.check("effect", [none[0], everything[0]], [theirs["none"]["rungs"], theirs["all"]["rungs"]])
        total = sum(s["rungs"]["value"] for s in theirs["shares"])
        if abs(total - (everything[0] - none[0])) > 1e-9:
            self.differences.append(f"{theirs['id']}: the shares add up to {total}, the effect is {none}, {everything}")
        if len(players) > MOST_PLAYERS or not theirs["exact"]:
            return
        shares = self.asked.shares(players)
        for entry in theirs["shares"]:
            mine = shares[entry["id"]]
            for k, which in enumerate(("rungs", "outcomes")):
                if entry[which] is not None:
                    self.check(f"share of {entry['id']} in {which}", mine[k], fraction(entry[which]["exact"]))

    # Conditions.

    def conditions(self, theirs, want):
        verdict = rung_at(self.d, self.case, {})
        self.check("verdict", verdict, number(theirs["verdict"]))
        for row in theirs["thresholds"]:
            low, high = self.d.domains[row["factor"]]
            if low < high:
                values = written_values(self.text, low, high)
                self.singles(row, row["factor"], low, high, lambda at: rung_at(self.d, self.case, {row["factor"]: at}),
                             self.draw.sample(values, min(len(values), VALUES)))
        self.check("holds", verdict >= want, theirs["holds"])
        if theirs["holds"]:
            return
        self.change(theirs["smallest_change"], want)
        if safe_to_remove(self.d, self.case) and len(self.asked.removable()) <= MOST_THINGS:
            sets = [sorted(e["remove"]) for e in theirs["removals"]["sets"] if not e["along"]]
            self.check("sets", self.asked.minimal_sets(want, 3), sorted(sets))
        for entry in theirs["preferences"]["weights"]:
            self.weight(entry, want)
        for entry in theirs["preferences"]["moves"]:
            self.move(entry, want)

    def statement(self, name):
        for party, preference in self.d.preferences.items():
            for s in preference.statements:
                if s.id == name:
                    return party, s
        raise KeyError(name)

    def weight(self, entry, want):
        """Just beyond the threshold it does, just before it and at some values before it does not."""
        at = entry["threshold"]
        _, statement = self.statement(entry["statement"])
        kept = statement.table["weight"]
        step = 1e-6 * (1 if at is None or at > entry["now"] else -1)
        values = []
        if at is not None and abs(at - entry["now"]) > 4e-6 and not near_others(at, entry["crossings"]):
            values = [(at + step, True), (at - step, False)]
        if at is None:
            values = [(entry["now"] * self.draw.random() * 3, False) for _ in range(3)]
        for value, does in values:
            if float(f"{value:.9f}") == 0:  # a single value, at the end of what is asked about
                continue
            statement.table["weight"] = f"{value:.9f}"
            self.compared["weight"] += 1
            rung = rung_at(self.d, self.case, {})
            if (rung >= want) != does and not (at is None and near_any(value, entry["crossings"])):
                self.differences.append(f"weight {value} of {entry['statement']} has rung {rung}: {entry}")
        statement.table["weight"] = kept

    def move(self, entry, want):
        party, statement = self.statement(entry["statement"])
        statements = self.d.preferences[party].statements
        kind = "never" if "never" in statement.table else "wants"
        there = [s for s in self.asked.world.statements[party] if kind in s.table]
        places = [k for k, s in enumerate(statements) if s in there]
        order = [s for s in there if s is not statement]
        order.insert(entry["to"] - 1, statement)
        changed = list(statements)
        for place, s in zip(places, order):
            changed[place] = s
        self.d.preferences[party].statements = changed
        self.compared["move"] += 1
        rung = rung_at(self.d, self.case, {})
        self.d.preferences[party].statements = statements
        if rung < want or rung != number(entry["verdict"]):
            self.differences.append(f"move {entry}: the oracle has rung {rung}")


class Sides:
    """Two cases side by side, as `compare` says it."""

    def __init__(self, d, cases):
        self.d, self.cases = d, cases
        self.asked = [Asked(d, case) for case in cases]
        self.now = [resolve(d, case).factors for case in cases]
        self.differences, self.compared = [], Counter()

    def check(self, what, mine, theirs):
        self.compared[f"compare {what.split(' ')[0]}"] += 1
        if mine != theirs:
            self.differences.append(f"compare {' and '.join(self.cases)}, {what}: oracle {mine!r}, engine {theirs!r}")

    def run(self, theirs):
        for side, name in enumerate(("first", "second")):
            counts = self.asked[side].survivors()
            self.check(f"{name} ladder", [self.cases[side], counts, sum(n > 0 for n in counts)],
                       [theirs[name]["case"], theirs[name]["ladder"]["survivors"],
                        number(theirs[name]["ladder"]["verdict"])])
        if theirs["obstacles"]:
            self.differences.append(f"one file, and obstacles: {theirs['obstacles']}")
        other = [f for f in self.d.factors if self.now[0][f] != self.now[1][f]]
        self.check("factors", sorted(other), sorted(x["id"] for x in theirs["differences"] if x["kind"] == "factor"))
        for entry in theirs["differences"]:
            for side, name in enumerate(("first", "second")):
                self.swap(entry, side, entry[f"{name}_with_it"])

    def swap(self, entry, side, theirs):
        if theirs is None:
            return
        if entry["kind"] == "factor":
            value = {entry["id"]: self.now[1 - side][entry["id"]]}
            counts = [len({t for t, _ in pairs}) for pairs in ladder_of(self.d, self.cases[side], value).survivors()]
            self.check("factor swapped", counts, theirs["survivors"])
        elif entry[("second", "first")[side]].startswith("off") and safe_to_remove(self.d, self.cases[side]) \
                and entry["id"] in self.asked[side].removable():
            self.check(f"{entry['kind'].replace(' ', '-')} off", self.asked[side].survivors([entry["id"]]),
                       theirs["survivors"])


def ask(program, text, *options, whole=False, first=None):
    """`first`: another file to stand before it."""
    with tempfile.TemporaryDirectory(prefix="oracle-") as folder:
        files = []
        for name, content in (("first.toml", first), ("dispute.toml", text)):
            if content is not None:
                files.append(str(Path(folder, name)))
                Path(folder, name).write_text(content, encoding="utf-8")
        command = [program, options[0], *files, "--format", "json", "--threads", "1", *options[1:]]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return None, f"{DIED}: nothing after {SECONDS} s"
    if done.returncode not in (0, 3):
        sort = DIED if done.returncode < 0 or done.returncode == 70 else REFUSED
        return None, f"{sort} (status {done.returncode}): {done.stderr.strip()[-500:]}"
    answer = json.loads(done.stdout)
    return answer if whole else {case["case"]: case for case in answer["cases"]}, None


def difference(program, text, seed):
    d = read(text)
    want = WANTED[seed % 5 % len(WANTED)]  # ready twice as often
    compared = Counter()
    answers = {}
    asked = {"blockers": ["blockers"], "conditions": ["conditions", "--want", want, "--boxes", "400"]}
    factors = [f for f in d.factors if d.domains[f][0] < d.domains[f][1]]
    if len(factors) >= 2 and seed % 4 < 2:
        asked["map"] = ["conditions", "--map", ",".join(factors[:2]), "--cells", "4", "--depth", "1"]
    for part, options in asked.items():
        answers[part], trouble = ask(program, text, *options)
        if trouble:
            return f"{part}: {trouble}", compared
    cases = list(d.case_names)
    if len(cases) > 1:
        two = Sides(d, [cases[seed % len(cases)], cases[(seed + 1) % len(cases)]])
        theirs, trouble = ask(program, text, "compare", "--case", two.cases[0], "--case", two.cases[1], whole=True)
        if trouble:
            return f"compare: {trouble}", compared
        two.run(theirs)
        compared += two.compared
        if two.differences:
            return "\n".join(two.differences[:5]), compared
    made = Compared(text, random.Random(f"compared {seed}"))
    if made.changes:
        theirs, trouble = ask(program, made.text, "compare", "--case", "now", "--case", "every", whole=True,
                              first=text if seed % 2 else None)
        if trouble:
            return f"compare: {trouble}", compared
        made.run(theirs)
        compared += made.compared
        if made.differences:
            return "\n".join(made.differences[:5]), compared
    for case in cases:
        comparison = Comparison(d, text, case, seed)
        comparison.blockers(answers["blockers"][case])
        comparison.conditions(answers["conditions"][case], number(want))
        if "map" in answers:
            comparison.map(answers["map"][case]["map"])
        compared += comparison.compared
        if comparison.differences:
            return f"case {case}: " + "\n".join(comparison.differences[:5]), compared
    return None, compared


def dispute_text(seed, n):
    text = (generate_conditions if n % 2 else generate).dispute_text(seed, n)
    if n % 5 == 2:  # something that holds at one value alone
        other = sharpened(text, read(text).factors, random.Random(f"sharp {seed}/{n}"))
        return other if valid(other) else text
    return text


def run_chunk(job):
    program, options, numbers = job
    passed, failures, compared = 0, [], Counter()
    for n in numbers:
        differs, seen = difference(program, dispute_text(options.seed, n), n)
        compared += seen
        passed += not differs
        if differs:
            failures.append((n, dispute_text(options.seed, n), differs))
    if options.tally:
        with open(options.tally, "a", encoding="utf-8") as file:
            file.write(json.dumps(compared) + "\n")
    return passed, failures, Counter()


def report(program, options, failure):
    n, text, differs = failure

    def again(candidate):
        return difference(program, candidate, n)[0] if valid(candidate) else None

    harness.print_failure(f"seed {options.seed}, dispute {n}", text, differs, again)


def main():
    parser = harness.arguments(__doc__)
    parser.add_argument("--tally", metavar="FILE", help="add a line per 20 disputes: what was compared how often")
    options = parser.parse_args()
    return harness.run(options, "conditions_test", run_chunk, report, CHUNK)


if __name__ == "__main__":
    sys.exit(main())
