"""Holds the parts `continuous` and `rates` of `detente bargain` to the oracle."""

from fractions import Fraction

from continuous import Continuous, NotComparable

SMALL = 1e-7  # of the numbers compared, whose gap is added
ROUNDS = 12  # of climbing, in a hull that the engine's point does not belong to
_known = {}  # of the dispute asked last, however often it is asked


def worked_out(a):
    """The mixtures of a, or None if the oracle has none."""
    key = a.text, a.case
    if key not in _known:
        _known.clear()
        try:
            _known[key] = Continuous(a)
        except NotComparable:
            _known[key] = None
    return _known[key]


def number(value):
    return Fraction(str(value))


def compare_continuous(a, theirs, differences, missing):
    if not any(issue.divisible and a.w.setting.on(issue) for issue in a.d.issues):
        if theirs:
            differences.append("continuous: nothing is divisible")
        return
    mine = worked_out(a)
    if mine is None:
        return
    for entry in theirs:
        if entry["status"] == "not_applicable":
            if mine.hulls:
                missing.append(f"continuous, {entry['id']} ({entry['why']})")
            continue
        if not mine.hulls:
            differences.append(f"continuous {entry['id']}: no mixture is acceptable")
            continue
        trouble = unsound(a, mine, entry) or worse(a, mine, entry)
        if trouble:
            differences.append(f"continuous {entry['id']}: {trouble}")


def unsound(a, mine, entry):
    """Is the engine's point no mixture that is allowed, or has it other utilities?"""
    mixture = []
    for k, issue in enumerate(a.d.issues):
        given = entry["mixture"].get(issue.name)
        if given is None:
            if len(mine.options[k]) > 1:
                return f"says nothing of {issue.name}"
            mixture.append({mine.options[k][0]: Fraction(1)})
            continue
        parts = {issue.options.index(o): number(part) for o, part in given.items()}
        if abs(float(sum(parts.values())) - 1) > 1e-9 or any(part <= 0 for part in parts.values()):
            return f"parts of {issue.name}: {given}"
        if not any(set(parts) <= set(allowed) for allowed in mine.together(k)):
            return f"{issue.name} is not mixed like that: {given}"
        mixture.append(parts)
    u, given = mine.utility(mixture), [number(entry["utilities"][p]) for p in a.parties]
    for x, y, z in zip(u, given, mine.floor):
        if abs(float(x - y)) > SMALL * (1 + abs(float(x))):
            return f"utilities are {list(map(float, u))}, not {list(map(float, given))}"
        if float(z - x) > SMALL * (1 + abs(float(x))):
            return f"utilities {list(map(float, u))} are not acceptable"
    return None


def apart(best, value, gap):
    """Is a value not the best one?"""
    return abs(float(best) - float(value)) > SMALL * (1 + abs(float(best))) + gap


def worse(a, mine, entry):
    """Is something better than the engine's point?"""
    u, gap = [number(entry["utilities"][p]) for p in a.parties], float(entry.get("gap", 0))
    n, name = len(u), entry["id"]
    if name == "nash":
        return worse_product(a, mine, entry, u, gap)
    ideal = mine.ideal()
    span = [y - z for y, z in zip(ideal, mine.d)]
    if name in ("utilitarian", "relative_utilitarian"):
        weights = [1] * n if name == "utilitarian" else [1 / s if s > 0 else 0 for s in span]
        best, value = mine.sum(weights), sum(w * x for w, x in zip(weights, u))
        return f"a sum of {float(best)} can be had, not {float(value)}" if apart(best, value, gap) else None
    zero, unit = mine.d, [Fraction(1)] * n
    if name == "proportional":
        unit = a.weights or unit
    if name == "kalai_smorodinsky":
        unit = span
    above = None
    if name == "raiffa":
        try:
            end, zero, unit = mine.raiffa()
        except NotComparable:
            return None
        if end is not None:
            wrong = any(apart(x, y, 2 * gap) for x, y in zip(end, u))
            return f"the sequence ends at {list(map(float, end))}, not {list(map(float, u))}" if wrong else None
        above = zero
    best = mine.leximin(zero, unit, above)
    value = sorted((x - z) / Fraction(s) for x, z, s in zip(u, zero, unit) if s > 0)
    given_up = False  # a smaller gain that is less by rounding can leave much to the next one
    for first, (x, y) in enumerate(zip(best, value)):
        if apart(x, y, gap * (1 if first == 0 else 10)):
            if given_up and y > x:
                return None
            return f"gains of {list(map(float, best))} can be had, not {list(map(float, value))}"
        given_up = given_up or y < x
    return None


def worse_product(a, mine, entry, u, gap):
    power = [Fraction(p) for p in a.power or [1] * len(u)]
    count, value = mine.product(power, u)
    gap *= float(sum(power))
    own = {issue.name: entry["mixture"].get(issue.name) for issue in a.d.issues}
    for choice, hull in mine.hulls:
        inside = all(given is None or {issue.options.index(o) for o in given} <= set(options)
                     for (issue, given, options) in zip(a.d.issues, own.values(), choice))
        able = sum(hull.top(p) > z for p, z in enumerate(mine.d))
        if able > count:
            return f"{able} parties can gain together, not {count}"
        if able < count:
            continue
        rise = mine.rise(power, hull, u)
        if rise <= SMALL + gap:
            continue
        if inside:
            return f"not the best: its product grows by {rise} to first order"
        for point in mine.climb(power, hull, ROUNDS):
            if mine.product(power, point) > (count, value + gap + SMALL):
                return f"a larger product is at {list(map(float, point))}"
    return None


def compare_rates(a, theirs, differences):
    """At a Nash deal by which all gain, a small unit of a party counts as its power over its gain."""
    rows = [row for row in theirs["rates"] if row["solution"] == "nash"]
    nash = [entry for entry in theirs["solutions"] if entry["id"] == "nash" and entry["status"] == "exact"]
    if not nash or any(a.ordinal):
        return
    point = nash[0]["points"][0]["utilities"]
    gains = [number(point[p]) - Fraction(z, 10**9) for p, z in zip(a.parties, a.disagreement)]
    if any(gain <= 0 for gain in gains):
        if rows:
            differences.append("rates: not all gain")
        return
    power = [Fraction(p) for p in a.power or [1] * len(gains)]
    mine = [float(p / g * gains[0] / power[0]) for p, g in zip(power, gains)]
    given = [float(rows[0]["weights"][p]) for p in a.parties] if rows else None
    if given is None or any(abs(x - y) > 1e-9 * x for x, y in zip(mine, given)):
        differences.append(f"rates: oracle {mine}, engine {given}")
