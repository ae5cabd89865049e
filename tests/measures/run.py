#!/usr/bin/env python3
"""Holds conditions, blockers and worlds with --of to the oracle on random disputes; and from outside: what they refuse,
that they stop with status 3, and that threads do not matter.

    python3 tests/measures/run.py --detente PROGRAM --source-dir DIR [--count N] [--seed S]
"""

import argparse
import json
import pathlib
import subprocess
import sys

PROBLEMS = []


def run(program, *args):
    return subprocess.run([program, *map(str, args)], capture_output=True, text=True, check=False)


def refused(program, args, wanted):
    done = run(program, *args)
    if done.returncode != 2 or done.stdout or wanted not in done.stderr:
        PROBLEMS.append(f"{' '.join(map(str, args))}: status {done.returncode}: {done.stderr}")


def refusals(program, source):
    wage, elmira = "wage_round", "elmira"
    for command in ("conditions", "blockers", "worlds"):
        refused(program, [command, wage, "--of", "nashh"], "--of")
        refused(program, [command, wage, "--outcome", "true"], "error: --outcome goes with --of")
        refused(program, [command, wage, "--of", "nash", "--outcome", "offer == 1"], "--outcome:1:")
        refused(program, [command, wage, "--of", "nash", "--outcome", "true", "--compromise", "true"], "excludes")
    for command in ("conditions", "blockers"):
        refused(program, [command, elmira, "--of", "seq"], "the file asks no question, so it does not say which outcomes count")
        refused(program, [command, elmira, "--of", "nash_deal", "--outcome", "s5"], "has an order of outcomes and no utility")
    for option in (["--want", "mutual"], ["--map", "a,b"], ["--vary", "a"], ["--boxes", "9"], ["--part", "change"]):
        refused(program, ["conditions", wage, "--of", "zone", *option],
                f"error: {' '.join(option[:2] if option[0] == '--part' else option[:1])} is about the ladder and does not go with --of zone")
    refused(program, ["blockers", wage, "--of", "zone", "--outcomes"], "--outcomes is about the ladder")
    refused(program, ["worlds", wage, "--of", "zone", "--save", "no.db"], "--save is about the ladder")
    refused(program, ["worlds", wage, "--of", "zone", "--claims"], "--claims is about the ladder")


def answers(program):
    """In graph form and with a question; the same bytes at any number of threads; cut short with status 3."""
    asked = [["conditions", "wage_round", "--of", "zone"], ["conditions", "wage_round", "--of", "nash_deal"],
             ["conditions", "elmira", "--of", "seq", "--outcome", "s5"], ["conditions", "elmira", "--of", "fallback", "--outcome", "s5"],
             ["blockers", "wage_round", "--of", "efficient"], ["blockers", "elmira", "--of", "smr", "--outcome", "s5"],
             ["worlds", "wage_round", "--of", "seq", "--worlds", "64", "--deals"],
             ["worlds", "wage_round", "--of", "raiffa", "--worlds", "64", "--indices", "16"]]
    for args in asked:
        for kind in ("json", "text", "md", "csv"):
            one, four = (run(program, *args, "--format", kind, "--threads", n) for n in (1, 4))
            if one.returncode or one.stdout != four.stdout or (kind != "csv" and not one.stdout):
                PROBLEMS.append(f"{' '.join(args)}, {kind}: status {one.returncode}, threads 1 and 4: "
                                f"{one.stdout[:300]} {four.stdout[:300]} {one.stderr}")
            if kind == "json" and not one.returncode and json.loads(one.stdout)["of"] != args[3]:
                PROBLEMS.append(f"{' '.join(args)} does not say of what")
        done = run(program, *args, "--work-limit", 1)
        if done.returncode != 3:
            PROBLEMS.append(f"{' '.join(args)} --work-limit 1: status {done.returncode}: {done.stdout}{done.stderr}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--detente", required=True)
    parser.add_argument("--source-dir", required=True)
    parser.add_argument("--count", default="150")
    parser.add_argument("--seed", default="1")
    options = parser.parse_args()
    source = pathlib.Path(options.source_dir).resolve()
    refusals(options.detente, source)
    answers(options.detente)
    print("\n".join(PROBLEMS) or "measures refuse, stop and thread as they should")
    random = subprocess.run([sys.executable, str(source / "tests" / "oracle" / "run_measures.py"), "--detente", options.detente,
                             "--count", options.count, "--seed", options.seed, "--jobs", "2"], check=False)
    return 1 if random.returncode or PROBLEMS else 0


if __name__ == "__main__":
    sys.exit(main())
