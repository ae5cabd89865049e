#!/usr/bin/env python3
"""Holds `detente bargain` to the oracle on random disputes.

    python3 tests/oracle/run_bargaining.py --detente PROGRAM [--count N] [--seed S] [--jobs J] [--first K]

Every dispute is a file of its own, asked with `PROGRAM bargain FILE --format json` and the options in its first
line. Additive disputes, and some others, are asked again with `--max-outcomes 1` and with 36, so that the methods for
large disputes answer as well: with few outcomes allowed, issues that are tied together become one where they have few
packages, and else a programme. What the engine leaves out (null, not_applicable, a gap) is not compared, but
counted and printed at the end; `--require-all` makes it a failure, for the method that goes through every outcome.
"""

import json
import subprocess
import sys
import tempfile
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

sys.dont_write_bytecode = True

import fairness
import harness
import linkage
from bargaining import efficient
from compare_continuous import compare_continuous, compare_rates
from compare_drawn import compare_fallback, compare_share, compare_zone
from dispute import exact, read
from generate import valid
from generate_bargaining import bargaining_of, dispute_text, options_of
from harness import DIED, REFUSED

CHUNK = 50
LARGE = (1, 36)  # --max-outcomes
LARGE_EVERY = 5  # of the disputes that are not additive
SECONDS = 60
PARTS = ("zone", "frontier", "table_frontier", "solutions", "fairness", "adjusted_winner", "linkage", "two_level",
         "continuous", "rates")
FEW = 4  # utility vectors in a message


def fraction(table):
    """{"exact": "14 2/7"}: mixed numbers are written as people do."""
    parts = table["exact"].split()
    sign = -1 if parts[0].startswith("-") else 1
    return sign * sum(abs(Fraction(part)) for part in parts)


class NotAnswered(Exception):
    """The engine leaves this out: the message says what."""


class Comparison:
    """The engine's answer for one case against the oracle's: what differs, what is left out."""

    def __init__(self, a, theirs, skip=()):
        self.a, self.theirs = a, theirs
        self.ours = a.answer()
        self.differences, self.missing = [], []
        self.check("bargainers", self.ours["bargainers"], theirs["bargainers"])
        self.number("table", self.ours["table"], theirs["table"]["outcomes"], int)
        if self.differences:
            return
        for part in PARTS:
            try:
                if part not in skip:
                    getattr(self, part)()
            except NotAnswered as left_out:
                self.missing.append(str(left_out))

    def check(self, what, mine, other):
        if mine != other:
            self.differences.append(f"{what}: oracle {mine!r}, engine {other!r}")

    def number(self, what, mine, other, read_as):
        """A number that the engine may leave null, or unknown, although there is one."""
        if other == "unknown":
            other = None
        if other is None and mine is not None:
            self.missing.append(what.split(" of ")[0])
        else:
            self.check(what, mine, None if other is None else read_as(other))

    # Reading the engine's numbers, outcomes and points.

    def units(self, party, value):
        return int(value) if self.a.ordinal[self.a.parties.index(party)] else exact(value)

    def outcome(self, deal):
        a = self.a
        named = {issue.name for issue in a.d.issues if a.w.setting.on(issue)}
        if set(deal) != named:
            self.differences.append(f"an outcome names {sorted(deal)}, active are {sorted(named)}")
        return a.w.setting.options_of(deal, a.w.setting.status_quo)

    def read_points(self, points):
        return [(tuple(self.units(p, point["utilities"][p]) for p in self.a.parties), point) for point in points]

    def compare_points(self, what, mine, theirs):
        mine = {vector: set(outcomes) for vector, outcomes, *_ in mine}
        read_points = self.read_points(theirs)
        given = dict(read_points)
        if len(given) != len(read_points) or set(given) != set(mine):
            self.differences.append(
                f"{what}: {len(mine)} points of the oracle, {len(read_points)} of the engine; only the oracle's "
                f"{sorted(set(mine) - set(given))[:FEW]}, only the engine's {sorted(set(given) - set(mine))[:FEW]}")
            return
        for vector, outcomes in mine.items():
            point = given[vector]
            listed = [self.outcome(deal) for deal in point["deals"]]
            self.number(f"{what}, count", len(outcomes), point["count"], int)
            if len(set(listed)) != len(listed) or not set(listed) <= outcomes or not listed:
                self.differences.append(f"{what} at {vector}: engine lists {listed}, oracle {sorted(outcomes)}")
            elif len(listed) < len(outcomes):
                self.missing.append(f"{what}, every deal")

    # The parts.

    def zone(self):
        mine, theirs = self.ours["zone"], self.theirs["zone"]
        self.number("zone, deals", mine["deals"], theirs["deals"], int)
        self.number("zone, share", mine["share"] and float(mine["share"]), theirs["share"], float)
        self.check("zone, parties", [e["party"] for e in mine["parties"]], [e["party"] for e in theirs["parties"]])
        for ours, other in zip(mine["parties"], theirs["parties"]):
            p = ours["party"]
            for key in ("accepts", "ratified", "both"):
                self.number(f"{key} of {p}", ours[key], other[key], int)
            for key in ("no_deal", "ideal", "surplus"):
                self.number(f"{key} of {p}", ours[key], other[key], exact)
            if other["accepts"] is None:
                continue
            if "why" in theirs:  # some cuts could not be counted
                self.missing.append("cuts")
                continue
            given = {(cut["by"], cut["id"]): (int(cut["removes"]), int(cut["alone"])) for cut in other["cuts"]}
            self.check(f"cuts of {p}", ours["cuts"], {cut: n for cut, n in given.items() if n[0]})
        if "sampled" in theirs:
            compare_zone(self.a, mine["parties"], theirs["sampled"], self.differences)

    def exact_points(self, what, entry):
        if entry["status"] != "exact":
            raise NotAnswered(f"{what} ({entry['status']})")
        return entry["points"]

    def frontier(self):
        self.compare_points("frontier", self.ours["frontier"], self.exact_points("frontier", self.theirs["frontier"]))

    def table_frontier(self):
        points = self.exact_points("table_frontier", self.theirs["table_frontier"])
        self.compare_points("table_frontier", self.ours["table_frontier"], points)
        flags = {vector: point.get("in_deals") for vector, point in self.read_points(points)}
        for vector, _, in_deals in self.ours["table_frontier"]:
            self.number("in_deals", in_deals, flags.get(vector), bool)

    def solutions(self):
        theirs = {}
        for entry in self.theirs["solutions"]:
            name = entry["id"] + (f".{entry['quota']}" if "quota" in entry else "")
            if name in theirs:
                self.differences.append(f"{name} is given twice")
            theirs[name] = entry
        for name, mine in self.ours["solutions"].items():
            entry = theirs.pop(name, None)
            if mine is None:
                self.check(name, "not_applicable", entry and entry["status"])
            elif name.startswith("fallback") and entry and entry["status"] == "sampled":
                self.check(f"depth of {name}", None, entry["depth"])
                compare_fallback(self.a, mine[0], entry, self.read_points(entry["points"]), self.differences)
            elif entry is None or entry["status"] != "exact":
                self.missing.append(f"{name} ({entry['status'] if entry else 'absent'})")
            elif name.startswith("fallback"):
                self.number(f"depth of {name}", mine[0], entry.get("depth"), int)
                self.number(f"deals of {name}", sum(len(outcomes) for _, outcomes in mine[1]), entry["deals"], int)
                kept = mine[1]
                if "why" in entry:  # only what nothing dominates is listed
                    kept = [kept[n] for n in efficient([vector for vector, *_ in kept])]
                    self.check(f"{name}, all are listed", entry["deals"] is not None and len(kept) == len(mine[1]), False)
                self.compare_points(name, kept, entry["points"])
            else:
                self.compare_points(name, mine, entry["points"])
        answered = [name for name, entry in theirs.items() if entry["status"] != "not_applicable"]
        self.check("solutions that are not there", [], [n for n in answered if n != "proportional"])

    def continuous(self):
        if "continuous" not in self.theirs:
            raise NotAnswered("continuous")
        compare_continuous(self.a, self.theirs["continuous"], self.differences, self.missing)

    def rates(self):
        if "rates" not in self.theirs:
            raise NotAnswered("rates")
        compare_rates(self.a, self.theirs, self.differences)

    def fairness(self):
        """Shares at every deal that a solution picks; with no other reference points these are the no-deals."""
        theirs, a = self.theirs.get("fairness"), self.a
        if theirs is None:
            raise NotAnswered("fairness")
        if any(a.ordinal):
            self.check("fairness of deals", [], theirs["deals"])
            return
        vectors = [a.vector(n) for n in a.deals]
        d = a.disagreement
        self.check("reference", d, [exact(theirs["reference"][p]) for p in a.parties])
        self.number("no_loser_deals", sum(all(x >= z for x, z in zip(v, d)) for v in vectors),
                    theirs["no_loser_deals"], int)
        if not vectors:
            return
        top = [max(column) for column in zip(*vectors)]
        picked = {entry["id"]: self.read_points(entry["points"]) for entry in self.theirs["solutions"]
                  if entry["id"] != "fallback"}
        for entry in theirs["deals"]:
            what = f"fairness of {entry['id']} {entry['point']}"
            v = picked[entry["id"]][entry["point"]][0]
            shares = [Fraction(x - z, y - z) if y > z else None for x, z, y in zip(v, d, top)]
            known = [s for s in shares if s is not None]
            given = [entry["shares"][p] for p in a.parties]
            self.check(f"{what}, shares", shares, [s and fraction(s) for s in given])
            self.check(f"{what}, equitable", len(set(known)) <= 1, entry["equitable"])
            self.check(f"{what}, proportional", all(s * len(d) >= 1 for s in known), entry["proportional"])
            self.check(f"{what}, losers", [p for p, x, z in zip(a.parties, v, d) if x < z], entry["losers"])

    def adjusted_winner(self):
        """Adjusted Winner from the engine's points per issue, and these from the party's utilities."""
        theirs, a = (self.theirs.get("fairness") or {}).get("adjusted_winner"), self.a
        if theirs is None or theirs["status"] != "exact":
            return  # two parties with sums only; when that is so, only the engine says
        issues, parties = theirs["issues"], a.parties
        points = [[fraction(entry["points"][p]) for entry in issues] for p in parties]
        self.check("adjusted winner, points", self.points_of(issues), points)
        mine = fairness.adjusted_winner(*points)

        def per_party(table):
            return [fraction(table[p]) for p in parties]

        self.check("adjusted winner, start", mine.start, per_party(theirs["start"]))
        self.check("adjusted winner, totals", mine.totals, per_party(theirs["totals"]))
        matter = [k for k in range(len(issues)) if points[0][k] or points[1][k]]
        self.check("adjusted winner, shares of the first", [mine.shares[0][k] for k in matter],
                   [fraction(issues[k]["share_of_first"]) for k in matter])
        self.check("adjusted winner, transfers",
                   [(issues[k]["issue"], parties[who], part) for k, who, part in mine.steps],
                   [(step["issue"], step["from"], fraction(step["part"])) for step in theirs["transfers"]])

    def linkage(self):
        theirs, a = self.theirs.get("linkage"), self.a
        if theirs is None:
            raise NotAnswered("linkage")
        for row in theirs["one_by_one"]:
            what = f"one by one, {row['solution']}"
            together = a.w.setting.number.get(self.outcome(row["together"]))
            if together not in linkage.picks(a, a.deals, row["solution"]):
                self.differences.append(f"{what}: {row['together']} is not singled out")
                continue
            apart = linkage.decided_apart(a, row["solution"])
            self.check(f"{what}, apart", apart, self.outcome(row["apart"]))
            n = a.w.setting.number.get(apart)
            self.check(f"{what}, feasible and a deal", (n in a.table, n in a.deals),
                       (row["apart_feasible"], row["apart_is_a_deal"]))
            for key, vector in (("together", a.vector(together)), ("apart", linkage.utility_at(a, apart))):
                if vector is not None:
                    given = [self.units(p, row[f"utilities_{key}"][p]) for p in a.parties]
                    self.check(f"{what}, utilities {key}", list(vector), given)
        if "why_no_trades" not in theirs:
            self.trades(theirs)
        if not theirs["issues"]:
            if "why_no_effects" in theirs:
                self.missing.append("issue effects")
            return
        names = [issue.name for issue in a.d.issues]
        mine, given = [names[k] for k in linkage.changeable(a)], [row["issue"] for row in theirs["issues"]]
        if self.theirs["method"] == "integer programme":  # issues that only ties hold have rows too
            given = [name for name in given if name in mine]
        self.check("issues", mine, given)
        for row in theirs["issues"]:
            self.issue_effect(names.index(row["issue"]), row)

    def issue_effect(self, k, row):
        a, what, drawn = self.a, f"effect of {row['issue']}", row.get("sampled", {})
        deals, table = (linkage.frozen_and_packages(a, outcomes, k) for outcomes in (a.deals, a.table))
        for key, count, total in zip(("deals_frozen", "packages"), deals, table):
            if key in drawn:
                self.drawn_share(f"{what}, {key}", row[key], drawn[key], count, total)
            else:
                self.number(f"{what}, {key}", count, row[key], int)
        if self.no_deal_names(k):
            return
        without, outcomes = linkage.without_issue(a, k, a.within)
        if row["outcomes_without"] is not None:
            self.check(f"{what}, outcomes without it", outcomes, int(row["outcomes_without"]))
        if "without" in drawn:
            self.drawn_share(f"{what}, without it", row["without"], drawn["without"], without, outcomes)
        elif row["without"] is None:
            self.missing.append("effect of an issue's absence")
        else:
            self.check(f"{what}, without it", without, int(row["without"]))
        if drawn.get("adds") in ("more", "fewer") and "packages" in drawn and "without" in drawn:
            upper, lower = (drawn[x] for x in (("packages", "without") if drawn["adds"] == "more" else
                                               ("without", "packages")))
            self.check(f"{what}, adds {drawn['adds']}", True, lower["high"] < upper["low"])

    def drawn_share(self, what, exact_number, drawn, count, total):
        self.check(f"{what}, is not known as well", None, exact_number)
        if drawn["draws"]:
            compare_share(what, drawn, count, total, self.differences)
        else:
            self.missing.append("shares of which nothing was drawn")

    def no_deal_names(self, k):
        """Does a no-deal outcome move this issue? Without the issue it would be another outcome."""
        name = self.a.d.issues[k].name
        return any(isinstance(table.get("no_deal"), dict) and name in table["no_deal"]
                   for table in self.a.d.parties.values())

    def trades(self, theirs):
        a, found = self.a, linkage.trades(self.a)
        known = {key: both for key, both in found.items() if both}
        total = len(theirs["trades"]) + theirs["more_trades"]
        if not len(known) <= total <= len(found):
            self.differences.append(f"trades: oracle {len(known)} to {len(found)}, engine {total}")
        names = [issue.name for issue in a.d.issues]
        for trade in theirs["trades"]:
            key = tuple((names.index(step["issue"]), a.d.issues[names.index(step["issue"])].options.index(
                step["option"])) for step in trade["steps"])
            if key not in found:
                self.differences.append(f"trade {key} is none")
            elif found[key]:
                self.check(f"trade {key}", list(found[key]), [exact(trade["gains"][p]) for p in a.parties])

    def two_level(self):
        theirs, a = self.theirs.get("two_level"), self.a
        if theirs is None:
            raise NotAnswered("two levels")
        mine = linkage.win_sets(a)
        self.check("win-sets", list(mine), [row["party"] for row in theirs["win_sets"]])
        for row in theirs["win_sets"]:
            size, by = mine[row["party"]]
            self.number(f"win-set of {row['party']}", size, row["outcomes"], int)
            for entry in row["ratifiers"]:
                self.number(f"passed of {entry['id']}", by[entry["id"]], entry["outcomes"], int)
        self.number("ratified for all", sum(all(a.w.ratified(p, n) for p in a.parties) for n in a.table),
                    theirs["ratified_for_all"], int)
        given = {(row["kind"], tuple(row["ids"])): (row["deals"] and int(row["deals"]),
                                                    exact(row["support"]) if "support" in row else None)
                 for row in theirs["openings"]}
        mine = linkage.openings(a, a.within)
        for key, (deals, _) in given.items():
            if deals is None and key in mine:  # not counted
                self.missing.append("deals of openings")
                mine[key] = (None, mine[key][1])
        for name in theirs.get("issues_not_tried", []):
            self.missing.append("openings by an issue")
            mine.pop(("issue", (name,)), None)
        if "why_no_openings" in theirs:
            self.missing.append("openings")
            mine = {key: value for key, value in mine.items() if key in given}
        self.check("openings", mine, given)
        if "why_no_binding" in theirs:
            self.missing.append("binding")
        for row in theirs["binding"]:
            free = linkage.deals_without(a, *linkage.asked(a)[row["party"]])
            for key, deals in (("with", a.deals), ("without", free)):
                best = linkage.picks(a, deals, "nash")
                if row[key] is None:
                    self.check(f"binding of {row['party']}, {key}", [], best)
                    continue
                n = a.w.setting.number.get(self.outcome(row[key]))
                if n not in best:
                    self.differences.append(f"binding of {row['party']}, {key}: {row[key]} is not singled out")

    def points_of(self, issues):
        """What the best options make of a difference, from two outcomes that differ in nothing else, out of 100."""
        a, found = self.a, []
        names = [issue.name for issue in a.d.issues]
        for n, p in enumerate(a.parties):
            column = []
            for entry in issues:
                k = names.index(entry["issue"])
                own, other = (a.d.issues[k].options.index(entry["best"][q]) for q in
                              (p, a.parties[1 - n]))
                column.append(self.difference_made(p, k, own, other))
            total = sum(column)
            found.append([Fraction(100 * x, total) if total else Fraction(0) for x in column])
        return found

    def difference_made(self, party, k, own, other):
        number = self.a.w.setting.number
        for n in self.a.table:
            s = self.a.w.outcomes[n]
            t = s[:k] + (other,) + s[k + 1:]
            if s[k] == own and number.get(t) in self.a.table:
                return self.a.utility(party, number[s]) - self.a.utility(party, number[t])
        raise NotAnswered("adjusted winner, points")


# Asking. `large`: no more outcomes than these are listed; None: the engine's own limit.

def most_outcomes(large):
    return () if large is None else ("--max-outcomes", str(large))


def sizes_asked(number):
    return (None, *LARGE) if number % 3 == 2 or number % LARGE_EVERY == 0 else (None,)


def ask(program, text, large=None):
    """The engine's answer, or what it says instead."""
    with tempfile.TemporaryDirectory(prefix="oracle-") as folder:
        file = Path(folder, "dispute.toml")
        file.write_text(text, encoding="utf-8")
        command = [program, "bargain", str(file), "--format", "json", "--threads", "1", "--limit", "1000000",
                   *options_of(text), *most_outcomes(large)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return None, f"{DIED}: nothing after {SECONDS} s"
    if done.returncode < 0:
        return None, f"{DIED} of signal {-done.returncode}: {done.stderr.strip()[-500:]}"
    try:
        return json.loads(done.stdout, parse_float=Decimal), None
    except ValueError:
        return None, f"{REFUSED}: {done.stderr.strip()[-500:] or done.stdout[:300]}"


def difference(text, answer, trouble, large=None, skip=()):
    """What differs, as text or None, and what the engine leaves out."""
    if trouble:
        if large and REFUSED in trouble:  # no method for large disputes of this kind
            return None, ["large: refused"]
        return trouble, []
    given = {case["case"]: case for case in answer["cases"]}
    names, missing = read(text).case_names, []
    if sorted(given) != sorted(names):
        return f"cases: oracle {names}, engine {list(given)}", []
    for name in names:
        try:
            compared = Comparison(bargaining_of(text, name), given[name], skip)
        except (KeyError, TypeError, AttributeError, IndexError, ValueError) as error:
            return f"case {name}: the engine's answer does not follow the protocol ({error!r})", missing
        missing += [f"large: {key}" if large else key for key in compared.missing]
        if compared.differences:
            return f"case {name}: " + "\n".join(compared.differences), missing
    return None, missing


def compare(program, text, large=None, skip=()):
    return difference(text, *ask(program, text, large), large, skip)


def run_chunk(job):
    """(comparisons that agree, [(number, large, text, difference)], what is left out)."""
    program, options, numbers = job
    passed, failures, missing = 0, [], Counter()
    for number in numbers:
        text = dispute_text(options.seed, number)
        for large in sizes_asked(number):
            differs, absent = compare(program, text, large, options.skip)
            if options.require_all and large is None and absent and not differs:
                differs = "left out: " + ", ".join(absent)
            missing.update(set(absent))
            passed += not differs
            if differs:
                failures.append((number, large, text, differs))
    return passed, failures, missing


def report(program, options, failure):
    number, large, text, differs = failure
    with tempfile.NamedTemporaryFile("w", prefix=f"bargaining-{number}-", suffix=".toml", delete=False,
                                     encoding="utf-8") as kept:
        kept.write(text)
    command = " ".join(["bargain", kept.name, *map(repr, options_of(text)), *most_outcomes(large)])

    def again(candidate):
        return compare(program, candidate, large, options.skip)[0] if valid(candidate) else None

    harness.print_failure(f"seed {options.seed}, dispute {number}: {command}", text, differs, again)


def main():
    parser = harness.arguments(__doc__)
    parser.add_argument("--require-all", action="store_true", help="what is left out is a failure")
    parser.add_argument("--skip", action="append", default=[], choices=PARTS, help="do not compare this part")
    return harness.run(parser.parse_args(), "bargaining_test", run_chunk, report, CHUNK, fail_if_missing=False)


if __name__ == "__main__":
    sys.exit(main())
