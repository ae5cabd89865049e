#!/usr/bin/env python3
"""Holds the ladder in graph form to the oracle: by hand first, then on random disputes.

    python3 tests/graph/run.py --detente PROGRAM --source-dir DIR [--count N] [--seed S]
"""

import argparse
import pathlib
import subprocess
import sys


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--detente", required=True)
    parser.add_argument("--source-dir", required=True)
    parser.add_argument("--count", default="400")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--jobs", default="2")
    options = parser.parse_args()
    oracle = pathlib.Path(options.source_dir) / "tests" / "oracle"
    by_hand = subprocess.run([sys.executable, str(oracle / "graph_ladder_test.py")], check=False)
    random = subprocess.run([sys.executable, str(oracle / "run_graph.py"), "--detente", options.detente, "--count",
                             options.count, "--seed", options.seed, "--jobs", options.jobs], check=False)
    return 1 if by_hand.returncode or random.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
