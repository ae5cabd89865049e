// Mixtures of three and more bargainers and of issues without a hull, by hand, by listing, and
// against the chains of two.
#include "analysis/bargaining/mixture_search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "analysis/bargaining/mixture_chains.h"
#include "base/random.h"

namespace detente {
namespace {

// [party][issue][option], whole numbers
using Values = std::vector<std::vector<std::vector<std::int64_t>>>;

AdditiveForm form_of(const Values& values) {
  AdditiveForm form;
  form.value = values;
  for (auto& party : form.value) {
    for (auto& issue : party) {
      for (auto& one : issue) one *= Decimal::kOne;
    }
  }
  for (std::size_t i = 0; i < values.front().size(); ++i) {
    form.issues.push_back(static_cast<int>(i));
    form.options.emplace_back();
    for (std::size_t o = 0; o < values.front()[i].size(); ++o)
      form.options.back().push_back(static_cast<int>(o));
  }
  form.rest.assign(form.issues.size(), 0);
  form.no_deal.assign(values.size(), 0);
  form.floor = form.no_deal;
  return form;
}
MixtureProblem problem_of(const AdditiveForm& form) {
  const std::size_t issues = form.issues.size(), n = form.value.size();
  return {form, std::vector<char>(issues, 1), std::vector<char>(issues, 0),
          std::vector<double>(n, 1), std::vector<double>(n, 1)};
}
std::vector<double> solve(const MixtureProblem& problem, const std::string& id) {
  Budget budget;
  const Mixtures found = search_mixtures(problem, {id}, budget);
  EXPECT_EQ(found.why_not, "");
  EXPECT_EQ(found.solutions.front().why_not, "");
  return found.solutions.front().point.utility;
}
void expect_near(const std::vector<double>& point, const std::vector<double>& want, double by) {
  ASSERT_EQ(point.size(), want.size());
  for (std::size_t p = 0; p < want.size(); ++p) EXPECT_NEAR(point[p], want[p], by) << p;
}

// Who gets the dollar: an option per party. Nash gives shares as the powers.
TEST(MixtureSearch, ADollarForThree) {
  const AdditiveForm form = form_of({{{1, 0, 0}}, {{0, 1, 0}}, {{0, 0, 1}}});
  MixtureProblem problem = problem_of(form);
  for (const char* id : {"nash", "kalai_smorodinsky", "egalitarian", "raiffa"})
    expect_near(solve(problem, id), {1 / 3.0, 1 / 3.0, 1 / 3.0}, 1e-9);
  problem.power = {1, 2, 3};
  expect_near(solve(problem, "nash"), {1 / 6.0, 1 / 3.0, 1 / 2.0}, 1e-9);
  problem.weight = {1, 2, 3};
  expect_near(solve(problem, "proportional"), {1 / 6.0, 1 / 3.0, 1 / 2.0}, 1e-9);
}

// The smallest is the same at all, and the rest is not given away: leximin goes on.
TEST(MixtureSearch, EgalitarianRaisesWhoCanStillRise) {
  const AdditiveForm form = form_of({{{1, 1}, {0, 0}}, {{8, 0}, {0, 4}}, {{0, 8}, {4, 0}}});
  expect_near(solve(problem_of(form), "egalitarian"), {1, 6, 6}, 1e-9);
}

// (4, 0), (1, 1), (0, 4): halves of the ends would give (2, 2), but only neighbours mix.
// (4 - 3t) t is largest at 2/3.
TEST(MixtureSearch, AnOrderedIssueMixesNeighboursAlthoughTheHullSkipsOne) {
  const AdditiveForm form = form_of({{{4, 1, 0}}, {{0, 1, 4}}});
  MixtureProblem problem = problem_of(form);
  expect_near(solve(problem, "egalitarian"), {2, 2}, 1e-9);
  problem.ordered = {1};
  expect_near(solve(problem, "egalitarian"), {1, 1}, 1e-9);
  std::vector<double> nash = solve(problem, "nash");
  std::sort(nash.begin(), nash.end());
  expect_near(nash, {2 / 3.0, 2}, 1e-9);
  Budget budget;
  EXPECT_FALSE(chain_mixtures(problem, {"nash"}, budget));
}

// Gains of a millionth beside gains of all: the programmes cannot tell the last digits, and the
// search has to end all the same.
TEST(MixtureSearch, EndsWhereGainsDifferByMillions) {
  const AdditiveForm form = form_of({{{409291, 2, 1, 576131}, {1, 643707}, {0, 0}},
                                     {{0, 717726, 2, 870902}, {379522, 71747}, {0, 1}},
                                     {{0, 870902, 10605, 0}, {1, 0}, {1, 0}}});
  MixtureProblem problem = problem_of(form);
  problem.ordered = {1, 0, 0};
  Budget budget;
  const Mixtures found = search_mixtures(problem, {"nash"}, budget);
  ASSERT_EQ(found.solutions.size(), 1U);
  const MixtureResult& nash = found.solutions.front();
  ASSERT_EQ(nash.why_not, "");
  EXPECT_LT(budget.spent(), 10'000'000U);
  EXPECT_LT(nash.gap, 1e-6);
  // no point of a grid over the three ways to mix has a larger product
  double best = 0;
  const auto at = [&](std::size_t p, std::size_t issue, std::size_t option) {
    return Decimal::from_units(form.value[p][issue][option]).to_double();
  };
  for (std::size_t low = 0; low < 3; ++low) {
    for (int a = 0; a <= 50; ++a) {
      for (int b = 0; b <= 50; ++b) {
        for (int c = 0; c <= 4; ++c) {
          double product = 1;
          for (std::size_t p = 0; p < 3; ++p)
            product *= at(p, 0, low) + (at(p, 0, low + 1) - at(p, 0, low)) * a / 50.0 +
                       at(p, 1, 0) + (at(p, 1, 1) - at(p, 1, 0)) * b / 50.0 + at(p, 2, 0) +
                       (at(p, 2, 1) - at(p, 2, 0)) * c / 4.0;
          best = std::max(best, product);
        }
      }
    }
  }
  double product = 1;
  for (const double u : nash.point.utility) product *= u;
  EXPECT_GE(product, best * (1 - 1e-9));
}

TEST(MixtureSearch, SaysThatNothingIsAcceptable) {
  AdditiveForm form = form_of({{{1, 0, 0}}, {{0, 1, 0}}, {{0, 0, 1}}});
  form.floor.assign(3, Decimal::kOne / 2);
  Budget budget;
  EXPECT_EQ(search_mixtures(problem_of(form), {"nash"}, budget).why_not, kNoMixture);
}

Values drawn(std::size_t parties, std::size_t issues, std::size_t options, Random& random) {
  Values out(parties, std::vector<std::vector<std::int64_t>>(issues));
  for (auto& party : out) {
    for (auto& issue : party) {
      for (std::size_t o = 0; o < options; ++o)
        issue.push_back(static_cast<std::int64_t>(random.below(30)));
    }
  }
  return out;
}

TEST(MixtureSearch, AgreesWithTheChainsOfTwo) {
  Random random(4, 0);
  for (int round = 0; round < 30; ++round) {
    const AdditiveForm form = form_of(drawn(2, 4, 3, random));
    MixtureProblem problem = problem_of(form);
    problem.divisible.back() = round % 2 == 0 ? 1 : 0;
    problem.power[0] = 1 + static_cast<double>(random.below(3));
    Budget budget;
    const std::vector<std::string> ids{"nash", "egalitarian", "kalai_smorodinsky", "raiffa"};
    const auto chains = chain_mixtures(problem, ids, budget);
    ASSERT_TRUE(chains);
    for (const MixtureResult& one : chains->solutions) {
      SCOPED_TRACE(one.id + std::to_string(round));
      expect_near(solve(problem, one.id), one.point.utility, 1e-6);
    }
  }
}

// Ten goods of which one can be divided: 512 ways to give the others, more than are gone through.
TEST(MixtureSearch, ManyWholeChoicesAreFoundByTheSolver) {
  Random random(9, 0);
  const Values values = drawn(3, 10, 2, random);
  const AdditiveForm form = form_of(values);
  MixtureProblem problem = problem_of(form);
  std::fill(problem.divisible.begin() + 1, problem.divisible.end(), char{0});
  double best = 0;
  for (unsigned way = 0; way < 512; ++way) {
    double from[3] = {0, 0, 0}, to[3] = {0, 0, 0};
    for (std::size_t p = 0; p < 3; ++p) {
      std::int64_t sum = 0;
      for (std::size_t i = 1; i < 10; ++i) sum += values[p][i][way >> (i - 1) & 1U];
      from[p] = static_cast<double>(sum + values[p][0][0]);
      to[p] = static_cast<double>(sum + values[p][0][1]);
    }
    for (int step = 0; step <= 1000; ++step) {  // the smallest, on a grid
      double least = 1e9;
      for (std::size_t p = 0; p < 3; ++p)
        least = std::min(least, from[p] + (to[p] - from[p]) * step / 1000.0);
      best = std::max(best, least);
    }
  }
  Budget budget;
  const Mixtures found = search_mixtures(problem, {"egalitarian"}, budget);
  const std::vector<double>& u = found.solutions.front().point.utility;
  const double least = *std::min_element(u.begin(), u.end());
  EXPECT_GE(least, best - 1e-4);
  EXPECT_LE(least, best + 0.03);  // a step of the grid is at most 29 / 1000
  EXPECT_LT(found.solutions.front().gap, 1e-3);
}

}  // namespace
}  // namespace detente
