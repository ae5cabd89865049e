#!/usr/bin/env python3
"""Holds the engine's ladder in graph form to the oracle on random disputes.

    python3 tests/oracle/run_graph.py --detente PROGRAM [--count N] [--seed S] [--jobs J] [--first K]

As run.py, with disputes of generate_graph.py: the ladder of every dispute, removal sets of every LIFTS_EVERY-th,
factor thresholds of as many, and of every OTHERS_EVERY-th what run_conditions.py asks: blockers, conditions, maps and
comparisons of cases. Every TWINS_EVERY-th dispute is one in option form and the same written out as arcs: the
engine must give both the same rungs, whatever the oracle says.
"""

import subprocess
import sys
from collections import Counter

sys.dont_write_bytecode = True

import harness
import run
import run_conditions
from dispute import read
from generate_graph import dispute_text, valid
from harness import EngineError, ask_engine
from twins import twin_texts

LIFTS_EVERY = 10
THRESHOLDS_EVERY = 10
OTHERS_EVERY = 25
TWINS_EVERY = 10
COUNTED = ("survivors", "alone")


def compare(text, flag, answers):
    return run.difference(text, flag, answers)


def twins_differ(program, seed, number):
    """What differs between the two forms of one dispute, as text, or None; and the texts."""
    options, graph, place = twin_texts(seed, number)
    answers = ask_engine(program, [options, graph])
    for case in read(options).case_names:
        one, two = answers[0].get(case, {"error": "no line"}), answers[1].get(case, {"error": "no line"})
        if "error" in one or "error" in two:
            return f"case {case}: {one.get('error')} / {two.get('error')}", options + "\n" + graph
        placed = lambda found: sorted(place[tuple(s)] for s in found)
        listed = lambda found: sorted(s[0] for s in found)
        for key in ("weak", "overtaken"):
            if placed(one[key]) != listed(two[key]):
                return f"case {case}: {key}: {placed(one[key])} / {listed(two[key])}", options + "\n" + graph
        for rung, other in zip(one["rungs"], two["rungs"]):
            for key in COUNTED:
                if placed(rung[key]) != listed(other[key]):
                    return (f"case {case}: {rung['name']}, {key}: {placed(rung[key])} / {listed(other[key])}",
                            options + "\n" + graph)
    return None, ""


def run_chunk(job):
    """(comparisons that agree, [(number, flag, text, difference)], nothing missing)."""
    program, options, numbers = job
    texts = [dispute_text(options.seed, number) for number in numbers]
    failures, compared = [], 0
    try:
        for flag, every, offset in ((None, 1, 0), ("--lifts", LIFTS_EVERY, 0),
                                    ("--thresholds", THRESHOLDS_EVERY, THRESHOLDS_EVERY // 2)):
            chosen = [(n, t) for n, t in zip(numbers, texts) if n % every == offset]
            answers = ask_engine(program, [text for _, text in chosen], flag) if chosen else []
            for (number, text), answer in zip(chosen, answers):
                differs = compare(text, flag, answer)
                if differs:
                    failures.append((number, flag, text, differs))
                compared += not differs
        for number, text in zip(numbers, texts):
            if number % OTHERS_EVERY == 3:
                differs, _ = run_conditions.difference(program, text, number)
                if differs:
                    failures.append((number, "others", text, differs))
                compared += not differs
            if number % TWINS_EVERY == 0:
                differs, text = twins_differ(program, options.seed, number)
                if differs:
                    failures.append((number, "twins", text, differs))
                compared += not differs
    except (EngineError, OSError, subprocess.TimeoutExpired) as error:
        return compared, [(numbers[0], None, "", str(error))], Counter()
    return compared, failures, Counter()


def report(program, options, failure):
    number, flag, text, differs = failure

    def again(candidate):
        if flag == "twins" or not valid(candidate):
            return None
        if flag == "others":
            return run_conditions.difference(program, candidate, number)[0]
        return compare(candidate, flag, ask_engine(program, [candidate], flag)[0])

    harness.print_failure(f"seed {options.seed}, dispute {number}{' ' + flag if flag else ''} "
                          f"(generate_graph.py --seed {options.seed} --number {number})", text, differs, again)


def main():
    return harness.run(harness.arguments(__doc__).parse_args(), "graph_ladder_test", run_chunk, report)


if __name__ == "__main__":
    sys.exit(main())
