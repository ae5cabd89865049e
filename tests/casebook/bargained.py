"""Bargaining cases of the casebook: what expected.toml says under [bargaining.CASE] must be what the program says.

outcomes, deals: counts as text. frontier: points as lists of numbers in the order of the bargainers, in any order.
within: the formula for --within. share_falls: issues that make the deals' share of the table smaller. quota_openings:
RATIFIER = the quota that would open an empty zone. solutions.ID: its points. continuous.ID: one point, to 1e-9. adjusted_winner: start, totals (exact, as text), transfers.
"""

import json
import subprocess
import sys
from decimal import Decimal


def answer(detente, folder, args):
    done = subprocess.run([detente, "bargain", str(folder / "dispute.toml"), "--format", "json", *args],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"detente bargain {folder.name} ended with {done.returncode}:\n{done.stderr}")
    return {case["case"]: case for case in json.loads(done.stdout, parse_float=Decimal)["cases"]}


def vectors(case, points):
    return sorted([Decimal(point["utilities"][party]) for party in case["bargainers"]] for point in points)


def examine_case(name, want, case, problems):
    def expect(what, found, wanted):
        if found != wanted:
            problems.append(f"{name}: {what} is {found}, expected {wanted} because {want['why']}")

    def numbers(rows):
        return sorted([Decimal(str(value)) for value in row] for row in rows)

    if "outcomes" in want:
        expect("outcomes", case["table"]["outcomes"], want["outcomes"])
    if "deals" in want:
        expect("deals", case["zone"]["deals"], want["deals"])
    if "frontier" in want:
        expect("frontier", vectors(case, case["frontier"]["points"]), numbers(want["frontier"]))
    for row, points in want.get("solutions", {}).items():
        found = [one for one in case["solutions"] if one["id"] == row and "quota" not in one]
        expect(row, vectors(case, found[0]["points"]) if found else None, numbers(points))
    for row, point in want.get("continuous", {}).items():
        found = [one for one in case["continuous"] or [] if one["id"] == row]
        here = [float(found[0]["utilities"][party]) for party in case["bargainers"]] if found else []
        if len(here) != len(point) or any(abs(a - b) > 1e-9 for a, b in zip(here, point)):
            problems.append(f"{name}: continuous {row} is {here}, expected {point} because {want['why']}")
    for issue, adds in want.get("adds", {}).items():
        found = [one["adds"] for one in case["linkage"]["issues"] if one["issue"] == issue]
        expect(f"what {issue} adds", found, [adds])
    for issue in want.get("share_falls", []):
        row = next(one for one in case["linkage"]["issues"] if one["issue"] == issue)
        before = Decimal(row["without"]) / Decimal(row["outcomes_without"])
        after = Decimal(case["zone"]["deals"]) / Decimal(case["table"]["outcomes"])
        if not after < before:
            problems.append(f"{name}: {issue} takes the share from {before} to {after}: no fall")
    for ratifier, support in want.get("quota_openings", {}).items():
        found = [one["support"] for one in case["two_level"]["openings"]
                 if one["kind"] == "quota" and one["ids"] == [ratifier]]
        expect(f"what would pass {ratifier}", found, [Decimal(str(support))])
    if "adjusted_winner" in want:
        division = case["fairness"]["adjusted_winner"]
        for key in ("start", "totals"):
            found = [division[key][party]["exact"] for party in case["bargainers"]]
            expect(f"adjusted winner, {key}", found, want["adjusted_winner"][key])
        steps = [[step["issue"], step["from"], step["part"]["exact"]] for step in division["transfers"]]
        expect("adjusted winner, transfers", steps, want["adjusted_winner"]["transfers"])


def examine(detente, folder, want):
    problems = []
    for name, expected in want["bargaining"].items():
        args = ["--case", name] + (["--within", expected["within"]] if "within" in expected else [])
        examine_case(name, expected, answer(detente, folder, args)[name], problems)
    return problems
