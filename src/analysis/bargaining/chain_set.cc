#include "analysis/bargaining/chain_set.h"

#include <optional>

#include "analysis/bargaining/sum_frontier.h"

namespace detente {
namespace {

constexpr std::size_t kMostChains = 20'000;

double ones(std::int64_t units) { return Decimal::from_units(units).to_double(); }

}  // namespace

bool ChainSet::prepare(Budget& budget) {
  start_option_.assign(form_.issues.size(), 0);
  AdditiveForm rest = form_;
  rest.issues.clear(), rest.options.clear(), rest.bundles.clear();  // places will do
  for (auto& value : rest.value) value.clear();
  for (std::size_t i = 0; i < form_.issues.size(); ++i) {
    if (problem_.divisible[i] != 0) {
      if (!add_hull(i)) return false;
      continue;
    }
    indivisible_.push_back(i);
    rest.issues.push_back(form_.issues[i]);
    rest.options.push_back(form_.options[i]);
    for (std::size_t p = 0; p < 2; ++p) rest.value[p].push_back(form_.value[p][i]);
  }
  std::stable_sort(edges_.begin(), edges_.end(),
                   [](const ChainEdge& x, const ChainEdge& y) { return x.b * -y.a > y.b * -x.a; });
  if (indivisible_.empty()) {
    chains_.push_back(base_);
    choices_.emplace_back();
    return true;
  }
  const auto found = SumFrontier::make(rest, false, budget, kMostChains);
  if (!found) return false;
  for (std::size_t k = 0; k < found->points().size(); ++k) {
    const Point& point = found->points()[k];
    chains_.push_back({base_[0] + ones(point[0]), base_[1] + ones(point[1])});
    const auto outcome = found->outcomes(rest, k, 1).front();
    choices_.emplace_back();
    for (const std::size_t i : indivisible_)
      choices_.back().push_back(outcome[static_cast<std::size_t>(form_.issues[i])]);
  }
  return true;
}

// The edges from the option best for the first to the one best for the second, steepest first.
bool ChainSet::add_hull(std::size_t i) {
  const auto &a = form_.value[0][i], &b = form_.value[1][i];
  std::size_t at = 0;
  for (std::size_t o = 1; o < a.size(); ++o) {
    if (a[o] > a[at] || (a[o] == a[at] && b[o] > b[at])) at = o;
  }
  start_option_[i] = static_cast<int>(at);
  base_[0] += ones(a[at]);
  base_[1] += ones(b[at]);
  while (true) {
    std::optional<std::size_t> next;
    for (std::size_t o = 0; o < a.size(); ++o) {
      if (b[o] <= b[at]) continue;
      if (!next) {
        next = o;
        continue;
      }
      // slope of o against that of next: gain of the second per loss of the first
      const long double mine =
          static_cast<long double>(b[o] - b[at]) * static_cast<long double>(a[at] - a[*next]);
      const long double best =
          static_cast<long double>(b[*next] - b[at]) * static_cast<long double>(a[at] - a[o]);
      if (mine > best || (mine == best && b[o] < b[*next])) next = o;
    }
    if (!next) return true;
    const int step = form_.options[i][*next] - form_.options[i][at];
    if (problem_.ordered[i] != 0 && step != 1 && step != -1) return false;
    edges_.push_back({i, static_cast<int>(at), static_cast<int>(*next), ones(a[*next] - a[at]),
                      ones(b[*next] - b[at])});
    at = *next;
  }
}

MixedPoint ChainSet::mixed(const ChainSpot& spot) const {
  MixedPoint out;
  out.utility = {spot.at[0], spot.at[1]};
  out.mixture.resize(form_.issues.size());
  for (std::size_t k = 0; k < indivisible_.size(); ++k) {
    const std::size_t i = indivisible_[k];
    const auto& left = form_.options[i];
    const auto place = std::find(left.begin(), left.end(), choices_[spot.chain][k]) - left.begin();
    out.mixture[i] = {{static_cast<int>(place), 1.0}};
  }
  for (std::size_t i = 0; i < form_.issues.size(); ++i) {
    if (problem_.divisible[i] != 0) out.mixture[i] = {{start_option_[i], 1.0}};
  }
  for (std::size_t e = 0; e < edges_.size() && e <= spot.edge; ++e) {
    const double part = e < spot.edge ? 1 : spot.part;
    auto& here = out.mixture[edges_[e].issue];
    if (part >= 1) here = {{edges_[e].to, 1.0}};
    if (part > 0 && part < 1) here = {{edges_[e].from, 1 - part}, {edges_[e].to, part}};
  }
  return out;
}

}  // namespace detente
