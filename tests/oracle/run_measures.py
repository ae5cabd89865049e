#!/usr/bin/env python3
"""Holds `conditions`, `blockers` and `worlds` with --of to the oracle on random disputes.

    python3 tests/oracle/run_measures.py --detente PROGRAM [--count N] [--seed S] [--jobs J] [--first K]

Each dispute is asked about one measure, wanted to hold, or to fail where it holds. Thresholds are looked at on both
sides, and where they are said to be all of them at random values as well, and at values that may stand alone; smallest
changes just inside and just outside, at cheaper values, on a grid and by a search; maps inside their cells and regions
and on both sides of their borders; sets of things less, single removals and shares are compared with plain enumeration,
weights on both sides of their thresholds, moves by making them; and with one uncertain factor the probability must be
the part of its range between thresholds in which it holds. Disputes are those of generate.py, generate_conditions.py
(linear in several factors), generate_bargaining.py and generate_stability.py (graph form, groups), by turns.
"""

import json
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from fractions import Fraction
from itertools import combinations, permutations
from pathlib import Path

sys.dont_write_bytecode = True

import generate
import generate_bargaining
import generate_conditions
import generate_stability
import harness
import oracle
from dispute import read, resolve
from harness import DIED, REFUSED
from changes import Changes, near_any, near_others, sharpened, written_values
from measures import MEASURES, Measured
from run import safe_to_remove
from run_conditions import fraction
from stability import CONCEPTS

CHUNK = 10
MOST_THINGS = 6    # all sets of three of them are looked at
MOST_PLAYERS = 4   # 4! orders
POINTS = 3         # random values per factor, and values that may stand alone
WORLDS = 512
HAIR = 3e-6        # widths of a domain: how far beside a threshold
SECONDS = 120
GENERATORS = [generate_conditions, generate, generate_conditions, generate_bargaining, generate_stability]
HOLDS = {"holds": True, "fails": False}
READY = 6
BOXES = 120        # of the search for a smallest change


def dispute_text(seed, n):
    text = GENERATORS[n % len(GENERATORS)].dispute_text(seed, n)
    if n % 4 == 1:  # something that holds at one value alone
        return sharpened(text, read(text).factors, random.Random(f"sharp {seed}/{n}"))
    return text


class Comparison(Changes):
    points, spots = 6, 10

    def __init__(self, program, text, of, outcome, seed):
        self.program, self.text, self.of, self.outcome, self.seed = program, text, of, outcome, seed
        self.d = read(text)
        self.draw = random.Random(f"measures {seed}")
        self.details, given = self.draw_details()
        self.asked = Measured(self.d, of, outcome=outcome, **given)
        self.fails = False  # is it wanted that it fails?
        self.now = resolve(self.d, "now").factors
        self.differences, self.compared = [], Counter()

    def draw_details(self):
        """Who bargains, weights and powers, now and then; as options and for the oracle."""
        options, given, r = [], {}, self.draw
        if self.of not in CONCEPTS and len(self.d.parties) > 2 and r.random() < 0.3:
            given["parties"] = r.sample(list(self.d.parties), r.choice([2, 2, 3]))
            options += ["--parties", ",".join(given["parties"])]
        for of, key, option in (("proportional", "weights", "--weights"), ("nash_deal", "power", "--power")):
            if self.of == of and r.random() < 0.8:
                some = r.sample(list(self.d.parties), r.randint(1, len(self.d.parties)))
                given[key] = {p: r.choice(["0.5", "2", "0.25", "3", "1.5", "0.6"]) for p in some}
                options += [option, ",".join(f"{p}={x}" for p, x in given[key].items())]
        return options, given

    def level(self, at):
        holds = self.wanted(factors=at)
        return READY if holds != self.fails else 0

    @staticmethod
    def number(name):
        return READY if HOLDS[name] else 0

    def wanted(self, removed=(), factors=None):
        """Is it so? A world that makes no sense is no answer either way."""
        if self.fails:
            return self.asked.makes_sense(removed, factors) and not self.asked.holds(removed, factors)
        return self.asked.holds(removed, factors)

    def check(self, what, mine, theirs):
        self.compared[f"{what.split(' ')[0]}"] += 1
        if mine != theirs:
            self.differences.append(f"{self.of}, {what}: oracle {mine!r}, engine {theirs!r}")

    def ask(self, command, *options, text=None):
        """The only case's answer, or the error."""
        with tempfile.TemporaryDirectory(prefix="oracle-") as folder:
            file = Path(folder, "dispute.toml")
            file.write_text(text or self.text, encoding="utf-8")
            words = [self.program, command, str(file), "--of", self.of, *self.details, "--case", "now", "--format", "json", "--threads", "1",
                     *(["--outcome", self.outcome] if self.outcome else []), *options]
            try:
                done = subprocess.run(words, capture_output=True, text=True, timeout=SECONDS)
            except subprocess.TimeoutExpired:
                return None, f"{DIED}: nothing after {SECONDS} s"
        if done.returncode not in (0, 3):
            sort = DIED if done.returncode < 0 or done.returncode == 70 else REFUSED
            return None, f"{sort} (status {done.returncode}): {done.stderr.strip()[-500:]}"
        answer = json.loads(done.stdout)
        if answer["of"] != self.of:
            return None, f"asked of {self.of}, answered of {answer['of']}"
        return (answer if command == "worlds" else answer["cases"][0]), None

    def run(self):
        refused = self.asked.refused()
        theirs, trouble = self.ask("conditions", "--largest-set", "3", "--boxes", str(BOXES))
        if refused:
            self.compared["refused"] += 1
            if theirs or REFUSED not in trouble or refused not in trouble:
                self.differences.append(f"{self.of} must be refused: {trouble}")
            return
        if trouble:
            self.differences.append(f"conditions: {trouble}")
            return
        self.compared["asked of " + self.of] += 1
        self.conditions(theirs)
        sets = theirs["removals"]
        if theirs["holds"]:
            self.wanted_to_fail()
        self.map_of_two()
        theirs, trouble = self.ask("blockers", "--outcomes")
        if trouble:
            self.differences.append(f"blockers: {trouble}")
            return
        self.blockers(theirs, sets)

    # Conditions.

    def conditions(self, theirs):
        passing = self.asked.passing()
        self.check("passing", len(passing), theirs["passing"])
        self.check("verdict", bool(passing), HOLDS[theirs["verdict"]])
        for row in theirs["thresholds"]:
            self.thresholds(row)
        for row in theirs["thresholds"]:
            if row["exact"] and row["crossings"]:
                self.worlds(row)
                break
        self.check("holds", bool(passing), theirs["holds"])
        if not passing:
            self.searches(theirs)

    def wanted_to_fail(self):
        theirs, trouble = self.ask("conditions", "--want", "fails", "--largest-set", "3", "--boxes", str(BOXES))
        if trouble:
            self.differences.append(f"conditions --want fails: {trouble}")
            return
        self.compared["wanted to fail"] += 1
        self.fails = True
        self.check("holds already", False, theirs["holds"])
        self.searches(theirs)
        self.fails = False

    def map_of_two(self):
        factors = [f for f in self.d.factors if self.d.domains[f][0] < self.d.domains[f][1]]
        if len(factors) < 2 or self.seed % 3:
            return
        theirs, trouble = self.ask("conditions", "--map", ",".join(factors[:2]), "--cells", "4", "--depth", "1")
        if trouble:
            self.differences.append(f"conditions --map: {trouble}")
            return
        self.compared["map linear" if theirs["map"]["linear"] else "map"] += 1
        self.map(theirs["map"])

    def change(self, theirs, want):
        """Levels as the search takes them: READY where it is as wanted."""
        if theirs["verdict"] is not None:
            self.check("verdict of the change", "fails" if self.fails else "holds", theirs["verdict"])
        levels, number = self.level, self.number
        self.level = lambda at: READY if self.wanted(factors=at) else 0
        self.number = lambda name: READY if HOLDS[name] != self.fails else 0
        super().change(theirs, want)
        self.level, self.number = levels, number

    def searches(self, theirs):
        self.change(theirs["smallest_change"], READY)
        if safe_to_remove(self.d, "now"):
            self.sets([sorted(e["remove"]) for e in theirs["removals"]["sets"] if not e["along"]])
        for entry in theirs["preferences"]["weights"]:
            self.weight(entry)
        for entry in theirs["preferences"]["moves"]:
            self.move(entry)

    def thresholds(self, row):
        name, crossings = row["factor"], row["crossings"]
        low, high = self.d.domains[name]
        step = HAIR * (high - low)
        for c in crossings:
            alone = all(o is c or abs(o["at"] - c["at"]) > 3 * step for o in crossings)
            for side, sign in (("below", -1), ("above", 1)):
                at = c["at"] + sign * step
                if not alone or not low <= at <= high:
                    continue
                self.compared["side" if row["exact"] else "side inexact"] += 1
                if self.asked.holds(factors={name: at}) != HOLDS[c[side]]:
                    self.differences.append(f"{self.of}: {side} a threshold, at {name} = {at}: {row}")
        if low < high:
            values = written_values(self.text, low, high)
            self.singles(row, name, low, high, lambda at: READY if self.asked.holds(factors={name: at}) else 0,
                         self.draw.sample(values, min(len(values), POINTS)))
        if not row["exact"]:
            return
        seen = None
        for _ in range(POINTS):
            at = self.draw.uniform(low, high)
            if any(abs(c["at"] - at) < step for c in crossings):
                continue
            self.compared["value"] += 1
            holds = self.asked.holds(factors={name: at})
            left = [c for c in crossings if c["at"] < at]
            wanted = HOLDS[left[-1]["above"]] if left else HOLDS[crossings[0]["below"]] if crossings else seen
            if wanted not in (None, holds):
                self.differences.append(f"{self.of}: at {name} = {at} the oracle says {holds}: {row}")
            seen = holds

    def worlds(self, row):
        """With that factor alone uncertain."""
        name = row["factor"]
        low, high = self.d.domains[name]
        lines = [f"{f} = {{ value = {self.now[f]}, domain = {list(self.d.domains[f])}"
                 + (f", range = {[low, high]} }}" if f == name else " }") for f in self.d.factors]
        text = re.sub(r"(?ms)^\[factors\]\n.*?(?=^\[)", "[factors]\n" + "\n".join(lines) + "\n\n", self.text)
        if "distribution" in text or text.count("range =") > 1 or "respondents" in text:
            return
        theirs, trouble = self.ask("worlds", "--worlds", str(WORLDS), "--replicates", "1", "--deals", text=text)
        if trouble:
            self.differences.append(f"worlds: {trouble}")
            return
        ends = [low, *(c["at"] for c in row["crossings"]), high]
        kinds = [HOLDS[row["crossings"][0]["below"]], *(HOLDS[c["above"]] for c in row["crossings"])]
        wanted = sum(b - a for a, b, holds in zip(ends, ends[1:], kinds) if holds) / (high - low)
        case = theirs["cases"][0]
        found = case["rungs"][-1]["at_least"]
        self.compared["probability"] += 1
        if abs(found - wanted) > 2 * (len(ends) - 1) / WORLDS:
            self.differences.append(f"{self.of}: holds in {found} of the worlds, not {wanted}: {row}")
        # What passes at three values close together passes in some world between them.
        names = {tuple(deal["outcome"][issue.name] for issue in self.d.issues) for deal in case["deals"]}
        step = (high - low) / 100
        at = self.draw.uniform(low + step, high - step)
        for s in set.intersection(*(self.asked.passing(factors={name: at + k * step}) for k in (-1, 0, 1))):
            self.compared["deal"] += 1
            options = tuple(issue.options[o] for issue, o in zip(self.d.issues, s))
            if options not in names:
                self.differences.append(f"{self.of}: {options} passes around {name} = {at} and is not listed")
        if any(deal["share"] > found + 1e-12 for deal in case["deals"]) or bool(case["deals"]) != (found > 0):
            self.differences.append(f"{self.of}: deals do not fit the probability: {case}")

    def sets(self, theirs):
        things = oracle.removable(self.asked.world())
        whole = len(things) <= MOST_THINGS
        if whole:
            found = []
            for size in range(1, 4):
                for ids in combinations(things, size):
                    if not any(set(other) <= set(ids) for other in found) and self.wanted(ids):
                        found.append(ids)
            self.check("sets", sorted(sorted(ids) for ids in found), sorted(theirs))
            return
        for ids in self.draw.sample(theirs, min(3, len(theirs))):
            self.check(f"set {ids}", [True, *[False] * len(ids)],
                       [self.wanted(ids), *(len(ids) > 1 and self.wanted(set(ids) - {x}) for x in ids)])
        for _ in range(4):
            ids = self.draw.sample(things, self.draw.choice([1, 2, 3]))
            if not any(set(other) <= set(ids) for other in theirs):
                self.check(f"no-set {ids}", self.wanted(ids), False)

    def statement(self, name):
        return next((p, s) for p, preference in self.d.preferences.items() for s in preference.statements if s.id == name)

    def weight(self, entry):
        at = entry["threshold"]
        step = 1e-6 * (1 if at is None or at > entry["now"] else -1)
        values = [(entry["now"] * self.draw.random() * 3, False)]
        if at is not None:
            values = []
            if abs(at - entry["now"]) > 4e-6 and not near_others(at, entry["crossings"]):
                values = [(at + step, True), (at - step, False)]
        _, statement = self.statement(entry["statement"])
        kept = statement.table["weight"]
        for value, does in values:
            if float(f"{value:.9f}") == 0 or not entry["exact"]:
                continue
            statement.table["weight"] = f"{value:.9f}"
            self.asked.forget()
            self.compared["weight"] += 1
            if self.wanted() != does and not (at is None and near_any(value, entry["crossings"])):
                self.differences.append(f"{self.of}: weight {value} of {entry['statement']} gives {not does}: {entry}")
        statement.table["weight"] = kept
        self.asked.forget()

    def move(self, entry):
        party, statement = self.statement(entry["statement"])
        statements = self.d.preferences[party].statements
        kind = "never" if "never" in statement.table else "wants"
        there = [s for s in self.asked.world().statements[party] if kind in s.table]
        places = [k for k, s in enumerate(statements) if s in there]
        order = [s for s in there if s is not statement]
        order.insert(entry["to"] - 1, statement)
        changed = list(statements)
        for place, s in zip(places, order):
            changed[place] = s
        self.d.preferences[party].statements = changed
        self.asked.forget()
        self.check(f"move {entry}", self.wanted(), True)
        self.d.preferences[party].statements = statements
        self.asked.forget()

    # Blockers.

    def blockers(self, theirs, sets):
        passing = self.asked.passing()
        self.check("now", {"holds": bool(passing), "passing": len(passing)},
                   {key: theirs["now"][key] for key in ("holds", "passing")})
        self.check("outcomes", sorted(passing), self.outcomes(theirs["now"]["outcomes"]))
        if not safe_to_remove(self.d, "now"):
            return
        things = oracle.removable(self.asked.world())
        self.check("removable", sorted(things), sorted(e["remove"] for e in theirs["drops"]))
        for entry in theirs["drops"]:
            if entry["then"]:
                left, then = self.asked.passing([entry["remove"]]), entry["then"]
                self.check(f"without {entry['remove']}", [bool(left), len(left)], [then["holds"], then["passing"]])
                self.check(f"outcomes without {entry['remove']}", [sorted(left - passing), sorted(passing - left)],
                           [self.outcomes(then["gained"]), self.outcomes(then["lost"])])
        self.check("sets of nothing", bool(passing), theirs["sets"] is None)
        if theirs["sets"] and sets:
            self.check("blocking sets", sorted(sorted(e["remove"]) for e in sets["sets"] if not e["along"]),
                       sorted(sorted(e["remove"]) for e in theirs["sets"]["found"]))
        for game in theirs["games"]:
            self.game(game)

    def outcomes(self, entries):
        return sorted(tuple(issue.options.index(entry[issue.name]) for issue in self.d.issues) for entry in entries)

    def players(self, game):
        w = self.asked.world()
        found = []
        for party in self.d.parties:
            if party in w.gone:
                continue
            own = {s.id for s in w.statements[party]}
            if game == "parties":
                if party not in self.d.negotiators:
                    found.append((party, {party}))
                elif own:
                    found.append((party, own))
            else:
                found += [(s.id, {s.id}) for s in w.statements[party] if game == "statements" or "from" in s.table]
        return found

    def game(self, theirs):
        players = self.players(theirs["id"])
        self.check(f"players of {theirs['id']}", sorted(n for n, _ in players), sorted(theirs["players"]))
        if theirs["undefined"] or not theirs["exact"]:
            return
        everything = set().union(*[gone for _, gone in players])
        for name, removed in (("none", ()), ("all", everything)):
            left = self.asked.passing(removed)
            self.check(f"worth of {name}", {"holds": int(bool(left)), "outcomes": len(left)}, theirs[name])
        if len(players) > MOST_PLAYERS:
            return
        total = {name: [Fraction(0)] * 2 for name, _ in players}
        orders = list(permutations(players))
        for order in orders:
            removed, before = set(), self.worth(())
            for name, gone in order:
                removed |= gone
                after = self.worth(removed)
                total[name] = [t + a - b for t, a, b in zip(total[name], after, before)]
                before = after
        for entry in theirs["shares"]:
            for k, which in enumerate(("holds", "outcomes")):
                self.check(f"share of {entry['id']} in {which}", total[entry["id"]][k] / len(orders),
                           fraction(entry[which]["exact"]))

    def worth(self, removed):
        left = len(self.asked.passing(removed))
        return int(left > 0), left


def measure_of(n):
    """By turns, each of them of every kind of dispute."""
    return MEASURES[(n // len(GENERATORS)) % len(MEASURES)]


def outcome_of(n, d):
    """A formula where there is no question, and sometimes else: what an option of an issue is."""
    draw = random.Random(f"outcome {n}")
    if d.question and draw.random() < 0.7:
        return None
    issue = draw.choice(d.issues)
    if len(issue.options) > 3 and draw.random() < 0.7:
        return f"{issue.name} in {{{', '.join(draw.sample(issue.options, len(issue.options) // 2))}}}"
    return f"{issue.name} {draw.choice(['=', '!='])} {draw.choice(issue.options)}"


def difference(program, text, n):
    d = read(text)
    comparison = Comparison(program, text, measure_of(n), outcome_of(n, d), n)
    comparison.run()
    return "\n".join(comparison.differences[:5]) or None, comparison.compared


def run_chunk(job):
    program, options, numbers = job
    passed, failures, compared = 0, [], Counter()
    for n in numbers:
        text = dispute_text(options.seed, n)
        differs, seen = difference(program, text, n)
        compared += seen
        passed += not differs
        if differs:
            failures.append((n, text, differs))
    if options.tally:
        with open(options.tally, "a", encoding="utf-8") as file:
            file.write(json.dumps(compared) + "\n")
    return passed, failures, Counter()


def report(program, options, failure):
    n, text, differs = failure

    def again(candidate):
        read(candidate)
        return difference(program, candidate, n)[0]

    harness.print_failure(f"seed {options.seed}, dispute {n}", text, differs, again)


def main():
    parser = harness.arguments(__doc__)
    parser.add_argument("--tally", metavar="FILE", help="add a line per 10 disputes: what was compared how often")
    options = parser.parse_args()
    return harness.run(options, "measures_test", run_chunk, report, CHUNK)


if __name__ == "__main__":
    sys.exit(main())
