"""The ladder of readiness in one world, rung by rung as docs/methods/readiness.md defines it."""

import heapq

from world import bits

RUNGS = ["possible", "willing", "mutual", "ratifiable", "durable", "reachable"]

# Rung 6 measures a step against no-deal "at the first step". A path that comes back to the status quo
# later is there like anywhere else, and measured against the status quo itself.
NO_DEAL_ONLY_AT_FIRST_STEP = False


class Ladder:
    def __init__(self, world):
        self.w = world
        self.reach_sets = {}   # (g, y) -> R
        self.breaking = {}     # (g, t, Z, y) -> does arriving at y break t
        self.found = None      # survivors, once asked for
        self.possible = self.find_possible()

    # Rungs 1-4.

    def find_possible(self):
        w = self.w
        reached = frontier = 1 << w.start
        while frontier:
            n = frontier.bit_length() - 1
            frontier ^= 1 << n
            for g in w.movers:
                new = w.moves(g, n) & ~reached
                reached |= new
                frontier |= new
        return reached

    def passes(self, rung, t, Z):
        """Does t pass the rung (1-6) by itself, with signatories Z?"""
        w = self.w
        if t == w.start and rung != 5:
            return True
        if rung == 1:
            return bool(self.possible >> t & 1)
        if rung == 2:
            return w.accepts(w.d.proposer, t)
        if rung == 3:
            return all(w.accepts(party, t) for party in Z)
        if rung == 4:
            return all(w.ratified(party, t) for party in Z)
        if rung == 5:
            return self.breaker(t, t, Z) is None
        return self.path(t, Z) is not None

    # Breaking.

    def reach(self, g, y):
        """R: y and all outcomes reached from y by improvements of movers sharing no member with g."""
        key = (g, y)
        if key not in self.reach_sets:
            w = self.w
            others = [h for h in w.movers if not h & g]
            reached = frontier = 1 << y
            while frontier:
                n = frontier.bit_length() - 1
                frontier ^= 1 << n
                if (g, n) in self.reach_sets:  # everything beyond n is known already
                    reached |= self.reach_sets[g, n]
                    frontier &= ~self.reach_sets[g, n]
                    continue
                for h in others:
                    new = w.improvements(h, n) & ~reached
                    reached |= new
                    frontier |= new
            self.reach_sets[key] = reached
        return self.reach_sets[key]

    def arrival_breaks(self, g, t, Z, y):
        """With y better than t for all of g: is there harm, and no deterrence?"""
        key = (g, t, Z, y)
        if key not in self.breaking:
            w, R = self.w, self.reach(g, y)
            if g & Z:
                harm = any(R & w.ordering(i).worse(t, w.everything) for i in Z - g)
            else:
                harm = any(w.accepts(i, t) and R & ~w.answer(i).accepts for i in Z)
            deterred = any(R & ~w.ordering(j).better(t) for j in g)
            self.breaking[key] = bool(harm) and not deterred
        return self.breaking[key]

    def breaks(self, g, t, z, Z):
        """An outcome y by which g breaks t from z, or None."""
        w = self.w
        candidates = w.improvements(g, z)
        if not candidates:
            return None
        for j in g:
            candidates &= w.ordering(j).better(t)
        return next((y for y in bits(candidates) if self.arrival_breaks(g, t, Z, y)), None)

    def breaker(self, t, z, Z):
        """Some mover that breaks t from z, with its y, or None."""
        for g in self.w.movers:
            y = self.breaks(g, t, z, Z)
            if y is not None:
                return g, y
        return None

    # Rung 6.

    def steps(self, g, z, t, first, weak):
        """May g take a step from z on the way to t?"""
        w = self.w
        no_worse = prefers = 0
        for i in g:
            if first:
                no_worse += w.answer(i).no_worse >> t & 1
                prefers += w.answer(i).prefers >> t & 1
            else:
                no_worse += w.ordering(i).rank[t] >= w.ordering(i).rank[z]
                prefers += w.prefers(i, t, z)
        return no_worse == len(g) and prefers > 0 if weak else prefers == len(g)

    def path(self, t, Z, weak=False):
        """A path that rung 6 asks for, as [(mover, outcome), ...], or None."""
        w = self.w
        if self.breaker(t, t, Z) or self.breaker(t, w.start, Z):
            return None
        came = {}
        queue = [(w.start, True)]  # outcomes stood on; True: nothing has been done yet
        seen = 0 if NO_DEAL_ONLY_AT_FIRST_STEP else 1 << w.start
        for z, first in queue:
            for g in w.movers:
                new = w.moves(g, z) & ~seen
                if not new or not self.steps(g, z, t, first, weak):
                    continue
                if new >> t & 1:
                    came[t] = (g, (z, first))
                    return self.trace(came, t)
                seen |= new
                for y in bits(new):
                    if self.breaker(t, y, Z) is None:
                        came[y] = (g, (z, first))
                        queue.append((y, False))
        return None

    def trace(self, came, t):
        steps = []
        while True:
            g, (z, first) = came[t]
            steps.insert(0, (g, t))
            if first:
                return steps
            t = z

    # The answer.

    def survivors(self):
        """Per rung the pairs (t, Z) that pass it and all rungs before it."""
        if self.found is None:
            pairs = [(t, Z) for t in bits(self.w.T) for Z in self.w.signatories(t)]
            self.found = []
            for rung in range(1, 7):
                pairs = [(t, Z) for t, Z in pairs if self.passes(rung, t, Z)]
                self.found.append(pairs)
        return self.found

    def verdict_rung(self):
        """The last rung with survivors, 0 for `none`; stops as soon as one deal passes everything."""
        best = 0
        for t in bits(self.w.T):
            for Z in self.w.signatories(t):
                passed = 0
                while passed < 6 and self.passes(passed + 1, t, Z):
                    passed += 1
                best = max(best, passed)
                if best == 6:
                    return 6
        return best

    def alone(self, rung):
        return [t for t in bits(self.w.T)
                if any(self.passes(rung, t, Z) for Z in self.w.signatories(t))]

    def overtaken(self, t, Z):
        """Can Z as one group carry t to an outcome outside C that all of Z prefer?"""
        w = self.w
        return bool(w.improvements(Z, t) & ~w.T)

    def nearest_key(self, t, Z, rungs):
        failed = sum(not self.passes(rung, t, Z) for rung in rungs)
        rejecting = sum(not self.w.accepts(party, t) for party in Z)
        here, start = self.w.outcomes[t], self.w.setting.status_quo
        return failed, rejecting, sum(a != b for a, b in zip(here, start)), t

    def nearest(self, count=None):
        """(outcome, failed rungs, rejecting parties), nearest first; the first `count` of them."""
        # A queue by the key of rungs 1-4, which can only grow when rungs 5 and 6 are added.
        queue = [(self.nearest_key(t, Z, range(1, 5)), False, sorted(Z))
                 for t in bits(self.w.T) for Z in self.w.signatories(t)]
        heapq.heapify(queue)
        found, seen = [], set()
        while queue and (count is None or len(found) < count):
            key, complete, Z = heapq.heappop(queue)
            t = key[3]
            if t in seen:
                continue
            if complete:
                seen.add(t)
                found.append((t, key[0], key[1]))
            else:
                full = self.nearest_key(t, frozenset(Z), range(1, 7))
                heapq.heappush(queue, (full, True, Z))
        return found

    def answer(self, alone=True, nearest=None):
        name = self.w.outcomes.__getitem__
        survivors = self.survivors()
        rungs = []
        for rung, pairs in enumerate(survivors, 1):
            entry = {"name": RUNGS[rung - 1],
                     "survivors": [name(t) for t in sorted({t for t, _ in pairs})]}
            if alone:
                entry["alone"] = [name(t) for t in self.alone(rung)]
            rungs.append(entry)
        reached = sum(bool(pairs) for pairs in survivors)
        weak = []
        if reached == 5:
            weak = sorted({t for t, Z in survivors[4] if self.path(t, Z, weak=True) is not None})
        overtaken = sorted({t for t, Z in survivors[5] if self.overtaken(t, Z)})
        return {"feasible": self.w.S.bit_count(), "in_c": self.w.T.bit_count(), "rungs": rungs,
                "verdict": RUNGS[reached - 1] if reached else "none",
                "weak": [name(t) for t in weak], "overtaken": [name(t) for t in overtaken],
                "nearest": [(name(t), failed, rejecting)
                            for t, failed, rejecting in self.nearest(nearest)]}
