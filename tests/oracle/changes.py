"""Holds smallest changes, single values and maps to the oracle, whatever is asked at a value of the factors.

Who inherits from this says what that is: `level(at)`, a number for factors at other values than now, and `number(name)`,
the number of a verdict as the engine names it. It has `draw`, `now` (the factors), `differences` and `compared`.
"""

import re
from itertools import product

POINTS = 24
STEPS = 7          # of a grid, per factor
SPOTS = 40         # random values where a search may start
EDGE = 1e-7        # widths of ranges: random values keep so far from their ends
HAIR = 1e-6        # widths of ranges: nearer to a border nothing is claimed


def written_values(text, low, high):
    """The numbers that the file has, as far as a factor can be one of them, and the ends of its domain."""
    numbers = {float(x) for x in re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])", text)}
    return sorted(x for x in numbers | {low, high} if low <= x <= high)


def sharpened(text, factors, draw):
    """The dispute with one comparison of a factor with a number made an equality, if it has one."""
    found = [m for m in re.finditer(r"\b([a-z]\w*) (<=|>=|<|>) (\d[\d.]*)", text) if m[1] in factors]
    if not found:
        return text
    one = draw.choice(found)
    return text[:one.start()] + f"{one[1]} = {one[3]}" + text[one.end():]


class Changes:
    points, spots = POINTS, SPOTS

    def change(self, theirs, want):
        if theirs["found"]:
            to = {c["factor"]: c["to"] for c in theirs["changes"]}
            inside = self.level(to)
            if inside < want:
                self.differences.append(f"smallest change {to}: the oracle has rung {inside} there")
            if theirs["tight"]:
                back = {f: self.now[f] + (x - self.now[f]) * (1 - 1e-6) for f, x in to.items()}
                outside = self.level(back)
                if outside >= want:
                    self.differences.append(f"just outside the smallest change, at {back}, the oracle has rung {outside}")
            self.compared["inside"] += 1
            self.status(theirs, to, inside, want)
        within = {v["factor"]: v["within"] for v in theirs["varied"]}
        self.compared[f"change {theirs['status']} {'found' if theirs['found'] else 'none'}"] += 1
        for one in theirs.get("single_values", []):
            at, rung = {one["factor"]: one["at"]}, self.level({one["factor"]: one["at"]})
            low, high = within[one["factor"]]
            self.compared["single value beside a change"] += 1
            if not want <= rung == self.number(one["verdict"]) or not low <= one["at"] <= high \
                    or abs(self.cost(within, at) - one["cost"]) > 1e-12:
                self.differences.append(f"single value: the oracle has rung {rung}: {one}")
        for _ in range(self.points if within else 0):
            self.cheaper(within, theirs, want)
        if within and theirs["status"] != "sampled":
            self.search(within, theirs, want)

    def status(self, theirs, to, inside, want):
        """What is said of the answer fits together."""
        gap = theirs["cost"] - theirs["lower_bound"]
        within = {v["factor"]: v["within"] for v in theirs["varied"]}
        cost = self.cost(within, to)
        if abs(cost - theirs["cost"]) > 1e-12 or inside != self.number(theirs["verdict"]) or gap < -1e-9:
            self.differences.append(f"smallest change: cost {cost}, rung {inside}, engine {theirs}")
        if theirs["status"] == "exact" and gap > 1.001e-6 or theirs["attained"] and gap > 1e-8:
            self.differences.append(f"called exact with a gap of {gap}: {theirs}")
        if theirs["status"] == "exact" and theirs["lower_bound"] > 1e-5 and not theirs["tight"]:
            self.differences.append(f"exact, and less does it: {theirs}")

    def cost(self, within, at):
        return sum(abs(x - self.now[f]) / (within[f][1] - within[f][0]) for f, x in at.items())

    def search(self, within, theirs, want):
        """From values that do, on a grid or at random, towards the present: none may end below the bound."""
        if len(within) <= 2:
            off = self.draw.random()  # not where comparisons are just at their borders
            spots = [dict(zip(within, at)) for at in product(*(
                [low + (high - low) * (k + off) / STEPS for k in range(STEPS)] for low, high in within.values()))]
        else:
            spots = [{f: self.draw.uniform(low, high) if self.draw.random() < 0.7 else self.now[f]
                      for f, (low, high) in within.items()} for _ in range(self.spots)]
        good = []
        for at in spots:
            self.compared["spot"] += 1
            if (not good or self.cost(within, at) < 2 * len(within)) and self.level(at) >= want:
                good.append(at)
        if good and theirs["proven"] and not theirs["found"]:
            self.differences.append(f"{good[0]} does it; the engine has proven that nothing does")
        good.sort(key=lambda at: self.cost(within, at))
        for at in good[:2]:
            at = self.pulled(within, at, want)
            self.compared["search"] += 1
            if self.cost(within, at) < theirs["lower_bound"] - HAIR:
                self.differences.append(f"{at} costs {self.cost(within, at)} and does it: {theirs}")

    def pulled(self, within, at, want):
        """Factor by factor as near to the present as the others allow."""
        at = dict(at)
        for f in self.draw.sample(sorted(within), len(within)):
            bad, good = self.now[f], at[f]
            if self.level({**at, f: bad}) >= want:
                at[f] = bad
                continue
            for _ in range(24):
                middle = (bad + good) / 2
                if self.level({**at, f: middle}) >= want:
                    good = middle
                else:
                    bad = middle
            at[f] = good
        return at

    def cheaper(self, within, theirs, want):
        """A random value that costs less than what is proven to be needed must not do."""
        weights = [self.draw.expovariate(1) for _ in within]
        limit = theirs["lower_bound"] if theirs["found"] or not theirs["proven"] else len(within)
        reach = limit * self.draw.random() / sum(weights)
        at = {}
        for (factor, (low, high)), weight in zip(within.items(), weights):
            step = weight * reach * (high - low) * self.draw.choice((-1, 1))
            edge = EDGE * (high - low)  # single values, as where two outcomes tie at the end of a range, are not claimed
            at[factor] = min(max(self.now[factor] + step, low + edge), high - edge)
        if self.cost(within, at) >= limit > 0 or limit == 0:
            return  # kept from an end of the range it costs more than what is claimed
        self.compared["cheaper"] += 1
        rung = self.level(at)
        if rung >= want:
            self.differences.append(f"a cheaper change, {at}, has rung {rung}: {theirs}")

    # The map.

    def map(self, theirs):
        cells = [cell for cell in theirs["cells"] if cell["certain"]]
        for cell in self.draw.sample(cells, min(len(cells), self.points // 2)):
            at = {}
            for axis in "ab":
                low, high = cell[axis]
                at[theirs[axis]] = low + (high - low) * (0.01 + 0.98 * self.draw.random())
            self.compared["cell"] += 1
            rung = self.level(at)
            if rung != self.number(cell["verdict"]):
                self.differences.append(f"map at {at}: the oracle has rung {rung}, the cell is {cell}")
        if theirs["linear"]:
            self.regions(theirs)
            self.borders(theirs)

    def regions(self, theirs):
        """Regions fill the plane, and have at any place inside them the verdict that they say."""
        (a, b), size = (theirs["a"], theirs["b"]), [theirs[f"domain_{axis}"] for axis in "ab"]
        whole = (size[0][1] - size[0][0]) * (size[1][1] - size[1][0])
        area = sum(abs(sum(p[0] * q[1] - p[1] * q[0] for p, q in sides(region["corners"]))) / 2
                   for region in theirs["regions"])
        self.compared["area"] += 1
        if abs(area - whole) > 1e-6 * whole:
            self.differences.append(f"regions fill {area} of {whole}")
        for _ in range(self.points):
            at = [self.draw.uniform(low, high) for low, high in size]
            region = next((r for r in theirs["regions"] if inside(r["corners"], at, HAIR)), None)
            if region is None:
                continue
            self.compared["region" if region["proven"] else "region open"] += 1
            rung = self.level({a: at[0], b: at[1]})
            if region["proven"] and rung != self.number(region["verdict"]):
                self.differences.append(f"at {at}: the oracle has rung {rung}, the region is {region}")

    def borders(self, theirs):
        """Just beyond a border, on either side of it, there are the verdicts that it parts."""
        exact = [border for border in theirs["borders"] if border["exact"]]
        for border in self.draw.sample(exact, min(len(exact), self.points // 2)):
            (a0, b0), (a1, b1) = border["from"], border["to"]
            length = ((a1 - a0) ** 2 + (b1 - b0) ** 2) ** 0.5
            across = (b1 - b0) / length, -(a1 - a0) / length  # towards larger a
            if b1 == b0:
                across = 0, 1
            share = self.draw.uniform(0.05, 0.95)
            step = min(3e-6, length / 100)
            if length < 1e-4:
                continue
            for side, sign in (("below", -1), ("above", 1)):
                at = {theirs["a"]: a0 + share * (a1 - a0) + sign * step * across[0],
                      theirs["b"]: b0 + share * (b1 - b0) + sign * step * across[1]}
                self.compared["border"] += 1
                rung = self.level(at)
                if rung != self.number(border[side]):
                    self.differences.append(f"{side} a border, at {at}, the oracle has rung {rung}: {border}")

    # Values that stand alone.

    def singles(self, row, name, low, high, level, alone_at):
        """The verdict at each is another than just beside it; and at some values that may be such, all of them are
        named: `alone_at` are those to look at."""
        step = 3 * HAIR * (high - low)
        found = row.get("single_values", [])

        def stands_alone(at):
            here = level(at)
            beside = [level(x) for x in (at - step, at + step) if low <= x <= high]
            return here, all(x < here for x in beside) or all(x > here for x in beside)

        places = [entry["at"] for entry in row["crossings"] + found]

        def crowded(at):
            return any(1e-9 < abs(at - x) < 2 * step for x in places)

        for one in found:
            if crowded(one["at"]):
                continue
            here, alone = stands_alone(one["at"])
            self.compared["single value"] += 1
            if here != self.number(one["verdict"]) or not alone:
                self.differences.append(f"{name} = {one['at']} has {here} and does {'' if alone else 'not '}stand alone: {row}")
        if not row["exact"]:
            return
        for at in alone_at:
            if crowded(at) or any(abs(at - one["at"]) < 1e-9 for one in found):
                continue
            self.compared["value looked at"] += 1
            if stands_alone(at)[1]:
                self.differences.append(f"{name} = {at} stands alone with {level(at)} and is not named: {row}")


def sides(corners):
    return zip(corners, corners[1:] + corners[:1])


def inside(corners, at, margin):
    """Inside a convex polygon, counterclockwise, and so far from its sides."""
    return all((q[0] - p[0]) * (at[1] - p[1]) - (q[1] - p[1]) * (at[0] - p[0])
               > margin * ((q[0] - p[0]) ** 2 + (q[1] - p[1]) ** 2) ** 0.5 for p, q in sides(corners))


def near_others(at, crossings):
    return sum(abs(c["at"] - at) < 4e-6 for c in crossings) > 1


def near_any(value, crossings):
    return any(abs(c["at"] - value) < 4e-6 for c in crossings)
