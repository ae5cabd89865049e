#include <gtest/gtest.h>

#include "analysis/compare/study.h"
#include "analysis/hand_made.h"

namespace detente {
namespace {

using hand_made::dispute_of;

std::string file_with(const std::string& b, const std::string& more = "") {
  return R"([dispute]
title = "t"
[question]
of = "a"
with = ["b"]
compromise = "deal = yes"
[factors]
trust = 0.2
[parties]
a = {}
b = {}
[issues]
deal = { options = ["no", "yes"], by = ["a", "b"] }
[preferences]
a = [ { id = "gain", wants = "deal = yes", weight = 1 } ]
b = )" + b +
         more;
}
const std::string kProud =
    "[ { id = 'trade', wants = 'deal = yes', weight = 1 }, { id = 'pride', wants = 'deal = no', "
    "weight = 4 } ]\n";
const std::string kModest =
    "[ { id = 'trade', wants = 'deal = yes', weight = 1 }, { id = 'pride', wants = 'deal = no', "
    "weight = '3 * trust' } ]\n";

ComparisonStudy compare(const Dispute& a, int case_a, const Dispute& b, int case_b) {
  Budget budget;
  auto study = study_comparison(a, case_a, b, case_b, {}, budget);
  EXPECT_TRUE(study.has_value());
  return std::move(*study);
}

// Pride of 4 stops it at mutual; of 0.6 it is ready.
TEST(Compare, TwoFilesThatWordOneStatementOtherwise) {
  const ComparisonStudy study =
      compare(dispute_of(file_with(kProud)), 0, dispute_of(file_with(kModest)), 0);
  EXPECT_EQ(study.first.survivors.verdict(), 2);
  EXPECT_EQ(study.second.survivors.verdict(), kReady);
  ASSERT_TRUE(study.obstacles.empty());
  ASSERT_EQ(study.swaps.size(), 1U);
  EXPECT_EQ(study.swaps[0].difference.id, "pride");
  EXPECT_EQ(study.swaps[0].first->verdict(), kReady);
  EXPECT_EQ(study.swaps[0].second->verdict(), 2);
}

// What is drawn together moves no ladder. A pair is the same in either order.
TEST(Compare, CorrelationsDifferAndMoveNothing) {
  const auto with = [](const std::string& pairs) {
    std::string text = file_with(kModest, pairs);
    const std::string was = "trust = 0.2\n";
    text.replace(text.find(was), was.size(),
                 "trust = { value = 0.2, range = [0, 1] }\nf = { value = 0.5, range = [0, 1] }\n"
                 "g = { value = 0.5, range = [0, 1] }\n");
    return dispute_of(text);
  };
  const auto pair = [](const std::string& names, const std::string& value) {
    return "[[correlations]]\nbetween = [" + names + "]\nvalue = " + value + "\n";
  };
  const ComparisonStudy study =
      compare(with(pair("'f', 'g'", "0.5") + pair("'trust', 'f'", "0.25")), 0,
              with(pair("'g', 'f'", "0.5") + pair("'trust', 'g'", "-0.1")), 0);
  ASSERT_TRUE(study.obstacles.empty());
  ASSERT_EQ(study.swaps.size(), 2U);
  EXPECT_EQ(study.swaps[0].difference.kind, "correlation");
  EXPECT_EQ(study.swaps[0].difference.id, "trust and f");
  EXPECT_EQ(study.swaps[0].difference.first, "0.25");
  EXPECT_EQ(study.swaps[0].difference.second, "not given");
  EXPECT_EQ(study.swaps[1].difference.id, "trust and g");
  for (const Swap& swap : study.swaps) {
    EXPECT_EQ(swap.first->verdict(), kReady);
    EXPECT_EQ(swap.second->verdict(), kReady);
  }
}

// The case changes the factor (pride 0.6 -> 1.5: it fails) and switches a harmless statement off.
TEST(Compare, TwoCasesAndWhichDifferenceMatters) {
  const Dispute dispute =
      dispute_of(file_with(kModest, "[cases.later]\nset = { trust = 0.5 }\noff = ['gain']\n"));
  const ComparisonStudy study = compare(dispute, 0, dispute, 1);
  ASSERT_EQ(study.swaps.size(), 2U);
  EXPECT_EQ(study.swaps[0].difference.id, "gain");
  EXPECT_EQ(study.swaps[0].first->verdict(), 5);  // a is indifferent and does not step
  EXPECT_EQ(study.swaps[0].second->verdict(), 2);
  EXPECT_EQ(study.swaps[1].difference.id, "trust");
  EXPECT_EQ(study.swaps[1].first->verdict(), 2);
  EXPECT_EQ(study.swaps[1].second->verdict(), 5);
}

TEST(Compare, AFileWithItself) {
  const Dispute dispute = dispute_of(file_with(kProud));
  const ComparisonStudy study = compare(dispute, 0, dispute_of(file_with(kProud)), 0);
  EXPECT_TRUE(study.swaps.empty());
  EXPECT_TRUE(study.obstacles.empty());
}

TEST(Compare, FilesOfDifferentIssuesAreNotPutIntoEachOther) {
  std::string other = file_with(kProud);
  other.replace(other.find("deal = { options"), 4, "pact");
  for (std::size_t at = other.find("deal ="); at != std::string::npos; at = other.find("deal ="))
    other.replace(at, 4, "pact");
  const ComparisonStudy study = compare(dispute_of(file_with(kProud)), 0, dispute_of(other), 0);
  EXPECT_FALSE(study.obstacles.empty());
  EXPECT_TRUE(study.swaps.empty());
  EXPECT_EQ(study.second.survivors.verdict(), 2);
}

// In a list of priorities a statement that only the second has stands where it stands there.
TEST(Combine, KeepsTheOrderOfPriorities) {
  const auto list = [](const std::string& statements) {
    return "{ priority = true, statements = [" + statements + "] }\n";
  };
  const std::string trade = "{ id = 'trade', wants = 'deal = yes' }";
  const std::string pride = "{ id = 'pride', wants = 'deal = no' }";
  const Dispute a = dispute_of(file_with(list(trade)));
  const Dispute b = dispute_of(file_with(list(pride + ", " + trade)));
  const ComparisonStudy study = compare(a, 0, b, 0);
  EXPECT_EQ(study.first.survivors.verdict(), kReady);
  ASSERT_EQ(study.swaps.size(), 1U);
  EXPECT_EQ(study.swaps[0].first->verdict(), study.second.survivors.verdict());
  EXPECT_EQ(study.swaps[0].second->verdict(), kReady);
}

}  // namespace
}  // namespace detente
