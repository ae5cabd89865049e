#!/usr/bin/env python3
"""Writes a C++ source that holds files: embed.py OUT NAME=FILE ... (assets.h says what is in it)."""

import pathlib
import sys

PIECE = 8000  # bytes to a string literal; compilers join neighbours


def literal(data):
    """The bytes as C++ string literals: what is not plain becomes three octal digits."""
    out = []
    for start in range(0, len(data), PIECE):
        piece = data[start:start + PIECE]
        out.append('"' + "".join(
            chr(b) if 32 <= b < 127 and b not in b'"\\?' else f"\\{b:03o}" for b in piece) + '"')
    return "\n    ".join(out or ['""'])


def main():
    out, *files = sys.argv[1:]
    rows = []
    for name, _, path in sorted(item.partition("=") for item in files):
        data = pathlib.Path(path).read_bytes()
        rows.append(f'    {{"{name}", std::string_view({literal(data)}, {len(data)})}},')
    text = "\n".join([
        "// Made by tools/embed.py.",
        '#include "server/assets.h"',
        "",
        "namespace detente::server {",
        "namespace {",
        "constexpr Asset kAssets[] = {",
        *rows,
        "};",
        "}  // namespace",
        "std::span<const Asset> assets() { return kAssets; }",
        "std::string_view asset(std::string_view name) {",
        "  for (const Asset& one : kAssets) {",
        "    if (one.name == name) return one.text;",
        "  }",
        "  return {};",
        "}",
        "}  // namespace detente::server",
        "",
    ])
    pathlib.Path(out).write_text(text, encoding="ascii")


if __name__ == "__main__":
    main()
