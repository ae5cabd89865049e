"""Properties of the answer on random disputes: what must not matter does not, and what is printed is so.

The disputes come from the generator of tests/oracle; only the program is asked, in the words of its users.
"""

import argparse
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "oracle"))

from dispute import entry_formula, read  # noqa: E402
from generate import dispute_text  # noqa: E402
from world import Setting, World, bits  # noqa: E402

SEED = 20161215
NUMBER = re.compile(r"weight = (-?[0-9.]+)(?=[ ,}])")


def ask_raw(program, text, *args):
    with tempfile.TemporaryDirectory(prefix="property-") as folder:
        file = pathlib.Path(folder, "dispute.toml")
        file.write_text(text, encoding="utf-8")
        done = subprocess.run([program, "ask", str(file), "--case", "now", "--format", "json", *args],
                              capture_output=True, text=True, timeout=120, check=False)
    return done


def ask(program, text, *args):
    done = ask_raw(program, text, *args)
    if done.returncode != 0:
        raise RuntimeError(f"status {done.returncode}: {done.stderr}\n{text}")
    return json.loads(done.stdout)["cases"][0]


def ladder(case):
    return case["verdict"], [(rung["survivors"], rung["alone"]) for rung in case["rungs"]]


def whole(case, rename=lambda name: name):
    return (ladder(case),
            sorted((tuple(sorted(map(rename, lift["remove"]))), lift["verdict"]) for lift in case["lifts"]),
            [(t["factor"], t["at"], t["below"], t["above"]) for t in case["thresholds"]])


def same_for_other_names(program, text, case):
    names = {"ada": "zoe", "bob": "yan", "cyd": "xia", "dan": "wim"}
    pattern = re.compile(r"(?<![a-z])(" + "|".join(names) + r")(?![a-z])")
    swap = {"o0": "north", "o1": "south", "o2": "east", "o3": "west"}
    options = re.compile(r"\bo[0-3]\b")
    other = options.sub(lambda m: swap[m[0]], pattern.sub(lambda m: names[m[1]], text))
    found = whole(ask(program, other))
    if found != whole(case, lambda name: pattern.sub(lambda m: names[m[1]], name)):
        return f"other names give {found}"
    return None


def same_for_other_units(program, text, case):
    if "margin" in text or re.search(r"no_deal = -?[0-9]", text) or re.search(r'weight = ["{]', text):
        return None
    found = whole(ask(program, NUMBER.sub(lambda m: f"weight = {3 * float(m[1]):.9g}", text)))
    return None if found == whole(case) else f"weights times three give {found}"


def same_for_a_constant(program, text, case):
    if re.search(r"no_deal = -?[0-9]", text):
        return None
    with_it = re.sub(r"(?ms)^(\w+) = \[\n(  \{.*?)^\]",
                     lambda m: f'{m[1]} = [\n{m[2]}  {{ wants = "true", weight = 7, id = "{m[1]}_always" }},\n]', text)
    if ladder(ask(program, with_it)) != ladder(case):
        return "a statement that always holds changes the ladder"
    return None


def same_for_any_threads(program, text, _):
    one, two = (ask_raw(program, text, "--threads", n).stdout.splitlines() for n in ("1", "2"))
    one, two = ([line for line in lines if '"file":' not in line] for lines in (one, two))
    return None if one == two else "not the same bytes with two threads"


def in_order(case):
    """All of the answer that hangs on who likes what better, and on nothing else."""
    return (ladder(case), case["weak_survivors"], case["overtaken"],
            [[deal[key] for key in ("outcome", "signatories", "rejecting", "passes", "path")]
             for deal in case["deals"]])


def with_preferences(text, party, entry):
    """The dispute with another entry for a party's preferences, and without its cases."""
    head, preferences = text.split("\n[cases.")[0].split("[preferences]\n")
    written = re.compile(rf"(?ms)^{party} = (?:\{{.*?\}}|\[\n.*?^\])$")
    other, found = written.subn(lambda _: f"{party} = {entry}", preferences)
    if found != 1:
        raise RuntimeError(f"{party} has {found} entries\n{text}")
    return f"{head}[preferences]\n{other}"


def statement_of(table):
    """A statement as TOML, all its values being texts or switches."""
    return "{ " + ", ".join(f"{key} = {json.dumps(value)}" for key, value in table.items()) + " }"


def red_lines(preferences):
    return [statement_of(s.table) for s in preferences.statements if "never" in s.table]


def ranking_mapped(preferences, form, numbers):
    """The same order as a ranking's: by values that decrease from group to group, by weights of
    being in one of the first groups, or by these as priorities."""
    groups = [[f"({entry_formula(entry)})" for entry in group]
              for group in preferences.table["ranking"]]
    never = red_lines(preferences)
    if form == "outcome_values":
        values = sorted(numbers.sample(range(-90, 90), len(groups)), reverse=True)
        rows = [f'{{ outcome = "{entry}", value = {value / 8} }}'
                for group, value in zip(groups, values) for entry in group]
        return f"{{ outcome_values = [{', '.join(rows)}], statements = [{', '.join(never)}] }}"
    first = [" or ".join(sum(groups[:n + 1], [])) for n in range(len(groups))]
    if form == "weights":
        wants = [f'{{ wants = "{one}", weight = {numbers.randint(1, 40) / 8} }}' for one in first]
        return f"[{', '.join(wants + never)}]"
    wants = [f'{{ wants = "{one}" }}' for one in first]
    return f"{{ priority = true, statements = [{', '.join(wants + never)}] }}"


def same_for_a_ranking_as_numbers(program, text, case):
    d = read(text)
    ranked = [party for party in d.parties if d.preferences[party].form == "ranking"]
    numbers = random.Random(text)
    for form in ("outcome_values", "weights", "priority") if ranked else ():
        other = text
        for party in ranked:
            mapped = ranking_mapped(d.preferences[party], form, numbers)
            other = with_preferences(other, party, mapped)
        if in_order(ask(program, other)) != in_order(case):
            return f"rankings as {form} give another answer:\n{other}"
    return None


def same_for_numbers_as_a_ranking(program, text, case):
    """The other way round, for one party: its outcomes listed from best to worst."""
    d = read(text)
    written = text.split("[preferences]")[1]
    parties = [party for party, table in d.parties.items()
               if d.preferences[party].form != "ranking" and f"\n{party} = " in written
               and "margin" not in table and isinstance(table.get("no_deal", {}), dict)]
    if not parties:
        return None
    party = random.Random(text).choice(parties)
    world = World(Setting(d, "now"))
    utility, groups = world.ordering(party).utility, {}
    for n in bits(world.S):
        outcome = ", ".join(f'{issue.name} = "{issue.options[option]}"'
                            for issue, option in zip(d.issues, world.outcomes[n]))
        groups.setdefault(utility[n], []).append(f"{{ {outcome} }}")
    listed = ", ".join(f"[{', '.join(groups[value])}]" for value in sorted(groups, reverse=True))
    never = ", ".join(red_lines(d.preferences[party]))
    other = with_preferences(text, party, f"{{ ranking = [{listed}], statements = [{never}] }}")
    if in_order(ask(program, other)) != in_order(case):
        return f"{party}'s order as a ranking gives another answer:\n{other}"
    return None


def thresholds_flip(program, text, case):
    by_factor = {}
    for threshold in case["thresholds"]:
        by_factor.setdefault(threshold["factor"], []).append(threshold)
    for factor, found in by_factor.items():
        places = [t["at"] for t in found]
        for before, t in enumerate(found):
            gap = min([1e-5] + [abs(t["at"] - p) / 3 for p in places if p != t["at"]])
            if gap < 1e-9:
                continue
            for value, verdict in [(t["at"] - gap, t["below"]), (t["at"] + gap, t["above"])]:
                done = ask_raw(program, text, "--set", f"{factor}={value:.12f}")
                if done.returncode == 2 and verdict == "none":
                    continue  # no world there
                got = json.loads(done.stdout)["cases"][0]["verdict"]
                if got != verdict:
                    return f"{factor} = {value}: {got}, printed {verdict} (threshold {before + 1} of {len(found)})"
    return None


def removals_lift(program, text, case):
    rungs = ["none", "possible", "willing", "mutual", "ratifiable", "durable", "reachable"]
    parties = set(re.findall(r"(?m)^(\w+) = \{", text.split("[parties]")[1].split("\n[")[0]))

    def without(ids):
        args = []
        for name in ids:
            args += ["--without" if name in parties else "--off", name]
        done = ask_raw(program, text, *args)
        return json.loads(done.stdout)["cases"][0]["verdict"] if done.returncode == 0 else "none"

    best = max([rungs.index(lift["verdict"]) for lift in case["lifts"]], default=0)
    for lift in case["lifts"]:
        got = without(lift["remove"])
        if got != lift["verdict"]:
            return f"without {lift['remove']}: {got}, printed {lift['verdict']}"
        wanted = 6 if best == 6 else rungs.index(case["verdict"]) + 1
        for name in lift["remove"] if len(lift["remove"]) > 1 else []:
            if rungs.index(without([name])) >= wanted:
                return f"{lift['remove']} is not minimal: {name} alone is enough"
    return None


PROPERTIES = [same_for_other_names, same_for_other_units, same_for_a_constant, same_for_any_threads,
              thresholds_flip, removals_lift]
# Each asks up to three times more, so every third dispute must do.
PROPERTIES_OF_ORDER = [same_for_a_ranking_as_numbers, same_for_numbers_as_a_ranking]


def examine(program, number):
    text = dispute_text(SEED, number)
    case = ask(program, text)
    checks = PROPERTIES + (PROPERTIES_OF_ORDER if number % 3 == 0 else [])
    return [f"dispute {number}, {check.__name__}: {problem}\n{text}" for check in checks
            if (problem := check(program, text, case))], bool(case["lifts"]), bool(case["thresholds"])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--detente", required=True)
    parser.add_argument("--source-dir", required=True)
    parser.add_argument("--count", type=int, default=1000)
    options = parser.parse_args()
    program = str(pathlib.Path(options.detente).resolve())
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda number: examine(program, number), range(options.count)))
    problems = [problem for one in found for problem in one[0]]
    print("\n".join(problems[:5]))
    print(f"{options.count} disputes, {sum(one[1] for one in found)} with removals, "
          f"{sum(one[2] for one in found)} with thresholds, {len(problems)} problems")
    if options.count >= 100 and not any(one[2] for one in found):
        sys.exit("no dispute had a threshold: the test shows nothing")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
