#!/usr/bin/env python3
"""Holds the engine's blockers and conditions to the oracle on random disputes.

    python3 tests/oracle/run_conditions.py --detente PROGRAM [--count N] [--seed S] [--jobs J] [--first K]

Each dispute is asked about with `blockers`, `conditions` and `conditions --map`. Smallest changes are looked at just
inside and just outside, and at random values that cost less; sets and shares are compared with plain enumeration.
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

import harness
from conditions import Asked, number, rung_at
from dispute import read, resolve
from generate import dispute_text, valid
from harness import DIED, REFUSED
from run import safe_to_remove

CHUNK = 20
MOST_PLAYERS = 4   # 4! orders
MOST_THINGS = 12   # sets of three of them
POINTS = 24
SECONDS = 120
WANTED = ["reachable", "durable", "ratifiable", "mutual"]


def fraction(text):
    parts = text.split()
    sign = -1 if parts[0].startswith("-") else 1
    return sign * sum(abs(Fraction(part)) for part in parts)


class Comparison:
    def __init__(self, d, case, seed):
        self.d, self.case = d, case
        self.asked = Asked(d, case)
        self.draw = random.Random(f"{seed} {case}")
        self.now = resolve(d, case).factors
        self.differences = []
        self.compared = Counter()

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
        for game in theirs["games"]:
            self.game(game)

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

    def change(self, theirs, want):
        if theirs["found"]:
            to = {c["factor"]: c["to"] for c in theirs["changes"]}
            inside = rung_at(self.d, self.case, to)
            if inside < want:
                self.differences.append(f"smallest change {to}: the oracle has rung {inside} there")
            if theirs["tight"]:
                back = {f: self.now[f] + (x - self.now[f]) * (1 - 1e-6) for f, x in to.items()}
                outside = rung_at(self.d, self.case, back)
                if outside >= want:
                    self.differences.append(f"just outside the smallest change, at {back}, the oracle has rung {outside}")
            self.compared["inside"] += 1
        within = {v["factor"]: v["within"] for v in theirs["varied"]}
        for _ in range(POINTS if within else 0):
            self.cheaper(within, theirs, want)

    def cheaper(self, within, theirs, want):
        """A random value that costs less than what is proven to be needed must not do."""
        weights = [self.draw.expovariate(1) for _ in within]
        limit = theirs["lower_bound"] if theirs["found"] or not theirs["proven"] else len(within)
        reach = limit * self.draw.random() / sum(weights)
        at = {}
        for (factor, (low, high)), weight in zip(within.items(), weights):
            step = weight * reach * (high - low) * self.draw.choice((-1, 1))
            at[factor] = min(max(self.now[factor] + step, low), high)
        self.compared["cheaper"] += 1
        rung = rung_at(self.d, self.case, at)
        if rung >= want:
            self.differences.append(f"a cheaper change, {at}, has rung {rung}: {theirs}")

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

    # The map.

    def map(self, theirs):
        cells = [cell for cell in theirs["cells"] if cell["certain"]]
        for cell in self.draw.sample(cells, min(len(cells), POINTS // 2)):
            at = {}
            for axis in "ab":
                low, high = cell[axis]
                at[theirs[axis]] = low + (high - low) * (0.01 + 0.98 * self.draw.random())
            self.compared["cell"] += 1
            rung = rung_at(self.d, self.case, at)
            if rung != number(cell["verdict"]):
                self.differences.append(f"map at {at}: the oracle has rung {rung}, the cell is {cell}")


def near_others(at, crossings):
    return sum(abs(c["at"] - at) < 4e-6 for c in crossings) > 1


def near_any(value, crossings):
    return any(abs(c["at"] - value) < 4e-6 for c in crossings)


def ask(program, text, *options):
    with tempfile.TemporaryDirectory(prefix="oracle-") as folder:
        file = Path(folder, "dispute.toml")
        file.write_text(text, encoding="utf-8")
        command = [program, options[0], str(file), "--format", "json", "--threads", "1", *options[1:]]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return None, f"{DIED}: nothing after {SECONDS} s"
    if done.returncode not in (0, 3):
        sort = DIED if done.returncode < 0 or done.returncode == 70 else REFUSED
        return None, f"{sort} (status {done.returncode}): {done.stderr.strip()[-500:]}"
    return {case["case"]: case for case in json.loads(done.stdout)["cases"]}, None


def difference(program, text, seed):
    d = read(text)
    want = WANTED[seed % 5 % len(WANTED)]  # ready twice as often
    compared = Counter()
    answers = {}
    asked = {"blockers": ["blockers"], "conditions": ["conditions", "--want", want, "--boxes", "400"]}
    factors = [f for f in d.factors if d.domains[f][0] < d.domains[f][1]]
    if len(factors) >= 2 and seed % 2 == 0:
        asked["map"] = ["conditions", "--map", ",".join(factors[:2]), "--cells", "4", "--depth", "1"]
    for part, options in asked.items():
        answers[part], trouble = ask(program, text, *options)
        if trouble:
            return f"{part}: {trouble}", compared
    for case in d.case_names:
        comparison = Comparison(d, case, seed)
        comparison.blockers(answers["blockers"][case])
        comparison.conditions(answers["conditions"][case], number(want))
        if "map" in answers:
            comparison.map(answers["map"][case]["map"])
        compared += comparison.compared
        if comparison.differences:
            return f"case {case}: " + "\n".join(comparison.differences[:5]), compared
    return None, compared


def run_chunk(job):
    program, options, numbers = job
    passed, failures, compared = 0, [], Counter()
    for n in numbers:
        differs, seen = difference(program, dispute_text(options.seed, n), n)
        compared += seen
        passed += not differs
        if differs:
            failures.append((n, dispute_text(options.seed, n), differs))
    return passed, failures, Counter()


def report(program, options, failure):
    n, text, differs = failure

    def again(candidate):
        return difference(program, candidate, n)[0] if valid(candidate) else None

    harness.print_failure(f"seed {options.seed}, dispute {n}", text, differs, again)


def main():
    options = harness.arguments(__doc__).parse_args()
    return harness.run(options, "conditions_test", run_chunk, report, CHUNK)


if __name__ == "__main__":
    sys.exit(main())
