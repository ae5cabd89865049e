// Solutions over mixtures, by hand.
#include "analysis/bargaining/mixtures.h"

#include <gtest/gtest.h>

#include <cmath>

namespace detente {
namespace {

AdditiveForm goods(const std::vector<std::int64_t>& a, const std::vector<std::int64_t>& b) {
  AdditiveForm form;
  form.value.assign(2, {});
  form.rest.assign(a.size(), 0);
  for (std::size_t i = 0; i < a.size(); ++i) {
    form.issues.push_back(static_cast<int>(i));
    form.options.push_back({0, 1});
    form.value[0].push_back({a[i] * Decimal::kOne, 0});
    form.value[1].push_back({0, b[i] * Decimal::kOne});
  }
  form.no_deal = form.floor = {0, 0};
  return form;
}
MixedPoint solve(const AdditiveForm& form, const std::string& id, std::vector<char> divisible = {},
                 double power_a = 1) {
  Budget budget;
  if (divisible.empty()) divisible.assign(form.issues.size(), 1);
  const MixtureProblem problem{
      form, std::move(divisible), std::vector<char>(form.issues.size(), 0), {power_a, 1}, {1, 1}};
  const Mixtures found = solve_mixtures(problem, {id}, budget);
  EXPECT_EQ(found.why_not, "");
  return found.solutions.empty() ? MixedPoint{} : found.solutions.front().point;
}
void expect_at(const MixedPoint& point, double a, double b) {
  EXPECT_NEAR(point.utility[0], a, 1e-9);
  EXPECT_NEAR(point.utility[1], b, 1e-9);
}

// (60 + 35 x)(75 - 55 x) only falls, so Nash splits nothing; equal shares split a sixth of Sinai.
TEST(Mixtures, CampDavid) {
  const AdditiveForm form = goods({35, 10, 20, 10, 5, 20}, {55, 5, 10, 5, 20, 5});
  expect_at(solve(form, "nash"), 60, 75);
  expect_at(solve(form, "kalai_smorodinsky"), 395.0 / 6, 395.0 / 6);
  const MixedPoint equal = solve(form, "egalitarian");
  expect_at(equal, 395.0 / 6, 395.0 / 6);
  ASSERT_EQ(equal.mixture[0].size(), 2U);
  EXPECT_NEAR(equal.mixture[0][0].second, 1.0 / 6, 1e-12);
  expect_at(solve(form, "utilitarian"), 60, 75);
}

TEST(Mixtures, PanamaCanal) {
  const AdditiveForm form =
      goods({22, 22, 15, 14, 11, 6, 4, 2, 2, 2}, {9, 15, 15, 3, 15, 5, 11, 7, 7, 13});
  expect_at(solve(form, "nash"), 66, 66);
  EXPECT_NEAR(solve(form, "nash").mixture[2][0].second, 2.0 / 15, 1e-12);
}

// One pie of 1: x^p (1 - x) is largest at p / (p + 1); with d = (0.2, 0.4) the surplus is halved.
TEST(Mixtures, APie) {
  AdditiveForm form = goods({1}, {1});
  expect_at(solve(form, "nash", {}, 1.5), 0.6, 0.4);
  expect_at(solve(form, "raiffa"), 0.5, 0.5);
  form.no_deal = form.floor = {Decimal::kOne * 2 / 10, Decimal::kOne * 4 / 10};
  for (const char* id : {"nash", "egalitarian", "kalai_smorodinsky", "raiffa"})
    expect_at(solve(form, id), 0.4, 0.6);
}

// u2 = sqrt(1 - u1) in 2,000 steps: the published points of the divided dollar, to the grid.
TEST(Mixtures, DivideTheDollar) {
  AdditiveForm form;
  form.issues = {0};
  form.rest = {0};
  form.options.emplace_back();
  form.value.assign(2, {{}});
  constexpr int kSteps = 2000;
  for (int k = 0; k <= kSteps; ++k) {
    form.options[0].push_back(k);
    const double x = static_cast<double>(k) / kSteps;
    form.value[0][0].push_back(std::llround(x * 1e9));
    form.value[1][0].push_back(std::llround(std::sqrt(1 - x) * 1e9));
  }
  form.no_deal = form.floor = {0, 0};
  EXPECT_NEAR(solve(form, "nash").utility[0], 2.0 / 3, 1e-3);
  EXPECT_NEAR(solve(form, "egalitarian").utility[0], (std::sqrt(5.0) - 1) / 2, 1e-6);
  EXPECT_NEAR(solve(form, "utilitarian").utility[0], 0.75, 1e-3);
  EXPECT_NEAR(solve(form, "raiffa").utility[0], 0.630371, 1e-5);
  EXPECT_NEAR(solve(form, "raiffa").utility[1], 0.607971, 1e-5);
}

// The second good cannot be split: 10 to either. With it, a has 10 + 4 x; without, 4 x.
// Chains from (14, 0) to (10, 4) and from (4, 10) to (0, 14): both egalitarian ends give 4.
TEST(Mixtures, WhatCannotBeDividedIsChosen) {
  const AdditiveForm form = goods({4, 10}, {4, 10});
  const MixedPoint point = solve(form, "egalitarian", {1, 0});
  expect_at(point, 10, 4);
  EXPECT_EQ(point.mixture[1], (std::vector<std::pair<int, double>>{{0, 1.0}}));
}

}  // namespace
}  // namespace detente
