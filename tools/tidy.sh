#!/bin/sh
# clang-tidy over our own sources, several files at a time; any finding fails.
# Usage: tools/tidy.sh [BUILD_DIR [JOBS]]
set -eu
cd "$(dirname "$0")/.."
build=${1:-build/release}
jobs=${2:-$(nproc)}

tidy=$(command -v clang-tidy-14 || command -v clang-tidy || true)
if [ -z "$tidy" ]; then
  echo "tidy: clang-tidy is missing; on Debian: apt-get install clang-tidy-14" >&2
  exit 1
fi
if [ ! -f "$build/compile_commands.json" ]; then
  echo "tidy: $build has no compile database; run make first" >&2
  exit 1
fi

# A source can be compiled more than once; one check is enough.
files=$(python3 - "$build/compile_commands.json" <<'PYTHON'
import json, os, sys
with open(sys.argv[1]) as database:
    files = {os.path.relpath(entry["file"]) for entry in json.load(database)}
print("\n".join(sorted(file for file in files if not file.startswith(("..", "build")))))
PYTHON
)
if [ -z "$files" ]; then
  echo "tidy: the compile database of $build lists none of our sources" >&2
  exit 1
fi
echo "tidy: $(echo "$files" | wc -l) files" >&2
echo "$files" | xargs -P "$jobs" -n 1 "$tidy" -p "$build" --quiet
