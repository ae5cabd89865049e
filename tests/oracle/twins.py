"""One random dispute in both forms: every issue is one party's, there are no rules and no order constraints, and
all outcomes can be reached; in graph form the moves are written out as arcs. The rungs must be the same."""

import random
from itertools import product

from generate import chance

PARTIES = ["ada", "bob", "cyd", "dan"]


def twin_texts(seed, number):
    """The text in option form, the text in graph form, and {options: place of the outcome in the latter}."""
    r = random.Random(f"twins/{seed}/{number}")
    parties = PARTIES[:r.choice([2, 3, 3, 4])]
    while True:
        sizes = [r.choice([2, 2, 3]) for _ in range(r.randint(2, 4))]
        states = list(product(*map(range, sizes)))
        if len(states) <= 24:
            break
    owner = [parties[k] if k < len(parties) else r.choice(parties) for k in range(len(sizes))]
    one_way = [chance(r, 0.25) for _ in sizes]
    order = r.sample(states, len(states))
    place = {state: n for n, state in enumerate(order)}

    def atoms():
        return {k: r.randrange(sizes[k]) for k in r.sample(range(len(sizes)), r.choice([1, 1, 2]))}

    def said(picks):
        """The formula in both forms."""
        names = [f"s{n + 1}" for n, state in enumerate(order) if all(state[k] == o for k, o in picks.items())]
        return (" and ".join(f"i{k} = o{o}" for k, o in picks.items()), f"outcome in {{{', '.join(names)}}}")

    target = tuple(r.randrange(size) for size in sizes)
    goal = {k: target[k] for k in r.sample(range(len(sizes)), r.randint(1, len(sizes)))}
    listed = lambda names: "[" + ", ".join(f'"{name}"' for name in names) + "]"
    both = [["[dispute]", 'title = "twins"', "[question]", f'of = "{parties[0]}"', f'with = ["{parties[1]}"]',
             f'compromise = "{formula}"', "[parties]", *(f"{p} = {{}}" for p in parties)] for formula in said(goal)]
    both[0] += ["[issues]"] + [
        f"i{k} = {{ options = {listed(f'o{o}' for o in range(size))}, by = [\"{owner[k]}\"]"
        f"{', one_way = true' if one_way[k] else ''} }}" for k, size in enumerate(sizes)]
    both[1] += ["[graph]", f"outcomes = {listed(f's{n + 1}' for n in range(len(order)))}", "[graph.moves]"]
    for p in parties:
        arcs = [f"s{place[a] + 1} -> s{place[b] + 1}" for a, b in product(states, states) if a != b and all(
            x == y or owner[k] == p and (y > x or not one_way[k]) for k, (x, y) in enumerate(zip(a, b)))]
        both[1] += [f"{p} = {listed(arcs)}"] if arcs else []
    both[1] += ["[status_quo]", f'outcome = "s{place[states[0]] + 1}"']
    if len(parties) > 2 and chance(r, 0.4):
        members = r.sample(parties, 2)
        for text in both:
            text += ["[[coalitions]]", f"members = {listed(members)}"]
    for text in both:
        text += ["[preferences]"]
    for p in parties:
        kept = chance(r, 0.6)  # wants to keep its own and to get what is the others'
        wants = []
        for k in range(len(sizes)):
            if chance(r, 0.8):
                own = owner[k] == p
                wants.append(({k: 0 if own and kept else target[k]}, r.choice([1, 1, 2, 3, 0.5] if own else [1, 2, 3, 4])))
        wants += [(atoms(), r.choice([1, 2, -1, 0.5])) for _ in range(r.randint(0, 2))]
        never = atoms() if chance(r, 0.15) else None
        for form, text in enumerate(both):
            text += [f"{p} = ["] + [f'  {{ wants = "{said(picks)[form]}", weight = {weight} }},' for picks, weight in wants]
            text += [f'  {{ never = "{said(never)[form]}" }},'] if never else []
            text += ["]"]
    if chance(r, 0.4):
        approved, of = atoms(), r.choice(parties)
        for form, text in enumerate(both):
            text += ["[ratifiers.body]", f'of = "{of}"', f'approves = "{said(approved)[form]}"']
    return "\n".join(both[0]) + "\n", "\n".join(both[1]) + "\n", place
