"""Every path and every break that an answer shows is one, step by step.

The answers to the casebook and to random disputes of tests/oracle/generate.py and generate_graph.py
are read as JSON; what they show is judged by the definitions of docs/methods/readiness.md, outcome by
outcome (judge.py, judge_graph.py).
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "oracle"))

import generate_graph  # noqa: E402
from dispute import read, resolve  # noqa: E402
from generate import dispute_text  # noqa: E402
from judge import Judge  # noqa: E402
from judge_graph import GraphJudge  # noqa: E402

SEED = 19561019
WORK_LIMIT = 40_000_000
SMALL = 1_000  # outcomes, up to which shortest paths are looked for here as well


class Wrong(Exception):
    pass


def need(condition, what):
    if not condition:
        raise Wrong(what)


def walk(judge, start, steps, what):
    """The steps as (mover, from, to), each checked to be one legal move of a mover."""
    found = []
    for step in steps:
        mover, to = frozenset(step["by"]), judge.after(start, step["to"])
        need(mover in judge.movers, f"{what}: {sorted(mover)} is no mover")
        need(judge.is_move(mover, start, to),
             f"{what}: {sorted(mover)} cannot move from {start} to {to}")
        found.append((mover, start, to))
        start = to
    return found


def check_legal_path(judge, deal, t, small):
    path = deal["legal_path"]
    if t == judge.start or path is None:
        need(path is None, "a path to the status quo")
        need(t == judge.start or not small or judge.steps_to(t) is None, "a path is missing")
        return
    steps = walk(judge, judge.start, path, "legal path")
    need(steps[-1][2] == t, "the legal path does not end at the deal")
    need("possible" in deal["passes"], "a path to what is not possible")
    need(not small or judge.steps_to(t) == len(path), "there is a shorter legal path")


def check_path(judge, deal, t, Z):
    """Rung 6: all who move prefer the deal to where they stand, and nobody breaks it on the way."""
    steps = walk(judge, judge.start, deal["path"], "path")
    need(steps[-1][2] == t, "the path does not end at the deal")
    for mover, z, _ in steps:
        for party in mover:
            better = (judge.above_no_deal(party, t) if z == judge.start
                      else judge.prefers(party, t, z))
            need(better, f"path: {party} does not prefer the deal at {z}")
    for z in [judge.start] + [to for _, _, to in steps]:
        need(not judge.broken(z, t, Z), f"path: the deal is broken at {z}")


def check_break(judge, deal, t, Z):
    """Rung 5: the mover improves, then others do, the victim is hurt; and nothing deters."""
    shown = deal["break"]
    g, start, victim = frozenset(shown["by"]), judge.outcome(shown["from"]), shown["victim"]
    need(start == t, "the break does not start at the deal")
    steps = walk(judge, t, shown["path"], "break")
    need(steps[0][0] == g, "the break does not start with the one who breaks")
    for mover, z, to in steps:
        need(judge.all_prefer(mover, to, z),
             f"break: {sorted(mover)} do not improve from {z} to {to}")
    need(all(not mover & g for mover, _, _ in steps[1:]), "break: the one who breaks moves again")
    need(not judge.deterred(g, t, steps[0][2]), "break: the one who breaks has something to fear")
    need(judge.harmed(g, Z, t, steps[-1][2], victim), f"break: {victim} is not hurt at its end")


def check_deal(judge, case, deal, seen):
    t, Z = judge.outcome(deal["outcome"]), frozenset(deal["signatories"])
    need(judge.in_compromise(t), "the deal is no compromise")
    need(Z in judge.signatories(t), f"{sorted(Z)} do not sign")
    need({p for p in Z if not judge.accepts(p, t)} == set(deal["rejecting"]), "others reject it")
    check_legal_path(judge, deal, t, case["outcomes"] <= SMALL)
    reached = "reachable" in deal["passes"]
    need((deal["path"] is None) == (not reached or t == judge.start),
         "a path is shown iff it is reached by moves")
    if deal["path"] is not None:
        seen[f"paths of {min(len(deal['path']), 3)} steps"] += 1
        check_path(judge, deal, t, Z)
    if case["stopped"] is None:
        need((deal["break"] is None) == ("durable" in deal["passes"]),
             "a break is shown iff it is not durable")
    if deal["break"] is not None:
        seen[f"breaks of {min(len(deal['break']['path']), 3)} steps"] += 1
        seen["breaks by outsiders"] += not Z & frozenset(deal["break"]["by"])
        check_break(judge, deal, t, Z)
    if deal["overtaken"]:
        seen["overtaken"] += 1
        y = judge.outcome(deal["overtaken_by"])
        Z = frozenset(deal.get("overtaken_signatories", Z))
        need(Z in judge.signatories(t), f"{sorted(Z)} do not sign")
        need(judge.improves(Z, t, y) and not judge.in_compromise(y), "it is not overtaken by that")


def check_answer(text, answer, seen):
    d, problems = read(text), []
    for case in answer["cases"]:
        judge = (Judge if d.arcs is None else GraphJudge)(d, case["case"])
        for deal in case["deals"]:
            try:
                check_deal(judge, case, deal, seen)
            except Wrong as wrong:
                problems.append(f"case {case['case']}: {wrong}: {json.dumps(deal)}")
    return problems


def ask(program, text, *args):
    with tempfile.TemporaryDirectory(prefix="witness-") as folder:
        file = pathlib.Path(folder, "dispute.toml")
        file.write_text(text, encoding="utf-8")
        done = subprocess.run([program, "ask", str(file), "--format", "json", *args],
                              capture_output=True, text=True, timeout=120, check=False)
    if done.returncode not in (0, 3):
        raise RuntimeError(f"status {done.returncode}: {done.stderr}\n{text}")
    return json.loads(done.stdout)


def at_one_point(text, case):
    """The dispute with every factor at the case's value, which is all of its domain.

    The ladder is the same, and there are no thresholds to look for, which takes longest.
    """
    factors = "[factors]\n"
    for name, value in resolve(read(text), case).factors.items():
        factors += f"{name} = {{ value = {value}, domain = [{value}, {value}] }}\n"
    text = re.sub(r"(?ms)^\[factors\]\n.*?(?=^\[)", lambda _: factors + "\n", text)
    return re.sub(r"(?m)^set = .*\n", "", text)


def examine_case(program, file, case):
    seen, text = Counter(), at_one_point(file.read_text(encoding="utf-8"), case)
    # ends rung 6 at once, and the search for removals
    answer = ask(program, text, "--case", case, "--work-limit", "1")
    if answer["cases"][0]["verdict"] in ("ratifiable", "durable"):
        answer = ask(program, text, "--case", case, "--work-limit", str(WORK_LIMIT))
    problems = check_answer(text, answer, seen)
    if any(rung.get("undecided_survivors") for rung in answer["cases"][0]["rungs"]):
        problems.append(f"case {case}: the work limit left rungs open")
    return [f"{file.parent.name}: {problem}" for problem in problems], seen


def examine_random(program, number):
    graph = number % 2 == 1
    seen, text = Counter(), (generate_graph.dispute_text if graph else dispute_text)(SEED, number)
    problems = check_answer(text, ask(program, text), seen)
    if graph:
        seen.update({f"{what} in graph form": times for what, times in list(seen.items())})
    return [f"dispute {number}: {problem}\n{text}" for problem in problems], seen


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--detente", required=True)
    parser.add_argument("--source-dir", required=True)
    parser.add_argument("--count", type=int, default=600)
    options = parser.parse_args()
    program = str(pathlib.Path(options.detente).resolve())
    files = sorted((pathlib.Path(options.source_dir) / "casebook").glob("*/dispute.toml"))
    casebook = [(file, read(file.read_text(encoding="utf-8"))) for file in files]
    cases = [(file, case) for file, d in casebook if d.question for case in d.case_names]
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda row: examine_case(program, *row), cases))
        found += pool.map(lambda number: examine_random(program, number), range(options.count))
    problems = [problem for one in found for problem in one[0]]
    seen = sum((one[1] for one in found), Counter())
    print("\n".join(problems[:5]))
    print(f"{len(cases)} cases of the casebook and {options.count} random disputes, "
          f"{len(problems)} problems")
    print(", ".join(f"{seen[what]} {what}" for what in sorted(seen)))
    kinds = ["paths of 1 steps", "paths of 2 steps", "paths of 3 steps", "breaks of 1 steps",
             "breaks of 2 steps", "breaks by outsiders", "overtaken"]
    kinds += [f"{kind} in graph form" for kind in kinds]
    missing = [kind for kind in kinds if not seen[kind]]
    if not cases or options.count >= 600 and missing:
        sys.exit(f"the test shows nothing: no casebook, or none of {missing}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
