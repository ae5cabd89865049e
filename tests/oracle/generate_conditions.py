#!/usr/bin/env python3
"""Random small disputes whose weights and conditions are linear in several factors, the same ones for the same seed.

    python3 tests/oracle/generate_conditions.py --seed 1 --number 7     print dispute 7 of seed 1

They are of the kind of generate.py, with two to eight factors; no two factors are multiplied, and no comparison holds
at one value only, so that the smallest change of all of them together has an exact answer.
"""

import random

import draw
import generate
from draw import chance
from generate import valid

FACTORS = ["f", "g", "h", "k", "l", "m", "n", "o"]


class LinearDraft(generate.Draft):
    factor_names = FACTORS
    factor_counts = [2, 2, 2, 2, 3, 3, 4, 5, 7, 8]

    def factor_atom(self):
        r = self.r
        value = r.choice(["0.2", "0.25", "0.4", "0.5", "0.6", "0.75", "0.9"])
        f, g = r.sample(self.factors, 2)
        return r.choice([f"{f} < {value}", f"{f} >= {value}", f"{f} + {g} >= 1", f"2 * {f} - {g} > {value}",
                         f"{value} <= {f}", f"{f} <= {g}"])

    def expression(self):
        r = self.r
        n = r.choice([n for n in self.numbers if n != "0.000000001"])
        terms = " ".join(f"{r.choice('+-')} {r.choice(['1', '2', '3', '0.5', '1.5'])} * {f}"
                         for f in r.sample(self.factors, min(len(self.factors), r.choice([1, 2, 2, 3, 5]))))
        return r.choice([f"{n} {terms}", f"0 {terms}", f"({terms.lstrip('+ ')}) / 2" if terms[0] == "+" else f"1 {terms}",
                         f"{n} * (1 {terms})"])

    def draw_weight(self, small):
        return f'"{self.expression()}"' if chance(self.r, 0.5) else super().draw_weight(small)


def dispute_text(seed, number):
    r = random.Random(f"linear {seed}/{number}")
    while True:
        text = LinearDraft(r).text()
        if valid(text):
            return text


if __name__ == "__main__":
    draw.main(__doc__, dispute_text)
