"""Factors in dollars, in tens of billions and in millionths: the model of [0, 1] in other units has the same borders in
them, and both sides of each are as said when a new run is asked with `--set`. The borders are worked out by hand.
"""

import json
import pathlib
import subprocess
import tempfile

TEXT = """[dispute]
title = "Scales"
[question]
of = "a"
with = ["b"]
compromise = "deal = yes"
[factors]
x = {{ value = {now!r}, domain = [{low!r}, {high!r}] }}
[parties]
a = {{}}
b = {{}}
[issues]
deal = {{ options = ["no", "yes"], by = ["a", "b"] }}
[preferences]
a = [{{ wants = "deal = yes", weight = 1 }}]
b = [
  {{ wants = "deal = yes", weight = "1.4 * {share}", when = "x > {tips}" }},
  {{ wants = "deal = no", weight = 1 }},
]
"""
# low, high, the share of the domain as a formula of x
DOMAINS = [(0.0, 1.0, "x"), (0.0, 1e9, "x / 1000000000"), (5e10, 50000000010.0, "(x - 50000000000) / 10"),
           (0.0, 1e-6, "x * 1000000")]
NOW = 0.1
# where the condition tips and where it is ready, in shares: 1.4 x > 1 from 5 / 7 on, or where the condition does
BORDERS = [(0.5, 5 / 7), (0.9, 0.9)]


def run(detente):
    problems = []
    for low, high, share in DOMAINS:
        width = high - low
        close = 2e-9 * width + 4e-16 * abs(low)  # the second: what doubles can tell apart there
        for tips, border in BORDERS:
            text = TEXT.format(now=low + NOW * width, low=low, high=high, share=share, tips=f"{low + tips * width:.12f}")
            with tempfile.TemporaryDirectory(prefix="detente-") as folder:
                file = pathlib.Path(folder, "dispute.toml")
                file.write_text(text, encoding="utf-8")
                problems += [f"{low!r} to {high!r}, ready from {border}: {problem}" for problem in
                             held(detente, file, low, width, border, close)]
    return problems


def held(detente, file, low, width, border, close):
    case = ask(detente, file)
    row = case["thresholds"][0]
    places = [crossing["at"] for crossing in row["crossings"]]
    if not row["exact"] or row.get("single_values") or len(places) != 1 or abs(places[0] - (low + border * width)) > close:
        return [f"thresholds {row}"]
    step = max(1e-7 * width, close)
    problems = [f"at {places[0] + sign * step!r}: not {wanted}" for sign, wanted in ((-1, "willing"), (1, "reachable"))
                if ask(detente, file, "--set", f"x={places[0] + sign * step!r}")["verdict"] != wanted]
    change = case["smallest_change"]
    cost = border - NOW
    # far from 0 doubles are too coarse for `exact`: a millionth of a width
    sure = change["status"] == "exact" or (low > 1e6 * width and change["proven"])
    if not sure or not change["found"] or abs(change["cost"] - cost) > 1e-6 + close / width:
        problems.append(f"the change: {change}")
    return problems


def ask(detente, file, *options):
    done = subprocess.run([detente, "conditions", str(file), "--format", "json", *options], capture_output=True, text=True,
                          check=False)
    if done.returncode != 0:
        raise RuntimeError(f"conditions {file} ended with {done.returncode}: {done.stderr}")
    return json.loads(done.stdout)["cases"][0]
