"""A dispute file as plain Python data. The file is assumed to be valid; nothing is checked here."""

import tomllib
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace as Record

from formula import Names

UNIT = 10**9  # utilities are whole numbers of billionths: decimals add exactly


def exact(number):
    """A literal as a whole number of billionths."""
    scaled = Fraction(number) * UNIT
    if scaled.denominator != 1:
        raise ValueError(f"{number} has more than 9 decimals")
    return scaled.numerator


def round_to_unit(value):
    """A double to the nearest billionth, halves away from zero."""
    scaled = Fraction(value) * UNIT
    whole = int(abs(scaled) + Fraction(1, 2))
    return whole if scaled >= 0 else -whole


def entry_formula(entry):
    """An outcome in a ranking or a value list: a formula, or a table of options."""
    if isinstance(entry, str):
        return entry
    return " and ".join(f"{issue} = {option}" for issue, option in entry.items()) or "true"


def read(text):
    data = tomllib.loads(text, parse_float=Decimal)
    d = Record()
    d.title = data["dispute"]["title"]
    d.question = data.get("question")  # None: nobody is asked for a compromise
    d.proposer = d.question and d.question["of"]
    d.negotiators = frozenset([d.question["of"], *d.question["with"]] if d.question else [])
    d.factors = {}
    d.domains = {}
    for name, factor in data.get("factors", {}).items():
        table = factor if isinstance(factor, dict) else {"value": factor}
        d.factors[name] = float(table["value"])
        d.domains[name] = tuple(float(v) for v in table.get("domain", (0, 1)))
    d.factor_names = list(d.factors)
    d.parties = data["parties"]
    if "graph" in data:
        read_graph(d, data["graph"], data.get("preferences", {}))
    else:
        d.arcs = None  # issues say who can move where
        d.issues = [read_issue(name, table) for name, table in data["issues"].items()]
    d.status_quo = data.get("status_quo", {})
    d.names = Names(d.issues, d.factors)
    d.names.propositions.update(data.get("propositions", {}))
    d.rules = [read_item(table, f"rules.{n}") for n, table in enumerate(data.get("rules", []), 1)]
    d.orders = [read_item(table, f"order.{n}") for n, table in enumerate(data.get("order", []), 1)]
    d.coalitions = [read_item(table, f"coalitions.{n}")
                    for n, table in enumerate(data.get("coalitions", []), 1)]
    d.ratifiers = [Record(id=name, active=table.get("active", True), table=table)
                   for name, table in data.get("ratifiers", {}).items()]
    d.preferences = {name: read_preferences(name, table)
                     for name, table in data.get("preferences", {}).items()}
    for name in d.parties:
        d.preferences.setdefault(name, read_preferences(name, []))
    d.cases = data.get("cases", {})
    d.case_names = ["now"] + [name for name in d.cases if name != "now"]
    return d


def read_issue(name, table):
    return Record(name=name, id=name, options=table["options"], active=table.get("active", True),
                  levels=[float(v) for v in table["levels"]] if "levels" in table else None,
                  by=table.get("by"), by_any=table.get("by_any"),
                  one_way=table.get("one_way", False), divisible=table.get("divisible", False))


def read_graph(d, graph, preferences):
    """Graph form: one issue `outcome`, and the arcs of each party as pairs of positions."""
    outcomes = graph["outcomes"]
    d.arcs = {party: set() for party in d.parties}
    for party, lines in graph["moves"].items():
        for line in lines:
            sign = "<->" if "<->" in line else "->"
            start, ends = line.split(sign)
            for end in ends.split(","):
                a, b = outcomes.index(start.strip()), outcomes.index(end.strip())
                d.arcs[party] |= {(a, b), (b, a)} if sign == "<->" else {(a, b)}
    moving = [party for party in d.parties if d.arcs[party]]
    d.issues = [Record(name="outcome", id="outcome", options=outcomes, active=True, levels=None,
                       by=None, by_any=moving, one_way=False, divisible=False)]
    said = lambda entry: f"outcome = {entry}" if entry in outcomes else entry  # the bare name will do
    for table in preferences.values():
        if isinstance(table, dict) and "ranking" in table:
            table["ranking"] = [[said(entry) for entry in group] for group in table["ranking"]]
        if isinstance(table, dict) and "outcome_values" in table:
            table["outcome_values"] = [{**row, "outcome": said(row["outcome"])} for row in table["outcome_values"]]


def read_item(table, default_id):
    return Record(id=table.get("id", default_id), active=table.get("active", True), table=table)


def read_preferences(party, entry):
    table = {"statements": entry} if isinstance(entry, list) else entry
    form = next((f for f in ("priority", "ranking", "values", "outcome_values")
                 if table.get(f) or f == "values" and f in table), "weights")  # a table of nothing is one
    statements = [Record(id=s.get("id", f"{party}.{n}"), active=s.get("active", True), table=s)
                  for n, s in enumerate(table.get("statements", []), 1)]
    return Record(form=form, statements=statements, table=table)


def resolve(d, case):
    """What a case says once its `extends` chain is followed: the nearest case wins."""
    chain = []
    while case is not None:
        table = d.cases.get(case, {})
        if any(table is other for other in chain):
            raise ValueError(f"case {case} extends itself")
        chain.insert(0, table)
        case = table.get("extends")
        if case == "now":
            case = None
    factors = dict(d.factors)
    status_quo = dict(d.status_quo)
    compromise = d.question["compromise"] if d.question else "false"
    switched, without = {}, set()
    for table in chain:
        factors.update({name: float(v) for name, v in table.get("set", {}).items()})
        status_quo.update(table.get("status_quo", {}))
        compromise = table.get("compromise", compromise)
        switched.update({name: True for name in table.get("on", [])})
        switched.update({name: False for name in table.get("off", [])})
        without.update(table.get("without", []))
    return Record(factors=factors, status_quo=status_quo, compromise=compromise,
                  switched=switched, without=frozenset(without))
