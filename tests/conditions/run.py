#!/usr/bin/env python3
"""Holds the engine's blockers and conditions to the oracle: by hand first, then on random disputes. Then looks at
factors of other scales than [0, 1] (scales.py), and at both sides of every threshold and smallest change of the casebook
(casebook.py).

    python3 tests/conditions/run.py --detente PROGRAM --source-dir DIR [--count N] [--seed S]
"""

import argparse
import pathlib
import subprocess
import sys

sys.dont_write_bytecode = True
import scales  # noqa: E402
from casebook import Casebook  # noqa: E402


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--detente", required=True)
    parser.add_argument("--source-dir", required=True)
    parser.add_argument("--count", default="150")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--jobs", default="2")
    options = parser.parse_args()
    oracle = pathlib.Path(options.source_dir) / "tests" / "oracle"
    done = subprocess.run([sys.executable, str(oracle / "run_conditions.py"), "--detente", options.detente, "--count",
                           options.count, "--seed", options.seed, "--jobs", options.jobs], check=False)
    book = Casebook(options.detente, options.source_dir)
    problems = scales.run(options.detente) + book.run()
    print("\n".join(problems) or "the casebook's " + ", ".join(f"{n} {what}" for what, n in book.looked.items()) + " hold")
    missing = [what for what, n in book.looked.items() if n == 0]
    if missing:
        print(f"nothing was looked at: {', '.join(missing)}")
    return 1 if done.returncode or problems or missing else 0


if __name__ == "__main__":
    sys.exit(main())
