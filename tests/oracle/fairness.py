"""Dividing items between parties with additive points: Adjusted Winner, envy, equitability, proportionality.

Everything is in fractions. An allotment gives for every item the share of every party; its shares add to 1.
"""

from fractions import Fraction
from types import SimpleNamespace as Record


def worth(points, shares):
    """What a party with these points per item gets from these shares of them."""
    return sum(Fraction(p) * share for p, share in zip(points, shares))


def adjusted_winner(a, b):
    """Brams & Taylor 1996: two lists of points per item, in one item's order.

    Every item goes to who gives it more points, equal ones to who is behind so far (the first when even).
    Then items move from the leader to the other, those with the least ratio of the leader's points to the other's
    first (earlier ones among equals), the last one in part, until both have the same.
    `steps` are (item, from, share moved); parties are 0 and 1.
    """
    points = [[Fraction(p) for p in side] for side in (a, b)]
    owner = [0 if x > y else 1 if y > x else None for x, y in zip(*points)]

    def total(party):
        return sum(p for p, who in zip(points[party], owner) if who == party)

    for item, who in enumerate(owner):
        if who is None:
            owner[item] = 1 if total(1) < total(0) else 0
    totals = [total(0), total(1)]
    start = totals[:]
    shares = [[Fraction(owner[item] == party) for item in range(len(owner))] for party in (0, 1)]
    leader = 0 if totals[0] >= totals[1] else 1
    other = 1 - leader
    movable = [item for item, who in enumerate(owner)
               if who == leader and points[leader][item] + points[other][item] > 0]
    movable.sort(key=lambda item: (points[other][item] == 0,
                                   points[leader][item] / points[other][item] if points[other][item] else 0))
    steps = []
    for item in movable:
        gap = totals[leader] - totals[other]
        if gap == 0:
            break
        moved = min(Fraction(1), gap / (points[leader][item] + points[other][item]))
        totals[leader] -= moved * points[leader][item]
        totals[other] += moved * points[other][item]
        shares[leader][item] -= moved
        shares[other][item] += moved
        steps.append((item, leader, moved))
    return Record(start=start, totals=totals, shares=shares, steps=steps)


def envies(points, shares):
    """The pairs (i, j) such that i finds j's part better than its own."""
    parties = range(len(points))
    return [(i, j) for i in parties for j in parties
            if worth(points[i], shares[j]) > worth(points[i], shares[i])]


def envies_up_to_one(points, shares):
    """The pairs (i, j) such that i finds j's part better even without any single item of it (EF1 fails)."""
    found = []
    for i, j in envies(points, shares):
        own, theirs = worth(points[i], shares[i]), worth(points[i], shares[j])
        if all(theirs - points[i][k] * shares[j][k] > own for k in range(len(points[i]))):
            found.append((i, j))
    return found


def equitable(points, shares):
    """Does every party get the same share of what all items are worth to it?"""
    parts = {worth(p, s) / sum(p) for p, s in zip(points, shares) if sum(p)}
    return len(parts) <= 1


def short_of_proportional(points, shares):
    """The parties that get less than 1/n of what all items are worth to them."""
    return [i for i, (p, s) in enumerate(zip(points, shares)) if worth(p, s) * len(points) < sum(p)]
