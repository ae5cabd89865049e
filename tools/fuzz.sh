#!/bin/sh
# Runs every fuzz program of a build for some seconds. Inputs found so far are kept in the build;
# seeds, and crashes to keep as tests, lie in fuzz/corpus/NAME.
# Usage: tools/fuzz.sh BUILD_DIR SECONDS_EACH
set -eu
cd "$(dirname "$0")/.."
build=$1
seconds=$2

found=
for program in "$build"/fuzz_*; do
  [ -f "$program" ] && [ -x "$program" ] || continue
  found=yes
  name=${program##*/fuzz_}
  mkdir -p "$build/corpus/$name"
  seeds=
  [ ! -d "fuzz/corpus/$name" ] || seeds=fuzz/corpus/$name
  echo "fuzz: $name for $seconds s" >&2
  # shellcheck disable=SC2086  # empty when there are no seeds
  "$program" -max_total_time="$seconds" -artifact_prefix="$build/" "$build/corpus/$name" $seeds
done
if [ -z "$found" ]; then
  echo "fuzz: there is no fuzz program in $build" >&2
  exit 1
fi
