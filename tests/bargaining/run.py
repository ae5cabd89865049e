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
    parser.add_argument("--count", default="1000")
    parser.add_argument("--seed", default="1")
    options = parser.parse_args()
    oracle = pathlib.Path(options.source_dir) / "tests" / "oracle"
    vectors = subprocess.run([sys.executable, str(oracle / "bargaining_test.py")], check=False)
    random = subprocess.run([sys.executable, str(oracle / "run_bargaining.py"), "--detente", options.detente,
                             "--count", options.count, "--seed", options.seed, "--jobs", "2", "--require-all"],
                            check=False)
    return 1 if vectors.returncode or random.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
