// Fallback bargaining by questions: against every deal of small sums, whatever deal answers a
// question.
#include "analysis/bargaining/fallback_search.h"

#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "analysis/bargaining/sum_fallback.h"
#include "analysis/bargaining/sum_reach.h"
#include "analysis/bargaining/sums_testing.h"

namespace detente {
namespace {

using sums_testing::drawn_sum;
using sums_testing::listed_deals;

std::size_t rank_of(const std::vector<Point>& deals, const Point& deal, std::size_t party) {
  std::size_t out = 1;
  for (const Point& other : deals) out += other[party] > deal[party] ? 1 : 0;
  return out;
}
// The rank that at least `quota` parties have or better.
std::size_t depth_of(const std::vector<Point>& deals, const Point& deal, std::size_t quota) {
  std::vector<std::size_t> ranks;
  for (std::size_t p = 0; p < deal.size(); ++p) ranks.push_back(rank_of(deals, deal, p));
  std::sort(ranks.begin(), ranks.end());
  return ranks[quota - 1];
}
struct Listed {
  std::size_t depth = 0, deals = 0;
};
Listed listed_fallback(const std::vector<Point>& deals, std::size_t quota) {
  Listed out{deals.size() + 1, 0};
  for (const Point& deal : deals) {
    const std::size_t depth = depth_of(deals, deal, quota);
    if (depth < out.depth) out = {depth, 0};
    out.deals += depth == out.depth ? 1 : 0;
  }
  return out;
}

// Levels that are ranks.
std::vector<RankSteps> ranks_of(const std::vector<Point>& deals) {
  std::vector<RankSteps> out(deals.front().size());
  for (std::size_t p = 0; p < out.size(); ++p) {
    std::set<std::int64_t, std::greater<>> values;
    for (const Point& deal : deals) values.insert(deal[p]);
    for (const std::int64_t value : values) {
      Point deal(out.size(), 0);
      deal[p] = value;
      out[p].value.push_back(value);
      out[p].level.push_back(rank_of(deals, deal, p));
    }
  }
  return out;
}

TEST(RankSteps, SayTheLevelOfAUtilityAndTheLeastUtilityOfALevel) {
  const RankSteps steps{{9, 5, 2}, {1, 3, 4}};
  EXPECT_EQ(steps.level_of(10), 1U);
  EXPECT_EQ(steps.level_of(9), 1U);
  EXPECT_EQ(steps.level_of(8), 3U);
  EXPECT_EQ(steps.level_of(2), 4U);
  EXPECT_EQ(steps.least(0), std::nullopt);
  EXPECT_EQ(steps.least(1), 9);
  EXPECT_EQ(steps.least(2), 9);
  EXPECT_EQ(steps.least(3), 5);
  EXPECT_EQ(steps.least(7), 2);
}

TEST(FallbackSearch, FindsTheDepthOfEveryQuotaWhateverDealAnswers) {
  std::size_t quotas = 0, deeper = 0, asked = 0;
  for (std::uint64_t number = 0; number < 300; ++number) {
    Random random(11, number);
    const std::size_t parties = 2 + random.below(4);
    const auto floor = static_cast<std::int64_t>(random.below(10));
    const AdditiveForm form = drawn_sum({parties, 4, 3, 2 + random.below(5), floor}, random);
    const std::vector<Point> deals = listed_deals(form);
    if (deals.empty()) continue;
    const ReachDeal reach = [&](const auto& least) {
      ++asked;
      std::vector<const Point*> enough;
      for (const Point& deal : deals) {
        bool all = true;
        for (std::size_t p = 0; p < parties; ++p) all = all && (!least[p] || deal[p] >= *least[p]);
        if (all) enough.push_back(&deal);
      }
      if (enough.empty()) return ReachedDeal{ReachedDeal::Kind::kNone, {}, {}};
      return ReachedDeal{ReachedDeal::Kind::kFound, *enough[random.below(enough.size())], {}};
    };
    Budget budget;
    const auto found = search_fallbacks(ranks_of(deals), deals.size() + 1, reach, budget);
    for (std::size_t quota = 1; quota <= parties; ++quota) {
      const auto& best = found[quota - 1];
      ASSERT_TRUE(best.has_value());
      const std::size_t depth = listed_fallback(deals, quota).depth;
      EXPECT_EQ(best->level, depth) << number << " quota " << quota;
      EXPECT_EQ(depth_of(deals, best->utility, quota), depth);
      EXPECT_EQ(rank_of(deals, best->utility, best->party), depth);
      EXPECT_TRUE(best->proven);
      ++quotas;
      deeper += depth > 1 ? 1 : 0;
    }
  }
  EXPECT_GT(quotas, 500U);
  EXPECT_GT(deeper, 200U);
  EXPECT_LT(asked, quotas * 12);  // halving, and most sets end at one question
}

// Two agree at the third best for both. Whether at the second best is a question that nobody
// answers, or that is answered with a deal which is not one: the depth is open, and this is said.
TEST(FallbackSearch, SaysWhenAQuestionWasNotAnswered) {
  const std::vector<Point> deals{{0, 5}, {1, 3}, {2, 1}, {3, 0}};
  for (const auto kind : {ReachedDeal::Kind::kStopped, ReachedDeal::Kind::kFound}) {
    const ReachDeal reach = [&](const auto& least) {
      if (least[0].value_or(0) >= 2 || least[1].value_or(0) >= 5)
        return ReachedDeal{kind, deals[0], {}};
      return ReachedDeal{ReachedDeal::Kind::kFound, deals[1], {}};
    };
    Budget budget;
    const auto found = search_fallbacks(ranks_of(deals), deals.size() + 1, reach, budget);
    ASSERT_TRUE(found[1].has_value());
    EXPECT_EQ(found[1]->utility, deals[1]);
    EXPECT_EQ(found[1]->level, 3U);
    EXPECT_FALSE(found[1]->proven);
  }
}

TEST(SumFallback, NeedsNoListOfTheEfficientDeals) {
  std::size_t quotas = 0, deeper = 0;
  for (std::uint64_t number = 0; number < 200; ++number) {
    Random random(12, number);
    const std::size_t parties = 2 + random.below(3);
    const auto floor = static_cast<std::int64_t>(random.below(9));
    const AdditiveForm form = drawn_sum({parties, 4, 3, 2 + random.below(6), floor}, random);
    const std::vector<Point> deals = listed_deals(form);
    if (deals.empty()) continue;
    Budget budget;
    const Fallbacks found = sum_fallback(form, nullptr, {}, budget);
    ASSERT_EQ(found.quotas.size(), parties) << found.why_not;
    for (std::size_t quota = 1; quota <= parties; ++quota) {
      const FallbackRow& row = found.quotas[quota - 1];
      const Listed listed = listed_fallback(deals, quota);
      EXPECT_EQ(*row.depth, listed.depth) << number << " quota " << quota;
      EXPECT_EQ(*row.deals, listed.deals);
      EXPECT_TRUE(row.proven);
      const Point& given = row.deal->utility;
      EXPECT_EQ(depth_of(deals, given, quota), listed.depth);
      for (const Point& deal : deals) {
        EXPECT_TRUE(deal == given ||
                    !std::equal(deal.begin(), deal.end(), given.begin(), std::greater_equal<>()))
            << "a dominated deal";
      }
      ++quotas;
      deeper += listed.depth > 1 ? 1 : 0;
    }
  }
  EXPECT_GT(quotas, 300U);
  EXPECT_GT(deeper, 100U);
}

}  // namespace
}  // namespace detente
