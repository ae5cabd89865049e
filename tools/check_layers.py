#!/usr/bin/env python3
"""Checks that no file under src/ includes upwards.

A folder may include itself and the folders that LAYERS lists for it. Files named *_test.cc and
everything outside src/ may include all of them. Our own headers are included in quotes and from the
root of src/ ("dispute/formula.h"), never relative to the including file.

Prints file:line for each offence and exits with 1 if there is one.
"""

import argparse
import pathlib
import re
import sys

LAYERS = {
    "base": set(),
    "dispute": {"base"},
    "format": {"base", "dispute"},
    "space": {"base", "dispute"},
    "analysis": {"base", "dispute", "space", "report"},
    "report": {"base"},
    "store": {"base", "dispute", "space", "report", "analysis"},
}
INCLUDE = re.compile(r'\s*#\s*include\s*(["<])([^">]+)[">]')


def offences(source_root):
    """Yields (path, line number, complaint) for everything under source_root that breaks a rule."""
    for path in sorted(source_root.rglob("*")):
        if path.suffix not in {".h", ".cc"}:
            continue
        parts = path.relative_to(source_root).parts
        layer = parts[0]
        if len(parts) < 2 or layer not in LAYERS:
            yield path, 1, f"is in no known layer ({', '.join(LAYERS)})"
            continue
        is_test = path.name.endswith("_test.cc")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            match = INCLUDE.match(line)
            if not match:
                continue
            quote, target = match.groups()
            folder = target.split("/")[0] if "/" in target else ""
            if quote == "<":
                if folder in LAYERS and (source_root / target).exists():
                    yield path, number, f"includes our own {target} in angle brackets"
            elif folder not in LAYERS:
                yield path, number, f'"{target}" is not written from the root of src/'
            elif not is_test and folder != layer and folder not in LAYERS[layer]:
                allowed = ", ".join(sorted(LAYERS[layer])) or "nothing"
                yield path, number, f"{layer} includes {target}, but sees only itself and {allowed}"


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--source-root", type=pathlib.Path, default=root / "src")
    source_root = parser.parse_args().source_root
    if not source_root.is_dir():
        sys.exit(f"layers: {source_root} is not a folder")
    found = list(offences(source_root))
    for path, number, complaint in found:
        print(f"{path}:{number}: {complaint}")
    print(f"layers: {len(found)} offences" if found else "layers: in order")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
