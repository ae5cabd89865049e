// What can be drawn together, and what is refused.
#include <gtest/gtest.h>

#include "dispute/correlation_groups.h"
#include "format/registry.h"

namespace detente {
namespace {

constexpr const char* kHead = R"([dispute]
title = "t"
[question]
of = "a"
with = ["b"]
compromise = "x = yes"
[parties]
a = {}
b = {}
[issues]
x = { options = ["no", "yes"], by = ["a", "b"] }
[sources.s]
title = "s"
[factors]
trust = { value = 0.5, range = [0, 1] }
pressure = { value = 0.5, distribution = { kind = "beta", alpha = 2, beta = 3 } }
weather = { value = 0.5, range = [0.2, 0.6] }
mood = { value = 0.5, range = [0.4, 0.6] }
known = 0.5
narrow = { value = 0.5, range = [0.5, 0.5] }
)";

std::string pair(const std::string& a, const std::string& b, const std::string& value) {
  return "[[correlations]]\nbetween = [\"" + a + "\", \"" + b + "\"]\nvalue = " + value + "\n";
}
Errors errors_of(const std::string& more) {
  const auto dispute = parse_dispute(kHead + more, "t.toml");
  return dispute ? Errors{} : dispute.error();
}
// The one error that there is, and its hint.
std::string only_error(const std::string& more) {
  const Errors errors = errors_of(more);
  EXPECT_EQ(errors.size(), 1U) << more;
  return errors.empty() ? "" : errors.front().message + " (" + errors.front().hint + ")";
}

TEST(Correlations, AreKeptInTheFilesOrder) {
  const auto dispute =
      parse_dispute(kHead + pair("weather", "trust", "-0.25") + "source = \"s\"\nnote = \"n\"\n" +
                        pair("trust", "pressure", "0"),
                    "t.toml");
  ASSERT_TRUE(dispute.has_value()) << format_error(dispute.error().front());
  const auto& found = (*dispute)->correlations;
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].first, 2);
  EXPECT_EQ(found[0].second, 0);
  EXPECT_EQ(found[0].value, -0.25);
  EXPECT_EQ(found[0].remarks.source, "s");
  EXPECT_EQ(found[0].remarks.note, "n");
  EXPECT_EQ(found[1].value, 0);
}

TEST(Correlations, AreBetweenTwoUncertainFactors) {
  EXPECT_EQ(only_error(pair("trust", "presure", "0.5")),
            "unknown factor 'presure' (did you mean 'pressure'?)");
  EXPECT_EQ(only_error(pair("trust", "trust", "0.5")),
            "factor 'trust' cannot be correlated with itself ()");
  for (const std::string certain : {"known", "narrow"}) {
    EXPECT_EQ(only_error(pair("trust", certain, "0.5")),
              "factor '" + certain +
                  "' is not uncertain, so it cannot be correlated (give it a 'range' or a "
                  "'distribution', or take the correlation out)");
  }
  const std::vector<std::string> lists{"[]", "[\"trust\"]", "[\"trust\", \"mood\", \"weather\"]"};
  const char* const counts[] = {"0", "1", "3"};
  for (std::size_t k = 0; k < lists.size(); ++k) {
    EXPECT_EQ(only_error("[[correlations]]\nbetween = " + lists[k] + "\nvalue = 0.5\n"),
              std::string("a correlation is between two factors, not ") + counts[k] +
                  " (as in between = [\"trust\", \"pressure\"]; give each pair its own)");
  }
}

TEST(Correlations, LieBetweenMinusOneAndOne) {
  for (const std::string value : {"1", "-1", "1.5", "-2"}) {
    EXPECT_EQ(only_error(pair("trust", "mood", value)),
              "a correlation must lie between -1 and 1, without them, not " + value +
                  " (two numbers that always go together are one factor)");
  }
  EXPECT_EQ(only_error(pair("trust", "mood", "nan")),
            "a correlation must be a finite number, not nan ()");
  EXPECT_TRUE(errors_of(pair("trust", "mood", "0.999") + pair("weather", "mood", "-0.01")).empty());
}

TEST(Correlations, OfAPairAreGivenOnce) {
  for (const auto& second : {pair("trust", "mood", "0.5"), pair("mood", "trust", "0.1")}) {
    const Errors errors = errors_of(pair("trust", "mood", "0.5") + second);
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_EQ(errors.front().code, ErrorCode::kDuplicate);
    EXPECT_EQ(errors.front().where.line, 25);
    EXPECT_NE(errors.front().message.find("is given in line 21 already"), std::string::npos)
        << errors.front().message;
  }
}

// 1 - 0.8^2 - 0.8^2 < 0. With both of 0.8 the third lies between 0.64 - 0.36 and 0.64 + 0.36.
TEST(Correlations, MustHoldTogether) {
  EXPECT_EQ(only_error(pair("trust", "pressure", "0.8") + pair("weather", "pressure", "0.8")),
            "the correlations of 'trust', 'pressure' and 'weather' cannot all hold at once (with "
            "the others as they are, that of 'trust' and 'weather' (not given, so 0) would have to "
            "lie between 0.28 and 1)");
  // 0.5 * -0.5 - 0.75 and + 0.75; three of four are enough to say why
  EXPECT_EQ(only_error(pair("trust", "mood", "0.1") + pair("trust", "pressure", "0.5") +
                       pair("weather", "pressure", "-0.5") + pair("trust", "weather", "0.9")),
            "the correlations of 'trust', 'pressure' and 'weather' cannot all hold at once (with "
            "the others as they are, that of 'trust' and 'weather' would have to lie between -1 "
            "and 0.5)");
  EXPECT_TRUE(errors_of(pair("trust", "pressure", "0.8") + pair("weather", "pressure", "0.8") +
                        pair("trust", "weather", "0.29"))
                  .empty());
}

// Four pairs of -0.4: any three hold (1 - 3 * 0.16 - 2 * 0.064 = 0.392), all four do not (the sum
// of the four scores would have the variance 4 - 12 * 0.4 < 0).
TEST(Correlations, OfFourMayFailWhereThoseOfThreeHold) {
  std::string all;
  const std::vector<std::string> names{"trust", "pressure", "weather", "mood"};
  for (std::size_t a = 0; a < 4; ++a) {
    for (std::size_t b = a + 1; b < 4; ++b) all += pair(names[a], names[b], "-0.4");
  }
  EXPECT_EQ(
      only_error(all),
      "the correlations of 'trust', 'pressure', 'weather' and 'mood' cannot all hold at once "
      "(their matrix is not positive definite; bring some nearer to 0, or give the pairs left "
      "out: they count as 0)");
}

TEST(Correlations, TieFactorsOverOthers) {
  const auto tie = [](int a, int b, double value) { return Correlation{a, b, value, {}}; };
  const std::vector<Correlation> given{tie(5, 2, 0.5), tie(1, 4, 0.1), tie(0, 3, 0),
                                       tie(2, 3, -0.2)};
  const auto groups = correlation_groups(given);
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(groups[0].factors, (std::vector<int>{1, 4}));
  EXPECT_EQ(groups[0].matrix, (std::vector<double>{1, 0.1, 0.1, 1}));
  EXPECT_EQ(groups[1].factors, (std::vector<int>{2, 3, 5}));
  EXPECT_EQ(groups[1].matrix, (std::vector<double>{1, -0.2, 0.5, -0.2, 1, 0, 0.5, 0, 1}));
}

TEST(Correlations, TieAtMostTwoHundredFactors) {
  const auto chain = [](int factors) {
    std::string text = kHead, pairs;
    for (int k = 0; k < factors; ++k) {
      const std::string name = "f" + std::to_string(k);
      text += name + " = { value = 0.5, range = [0, 1] }\n";
      if (k > 0) pairs += pair("f" + std::to_string(k - 1), name, "0.1");
    }
    const auto dispute = parse_dispute(text + pairs, "t.toml");
    return dispute ? std::string() : dispute.error().front().message;
  };
  EXPECT_EQ(chain(200), "");
  EXPECT_EQ(chain(201), "correlations tie 201 factors together, more than the limit of 200");
}

}  // namespace
}  // namespace detente
