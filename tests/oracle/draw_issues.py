"""What is on the table of a random dispute: issues, who controls them, the hidden target, factors."""

from draw import chance


class Issues:
    def draw_issues(self):
        r = self.r
        while True:
            sizes = [r.choice([2, 2, 2, 3]) for _ in range(r.choice([2, 3, 3, 4, 4, 5, 5]))]
            outcomes = 1
            for size in sizes:
                outcomes *= size
            if outcomes <= self.max_outcomes:
                break
        self.issues, self.options, self.control = [], [], []
        self.one_way, self.levels, self.active = [], [], []
        for k, size in enumerate(sizes):
            self.issues.append(f"i{k + 1}")
            self.options.append([f"o{n}" for n in range(size)])
            self.control.append(self.draw_control(k))
            self.one_way.append(chance(r, 0.17))
            self.levels.append(sorted(r.sample([-1, 0, 0.5, 1, 2, 3.25, 5], size))
                               if chance(r, 0.35) else None)
            self.active.append(k == 0 or chance(r, 0.93))
        self.start = [r.randrange(size) if chance(r, 0.12) else 0 for size in sizes]

    def draw_control(self, k):
        r = self.r
        kind = r.choices(["one", "both", "pair", "any", "other"], [8, 4, 2, 3, 4])[0]
        if k == 0:
            return "by", [self.P]
        if k == 1 and chance(r, 0.7):
            return "by", [self.Q[0]]
        if kind == "other" and self.others:
            return "by", [r.choice(self.others)]
        if kind == "both":
            return "by", self.negotiators[:]
        if kind == "pair":
            return "by", r.sample(self.parties, 2)
        if kind == "any":
            return "by_any", r.sample(self.parties, r.choice([2, 2, min(3, len(self.parties))]))
        return "by", [r.choice(self.negotiators)]

    def draw_target(self):
        r = self.r
        self.target = self.start[:]
        movable = [k for k, options in enumerate(self.options) if self.active[k]
                   and (not self.one_way[k] or self.start[k] < len(options) - 1)]
        self.changed = []
        for k in r.sample(movable, r.randint(1, len(movable))) if movable else []:
            choices = [n for n in range(len(self.options[k])) if n != self.start[k]
                       and (not self.one_way[k] or n > self.start[k])]
            self.target[k] = r.choice(choices)
            self.changed.append(k)

    def draw_factors(self):
        r = self.r
        self.factor_values = {f: r.choice(["0", "0.25", "0.3", "0.5", "0.5", "0.6", "0.8", "1"])
                              for f in self.factors}
