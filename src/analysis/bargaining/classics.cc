#include "analysis/bargaining/classics.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/bargaining/wide_numbers.h"
#include "base/check.h"

namespace detente {
namespace {

constexpr int kHalvings = 200;  // more than the digits of a double
constexpr int kSteps = 20000;   // of Raiffa's path; it halves the distance each time
constexpr double kGolden = 0.6180339887498949;

// The x in [least, most] at which `below` turns from true to false; below(least) is taken for true.
template <class Below>
double turning_point(double least, double most, const Below& below) {
  for (int k = 0; k < kHalvings; ++k) {
    const double middle = least + (most - least) / 2;
    if (middle <= least || middle >= most) break;
    (below(middle) ? least : most) = middle;
  }
  return least + (most - least) / 2;
}

CurvePoint at(const Curve& curve, double x) { return {x, curve.other(x)}; }

// The most that the first party can have if the second has at least `second`.
double most_first(const Curve& curve, double second) {
  if (curve.other(curve.most) >= second) return curve.most;
  return turning_point(curve.least, curve.most, [&](double x) { return curve.other(x) >= second; });
}
double most_second(const Curve& curve, double first) {
  return curve.other(std::clamp(first, curve.least, curve.most));
}

// The slope of the curve, from a symmetric difference of the fourth order that stays inside.
double slope(const Curve& curve, double x) {
  const double range = curve.most - curve.least;
  const double h = std::min({1e-3 * range, (x - curve.least) / 2.5, (curve.most - x) / 2.5});
  if (h <= 1e-9 * range) {  // at an end: one side
    const double step = 1e-7 * range;
    return x - curve.least < curve.most - x ? (curve.other(x + step) - curve.other(x)) / step
                                            : (curve.other(x) - curve.other(x - step)) / step;
  }
  const double near = curve.other(x + h) - curve.other(x - h);
  const double far = curve.other(x + 2 * h) - curve.other(x - 2 * h);
  return (8 * near - far) / (12 * h);
}

// The maximum of a strictly unimodal function: golden section as far as its values tell points
// apart, then the root of a derivative between there.
template <class Value, class Derivative>
double maximum(double least, double most, const Value& value, const Derivative& derivative) {
  double a = least, b = most, x = b - kGolden * (b - a), y = a + kGolden * (b - a);
  double at_x = value(x), at_y = value(y);
  while (b - a > 1e-4 * (most - least)) {
    if (at_x >= at_y) {
      b = y;
      y = x;
      at_y = at_x;
      x = b - kGolden * (b - a);
      at_x = value(x);
    } else {
      a = x;
      x = y;
      at_x = at_y;
      y = a + kGolden * (b - a);
      at_y = value(y);
    }
  }
  return turning_point(a, b, [&](double z) { return derivative(z) > 0; });
}

}  // namespace

double rubinstein_share(double first_discount, double second_discount) {
  DETENTE_CHECK(first_discount * second_discount < 1, "somebody is in a hurry");
  return (1 - second_discount) / (1 - first_discount * second_discount);
}

double rubinstein_limit(double first_rate, double second_rate) {
  return second_rate / (first_rate + second_rate);
}

BargainingRange fearon_range(double p, double cost_a, double cost_b) {
  return {p - cost_a, p + cost_b};
}

FearonOffer fearon_offer(double p, double cost_a, double most_cost_b) {
  // B accepts A's share x iff its cost is at least x - p. A maximises
  // x (1 - F) + (p - cost_a) F with F = (x - p) / most_cost_b, which is concave in x.
  if (most_cost_b <= 0) return {p, 0};
  const double offer = std::clamp(p + (most_cost_b - cost_a) / 2, p, p + most_cost_b);
  return {offer, (offer - p) / most_cost_b};
}

bool fearon_preventive_war(double shift, double cost_a, double cost_b) {
  return shift > cost_a + cost_b;
}

std::vector<double> shapley_value(std::span<const double> worth) {
  std::size_t players = 0;
  while ((std::size_t{1} << players) < worth.size()) ++players;
  DETENTE_CHECK(players <= 24 && (std::size_t{1} << players) == worth.size(),
                "one number per coalition of at most 24 players");
  if (players == 0) return {};
  std::vector<double> chance(players);  // by the size of the coalition joined: s! (n - s - 1)! / n!
  for (std::size_t s = 0; s < players; ++s) {
    double choose = 1;  // (n - 1 over s)
    for (std::size_t k = 0; k < s; ++k)
      choose = choose * static_cast<double>(players - 1 - k) / static_cast<double>(k + 1);
    chance[s] = 1 / (choose * static_cast<double>(players));
  }
  std::vector<double> out(players, 0);
  for (std::size_t set = 0; set < worth.size(); ++set) {
    const auto size = static_cast<std::size_t>(__builtin_popcountll(set));
    for (std::size_t i = 0; i < players; ++i) {
      if ((set >> i & 1U) == 0)
        out[i] += chance[size] * (worth[set | std::size_t{1} << i] - worth[set]);
    }
  }
  return out;
}

std::optional<VotingPower> shapley_shubik(std::span<const std::int64_t> weights,
                                          std::int64_t quota) {
  const std::size_t players = weights.size();
  std::int64_t sum = 0;
  for (const std::int64_t weight : weights) {
    if (weight < 0 || __builtin_add_overflow(sum, weight, &sum)) return std::nullopt;
  }
  if (players == 0 || players > 1000 || quota <= 0 || quota > sum || sum > 1'000'000)
    return std::nullopt;
  const auto total = static_cast<std::size_t>(quota);
  VotingPower out;
  for (std::size_t i = 0; i < players; ++i) {
    if (i > 0 && weights[i] == weights[i - 1]) {
      out.power.push_back(out.power.back());
      continue;
    }
    // ways[s][w]: coalitions of s others with weight w below the quota.
    std::vector<std::vector<WideInteger>> ways(players, std::vector<WideInteger>(total));
    ways[0][0] = 1;
    std::size_t members = 0;
    for (std::size_t j = 0; j < players; ++j) {
      if (j == i) continue;
      const auto weight = static_cast<std::size_t>(std::min(weights[j], quota));
      ++members;
      for (std::size_t s = members; s > 0; --s) {
        for (std::size_t w = total; w-- > weight;) ways[s][w] += ways[s - 1][w - weight];
      }
    }
    WideFraction power = 0;
    WideInteger choose = 1;
    for (std::size_t s = 0; s < players; ++s) {
      WideInteger pivots = 0;
      const std::int64_t from = std::max<std::int64_t>(0, quota - weights[i]);
      for (auto w = static_cast<std::size_t>(from); w < total; ++w) pivots += ways[s][w];
      power += WideFraction(pivots, choose * players);
      choose = choose * (players - 1 - s) / (s + 1);
    }
    out.power.push_back(static_cast<double>(power));
  }
  return out;
}

CurvePoint curve_nash(const Curve& curve, CurvePoint no_deal, double power_first,
                      double power_second) {
  const double least = std::max(curve.least, no_deal.first);
  const double most = most_first(curve, no_deal.second);
  const auto value = [&](double x) {
    const double first = x - no_deal.first, second = curve.other(x) - no_deal.second;
    if (first <= 0 || second <= 0) return -HUGE_VAL;
    return power_first * std::log(first) + power_second * std::log(second);
  };
  return at(curve, maximum(least, most, value, [&](double x) {
              return power_first * (curve.other(x) - no_deal.second) +
                     power_second * slope(curve, x) * (x - no_deal.first);
            }));
}

CurvePoint curve_kalai_smorodinsky(const Curve& curve, CurvePoint no_deal) {
  return curve_proportional(curve, no_deal, most_first(curve, no_deal.second) - no_deal.first,
                            most_second(curve, no_deal.first) - no_deal.second);
}

CurvePoint curve_proportional(const Curve& curve, CurvePoint no_deal, double weight_first,
                              double weight_second) {
  const auto below = [&](double x) {
    return (x - no_deal.first) * weight_second <= (curve.other(x) - no_deal.second) * weight_first;
  };
  return at(curve, turning_point(std::max(curve.least, no_deal.first), curve.most, below));
}

CurvePoint curve_utilitarian(const Curve& curve, double weight_first, double weight_second) {
  return at(curve, maximum(
                       curve.least, curve.most,
                       [&](double x) { return weight_first * x + weight_second * curve.other(x); },
                       [&](double x) { return weight_first + weight_second * slope(curve, x); }));
}

CurvePoint curve_raiffa(const Curve& curve, CurvePoint no_deal) {
  CurvePoint here = no_deal;
  const double size = std::abs(curve.most - curve.least);
  for (int k = 0; k < kSteps; ++k) {
    const double first = most_first(curve, here.second), second = most_second(curve, here.first);
    const CurvePoint next{here.first + (first - here.first) / 2,
                          here.second + (second - here.second) / 2};
    if (std::abs(next.first - here.first) < 1e-15 * size) return next;
    here = next;
  }
  return here;
}

}  // namespace detente
