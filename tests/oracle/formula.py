"""Formulas of a dispute file, parsed by plain recursive descent and turned into Python functions.

A formula becomes `f(s, x)`: s is an outcome (a tuple of option indices in issue order), x the list of
factor values in file order. Grammar and binding: docs/file-reference.md, "Formulas".
"""

import re

TOKEN = re.compile(r"\s*(?:(<->|->|<=|>=|!=|[=<>(){},+*/-])|([A-Za-z_][A-Za-z0-9_]*)"
                   r"|((?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?))")
COMPARISONS = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


class FormulaError(Exception):
    pass


def tokens_of(text):
    tokens, at = [], 0
    text = text.rstrip()
    while at < len(text):
        match = TOKEN.match(text, at)
        if not match:
            raise FormulaError(f"cannot read {text[at:]!r} in {text!r}")
        tokens.append(match.group(1) or match.group(2) or match.group(3))
        at = match.end()
    return tokens


class Names:
    """What the names in a formula mean."""

    def __init__(self, issues, factors):
        self.issue_index = {issue.name: k for k, issue in enumerate(issues)}
        self.issues = issues
        self.factor_index = {name: j for j, name in enumerate(factors)}
        self.propositions = {}  # name -> text
        self.environment = {"clamp": lambda a, low, high: min(max(a, low), high)}
        for k, issue in enumerate(issues):
            self.environment[f"level_{k}"] = issue.levels
        self.compiled = {}

    def function(self, text):
        """The formula as a function of (outcome, factor values)."""
        if text not in self.compiled:
            source = Parser(text, self).whole()
            self.compiled[text] = eval("lambda s, x: " + source, self.environment)
        return self.compiled[text]


class Parser:
    """Every method returns Python source; `source` is always safe to use as an operand."""

    def __init__(self, text, names):
        self.text, self.names = text, names
        self.tokens, self.at = tokens_of(text), 0

    def whole(self):
        source = self.equivalence()
        if self.at != len(self.tokens):
            raise FormulaError(f"{self.peek()!r} is left over in {self.text!r}")
        return source

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self, expected=None):
        token = self.peek()
        if token is None or expected is not None and token != expected:
            raise FormulaError(f"{expected or 'more'!r} expected, not {token!r}, in {self.text!r}")
        self.at += 1
        return token

    def chain(self, operator, operand):
        parts = [operand()]
        while self.peek() == operator:
            self.take()
            parts.append(operand())
        return parts

    # Binding from the loosest to the tightest.

    def equivalence(self):
        parts = self.chain("<->", self.implication)
        source = parts[0]
        for part in parts[1:]:
            source = f"(bool({source}) == bool({part}))"
        return source

    def implication(self):
        parts = self.chain("->", self.disjunction)
        source = parts[-1]
        for part in reversed(parts[:-1]):
            source = f"((not {part}) or {source})"
        return source

    def disjunction(self):
        parts = self.chain("or", self.conjunction)
        return parts[0] if len(parts) == 1 else "(" + " or ".join(parts) + ")"

    def conjunction(self):
        parts = self.chain("and", self.negation)
        return parts[0] if len(parts) == 1 else "(" + " and ".join(parts) + ")"

    def negation(self):
        if self.peek() == "not":
            self.take()
            return f"(not {self.negation()})"
        return self.comparison()

    def comparison(self):
        left = self.sum()
        if self.peek() in COMPARISONS:
            operator = COMPARISONS[self.take()]
            return f"({left} {operator} {self.sum()})"
        return left

    def sum(self):
        source, terms = self.product(), 1
        while self.peek() in ("+", "-"):
            source = f"{source} {self.take()} {self.product()}"
            terms += 1
        return source if terms == 1 else f"({source})"

    def product(self):
        source, terms = self.unary(), 1
        while self.peek() in ("*", "/"):
            source = f"{source} {self.take()} {self.unary()}"
            terms += 1
        return source if terms == 1 else f"({source})"

    def unary(self):
        if self.peek() == "-":
            self.take()
            return f"(-{self.unary()})"
        return self.primary()

    def primary(self):
        token = self.take()
        names = self.names
        if token == "(":
            source = self.equivalence()
            self.take(")")
            return f"({source})"
        if token[0].isdigit() or token[0] == ".":
            return repr(float(token.replace("_", "")))
        if token == "true":
            return "True"
        if token == "false":
            return "False"
        if token == "level":
            self.take("(")
            k = names.issue_index[self.take()]
            self.take(")")
            return f"level_{k}[s[{k}]]"
        if token in ("min", "max", "abs", "clamp"):
            return f"{token}({', '.join(self.arguments(self.sum))})"
        if token in ("exactly", "at_most", "at_least"):
            operator = {"exactly": "==", "at_most": "<=", "at_least": ">="}[token]
            self.take("(")
            count = int(self.take())
            self.take(",")
            parts = self.chain(",", self.equivalence)
            self.take(")")
            return "(" + " + ".join(f"bool({part})" for part in parts) + f" {operator} {count})"
        if token in names.issue_index:
            return self.issue_atom(names.issue_index[token])
        if token in names.factor_index:
            return f"x[{names.factor_index[token]}]"
        if token in names.propositions:
            names.environment[f"proposition_{token}"] = names.function(names.propositions[token])
            return f"proposition_{token}(s, x)"
        raise FormulaError(f"unknown name {token!r} in {self.text!r}")

    def arguments(self, operand):
        self.take("(")
        parts = self.chain(",", operand)
        self.take(")")
        return parts

    def issue_atom(self, k):
        options = self.names.issues[k].options
        operator = self.take()
        if operator == "in":
            self.take("{")
            wanted = [options.index(name) for name in self.chain(",", self.take)]
            self.take("}")
            return f"(s[{k}] in {tuple(wanted)!r})"
        # Levels increase strictly with the options, so comparing indices compares levels.
        return f"(s[{k}] {COMPARISONS[operator]} {options.index(self.take())})"
