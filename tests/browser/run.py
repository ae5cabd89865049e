#!/usr/bin/env python3
"""The workbench and the report in a real browser (run.mjs, Playwright with Chromium).

Skipped (77) where Node.js, the page's packages or Chromium are not there; `make test` brings them
where it can.
"""

import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77
NODE = (20, 19)


def missing(web):
    node = shutil.which("node")
    if node is None:
        return "Node.js is not installed"
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    if tuple(int(part) for part in re.findall(r"\d+", said)[:2]) < NODE:
        return f"Node.js {said.strip()} is older than {NODE[0]}.{NODE[1]}"
    if not (web / "node_modules" / "playwright-core").is_dir():
        return f"the page's packages are missing: npm ci --prefix {web}"
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--detente", type=pathlib.Path, required=True)
    parser.add_argument("--source-dir", type=pathlib.Path, required=True)
    parser.add_argument("--pictures", type=pathlib.Path, help="keep screenshots in this folder")
    asked = parser.parse_args()
    why = missing(asked.source_dir / "web")
    browser = next(filter(None, map(shutil.which, (
        "chromium", "chromium-browser", "google-chrome"))), None)
    if why is None and browser is None:
        why = "Chromium is not installed"
    if why is not None:
        print(f"browser: skipped: {why}")
        return SKIPPED
    with tempfile.TemporaryDirectory() as folder:
        command = ["node", pathlib.Path(__file__).with_name("run.mjs"), asked.detente.resolve(),
                   asked.source_dir.resolve(), browser, folder]
        if asked.pictures:
            asked.pictures.mkdir(parents=True, exist_ok=True)
            command.append(asked.pictures.resolve())
        return subprocess.run([str(part) for part in command]).returncode


if __name__ == "__main__":
    sys.exit(main())
