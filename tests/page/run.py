#!/usr/bin/env python3
"""The page in web/dist is the one that its sources in web/ give.

Builds it again, with the packages that web/package-lock.json pins, and compares every byte. Skipped
(77) where Node.js or those packages are not there; `make test` brings them where it can.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from node_tools import SKIPPED, missing  # noqa: E402


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--detente")
    parser.add_argument("--source-dir", type=pathlib.Path, required=True)
    asked = parser.parse_args()
    web = asked.source_dir.resolve() / "web"
    if why := missing(web):
        print(f"page: skipped: {why}")
        return SKIPPED

    bin_folder = web / "node_modules" / ".bin"
    types = subprocess.run([bin_folder / "tsc", "--noEmit"], cwd=web)
    if types.returncode != 0:
        print("page: the types do not fit", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        built = subprocess.run(
            [bin_folder / "vite", "build", "--outDir", folder, "--logLevel", "warn"], cwd=web,
            env={**os.environ, "NODE_ENV": "production"})
        if built.returncode != 0:
            return 1
        fresh = sorted(path.name for path in pathlib.Path(folder).iterdir())
        kept = sorted(path.name for path in (web / "dist").iterdir())
        if fresh != kept:
            print(f"page: the sources give {fresh}, web/dist holds {kept}", file=sys.stderr)
            return 1
        for name in fresh:
            if (pathlib.Path(folder) / name).read_bytes() != (web / "dist" / name).read_bytes():
                print(f"page: web/dist/{name} is not what the sources give: "
                      "npm run build --prefix web", file=sys.stderr)
                return 1
    print("page: web/dist is what its sources give")
    return 0


if __name__ == "__main__":
    sys.exit(main())
