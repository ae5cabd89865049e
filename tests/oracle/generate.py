#!/usr/bin/env python3
"""Random small disputes as TOML text, the same ones for the same seed.

    python3 tests/oracle/generate.py --seed 1 --number 7     print dispute 7 of seed 1
    python3 tests/oracle/generate.py --seed 1 --measure 2000 what verdicts 2000 disputes have

Random preferences alone hardly ever make a deal that is worth testing. So each dispute has a hidden
target outcome that satisfies the compromise, each party likes it to some degree, and some parties trade:
they want to keep what is theirs and to get what is the others', which gives deals that can be broken.
"""

import random
from collections import Counter
from itertools import product

import draw
from dispute import read
from draw import NUMBERS, TIES, chance
from draw_cases import Cases
from draw_formulas import Formulas
from draw_issues import Issues
from draw_preferences import Preferences
from ladder import RUNGS
from oracle import ladder_of
from world import Setting, World
from write_dispute import Text

MAX_OUTCOMES = 48
PARTIES = ["ada", "bob", "cyd", "dan"]
FACTORS = ["f", "g"]


class Draft(Issues, Formulas, Preferences, Cases, Text):
    """A dispute while it is being drawn; `text()` writes the file. Whatever is drawn comes from `r`, in the
    order of the lines below, so that a seed and a number always give the same bytes."""

    names = PARTIES
    party_counts = [2, 3, 3, 3, 4, 4]
    max_outcomes = MAX_OUTCOMES
    factor_names = FACTORS
    factor_counts = [0, 1, 1, 2, 2]

    def __init__(self, r):
        self.r = r
        self.numbers = TIES if chance(r, 0.2) else NUMBERS
        self.parties = self.names[:r.choice(self.party_counts)]
        names = self.parties[:]
        r.shuffle(names)
        self.P = names[0]
        self.Q = self.draw_others_asked(names)
        self.negotiators = [self.P, *self.Q]
        self.others = [name for name in names if name not in self.negotiators]
        self.factors = self.factor_names[:r.choice(self.factor_counts)]
        self.draw_issues()
        self.draw_target()
        self.draw_factors()
        self.draw_propositions()
        self.draw_preferences()
        self.draw_ratifiers()
        self.draw_coalitions()
        self.draw_orders()
        self.draw_no_deals()
        self.draw_cases()
        self.draw_rules()
        self.compromise = self.draw_compromise()

    def draw_others_asked(self, names):
        return names[1:2] if len(names) < 3 or chance(self.r, 0.85) else names[1:3]


def goes_round(d):
    """Do order constraints go round in a circle (compared by what their formulas mean)?"""
    outcomes = list(product(*(range(len(issue.options)) for issue in d.issues)))
    x = list(d.factors.values())

    def meaning(formula):
        return tuple(bool(d.names.function(formula)(s, x)) for s in outcomes)

    pairs = [(meaning(o.table["first"]), meaning(o.table["then"])) for o in d.orders]
    return any(a[0] == b[1] and a[1] == b[0] for a in pairs for b in pairs) or any(
        first == then for first, then in pairs)


def valid(text):
    """Is every status quo and every no-deal outcome feasible in its case, and no order circular?"""
    d = read(text)
    if goes_round(d):
        return False
    for case in d.case_names:
        setting = Setting(d, case)
        S = World(setting).S
        needed = [setting.status_quo, *(nd for nd in setting.no_deals.values() if isinstance(nd, tuple))]
        if not all(S >> setting.number[s] & 1 for s in needed):
            return False
    return True


def dispute_text(seed, number):
    r = random.Random(f"{seed}/{number}")
    while True:
        draft = Draft(r)
        draft_text = draft.text()
        if valid(draft_text):
            return draft_text


def measure(seed, count):
    verdicts, lost = Counter(), Counter()
    sizes = []
    for number in range(count):
        d = read(dispute_text(seed, number))
        for case in d.case_names[:1]:
            ladder = ladder_of(d, case)
            survivors = [len({t for t, _ in pairs}) for pairs in ladder.survivors()]
            sizes.append(ladder.w.S.bit_count())
            reached = sum(bool(n) for n in survivors)
            verdicts[RUNGS[reached - 1] if reached else "none"] += 1
            before = ladder.w.T.bit_count()
            for rung, after in zip(RUNGS, survivors):
                lost[rung] += after < before
                before = after
            lost["status quo in C"] += ladder.w.T >> ladder.w.start & 1
            lost["weak"] += reached == 5 and any(
                ladder.path(t, Z, weak=True) for t, Z in ladder.survivors()[4])
            lost["overtaken"] += any(ladder.overtaken(t, Z) for t, Z in ladder.survivors()[5])
    print(f"{count} disputes (case now), {sum(sizes) / count:.1f} feasible outcomes on average")
    for name in ["none", *RUNGS]:
        print(f"  verdict {name:11} {100 * verdicts[name] / count:5.1f}%"
              + (f"   loses outcomes at it {100 * lost[name] / count:5.1f}%" if name in RUNGS else ""))
    for name in ("status quo in C", "weak", "overtaken"):
        print(f"  {name:19} {100 * lost[name] / count:5.1f}%")


if __name__ == "__main__":
    draw.main(__doc__, dispute_text, measure)
