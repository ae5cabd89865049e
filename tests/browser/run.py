#!/usr/bin/env python3
"""The workbench and the report in a real browser (run.mjs, Playwright with Chromium).

Skipped (77) where Node.js, the page's packages or Chromium are not there; `make test` brings them
where it can.
"""

import argparse
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from node_tools import SKIPPED, missing  # noqa: E402


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
