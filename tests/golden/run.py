"""Small disputes worked by hand: their numbers, and the exact text, Markdown and JSON of the answer.

numbers.json holds what the derivation at the head of each dispute.toml says; the expected.* files pin the layout.
--update rewrites the latter, and only if the former agree.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys

FORMATS = {"text": "expected.txt", "md": "expected.md", "json": "expected.json"}


def ask(detente, folder, form):
    done = subprocess.run([detente, "ask", "dispute.toml", "--format", form, "--no-color"], cwd=folder, check=True,
                          capture_output=True, text=True, env={**os.environ, "COLUMNS": "80"})
    return done.stdout


def disagreements(numbers, case):
    found = {
        "verdict": case["verdict"],
        "stops_at": case["stops_at"],
        "survivors": [rung["survivors"] for rung in case["rungs"]],
        "alone": [rung["alone"] for rung in case["rungs"]],
        "stopped_by": [stopper["who"] for stopper in case["stopped_by"]],
        "lifts": sorted(sorted(lift["remove"]) for lift in case["lifts"]),
    }
    return [f"{key} is {found[key]}, by hand {wanted}" for key, wanted in numbers.items() if found[key] != wanted]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--detente", required=True)
    parser.add_argument("--source-dir", required=True)
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    detente = str(pathlib.Path(options.detente).resolve())
    problems = []
    folders = sorted(path.parent for path in (pathlib.Path(__file__).parent / "cases").glob("*/dispute.toml"))
    if not folders:
        problems.append("there are no disputes to ask")
    for folder in folders:
        numbers = json.loads((folder / "numbers.json").read_text(encoding="utf-8"))
        wrong = disagreements(numbers, json.loads(ask(detente, folder, "json"))["cases"][0])
        problems += [f"{folder.name}: {line}" for line in wrong]
        for form, name in FORMATS.items():
            text = ask(detente, folder, form)
            if options.update and not wrong:
                (folder / name).write_text(text, encoding="utf-8")
            pinned = folder / name
            if not pinned.is_file() or text != pinned.read_text(encoding="utf-8"):
                problems.append(f"{folder.name}: {name} differs:\n{text}")
    print("\n".join(problems) or f"{len(folders)} disputes answer as worked by hand")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
