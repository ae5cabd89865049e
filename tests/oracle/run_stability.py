#!/usr/bin/env python3
"""Holds the engine's stability analysis to the oracle on random disputes.

    python3 tests/oracle/run_stability.py --detente PROGRAM [--count N] [--seed S] [--jobs J] [--first K]

The engine is asked with `PROGRAM debug-stability FILE`, many disputes to a file; its lines are described in
README.md. A key that the engine does not give is not compared, but counted and printed at the end;
`--require-all` makes it a failure.
"""

import subprocess
import sys
from collections import Counter

sys.dont_write_bytecode = True

import harness
from dispute import read
from generate_stability import dispute_text
from harness import REFUSED, EngineError, ask_engine
from stability import COALITION_CONCEPTS, CONCEPTS, Stability

WITHIN = [("nash", "seq"), ("nash", "smr"), ("seq", "gmr"), ("smr", "gmr"), ("sseq", "seq"), ("sseq", "smr")]
MISSING = object()


class Comparison:
    """The engine's line for one dispute against the oracle's answer: what differs, what is not there."""

    def __init__(self, a, theirs, coalitions):
        self.a, self.theirs = a, theirs
        self.ours = a.answer(coalitions=False)
        self.differences, self.missing = [], []
        self.order = self.mover_order()
        if self.order is None:
            return
        self.compare_sets()
        self.compare_paths()
        if len(a.outcomes) <= 6:
            self.compare_inverse()
        if coalitions:
            self.compare_coalitions()
        self.check_order_of_concepts()

    def get(self, *keys):
        found = self.theirs
        for key in keys:
            if not isinstance(found, dict) or key not in found:
                self.missing.append(".".join(keys))
                return MISSING
            found = found[key]
        return found

    def differ(self, what, mine, other):
        if other is not MISSING and mine != other:
            self.differences.append(f"{what}: oracle {mine!r}, engine {other!r}")

    def mover_order(self):
        """For each of our movers its place in the engine's lists."""
        theirs = self.get("movers")
        if theirs is MISSING:
            return list(range(len(self.a.movers)))
        theirs = [frozenset(g) for g in theirs]
        if sorted(map(sorted, theirs)) != sorted(map(sorted, self.a.movers)):
            self.differ("movers", self.ours["movers"], self.theirs["movers"])
            return None
        return [theirs.index(g) for g in self.a.movers]

    def per_mover(self, *keys):
        found = self.get(*keys)
        return found if found is MISSING or found is None else [found[n] for n in self.order]

    def compare_sets(self):
        self.differ("feasible", self.ours["feasible"], self.get("feasible"))
        for concept in CONCEPTS:
            self.differ(f"stable, {concept}, for {self.ours['movers']}", self.ours["stable"][concept],
                        self.per_mover("stable", concept))
            self.differ(f"equilibria, {concept}", self.ours["equilibria"][concept],
                        self.get("equilibria", concept))
        for key in ("sim", "nonmyopic"):
            self.differ(f"{key}, for {self.ours['movers']}", self.ours[key], self.per_mover(key))
        for key in ("limited", "maximin"):
            if self.ours[key] is None or self.theirs.get(key, MISSING) is None:
                self.differ(key, self.ours[key], self.get(key))
                continue
            for h, mine in self.ours[key].items():
                self.differ(f"{key}, {h}, for {self.ours['movers']}", mine, self.per_mover(key, h))

    def compare_paths(self):
        for key in ("legal", "enforcing"):
            self.differ(f"{key} path lengths", self.ours[key], self.get(key))

    def compare_inverse(self):
        theirs = self.get("inverse")
        if theirs is MISSING:
            return
        theirs = {(entry["target"], entry["party"]): entry for entry in theirs}
        for entry in self.ours["inverse"]:
            key = (entry["target"], entry["party"])
            self.differ(f"inverse, {key}", entry, theirs.pop(key, None))
        self.differ("inverse, not asked for", [], list(theirs))

    def compare_coalitions(self):
        """Every coalition that the engine gives, and the ones that it must give."""
        theirs = self.get("coalitions")
        if theirs is MISSING:
            return
        given = [frozenset(entry["members"]) for entry in theirs]
        places = [sum(1 << self.a.parties.index(i) for i in C) for C in given]
        if places != sorted(set(places)) or not set(self.a.coalitions()) <= set(given):
            self.differ("coalitions asked", [sorted(C) for C in self.a.coalitions()],
                        [entry["members"] for entry in theirs])
            return
        for C, entry in zip(given, theirs):
            found = self.a.coalition_stable(C)
            for concept in COALITION_CONCEPTS:
                if concept not in entry:
                    self.missing.append(f"coalitions.{concept}")
                    continue
                self.differ(f"{concept} for {entry['members']}", [self.a.index(s) for s in found[concept]],
                            entry[concept])

    def check_order_of_concepts(self):
        """What holds for every dispute, whatever the oracle says."""
        stable = self.theirs.get("stable", {})
        for strong, weak in WITHIN:
            if strong in stable and weak in stable:
                for n, (inner, outer) in enumerate(zip(stable[strong], stable[weak])):
                    if not set(inner) <= set(outer):
                        self.differences.append(f"property: {strong} {inner} is not within {weak} {outer} "
                                                f"for mover {n} of the engine")


def difference(text, answers, coalitions=True):
    """What differs, as text or None, and the missing keys."""
    theirs = answers.get("now")
    if theirs is None:
        return "the engine gave no line", []
    if "error" in theirs:
        return f"{REFUSED}: {theirs['error']}", []
    try:
        compared = Comparison(Stability(read(text)), theirs, coalitions)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        return f"the engine's line does not follow the protocol ({error!r}): {str(theirs)[:300]}", []
    return "\n".join(compared.differences) or None, compared.missing


def ask(program, texts):
    return ask_engine(program, texts, name="debug-stability")


def run_chunk(job):
    """(disputes that agree, [(number, text, difference)], missing keys)."""
    program, options, numbers = job
    texts = [dispute_text(options.seed, number) for number in numbers]
    failures, missing, passed = [], Counter(), 0
    try:
        answers = ask(program, texts)
    except (EngineError, OSError, subprocess.TimeoutExpired) as error:
        return 0, [(numbers[0], "", str(error))], missing
    for number, text, answer in zip(numbers, texts, answers):
        differs, absent = difference(text, answer, number // 2 % options.coalitions_every == 0)
        missing.update(absent)
        passed += not differs
        if differs:
            failures.append((number, text, differs))
    return passed, failures, missing


def report(program, options, failure):
    number, text, differs = failure
    harness.print_failure(f"seed {options.seed}, dispute {number} (generate_stability.py --seed {options.seed} "
                          f"--number {number})", text, differs,
                          lambda candidate: difference(candidate, ask(program, [candidate])[0])[0])


def main():
    parser = harness.arguments(__doc__)
    parser.add_argument("--coalitions-every", type=int, default=1, metavar="N",
                        help="compare coalitions on every N-th dispute only")
    parser.add_argument("--require-all", action="store_true", help="a missing key is a failure")
    return harness.run(parser.parse_args(), "stability_test", run_chunk, report)


if __name__ == "__main__":
    sys.exit(main())
