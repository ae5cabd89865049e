"""Holds what `detente bargain` estimates from outcomes drawn at random to the oracle's exact shares.

Limits are wide enough that a right program does not fail by chance; what nothing or everything is, is so in every
draw.
"""

from fractions import Fraction

WIDTHS = 1.6  # of a 95 % interval: more than six deviations


def in_order(given):
    return 0 <= given["low"] <= given["share"] <= given["high"] <= 1


def read(table):
    return {part: float(table[part]) for part in ("share", "low", "high")}


def compare_zone(a, parties, theirs, differences):
    """`parties`: the oracle's counts. Within six deviations of the shares."""
    total = len(a.table)

    def estimates(what, table, counts):
        for key, count in counts.items():
            if key not in table:
                continue
            given, share = read(table[key]), count / total
            deviation = (share * (1 - share) / theirs["draws"]) ** 0.5
            if not in_order(given) or abs(given["share"] - share) > 6 * deviation + 1e-12:
                differences.append(f"{what}, {key}: the share is {share}, engine {given}")

    estimates("sampled zone", theirs, {
        "deals": len(a.deals),
        "accepted_by_all": sum(all(a.w.accepts(p, n) for p in a.parties) for n in a.table),
        "ratified_for_all": sum(all(a.w.ratified(p, n) for p in a.parties) for n in a.table)})
    for ours, other in zip(parties, theirs["parties"]):
        p = ours["party"]
        estimates(f"sampled {p}", other, {key: ours[key] for key in ("accepts", "ratified", "both")})
        for cut in other["cuts"]:
            removes, alone = ours["cuts"].get((cut["by"], cut["id"]), (0, 0))
            estimates(f"sampled cut {cut['id']} of {p}", cut, {"removes": removes, "alone": alone})


def compare_fallback(a, depth, entry, points, differences):
    """Of the deals drawn, the part that the party which makes the quota prefers: near to the least such part that
    any deal has, and to that of the deal given."""
    name, given = f"fallback.{entry['quota']}", read(entry["depth_sampled"])
    if not in_order(given):
        differences.append(f"{name}: the interval is {given}")
    (vector, *_), = points
    deal = next((n for n in a.deals if a.vector(n) == vector), None)
    if deal is None:
        differences.append(f"{name}: {vector} is no deal")
        return
    ranks = [a.w.ordering(p).rank for p in a.parties]
    shares = sorted(Fraction(sum(rank[n] > rank[deal] for n in a.deals), len(a.deals)) for rank in ranks)
    expected = {"given": shares[entry["quota"] - 1]}
    if "not proven" not in entry["why"]:
        expected["least"] = Fraction(depth - 1, len(a.deals))
    for what, share in expected.items():
        if abs(given["share"] - float(share)) > WIDTHS * (given["high"] - given["low"]):
            differences.append(f"{name}, {what}: the share is {float(share)}, engine {given}")


def compare_share(what, drawn, count, total, differences):
    """Within eight deviations and four draws of the share."""
    if not total:
        differences.append(f"{what}: nothing is there to draw from")
        return
    draws, share, given = drawn["draws"], Fraction(count, total), read(drawn)
    hits, expected = given["share"] * draws, float(share) * draws
    wide = 8 * (expected * float(1 - share)) ** 0.5 + 4 if 0 < count < total else 1e-6
    if not in_order(given) or abs(hits - expected) > wide:
        differences.append(f"{what}: the share is {float(share)}, engine {given} of {draws}")
