#!/usr/bin/env python3
"""The oracle: the ladder of readiness computed slowly and obviously, without the engine.

    python3 tests/oracle/oracle.py FILE [--case X] [--set f=v] [--without PARTY] [--json] [--no-alone]

Modules: formula.py (formulas), dispute.py (the file and its cases), world.py (outcomes, moves,
preferences, acceptance), ladder.py (the six rungs), graph_world.py (graph form). This file puts them together.
"""

import argparse
import json
import sys
from itertools import combinations

from dispute import read
from graph_world import GraphLadder, GraphSetting, GraphWorld
from ladder import RUNGS, Ladder
from world import Setting, World, bits

MAX_REMOVALS = 2


def setting_of(d, *args, **options):
    return (Setting if d.arcs is None else GraphSetting)(d, *args, **options)


def ladder_in(setting, removed=frozenset()):
    if setting.d.arcs is not None:
        return GraphLadder(GraphWorld(setting, frozenset(removed)))
    return Ladder(World(setting, frozenset(removed)))


def ladder_of(d, case="now", factors=None, removed=frozenset(), without=()):
    return ladder_in(setting_of(d, case, factors, wide=bool(removed), without=without), removed)


def answer(d, case="now", factors=None, alone=True, nearest=None):
    return {"case": case} | ladder_of(d, case, factors).answer(alone, nearest)


def accepts(ladder, party, outcome):
    w = ladder.w
    return w.accepts(party, w.setting.number[tuple(outcome)])


def breaks(ladder, mover, t, z, Z=None):
    """The outcome by which the mover (a set of parties) breaks t from z, or None."""
    w = ladder.w
    t, z = w.setting.number[tuple(t)], w.setting.number[tuple(z)]
    y = ladder.breaks(frozenset(mover), t, z, frozenset(Z) if Z else w.signatories(t)[0])
    return None if y is None else w.outcomes[y]


def legal_moves(ladder, mover, outcome):
    w = ladder.w
    return [w.outcomes[n] for n in bits(w.moves(frozenset(mover), w.setting.number[tuple(outcome)]))]


def verdict_at(d, case, factor, value):
    return verdict(d, case, {factor: value})


def verdict(d, case="now", factors=None):
    rung = ladder_of(d, case, factors).verdict_rung()
    return RUNGS[rung - 1] if rung else "none"


def removable(world):
    """Ids of what may be taken away: active statements, rules, order constraints, ratifiers, third parties."""
    d, gone = world.d, world.gone
    ids = [s.id for party in d.parties if party not in gone for s in world.statements[party]]
    ids += [item.id for item in [*d.rules, *d.orders] if world.on(item)]
    ids += [r.id for r in d.ratifiers if world.on(r) and r.table["of"] not in gone
            and r.table.get("party") not in gone]
    ids += [party for party in d.parties if party not in gone and party not in d.negotiators]
    return ids


def lifts(d, case="now", factors=None):
    """All minimal sets of at most two removals that make it ready, or else that lift the verdict."""
    setting = setting_of(d, case, factors, wide=True)
    ladder = ladder_in(setting)
    world, now = ladder.w, ladder.verdict_rung()
    if now == len(RUNGS):
        return []
    rung_of = {}
    for size in range(1, MAX_REMOVALS + 1):
        for ids in combinations(removable(world), size):
            rung_of[frozenset(ids)] = ladder_in(setting, ids).verdict_rung()

    def minimal(good):
        return [ids for ids in good if not any(other < ids for other in good)]

    found = minimal([ids for ids, rung in rung_of.items() if rung == len(RUNGS)])
    if not found:
        found = minimal([ids for ids, rung in rung_of.items() if rung > now])
    return sorted(({"remove": sorted(ids), "verdict": RUNGS[rung_of[ids] - 1]} for ids in found),
                  key=lambda entry: entry["remove"])


# Text for people.

def changes(d, start, s):
    """The options in which s differs from the status quo."""
    parts = [f"{issue.name}={issue.options[o]}" for issue, o, before in zip(d.issues, s, start)
             if o != before]
    return ", ".join(parts) or "(status quo)"


def reason(ladder, rung, t, Z):
    """Why t fails the rung with signatories Z, in a line."""
    w = ladder.w
    name = lambda n: changes(w.d, w.setting.status_quo, w.outcomes[n])
    if rung == 1:
        return "no sequence of moves leads there"
    if rung in (2, 3):
        return "rejected by " + ", ".join(p for p in sorted(Z) if not w.accepts(p, t))
    if rung == 4:
        return "not approved by " + ", ".join(
            r.id for p in sorted(Z) for r in w.asked_ratifiers(p, t) if not w.approves(r, t))
    if rung == 5:
        return "from it " + breaking_reason(ladder, t, t, Z, name)
    if ladder.breaker(t, w.start, Z):
        return "from the status quo " + breaking_reason(ladder, t, w.start, Z, name)
    unwilling = [" + ".join(sorted(g)) for g in w.movers
                 if not ladder.steps(g, w.start, t, first=True, weak=False)]
    return "no path of unbroken steps; would not take the first step: " + ", ".join(unwilling)


def breaking_reason(ladder, t, z, Z, name):
    w = ladder.w
    g, y = ladder.breaker(t, z, Z)
    R = ladder.reach(g, y)
    if g & Z:
        victims = [i for i in sorted(Z - g) if R & w.ordering(i).worse(t, w.everything)]
    else:
        victims = [i for i in sorted(Z) if w.accepts(i, t) and R & ~w.answer(i).accepts]
    return f"{'+'.join(sorted(g))} goes to [{name(y)}], harming {', '.join(victims)}"


def print_text(d, case, factors, alone, nearest, show, without):
    ladder = ladder_of(d, case, factors, without=without)
    w = ladder.w
    result = ladder.answer(alone, nearest)
    start = w.setting.status_quo
    print(f"case {case}: verdict {result['verdict']}; {result['feasible']} feasible outcomes, "
          f"{result['in_c']} in C" + ("; the status quo is in C" if w.T >> w.start & 1 else ""))
    counts = [len(rung["survivors"]) for rung in result["rungs"]]
    for rung, count in zip(result["rungs"], counts):
        by_itself = f"  alone {len(rung['alone']):6}" if alone else ""
        print(f"  {rung['name']:11} {count:6}{by_itself}")
    last = sum(bool(count) for count in counts)
    if last:
        print(f"  survivors at {RUNGS[last - 1]}:")
        for t, Z in ladder.survivors()[last - 1][:show]:
            print(f"    {changes(d, start, w.outcomes[t])}")
            if last < 6:
                print(f"      fails {RUNGS[last]}: {reason(ladder, last + 1, t, Z)}")
            elif t != w.start:
                path = " -> ".join(f"{'+'.join(sorted(g))}: {changes(d, start, w.outcomes[n])}"
                                   for g, n in ladder.path(t, Z))
                print(f"      path {path}")
    for key in ("weak", "overtaken"):
        for s in result[key][:show]:
            print(f"  {key}: {changes(d, start, s)}")
    for s, failed, rejecting in result["nearest"][:show]:
        print(f"  nearest: {changes(d, start, s)} (fails {failed} rungs, {rejecting} reject)")


def jsonable(result):
    result["nearest"] = [s for s, _, _ in result["nearest"]]
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("file")
    parser.add_argument("--case", help="one case; without it, all of them")
    parser.add_argument("--set", action="append", default=[], metavar="FACTOR=VALUE")
    parser.add_argument("--without", action="append", default=[], metavar="PARTY")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--no-alone", action="store_true", help="only cumulative survivors (fast)")
    parser.add_argument("--nearest", type=int, default=3, help="how many (0: none)")
    parser.add_argument("--show", type=int, default=5, help="how many outcomes of a kind to print")
    parser.add_argument("--lifts", action="store_true", help="minimal removals (slow)")
    options = parser.parse_args()
    sys.setrecursionlimit(10000)
    with open(options.file, encoding="utf-8") as file:
        d = read(file.read())
    factors = {name: float(value) for name, value in (s.split("=") for s in options.set)}
    for case in [options.case] if options.case else d.case_names:
        if options.json:
            ladder = ladder_of(d, case, factors, without=options.without)
            result = {"case": case} | ladder.answer(not options.no_alone, options.nearest)
            print(json.dumps(jsonable(result)))
        else:
            print_text(d, case, factors, not options.no_alone, options.nearest, options.show,
                       options.without)
        if options.lifts:
            for entry in lifts(d, case, factors):
                print(f"  without {', '.join(entry['remove'])}: {entry['verdict']}")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
