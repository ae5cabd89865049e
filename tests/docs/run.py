"""The documentation is true: the tutorial's file gives the answers it shows, links lead somewhere, the printed JSON
follows its schemas."""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

PROBLEMS = []
TYPES = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool,
         "null": type(None)}


def run(program, *args):
    return subprocess.run([program, *map(str, args)], capture_output=True, text=True, check=False).stdout


def blocks(text):
    """(language, body) of every fenced block."""
    return re.findall(r"(?ms)^```(\w*)\n(.*?)^```", text)


def shown_lines(body):
    return [line for line in body.splitlines() if line.strip() and line.strip() != "..." and "detente ask" not in line]


def tutorial(program, source, folder):
    """Each answer shown must be printed for the file as built up to there."""
    text = (source / "docs" / "tutorial.md").read_text(encoding="utf-8")
    extra = re.search(r"in its list: `(\{.*\})`", text)[1]
    file = folder / "wage.toml"
    built, shown = "", 0
    for language, body in blocks(text):
        if language == "toml":
            built += "\n" + body
            if "[ratifiers.members]" in body:
                built = built.replace("union = [\n", "union = [\n  " + extra + ",\n")
            file.write_text(built, encoding="utf-8")
            continue
        if body.startswith("detente ask"):
            for line in body.splitlines():
                command, said = line.split("#")
                out = run(program, *command.replace("wage.toml", str(file)).split()[1:])
                if said.strip() not in out:
                    PROBLEMS.append(f"tutorial: {command.strip()} does not say {said.strip()}")
            continue
        out = run(program, "ask", file)
        for line in shown_lines(body):
            shown += 1
            if line not in out.splitlines():
                PROBLEMS.append(f"tutorial: {line!r} is not printed:\n{out[:1500]}")
    if shown < 10:
        PROBLEMS.append("tutorial: hardly any output is shown")
    checked = json.loads(run(program, "check", file, "--format", "json"))["claims"]
    if [(row["holds"], row["trivial"]) for row in checked] != [(True, False)] * 2:
        PROBLEMS.append(f"tutorial: the claims are {checked}")


def examples(program, source, folder):
    """Where a page has a dispute and behind it what `detente ... FILE` prints, that is printed."""
    shown = 0
    for page in sorted((source / "docs").rglob("*.md")):
        file = None
        for language, body in blocks(page.read_text(encoding="utf-8")):
            if language == "toml" and body.startswith("[dispute]"):
                file = folder / "example.toml"
                file.write_text(body, encoding="utf-8")
            elif body.startswith("$ detente") and file is not None:
                command, *lines = body.splitlines()
                out = run(program, *command.replace("FILE", str(file)).split()[2:]).splitlines()
                for line in lines:
                    shown += bool(line.strip())
                    if line.strip() and line not in out:
                        PROBLEMS.append(f"{page.relative_to(source)}: {line!r} is not printed")
                file = None
    if shown < 5:
        PROBLEMS.append("hardly any example is shown")


def readme(program, source):
    body = next(body for _, body in blocks((source / "README.md").read_text(encoding="utf-8")) if "Russia" in body)
    out = run(program, "ask", "kurils").splitlines()
    for line in shown_lines(body):
        if line not in out:
            PROBLEMS.append(f"README: {line!r} is not printed")


def links(source):
    for page in [*source.glob("*.md"), *(source / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if "://" not in target and not (page.parent / target).exists():
                PROBLEMS.append(f"{page.relative_to(source)}: no {target}")


def named_files(source):
    """Whatever file the head of a header names, as what checks it or defines it, is there."""
    there = ["/" + path for path in subprocess.run(["git", "-C", str(source), "ls-files"], capture_output=True, text=True,
                                                   check=False).stdout.split("\n")]
    if there == ["/"]:  # no repository, but the sources alone
        there = ["/" + str(path.relative_to(source)) for path in source.rglob("*")]
    looked = 0
    for header in sorted(source.glob("src/**/*.h")):
        head = re.match(r"(?://.*\n)*", header.read_text(encoding="utf-8"))[0]
        for name in re.findall(r"[\w/.-]*\w\.(?:h|cc|py|md|json|toml|bib)\b", head):
            looked += 1
            if not any(path.endswith("/" + name) for path in there):
                PROBLEMS.append(f"{header.relative_to(source)}: its head names {name}, which is not there")
    if looked < 200:
        PROBLEMS.append(f"the heads of headers name only {looked} files")


def follows(value, schema, root, place):
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rsplit("/", 1)[1]]
    if "const" in schema and value != schema["const"]:
        PROBLEMS.append(f"{place}: {value!r} is not {schema['const']!r}")
    if "enum" in schema and value not in schema["enum"]:
        PROBLEMS.append(f"{place}: {value!r} is none of {schema['enum']}")
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    fits = any(isinstance(value, TYPES[kind]) and not (isinstance(value, bool) and kind in ("integer", "number"))
               for kind in kinds)
    if kinds and not fits:
        PROBLEMS.append(f"{place}: {value!r} is no {' or '.join(kinds)}")
    elif isinstance(value, dict):
        known = schema.get("properties", {})
        PROBLEMS.extend(f"{place}: no {key}" for key in schema.get("required", []) if key not in value)
        for key, inner in value.items():
            if key in known:
                follows(inner, known[key], root, f"{place}.{key}")
            elif isinstance(schema.get("additionalProperties"), dict):
                follows(inner, schema["additionalProperties"], root, f"{place}.{key}")
            elif schema.get("additionalProperties") is False:
                PROBLEMS.append(f"{place}: {key} is not in the schema")
    elif isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            PROBLEMS.append(f"{place}: {len(value)} entries")
        for number, inner in enumerate(value):
            follows(inner, schema.get("items", {}), root, f"{place}[{number}]")


def schemas(program, source):
    tied = source / "tests" / "worlds" / "tied.toml"
    for name, args in [("answer", ["ask", "kurils", "--format", "json"]), ("answer", ["ask", "amur", "--format", "json"]),
                       ("answer", ["ask", "kurils", "--case", "now", "--work-limit", "1000", "--format", "json"]),
                       ("claims", ["check", "amur", "--format", "json"]),
                       ("claims", ["check", "amur", "--work-limit", "1000", "--format", "json"]),
                       ("stability", ["stability", "prisoners_dilemma", "--sim", "--limited", "3", "--maximin", "3",
                                      "--all-coalitions", "--why", "true", "--inverse", "true", "--format", "json"]),
                       ("stability", ["stability", "elmira", "--why", "s5", "--format", "json"]),
                       ("stability", ["stability", "elmira", "--work-limit", "1", "--format", "json"]),
                       ("paths", ["paths", "syria_iraq", "--format", "json"]),
                       ("bargaining", ["bargain", "kurils", "--format", "json"]),
                       ("bargaining", ["bargain", "camp_david", "--format", "json"]),
                       ("bargaining", ["bargain", "elmira", "--format", "json"]),
                       ("worlds", ["worlds", "kurils", "--worlds", "64", "--indices", "8", "--format", "json"]),
                       ("worlds", ["worlds", "wage_round", "--worlds", "64", "--claims", "--format", "json"]),
                       ("worlds", ["worlds", "kurils", "--case", "autonomous_japan", "--worlds", "16", "--deals", "--format",
                                   "json"]),
                       ("worlds", ["worlds", tied, "--worlds", "64", "--indices", "8", "--format", "json"]),
                       ("conditions", ["conditions", "wage_round", "--format", "json"]),
                       ("conditions", ["conditions", "kurils", "--case", "now", "--boxes", "20", "--samples", "100", "--largest-set", "1", "--part",
                                       "thresholds", "--part", "change", "--part", "removals", "--part", "preferences",
                                       "--map", "trust,china_trust", "--cells", "4", "--format", "json"]),
                       ("conditions", ["conditions", "wage_round", "--work-limit", "1", "--format", "json"]),
                       ("conditions", ["conditions", "wage_round", "--of", "zone", "--outcome", "true", "--format", "json"]),
                       ("conditions", ["conditions", "elmira", "--of", "nash", "--outcome", "s1", "--format", "json"]),
                       ("worlds", ["worlds", "wage_round", "--of", "nash_deal", "--worlds", "64", "--indices", "8", "--deals",
                                   "--format", "json"]),
                       ("blockers-of", ["blockers", "wage_round", "--of", "egalitarian", "--format", "json"]),
                       ("blockers-of", ["blockers", "elmira", "--of", "nash", "--outcome", "s1", "--format", "json"]),
                       ("compare", ["compare", "kurils", "--case", "now", "--case", "autonomous_japan", "--format", "json"]),
                       ("compare", ["compare", "kurils", "--case", "talks_1956", "--case", "both_publics", "--format", "json"]),
                       ("compare", ["compare", "amur", "wage_round", "--format", "json"]),
                       ("blockers", ["blockers", "wage_round", "--format", "json"]),
                       ("blockers", ["blockers", "kurils", "--case", "now", "--samples", "2", "--format", "json"])]:
        schema = json.loads((source / "docs" / "schemas" / f"{name}-1.schema.json").read_text(encoding="utf-8"))
        follows(json.loads(run(program, *args)), schema, schema, name)
    schema = json.loads((source / "docs" / "schemas" / "runs-1.schema.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "runs.db"
        for seed in (1, 2):
            run(program, "worlds", "wage_round", "--worlds", 64, "--seed", seed, "--save", file)
        for args in ([], [1, 2]):
            follows(json.loads(run(program, "runs", file, *args, "--format", "json")), schema, schema, "runs")
        schema = json.loads((source / "docs" / "schemas" / "compare-1.schema.json").read_text(encoding="utf-8"))
        other = pathlib.Path(folder) / "other.toml"
        other.write_text(tied.read_text(encoding="utf-8").replace("value = -0.5", "value = 0.25"), encoding="utf-8")
        compared = json.loads(run(program, "compare", tied, other, "--format", "json"))
        follows(compared, schema, schema, "compare")
        if [row["kind"] for row in compared["differences"]] != ["correlation"]:
            PROBLEMS.append(f"compare: another correlation gives {compared['differences']}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--detente", required=True)
    parser.add_argument("--source-dir", required=True)
    options = parser.parse_args()
    source = pathlib.Path(options.source_dir).resolve()
    with tempfile.TemporaryDirectory() as folder:
        tutorial(options.detente, source, pathlib.Path(folder))
        examples(options.detente, source, pathlib.Path(folder))
    readme(options.detente, source)
    links(source)
    named_files(source)
    schemas(options.detente, source)
    print("\n".join(sorted(set(PROBLEMS))) or "the documentation is true")
    return 1 if PROBLEMS else 0


if __name__ == "__main__":
    sys.exit(main())
