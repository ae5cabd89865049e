// Fallback bargaining counted: against listing, and by hand where nothing can be listed.
#include "analysis/bargaining/sum_fallback.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "analysis/bargaining/study.h"
#include "base/random.h"
#include "format/registry.h"

namespace detente {
namespace {

BargainingStudy studied(const std::string& text, std::uint64_t most_outcomes) {
  const auto dispute = parse_dispute(text, "t.toml");
  EXPECT_TRUE(dispute.has_value()) << format_error(dispute.error().front());
  BargainingAsked asked;
  asked.most_outcomes = most_outcomes;
  asked.solutions = {"fallback"};
  Budget budget;
  auto study = study_bargaining(*dispute, 0, asked, budget);
  EXPECT_TRUE(study.has_value()) << format_error(study.error().front()) << text;
  return std::move(*study);
}

// Values of 0 to `most` for 2 to 4 parties, some with a no-deal; a red line at times.
std::string random_dispute(std::uint64_t number) {
  Random random(7, number);
  const std::uint64_t parties = 2 + random.below(3), issues = 2 + random.below(3),
                      most = 1 + random.below(4);
  std::vector<std::uint64_t> options;
  for (std::uint64_t k = 0; k < issues; ++k) options.push_back(2 + random.below(3));
  std::string text = "[dispute]\ntitle = \"t\"\n[parties]\n", by, values;
  for (std::uint64_t p = 0; p < parties; ++p) {
    text +=
        fmt::format("p{} = {{ no_deal = {} }}\n", p, random.below(2) == 0 ? 0 : random.below(4));
    by += fmt::format("{}\"p{}\"", p == 0 ? "" : ", ", p);
    values += fmt::format("p{} = {{ values = {{ ", p);
    for (std::uint64_t k = 0; k < issues; ++k) {
      values += fmt::format("{}i{} = {{ ", k == 0 ? "" : ", ", k);
      for (std::uint64_t o = 0; o < options[k]; ++o)
        values += fmt::format("{}o{} = {}", o == 0 ? "" : ", ", o, random.below(most + 1));
      values += " }";
    }
    values += " }";
    if (random.below(4) == 0) values += ", statements = [ { never = \"i0 = o1\" } ]";
    values += " }\n";
  }
  text += "[issues]\n";
  for (std::uint64_t k = 0; k < issues; ++k) {
    text += fmt::format("i{} = {{ options = [", k);
    for (std::uint64_t o = 0; o < options[k]; ++o)
      text += fmt::format("{}\"o{}\"", o == 0 ? "" : ", ", o);
    text += fmt::format("], by = [{}] }}\n", by);
  }
  return text + "[preferences]\n" + values;
}

bool dominated(const DealPoint& point, const std::vector<DealPoint>& by) {
  for (const DealPoint& other : by) {
    if (other.utility != point.utility && std::equal(other.utility.begin(), other.utility.end(),
                                                     point.utility.begin(), std::greater_equal<>()))
      return true;
  }
  return false;
}

TEST(SumFallback, IsWhatListingFinds) {
  std::size_t rows = 0, wider = 0, several = 0;
  for (std::uint64_t number = 0; number < 150; ++number) {
    const std::string text = random_dispute(number);
    const BargainingStudy listed = studied(text, kMostOutcomes), counted = studied(text, 3);
    ASSERT_EQ(counted.method, "sums over issues") << text;
    ASSERT_EQ(counted.solutions.size(), listed.solutions.size()) << text;
    for (std::size_t k = 0; k < listed.solutions.size(); ++k) {
      const SolutionRow &mine = counted.solutions[k], &other = listed.solutions[k];
      EXPECT_EQ(mine.status.status, "exact");
      EXPECT_EQ(mine.quota, other.quota);
      EXPECT_EQ(mine.depth.digits(), other.depth.digits()) << mine.quota << text;
      EXPECT_EQ(mine.deals.digits(), other.deals.digits()) << mine.quota << text;
      std::vector<DealPoint> best;
      for (const DealPoint& point : other.points) {
        if (!dominated(point, other.points)) best.push_back(point);
      }
      ASSERT_EQ(mine.points.size(), best.size()) << text;
      for (std::size_t i = 0; i < best.size(); ++i) {
        EXPECT_EQ(mine.points[i].utility, best[i].utility) << text;
        EXPECT_EQ(mine.points[i].count, best[i].count) << text;
      }
      EXPECT_EQ(mine.status.why.empty(), best.size() == other.points.size()) << text;
      ++rows;
      wider += best.size() < other.points.size() ? 1 : 0;
      several += mine.depth == Count(1) ? 0 : 1;
    }
  }
  EXPECT_GT(rows, 200U);  // the cases are no empty ones
  EXPECT_GT(wider, 20U);
  EXPECT_GT(several, 20U);
}

// Fifty issues; a wants them settled, b not. One party's first choice is one deal, of two; both
// have the same rank where 25 are settled: the deals with more are one more than half of the
// others.
TEST(SumFallback, CountsWhatNobodyCouldList) {
  std::string text = "[dispute]\ntitle = \"t\"\n[parties]\na = {}\nb = {}\n[issues]\n", a, b;
  for (int k = 0; k < 50; ++k) {
    text += fmt::format("i{} = {{ options = [\"no\", \"yes\"], by = [\"a\"] }}\n", k);
    a += fmt::format("{{ wants = \"i{} = yes\", weight = 1 }}, ", k);
    b += fmt::format("{{ wants = \"i{} = no\", weight = 1 }}, ", k);
  }
  text += "[preferences]\na = [" + a + "]\nb = [" + b + "]\n";
  text.replace(text.find("a = {}"), 6, "a = { no_deal = 0 }");
  text.replace(text.find("b = {}"), 6, "b = { no_deal = 0 }");
  const BargainingStudy study = studied(text, kMostOutcomes);
  ASSERT_EQ(study.solutions.size(), 2U);
  EXPECT_EQ(study.solutions[0].depth.digits(), "1");
  EXPECT_EQ(study.solutions[0].deals.digits(), "2");
  ASSERT_EQ(study.solutions[0].points.size(), 2U);
  // C(50, 25) = 126410606437752, and (2^50 - C(50, 25)) / 2 = 499744650202436 are preferred
  EXPECT_EQ(study.solutions[1].depth.digits(), "499744650202437");
  EXPECT_EQ(study.solutions[1].deals.digits(), "126410606437752");
  ASSERT_EQ(study.solutions[1].points.size(), 1U);
  EXPECT_EQ(study.solutions[1].points[0].count, "126410606437752");
  EXPECT_EQ(study.solutions[1].status.why, "");
}

// 1.1, 1.2, 1.9, 1.28, ...: every sum is another. All settled is the best deal for both, one of
// 2^40.
TEST(SumFallback, DrawsWhatHasTooManySumsToCount) {
  std::string text = "[dispute]\ntitle = \"t\"\n[parties]\na = {}\nb = {}\n[issues]\n", a, b;
  for (int k = 0; k < 40; ++k) {
    text += fmt::format("i{} = {{ options = [\"no\", \"yes\"], by = [\"a\"] }}\n", k);
    a += fmt::format("{{ wants = \"i{} = yes\", weight = 1.{} }}, ", k, k * k * k + 1);
    b += fmt::format("{{ wants = \"i{} = yes\", weight = 1 }}, ", k);
  }
  const BargainingStudy study =
      studied(text + "[preferences]\na = [" + a + "]\nb = [" + b + "]\n", kMostOutcomes);
  ASSERT_EQ(study.solutions.size(), 2U);
  for (const SolutionRow& row : study.solutions) {
    EXPECT_EQ(row.status.status, "sampled");
    EXPECT_NE(row.status.why.find("the values have more than 131072 different partial sums"),
              std::string::npos);
    EXPECT_FALSE(row.depth.known());
    ASSERT_TRUE(row.depth_share.has_value());
    EXPECT_EQ(row.depth_share->share, 0);
    EXPECT_LT(row.depth_share->high, 1e-9);
    ASSERT_EQ(row.points.size(), 1U);
    EXPECT_EQ(row.points[0].utility[1], 40'000'000'000);
  }
}

// Six parties, fifty issues, real weights: neither the efficient deals nor the ranks are known.
TEST(SumFallback, AnswersForSixPartiesAndFiftyIssues) {
  Random random(17, 0);
  std::string text = "[dispute]\ntitle = \"t\"\n[parties]\n", values, by;
  for (int p = 0; p < 6; ++p) {
    text += fmt::format("p{} = {{ no_deal = 15 }}\n", p);
    by += fmt::format("{}\"p{}\"", p == 0 ? "" : ", ", p);
    values += fmt::format("[preferences.p{}.values]\n", p);
    for (int k = 0; k < 50; ++k) {
      values += fmt::format("i{} = {{ ", k);
      for (int o = 0; o < 5; ++o)
        values += fmt::format("{}o{} = 0.{:06}", o == 0 ? "" : ", ", o, random.below(1'000'000));
      values += " }\n";
    }
  }
  text += "[issues]\n";
  for (int k = 0; k < 50; ++k) {
    text += fmt::format(
        "i{} = {{ options = [\"o0\", \"o1\", \"o2\", \"o3\", \"o4\"], by = [{}] }}\n", k, by);
  }
  const BargainingStudy study = studied(text + values, kMostOutcomes);
  ASSERT_EQ(study.solutions.size(), 6U);
  double before = 0;
  for (const SolutionRow& row : study.solutions) {
    EXPECT_EQ(row.status.status, "sampled");
    ASSERT_TRUE(row.depth_share.has_value());
    EXPECT_GE(row.depth_share->share, before);  // more have to agree
    EXPECT_GE(row.depth_share->high, row.depth_share->share);
    before = row.depth_share->share;
    ASSERT_EQ(row.points.size(), 1U);
    for (const std::int64_t utility : row.points[0].utility)
      EXPECT_GE(utility, 15'000'000'000);  // all accept
  }
  EXPECT_EQ(study.solutions[0].depth_share->share, 0);     // somebody's best deal
  EXPECT_LT(study.solutions[5].depth_share->share, 0.05);  // all can have one of their best
}

}  // namespace
}  // namespace detente
