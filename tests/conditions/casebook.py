"""Every threshold and every smallest change that `detente conditions` gives for the casebook, looked at on both sides.

The verdict at other values of factors is that of a new run with `--set`; with another weight, of a new run on the file
with that weight written into it.
"""

import json
import pathlib
import re
import subprocess
import tempfile
import tomllib

VERDICTS = ["none", "possible", "willing", "mutual", "ratifiable", "durable", "reachable"]
STEP = 1e-7     # widths of a domain: just beyond a threshold of a factor
WEIGHT = 1e-6   # just beyond a threshold of a weight
BACK = 1e-6     # of a change taken back
BOXES = "150"
SAMPLES = "150"
WANTS = ["reachable", "mutual"]


class Casebook:
    def __init__(self, detente, source):
        self.detente, self.problems = detente, []
        self.looked = dict.fromkeys(["thresholds", "weights", "changes", "programmes", "numbers said"], 0)
        self.files = [file for file in sorted(pathlib.Path(source, "casebook").glob("*/dispute.toml"))
                      if "[question]" in file.read_text(encoding="utf-8")]

    def text(self, file, *options):
        done = subprocess.run([self.detente, "conditions", str(file), *options], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"conditions {file} {' '.join(options)} ended with {done.returncode}: {done.stderr}")
        return done.stdout

    def ask(self, file, *options):
        return json.loads(self.text(file, "--format", "json", *options))["cases"]

    def verdict(self, file, case, factors):
        settings = [option for f, x in factors.items() for option in ("--set", f"{f}={x!r}")]
        answer = self.ask(file, "--case", case, "--want", "possible", "--part", "change", "--boxes", "1", *settings)
        return answer[0]["verdict"]

    def expect(self, what, found, wanted):
        if found not in wanted:
            self.problems.append(f"{what}: {found}, not {' or '.join(wanted)}")

    # Thresholds.

    def thresholds(self, file, case, domains):
        for entry in case["thresholds"]:
            name, crossings = entry["factor"], entry["crossings"]
            low, high = domains[name]
            step = STEP * (high - low)
            for k, crossing in enumerate(crossings):
                others = [c["at"] for n, c in enumerate(crossings) if n != k]
                for side, at in (("below", crossing["at"] - step), ("above", crossing["at"] + step)):
                    if low <= at <= high and all(abs(at - other) > 2 * step for other in others):
                        self.looked["thresholds"] += 1
                        self.expect(f"{file.parent.name}, {case['case']}: {name} = {at!r}, {side} {crossing['at']}",
                                    self.verdict(file, case["case"], {name: at}), [crossing[side]])

    def weights(self, file, case, folder):
        text = file.read_text(encoding="utf-8")
        for entry in (case["preferences"] or {"weights": []})["weights"]:
            places = [c["at"] for c in entry["crossings"]]
            for crossing in entry["crossings"]:
                near = [x for x in places if x != crossing["at"] and abs(x - crossing["at"]) < 4 * WEIGHT]
                for side, sign in (("below", -1), ("above", 1)):
                    value = crossing["at"] + sign * WEIGHT
                    if near or value * (entry["now"] or 1) < 0:  # of the weight's own sign
                        continue
                    changed = pathlib.Path(folder, "dispute.toml")
                    changed.write_text(with_weight(text, entry["statement"], value), encoding="utf-8")
                    self.looked["weights"] += 1
                    self.expect(f"{file.parent.name}, {case['case']}: weight {value} of {entry['statement']}",
                                self.verdict(changed, case["case"], {}), [crossing[side]])

    # Smallest changes.

    def change(self, file, case):
        change, name = case["smallest_change"], f"{file.parent.name}, {case['case']}, {case['want']}"
        if not change:
            return
        if not change["found"]:
            self.looked["changes"] += 1
            if change["cost"] is not None or change["changes"]:
                self.problems.append(f"{name}: a change and none: {change}")
            return
        self.looked["changes"] += 1
        self.looked["programmes"] += change["status"] == "exact"
        good = VERDICTS[VERDICTS.index(case["want"]):]
        to = {c["factor"]: c["to"] for c in change["changes"]}
        self.expect(f"{name}: at {to}", self.verdict(file, case["case"], to), [change["verdict"]])
        self.expect(f"{name}: wanted", change["verdict"], good)
        back = {c["factor"]: c["from"] + (c["to"] - c["from"]) * (1 - BACK) for c in change["changes"]}
        outside = self.verdict(file, case["case"], back)
        self.expect(f"{name}: just outside, at {back}", outside not in good, [change["tight"]])
        widths = {v["factor"]: v["within"][1] - v["within"][0] for v in change["varied"]}
        cost = sum(abs(c["to"] - c["from"]) / widths[c["factor"]] for c in change["changes"])
        if abs(cost - change["cost"]) > 1e-12 or change["lower_bound"] > cost + 1e-12:
            self.problems.append(f"{name}: cost {cost}, {change}")
        if change["status"] == "exact" and cost - change["lower_bound"] > 1.001e-6:
            self.problems.append(f"{name}: called exact: {change}")

    def said(self, file, case, text):
        """What the text gives as enough is enough when it is typed in."""
        change = case["smallest_change"]
        if not change or not change["found"]:
            return
        part = text.split("\n### Several factors together\n")[1].split("\n#")[0]
        values = re.findall(r"^- .* from \S+ to (\S+)$", part, re.MULTILINE)
        to = {c["factor"]: float(value) for c, value in zip(change["changes"], values, strict=True)}
        self.looked["numbers said"] += len(to)
        self.expect(f"{file.parent.name}, {case['case']}, {case['want']}: said to be enough, {to}",
                    self.verdict(file, case["case"], to), VERDICTS[VERDICTS.index(case["want"]):])

    def run(self):
        for file in self.files:
            parts = ["--part", "thresholds", "--part", "change", "--part", "preferences", "--boxes", BOXES,
                     "--samples", SAMPLES]
            domains = domains_of(file.read_text(encoding="utf-8"))
            for want in WANTS:
                text = self.text(file, "--format", "md", "--want", want, *parts[2:4], *parts[6:])
                for case, said in zip(self.ask(file, "--want", want, *parts), text.split("\n## Case ")[1:], strict=True):
                    self.change(file, case)
                    self.said(file, case, said)
                    if want == WANTS[0]:
                        self.thresholds(file, case, domains)
                        with tempfile.TemporaryDirectory(prefix="detente-") as folder:
                            self.weights(file, case, folder)
        return self.problems


def domains_of(text):
    factors = tomllib.loads(text).get("factors", {})
    return {name: table.get("domain", [0, 1]) if isinstance(table, dict) else [0, 1] for name, table in factors.items()}


def with_weight(text, statement, value):
    """The file with another number as the weight of one statement, which must be in one line."""
    lines = text.splitlines(keepends=True)
    found = [k for k, line in enumerate(lines) if re.search(rf'\bid = "{re.escape(statement)}"', line)
             and re.search(r"\bweight = ", line)]
    if len(found) != 1:
        raise RuntimeError(f"no single line with a weight has the id {statement}")
    lines[found[0]] = re.sub(r'\bweight = ("[^"]*"|\{[^}]*\}|[-+0-9.]+)', f"weight = {value:.9f}", lines[found[0]], count=1)
    return "".join(lines)
