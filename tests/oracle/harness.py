"""What the runners share: asking the engine, making a failing dispute smaller, many disputes at a time.

A runner compares in `run_chunk(job)`, where a job is (program, options, numbers), and gives back how many
comparisons agree, the failures (anything; the runner's own `report` prints them) and a Counter of what the engine
did not answer.
"""

import argparse
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import unittest
from collections import Counter
from pathlib import Path

SEPARATOR = "#----8<----\n"
CHUNK = 200
MAX_FAILURES = 5
ENGINE_SECONDS = 600
REFUSED, DIED = "the engine says", "the engine died"


# The engine.

class EngineError(Exception):
    pass


def ask_engine(program, texts, flag=None, name="debug-ladder"):
    """The engine's lines for the disputes, as one {case: line} per dispute."""
    with tempfile.TemporaryDirectory(prefix="oracle-") as folder:
        file = Path(folder, "disputes.toml")
        file.write_text(SEPARATOR.join(texts), encoding="utf-8")
        command = [program, name, *([flag] if flag else []), str(file)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=ENGINE_SECONDS)
    answers = [{} for _ in texts]
    for line in done.stdout.splitlines():
        try:
            entry = json.loads(line)
            answers[entry["dispute"]][entry.get("case", "now")] = entry
        except (ValueError, KeyError, IndexError):
            raise EngineError(f"not a line of the protocol: {line[:300]}")
    if not done.stdout and done.returncode >= 0:
        raise EngineError(f"{' '.join(command)} ended with status {done.returncode} and said nothing: "
                          f"{done.stderr.strip()[-500:]}")
    if done.returncode < 0:
        last = max((k for k, cases in enumerate(answers) if cases), default=-1)
        died = f"{DIED} of signal {-done.returncode}: {done.stderr.strip()[-500:]}"
        answers[last + 1:] = [{"now": {"error": died}}]  # of the disputes after it nothing is known
    return answers


# Failures.

def kind(differs):
    """What sort of failure a difference is."""
    return differs and next((sort for sort in (DIED, REFUSED) if sort in differs), "differs")


def shrink(text, fails):
    """The dispute with as many lines left out as possible, such that it still `fails`."""
    lines = text.splitlines(keepends=True)
    size = len(lines) // 2
    while size:
        at = 0
        while at < len(lines):
            candidate = lines[:at] + lines[at + size:]
            try:
                still = fails("".join(candidate))
            except Exception:  # no longer a dispute
                still = False
            if still:
                lines = candidate
            else:
                at += size
        size //= 2
    return "".join(lines)


def print_failure(title, text, differs, again):
    """Prints a difference, its dispute, and a smaller one; `again(text)` compares another dispute, or raises."""
    print(f"\n=== {title}")
    print(differs)
    if text:
        print("--- the dispute\n" + text)
    if text and kind(differs) != REFUSED:
        small = shrink(text, lambda candidate: kind(differs) == kind(again(candidate)))
        if small != text:
            print("--- a smaller one that still differs\n" + small)
            print(again(small))
    sys.stdout.flush()


# Many disputes at a time.

def arguments(doc):
    """A parser with what every runner takes."""
    parser = argparse.ArgumentParser(description=doc.split("\n")[0])
    parser.add_argument("--detente", required=True, metavar="PROGRAM")
    parser.add_argument("--count", type=int, default=20000)
    parser.add_argument("--first", type=int, default=0, help="number of the first dispute")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    return parser


def hand_checks(module):
    """The oracle's own tests: without them an agreement would say nothing."""
    suite = unittest.defaultTestLoader.loadTestsFromName(module)
    return unittest.TextTestRunner(stream=sys.stdout, verbosity=0).run(suite).wasSuccessful()


def run(options, tests, run_chunk, report, chunk=CHUNK, fail_if_missing=True):
    """Runs the oracle's own tests, then all disputes in chunks; the exit status.

    With --require-all what is not answered counts as a failure, unless the chunks see to it themselves.
    """
    if not os.access(options.detente, os.X_OK) or not Path(options.detente).is_file():
        print(f"no program at {options.detente}: build the engine first (make)")
        return 1
    program = str(Path(options.detente).resolve())
    if not hand_checks(tests):
        print("the oracle fails its own checks")
        return 1
    numbers = range(options.first, options.first + options.count)
    jobs = [(program, options, numbers[at:at + chunk]) for at in range(0, len(numbers), chunk)]
    passed, failed, missing = 0, 0, Counter()
    with multiprocessing.Pool(options.jobs) as pool:
        for agreed, failures, absent in pool.imap(run_chunk, jobs):
            passed += agreed
            missing += absent
            for failure in failures:
                failed += 1
                if failed <= MAX_FAILURES:
                    report(program, options, failure)
            if failed >= MAX_FAILURES:
                print(f"\nstopped after {failed} failures")
                pool.terminate()
                break
    for key, times in sorted(missing.items()):
        print(f"not given by the engine: {key} ({times} disputes)")
    if missing and getattr(options, "require_all", False) and fail_if_missing:
        failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0
