"""Linkage and two levels of docs/methods/bargaining.md, by going through all outcomes of a Bargaining."""

import re

import bargaining
from bargaining import Bargaining
from dispute import exact


def differs_in(s, t):
    return [k for k in range(len(s)) if s[k] != t[k]]


def picks(a, deals, solution):
    """The deals that nash or utilitarian singles out of these."""
    if not deals:
        return []
    u = [a.vector(n) for n in deals]
    chosen = bargaining.nash(u, a.disagreement, a.power) if solution == "nash" else bargaining.utilitarian(u, a.disagreement)
    return [deals[n] for n in chosen]


def changeable(a):
    start = a.w.outcomes[a.w.start]
    return [k for k in range(len(start)) if any(a.w.outcomes[n][k] != start[k] for n in a.table)]


def decided_apart(a, solution):
    """Every issue alone, the others at the status quo; of equally good options the first."""
    start = a.w.outcomes[a.w.start]
    apart = list(start)
    for k in changeable(a):
        alone = [n for n in a.deals if set(differs_in(a.w.outcomes[n], start)) <= {k}]
        best = picks(a, alone, solution)
        if best:
            apart[k] = min(a.w.outcomes[n][k] for n in best)
    return tuple(apart)


def utility_at(a, s):
    """The numbers of an outcome, possible or not; None if the oracle does not hold it."""
    n = a.w.setting.number.get(s)
    return None if n is None else a.vector(n)


def crosses_a_red_line(a, before, after):
    """Is a red line of some bargainer broken after, but not before?"""
    for p in a.parties:
        for statement in a.w.statements[p]:
            if "never" in statement.table:
                breaks = a.d.names.function(statement.table["never"])
                if breaks(after, a.w.setting.x) and not breaks(before, a.w.setting.x):
                    return True
    return False


def trades(a):
    """{((issue, option), (issue, option)): what the package gives each}; None where one step is not known."""
    start = a.w.outcomes[a.w.start]
    base, found, number = a.vector(a.w.start), {}, a.w.setting.number

    def change(s):
        return [x - z for x, z in zip(a.vector(number[s]), base)]

    for n in a.table:
        s = a.w.outcomes[n]
        changed = differs_in(s, start)
        if len(changed) != 2:
            continue
        both = change(s)
        if min(both) < 0 or max(both) <= 0 or crosses_a_red_line(a, start, s):
            continue
        steps = [start[:k] + (s[k],) + start[k + 1:] for k in changed]
        key = tuple((k, s[k]) for k in changed)
        if any(step not in number for step in steps):
            found[key] = None
        elif all(min(change(step)) < 0 for step in steps):
            found[key] = tuple(both)
    return found


def frozen_and_packages(a, outcomes, k):
    """How many of these have the issue at the status quo; how many packages of the others they have."""
    start, found = a.w.outcomes[a.w.start], [a.w.outcomes[n] for n in outcomes]
    return sum(s[k] == start[k] for s in found), len({s[:k] + s[k + 1:] for s in found})


def speaks_of(d, text, issue):
    """Through propositions as well."""
    words, waiting, seen = set(), [text], set()
    while waiting:
        for word in re.findall(r"[A-Za-z_]\w*", waiting.pop()):
            words.add(word)
            if word in d.names.propositions and word not in seen:
                seen.add(word)
                waiting.append(d.names.propositions[word])
    return issue.name in words


def without_issue(a, k, within):
    """The same dispute without the issue and without what speaks of it: (deals, outcomes of the table)."""
    d, issue = a.d, a.d.issues[k]
    off = [issue.id]
    off += [s.id for p in d.parties for s in d.preferences[p].statements
            if speaks_of(d, s.table.get("wants", s.table.get("never", "")), issue)]
    off += [rule.id for rule in d.rules if speaks_of(d, rule.table["never"], issue)]
    off += [o.id for o in d.orders if speaks_of(d, o.table["first"], issue) or speaks_of(d, o.table["then"], issue)]
    left = Bargaining(d, a.case, a.parties, within, switched={item: False for item in off})
    return len(left.deals), len(left.table)


# Two levels.

def asked(a):
    """The ratifiers that a bargainer has, by the bargainer."""
    return {p: [r for r in a.d.ratifiers if r.table["of"] == p and a.w.on(r) and r.table.get("party") not in a.w.gone]
            for p in a.parties}


def passes(a, ratifier, n):
    return ratifier not in a.w.asked_ratifiers(ratifier.table["of"], n) or a.w.approves(ratifier, n)


def win_sets(a):
    return {p: (sum(a.w.ratified(p, n) for n in a.table),
                {r.id: sum(passes(a, r, n) for n in a.table) for r in ratifiers})
            for p, ratifiers in asked(a).items() if ratifiers}


def deals_without(a, *left_out):
    """What is a deal when these ratifiers are not asked."""
    others = [r for ratifiers in asked(a).values() for r in ratifiers if r not in left_out]
    return [n for n in a.table if all(a.w.accepts(p, n) for p in a.parties) and all(passes(a, r, n) for r in others)]


def support(a, ratifier, n):
    return sum(exact(s["share"]) for s in ratifier.table["segments"] if a.w.setting.where(s["approves"]) >> n & 1)


def openings(a, within):
    """{(kind, ids): (deals it opens, best support)}; none where there is a deal or no ratifier."""
    ratifiers = [r for found in asked(a).values() for r in found]
    ratifiers.sort(key=a.d.ratifiers.index)
    if a.deals or not ratifiers:
        return {}
    found = {}
    for r in ratifiers:
        others = deals_without(a, r)
        if "segments" in r.table and others:
            best = max(support(a, r, n) for n in others)
            if best:
                found["quota", (r.id,)] = sum(support(a, r, n) == best for n in others), best
    for k, issue in enumerate(a.d.issues):
        if not a.w.setting.on(issue):
            more = Bargaining(a.d, a.case, a.parties, within, switched={issue.id: True})
            found["issue", (issue.name,)] = len(more.deals), None
    for p in a.d.parties:
        if p not in a.parties and p not in a.w.gone:
            wider = Bargaining(a.d, a.case, [*a.parties, p], within)
            found["consent", (p,)] = sum(
                all(a.w.accepts(q, n) and a.w.ratified(q, n) for q in a.parties) for n in wider.table), None
    for r in ratifiers:
        found["ratifier", (r.id,)] = len(deals_without(a, r)), None
    if not any(kind == "ratifier" and count for (kind, _), (count, _) in found.items()):
        for i, r in enumerate(ratifiers):
            for other in ratifiers[i + 1:]:
                found["ratifiers", (r.id, other.id)] = len(deals_without(a, r, other)), None
    return {key: value for key, value in found.items() if value[0]}
