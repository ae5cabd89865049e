"""Correlated worlds against what is known without the program: probabilities in closed form (Sheppard 1899), Sobol's
indices of groups in closed form, and the numbers that a saved run drew: each alone against its own distribution, pairs
against 6 / pi * asin(r / 2) (Kruskal 1958)."""

import argparse
import json
import math
import pathlib
import sqlite3
import statistics
import subprocess
import sys
import tempfile

PROBLEMS = []
WORLDS = 16384
# a agrees where f is above its median and h below 0.4, b where g is above its own, c where k is.
HEAD = """[dispute]
title = "t"
[question]
of = "a"
with = ["b", "c"]
compromise = "deal = yes"
[factors]
f = {{ value = 0.6, range = [0, 1] }}
g = {{ value = 0.2, domain = [-9, 9], distribution = {{ kind = "normal", mean = 0, sd = 1 }} }}
h = {{ value = 0.2, range = [0, 1] }}
k = {{ value = 6, domain = [0, 1e6], distribution = {{ kind = "lognormal", mean = 1, sd = 0.5 }} }}
[parties]
a = {{}}
b = {{}}
c = {{}}
[issues]
deal = {{ options = ["no", "yes"], by = ["a", "b", "c"], one_way = true }}
[preferences]
a = [{{ wants = "deal = yes", weight = "min(f - 0.5, {h} - h)" }}]
b = [{{ wants = "deal = yes", weight = "g" }}]
c = [{{ wants = "deal = yes", weight = "{k}" }}]
[cases.f_known]
set = {{ f = 0.9 }}
"""


def check(condition, what):
    if not condition:
        PROBLEMS.append(what)


def run(program, *args):
    done = subprocess.run([program, *map(str, args)], capture_output=True, text=True, check=False)
    check(done.returncode == 0, f"{' '.join(map(str, args))}: {done.returncode}: {done.stderr}")
    return done.stdout


def dispute(pairs, h="0.4", k="1"):
    """`h`: where a stops to agree; `k`: what c gains."""
    return HEAD.format(h=h, k=k) + "".join(
        f'[[correlations]]\nbetween = ["{a}", "{b}"]\nvalue = {r}\n' for (a, b), r in pairs.items())


def ready(case):
    row = case["rungs"][6]
    return row["at_least"], row["error"]


def near(what, found, wanted, error):
    check(abs(found - wanted) <= error, f"{what}: {found}, not {wanted} +- {error}")


def probabilities(program, file):
    """Two normal scores are both positive with probability 1/4 + asin(r) / (2 pi), three with 1/8 + the sum of asin /
    (4 pi)."""
    for sampling in ("sobol", "random"):
        for r in (-0.9, -0.5, 0.25, 0.5, 0.95):
            file.write_text(dispute({("g", "f"): r}, h="2"), encoding="utf-8")
            case = json.loads(run(program, "worlds", file, "--worlds", WORLDS, "--sampling", sampling, "--format", "json"))["cases"][0]
            found, error = ready(case)
            near(f"two at {r}, {sampling}", found, 0.25 + math.asin(r) / (2 * math.pi), 4 * error + 1e-4)
            check(error < 0.005, f"two at {r}, {sampling}: the error is {error}")
        pairs = {("f", "g"): 0.6, ("k", "f"): -0.3, ("k", "g"): 0.2}
        file.write_text(dispute(pairs, h="2", k="k - exp1").replace("exp1", repr(math.e)), encoding="utf-8")
        case = json.loads(run(program, "worlds", file, "--worlds", WORLDS, "--sampling", sampling, "--format", "json"))["cases"][0]
        found, error = ready(case)
        near(f"three, {sampling}", found, 0.125 + sum(map(math.asin, pairs.values())) / (4 * math.pi), 4 * error + 1e-4)


def drivers(program, file):
    """ready = [f and g above their medians] * [h < 0.4]: two independent inputs, a group and one alone."""
    r = -0.6
    q = 0.25 + math.asin(r) / (2 * math.pi)
    v = 0.4 * q * (1 - 0.4 * q)
    file.write_text(dispute({("f", "g"): r}), encoding="utf-8")
    out = json.loads(run(program, "worlds", file, "--case", "now", "--case", "f_known", "--worlds", WORLDS, "--indices", WORLDS, "--format", "json"))
    check(out["correlations"] == [{"between": ["f", "g"], "value": r, "spearman": out["correlations"][0]["spearman"]}],
          f"correlations: {out['correlations']}")
    near("Spearman's rho", out["correlations"][0]["spearman"], 6 / math.pi * math.asin(r / 2), 1e-12)
    rows = {row["input"]: row for row in out["cases"][0]["drivers"]}
    check(set(rows) == {"f+g", "h", "k"}, f"drivers are {set(rows)}")
    for name, first, total in (("f+g", 0.16 * q * (1 - q) / v, 0.4 * q * (1 - q) / v), ("h", 0.24 * q * q / v, 0.24 * q / v),
                               ("k", 0, 0)):
        near(f"first-order index of {name}", rows[name]["first"], first, 0.03)
        near(f"total index of {name}", rows[name]["total"], total, 0.03)
        near(f"explained by {name}", rows[name]["explained"], first, 0.03)
    # A quarter of f is the lowest: never ready. The highest quarter: f's score is above the upper quartile.
    ends = {row["input"]: row for row in rows["f+g"]["correlated"]}
    check(rows["f+g"]["lowest_quarter"] is None and ends["f"]["lowest_quarter"] == 0, f"ends are {ends}")
    normal, steps = statistics.NormalDist(), 20000
    above = sum(normal.cdf(r * normal.inv_cdf(0.75 + 0.25 * (k + 0.5) / steps) / math.sqrt(1 - r * r)) for k in range(steps))
    near("ready where f is highest", ends["f"]["highest_quarter"], 0.4 * above / steps, 0.02)
    # With f known g is drawn as the file says, not as f would have it.
    near("ready with f known", ready(out["cases"][1])[0], 0.2, 4 * ready(out["cases"][1])[1] + 1e-3)
    rows = {row["input"]: row for row in out["cases"][1]["drivers"]}
    check({"g", "h"} <= set(rows) and "f+g" not in rows, f"drivers with f known are {set(rows)}")
    near("first-order index of g with f known", rows["g"]["first"], 0.16 * 0.25 / 0.16, 0.03)
    text = run(program, "worlds", file, "--worlds", 512)
    for said in ("f and g (correlated)", "of these f", "f and g: -0.6 (-0.58)"):
        check(said in text, f"the text does not say {said!r}:\n{text}")


def ranks(numbers):
    order = sorted(range(len(numbers)), key=numbers.__getitem__)
    out = [0] * len(numbers)
    for place, k in enumerate(order):
        out[k] = place
    return out


def distance(numbers, below):
    """Kolmogorov's distance."""
    numbers = sorted(numbers)
    n = len(numbers)
    return max(max(abs(k / n - below(x)), abs((k + 1) / n - below(x))) for k, x in enumerate(numbers))


def numbers(program, file, folder):
    pairs = {("k", "g"): 0.8, ("f", "g"): -0.5}
    file.write_text(dispute(pairs), encoding="utf-8")
    normal = statistics.NormalDist()
    laws = {"f": lambda x: x, "g": normal.cdf, "h": lambda x: x, "k": statistics.NormalDist(1, 0.5).cdf}
    for sampling in ("sobol", "random"):
        store = folder / f"{sampling}.db"
        run(program, "worlds", file, "--worlds", WORLDS, "--sampling", sampling, "--save", store)
        with sqlite3.connect(store) as database:
            drawn = {name: [row[0] for row in database.execute(
                "SELECT value FROM numbers JOIN inputs USING (run, input) WHERE id = ? ORDER BY world", (name,))] for name in laws}
            groups = database.execute("SELECT i.id, f.id FROM groups g JOIN inputs i USING (run, input) "
                                      "JOIN inputs f ON f.run = g.run AND f.input = g.first ORDER BY g.input").fetchall()
            kept = {row[0] for row in database.execute("SELECT id FROM drivers JOIN inputs USING (run, input)")}
        check(groups == [("f", "f"), ("g", "f"), ("k", "f")], f"groups kept are {groups}")
        check(kept == {"f", "h"}, f"drivers kept are those of {kept}")
        drawn["k"] = list(map(math.log, drawn["k"]))
        for name, below in laws.items():
            found = distance(drawn[name], below)
            check(found < 1.63 / math.sqrt(WORLDS), f"{name}, {sampling}: {found} from its distribution")
        for a, b in (("f", "g"), ("f", "h"), ("f", "k"), ("g", "h"), ("g", "k"), ("h", "k")):
            r = pairs.get((a, b), pairs.get((b, a), 0))
            rho = statistics.correlation(ranks(drawn[a]), ranks(drawn[b]))
            near(f"ranks of {a} and {b}, {sampling}", rho, 6 / math.pi * math.asin(r / 2), 0.025)


def resumed(program, file, folder):
    """A run is not gone on with once a correlation has changed, though nothing else has; unchanged it is, to the byte."""
    file.write_text(dispute({("f", "g"): 0.5}), encoding="utf-8")
    store = folder / "resumed.db"
    args = ["worlds", file, "--worlds", 600, "--save", store]
    whole = run(program, *args)
    check(run(program, *args, "--resume") == whole, "a run that is gone on with is another one")
    file.write_text(dispute({("f", "g"): 0.4}), encoding="utf-8")
    done = subprocess.run([program, *map(str, args), "--resume"], capture_output=True, text=True, check=False)
    check(done.returncode == 2 and "the file: other bytes" in done.stderr, f"another correlation: {done.returncode}: {done.stderr}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--detente", required=True)
    parser.add_argument("--source-dir")
    options = parser.parse_args()
    program = str(pathlib.Path(options.detente).resolve())
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        file = folder / "dispute.toml"
        probabilities(program, file)
        drivers(program, file)
        numbers(program, file, folder)
        resumed(program, file, folder)
    print("\n".join(PROBLEMS) or "correlated worlds are as worked out without the program")
    return 1 if PROBLEMS else 0


if __name__ == "__main__":
    sys.exit(main())
