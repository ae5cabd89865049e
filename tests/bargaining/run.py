#!/usr/bin/env python3
"""Holds the engine's bargaining to the oracle: published vectors first, then random disputes.

    python3 tests/bargaining/run.py --detente PROGRAM --source-dir DIR [--count N] [--seed S]
"""

import argparse
import pathlib
import subprocess
import sys


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--detente", required=True)
    parser.add_argument("--source-dir", required=True)
    parser.add_argument("--count", default="4000")
    parser.add_argument("--seed", default="1")
    options = parser.parse_args()
    oracle = pathlib.Path(options.source_dir) / "tests" / "oracle"
    by_hand = [subprocess.run([sys.executable, str(oracle / test)], check=False).returncode
               for test in ("bargaining_test.py", "compare_drawn_test.py")]
    # the exact programmes of mixtures take most of the oracle's time: those of a quarter
    quarter = int(options.count) // 4
    command = [sys.executable, str(oracle / "run_bargaining.py"), "--detente", options.detente, "--seed", options.seed,
               "--jobs", "2", "--require-all"]
    whole = subprocess.run([*command, "--count", str(quarter)], check=False)
    others = subprocess.run([*command, "--first", str(quarter), "--count", str(int(options.count) - quarter), "--skip",
                             "continuous"], check=False)
    return 1 if any(by_hand) or whole.returncode or others.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
