"""A case made of another by known changes, and what `compare` says of the two.

The second case has all the changes. Each of them alone, put into the first case, and each taken back from the second,
makes a case that is written out, whose ladder is the oracle's own. The two are asked for as cases of one file and as
cases of two, by turns: then everything in which files can differ and still be put into each other is looked at.
"""

from collections import Counter

import oracle
from dispute import read, resolve

MOST = 4  # changes


def counts_of(d, case):
    """How many outcomes pass each rung; None where the case makes no sense."""
    setting = oracle.setting_of(d, case)
    ladder = oracle.ladder_in(setting)
    feasible = ladder.w.S
    needed = [setting.status_quo, *(nd for nd in setting.no_deals.values() if isinstance(nd, tuple))]
    if not all(feasible >> setting.number[s] & 1 for s in needed):
        return None
    return [len({t for t, _ in pairs}) for pairs in ladder.survivors()]


def switches(d):
    """What can be switched on and off: (kind, item)."""
    found = [("issue", issue) for issue in d.issues[1:]] + [("coalition", item) for item in d.coalitions]
    for preference in d.preferences.values():
        found += [("red line" if "never" in s.table else "pressure" if "from" in s.table else "statement", s)
                  for s in preference.statements]
    found += [("rule", item) for item in d.rules] + [("order constraint", item) for item in d.orders]
    return found + [("ratifier", item) for item in d.ratifiers]


def draw_changes(d, draw):
    """[(kind, id, (key of a case, value))], each of another thing."""
    now, found = resolve(d, "now"), []
    for name, value in now.factors.items():
        other = draw.choice(["0", "0.1", "0.5", "0.75", "1"])
        if float(other) != value and d.domains[name][0] <= float(other) <= d.domains[name][1]:
            found.append(("factor", name, ("set", f"{name} = {other}")))
    start = oracle.setting_of(d, "now").status_quo
    for issue, option in zip(d.issues, start):
        other = draw.choice(issue.options)
        if other != issue.options[option]:
            found.append(("status quo", issue.name, ("status_quo", f'{issue.name} = "{other}"')))
    issue = draw.choice(d.issues)
    other = f"{issue.name} = {draw.choice(issue.options)}"
    if other != now.compromise:
        found.append(("compromise", "compromise", ("compromise", other)))
    for party in d.parties:
        if party not in d.negotiators:
            found.append(("party", party, ("without", party)))
    kinds = {}
    for kind, item in switches(d):
        kinds.setdefault(kind, []).append((kind, item.id, ("off" if item.active else "on", item.id)))
    # a kind at a time, so that statements, which are many, do not crowd out the rest
    groups = [draw.sample(some, 1) for some in kinds.values()] + [[one] for one in found]
    draw.shuffle(groups)
    groups.sort(key=lambda group: group[0][0] != "coalition")  # few disputes have one
    return [one for group in groups for one in group][:draw.randint(1, MOST)]


def case_text(name, changes):
    lines = [f"[cases.{name}]"]
    for key in ("set", "status_quo"):
        values = [value for _, _, (k, value) in changes if k == key]
        lines += [f"{key} = {{ {', '.join(values)} }}"] if values else []
    lines += [f'compromise = "{value}"' for _, _, (k, value) in changes if k == "compromise"]
    for key in ("on", "off", "without"):
        values = [value for _, _, (k, value) in changes if k == key]
        lines += [key + " = [" + ", ".join(f'"{value}"' for value in values) + "]"] if values else []
    return "\n" + "\n".join(lines) + "\n"


class Compared:
    def __init__(self, text, draw):
        self.differences, self.compared = [], Counter()
        d = read(text)
        for _ in range(10):
            self.changes = draw_changes(d, draw)
            self.text = text + case_text("every", self.changes)
            for k in range(len(self.changes)):
                self.text += case_text(f"only_{k}", self.changes[k:k + 1])
                self.text += case_text(f"all_but_{k}", self.changes[:k] + self.changes[k + 1:])
            self.d = read(self.text)
            self.found = counts_of(self.d, "every")
            if self.found is not None:
                return
        self.changes = []

    def check(self, what, mine, theirs):
        self.compared[f"compared {what}"] += 1
        if mine != theirs:
            names = [f"{kind} {name}" for kind, name, _ in self.changes]
            self.differences.append(f"compare, changed {', '.join(names)}; {what}: oracle {mine!r}, engine {theirs!r}")

    def run(self, theirs):
        self.check("obstacles", [], theirs["obstacles"])
        for side, case in (("first", "now"), ("second", "every")):
            self.check("ladder", counts_of(self.d, case), theirs[side]["ladder"]["survivors"])
        self.check("list of differences", sorted((kind, name) for kind, name, _ in self.changes),
                   sorted((one["kind"], one["id"]) for one in theirs["differences"]))
        known = {(one["kind"], one["id"]): one for one in theirs["differences"]}
        for k, (kind, name, _) in enumerate(self.changes):
            one = known.get((kind, name))
            if one is None:
                continue
            for side, case in (("first", f"only_{k}"), ("second", f"all_but_{k}")):
                swapped = one[f"{side}_with_it"]
                self.check(f"{kind} swapped", counts_of(self.d, case), swapped and swapped["survivors"])
