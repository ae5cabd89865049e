// What does not fit together in a dispute: circles, numbers, forms, limits; all of it at once.
#include <gtest/gtest.h>

#include <algorithm>

#include "format/registry.h"

namespace detente {
namespace {

constexpr const char* kHead = R"([dispute]
title = "t"
[question]
of = "a"
with = ["b"]
compromise = "x = yes"
[factors]
f = 0.5
[parties]
a = {}
b = {}
c = {}
[issues]
x = { options = ["no", "yes"], by = ["a", "b"] }
y = { options = ["low", "mid", "top"], by_any = ["c"] }
)";

Errors errors_in(const std::string& text) {
  const auto dispute = parse_dispute(text, "t.toml");
  return dispute ? Errors{} : dispute.error();
}
Errors errors_of(const std::string& more) { return errors_in(kHead + more); }
std::string changed(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return at == std::string::npos ? text : text.replace(at, what.size(), by);
}
std::vector<std::string> messages(const Errors& errors) {
  std::vector<std::string> out;
  for (const Error& error : errors) out.push_back(error.message);
  return out;
}
using Messages = std::vector<std::string>;

TEST(Builder, TheHeadIsValidAsItStands) { EXPECT_EQ(messages(errors_of("")), Messages{}); }

TEST(Builder, PropositionsMayUseEachOtherButNotInACircle) {
  EXPECT_TRUE(errors_of("[propositions]\np = \"q and r\"\nq = \"r\"\nr = \"x = yes\"\n").empty());
  EXPECT_EQ(messages(errors_of("[propositions]\np = \"not p\"\n")),
            Messages{"propositions in a circle: p -> p"});
  EXPECT_EQ(messages(errors_of("[propositions]\nt = \"p\"\np = \"q\"\nq = \"x = yes or r\"\n"
                               "r = \"p\"\n")),
            Messages{"propositions in a circle: p -> q -> r -> p"});
  // two circles are two errors
  EXPECT_EQ(
      messages(errors_of("[propositions]\np = \"p\"\nq = \"r\"\nr = \"q\"\n")),
      (Messages{"propositions in a circle: p -> p", "propositions in a circle: q -> r -> q"}));
}

// p0 is 1 deep, and each that follows 2 more: the operation and the name.
std::string nested(int levels, bool outermost_first) {
  std::string out;
  for (int k = 0; k < levels; ++k) {
    const std::string before = "p" + std::to_string(k - 1);
    const std::string line = "p" + std::to_string(k) + " = \"" +
                             (k == 0 ? "x = yes" : before + " or " + before) + "\"\n";
    out = outermost_first ? line + out : out + line;
  }
  return "[propositions]\n" + out;
}

TEST(Builder, PropositionsAreNotTooDeepWithinEachOther) {
  for (const bool outermost_first : {false, true}) {
    EXPECT_EQ(messages(errors_of(nested(250, outermost_first))), Messages{});  // 1 + 2 * 249 = 499
    EXPECT_EQ(messages(errors_of(nested(251, outermost_first))),
              Messages{"proposition 'p250' is more than 500 operations deep, with those in it"});
    EXPECT_FALSE(errors_of(nested(3'000, outermost_first)).empty());
  }
}

// p249 is 499 deep, its name one more.
TEST(Builder, AFormulaIsNotTooDeepWithItsPropositions) {
  const std::string deep = nested(250, false) + "[preferences]\na = [{ weight = 1, wants = ";
  EXPECT_EQ(messages(errors_of(deep + "\"p249\" }]\n")), Messages{});
  EXPECT_EQ(messages(errors_of(deep + "\"not p249\" }]\n")),
            Messages{"formula is more than 500 operations deep, with the propositions in it"});
}

TEST(Builder, AConditionThatReachesAnIssueThroughManyPropositionsIsRefused) {
  EXPECT_EQ(messages(errors_of(nested(200, false) + "[preferences]\na = [{ weight = 1, "
                                                    "wants = \"x = yes\", when = \"p199\" }]\n")),
            Messages{"this condition reaches an issue through a proposition, but only factors can "
                     "stand here"});
}

// What may be drawn of an uncertain weight counts, not its value alone.
TEST(Builder, WeightsAddUpExactlyWhateverIsDrawn) {
  const auto with = [](const std::string& uncertain) {
    return messages(
        errors_of("[preferences]\na = [{ wants = \"x = yes\", weight = 500000000 }, "
                  "{ wants = \"x = no\", weight = { value = 1, " +
                  uncertain + " } }]\n"));
  };
  const Messages refused{
      "the weights of 'a' add up to more than 1000000000, which cannot be added exactly"};
  EXPECT_EQ(with("range = [0, 5e8]"), Messages{});
  EXPECT_EQ(with("range = [0, 500000001]"), refused);
  EXPECT_EQ(with("range = [-500000001, 0]"), refused);
  EXPECT_EQ(with("distribution = { kind = \"normal\", mean = 15e7, sd = 5e7 }"), Messages{});
  EXPECT_EQ(with("distribution = { kind = \"normal\", mean = 15e7, sd = 51e6 }"), refused);
  EXPECT_EQ(with("distribution = { kind = \"empirical\", values = [1, 6e8] }"), refused);
}

TEST(Builder, IdsBeginWithALetter) {
  const std::string never = "never = \"x = yes and y = top\"\n";
  EXPECT_TRUE(errors_of("[[rules]]\nid = \"K26.1\"\n" + never).empty());
  for (const std::string id : {"1a", "7", ".a", "a-b", ""}) {
    std::string rule = "[[rules]]\nid = \"";
    rule.append(id).append("\"\n").append(never);
    EXPECT_EQ(messages(errors_of(rule)), Messages{"'" + id + "' cannot name a rule"});
  }
}

std::string order(const std::string& id, const std::string& first, const std::string& then) {
  return "[[order]]\nid = \"" + id + "\"\nfirst = \"" + first + "\"\nthen = \"" + then + "\"\n";
}

TEST(Builder, OrderConstraintsMayChainButNotGoRound) {
  const std::string chain = order("k", "x = yes", "y = mid") + order("l", "y = mid", "y = top");
  EXPECT_TRUE(errors_of(chain).empty());
  EXPECT_EQ(messages(errors_of(order("k", "x = yes", "x = yes"))),
            Messages{"order constraints in a circle: k -> k"});
  // white space aside, the same formula
  EXPECT_EQ(messages(errors_of(chain + order("m", "y  = top", "x=yes"))),
            Messages{"order constraints in a circle: k -> l -> m -> k"});
  // only what is switched on together can go round
  const std::string both = order("k", "x = yes", "y = mid") + order("l", "y = mid", "x = yes");
  const auto off = [&](const std::string& id) {
    std::string text = both;
    const std::string key = "id = \"" + id + "\"\n";
    return text.insert(text.find(key) + key.size(), "active = false\n");
  };
  EXPECT_TRUE(errors_of(off("l")).empty());
  EXPECT_TRUE(errors_of(off("l") + "[cases.other]\noff = [\"k\"]\non = [\"l\"]\n").empty());
  EXPECT_EQ(messages(errors_of(off("l") + "[cases.other]\non = [\"l\"]\n")),
            Messages{"order constraints in a circle: k -> l -> k"});
  // a way into a circle is not part of it
  EXPECT_EQ(messages(errors_of(order("k", "x = yes", "y = low") + order("l", "y = low", "y = mid") +
                               order("m", "y = mid", "y = low"))),
            Messages{"order constraints in a circle: l -> m -> l"});
}

std::string poll(const std::string& shares, const std::string& quota) {
  return "[ratifiers.poll]\nof = \"a\"\nquota = " + quota + "\nsegments = [" + shares + "]\n";
}
std::string share(const std::string& literal) {
  return "{ share = " + literal + ", approves = \"x = yes\" },";
}

// 0.1 + 0.2 + 0.7 is 1 in decimals, and more than 1 in binary fractions added in this order.
TEST(Builder, SharesAddUpExactlyToAtMostOne) {
  EXPECT_TRUE(errors_of(poll(share("0.7") + share("0.1") + share("0.2"), "0.5")).empty());
  EXPECT_TRUE(errors_of(poll(share("0") + share("1"), "1")).empty());
  EXPECT_EQ(messages(errors_of(poll(share("0.7") + share("0.2") + share("0.100000001"), "0.5"))),
            Messages{"the shares of 'poll' add up to 1.000000001, more than 1"});
  EXPECT_EQ(messages(errors_of(poll(share("0.4") + share("1.1"), "0.5"))),
            Messages{"a share must lie between 0 and 1, not 1.1"});
  EXPECT_EQ(messages(errors_of(poll(share("-0.1"), "0.5"))),
            Messages{"a share must lie between 0 and 1, not -0.1"});
  for (const char* quota : {"0", "1.000000001", "-0.5", "nan", "inf"}) {
    const Errors errors = errors_of(poll(share("0.5"), quota));
    ASSERT_EQ(errors.size(), 1U) << quota;
    EXPECT_EQ(errors.front().code, ErrorCode::kRange) << quota;
    EXPECT_EQ(errors.front().where.line, 18) << quota;
  }
}

// Every number of the file, once not a number and once infinite.
TEST(Builder, NoNumberIsInfiniteOrNotANumber) {
  const std::pair<const char*, const char*> places[] = {
      {"f = 0.5", "f = #"},
      {"f = 0.5", "f = { value = 0.5, range = [#, 1] }"},
      {"f = 0.5", "f = { value = 0.5, range = [0, #] }"},
      {"f = 0.5", "f = { value = 0.5, domain = [0, #] }"},
      {"f = 0.5", "f = { value = 0.5, drift = # }"},
      {"f = 0.5", "f = { value = 0.5, distribution = { kind = \"normal\", mean = #, sd = 1 } }"},
      {"f = 0.5", "f = { value = 0.5, distribution = { kind = \"empirical\", values = [#] } }"},
      {"a = {}", "a = { no_deal = # }"},
      {"a = {}", "a = { margin = # }"},
      {"options = [\"no\", \"yes\"]", "options = [\"no\", \"yes\"], levels = [0, #]"},
      {"[issues]", "[preferences]\na = [ { wants = \"x = yes\", weight = # } ]\n[issues]"},
      {"[issues]",
       "[preferences]\na = [ { wants = \"x = yes\", weight = { value = # } } ]\n[issues]"},
      {"[issues]",
       "[preferences]\na = [ { wants = \"x = yes\", weight = { value = 1, range = [0, #] } } ]\n"
       "[issues]"},
      {"[issues]", "[preferences]\na = { values = { x = { yes = # } } }\n[issues]"},
      {"[issues]",
       "[preferences]\na = { outcome_values = [ { outcome = \"true\", value = # } ] }\n[issues]"},
      {"[issues]",
       "[ratifiers.p]\nof = \"a\"\nquota = 0.5\n"
       "segments = [ { share = #, approves = \"x = yes\" } ]\n[issues]"},
      {"[issues]",
       "[ratifiers.p]\nof = \"a\"\nquota = 0.5\nrespondents = #\n"
       "segments = [ { share = 0.5, approves = \"x = yes\" } ]\n[issues]"},
  };
  for (const auto& [where, by] : places) {
    for (const char* literal : {"nan", "inf", "-inf"}) {
      const std::string text = changed(kHead, where, changed(by, "#", literal));
      const Errors errors = errors_in(text);
      ASSERT_EQ(errors.size(), 1U) << text;
      EXPECT_EQ(errors.front().code, ErrorCode::kRange) << text << errors.front().message;
      EXPECT_EQ(errors.front().line_text.find(literal) == std::string::npos, false) << text;
    }
    EXPECT_TRUE(errors_in(changed(kHead, where, changed(by, "#", "1"))).empty()) << by;
  }
}

std::string weight(const std::string& literal) {
  return "[preferences]\na = [ { wants = \"x = yes\", weight = " + literal + " } ]\n";
}

// At most 9 decimals, at most a thousand million, alone and together: what can be added exactly.
TEST(Builder, WeightsCanBeAddedExactly) {
  for (const char* good : {"1e9", "-1000000000", "0.000000001", "1.5e-3", "\"1000000000 * f\""})
    EXPECT_TRUE(errors_of(weight(good)).empty()) << good;
  for (const char* bad : {"1000000001", "0.0000000001", "1e300", "\"1000000001 * f\"",
                          "\"1 / (1 - f) \"", "\"1e300 * 1e300 * f\""}) {
    EXPECT_EQ(errors_of(weight(bad)).size(), 1U) << bad;
  }
  const std::string half = "{ wants = \"x = yes\", weight = 500000000 }, ";
  EXPECT_TRUE(errors_of("[preferences]\na = [" + half + half + "]\n").empty());
  EXPECT_EQ(errors_of("[preferences]\na = [" + half + half + half + "]\n").size(), 1U);
}

TEST(Builder, APreferenceHasOneFormAndFitsIt) {
  const std::pair<const char*, ErrorCode> bad[] = {
      {"a = { priority = true, ranking = [[\"true\"]] }", ErrorCode::kModel},
      {"a = { values = { x = { yes = 1 } }, ranking = [[\"true\"]] }", ErrorCode::kModel},
      {"a = [ { wants = \"x = yes\" } ]", ErrorCode::kMissingKey},  // no weight
      {"a = [ { never = \"x = yes\", weight = 1 } ]", ErrorCode::kModel},
      {"a = { priority = true, statements = [ { wants = \"x = yes\", weight = 1 } ] }",
       ErrorCode::kModel},
      {"a = { ranking = [[\"true\"]], statements = [ { wants = \"x = yes\" } ] }",
       ErrorCode::kModel},
      {"a = [ { weight = 1 } ]", ErrorCode::kMissingKey},  // neither wants nor never
      {"a = [ { wants = \"x = yes\", never = \"x = no\", weight = 1 } ]", ErrorCode::kModel},
      {"a = [ { wants = \"x = yes\", weight = 1, when = \"x = yes\" } ]", ErrorCode::kFormula},
      {"a = [ { wants = \"x = yes\", weight = \"f > 0.5\" } ]", ErrorCode::kFormula},
      {"a = [ { wants = \"f\", weight = 1 } ]", ErrorCode::kFormula},
  };
  for (const auto& [text, code] : bad) {
    const Errors errors = errors_of("[preferences]\n" + std::string(text) + "\n");
    ASSERT_FALSE(errors.empty()) << text;
    EXPECT_EQ(errors.front().code, code) << text << ": " << errors.front().message;
    EXPECT_EQ(errors.front().where.line, 17) << text;
  }
  EXPECT_TRUE(errors_of("[preferences]\na = { ranking = [[\"true\"]], statements = [ { never = "
                        "\"x = yes\" } ] }\n")
                  .empty());
}

// Values are added up as weights are: the largest of every issue together must still be exact.
TEST(Builder, ValuesAddUpExactly) {
  const std::string two = "[preferences.a]\nvalues = { x = { yes = 900000000 }, y = { top = ";
  EXPECT_TRUE(errors_of(two + "100000000 } }\n").empty());
  const Errors errors = errors_of(two + "-100000001 } }\n");
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors.front().message,
            "the values of 'a' add up to more than 1000000000, which cannot be added exactly");
}

// Patience is a share of a value: nothing at all and more than all of it are mistakes.
TEST(Builder, ADiscountIsAShareThatIsNotNothing) {
  for (const char* good : {"1", "0.9", "0.000000001"}) {
    EXPECT_TRUE(errors_in(changed(kHead, "a = {}", "a = { discount = " + std::string(good) + " }"))
                    .empty());
  }
  for (const char* bad : {"0", "-0.1", "1.000000001", "nan"}) {
    const Errors errors =
        errors_in(changed(kHead, "a = {}", "a = { discount = " + std::string(bad) + " }"));
    ASSERT_EQ(errors.size(), 1U) << bad;
    EXPECT_EQ(errors.front().code, ErrorCode::kRange) << bad;
  }
}

// A number or a margin says how much better; an order of outcomes has no how much.
TEST(Builder, ARankingHasNoNumberToCompareWith) {
  for (const char* form : {"{ ranking = [[\"true\"]] }", "{ priority = true, statements = [] }"}) {
    const std::string preferences = "[preferences]\na = " + std::string(form) + "\n";
    for (const char* party : {"a = { no_deal = 1 }", "a = { margin = 1 }"}) {
      const Errors errors = errors_in(changed(kHead, "a = {}", party) + preferences);
      ASSERT_EQ(errors.size(), 1U) << form << party;
      EXPECT_EQ(errors.front().code, ErrorCode::kModel);
      EXPECT_EQ(errors.front().where.line, 10);
    }
    EXPECT_TRUE(
        errors_in(changed(kHead, "a = {}", "a = { no_deal = { x = \"yes\" } }") + preferences)
            .empty());
  }
}

// An empty table says nothing of any issue, so every outcome fits it, as with `true`.
TEST(Builder, AnEmptyTableIsEveryOutcome) {
  const auto dispute = parse_dispute(
      std::string(kHead) + "[preferences]\na = { ranking = [[\"x = yes\"], [{}]] }\n", "t.toml");
  ASSERT_TRUE(dispute.has_value());
  const auto& ranking = (*dispute)->preferences[0].ranking;
  ASSERT_EQ(ranking.size(), 2U);
  ASSERT_EQ(ranking[1].size(), 1U);
  const std::vector<std::vector<double>> levels(2);
  const std::vector<int> outcome{0, 2};
  const std::vector<double> factors{0.5};
  EXPECT_TRUE(evaluate_truth(ranking[1][0], {factors, outcome, nullptr, &levels}));
}

TEST(Builder, TheQuestionIsAboutSeveralParties) {
  const auto with = [](const std::string& list) {
    return errors_in(changed(kHead, "with = [\"b\"]", "with = " + list));
  };
  EXPECT_EQ(messages(with("[]")), Messages{"the question names nobody to compromise with"});
  EXPECT_EQ(messages(with("[\"b\", \"b\"]")), Messages{"party 'b' is listed twice"});
  const Errors self = with("[\"atlantis\", \"a\"]");
  EXPECT_EQ(messages(self),
            (Messages{"unknown party 'atlantis'", "a party cannot compromise with itself"}));
  EXPECT_EQ(self[1].where.column, 22);  // of the second name
}

std::string with_parties(int count, const std::string& more) {
  std::string parties;
  for (int p = 0; p < count; ++p) parties += "p" + std::to_string(p) + " = {}\n";
  return changed(kHead, "c = {}\n", "c = {}\n" + parties) + more;
}

// a, b, c and 61 more are 64.
TEST(Builder, SixtyFourPartiesAreTheMost) {
  EXPECT_TRUE(errors_in(with_parties(61, "")).empty());
  const Errors errors = errors_in(with_parties(63, ""));
  EXPECT_EQ(messages(errors), Messages{"66 parties, more than the limit of 64"});
  EXPECT_EQ(errors.front().code, ErrorCode::kLimit);
  EXPECT_EQ(errors.front().where.line, 13 + 61);  // where the 65th stands
}

// The parties beyond the limit have no bit in a set of parties.
TEST(Builder, PartiesBeyondTheLimitCanBeNamedAnywhere) {
  const Errors errors = errors_in(with_parties(
      63, "[[coalitions]]\nmembers = [\"a\", \"p62\"]\n[cases.k]\nwithout = [\"p61\", \"p62\"]\n"));
  EXPECT_EQ(messages(errors), Messages{"66 parties, more than the limit of 64"});
}

// 23 lines with an unknown name each, and one more before them found last by the builder.
TEST(Builder, TwentyErrorsAreShownInTheOrderOfTheFile) {
  std::string rules;
  for (int k = 0; k < 23; ++k) rules += "[[rules]]\nnever = \"zz" + std::to_string(k) + " = q\"\n";
  const Errors errors =
      errors_in(changed(kHead, "compromise = \"x = yes\"", "compromise = \"qqq = q\"") + rules);
  ASSERT_EQ(errors.size(), 21U);
  EXPECT_EQ(errors[0].where.line, 6);
  for (std::size_t k = 1; k < 20; ++k) {
    EXPECT_EQ(errors[k].where.file, "t.toml");
    EXPECT_EQ(errors[k].where.line, 15 + 2 * static_cast<int>(k));
    EXPECT_EQ(errors[k].where.column, 10);
    EXPECT_EQ(errors[k].line_text, "never = \"zz" + std::to_string(k - 1) + " = q\"");
  }
  EXPECT_EQ(errors[20].message, "4 more errors are not shown");
}

TEST(Builder, TwentyErrorsAreAllShown) {
  std::string rules;
  for (int k = 0; k < 20; ++k) rules += "[[rules]]\nnever = \"zz" + std::to_string(k) + " = q\"\n";
  const Errors errors = errors_of(rules);
  ASSERT_EQ(errors.size(), 20U);
  EXPECT_EQ(errors.back().where.line, 55);
}

}  // namespace
}  // namespace detente
