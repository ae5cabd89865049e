#!/bin/sh
# clang-format over our own C++ sources: rewrites them, or with --check only says what it would change.
set -eu
cd "$(dirname "$0")/.."

format=$(command -v clang-format-14 || command -v clang-format || true)
if [ -z "$format" ]; then
  echo "format: clang-format is missing; on Debian: apt-get install clang-format-14" >&2
  exit 1
fi
case "${1:-}" in
  "") mode=-i ;;
  --check) mode="--dry-run -Werror" ;;
  *) echo "usage: tools/format.sh [--check]" >&2; exit 2 ;;
esac
# shellcheck disable=SC2086  # two words on purpose
find src apps bench fuzz tests \( -name '*.h' -o -name '*.cc' \) -print0 |
  xargs -0 -r "$format" --style=file $mode
