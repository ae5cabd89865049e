#!/usr/bin/env python3
"""The oracle of blockers and conditions on disputes worked out by hand."""

import unittest
from fractions import Fraction

from conditions import Asked, rung_at
from dispute import read

# b refuses for two reasons, one pressed on it by c; see docs/methods/blockers.md.
PRESSED = """
[dispute]
title = "A deal under pressure"
[question]
of = "a"
with = ["b"]
compromise = "deal = yes"
[factors]
calm = 0.2
[parties]
a = {}
b = {}
c = {}
[issues]
deal = { options = ["no", "yes"], by = ["a", "b"] }
mood = { options = ["calm", "cross"], by = ["c"] }
[preferences]
a = [ { id = "gain", wants = "deal = yes", weight = 2 } ]
b = [
  { id = "trade", wants = "deal = yes", weight = "10 * calm - 1" },
  { id = "pride", wants = "deal = no", weight = 2 },
  { id = "threat", wants = "deal = no", weight = 3, from = "c" },
]
"""


class Blockers(unittest.TestCase):
    def setUp(self):
        self.d = read(PRESSED)
        self.asked = Asked(self.d, "now")

    def test_shares(self):
        shares = self.asked.shares(self.asked.players("statements"))
        self.assertEqual(shares["pride"], [Fraction(19, 12), Fraction(1, 12)])
        self.assertEqual(shares["trade"], [Fraction(-1, 12), Fraction(-1, 12)])
        self.assertEqual(sum(x for x, _ in shares.values()), 3)

    def test_minimal_sets(self):
        self.assertEqual(self.asked.minimal_sets(6, 3), [["c", "pride"], ["pride", "threat"]])

    def test_factor(self):  # trade is worth 5 at 0.6; b then is indifferent and accepts, but does not step
        self.assertEqual(rung_at(self.d, "now", {"calm": 0.59}), 2)
        self.assertEqual(rung_at(self.d, "now", {"calm": 0.6}), 5)
        self.assertEqual(rung_at(self.d, "now", {"calm": 0.61}), 6)


if __name__ == "__main__":
    unittest.main()
