"""Divisible issues of docs/methods/bargaining.md, by one exact linear programme per choice of what is not divided.

For every choice of an option per indivisible issue, and of two neighbours per divisible ordered one, the mixtures are
the hull of finitely many utility vectors. Linear programmes over a hull are solved with fractions; where Nash's
product is largest is not a fraction, so the engine's point is held to be at least as good as all that climbing finds.
"""

import itertools
import math
from fractions import Fraction

from bargaining import dominates
from dispute import UNIT

MOST_HULLS, MOST_CORNERS, MOST_RAIFFA = 8, 200, 2
CLOSE = Fraction(1, 10**9)


class NotComparable(Exception):
    """What the oracle does not work out."""


# Linear programmes.

def whole_row(numbers):
    """A row as whole numbers, and what it was multiplied by."""
    numbers = [Fraction(x) for x in numbers]
    scale = math.lcm(*(x.denominator for x in numbers))
    return [int(x * scale) for x in numbers], scale


class Tableau:
    """The simplex method with Bland's rule, in whole numbers: every entry is over the last pivot (Edmonds 1967)."""

    def __init__(self, n, rows):
        slacks = sum(kind == "<=" for _, kind, _ in rows)
        self.n, self.real, self.rows, self.basis, self.over = n, n + slacks, [], [], 1
        at = n
        for k, (coefficients, kind, number) in enumerate(rows):
            whole, _ = whole_row([*coefficients, number])
            row = whole[:-1] + [0] * (slacks + len(rows)) + whole[-1:]
            if kind == "<=":
                row[at] = 1
                at += 1
            if row[-1] < 0:
                row = [-c for c in row]
            row[self.real + k] = 1
            self.rows.append(row)
            self.basis.append(self.real + k)

    def pivot(self, leave, enter, costs):
        if self.rows[leave][enter] < 0:
            self.rows[leave] = [-x for x in self.rows[leave]]
        pivot_row, over = self.rows[leave], self.over
        p = pivot_row[enter]

        def changed(row):
            factor = row[enter]
            if factor:
                return [(p * x - factor * y) // over for x, y in zip(row, pivot_row)]
            return [p * x // over for x in row]

        self.rows = [row if k == leave else changed(row) for k, row in enumerate(self.rows)]
        self.over, self.basis[leave] = p, enter
        return costs and changed(costs)

    def climb(self, objective, columns):
        """The largest value of whole costs."""
        costs = [self.over * c for c in objective] + [0]
        for row, b in zip(self.rows, self.basis):
            if objective[b]:
                costs = [c - objective[b] * x for c, x in zip(costs, row)]
        while True:
            enter = next((j for j in range(columns) if costs[j] > 0), None)
            if enter is None:
                return Fraction(-costs[-1], self.over)
            leave = min((Fraction(row[-1], row[enter]), self.basis[k], k)
                        for k, row in enumerate(self.rows) if row[enter] > 0)[2]  # the hulls are bounded
            costs = self.pivot(leave, enter, costs)

    def drive_out(self):
        """Takes what only the first phase needs out of the basis, where it is 0."""
        for k, b in enumerate(self.basis):
            if b >= self.real:
                enter = next((j for j in range(self.real) if self.rows[k][j]), None)
                if enter is not None:
                    self.pivot(k, enter, None)


def maximise(objective, rows):
    """max objective x, x >= 0, rows (coefficients, "<=" or "=", number): (value, x), or None without a solution."""
    table = Tableau(len(objective), rows)
    extra = len(table.rows[0]) - 1 - table.real
    if table.climb([0] * table.real + [-1] * extra, table.real + extra) < 0:
        return None
    table.drive_out()
    whole, scale = whole_row(objective)
    value = table.climb(whole + [0] * (table.real - table.n + extra), table.real) / scale
    x = [Fraction(0)] * (table.real + extra)
    for row, b in zip(table.rows, table.basis):
        x[b] = Fraction(row[-1], table.over)
    return value, x[:table.n]


class Hull:
    """The mixtures of some corners that are at least `least`.

    Corners that another one dominates are left out: what they have a part in is no better for anybody without them.
    """

    def __init__(self, corners, least):
        corners = set(corners)
        self.corners = sorted(a for a in corners if not any(dominates(b, a) for b in corners))
        self.least = list(least)
        self.parties = range(len(least))

    def best(self, weights, above=None, level=()):
        """(value, u) of the largest weighted sum with u >= above; `level`: [(party, zero, unit)], and t counts
        instead, the largest with (u - zero) / unit >= t for all of them."""
        m, floors = len(self.corners), [max(x, y) for x, y in zip(self.least, above or self.least)]
        extra = [0, 0] if level else []  # t is the difference of two
        rows = [([1] * m + extra, "=", 1)]
        rows += [([-c[p] for c in self.corners] + extra, "<=", -floors[p]) for p in self.parties]
        rows += [([-(c[p] - zero) / Fraction(unit) for c in self.corners] + [1, -1], "<=", 0)
                 for p, zero, unit in level]
        objective = [0] * m + [1, -1] if level else [sum(w * x for w, x in zip(weights, c)) for c in self.corners]
        found = maximise(objective, rows)
        if found is None:
            return None
        value, x = found
        return value, tuple(sum(part * c[p] for part, c in zip(x, self.corners)) for p in self.parties)

    def top(self, p, above=None):
        found = self.best([int(q == p) for q in self.parties], above)
        return None if found is None else found[0]

    def leximin(self, zero, unit, above=None):
        """The ascending list of (u - zero) / unit, the largest; by raising all that can still rise."""
        above = [max(x, y) for x, y in zip(self.least, above or self.least)]
        rising, done = [p for p in self.parties if unit[p] > 0], []
        if self.best([0] * len(above), above) is None:
            return None
        while rising:
            t = self.best(None, above, [(p, zero[p], unit[p]) for p in rising])[0]
            for p in rising:
                above[p] = max(above[p], zero[p] + t * unit[p])
            stuck = [p for p in rising if self.top(p, above) == zero[p] + t * unit[p]]
            done += [t] * len(stuck)
            rising = [p for p in rising if p not in stuck]
        return done


class Continuous:
    """The mixtures of an additive dispute. NotComparable where it is none, or where they are too many."""

    def __init__(self, a):
        self.a, d, w = a, a.d, a.w
        if any(a.ordinal) or d.arcs is not None:
            raise NotComparable
        taken = set()
        for p in a.parties:
            table, no_deal = d.preferences[p], w.setting.no_deals[p]
            for s in w.statements[p]:
                if "never" in s.table and isinstance(no_deal, tuple) and d.names.function(s.table["never"])(
                        no_deal, w.setting.x):
                    raise NotComparable
            taken |= {n for (kind, _), out in a.cuts[p].items() if kind != "no_deal" for n in out}
        left = {w.outcomes[n]: a.vector(n) for n in a.table if n not in taken}
        self.options = [sorted({s[k] for s in left}) for k in range(len(d.issues))]
        if not left or len(left) != math.prod(map(len, self.options)):
            raise NotComparable
        base = next(iter(left))
        self.base = [Fraction(x, UNIT) for x in left[base]]
        self.value = [{o: [Fraction(x - z, UNIT) for x, z in zip(left[base[:k] + (o,) + base[k + 1:]], left[base])]
                       for o in options} for k, options in enumerate(self.options)]
        for s, u in left.items():
            if self.utility([{o: 1} for o in s]) != [Fraction(x, UNIT) for x in u]:
                raise NotComparable
        self.d = [Fraction(x, UNIT) for x in a.disagreement]
        self.floor = [z + Fraction(str(d.parties[p].get("margin", 0))) for z, p in zip(self.d, a.parties)]
        self.hulls = self.find_hulls()

    def utility(self, mixture):
        u = list(self.base)
        for k, parts in enumerate(mixture):
            for o, part in parts.items():
                u = [x + part * y for x, y in zip(u, self.value[k][o])]
        return u

    def together(self, k):
        """The sets of options of an issue that may have parts at the same time."""
        issue, options = self.a.d.issues[k], self.options[k]
        if not issue.divisible:
            return [[o] for o in options]
        if issue.levels is None:
            return [options]
        pairs = [[o, o + 1] for o in options if o + 1 in options]
        return pairs + [[o] for o in options if not any(o in pair for pair in pairs)]

    def find_hulls(self):
        choices = [self.together(k) for k in range(len(self.options))]
        if math.prod(map(len, choices)) > MOST_HULLS:
            raise NotComparable
        hulls = []
        for choice in itertools.product(*choices):
            if math.prod(map(len, choice)) > MOST_CORNERS:
                raise NotComparable
            corners = [tuple(self.utility([{o: 1} for o in s])) for s in itertools.product(*choice)]
            hull = Hull(corners, self.floor)
            if hull.best([0] * len(self.d)) is not None:
                hulls.append((choice, hull))
        return hulls

    def ideal(self, above=None):
        tops = [[hull.top(p, above) for _, hull in self.hulls] for p in range(len(self.d))]
        return [max((x for x in column if x is not None), default=None) for column in tops]

    def sum(self, weights):
        return max(hull.best(weights)[0] for _, hull in self.hulls)

    def leximin(self, zero, unit, above=None):
        return max(found for _, hull in self.hulls if (found := hull.leximin(zero, unit, above)) is not None)

    def raiffa(self):
        """A list of gains as leximin gives it, with zero and unit; the end of the sequence where it does not end."""
        if len(self.hulls) > MOST_RAIFFA:
            raise NotComparable
        d = list(self.d)
        while True:
            top = self.ideal(d)
            if max(m - x for m, x in zip(top, d)) < CLOSE:
                return d, None, None
            after = [x + (m - x) / len(d) for x, m in zip(d, top)]
            after = [Fraction(math.floor(x * 2**60), 2**60) for x in after]
            if self.ideal(after)[0] is None:
                unit = [m - x for m, x in zip(top, d)]
                return None, d, unit
            d = after

    def product(self, power, u):
        """(how many gain, the sum of power * log of their gains)"""
        gains = [(float(x - z), float(a)) for x, z, a in zip(u, self.d, power) if x - z > CLOSE]
        return len(gains), sum(a * math.log(gain) for gain, a in gains)

    def climb(self, power, hull, rounds):
        """Points of a hull with ever larger products (Frank and Wolfe 1956)."""
        able = [p for p, z in enumerate(self.d) if hull.top(p) > z]
        tops = [hull.best([int(q == p) for q in range(len(self.d))])[1] for p in able] or [hull.best(self.d)[1]]
        u = tuple(sum(column) / len(tops) for column in zip(*tops))
        for _ in range(rounds):
            yield u
            if not able:
                return
            weights = [Fraction(power[p] / (u[p] - self.d[p])).limit_denominator(10**6) if p in able else 0
                       for p in range(len(self.d))]
            target = hull.best(weights)[1]
            low, high = 0.0, 1.0
            for _ in range(40):  # the slope falls along the way
                t = (low + high) / 2
                slope = sum(float(power[p]) * float(target[p] - u[p]) /
                            float(u[p] - self.d[p] + Fraction(t) * (target[p] - u[p])) for p in able)
                low, high = (t, high) if slope > 0 else (low, t)
            u = tuple(Fraction(float(x + Fraction(low) * (y - x))) for x, y in zip(u, target))

    def rise(self, power, hull, u):
        """How much a product could grow by, to first order, and so at most, from u, which need not be in the hull."""
        weights = [Fraction(a) / (x - z) if x - z > CLOSE else Fraction(0) for a, x, z in zip(power, u, self.d)]
        return float(hull.best(weights)[0] - sum(w * x for w, x in zip(weights, u)))
