#!/usr/bin/env python3
"""Holds conditions, blockers and worlds with --of to the oracle on random disputes; and from outside: what they refuse,
that they stop with status 3, that threads do not matter, and that runs are kept.

    python3 tests/measures/run.py --detente PROGRAM --source-dir DIR [--count N] [--seed S]
"""

import argparse
import contextlib
import csv
import json
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

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
        refused(program, [command, wage, "--of", "seq", "--parties", "union"], "--parties says nothing of --of seq")
        refused(program, [command, wage, "--of", "nash_deal", "--weights", "union=2"], "--weights says nothing of --of nash_deal")
        refused(program, [command, wage, "--of", "proportional", "--power", "union=2"], "--power says nothing of --of proportional")
        refused(program, [command, wage, "--parties", "union"], "--parties says nothing of --of ladder")
        refused(program, [command, wage, "--of", "zone", "--parties", "unoin"], "--parties names no party: 'unoin'")
        refused(program, [command, wage, "--of", "zone", "--parties", "union"], "a bargain needs two parties")
        refused(program, [command, wage, "--of", "proportional", "--weights", "union=0"], "gives no number above 0")
    refused(program, ["conditions", wage, "--of", "zone", "--want", "mutual"], "--want mutual is not said of --of zone")
    refused(program, ["conditions", wage, "--want", "fails"], "--want fails is not said of --of ladder")
    refused(program, ["worlds", wage, "--of", "zone", "--claims"], "claims speak of the ladder, whatever --of asks")


def answers(program):
    """In graph form and with a question; the same bytes at any number of threads; cut short with status 3."""
    asked = [["conditions", "wage_round", "--of", "zone"], ["conditions", "wage_round", "--of", "nash_deal"],
             ["conditions", "elmira", "--of", "seq", "--outcome", "s5"], ["conditions", "elmira", "--of", "fallback", "--outcome", "s5"],
             ["blockers", "wage_round", "--of", "efficient"], ["blockers", "elmira", "--of", "smr", "--outcome", "s5"],
             ["conditions", "wage_round", "--of", "zone", "--want", "fails"],
             ["conditions", "wage_round", "--of", "proportional", "--weights", "union=2", "--part", "change"],
             ["conditions", "wage_round", "--of", "efficient", "--part", "change"],
             ["blockers", "wage_round", "--of", "zone", "--parties", "union,company", "--outcomes"],
             ["worlds", "wage_round", "--of", "nash_deal", "--power", "union=2", "--worlds", "64"],
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


def saved(program):
    """A run that asks something else is kept, gone on with, told from others, listed, compared and exported."""
    with tempfile.TemporaryDirectory(prefix="measures-") as folder:
        file, other, out = (str(pathlib.Path(folder, name)) for name in ("runs.db", "other.db", "out"))
        asked = ["worlds", "wage_round", "--worlds", "1000", "--format", "json", "--deals"]
        zone = [*asked, "--of", "zone", "--outcome", "pay = six"]
        whole = run(program, *zone)
        run(program, *zone, "--save", other)
        for limit in (2 ** k for k in range(12, 30)):  # until a block or two are kept
            cut = run(program, *zone, "--save", file, "--work-limit", limit)
            kept = rows(file, "SELECT worlds FROM runs ORDER BY run DESC")[0][0]
            if kept:
                break
            pathlib.Path(file).unlink()
        check(cut.returncode == 3 and 0 < kept < 1000, f"a run of a measure cut short: {kept} worlds, {cut.stderr}")
        for words, differs in (([*asked, "--of", "seq", "--outcome", "pay = six"], "--of: zone there, seq here"),
                               ([*asked, "--of", "zone", "--outcome", "pay = four"], "--outcome: pay = six there, pay = four here"),
                               ([*zone, "--parties", "union,company"], "--parties: not given there, union,company here"),
                               (asked, "--of: zone there, not given here")):
            done = run(program, *words, "--save", file, "--resume")
            check(done.returncode == 2 and differs in done.stderr, f"{words} goes on with another run: {done.stderr}")
        done = run(program, *zone, "--save", file, "--resume")
        check(done.returncode == 0 and done.stdout == whole.stdout, f"gone on with, a measure's run says otherwise: {done.stderr}")
        for table in ("numbers", "verdicts", "ready_deals", "drivers", "options"):
            check(rows(file, f"SELECT * FROM {table}") == rows(other, f"SELECT * FROM {table}"), f"{table} of a run gone on with")
        check({v for v, in rows(file, "SELECT DISTINCT verdict FROM verdicts")} <= {0, 6}, "verdicts other than 0 and 6")

        run(program, *asked, "--save", file)
        share = json.loads(whole.stdout)["cases"][0]["rungs"][-1]["at_least"]
        listed = json.loads(run(program, "runs", file, "--format", "json").stdout)["runs"]
        case = listed[0]["cases"][0]
        check([r["verdict"] for r in case["rungs"]] == ["holds"] and abs(case["rungs"][0]["at_least"]["value"] - share) < 1e-12
              and case["verdict"] in ("holds", "fails") and len(listed[1]["cases"][0]["rungs"]) == 6, f"runs: {case}")
        both = json.loads(run(program, "runs", file, "1", "2", "--format", "json").stdout)["comparison"]
        check([r["verdict"] for r in both["cases"][0]["differences"]] == ["holds"]
              and "--of: zone in the first, not given in the second" in both["asked_otherwise"], f"runs compared: {both}")
        text = run(program, "runs", file).stdout
        check("ready or holds %" in text and "--of zone --outcome pay = six" in text, f"runs: {text}")
        run(program, "runs", file, "--export", out)
        with open(pathlib.Path(out, "worlds_1.csv"), encoding="utf-8") as table:
            found = [row["verdict_now"] for row in csv.DictReader(table)]
        check(len(found) == 1000 and abs(found.count("6") / 1000 - share) < 1e-12, f"exported: {found[:9]}")


def rows(file, sql):
    with contextlib.closing(sqlite3.connect(file)) as database:
        return database.execute(sql).fetchall()


def check(condition, what):
    if not condition:
        PROBLEMS.append(what)


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
    saved(options.detente)
    print("\n".join(PROBLEMS) or "measures refuse, stop and thread as they should")
    random = subprocess.run([sys.executable, str(source / "tests" / "oracle" / "run_measures.py"), "--detente", options.detente,
                             "--count", options.count, "--seed", options.seed, "--jobs", "2"], check=False)
    return 1 if random.returncode or PROBLEMS else 0


if __name__ == "__main__":
    sys.exit(main())
