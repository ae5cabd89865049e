#!/usr/bin/env python3
"""The oracle of measures on disputes worked out by hand."""

import unittest

from conditions_test import PRESSED
from dispute import read
from measures import Measured

# Two who may each give in. Both giving in is worth 3 x to each, one's holding out 1 more: with 3 x >= 1 the other's
# answer deters it (SEQ), whatever x is it is no Nash equilibrium.
DILEMMA = """
[dispute]
title = "Dilemma"
[factors]
x = 0.2
[parties]
a = {}
b = {}
[issues]
mine = { options = ["hold", "give"], by = ["a"] }
yours = { options = ["hold", "give"], by = ["b"] }
[preferences]
a = [ { id = "other", wants = "yours = give", weight = "3 * x" }, { id = "own", wants = "mine = hold", weight = 1 } ]
b = [ { wants = "mine = give", weight = "3 * x" }, { wants = "yours = hold", weight = 1 } ]
"""
BOTH = "mine = give and yours = give"

# What a and b get: left 2 and 1; right 1.5 and 3 x.
SPLIT = """
[dispute]
title = "Left or right"
[question]
of = "a"
with = ["b"]
compromise = "deal = right"
[factors]
x = 0.1
[parties]
a = {}
b = {}
[issues]
deal = { options = ["no", "left", "right"], by = ["a", "b"] }
[preferences]
a = { values = { deal = { left = 2, right = 1.5 } } }
b = [ { wants = "deal = left", weight = 1 }, { wants = "deal = right", weight = "3 * x" } ]
"""


class Equilibria(unittest.TestCase):
    def test_dilemma(self):
        d = read(DILEMMA)
        for of, values in (("nash", {0.1: False, 0.3: False, 0.4: False, 0.9: False}),
                           ("seq", {0.1: False, 0.33: False, 0.34: True, 0.9: True}),
                           ("gmr", {0.1: False, 0.33: False, 0.34: True, 0.9: True})):
            asked = Measured(d, of, outcome=BOTH)
            for x, holds in values.items():
                self.assertEqual(asked.holds(factors={"x": x}), holds, f"{of} at {x}")
        asked = Measured(d, "nash", outcome=BOTH)
        self.assertEqual(asked.passing(["own"]), set())  # b would still hold out
        self.assertEqual(asked.passing(["own", "b.2"]), {(1, 1)})
        self.assertEqual(asked.passing(["b"]), set())    # then it cannot give in

    def test_groups(self):  # a and b leave together or not at all: a would not
        self.assertEqual(len(Measured(read(PRESSED), "nash").passing()), 2)


class Deals(unittest.TestCase):
    def test_zone(self):
        asked = Measured(read(PRESSED), "zone")
        self.assertEqual(asked.passing(), set())
        for removed in (["pride"], ["threat"], ["c"], ["c", "threat"], ["gain"]):
            self.assertEqual(asked.passing(removed), set(), removed)
        for removed in (["pride", "threat"], ["pride", "c"]):
            self.assertEqual(asked.passing(removed), {(1, 0)}, removed)
        for calm, holds in ((0.59, False), (0.6, True), (0.61, True)):
            self.assertEqual(asked.holds(factors={"calm": calm}), holds)

    def test_solutions(self):
        d = read(SPLIT)
        for of, at in (("nash_deal", 4 / 9), ("kalai_smorodinsky", 4 / 9), ("egalitarian", 1 / 3), ("utilitarian", 1 / 2),
                       ("efficient", 1 / 3), ("zone", 0)):
            asked = Measured(d, of)
            self.assertEqual(asked.holds(factors={"x": at + 0.01}), True, of)
            self.assertEqual(asked.holds(factors={"x": at - 0.01}), False, of)


class Refusals(unittest.TestCase):
    def test_orders(self):
        d = read(SPLIT.replace('b = [ {', 'b = { priority = true, statements = [ {').replace('"3 * x" } ]', '1 } ] }')
                 .replace(', weight = 1', ''))
        self.assertIn("no utility", Measured(d, "nash_deal").refused())
        for of in ("zone", "efficient", "fallback", "nash"):
            self.assertIsNone(Measured(d, of).refused())


if __name__ == "__main__":
    unittest.main()
