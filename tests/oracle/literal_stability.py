"""The definitions of docs/methods/stability.md once more, with sets, pairs and loops over literal.py.

Only for small disputes: stability_test.py holds stability.py to it. It shares with it the reading of the
file and the formulas, and nothing else.
"""

from itertools import chain, combinations, permutations, product

from literal import Literal


def not_empty_subsets(parties):
    return [frozenset(C) for C in chain.from_iterable(
        combinations(parties, size) for size in range(1, len(parties) + 1))]


def concepts(R, better, after, after_plus, s):
    """Is s stable, where `better(t)` says that the mover leaves s for t, and is not deterred by it?"""
    plus = [t for t in R[s] if better(t)]

    def no_escape(x):
        return not any(better(s3) for s3 in R[x])

    return {"nash": not plus,
            "gmr": all(any(not better(x) for x in after[s1]) for s1 in plus),
            "smr": all(any(not better(x) and no_escape(x) for x in after[s1]) for s1 in plus),
            "seq": all(any(not better(x) for x in after_plus[s1]) for s1 in plus),
            "sseq": all(any(not better(x) and no_escape(x) for x in after_plus[s1]) for s1 in plus)}


class LiteralStability(Literal):
    def __init__(self, d, case="now"):
        super().__init__(d, case)
        self.N = [i for i in d.parties if i not in self.c.without]
        controls = [(kind, frozenset(parties)) for kind, parties in self.by.values()]
        if d.arcs is not None:
            self.movers = [frozenset([i]) for i in self.N if d.arcs[i]]
        else:
            alone = {i for kind, parties in controls for i in parties if kind == "any" or len(parties) == 1}
            groups = [parties for kind, parties in controls if kind == "all" and len(parties) > 1]
            self.movers = [frozenset([i]) for i in self.N if i in alone] + list(dict.fromkeys(groups))
        self.R = {g: {s: set(self.moves(g, s)) for s in self.S} for g in self.movers}
        self.Rplus = {g: {s: {t for t in R[s] if self.all_prefer(g, t, s)} for s in self.S}
                      for g, R in self.R.items()}

    def legal(self, g, s, t):
        if self.d.arcs is None:
            return super().legal(g, s, t)
        return s != t and any((s[0], t[0]) in self.d.arcs[i] for i in g)

    def all_prefer(self, g, a, b):
        return all(self.prefers(i, a, b) for i in g)

    def sequences(self, steps):
        """From each outcome the ends of sequences of steps by the keys of `steps`, no key twice running."""
        found = {}
        for s in self.S:
            pairs = {(t, g) for g in steps for t in steps[g][s]}
            while True:
                longer = pairs | {(t, g) for z, last in pairs for g in steps if g != last
                                  for t in steps[g][z]}
                if longer == pairs:
                    break
                pairs = longer
            found[s] = {t for t, _ in pairs}
        return found

    def opponents(self, g, table):
        return {h: table[h] for h in self.movers if not h & g}

    def stable(self, g):
        after = self.sequences(self.opponents(g, self.R))
        after_plus = self.sequences(self.opponents(g, self.Rplus))
        holds = {s: concepts(self.R[g], lambda t: self.all_prefer(g, t, s), after, after_plus, s)
                 for s in self.S}
        return {c: [s for s in self.S if holds[s][c]] for c in ("nash", "gmr", "smr", "seq", "sseq")}

    def sim(self):
        if self.d.arcs is not None or any(len(set(parties)) != 1 for _, parties in self.by.values()):
            return None
        return [[s for s in self.S if all(self.sanctioned(g, s, s1) for s1 in self.Rplus[g][s])]
                for g in self.movers]

    def sanctioned(self, g, s, s1):
        (i,) = g
        for profile in product(*([s, *self.Rplus[h][s]] for h in self.movers if h != g)):
            if all(t == s for t in profile):
                continue
            going = dict(zip([h for h in self.movers if h != g], profile)) | {g: s1}
            owner = {k: frozenset(parties) for k, (_, parties) in self.by.items()}
            x = tuple(going[owner[k]][k] if k in owner else s[k] for k in range(len(s)))
            if x in self.S and not self.prefers(i, x, s):
                return True
        return False

    def G(self, h, n, s):
        """G_h(i, s), i being the party of mover n."""
        if h == 0:
            return s
        if (h, n, s) not in self.known:
            (i,) = self.movers[n]
            end = s
            for t in sorted(self.R[self.movers[n]][s]):
                there = self.G(h - 1, 1 - n, t)
                if end is s and self.prefers(i, there, s) or end is not s and self.prefers(i, there, end):
                    end = there
            self.known[h, n, s] = end
        return self.known[h, n, s]

    def limited(self, horizons):
        if len(self.movers) != 2 or any(len(g) > 1 for g in self.movers):
            return None
        self.known = {}
        return {str(h): [[s for s in self.S if self.G(h, n, s) == s] for n in (0, 1)] for h in horizons}

    def nonmyopic(self):
        """Stable for all h from 40 to 80: enough where transients and periods are shorter than 40."""
        late = self.limited(range(40, 81))
        return late and [[s for s in self.S if all(s in found[n] for found in late.values())]
                         for n in (0, 1)]

    def maximin(self, h):
        found = []
        for g in self.movers:
            if len(g) > 1:
                found.append(None)
                continue
            (i,) = g
            RH = self.sequences(self.opponents(g, self.R))

            def most(k, x):  # A_k, as the best outcome rather than its value
                return max([x, *(least(k - 1, t) for t in self.R[g][x])] if k else [x],
                           key=lambda t: self.key(i, t))

            def least(k, x):  # B_k
                return min([x, *(most(k - 1, t) for t in RH[x])] if k else [x],
                           key=lambda t: self.key(i, t))

            found.append([s for s in self.S
                          if not any(self.prefers(i, least(h - 1, t), s) for t in self.R[g][s])])
        return found

    def reach(self, C):
        ends = self.sequences({g: self.R[g] for g in self.movers if g <= C})
        return {s: ends[s] - {s} for s in self.S}

    def reach_better(self, C):
        return {s: {t for t in ends if self.all_prefer(C, t, s)} for s, ends in self.reach(C).items()}

    def coalition(self, C):
        rest = [i for i in self.N if i not in C]
        RC, better, RN = self.reach(C), self.reach_better(C), self.reach(frozenset(rest))
        RNplus = self.sequences({D: self.reach_better(D) for D in not_empty_subsets(rest)})

        def deters(x, s):
            return any(not self.prefers(j, x, s) for j in C)

        tests = {"cnash": lambda s: not better[s],
                 "cgmr": lambda s: all(any(deters(x, s) for x in RN[q]) for q in better[s]),
                 "csmr": lambda s: all(any(deters(x, s) and all(deters(y, s) for y in RC[x])
                                           for x in RN[q]) for q in better[s]),
                 "cseq": lambda s: all(any(deters(x, s) for x in RNplus[q]) for q in better[s])}
        return {c: [s for s in self.S if test(s)] for c, test in tests.items()}

    def inverse(self, i, target):
        g = frozenset([i])
        after = self.sequences(self.opponents(g, self.R))
        after_plus = self.sequences(self.opponents(g, self.Rplus))
        counts = {}
        for ranking in permutations(self.S):
            place = {s: n for n, s in enumerate(ranking)}
            found = concepts(self.R[g], lambda t: place[t] < place[target], after, after_plus, target)
            for c, stable in found.items():
                counts[c] = counts.get(c, 0) + stable
        return counts

    def lengths(self, table):
        """Shortest sequences from the status quo, by trying all of length 1, 2, ..."""
        length, ends = {self.s0: 0}, {(self.s0, None)}
        for n in range(1, len(self.S) * len(self.movers) + 1):
            ends = {(t, g) for s, last in ends for g in self.movers if g != last for t in table[g][s]}
            for t, _ in ends:
                length.setdefault(t, n)
        return [length.get(s, -1) for s in self.S]

    def answer(self):
        free = [k for k in range(len(self.d.issues)) if k in self.by]

        def index(s):
            value = 0
            for k in free:
                value = value * len(self.d.issues[k].options) + s[k]
            return value

        def indices(found):
            if found is None or isinstance(found, (int, str)):
                return found
            if isinstance(found, dict):
                return {key: indices(value) for key, value in found.items()}
            if isinstance(found, tuple):
                return index(found)
            return [indices(value) for value in found]

        stable = [self.stable(g) for g in self.movers]
        names = ("nash", "gmr", "smr", "seq", "sseq")
        result = {
            "movers": [[i for i in self.N if i in g] for g in self.movers],
            "feasible": self.S,
            "stable": {c: [found[c] for found in stable] for c in names},
            "equilibria": {c: [s for s in self.S if all(s in found[c] for found in stable)] for c in names},
            "sim": self.sim(),
            "limited": self.limited(range(1, 7)),
            "nonmyopic": self.nonmyopic(),
            "maximin": {str(h): self.maximin(h) for h in range(1, 5)},
            "coalitions": [{"members": [i for i in self.N if i in C]} | self.coalition(C)
                           for C in sorted(not_empty_subsets(self.N),
                                           key=lambda C: sum(2**self.N.index(i) for i in C))],
            "legal": self.lengths(self.R),
            "enforcing": self.lengths(self.Rplus),
            "inverse": [{"target": t, "party": i} | self.inverse(i, t) for t in self.S
                        for g in self.movers if len(g) == 1 for i in g] if len(self.S) <= 6 else []}
        return indices(result)
