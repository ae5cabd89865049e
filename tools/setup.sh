#!/bin/sh
# Makes sure that the Debian or Ubuntu packages that the build needs are there: installs what is
# missing as root or through sudo without a password, otherwise prints the line to run and fails.
# `setup.sh tests` then brings what the tests of the workbench's page need, if it can: Chromium and the
# page's packages; where it cannot, those tests are skipped and say so.
set -eu
cd "$(dirname "$0")/.."

# What follows is nice to have: no failure of it is a failure of the set-up.
for_tests() {
  [ "${1:-}" = tests ] || return 0
  if ! command -v chromium >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1; then
    echo "setup: installing chromium for the tests of the page" >&2
    { as_root_quietly apt-get update -qq &&
      as_root_quietly env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
        --no-install-recommends chromium; } >/dev/null 2>&1 ||
      echo "setup: no chromium; the tests in a browser will be skipped" >&2
  fi
  if command -v npm >/dev/null 2>&1 &&
    ! [ web/node_modules/.package-lock.json -nt web/package-lock.json ]; then
    echo "setup: npm ci in web/" >&2
    if npm ci --prefix web --no-progress >/dev/null 2>&1; then
      touch web/node_modules/.package-lock.json
    else
      echo "setup: npm ci failed; the tests of the page will be skipped" >&2
    fi
  fi
}
as_root_quietly() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    sudo "$@"
  else
    return 1
  fi
}

packages="build-essential cmake ninja-build pkg-config libtomlplusplus-dev libcli11-dev libfmt-dev
nlohmann-json3-dev libexpected-dev libtbb-dev libpugixml-dev libsqlite3-dev coinor-libcbc-dev coinor-libclp-dev
libgtest-dev librapidcheck-dev libbenchmark-dev libboost-dev python3"

if ! command -v dpkg-query >/dev/null 2>&1; then
  echo "setup: not a Debian system; going on, but these libraries and tools are needed:" >&2
  echo "  CMake 3.25, Ninja, Python 3, a C++20 compiler, toml++, CLI11, fmt, nlohmann-json," >&2
  echo "  tl-expected, oneTBB, pugixml, SQLite, COIN-OR CBC and CLP, Boost (headers), GoogleTest, rapidcheck," >&2
  echo "  Google Benchmark" >&2
  for_tests "$@"
  exit 0
fi

# shellcheck disable=SC2086  # the list is meant to be split
installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' $packages 2>/dev/null || true)
missing=
for package in $packages; do
  case "
$installed
" in
    *"
installed $package
"*) ;;
    *) missing="$missing $package" ;;
  esac
done
if [ -z "$missing" ]; then
  for_tests "$@"
  exit 0
fi

if [ "$(id -u)" = 0 ]; then
  as_root=
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
  as_root=sudo
else
  echo "setup: packages are missing. Run this, then try again:" >&2
  echo "  sudo apt-get update && sudo apt-get install -y --no-install-recommends$missing" >&2
  exit 1
fi

echo "setup: installing$missing" >&2
# shellcheck disable=SC2086
{
  $as_root apt-get update -qq
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
} >&2
for_tests "$@"
