#include "analysis/bargaining/plain_solutions.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/bargaining/fraction.h"
#include "analysis/bargaining/raiffa.h"
#include "base/check.h"

namespace detente {
namespace {

bool dominates(const Point& a, const Point& b) {
  bool more = false;
  for (std::size_t p = 0; p < a.size(); ++p) {
    if (a[p] < b[p]) return false;
    more = more || a[p] > b[p];
  }
  return more;
}

// A natural number of any size, least significant part first.
class Natural {
 public:
  Natural() : parts_{1} {}
  void multiply(std::uint64_t by) {
    multiply_small(static_cast<std::uint32_t>(by), static_cast<std::uint32_t>(by >> 32U));
  }
  friend bool operator<(const Natural& a, const Natural& b) {
    if (a.parts_.size() != b.parts_.size()) return a.parts_.size() < b.parts_.size();
    return std::lexicographical_compare(a.parts_.rbegin(), a.parts_.rend(), b.parts_.rbegin(),
                                        b.parts_.rend());
  }
  friend bool operator==(const Natural&, const Natural&) = default;

 private:
  void multiply_small(std::uint32_t low, std::uint32_t high) {
    std::vector<std::uint32_t> out(parts_.size() + 2, 0);
    for (std::size_t k = 0; k < parts_.size(); ++k) {
      add(out, k, std::uint64_t{parts_[k]} * low);
      add(out, k + 1, std::uint64_t{parts_[k]} * high);
    }
    while (out.size() > 1 && out.back() == 0) out.pop_back();
    parts_ = std::move(out);
  }
  static void add(std::vector<std::uint32_t>& to, std::size_t at, std::uint64_t value) {
    while (value != 0) {
      const std::uint64_t sum = std::uint64_t{to[at]} + (value & 0xffffffffU);
      to[at] = static_cast<std::uint32_t>(sum);
      value = (value >> 32U) + (sum >> 32U);
      ++at;
    }
  }
  std::vector<std::uint32_t> parts_;
};

// The best places under a three-way comparison.
template <class Compare>
Places best(std::size_t count, Compare compare_places) {
  Places out{0};
  for (std::size_t k = 1; k < count; ++k) {
    const int more = compare_places(k, out.front());
    if (more > 0) out.clear();
    if (more >= 0) out.push_back(k);
  }
  return out;
}

constexpr std::uint64_t kMostPower = 256;

Places nash(const PlainProblem& problem) {
  const std::size_t n = problem.no_deal.size();
  std::vector<std::int64_t> power;
  std::int64_t common = 0;
  for (const Decimal& one : problem.powers) {
    power.push_back(one.units());
    common = std::gcd(common, one.units());
  }
  std::uint64_t sum = 0;
  for (std::int64_t& one : power) sum += static_cast<std::uint64_t>(one /= common);
  const bool whole = sum <= kMostPower;
  struct Gain {
    std::size_t gainers = 0;
    long double log = 0;
  };
  const auto gain_of = [&](std::size_t k) {
    Gain gain;
    for (std::size_t p = 0; p < n; ++p) {
      const std::int64_t more = problem.points[k][p] - problem.no_deal[p];
      if (more <= 0) continue;
      ++gain.gainers;
      gain.log += static_cast<long double>(power[p]) * std::log(static_cast<long double>(more));
    }
    return gain;
  };
  const auto product = [&](std::size_t k) {
    Natural out;
    for (std::size_t p = 0; p < n; ++p) {
      const std::int64_t more = problem.points[k][p] - problem.no_deal[p];
      for (std::int64_t e = 0; more > 0 && e < power[p]; ++e)
        out.multiply(static_cast<std::uint64_t>(more));
    }
    return out;
  };
  return best(problem.points.size(), [&](std::size_t a, std::size_t b) {
    const Gain x = gain_of(a), y = gain_of(b);
    if (x.gainers != y.gainers) return x.gainers < y.gainers ? -1 : 1;
    const long double slack = 1e-12L * (1 + std::abs(x.log) + std::abs(y.log));
    if (x.log < y.log - slack) return -1;
    if (x.log > y.log + slack) return 1;
    if (!whole) return x.log < y.log ? -1 : x.log > y.log ? 1 : 0;
    const Natural left = product(a), right = product(b);
    return left < right ? -1 : left == right ? 0 : 1;
  });
}

Places relative_utilitarian(const PlainProblem& problem) {
  return best(problem.points.size(), [&](std::size_t a, std::size_t b) {
    Fraction difference;
    bool fits = true;
    for (std::size_t p = 0; p < problem.no_deal.size(); ++p) {
      const std::int64_t unit = problem.ideal[p] - problem.no_deal[p];
      if (unit <= 0) continue;
      difference =
          difference +
          Fraction::of(static_cast<Int128>(problem.points[a][p]) - problem.points[b][p], unit);
      fits = fits && difference.ok;
    }
    if (fits) return difference.num < 0 ? -1 : difference.num > 0 ? 1 : 0;
    return 0;
  });
}

Places utilitarian(const PlainProblem& problem) {
  return best(problem.points.size(), [&](std::size_t a, std::size_t b) {
    Int128 difference = 0;
    for (std::size_t p = 0; p < problem.no_deal.size(); ++p)
      difference += static_cast<Int128>(problem.points[a][p]) - problem.points[b][p];
    return difference < 0 ? -1 : difference > 0 ? 1 : 0;
  });
}

std::optional<Places> raiffa(const PlainProblem& problem) {
  const std::size_t n = problem.no_deal.size();
  RaiffaReference d(problem.no_deal);
  Places left;
  for (std::size_t k = 0; k < problem.points.size(); ++k) {
    if (d.reached_by(problem.points[k])) left.push_back(k);
  }
  if (left.empty()) return std::nullopt;
  while (true) {
    Point top(n);
    for (std::size_t p = 0; p < n; ++p) {
      for (const std::size_t k : left)
        top[p] = k == left.front() ? problem.points[k][p] : std::max(top[p], problem.points[k][p]);
    }
    for (const std::size_t k : left) {
      if (problem.points[k] == top) return Places{k};
    }
    const RaiffaReference before = d;
    d.advance(top);
    Places still;
    for (const std::size_t k : left) {
      if (d.reached_by(problem.points[k])) still.push_back(k);
    }
    if (!still.empty()) {
      left = std::move(still);
      continue;
    }
    std::vector<Point> rest;
    for (const std::size_t k : left) rest.push_back(problem.points[k]);
    Places out;
    for (const std::size_t k : before.leximin(rest, top)) out.push_back(left[k]);
    return out;
  }
}

}  // namespace

Places plain_frontier(const std::vector<Point>& points) {
  Places order(points.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return points[a] > points[b]; });
  Places kept;
  const bool two = !points.empty() && points.front().size() == 2;
  for (const std::size_t k : order) {  // only what comes before can dominate
    if (two) {
      if (kept.empty() || points[k][1] > points[kept.back()][1]) kept.push_back(k);
      continue;
    }
    const bool worse = std::any_of(kept.rbegin(), kept.rend(), [&](std::size_t other) {
      return dominates(points[other], points[k]);
    });
    if (!worse) kept.push_back(k);
  }
  return kept;
}

Places leximin(const std::vector<Point>& points, std::span<const std::int64_t> zero,
               std::span<const std::int64_t> unit) {
  bool fits = true;
  const auto sorted = [&](std::size_t k) {
    std::vector<Fraction> row;
    for (std::size_t p = 0; p < zero.size(); ++p) {
      if (unit[p] > 0)
        row.push_back(Fraction::of(static_cast<Int128>(points[k][p]) - zero[p], unit[p]));
    }
    std::sort(row.begin(), row.end(),
              [&](const Fraction& a, const Fraction& b) { return compare(a, b, &fits) < 0; });
    return row;
  };
  std::vector<Fraction> top = sorted(0);
  Places out{0};
  for (std::size_t k = 1; k < points.size(); ++k) {
    const std::vector<Fraction> row = sorted(k);
    int more = 0;
    for (std::size_t i = 0; i < row.size() && more == 0; ++i) more = compare(row[i], top[i], &fits);
    if (more > 0) {
      out.clear();
      top = row;
    }
    if (more >= 0) out.push_back(k);
  }
  return out;
}

std::optional<Places> plain_solution(const std::string& id, const PlainProblem& problem) {
  const std::size_t n = problem.no_deal.size();
  std::vector<std::int64_t> unit(n, 1);
  if (id == "nash") return nash(problem);
  if (id == "utilitarian") return utilitarian(problem);
  if (id == "relative_utilitarian") return relative_utilitarian(problem);
  if (id == "raiffa") return raiffa(problem);
  if (id == "kalai_smorodinsky") {
    for (std::size_t p = 0; p < n; ++p) unit[p] = problem.ideal[p] - problem.no_deal[p];
  } else if (id == "proportional") {
    for (std::size_t p = 0; p < n; ++p) unit[p] = problem.weights[p].units();
  } else {
    DETENTE_CHECK(id == "egalitarian", "the command line knows no other solution");
  }
  return leximin(problem.points, problem.no_deal, unit);
}

}  // namespace detente
