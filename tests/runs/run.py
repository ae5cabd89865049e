"""Saved runs of worlds: killed at random moments and gone on with they end with the same bytes and rows, any number of
threads gives the same rows, what cannot be gone on with or read is said, and the tables say what the program says."""

import argparse
import csv
import hashlib
import json
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

PROBLEMS = []
DISPUTE = """[dispute]
title = "t"
[question]
of = "a"
with = ["b"]
compromise = "deal = yes"
[factors]
f = { value = 0.6, range = [0, 1] }
g = { value = 0.2, range = [0, 1] }
[parties]
a = {}
b = {}
c = {}
[issues]
deal = { options = ["no", "yes"], by = ["a", "b"], one_way = true }
[issues.extra]
options = ["none", "some"]
by = ["a", "b"]
[preferences]
a = [{ wants = "deal = yes", weight = "f - 0.3" }, { wants = "extra = some", weight = { value = 0.1, range = [-0.2, 0.2] } }]
b = [{ wants = "deal = yes", weight = "0.5 - g" }, { id = "b_extra", wants = "extra = none", weight = 0.05 }]
[cases.later]
set = { f = 0.9 }
[[claims]]
id = "willing"
by = "x"
says = "a is willing"
holds = "accepts(a, deal = yes)"
"""


def check(condition, what):
    if not condition:
        PROBLEMS.append(what)


def run(program, *args, status=0):
    done = subprocess.run([program, *map(str, args)], capture_output=True, text=True, check=False)
    check(done.returncode == status, f"{' '.join(map(str, args))}: status {done.returncode}, not {status}: {done.stderr}")
    return done.stdout, done.stderr


def rows_of(file):
    """Every row of every table."""
    with sqlite3.connect(file) as database:
        return "\n".join(database.iterdump())


def killed(program, args, file, whole, seconds, rng):
    """Kills the run at 20 moments spread over the time a whole one takes, each time goes on, and ends with what a whole
    run gives."""
    kills, begun = 0, 0
    command = [program, *map(str, args), "--save", str(file), "--resume"]
    while kills < 20:
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            begun += 1
            time.sleep(rng.uniform(0, seconds / 8))
            process.send_signal(signal.SIGKILL)
            process.wait()
            kills += process.returncode == -signal.SIGKILL
        if begun > 200:
            PROBLEMS.append(f"only {kills} of {begun} runs could be killed")
            break
    out, _ = run(program, *args, "--save", file, "--resume")
    check(out == whole[0], "after 20 kills the answer is another one")
    check(rows_of(file) == whole[1], "after 20 kills the rows are others")


def resumed(program, dispute, folder, rng):
    args = ["worlds", dispute, "--case", "now", "--case", "later", "--deals", "--worlds", 20000, "--indices", 3000, "--format", "json"]
    whole_file = folder / "whole.db"
    plain, _ = run(program, *args)
    start = time.monotonic()
    whole, _ = run(program, *args, "--save", whole_file)
    seconds = time.monotonic() - start
    check(plain == whole, "--save changes the answer")
    rows = rows_of(whole_file)
    for threads in (1, 2, 8):
        other = folder / f"threads{threads}.db"
        out, _ = run(program, *args, "--save", other, "--threads", threads)
        check(out == whole and rows_of(other) == rows, f"{threads} threads give other bytes or rows")
    killed(program, args, folder / "killed.db", (whole, rows), seconds, rng)
    # Once more, when it is done: the kept worlds alone give the answer, and nothing is added.
    out, _ = run(program, *args, "--save", whole_file, "--resume")
    check(out == whole and rows_of(whole_file) == rows, "a finished run that is gone on with is another one")
    # So do the sums behind the indices: nothing is left to work out.
    out, _ = run(program, *args, "--save", whole_file, "--resume", "--work-limit", 100_000)
    check(out == whole, "indices that are kept are worked out again")
    sums = sqlite3.connect(whole_file).execute("SELECT case_number, worlds FROM index_worlds ORDER BY 1").fetchall()
    check(sums == [(0, 3000), (1, 3000)], f"worlds behind the indices are {sums}")
    # A work limit keeps whole blocks, and --resume goes on.
    args, limited = ["worlds", "kurils", "--worlds", 1000, "--format", "json"], folder / "limited.db"
    whole, _ = run(program, *args, "--save", folder / "kurils.db")
    _, said = run(program, *args, "--save", limited, "--work-limit", 100_000_000, status=3)
    check("--resume goes on with it" in said, f"a stopped run says {said!r}")
    kept = sqlite3.connect(limited).execute("SELECT worlds, finished FROM runs").fetchone()
    check(0 < kept[0] < 1000 and kept[0] % 256 == 0 and kept[1] == 0, f"a stopped run keeps {kept}")
    out, _ = run(program, *args, "--save", limited, "--resume")
    check(out == whole and rows_of(limited) == rows_of(folder / "kurils.db"),
          "a run gone on with after a work limit is another one")


def others(program, dispute, folder):
    """What cannot be gone on with."""
    file = folder / "others.db"
    args = ["worlds", dispute, "--worlds", 600, "--save", file]
    run(program, *args, "--set", "f=0.5")
    before = rows_of(file)

    def refused(words, *more, path=dispute):
        _, said = run(program, "worlds", path, "--worlds", 600, "--save", file, "--resume", *more, status=2)
        check(all(word in said for word in words), f"not said: {words} in {said!r}")

    refused(["--seed: 1 there, 2 here", "run 1"], "--set", "f=0.5", "--seed", 2)
    refused(["--set: f=0.5 there, f=0.7 here"], "--set", "f=0.7")
    refused(["--set: f=0.5 there, not given here"])
    edited = folder / "edited.toml"
    edited.write_text(dispute.read_text(encoding="utf-8") + "# a word more\n", encoding="utf-8")
    refused(["the file: other bytes"], "--set", "f=0.5", path=edited)
    check(rows_of(file) == before, "a refused run changes the file")
    with sqlite3.connect(file) as database:
        database.execute("UPDATE runs SET version = '0.0.0'")
    refused(["version of the program: 0.0.0 there"], "--set", "f=0.5")
    with sqlite3.connect(file) as database:
        database.execute("UPDATE runs SET version = (SELECT ?)", (json.loads(run(program, "runs", file, "--format", "json")[0])["version"],))
        database.execute("UPDATE numbers SET value = value / 2 WHERE world = 300 AND input = 0")
    refused(["the kept numbers of worlds 256 to 511"], "--set", "f=0.5")
    with sqlite3.connect(file) as database:
        database.execute("DELETE FROM verdicts WHERE world = 10")
    refused(["damaged", "verdicts"], "--set", "f=0.5")
    _, said = run(program, "worlds", dispute, "--resume", status=2)
    check("--save" in said, f"--resume alone says {said!r}")
    _, said = run(program, *args, "--seed", 2**63, status=2)
    check("--seed is too large" in said, f"a huge seed says {said!r}")


def foreign(program, dispute, folder):
    """Files that hold no runs."""
    good = folder / "good.db"
    run(program, "worlds", dispute, "--worlds", 300, "--save", good)

    def refused(name, words, prepare):
        file = folder / name
        prepare(file)
        for command in (["runs", file], ["worlds", dispute, "--worlds", 300, "--save", file]):
            _, said = run(program, *command, status=2)
            check(all(word in said for word in [*words, str(file)]), f"{command[0]} {name} says {said!r}")

    def other_tables(file):
        with sqlite3.connect(file) as database:
            database.execute("CREATE TABLE mine (x)")

    def newer(file):
        shutil.copy(good, file)
        with sqlite3.connect(file) as database:
            database.execute("PRAGMA user_version = 99")

    def without(file):
        shutil.copy(good, file)
        with sqlite3.connect(file) as database:
            database.execute("DROP TABLE numbers")

    refused("text.db", ["no SQLite database"], lambda file: file.write_text("no database\n" * 400, encoding="utf-8"))
    refused("other.db", ["not one of runs"], other_tables)
    refused("newer.db", ["version 99", "newer version"], newer)
    refused("without.db", ["no table 'numbers'"], without)
    _, said = run(program, "runs", folder / "missing.db", status=2)
    check("cannot be opened" in said, f"a missing file says {said!r}")
    # Damage anywhere ends in an answer or an error, never otherwise.
    rng, bytes_of = random.Random(7), good.read_bytes()
    for number in range(20):
        damaged = bytearray(bytes_of[: rng.randrange(len(bytes_of))] if number % 4 == 0 else bytes_of)
        for _ in range(0 if number % 4 == 0 else 40):
            damaged[rng.randrange(len(damaged))] = rng.randrange(256)
        file = folder / f"damaged{number}.db"
        file.write_bytes(damaged)
        for args in (["runs", file], ["runs", file, "1", "1"], ["worlds", dispute, "--worlds", 300, "--save", file, "--resume"]):
            status = subprocess.run([program, *map(str, args)], capture_output=True, check=False).returncode
            check(status in (0, 2), f"{args[0]} of a damaged file ends with {status}")
    locked = folder / "locked.db"
    shutil.copy(good, locked)
    holder = sqlite3.connect(locked, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    _, said = run(program, "worlds", dispute, "--worlds", 300, "--save", locked, status=2)
    check("in use by another program" in said, f"a locked file says {said!r}")
    holder.execute("ROLLBACK")


def compared(program, dispute, folder):
    """Runs side by side, against a count of the rows; the tables as CSV, against the rows."""
    file = folder / "two.db"
    common = ["worlds", dispute, "--case", "now", "--case", "later", "--claims", "--worlds", 3000, "--save", file]
    first = json.loads(run(program, *common, "--format", "json")[0])
    run(program, *common, "--off", "b_extra")
    run(program, *common, "--seed", 9)
    run(program, *common, "--sampling", "random")
    run(program, *common, "--sampling", "random", "--set", "g=0.4")
    listed = json.loads(run(program, "runs", file, "--format", "json")[0])["runs"]
    check([row["run"] for row in listed] == [1, 2, 3, 4, 5], "runs are not listed")
    check(listed[0]["sha256"] == hashlib.sha256(dispute.read_bytes()).hexdigest(), "the hash is another one")
    for rung in range(6):
        mine, theirs = listed[0]["cases"][0]["rungs"][rung]["at_least"], first["cases"][0]["rungs"][rung + 1]
        check((mine["value"], mine["error"]) == (theirs["at_least"], theirs["error"]), f"rung {rung} is listed otherwise")
    database = sqlite3.connect(file)

    def share(number, world_filter="1"):
        return database.execute(f"SELECT avg(verdict >= 6) FROM verdicts WHERE run = ? AND case_number = 0 AND {world_filter}", (number,)).fetchone()[0]

    for a, b, paired in ((1, 2, True), (1, 3, False), (4, 5, True), (1, 4, False)):
        out = json.loads(run(program, "runs", file, a, b, "--format", "json")[0])["comparison"]
        check(out["paired"] == paired, f"runs {a} and {b}: paired is {out['paired']}")
        difference = out["cases"][0]["differences"][5]["at_least"]
        check(abs(difference["value"] - (share(b) - share(a))) < 1e-12, f"runs {a} and {b} differ by {difference}")
        if (a, b) == (1, 2):
            within = [share(b, f"world % 8 = {r}") - share(a, f"world % 8 = {r}") for r in range(8)]
            mean = sum(within) / 8
            error = (sum((one - mean) ** 2 for one in within) / 56) ** 0.5
            check(abs(difference["error"] - error) < 1e-9, f"the paired error is {difference['error']}, not {error}")
        if (a, b) == (1, 3):
            both = [listed[k]["cases"][0]["rungs"][5]["at_least"]["error"] for k in (0, 2)]
            check(abs(difference["error"] - (both[0] ** 2 + both[1] ** 2) ** 0.5) < 1e-12, "the error is not that of independent runs")
            check(out["asked_otherwise"] == ["--seed: 1 in the first, 9 in the second"], f"asked otherwise: {out['asked_otherwise']}")
    out, _ = run(program, "runs", file, 1, 1, "--format", "json")
    check(all(row["at_least"] == {"value": 0.0, "error": 0.0} for row in json.loads(out)["comparison"]["cases"][0]["differences"]), "a run differs from itself")
    _, said = run(program, "runs", file, 1, 77, status=2)
    check("no run 77" in said and "known: 1, 2" in said, f"an unknown run says {said!r}")
    for form in ("text", "md", "csv"):
        run(program, "runs", file, "--format", form)
        run(program, "runs", file, 1, 2, "--format", form)

    tables = folder / "tables"
    run(program, "runs", file, "--export", tables)
    for table in ("runs", "options", "inputs", "cases", "claims", "numbers", "verdicts", "holds", "deals", "ready_deals", "drivers", "groups", "index_worlds", "index_sums"):
        with open(tables / f"{table}.csv", newline="", encoding="utf-8") as text:
            exported = list(csv.reader(text))
        kept = database.execute(f"SELECT * FROM {table}")
        check(exported[0] == [column[0] for column in kept.description], f"{table}.csv has other columns")
        stored = kept.fetchall()
        check(len(stored) == len(exported) - 1, f"{table}.csv has other rows")
        for row, line in zip(sorted(stored), sorted(exported[1:], key=lambda line: [int(x) if x.isdigit() else 0 for x in line])):
            if table in ("numbers", "verdicts", "runs"):
                check([type(a)(b) for a, b in zip(row, line)] == list(row), f"{table}.csv: {line} is not {row}")
    with open(tables / "worlds_2.csv", newline="", encoding="utf-8") as text:
        wide = list(csv.DictReader(text))
    check(list(wide[0]) == ["world", "input_f", "input_g", "input_a.2", "verdict_now", "verdict_later", "claim_willing_now"], f"columns {list(wide[0])}")
    check(len(wide) == 3000 and abs(sum(int(row["verdict_now"]) >= 6 for row in wide) / 3000 - share(2)) < 1e-12, "worlds_2.csv counts otherwise")
    check(all((float(row["input_f"]) >= 0.3 - 1e-9) == (row["claim_willing_now"] == "1") for row in wide if abs(float(row["input_a.2"])) < 0), "the claim")
    _, said = run(program, "runs", file, "--export", tables, status=2)
    check("not empty" in said, f"a full folder says {said!r}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--detente", required=True)
    parser.add_argument("--source-dir", type=pathlib.Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    os.environ["DETENTE_CASEBOOK"] = str(args.source_dir.resolve() / "casebook")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        dispute = folder / "t.toml"
        dispute.write_text(DISPUTE, encoding="utf-8")
        resumed(args.detente, dispute, folder, random.Random(args.seed))
        others(args.detente, dispute, folder)
        foreign(args.detente, dispute, folder)
        compared(args.detente, dispute, folder)
    for problem in PROBLEMS:
        print(f"runs: {problem}")
    print(f"runs: {len(PROBLEMS)} problems" if PROBLEMS else "runs: in order")
    return 1 if PROBLEMS else 0


if __name__ == "__main__":
    sys.exit(main())
