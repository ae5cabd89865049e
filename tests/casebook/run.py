"""Every case of the casebook answers what its expected.toml says, and its claims hold or fail as said there.

A folder whose expected.toml has [equilibria] is a conflict from the literature: published.py compares it. [bargaining]
says what `detente bargain` must answer: bargained.py.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tomllib

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "oracle"))

import bargained  # noqa: E402
import published  # noqa: E402

RUNGS = ["possible", "willing", "mutual", "ratifiable", "durable", "reachable"]


def run(detente, *args):
    done = subprocess.run([detente, *args], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"detente {' '.join(args)} ended with {done.returncode}:\n{done.stderr}")
    return json.loads(done.stdout)


def survivors(case, rung):
    return case["rungs"][RUNGS.index(rung)]["survivors"]


def check_case(name, want, cases, problems):
    case = cases.get(name)
    if case is None:
        problems.append(f"no case {name}")
        return

    def expect(what, found, wanted):
        if found != wanted:
            problems.append(f"{name}: {what} is {found!r}, expected {wanted!r} because {want['why']}")

    expect("ready", case["ready"], want["ready"])
    if "stops_at" in want:
        expect("stops_at", case["stops_at"], want["stops_at"])
    if "stopped_by" in want:
        first = case["stopped_by"][0] if case["stopped_by"] else {}
        expect("stopped_by", first.get("who"), want["stopped_by"])
    if "fewer_deals_than" in want:
        other = cases[want["fewer_deals_than"]]
        if not survivors(case, "reachable") < survivors(other, "reachable"):
            problems.append(f"{name}: not fewer deals than {want['fewer_deals_than']}")
    if "smaller_share_mutual_than" in want:
        other = cases[want["smaller_share_mutual_than"]]
        here = survivors(case, "mutual") * survivors(other, "possible")
        there = survivors(other, "mutual") * survivors(case, "possible")
        if not here < there:
            problems.append(f"{name}: not a smaller share mutual than {want['smaller_share_mutual_than']}")


def check_claims(want, answer, problems):
    rows = answer["claims"]
    failing = sorted({row["id"] for row in rows if not row["holds"]})
    if failing != sorted(want.get("hold_not", [])):
        problems.append(f"claims that do not hold: {failing}, expected {want.get('hold_not', [])}")
    telling = {row["id"].split(".")[0] for row in rows if not row["trivial"]}
    if len(telling) < want.get("at_least_not_trivial", 0):
        problems.append(f"only {len(telling)} numbers with a claim that is not trivial")


def trivial_in_words(notes):
    """The claims that notes.md calls trivial: "K24, K28 trivial here"."""
    lists = re.findall(r"((?:K\d\d(?:\.\d)?, )*K\d\d(?:\.\d)?) trivial here", notes)
    return sorted({claim for one in lists for claim in one.split(", ")})


def numbers_to_defend(file):
    """Ids of all weights, factors and ratifiers."""
    dispute = tomllib.loads(file.read_text(encoding="utf-8"))
    statements = [statement["id"] for party in dispute["preferences"].values() for statement in party]
    return statements + list(dispute.get("factors", {})) + list(dispute.get("ratifiers", {}))


def numbers_named(text):
    """K-numbers, and ranges of them such as K02-K06."""
    found = set()
    for first, last in re.findall(r"\bK(\d\d)(?:-K(\d\d))?", text):
        found.update(range(int(first), int(last or first) + 1))
    return found


def check_answers(detente, folder, want):
    """The problems of a folder that asks a question."""
    found = []
    file = folder / "dispute.toml"
    answer = run(detente, "ask", str(file), "--format", "json")
    cases = {case["case"]: case for case in answer["cases"]}
    if set(cases) != set(want["cases"]):
        found.append(f"cases answered {sorted(cases)}, expected {sorted(want['cases'])}")
    for name, expected in want["cases"].items():
        check_case(name, expected, cases, found)
    claims = run(detente, "check", str(file), "--format", "json")
    check_claims(want["claims"], claims, found)
    notes = (folder / "notes.md").read_text(encoding="utf-8")
    found += [f"notes.md gives no reason for {name}" for name in numbers_to_defend(file) if f"`{name}`" not in notes]
    if folder.name == "kurils":
        text = file.read_text(encoding="utf-8") + notes
        missing = set(range(1, 63)) - numbers_named(text)
        if missing:
            found.append(f"K-numbers that nothing mentions: {sorted(missing)}")
        trivial = sorted({row["id"] for row in claims["claims"] if row["trivial"]})
        if trivial_in_words(notes) != trivial:
            found.append(f"notes.md calls trivial {trivial_in_words(notes)}, detente check {trivial}")
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--detente", required=True)
    parser.add_argument("--source-dir", required=True)
    options = parser.parse_args()
    problems, published_ones = [], 0
    folder = pathlib.Path(options.source_dir) / "casebook"
    for case_folder in sorted(path for path in folder.iterdir() if path.is_dir()):
        if not (case_folder / "notes.md").is_file():
            problems.append(f"{case_folder.name}: no notes.md")
            continue
        want = tomllib.loads((case_folder / "expected.toml").read_text(encoding="utf-8"))
        of_the_literature = "equilibria" in want
        published_ones += of_the_literature or "cases" not in want
        examiners = []
        if of_the_literature:
            examiners.append(published.examine)
        elif "cases" in want:
            examiners.append(check_answers)
        if "bargaining" in want:
            examiners.append(bargained.examine)
        for examine in examiners:
            problems += [f"{case_folder.name}: {problem}" for problem in examine(options.detente, case_folder, want)]
    print("\n".join(problems) or f"the casebook answers as expected, with {published_ones} conflicts of the literature")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
