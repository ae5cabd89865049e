// Every form of preference against orders worked out by hand.
#include "space/party_view.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "format/registry.h"
#include "space/world.h"

namespace detente {
namespace {

// Party a's view of one issue x (and y, two options) that b can change.
std::string text(const std::string& options, const std::string& preference,
                 const std::string& party = "{}", const std::string& more = "") {
  return "[dispute]\ntitle = \"t\"\n[question]\nof = \"a\"\nwith = [\"b\"]\ncompromise = \"true\"\n"
         "[factors]\nf = 0.5\n[parties]\na = " +
         party + "\nb = {}\n[issues]\nx = { options = [" + options +
         "], by = [\"b\"] }\ny = { options = [\"off\", \"on\"], by = [\"b\"] }\n[preferences]\na "
         "= " +
         preference + "\n" + more;
}
constexpr const char* kFour = "\"zero\", \"one\", \"two\", \"three\"";

struct Seen {
  explicit Seen(const std::string& toml) : dispute(parse_dispute(toml, "t.toml")) {
    EXPECT_TRUE(dispute.has_value()) << (dispute ? "" : format_error(dispute.error().front()));
    world = World::make(*dispute, make_scenario(*dispute, 0));
    EXPECT_TRUE(world.has_value()) << (world ? "" : format_error(world.error().front()));
  }
  Outcome at(int x, int y) const {
    return static_cast<Outcome>(world->layout().index(std::vector<int>{x, y}));
  }
  bool prefers(Outcome a, Outcome b) const { return world->prefers(0, a, b); }
  bool ties(Outcome a, Outcome b) const { return !prefers(a, b) && !prefers(b, a); }
  bool accepts(Outcome t) const { return world->accepts(0, t); }

  Result<Dispute> dispute;
  Result<World> world = fail(ErrorCode::kIo, "not made");
};

Errors refused(const std::string& toml) {
  const auto dispute = parse_dispute(toml, "t.toml");
  EXPECT_TRUE(dispute.has_value()) << (dispute ? "" : format_error(dispute.error().front()));
  const auto world = World::make(*dispute, make_scenario(*dispute, 0));
  return world ? Errors{} : world.error();
}

// Of n statements in order of priority, option a_j satisfies the j-th alone and option b_j all that
// come after it. Compared lexicographically a_j beats b_j however many those are, and b_j beats
// a_(j+1), which has but one of them:
//   a_1 > b_1 > a_2 > b_2 > ... > b_(n-1) = a_n > b_n, the last satisfying none.
// Respecting red lines is compared in the same way and before all else; so if the first `red` of
// the n are red lines ("never the opposite"), the order is the same.
void expect_lexicographic(int n, int red) {
  std::vector<std::string> best_first;
  for (int j = 1; j <= n; ++j) {
    best_first.push_back("a" + std::to_string(j));
    best_first.push_back("b" + std::to_string(j));
  }
  std::string options, satisfied = "b0", red_lines, wants;
  for (const std::string& option : best_first) options += ", \"" + option + "\"";
  for (int j = 1; j <= n; ++j) {
    const std::string in = "x in {a" + std::to_string(j) + ", " + satisfied + "}";
    if (j <= red) {
      red_lines += "{ never = \"not " + in + "\" },\n";
    } else {
      wants += "{ wants = \"" + in + "\" },\n";
    }
    satisfied += ", b" + std::to_string(j);
  }
  // b0 satisfies all n: better than all the others
  const Seen seen(
      text("\"b0\"" + options, "{ priority = true, statements = [\n" + wants + red_lines + "] }"));
  for (int k = 0; k + 1 < static_cast<int>(best_first.size()); ++k) {
    const Outcome here = seen.at(k + 1, 0), next = seen.at(k + 2, 0);
    const bool tie = k == 2 * n - 3;  // b_(n-1) and a_n
    EXPECT_EQ(seen.prefers(here, next), !tie)
        << n << " statements: " << best_first[static_cast<std::size_t>(k)];
    EXPECT_FALSE(seen.prefers(next, here));
  }
  EXPECT_TRUE(seen.prefers(seen.at(0, 0), seen.at(1, 0)));
  // 1 for b0, and 2n options with one tie among them
  EXPECT_EQ(seen.world->order(0).ranks, 2 * n);
}

// A word of the engine's keys holds 62; every length near one, two and three of them.
TEST(PartyView, PrioritiesCompareLexicographicallyHoweverMany) {
  for (const int n : {2, 61, 62, 63, 64, 123, 124, 125, 130, 187}) expect_lexicographic(n, 0);
}

TEST(PartyView, RedLinesCompareInListedOrderBeforeEverything) {
  for (const auto& [n, red] : std::vector<std::pair<int, int>>{
           {3, 1}, {62, 1}, {63, 62}, {63, 63}, {70, 40}, {130, 65}, {130, 124}, {130, 130}}) {
    expect_lexicographic(n, red);
  }
}

// Red lines of which the first is worth more than all weights, even where the sum of the keys
// leaves 63 bits: 40 red lines beside weights of thousands of millions of billionths.
TEST(PartyView, ManyRedLinesStandBeforeLargeWeights) {
  std::string statements = "[ { wants = \"x = one\", weight = 500000000 },\n";
  for (int k = 0; k < 40; ++k) {
    // all broken by zero and one, the first alone by two
    statements += "{ never = \"x in {zero, one" + std::string(k == 0 ? ", two" : "") + "}\" },\n";
  }
  const Seen seen(text(kFour, statements + "{ wants = \"y = on\", weight = 0.000000001 } ]"));
  EXPECT_TRUE(seen.prefers(seen.at(3, 0), seen.at(2, 1)));  // the first red line
  EXPECT_TRUE(seen.prefers(seen.at(2, 0), seen.at(1, 1)));  // the other 39
  EXPECT_TRUE(seen.prefers(seen.at(1, 0), seen.at(0, 1)));  // equal there: the weights
  EXPECT_TRUE(seen.prefers(seen.at(1, 1), seen.at(1, 0)));  // by a billionth
}

TEST(PartyView, ARankingKeepsTiesAndItsFirstFittingGroup) {
  const Seen seen(text(
      kFour,
      "{ ranking = [[\"x = two\", { x = \"three\" }], [\"x = one\"], [\"x = two\", \"true\"]] }"));
  EXPECT_TRUE(seen.ties(seen.at(2, 0), seen.at(3, 1)));
  EXPECT_TRUE(seen.prefers(seen.at(3, 0), seen.at(1, 0)));
  EXPECT_TRUE(seen.prefers(seen.at(1, 0), seen.at(0, 0)));
  EXPECT_EQ(seen.world->order(0).ranks, 3);
  EXPECT_TRUE(seen.accepts(seen.at(0, 1)));  // as good as the status quo
}

TEST(PartyView, ARankingMustCoverEveryFeasibleOutcome) {
  const std::string preference =
      "{ ranking = [[\"x = two\"], [{ x = \"three\", y = \"on\" }], [\"x = zero\"]] }";
  // one with either y, and three with y off
  const Errors errors = refused(text(kFour, preference));
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors.front().message,
            "'ranking' of 'a' leaves out 3 feasible outcomes, such as x = one and y = off");
  EXPECT_EQ(errors.front().where.line, 16);
  EXPECT_TRUE(refused(text(kFour, preference, "{}",
                           "[[rules]]\nnever = \"x = one or x = three and y = off\"\n"))
                  .empty());
}

TEST(PartyView, OutcomeValuesMustCoverEveryFeasibleOutcome) {
  const Errors errors = refused(
      text(kFour, "{ outcome_values = [ { outcome = \"x != one or y = on\", value = 1 } ] }"));
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors.front().message,
            "'outcome_values' of 'a' leaves out 1 feasible outcome, such as x = one and y = off");
}

TEST(PartyView, AnOutcomeHasTheValueOfItsFirstEntry) {
  const Seen seen(text(kFour,
                       "{ outcome_values = [ { outcome = \"x = one\", value = -3 }, "
                       "{ outcome = { y = \"on\" }, value = 0.3 }, "
                       "{ outcome = \"x in {one, two}\", value = 0.30 }, "
                       "{ outcome = \"true\", value = 0.2 } ] }"));
  EXPECT_TRUE(seen.ties(seen.at(0, 1), seen.at(2, 0)));     // 0.3 both
  EXPECT_TRUE(seen.prefers(seen.at(2, 0), seen.at(3, 0)));  // 0.3 and 0.2
  EXPECT_TRUE(seen.prefers(seen.at(3, 0), seen.at(1, 1)));  // 0.2 and -3
  EXPECT_TRUE(seen.ties(seen.at(1, 0), seen.at(1, 1)));
}

// What is not named adds 0, also below and above what is.
TEST(PartyView, ValuesAddUpOverIssuesExactly) {
  const Seen seen(
      text(kFour, "{ values = { x = { one = 0.1, two = 0.3, three = -0.2 }, y = { on = 0.2 } } }"));
  EXPECT_TRUE(seen.ties(seen.at(1, 1), seen.at(2, 0)));     // 0.1 + 0.2 and 0.3
  EXPECT_TRUE(seen.ties(seen.at(3, 1), seen.at(0, 0)));     // -0.2 + 0.2 and 0
  EXPECT_TRUE(seen.prefers(seen.at(0, 0), seen.at(3, 0)));  // 0 and -0.2
  EXPECT_TRUE(seen.prefers(seen.at(2, 1), seen.at(2, 0)));
}

// Ten times 0.1 is 1, three times 1/3 is rounded to 0.999999999, and an expression of 0.1 + 0.2 is
// rounded to 0.3. In binary fractions none of the three comparisons comes out so.
TEST(PartyView, WeightsAddUpExactlyHoweverTheyAreWritten) {
  std::string tenths;
  for (int k = 0; k < 10; ++k) tenths += "{ wants = \"x = one\", weight = 0.1 }, ";
  const Seen ten(text(kFour, "[" + tenths + "{ wants = \"x = two\", weight = 1 }, " +
                                 "{ wants = \"x = three\", weight = 1.000000001 } ]"));
  EXPECT_TRUE(ten.ties(ten.at(1, 0), ten.at(2, 0)));
  EXPECT_TRUE(ten.prefers(ten.at(3, 0), ten.at(1, 0)));

  std::string thirds;
  for (int k = 0; k < 3; ++k) thirds += "{ wants = \"x = one\", weight = \"1 / 3 + 0 * f\" }, ";
  const Seen three(text(kFour, "[" + thirds + "{ wants = \"x = two\", weight = 0.999999999 }, " +
                                   "{ wants = \"x = three\", weight = 1 } ]"));
  EXPECT_TRUE(three.ties(three.at(1, 0), three.at(2, 0)));
  EXPECT_TRUE(three.prefers(three.at(3, 0), three.at(1, 0)));

  const Seen sum(text(kFour,
                      "[ { wants = \"x = one\", weight = \"0.1 + 0.2 + 0 * f\" }, "
                      "{ wants = \"x = two\", weight = 0.3 } ]"));
  EXPECT_TRUE(sum.ties(sum.at(1, 0), sum.at(2, 0)));
}

// A number as no-deal respects every red line. Accepted: no red line broken, and the number and
// the margin reached. Preferred to no-deal: no red line broken, and more than the number.
TEST(PartyView, ANumberAsNoDealIsComparedWithTheMargin) {
  const std::string preference =
      "[ { wants = \"x = one\", weight = 1 }, { wants = \"x = two\", weight = 1.5 }, "
      "{ wants = \"x = three\", weight = 1.499999999 }, { never = \"y = on\" } ]";
  const Seen seen(text(kFour, preference, "{ no_deal = 1, margin = 0.5 }"));
  const PartyView& view = seen.world->view(0);
  for (int x = 0; x < 4; ++x) {
    EXPECT_EQ(seen.accepts(seen.at(x, 0)), x == 2) << x;
    EXPECT_EQ(view.above_no_deal.test(seen.at(x, 0)), x >= 2) << x;
    EXPECT_EQ(view.not_below_no_deal.test(seen.at(x, 0)), x >= 1) << x;
    EXPECT_FALSE(seen.accepts(seen.at(x, 1)));
    EXPECT_FALSE(view.above_no_deal.test(seen.at(x, 1)));
    EXPECT_FALSE(view.not_below_no_deal.test(seen.at(x, 1)));
  }
  // the same with a table of values
  const Seen values(text(kFour,
                         "{ values = { x = { one = 1, two = 1.5, three = 1.499999999 } }, "
                         "statements = [ { never = \"y = on\" } ] }",
                         "{ no_deal = 1, margin = 0.5 }"));
  for (int x = 0; x < 4; ++x) EXPECT_EQ(values.accepts(values.at(x, 0)), x == 2) << x;
  EXPECT_FALSE(values.accepts(values.at(2, 1)));
}

// No-deal is x = three, which breaks the first red line and respects the second.
//   zero and one respect both: better on the first, accepted whatever the utility and the margin
//   two cures the first and breaks the second: preferred to no-deal, and yet not accepted
//   three with y on ties in red lines and has the margin; with y off it has not
TEST(PartyView, CuringARedLineIsNotEnoughIfAnotherIsBroken) {
  const Seen seen(
      text(kFour,
           "[ { never = \"x = three\" }, { never = \"x = two\" }, "
           "{ wants = \"x = three\", weight = 5 }, { wants = \"y = on\", weight = 2 } ]",
           "{ no_deal = { x = \"three\" }, margin = 2 }"));
  const PartyView& view = seen.world->view(0);
  EXPECT_TRUE(seen.accepts(seen.at(0, 0)));
  EXPECT_TRUE(seen.accepts(seen.at(1, 0)));
  EXPECT_FALSE(seen.accepts(seen.at(2, 1)));
  EXPECT_TRUE(view.above_no_deal.test(seen.at(2, 1)));
  EXPECT_TRUE(seen.accepts(seen.at(3, 1)));
  EXPECT_FALSE(seen.accepts(seen.at(3, 0)));
  EXPECT_TRUE(view.not_below_no_deal.test(seen.at(3, 0)));
}

TEST(PartyView, APartyWithoutPreferencesIsIndifferent) {
  const Seen seen(text(kFour, "[]"));
  EXPECT_TRUE(seen.world->view(0).indifferent);
  for (Outcome s = 0; s < seen.world->size(); ++s) {
    EXPECT_TRUE(seen.accepts(s));
    EXPECT_FALSE(seen.world->view(0).above_no_deal.test(s));
  }
  EXPECT_EQ(seen.world->order(0).ranks, 1);
}

// Random membership of 8 outcomes in up to 140 statements, many of them equal up to some place, so
// that the first difference lies anywhere.
TEST(PartyView, RandomPrioritiesCompareAsListsOfTruths) {
  std::mt19937 random(20160902);
  for (const std::size_t n :
       {std::size_t{5}, std::size_t{63}, std::size_t{125}, std::size_t{140}}) {
    std::vector<std::vector<bool>> truths(4, std::vector<bool>(n));
    for (std::size_t x = 0; x < 4; ++x) {
      const std::size_t same = x == 0 ? 0 : random() % (n + 1);
      for (std::size_t j = 0; j < n; ++j)
        truths[x][j] = j < same ? truths[random() % 2 == 0 ? x - 1 : 0][j] : random() % 2 == 0;
    }
    const char* names[] = {"zero", "one", "two", "three"};
    std::string statements;
    for (std::size_t j = 0; j < n; ++j) {
      std::string wants = "false";
      for (std::size_t x = 0; x < 4; ++x) {
        if (truths[x][j]) wants += " or x = " + std::string(names[x]);
      }
      statements += "{ wants = \"" + wants + "\" },\n";
    }
    const Seen seen(text(kFour, "{ priority = true, statements = [\n" + statements + "] }"));
    for (int a = 0; a < 4; ++a) {
      for (int b = 0; b < 4; ++b) {
        EXPECT_EQ(seen.prefers(seen.at(a, 0), seen.at(b, 1)),
                  truths[static_cast<std::size_t>(a)] > truths[static_cast<std::size_t>(b)])
            << n << " statements, " << a << " and " << b;
      }
    }
  }
}

}  // namespace
}  // namespace detente
