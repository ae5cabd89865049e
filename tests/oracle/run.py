#!/usr/bin/env python3
"""Holds the engine to the oracle on random disputes.

    python3 tests/oracle/run.py --detente PROGRAM [--count N] [--seed S] [--jobs J] [--first K]

The engine is asked with `PROGRAM debug-ladder [--lifts|--thresholds] FILE`, many disputes to a file. Every
dispute is compared on the ladder, every LIFTS_EVERY-th on the removal sets as well, as many on factor
thresholds. The first differences are printed with the dispute, and with a smaller one that still differs.
"""

import json
import math
import subprocess
import sys
from collections import Counter

sys.dont_write_bytecode = True

import harness
import oracle
from dispute import read, resolve
from generate import dispute_text, valid
from harness import REFUSED, EngineError, ask_engine
from world import Setting

LIFTS_EVERY = 10
THRESHOLDS_EVERY = 10
NEAREST = 3
GRID = 41
NUDGE = 1e-6


# Comparing. Each function returns what differs, as text, or None.

def tuples(outcomes):
    return [tuple(s) for s in outcomes]


def compare_ladder(d, case, theirs):
    ours = oracle.answer(d, case, nearest=NEAREST)
    differences = []

    def check(what, mine, other):
        if mine != other:
            differences.append(f"{what}: oracle {mine!r}, engine {other!r}")

    check("in_c", ours["in_c"], theirs["in_c"])
    check("rungs", [rung["name"] for rung in ours["rungs"]], [rung["name"] for rung in theirs["rungs"]])
    for mine, other in zip(ours["rungs"], theirs["rungs"]):
        for key in ("survivors", "alone"):
            check(f"{mine['name']}, {key}", mine[key], tuples(other[key]))
    check("verdict", ours["verdict"], theirs["verdict"])
    check("weak", ours["weak"], tuples(theirs["weak"]))
    check("overtaken", ours["overtaken"], tuples(theirs["overtaken"]))
    check("nearest", [s for s, _, _ in ours["nearest"]], tuples(theirs["nearest"]))
    return "\n".join(differences) or None


def compare_lifts(d, case, theirs):
    if not safe_to_remove(d, case):
        return None
    ours = oracle.lifts(d, case)
    if ours == theirs["lifts"]:
        return None
    return f"lifts:\n  oracle {json.dumps(ours)}\n  engine {json.dumps(theirs['lifts'])}"


def safe_to_remove(d, case):
    """Does every no-deal outcome stay feasible whatever third parties are removed?"""
    setting = Setting(d, case)
    for no_deal in setting.no_deals.values():
        for k, issue in enumerate(d.issues):
            if isinstance(no_deal, tuple) and no_deal[k] != setting.status_quo[k]:
                if not d.negotiators & set(setting.controllers(issue)[1]):
                    return False
    return True


def compare_thresholds(d, case, theirs):
    differences = []
    values = resolve(d, case).factors
    for factor in d.factors:
        low, high = d.domains[factor]
        found = sorted((t for t in theirs["thresholds"] if t["factor"] == factor),
                       key=lambda t: t["at"])
        differences += check_thresholds(
            lambda v: oracle.verdict_at(d, case, factor, v), factor, low, high, found)
    unknown = {t["factor"] for t in theirs["thresholds"]} - set(values)
    if unknown:
        differences.append(f"no such factor: {sorted(unknown)}")
    return "\n".join(differences) or None


def check_thresholds(verdict_at, factor, low, high, found):
    differences = []
    for before, after in zip(found, found[1:]):
        if before["above"] != after["below"]:
            differences.append(f"{factor}: above {before['at']!r} is {before['above']}, "
                               f"below {after['at']!r} is {after['below']}")
    for n, entry in enumerate(found):
        at = entry["at"]
        alone_below = n == 0 or found[n - 1]["at"] < at - 4 * NUDGE
        alone_above = n == len(found) - 1 or found[n + 1]["at"] > at + 4 * NUDGE
        for side, value, alone in (("below", at - NUDGE, alone_below), ("above", at + NUDGE, alone_above)):
            if alone and low <= value <= high and verdict_at(value) != entry[side]:
                differences.append(f"{factor} threshold {at!r}: {side} it the engine says {entry[side]}, "
                                   f"the oracle {verdict_at(value)} at {value!r}")
        if entry["below"] == entry["above"] and alone_below and alone_above:
            differences.append(f"{factor} threshold {at!r}: {entry['below']} on both sides")
    constant = None
    for n in range(GRID):
        value = low + (high - low) * (n + 1 / math.pi) / GRID
        if any(abs(value - entry["at"]) < 2 * NUDGE for entry in found):
            continue
        verdict = verdict_at(value)
        passed = [entry["above"] for entry in found if entry["at"] < value]
        expected = passed[-1] if passed else found[0]["below"] if found else constant or verdict
        constant = expected
        if verdict != expected:
            differences.append(f"{factor} at {value!r}: {verdict}, but {expected} from the thresholds "
                               f"{[entry['at'] for entry in found]}")
            break
    return differences


MODES = {None: compare_ladder, "--lifts": compare_lifts, "--thresholds": compare_thresholds}


def difference(text, flag, answers):
    """The first case in which engine and oracle differ on a dispute, and how."""
    d = read(text)
    for case in d.case_names:
        theirs = answers.get(case)
        if theirs is None:
            return f"case {case}: the engine gave no line (it gave {list(answers)})"
        if "error" in theirs:
            return f"case {case}: {REFUSED}: {theirs['error']}"
        try:
            differs = MODES[flag](d, case, theirs)
        except (KeyError, TypeError) as error:
            differs = f"the engine's line does not follow the protocol ({error!r}): {str(theirs)[:300]}"
        if differs:
            return f"case {case}: {differs}"
    return None


# Many disputes at a time.

def run_chunk(job):
    """(disputes that agree, [(number, flag, text, difference)], nothing missing)."""
    program, options, numbers = job
    texts = [dispute_text(options.seed, number) for number in numbers]
    failures, compared = [], 0
    for flag, every, offset in ((None, 1, 0), ("--lifts", LIFTS_EVERY, 0),
                                ("--thresholds", THRESHOLDS_EVERY, THRESHOLDS_EVERY // 2)):
        chosen = [(n, t) for n, t in zip(numbers, texts) if n % every == offset]
        if not chosen:
            continue
        try:
            answers = ask_engine(program, [text for _, text in chosen], flag)
        except (EngineError, OSError, subprocess.TimeoutExpired) as error:
            return compared, [(chosen[0][0], flag, "", str(error))], Counter()
        for (number, text), answer in zip(chosen, answers):
            differs = difference(text, flag, answer)
            if differs:
                failures.append((number, flag, text, differs))
            compared += not differs
    return compared, failures, Counter()


def report(program, options, failure):
    number, flag, text, differs = failure

    def again(candidate):
        if not valid(candidate):
            return None
        return difference(candidate, flag, ask_engine(program, [candidate], flag)[0])

    harness.print_failure(f"seed {options.seed}, dispute {number}{' ' + flag if flag else ''} "
                          f"(generate.py --seed {options.seed} --number {number})", text, differs, again)


def main():
    parser = harness.arguments(__doc__)
    parser.add_argument("--source-dir", help="given by ctest, not needed")
    return harness.run(parser.parse_args(), "oracle_test", run_chunk, report)


if __name__ == "__main__":
    sys.exit(main())
