#include "analysis/bargaining/sum_solutions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/random.h"

namespace detente {
namespace {

// A sum with few different values, so that ties are common.
AdditiveForm random_form(Random& random, std::size_t parties, std::size_t issues) {
  AdditiveForm form;
  form.value.resize(parties);
  for (std::size_t i = 0; i < issues; ++i) {
    form.issues.push_back(static_cast<int>(i));
    const std::size_t options = 1 + random.below(4);
    form.options.emplace_back();
    for (std::size_t v = 0; v < options; ++v) form.options.back().push_back(static_cast<int>(v));
    for (auto& party : form.value) {
      party.emplace_back();
      for (std::size_t v = 0; v < options; ++v)
        party.back().push_back((static_cast<std::int64_t>(random.below(9)) - 2) * 1'000'000'000);
    }
  }
  for (std::size_t p = 0; p < parties; ++p) {
    form.no_deal.push_back(static_cast<std::int64_t>(random.below(4)) * 1'000'000'000);
    form.floor.push_back(form.no_deal.back() +
                         (random.below(4) == 0 ? 1'500'000'000 : std::int64_t{0}));
  }
  return form;
}

// Every outcome that reaches the floors, with how often its utilities occur.
std::map<Point, std::uint64_t> all_deals(const AdditiveForm& form) {
  std::map<Point, std::uint64_t> sums{{Point(form.value.size(), 0), 1}};
  for (std::size_t i = 0; i < form.issues.size(); ++i) {
    std::map<Point, std::uint64_t> next;
    for (const auto& [sum, count] : sums) {
      for (std::size_t v = 0; v < form.options[i].size(); ++v) {
        Point more = sum;
        for (std::size_t p = 0; p < more.size(); ++p) more[p] += form.value[p][i][v];
        next[more] += count;
      }
    }
    sums = std::move(next);
  }
  std::erase_if(sums, [&](const auto& entry) {
    for (std::size_t p = 0; p < form.floor.size(); ++p) {
      if (entry.first[p] < form.floor[p]) return true;
    }
    return false;
  });
  return sums;
}

TEST(SumSolutions, AreThoseOfEveryOutcome) {
  static const std::vector<std::string> kIds{
      "nash",        "kalai_smorodinsky",    "egalitarian", "proportional",
      "utilitarian", "relative_utilitarian", "raiffa"};
  Random random(19, 0);
  std::map<std::string, int> answered;
  int none = 0;
  for (int round = 0; round < 500; ++round) {
    const AdditiveForm form = random_form(random, 2 + random.below(4), 1 + random.below(6));
    std::vector<Decimal> weights, powers;
    for (std::size_t p = 0; p < form.value.size(); ++p) {
      weights.push_back(
          Decimal::from_units(static_cast<std::int64_t>(1 + random.below(3)) * Decimal::kOne));
      powers.push_back(Decimal::from_units(Decimal::kOne));
    }
    Budget budget;
    SumSolver solver(form, weights, powers, 1000, budget);
    const auto deals = all_deals(form);
    if (deals.empty()) {
      EXPECT_EQ(solver.deals(), SumSolver::Deals::kNone);
      ++none;
      continue;
    }
    ASSERT_EQ(solver.deals(), SumSolver::Deals::kSome) << round;
    std::vector<Point> points;
    Point ideal = deals.begin()->first;
    for (const auto& [point, count] : deals) {
      points.push_back(point);
      for (std::size_t p = 0; p < point.size(); ++p) ideal[p] = std::max(ideal[p], point[p]);
    }
    ASSERT_EQ(solver.ideal(), ideal) << round;
    for (const std::string& id : kIds) {
      const SumSolution solution = solver.solve(id);
      if (!solution.why_not.empty()) {
        // Nash where somebody cannot gain; relative ones where nobody can
        EXPECT_TRUE(id == "nash" || ideal == form.no_deal) << id << " " << round;
        continue;
      }
      const PlainProblem problem{points, form.no_deal, ideal, weights, powers};
      const auto places = plain_solution(id, problem);
      ASSERT_TRUE(places.has_value());
      std::map<Point, std::uint64_t> expected, found;
      for (const std::size_t k : *places) expected[points[k]] = deals.at(points[k]);
      for (const auto& point : solution.points) {
        found[point.utility] = point.count;
        for (const auto& choice : point.choices) {
          Point sum(form.value.size(), 0);
          for (std::size_t i = 0; i < choice.size(); ++i) {
            for (std::size_t p = 0; p < sum.size(); ++p)
              sum[p] += form.value[p][i][static_cast<std::size_t>(choice[i])];
          }
          EXPECT_EQ(sum, point.utility);
        }
      }
      EXPECT_TRUE(solution.exact);
      EXPECT_EQ(found, expected) << id << " in round " << round;
      ++answered[id];
    }
  }
  EXPECT_GT(none, 15);
  for (const std::string& id : kIds) EXPECT_GT(answered[id], 100) << id;
}

// At a work limit the gap that is stated holds: the true best is within it.
TEST(SumSolutions, StateAGapThatHolds) {
  Random random(5, 0);
  int stopped = 0;
  for (int round = 0; round < 20; ++round) {
    AdditiveForm form;
    constexpr std::size_t kParties = 6, kIssues = 24;
    form.value.resize(kParties);
    for (std::size_t i = 0; i < kIssues; ++i) {
      form.issues.push_back(static_cast<int>(i));
      form.options.push_back({0, 1, 2});
      for (auto& party : form.value) {
        party.emplace_back();
        for (int v = 0; v < 3; ++v)
          party.back().push_back(static_cast<std::int64_t>(random.below(1'000'000'000)));
      }
    }
    form.no_deal.assign(kParties, 0);
    form.floor.assign(kParties, 0);
    const std::vector<Decimal> ones(kParties, Decimal::from_units(Decimal::kOne));
    Budget plenty, little(20'000);
    SumSolver whole(form, ones, ones, 1, plenty), part(form, ones, ones, 1, little);
    const SumSolution exact = whole.solve("egalitarian"), rough = part.solve("egalitarian");
    ASSERT_TRUE(exact.exact);
    ASSERT_FALSE(rough.points.empty());
    const auto least = [](const Point& u) {
      return static_cast<double>(*std::min_element(u.begin(), u.end())) / 1e9;
    };
    const double best = least(exact.points.front().utility);
    EXPECT_LE(least(rough.points.front().utility), best);
    EXPECT_GE(least(rough.points.front().utility) + rough.gap + 1e-9, best);
    stopped += rough.exact ? 0 : 1;
  }
  EXPECT_GT(stopped, 5);
}

}  // namespace
}  // namespace detente
