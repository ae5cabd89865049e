// The frontier of sums against listing every outcome.
#include "analysis/bargaining/sum_frontier.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

namespace detente {
namespace {

AdditiveForm form_of(std::size_t parties, std::size_t issues, int options, int largest,
                     std::mt19937& random) {
  AdditiveForm form;
  form.rest.assign(issues, 0);
  form.value.assign(parties, {});
  for (std::size_t i = 0; i < issues; ++i) {
    form.issues.push_back(static_cast<int>(i));
    form.options.emplace_back();
    for (int o = 0; o < options; ++o) form.options.back().push_back(o);
    for (auto& party : form.value) {
      party.emplace_back();
      for (int o = 0; o < options; ++o) {
        party.back().push_back(
            static_cast<std::int64_t>(random() % static_cast<unsigned>(2 * largest + 1)) - largest);
      }
    }
  }
  for (std::size_t p = 0; p < parties; ++p) {
    form.no_deal.push_back(0);
    form.floor.push_back(static_cast<std::int64_t>(random() % 5) - 2);
  }
  return form;
}

using Behind = std::map<Point, std::vector<std::vector<int>>>;
Behind brute_force(const AdditiveForm& form, bool floors) {
  Behind all;
  std::vector<int> choice(form.issues.size(), 0);
  while (true) {
    Point vector(form.value.size(), 0);
    bool in = true;
    for (std::size_t p = 0; p < vector.size(); ++p) {
      for (std::size_t i = 0; i < choice.size(); ++i)
        vector[p] += form.value[p][i][static_cast<std::size_t>(choice[i])];
      in = in && (!floors || vector[p] >= form.floor[p]);
    }
    if (in) all[vector].push_back(form.outcome(choice));
    std::size_t i = choice.size();
    while (i > 0 && ++choice[i - 1] == static_cast<int>(form.options[i - 1].size()))
      choice[--i] = 0;
    if (i == 0) break;
  }
  Behind out;
  for (const auto& entry : all) {
    const auto& vector = entry.first;
    const bool worse = std::any_of(all.begin(), all.end(), [&](const auto& other) {
      if (other.first == vector) return false;
      for (std::size_t p = 0; p < vector.size(); ++p) {
        if (other.first[p] < vector[p]) return false;
      }
      return true;
    });
    if (!worse) out[vector] = entry.second;
  }
  return out;
}

TEST(SumFrontier, EqualsListingEveryOutcome) {
  std::mt19937 random(7);
  for (int round = 0; round < 1500; ++round) {
    const std::size_t parties = 2 + random() % 4;
    const AdditiveForm form = form_of(parties, 1 + random() % 5, 1 + static_cast<int>(random() % 3),
                                      1 + static_cast<int>(random() % 4), random);
    for (const bool floors : {false, true}) {
      Budget budget;
      const auto found = SumFrontier::make(form, floors, budget);
      ASSERT_TRUE(found.has_value());
      const Behind want = brute_force(form, floors);
      ASSERT_EQ(found->points().size(), want.size());
      for (std::size_t k = 0; k < found->points().size(); ++k) {
        const auto it = want.find(found->points()[k]);
        ASSERT_NE(it, want.end());
        EXPECT_EQ(found->count(k), std::to_string(it->second.size()));
        EXPECT_EQ(found->outcomes(form, k, 1'000'000), it->second);
        EXPECT_EQ(found->outcomes(form, k, 1).size(), 1U);
      }
    }
  }
}

// Every outcome of a zero-sum game with equal steps is efficient: one point per sum, and all
// outcomes behind the points, 2^100 of them.
TEST(SumFrontier, CountsBeyondAnyWord) {
  AdditiveForm form;
  form.rest.assign(100, 0);
  form.value.assign(2, {});
  for (int i = 0; i < 100; ++i) {
    form.issues.push_back(i);
    form.options.push_back({0, 1});
    form.value[0].push_back({0, 0});
    form.value[1].push_back({0, 0});
  }
  form.no_deal = form.floor = {0, 0};
  Budget budget;
  const auto found = SumFrontier::make(form, true, budget);
  ASSERT_TRUE(found.has_value());
  ASSERT_EQ(found->points().size(), 1U);
  EXPECT_EQ(found->count(0), "1267650600228229401496703205376");
}

// Every pair of real numbers that no other dominates, of 5^9 outcomes listed and swept.
TEST(SumFrontier, EqualsASweepOverAllOutcomesOfTwoParties) {
  std::mt19937 random(11);
  for (const int opposed : {0, 1, 2}) {
    AdditiveForm form = form_of(2, 9, 5, 1'000'000'000, random);
    for (std::size_t i = 0; i < 9; ++i) {
      for (std::size_t o = 0; o < 5; ++o) {
        const std::int64_t one = form.value[0][i][o];
        if (opposed == 1) form.value[1][i][o] = -one + form.value[1][i][o] / 8;
        if (opposed == 2) {  // coarse: many ties
          form.value[0][i][o] = one / 250'000'000;
          form.value[1][i][o] /= 250'000'000;
        }
      }
    }
    std::vector<std::pair<std::int64_t, std::int64_t>> all{{0, 0}};
    for (std::size_t i = 0; i < 9; ++i) {
      std::vector<std::pair<std::int64_t, std::int64_t>> next;
      for (const auto& [a, b] : all) {
        for (std::size_t o = 0; o < 5; ++o)
          next.emplace_back(a + form.value[0][i][o], b + form.value[1][i][o]);
      }
      all.swap(next);
    }
    std::sort(all.rbegin(), all.rend());
    std::vector<Point> want;
    std::vector<std::uint64_t> counts;
    for (const auto& [a, b] : all) {
      if (want.empty() || b > want.back()[1]) {
        want.push_back({a, b});
        counts.push_back(1);
      } else if (want.back() == Point{a, b}) {
        ++counts.back();
      }
    }
    Budget budget;
    const auto found = SumFrontier::make(form, false, budget);
    ASSERT_TRUE(found.has_value());
    ASSERT_EQ(found->points(), want);
    EXPECT_TRUE(found->exact());
    for (std::size_t k = 0; k < want.size(); ++k)
      ASSERT_EQ(found->count(k), std::to_string(counts[k]));
  }
}

// What one gets another loses: all outcomes are efficient, so the counts add up to their number.
TEST(SumFrontier, CountsEveryOutcomeOfAZeroSum) {
  std::mt19937 random(3);
  for (const std::size_t parties : {2U, 3U, 4U, 5U}) {
    AdditiveForm form = form_of(parties, 8, 5, 3, random);
    for (std::size_t i = 0; i < 8; ++i) {
      for (std::size_t o = 0; o < 5; ++o) {
        std::int64_t sum = 0;
        for (std::size_t p = 1; p < parties; ++p) sum += form.value[p][i][o];
        form.value[0][i][o] = -sum;
      }
    }
    Budget budget;
    const auto found = SumFrontier::make(form, false, budget);
    ASSERT_TRUE(found.has_value());
    std::uint64_t total = 0;
    for (std::size_t k = 0; k < found->points().size(); ++k) total += std::stoull(found->count(k));
    EXPECT_EQ(total, 390'625U) << parties << " parties";
  }
}

// Thinned frontiers keep their promise for every outcome, and every point is one of the outcomes'.
TEST(SumFrontier, ThinsWithinTheGapItStates) {
  std::mt19937 random(17);
  int thinned = 0;
  for (int round = 0; round < 400; ++round) {
    const std::size_t parties = 2 + random() % 4;
    const AdditiveForm form = form_of(parties, 3 + random() % 3, 3, 1000, random);
    const bool floors = round % 2 == 0;
    Budget budget;
    const auto found = SumFrontier::make(form, floors, budget, 12, 6);
    if (!found) continue;  // with many parties nothing may be thin enough
    for (const auto& point : found->points()) ASSERT_EQ(point.size(), parties);
    ASSERT_LE(found->points().size(), 12U);
    EXPECT_EQ(found->gap().front(), 0);
    thinned += found->exact() ? 0 : 1;
    for (const auto& [vector, behind] : brute_force(form, floors)) {
      bool above = true, near = false;
      for (std::size_t p = 0; p < parties && floors; ++p)
        above = above && vector[p] >= form.floor[p] + found->gap()[p];
      for (const Point& point : found->points()) {
        bool here = true;
        for (std::size_t p = 0; p < parties; ++p)
          here = here && point[p] + found->gap()[p] >= vector[p];
        near = near || here;
      }
      EXPECT_TRUE(near || !above) << "round " << round;
    }
    for (std::size_t k = 0; k < found->points().size(); ++k) {
      for (const auto& outcome : found->outcomes(form, k, 5)) {
        Point sum(parties, 0);
        for (std::size_t i = 0; i < outcome.size(); ++i) {
          for (std::size_t p = 0; p < parties; ++p)
            sum[p] += form.value[p][i][static_cast<std::size_t>(outcome[i])];
        }
        EXPECT_EQ(sum, found->points()[k]);
      }
    }
  }
  EXPECT_GT(thinned, 100);
}

TEST(SumFrontier, StopsWhereItIsTold) {
  std::mt19937 random(1);
  const AdditiveForm form = form_of(4, 12, 5, 1'000'000, random);
  Budget budget(10'000), plenty;
  EXPECT_FALSE(SumFrontier::make(form, false, budget).has_value());
  EXPECT_FALSE(SumFrontier::make(form, false, plenty, 100).has_value());
}

}  // namespace
}  // namespace detente
