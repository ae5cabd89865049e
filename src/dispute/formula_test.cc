#include "dispute/formula.h"

#include <gtest/gtest.h>

#include <cmath>

namespace detente {
namespace {

NameScope scope() {
  NameScope scope;
  scope.issues = {{"treaty", {"none", "signed"}, {}},
                  {"islands", {"russia", "joint", "japan"}, {}},
                  {"cooperation", {"low", "some", "deep"}, {0, 1, 3}}};
  scope.factors = {"trust", "pressure"};
  scope.propositions = {"friendly", "deal"};
  return scope;
}

Result<Formula> parse(std::string_view text, FormulaKind kind = FormulaKind::kTruth,
                      FormulaSees sees = FormulaSees::kOutcomesAndFactors) {
  return parse_formula(text, {"f.toml", 4, 10}, scope(), kind, sees);
}

// treaty, islands, cooperation
bool holds(std::string_view text, std::vector<int> outcome,
           std::vector<double> factors = {0.5, 0.25}) {
  const auto formula = parse(text);
  EXPECT_TRUE(formula.has_value())
      << text << ": " << (formula ? "" : formula.error().front().message);
  if (!formula) return false;
  const std::vector<Formula> propositions{*parse("trust >= 0.5"),
                                          *parse("treaty = signed and islands != russia")};
  const std::vector<std::vector<double>> levels{{}, {}, {0, 1, 3}};
  return evaluate_truth(*formula, {factors, outcome, &propositions, &levels});
}

TEST(Formula, BindsAsDocumented) {
  EXPECT_TRUE(holds("true or true and false", {0, 0, 0}));  // and before or
  EXPECT_TRUE(holds("not false and true", {0, 0, 0}));      // not before and
  EXPECT_FALSE(holds("not (false and true) and false", {0, 0, 0}));
  EXPECT_TRUE(holds("false -> false -> false", {0, 0, 0}));  // to the right
  EXPECT_TRUE(holds("false <-> true or false <-> false", {0, 0, 0}));
  EXPECT_TRUE(holds("1 + 2 * 3 = 7", {0, 0, 0}));
  EXPECT_TRUE(holds("8 - 4 - 2 = 2", {0, 0, 0}));
  EXPECT_TRUE(holds("-2 * -3 = 6", {0, 0, 0}));
  EXPECT_TRUE(holds("(1 + 2) * 3 = 9", {0, 0, 0}));
}

TEST(Formula, ReadsIssuesOptionsAndLevels) {
  EXPECT_TRUE(holds("treaty = signed", {1, 0, 0}));
  EXPECT_FALSE(holds("treaty != signed", {1, 0, 0}));
  EXPECT_TRUE(holds("islands in {joint, japan}", {0, 2, 0}));
  EXPECT_FALSE(holds("islands in {joint, japan}", {0, 0, 0}));
  EXPECT_TRUE(holds("cooperation >= some", {0, 0, 2}));
  EXPECT_FALSE(holds("cooperation > some", {0, 0, 1}));
  EXPECT_TRUE(holds("cooperation < some", {0, 0, 0}));
  EXPECT_TRUE(holds("level(cooperation) * 2 = 6", {0, 0, 2}));
  EXPECT_TRUE(holds("level(cooperation) >= 2 * trust", {0, 0, 1}));
  EXPECT_TRUE(holds("deal and friendly", {1, 1, 0}));
  EXPECT_FALSE(holds("deal", {1, 0, 0}));
}

TEST(Formula, CountsAndComputes) {
  EXPECT_TRUE(holds("exactly(1, treaty = signed, islands = japan)", {1, 0, 0}));
  EXPECT_FALSE(holds("exactly(1, treaty = signed, islands = japan)", {1, 2, 0}));
  EXPECT_TRUE(holds("at_most(0, treaty = signed)", {0, 0, 0}));
  EXPECT_TRUE(holds("at_least(2, treaty = signed, islands = japan, friendly)", {1, 0, 0}));
  EXPECT_TRUE(holds("min(trust, pressure, 1) = 0.25", {0, 0, 0}));
  EXPECT_TRUE(holds("max(trust, pressure) = 0.5", {0, 0, 0}));
  EXPECT_TRUE(holds("abs(pressure - trust) = 0.25", {0, 0, 0}));
  EXPECT_TRUE(holds("clamp(trust * 10, 0, 1) = 1", {0, 0, 0}));
}

struct Bad {
  const char* text;
  int column;
  const char* message;
  const char* hint;
};

TEST(Formula, SaysWhatIsWrongAndWhere) {
  const Bad bad[] = {
      {"treaty = signd", 19, "issue 'treaty' has no option 'signd'", "did you mean 'signed'?"},
      {"traety = signed", 10, "unknown name 'traety'", "did you mean 'treaty'?"},
      {"treaty", 16,
       "expected '=', '!=' or 'in {...}' after issue 'treaty', found the end of the formula",
       "as in 'treaty = none'"},
      {"treaty == signed", 17, "expected '=', '!=' or 'in {...}' after issue 'treaty', found '=='",
       "equality is written '='"},
      {"islands >= joint", 18, "issue 'islands' is not ordered, so '>=' means nothing for it",
       "give it 'levels', or write 'islands in {...}'"},
      {"(treaty = signed", 10, "this '(' is never closed", ""},
      {"treaty = signed)", 25, "expected an operator or the end, found ')'", ""},
      {"trust", 10, "expected something true or false, found a number",
       "compare it, as in 'trust >= 0.5'"},
      {"trust and friendly", 10, "expected something true or false, found a number",
       "compare it, as in 'trust >= 0.5'"},
      {"0 < trust < 1", 20, "comparisons do not chain", "write 'a < b and b < c'"},
      {"level(islands) > 1", 16, "issue 'islands' has no levels", "give it 'levels'"},
      {"exactly(x, friendly)", 18, "expected a whole number first in exactly(...), found 'x'", ""},
      {"clamp(1, 2) > 0", 10, "clamp takes three numbers", "clamp(value, lowest, highest)"},
      {"", 10, "expected a name, a number or '(', found the end of the formula", ""},
      {"trust > 1 \xC3\xA9", 20, "expected an operator or the end, found '\xC3\xA9'", ""},
      {"trust > 1e999", 18, "'1e999' is not a number this program can hold", ""},
  };
  for (const Bad& row : bad) {
    const auto formula = parse(row.text);
    ASSERT_FALSE(formula.has_value()) << row.text;
    const Error& error = formula.error().front();
    EXPECT_EQ(error.message, row.message) << row.text;
    EXPECT_EQ(error.where.column, row.column) << row.text;
    EXPECT_EQ(error.where.line, 4);
    EXPECT_EQ(error.hint, row.hint) << row.text;
  }
}

TEST(Formula, FollowsTheLinesOfALongText) {
  const auto formula = parse("treaty = signed and\n  islands = japn");
  ASSERT_FALSE(formula.has_value());
  EXPECT_EQ(formula.error().front().where.line, 5);
  EXPECT_EQ(formula.error().front().where.column, 13);
}

TEST(Formula, ConditionsSeeFactorsOnly) {
  EXPECT_TRUE(parse("trust > 0.5", FormulaKind::kTruth, FormulaSees::kFactorsOnly).has_value());
  const auto formula = parse("treaty = signed", FormulaKind::kTruth, FormulaSees::kFactorsOnly);
  ASSERT_FALSE(formula.has_value());
  EXPECT_EQ(formula.error().front().message,
            "'treaty' is an issue, but only factors can stand here");
}

TEST(Formula, RefusesTenThousandParentheses) {
  const auto formula = parse(std::string(10000, '(') + "true" + std::string(10000, ')'));
  ASSERT_FALSE(formula.has_value());
  EXPECT_EQ(formula.error().front().message, "formula is nested more than 200 deep");
  EXPECT_TRUE(parse(std::string(199, '(') + "true" + std::string(199, ')')).has_value());
  EXPECT_FALSE(parse([] {
                 std::string nots;
                 for (int i = 0; i < 10000; ++i) nots += "not ";
                 return nots + "true";
               }())
                   .has_value());
}

// `part`, joined by `sign`, so many times.
std::string chain(int terms, const std::string& part, const std::string& sign) {
  std::string out = part;
  for (int k = 1; k < terms; ++k) out += sign + part;
  return out;
}

// A chain of n terms is a tree n deep, whichever way it leans.
TEST(Formula, ALongChainIsADeepTree) {
  for (const char* sign : {" + ", " - ", " * ", " / "}) {
    const auto kind = FormulaKind::kArithmetic;
    EXPECT_TRUE(parse(chain(500, "2", sign), kind).has_value()) << sign;
    EXPECT_FALSE(parse(chain(501, "2", sign), kind).has_value()) << sign;
    EXPECT_FALSE(parse(chain(100'000, "2", sign), kind).has_value()) << sign;
  }
  EXPECT_TRUE(parse(chain(500, "true", " <-> ")).has_value());
  const auto formula = parse(chain(100'000, "true", " <-> "));
  ASSERT_FALSE(formula.has_value());
  const Error& error = formula.error().front();
  EXPECT_EQ(error.message, "formula is more than 500 operations deep");
  EXPECT_EQ(error.hint, "put the parts of a long chain in parentheses, as in (a + b) + (c + d)");
  EXPECT_EQ(error.where.line, 4);
  EXPECT_EQ(error.where.column, 10 + 500 * 9);  // the 501st "true"
  EXPECT_FALSE(parse(chain(100'000, "true", " -> ")).has_value());
  // Those that join any number at once are one operation.
  EXPECT_TRUE(parse(chain(10'000, "true", " and ")).has_value());
  EXPECT_TRUE(parse(chain(10'000, "true", " or ")).has_value());
}

// 250 terms are 250 deep: 249 more follow the sum, and 250 after the difference are one too many.
TEST(Formula, PartsInParenthesesCountAsDeepAsTheyAre) {
  const std::string inner = "(" + chain(250, "2", " + ") + ")";
  const auto kind = FormulaKind::kArithmetic;
  EXPECT_TRUE(parse(inner + " - " + chain(250, "2", " - "), kind).has_value());
  EXPECT_FALSE(parse(inner + " - " + chain(251, "2", " - "), kind).has_value());
  EXPECT_TRUE(parse(inner + " + " + inner + " + " + inner, kind).has_value());
}

// Each of 200 propositions names the one before twice: 2^200 ways, and 201 truth values.
TEST(Formula, EachPropositionIsWorkedOutOnce) {
  NameScope names;
  std::vector<Formula> propositions;
  const auto add = [&](const std::string& text) {
    propositions.push_back(
        *parse_formula(text, {}, names, FormulaKind::kTruth, FormulaSees::kOutcomesAndFactors));
    names.propositions.push_back("p" + std::to_string(propositions.size() - 1));
  };
  add("1 < 2");
  for (int k = 0; k < 200; ++k) {
    const std::string before = "p" + std::to_string(k);
    add("exactly(2, " + before + ", " + before + ")");
  }
  const Formula deepest =
      *parse_formula("p200 and p199 and not (p200 <-> p0 and not p1)", {}, names,
                     FormulaKind::kTruth, FormulaSees::kOutcomesAndFactors);
  EXPECT_TRUE(evaluate_truth(deepest, {{}, {}, &propositions, nullptr}));
}

TEST(Formula, BoundsHoldAndFindZeroDivisors) {
  const std::vector<Interval> factors{{0, 1}, {0.5, 2}};
  const std::vector<std::vector<double>> levels{{}, {}, {0, 1, 3}};
  const auto bounds = [&](std::string_view text) {
    return bound(*parse(text, FormulaKind::kArithmetic), factors, levels);
  };
  EXPECT_EQ(bounds("26 - 20 * trust").value.low, 6);
  EXPECT_EQ(bounds("26 - 20 * trust").value.high, 26);
  EXPECT_EQ(bounds("60 * pressure * (1 - trust)").value.high, 120);
  EXPECT_EQ(bounds("level(cooperation) - 1").value.high, 2);
  EXPECT_FALSE(bounds("1 / pressure").may_divide_by_zero);
  EXPECT_EQ(bounds("1 / pressure").value.high, 2);
  EXPECT_TRUE(bounds("1 / trust").may_divide_by_zero);
  EXPECT_EQ(bounds("abs(trust - 0.25)").value.high, 0.75);
  EXPECT_EQ(bounds("abs(trust - 0.25)").value.low, 0);
  EXPECT_EQ(bounds("min(trust, pressure)").value.high, 1);
}

}  // namespace
}  // namespace detente
