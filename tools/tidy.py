"""clang-tidy over our own sources; any finding fails.

A source that was found clean is remembered with a digest of everything its finding rests on (the
source, the headers it includes, the checks, the command), so that a run that was stopped goes on
where it was and a later run looks only at what changed.

Usage: python3 tools/tidy.py [BUILD_DIR [JOBS]]
"""

import concurrent.futures
import functools
import hashlib
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def our_sources(build):
    """The compile command of each of our sources; one that is compiled twice stands once."""
    with open(build / "compile_commands.json", encoding="utf-8") as database:
        entries = json.load(database)
    commands = {}
    for entry in entries:
        path = os.path.relpath(os.path.join(entry["directory"], entry["file"]), ROOT)
        if not path.startswith(("..", "build")):
            commands[path] = entry
    return dict(sorted(commands.items()))


def own_includes(entry):
    """The source and our own headers it includes, by the preprocessor."""
    arguments = []
    words = iter(shlex.split(entry["command"])[1:])
    for word in words:
        if word in ("-o", "-MF", "-MT", "-MQ"):
            next(words)
        elif word not in ("-c", "-MD", "-MMD") and not word.endswith(("g++", "c++", "clang++")):
            arguments.append(word)
    made = subprocess.run(["c++", "-MM", *arguments], cwd=entry["directory"], capture_output=True, text=True, check=True)
    files = made.stdout.replace("\\\n", " ").split(":", 1)[1].split()
    return sorted({os.path.join(entry["directory"], file) for file in files})


@functools.lru_cache(maxsize=None)
def digest_of(path):
    return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()


def digest(tidy, entry):
    """Of everything that a finding rests on, but for the system's headers."""
    parts = [tidy, entry["command"], digest_of(ROOT / ".clang-tidy")]
    parts += [digest_of(file) for file in own_includes(entry)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def check(tidy, build, path, entry):
    """What there is to say of one source, nothing if it is clean; and whether it was looked at."""
    known = build / "tidy" / (path.replace("/", "__") + ".clean")
    now = digest(tidy, entry)
    if known.exists() and known.read_text(encoding="utf-8") == now:
        return "", False
    run = subprocess.run([tidy, "-p", str(build), "--quiet", path], cwd=ROOT, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        return run.stdout + run.stderr, True
    known.parent.mkdir(exist_ok=True)
    known.write_text(now, encoding="utf-8")
    return "", True


def main():
    build = (ROOT / (sys.argv[1] if len(sys.argv) > 1 else "build/release")).resolve()
    jobs = int(sys.argv[2]) if len(sys.argv) > 2 else os.cpu_count() or 1
    tidy = shutil.which("clang-tidy-14") or shutil.which("clang-tidy")
    if tidy is None:
        sys.exit("tidy: clang-tidy is missing; on Debian: apt-get install clang-tidy-14")
    if not (build / "compile_commands.json").exists():
        sys.exit(f"tidy: {build} has no compile database; run make first")
    sources = our_sources(build)
    if not sources:
        sys.exit(f"tidy: the compile database of {build} lists none of our sources")
    findings = looked_at = 0
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        results = pool.map(lambda item: check(tidy, build, *item), sources.items())
        for number, (path, (said, looked)) in enumerate(zip(sources, results), start=1):
            looked_at += looked
            if said:
                findings += 1
                print(said)
            if looked:
                print(f"tidy: {number} of {len(sources)}, {path}", file=sys.stderr)
    print(f"tidy: {len(sources)} files, {looked_at} looked at, {findings} with findings", file=sys.stderr)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
