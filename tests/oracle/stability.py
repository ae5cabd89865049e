#!/usr/bin/env python3
"""The oracle of docs/methods/stability.md: every definition as it is written there, slowly.

    python3 tests/oracle/stability.py FILE [--case X] [--json]

As in world.py a set of outcomes is a Python integer. Feasible outcomes are numbered as there; what is printed
are mixed-radix indices over the issues that can change, the first issue most significant (in graph form: the
place in the list of outcomes).
"""

import argparse
import json
import math
import sys
from collections import Counter
from functools import cache
from itertools import combinations, permutations, product

from dispute import read
from world import Setting, World, bits

HORIZONS = range(1, 7)
MAXIMIN = range(1, 5)
ALL_COALITIONS = 4  # with more parties than this only the coalitions that the file lists
INVERSE = 6         # rankings are counted up to this many outcomes


# The five concepts for one mover at one outcome. `R` is where the mover can go from each outcome, `plus` its
# improvements from here, `D` what deters it here, `after` and `after_plus` map an outcome to R_H and R+_H.

def nash(R, plus, D, after, after_plus):
    return plus == 0


def gmr(R, plus, D, after, after_plus):
    return all(after[s1] & D for s1 in bits(plus))


def smr(R, plus, D, after, after_plus):
    return all(any(R[x] & ~D == 0 for x in bits(after[s1] & D)) for s1 in bits(plus))


def seq(R, plus, D, after, after_plus):
    return all(after_plus[s1] & D for s1 in bits(plus))


def sseq(R, plus, D, after, after_plus):
    return all(any(R[x] & ~D == 0 for x in bits(after_plus[s1] & D)) for s1 in bits(plus))


CONCEPTS = {"nash": nash, "gmr": gmr, "smr": smr, "seq": seq, "sseq": sseq}
COALITION_CONCEPTS = ("cnash", "cgmr", "csmr", "cseq")


@cache
def rankings_by_better(m, target):
    """How many of the m! strict rankings of the outcomes 0 ... m-1 put exactly this set above the target."""
    counts = Counter()
    for ranking in permutations(range(m)):
        counts[frozenset(ranking[:ranking.index(target)])] += 1
    return counts


class Stability:
    def __init__(self, d, case="now", world=None):
        self.d = d
        self.w = w = world or World(Setting(d, case))
        self.outcomes = list(bits(w.S))
        self.parties = [party for party in d.parties if party not in w.gone]
        self.movers = self.find_movers()
        self.can_move = {g: {s: self.moves(g, s) for s in self.outcomes} for g in self.movers}
        self.rank = {i: w.ordering(i).rank for i in self.parties}
        self.better = {i: {s: w.ordering(i).better(s) & w.S for s in self.outcomes}
                       for i in self.parties}
        self.improves = {g: {s: R[s] & self.better_for_all(g, s) for s in self.outcomes}
                         for g, R in self.can_move.items()}
        self.reaches = {}

    # What moves.

    def find_movers(self):
        """Single parties in file order, then groups as they first occur."""
        if self.d.arcs is not None:
            return [frozenset([party]) for party in self.parties if self.d.arcs[party]]
        alone, groups = set(), []
        for kind, parties in self.w.control:
            if kind == "by_any" or len(set(parties)) == 1:
                alone.update(parties)
            elif parties and frozenset(parties) not in groups:
                groups.append(frozenset(parties))
        return [frozenset([party]) for party in self.parties if party in alone] + groups

    def moves(self, g, s):
        if self.d.arcs is None:
            return self.w.moves(g, s)
        number = self.w.setting.number
        ends = [b for party in g for a, b in self.d.arcs[party]
                if self.w.outcomes[s] == (a,) and a != b and (b,) in number]
        return sum(1 << number[b,] for b in set(ends)) & self.w.S

    def better_for_all(self, g, s):
        found = self.w.S
        for i in g:
            found &= self.better[i][s]
        return found

    def deters(self, g, s):
        """The outcomes that some member of g likes no better than s."""
        return self.w.S & ~self.better_for_all(g, s)

    def opponents(self, g):
        return [h for h in self.movers if not h & g]

    # Legal sequences: one or more moves in turn, no mover twice running.

    def legal(self, steps, s):
        """What is at the end of a legal sequence from s; `steps` gives each mover's {outcome: where to}."""
        steps = list(steps.values())
        ended = [0] * len(steps)  # by who moved last
        todo = [(s, None)]
        while todo:
            z, last = todo.pop()
            for h, R in enumerate(steps):
                if h != last:
                    new = R[z] & ~ended[h]
                    ended[h] |= new
                    while new:
                        low = new & -new
                        todo.append((low.bit_length() - 1, h))
                        new ^= low
        union = 0
        for reached in ended:
            union |= reached
        return union

    def after(self, movers, kind):
        """R_H (kind `can_move`) or R+_H (kind `improves`) of these movers, from every outcome."""
        key = (frozenset(movers), kind)
        if key not in self.reaches:
            steps = {h: getattr(self, kind)[h] for h in movers}
            self.reaches[key] = {s: self.legal(steps, s) for s in self.outcomes}
        return self.reaches[key]

    # Nash, GMR, SMR, SEQ, SSEQ.

    def is_stable(self, concept, g, s):
        H = self.opponents(g)
        return CONCEPTS[concept](self.can_move[g], self.improves[g][s], self.deters(g, s),
                                 self.after(H, "can_move"), self.after(H, "improves"))

    def stable(self, concept, g):
        return [s for s in self.outcomes if self.is_stable(concept, g, s)]

    def equilibria(self, concept):
        return [s for s in self.outcomes if all(self.is_stable(concept, g, s) for g in self.movers)]

    # Simultaneous sanctions. An issue that nobody can change has nobody in control and does not count.

    def sim(self):
        """Per mover the stable outcomes, or None where SIM is not defined."""
        if self.d.arcs is not None or any(len(set(parties)) > 1 for _, parties in self.w.control):
            return None
        return [[s for s in self.outcomes if self.sim_stable(g, s)] for g in self.movers]

    def sim_stable(self, g, s):
        D = self.deters(g, s)
        others = [h for h in self.movers if h != g]
        return all(any(D >> x & 1 for x in self.together(s, (g, s1), others))
                   for s1 in bits(self.improves[g][s]))

    def together(self, s, first, others):
        """Where it ends if the first mover and at least one other go their own ways from s at once."""
        for choice in product(*([None, *bits(self.improves[h][s])] for h in others)):
            if all(t is None for t in choice):
                continue
            end = list(self.w.outcomes[s])
            for h, t in [first, *zip(others, choice)]:
                for k in self.w.can_change(h) if t is not None else ():
                    end[k] = self.w.outcomes[t][k]
            x = self.w.setting.number.get(tuple(end))
            if x is not None and self.w.S >> x & 1:
                yield x

    # Limited moves, for two movers of one party each.

    def anticipated(self):
        """G_1, G_2, ...: each a pair of {outcome: where it is expected to end}, by who moves first."""
        parties = [next(iter(g)) for g in self.movers]
        G = [{s: s for s in self.outcomes} for _ in parties]
        while True:
            G = [self.anticipate(parties[n], self.can_move[self.movers[n]], G[1 - n]) for n in (0, 1)]
            yield G

    def anticipate(self, i, R, reply):
        rank, G = self.rank[i], {}
        for s in self.outcomes:
            ends = [reply[t] for t in bits(R[s])]  # t ascending: `max` takes the first of the best
            end = max(ends, key=lambda x: rank[x]) if ends else s
            G[s] = end if rank[end] > rank[s] else s
        return G

    def two_single_movers(self):
        return len(self.movers) == 2 and all(len(g) == 1 for g in self.movers)

    def stays(self, G):
        return [[s for s in self.outcomes if G[n][s] == s] for n in (0, 1)]

    def limited(self):
        if not self.two_single_movers():
            return None
        return {str(h): self.stays(G) for h, G in zip(HORIZONS, self.anticipated())}

    def nonmyopic(self):
        if not self.two_single_movers():
            return None
        history = []
        for G in self.anticipated():
            if G in history:
                period = [self.stays(pair) for pair in history[history.index(G):]]
                return [[s for s in self.outcomes if all(s in stays[n] for stays in period)]
                        for n in (0, 1)]
            history.append(G)

    # Maximin_h, for movers of one party.

    def maximin(self, h):
        return [self.maximin_of(g, h) if len(g) == 1 else None for g in self.movers]

    def maximin_of(self, g, h):
        (i,) = g
        v, R, RH = self.rank[i], self.can_move[g], self.after(self.opponents(g), "can_move")
        A = B = {s: v[s] for s in self.outcomes}
        for _ in range(h - 1):
            A, B = ({s: max([v[s], *(B[t] for t in bits(R[s]))]) for s in self.outcomes},
                    {s: min([v[s], *(A[t] for t in bits(RH[s]))]) for s in self.outcomes})
        return [s for s in self.outcomes if not any(B[t] > v[s] for t in bits(R[s]))]

    # Coalitions.

    def coalitions(self):
        """The coalitions that are asked, in the order of bit masks over the parties."""
        if len(self.parties) > ALL_COALITIONS:
            listed = [frozenset(c.table["members"]) - self.w.gone for c in self.d.coalitions
                      if self.w.on(c)]
            found = {C for C in listed if len(C) >= 2}
        else:
            found = {frozenset(C) for size in range(1, len(self.parties) + 1)
                     for C in combinations(self.parties, size)}
        return sorted(found, key=lambda C: sum(1 << self.parties.index(i) for i in C))

    def coalition_moves(self, C):
        """R_C."""
        reached = self.after([g for g in self.movers if g <= C], "can_move")
        return {s: reached[s] & ~(1 << s) for s in self.outcomes}

    def coalition_improves(self, C):
        """R++_C."""
        return {s: R & self.better_for_all(C, s) for s, R in self.coalition_moves(C).items()}

    def coalition_stable(self, C):
        rest = [i for i in self.parties if i not in C]
        moves, improves = self.coalition_moves(C), self.coalition_improves(C)
        answers = self.coalition_moves(frozenset(rest))
        steps = {D: self.coalition_improves(frozenset(D))
                 for size in range(1, len(rest) + 1) for D in combinations(rest, size)}
        willing = {q: self.legal(steps, q) for q in self.outcomes}
        found = {concept: [] for concept in COALITION_CONCEPTS}
        for s in self.outcomes:
            D = self.deters(C, s)
            holds = {"cnash": improves[s] == 0,
                     "cgmr": all(answers[q] & D for q in bits(improves[s])),
                     "csmr": all(any(moves[x] & ~D == 0 for x in bits(answers[q] & D))
                                 for q in bits(improves[s])),
                     "cseq": all(willing[q] & D for q in bits(improves[s]))}
            for concept, stable in holds.items():
                found[concept] += [s] * stable
        return found

    # Inverse: what a party would have to want.

    def inverse(self, g, target):
        """By concept, how many strict rankings of the one party in g make the target stable for it."""
        H = self.opponents(g)
        R, after, after_plus = self.can_move[g], self.after(H, "can_move"), self.after(H, "improves")
        counts = dict.fromkeys(CONCEPTS, 0)
        place = self.outcomes.index(target)
        # Only the target is compared with anything, so rankings with the same set above it agree.
        for above, rankings in rankings_by_better(len(self.outcomes), place).items():
            better = sum(1 << self.outcomes[n] for n in above)
            for concept, holds in CONCEPTS.items():
                if holds(R, R[target] & better, self.w.S & ~better, after, after_plus):
                    counts[concept] += rankings
        return counts

    # Paths from the status quo: moves in turn, no mover twice running.

    def lengths(self, steps):
        length = {self.w.start: 0}
        reached = {(self.w.start, None)}
        frontier, distance = reached, 0
        while frontier:
            distance += 1
            frontier = {(t, g) for s, last in frontier for g in steps if g != last
                        for t in bits(steps[g][s])} - reached
            reached |= frontier
            for t, _ in frontier:
                length.setdefault(t, distance)
        return [length.get(s, -1) for s in self.outcomes]

    # What is printed.

    def index(self, n):
        """The outcome as a mixed-radix number over the issues that can change."""
        value = 0
        for issue, (_, parties), option in zip(self.d.issues, self.w.control, self.w.outcomes[n]):
            if parties:
                value = value * len(issue.options) + option
        return value

    def label(self, n):
        outcome = self.w.outcomes[n]
        if self.d.arcs is not None:
            return self.d.issues[0].options[outcome[0]]
        return ", ".join(f"{issue.name}={issue.options[o]}" for issue, (_, parties), o
                         in zip(self.d.issues, self.w.control, outcome) if parties)

    def answer(self, coalitions=True):
        """One line of the protocol of run_stability.py, but for the number of the dispute."""
        listed = lambda found: [self.index(s) for s in found]
        per_mover = lambda found: found and [None if f is None else listed(f) for f in found]
        limited = self.limited()
        singles = [g for g in self.movers if len(g) == 1]
        result = {
            "movers": [[i for i in self.parties if i in g] for g in self.movers],
            "feasible": listed(self.outcomes),
            "stable": {c: [listed(self.stable(c, g)) for g in self.movers] for c in CONCEPTS},
            "equilibria": {c: listed(self.equilibria(c)) for c in CONCEPTS},
            "sim": per_mover(self.sim()),
            "limited": limited and {h: per_mover(found) for h, found in limited.items()},
            "nonmyopic": per_mover(self.nonmyopic()),
            "maximin": {str(h): per_mover(self.maximin(h)) for h in MAXIMIN},
            "legal": self.lengths(self.can_move),
            "enforcing": self.lengths(self.improves),
            "inverse": [{"target": self.index(t), "party": next(iter(g))} | self.inverse(g, t)
                        for t in self.outcomes for g in singles]
                       if len(self.outcomes) <= INVERSE else [],
        }
        if coalitions:
            result["coalitions"] = [
                {"members": [i for i in self.parties if i in C]}
                | {c: listed(found) for c, found in self.coalition_stable(C).items()}
                for C in self.coalitions()]
        return result


def print_text(a):
    result = a.answer()
    names = ["+".join(g) for g in result["movers"]]
    say = lambda found: "undefined" if found is None else " ".join(map(str, found)) or "-"
    print(f"{a.d.title}: {len(a.outcomes)} feasible outcomes; movers: {', '.join(names)}")
    print("  outcome  legal  enforcing  equilibrium of")
    for n, s in enumerate(result["feasible"]):
        held = [c.upper() for c in CONCEPTS if s in result["equilibria"][c]]
        length = [result[key][n] if result[key][n] >= 0 else "-" for key in ("legal", "enforcing")]
        print(f"  {s:7}  {length[0]!s:>5}  {length[1]!s:>9}  {' '.join(held) or '-':27}  "
              f"{a.label(a.outcomes[n])}")
    rows = [(c.upper(), result["stable"][c]) for c in CONCEPTS]
    rows.append(("SIM", result["sim"]))
    rows += [(f"L_{h}", found) for h, found in (result["limited"] or {}).items()]
    rows.append(("non-myopic", result["nonmyopic"]))
    rows += [(f"Maximin_{h}", found) for h, found in result["maximin"].items()]
    for n, name in enumerate(names):
        print(f"stable for {name}")
        for row, found in rows:
            if found is not None:
                print(f"  {row:10} {say(found[n])}")
    for entry in result["coalitions"]:
        print(f"stable for the coalition {'+'.join(entry['members'])}")
        for c in COALITION_CONCEPTS:
            print(f"  {c.upper():10} {say(entry[c])}")
    if result["inverse"]:
        total = math.factorial(len(a.outcomes))
        print(f"rankings, of {total}, that make an outcome stable for the party")
        print("  outcome  party       " + "".join(f"{c.upper():>7}" for c in CONCEPTS))
        for entry in result["inverse"]:
            print(f"  {entry['target']:7}  {entry['party']:12}"
                  + "".join(f"{entry[c]:7}" for c in CONCEPTS))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("file")
    parser.add_argument("--case", default="now")
    parser.add_argument("--json", action="store_true", help="the line of the protocol")
    options = parser.parse_args()
    with open(options.file, encoding="utf-8") as file:
        a = Stability(read(file.read()), options.case)
    if options.json:
        print(json.dumps({"dispute": 0} | a.answer()))
    else:
        print_text(a)


if __name__ == "__main__":
    main()
