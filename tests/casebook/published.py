"""Conflicts from the literature: what expected.toml says against the program, and against the oracle's definitions.

expected.toml speaks in the publication's numbers, and [numbering] says which outcome each is; CONTRIBUTING.md lists its
keys. Both sides are turned into lists of these numbers before they are compared.
"""

import json
import re
import subprocess

from dispute import read
from stability import CONCEPTS, Stability


class Numbering:
    """Between the publication's numbers and outcomes, which are known here by their options alone."""

    def __init__(self, formulas, stability):
        self.problems = []
        self.formulas = {int(number): formula for number, formula in formulas.items()}
        self.number = {}
        graph_form = stability.d.arcs is not None
        for number, formula in self.formulas.items():
            found = [s for s in stability.outcomes
                     if stability.w.setting.where(f"outcome = {formula}" if graph_form else formula) >> s & 1]
            if len(found) != 1:
                self.problems.append(f"{number} is {len(found)} outcomes: {formula}")
            for s in found:
                self.number[options_of(stability, s)] = number
        if not self.problems and len(self.number) != len(stability.outcomes):
            self.problems.append(f"{len(stability.outcomes)} outcomes are feasible, {len(self.number)} have numbers")

    def of(self, many):
        """Sorted numbers of outcomes given as sets of (issue, option)."""
        return sorted(self.number[outcome] for outcome in many)


def options_of(stability, s):
    outcome = stability.w.outcomes[s]
    return frozenset((issue.name, issue.options[option]) for issue, option in zip(stability.d.issues, outcome))


class Oracle:
    """Answers by tests/oracle/stability.py."""

    name = "the oracle"

    def __init__(self, stability):
        self.a = stability

    def outcomes(self, found):
        return [options_of(self.a, s) for s in found]

    def equilibria(self, concept):
        return self.outcomes(self.a.equilibria(concept))

    def limited(self, key):
        both = self.a.nonmyopic() if key == "nonmyopic" else self.a.limited()[key]
        return self.outcomes(set(both[0]) & set(both[1]))

    def coalition(self, members, concept):
        return self.outcomes(self.a.coalition_stable(frozenset(members))[concept])

    def orders(self, target, party):
        (s,) = [s for s in self.a.outcomes if options_of(self.a, s) == target]
        return {concept: str(count) for concept, count in self.a.inverse(frozenset([party]), s).items()}


class Program:
    """Answers by `detente stability --format json`, of one case."""

    name = "the program"

    def __init__(self, case):
        self.case = case
        self.options = {row["index"]: frozenset(row["options"].items()) for row in case["outcomes"]}

    def outcomes(self, found):
        return [self.options[index] for index in found]

    def equilibria(self, concept):
        (row,) = [row for row in self.case["concepts"] if row["id"] == concept]
        return self.outcomes(row["equilibria"])

    def limited(self, key):
        both = self.case["nonmyopic"] if key == "nonmyopic" else self.case["limited"][int(key) - 1]["stable"]
        return self.outcomes(set(both[0]) & set(both[1]))

    def coalition(self, members, concept):
        (row,) = [row for row in self.case["coalitions"] if set(row["members"]) == set(members)]
        return self.outcomes(row[concept])

    def orders(self, target, party):
        (row,) = [row for row in self.case["inverse"]
                  if self.options[row["target"]] == target and row["party"] == party]
        return {concept["id"]: concept["orders"] for concept in row["concepts"]}


def check(want, answers, numbering, problems):
    """One case: everything that `want` has a value for, in both answers."""
    outcome = {number: outcome for outcome, number in numbering.number.items()}
    for answer in answers:
        def expect(what, found, wanted, name=answer.name):
            if found != wanted:
                problems.append(f"{what}: {name} says {found}, expected {wanted}")

        for concept, wanted in want["equilibria"].items():
            expect(concept, numbering.of(answer.equilibria(concept)), wanted)
        for key, wanted in want.get("limited", {}).items():
            expect(f"limited, {key}", numbering.of(answer.limited(key)), wanted)
        for row in want.get("coalitions", []):
            stable = numbering.of(answer.coalition(row["members"], "cnash"))
            for number in row["cnash_unstable"]:
                expect(f"{row['members']} stays at {number}", number in stable, False)
            for number in row["cnash_stable"]:
                expect(f"{row['members']} stays at {number}", number in stable, True)
        for row in want.get("inverse", []):
            orders = answer.orders(outcome[row["target"]], row["party"])
            for concept in set(CONCEPTS) & set(row):
                expect(f"orders of {row['party']} for {row['target']}, {concept}", orders[concept], row[concept])


def check_rankings(rankings, stability, numbering, problems):
    """Is what the file says about a party its published ranking? In "3 {1 2}" 3 is best, 1 and 2 are alike."""
    for party, text in rankings.items():
        groups = {}
        for s in stability.outcomes:
            groups.setdefault(stability.rank[party][s], []).append(options_of(stability, s))
        found = [numbering.of(groups[rank]) for rank in sorted(groups, reverse=True)]
        wanted = [sorted(map(int, part.strip("{}").split())) for part in re.findall(r"\{[^}]*\}|\S+", text)]
        if found != wanted:
            problems.append(f"ranking of {party}: the file has {found}, expected {wanted}")


def ask_program(detente, file, want, numbering):
    command = [detente, "stability", str(file), "--format", "json"]
    if "limited" in want:
        command += ["--limited", "3"]
    for row in want.get("coalitions", []):
        command += ["--coalition", ",".join(row["members"])]
    for target in {row["target"] for row in want.get("inverse", [])}:
        command += ["--inverse", numbering.formulas[target]]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr}"
    return {case["case"]: Program(case) for case in json.loads(done.stdout)["cases"]}


def examine(detente, folder, want):
    """The problems of one folder."""
    file = folder / "dispute.toml"
    d = read(file.read_text(encoding="utf-8"))
    wanted = {"now": want, **want.get("cases", {})}
    problems = [] if set(wanted) == set(d.case_names) else [f"cases {d.case_names}, expected {sorted(wanted)}"]
    stability = {name: Stability(d, name) for name in wanted}
    numbering = Numbering(want["numbering"], stability["now"])
    if numbering.problems:
        return problems + numbering.problems
    programs = ask_program(detente, file, want, numbering)
    if isinstance(programs, str):
        return [*problems, programs]
    for name, a in stability.items():
        found = []
        check_rankings(wanted[name].get("rankings", {}), a, numbering, found)
        check(wanted[name], [Oracle(a), programs[name]], numbering, found)
        problems += [f"{name}: {problem}" for problem in found]
    return problems
