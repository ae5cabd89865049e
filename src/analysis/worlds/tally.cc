#include "analysis/worlds/tally.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace detente {
namespace {

constexpr std::size_t kBins = 16;          // per input, for what it explains
constexpr std::size_t kRemembered = 4096;  // differing worlds among which the typical one is

std::uint64_t reaching(const std::array<std::uint64_t, kRungs + 1>& counts, Verdict verdict) {
  return std::accumulate(counts.begin() + verdict, counts.end(), std::uint64_t{0});
}

std::uint64_t sum_of(std::span<const std::uint64_t> counts) {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

// Ready; where that is always or never so, the rung about which there is most doubt.
Verdict doubtful_event(const CaseWorlds& of) {
  const auto doubt = [&](Verdict v) {
    const double p = of.at_least[static_cast<std::size_t>(v)].value;
    return std::min(p, 1 - p);
  };
  Verdict event = kReady;
  if (doubt(kReady) > 0) return event;
  for (Verdict v = 1; v < kReady; ++v) {
    if (doubt(v) > doubt(event)) event = v;
  }
  return event;
}

}  // namespace

Share share_of(std::span<const std::uint64_t> hits, std::span<const std::uint64_t> worlds) {
  Share share;
  const auto n = static_cast<double>(sum_of(worlds));
  if (n == 0) return share;
  share.value = static_cast<double>(sum_of(hits)) / n;
  if (hits.size() < 2) {
    share.error = std::sqrt(share.value * (1 - share.value) / n);
    return share;
  }
  double squares = 0;
  for (std::size_t r = 0; r < hits.size(); ++r) {
    const auto all = static_cast<double>(worlds[r]);
    const double here = all == 0 ? 0 : static_cast<double>(hits[r]) / all;
    squares += (here - share.value) * (here - share.value);
  }
  const auto replicates = static_cast<double>(hits.size());
  share.error = std::sqrt(squares / (replicates * (replicates - 1)));
  return share;
}

CaseTally::CaseTally(std::size_t inputs, int replicates)
    : inputs_(inputs),
      by_replicate_(static_cast<std::size_t>(replicates)),
      bins_(inputs * kBins),
      sum_(inputs, 0) {}

void CaseTally::add(std::uint64_t number, std::span<const double> shares, Verdict verdict,
                    Verdict base) {
  const auto v = static_cast<std::size_t>(verdict);
  ++by_replicate_[number % by_replicate_.size()][v];
  for (std::size_t i = 0; i < shares.size(); ++i)
    ++bins_[i * kBins + static_cast<std::size_t>(shares[i] * kBins)][v];
  if (verdict == base) return;
  ++differing_;
  for (std::size_t i = 0; i < shares.size(); ++i) sum_[i] += shares[i];
  if (remembered_.size() < kRemembered) remembered_.push_back(number);
}

void CaseTally::add_deals(std::uint64_t number, std::span<const Outcome> deals) {
  for (const Outcome deal : deals) {
    auto& counts = deals_[deal];
    if (counts.empty()) counts.assign(by_replicate_.size(), 0);
    ++counts[number % by_replicate_.size()];
  }
}

std::vector<std::uint64_t> CaseTally::per_replicate(Verdict at_least) const {
  std::vector<std::uint64_t> out;
  for (const Counts& counts : by_replicate_) out.push_back(reaching(counts, at_least));
  return out;
}

void CaseTally::conclude(CaseWorlds& of) const {
  const std::vector<std::uint64_t> worlds = per_replicate(0);
  const std::uint64_t all = sum_of(worlds);
  of.differing = differing_;
  if (all == 0) return;
  for (const Counts& counts : by_replicate_) {
    for (std::size_t v = 0; v < counts.size(); ++v) of.counts[v] += counts[v];
  }
  for (Verdict v = 0; v <= kRungs; ++v)
    of.at_least[static_cast<std::size_t>(v)] = share_of(per_replicate(v), worlds);
  of.event = doubtful_event(of);
  of.drivers = drivers(of.event, of.at_least[static_cast<std::size_t>(of.event)].value,
                       static_cast<double>(all));
  for (const auto& [outcome, counts] : deals_)
    of.deals.push_back({outcome, sum_of(counts), share_of(counts, worlds), {}});
  std::stable_sort(of.deals.begin(), of.deals.end(),
                   [](const DealShare& a, const DealShare& b) { return a.worlds > b.worlds; });
}

// The variance of the bins' shares over the whole variance, less what chance alone would give.
std::vector<Driver> CaseTally::drivers(Verdict event, double probability, double worlds) const {
  const double variance = probability * (1 - probability);
  std::vector<Driver> out;
  for (std::size_t i = 0; i < inputs_; ++i) {
    Driver driver;
    driver.input = i;
    double between = 0;
    std::array<double, 2> hit{}, all{};
    std::size_t used = 0;
    for (std::size_t b = 0; b < kBins; ++b) {
      const Counts& counts = bins_[i * kBins + b];
      const auto in_bin = static_cast<double>(reaching(counts, 0));
      if (in_bin == 0) continue;
      ++used;
      const auto with = static_cast<double>(reaching(counts, event));
      const double away = with / in_bin - probability;
      between += in_bin * away * away / worlds;
      const std::size_t end = b < kBins / 4 ? 0 : b >= kBins - kBins / 4 ? 1 : 2;
      if (end < 2) {
        hit[end] += with;
        all[end] += in_bin;
      }
    }
    if (variance > 0 && worlds > static_cast<double>(used)) {
      const double chance = variance * (static_cast<double>(used) - 1) / worlds;
      driver.explained = std::clamp((between - chance) / variance, 0.0, 1.0);
    }
    driver.low = all[0] > 0 ? hit[0] / all[0] : 0;
    driver.high = all[1] > 0 ? hit[1] / all[1] : 0;
    out.push_back(driver);
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Driver& a, const Driver& b) { return a.explained > b.explained; });
  return out;
}

std::optional<std::vector<double>> CaseTally::typical(
    const std::function<void(std::uint64_t, std::span<double>)>& draw) const {
  if (remembered_.empty()) return std::nullopt;
  std::vector<double> shares(inputs_), best(inputs_);
  double nearest = std::numeric_limits<double>::infinity();
  for (const std::uint64_t number : remembered_) {
    draw(number, shares);
    double distance = 0;
    for (std::size_t i = 0; i < inputs_; ++i) {
      const double away = shares[i] - sum_[i] / static_cast<double>(differing_);
      distance += away * away;
    }
    if (distance >= nearest) continue;
    nearest = distance;
    best = shares;
  }
  return best;
}

}  // namespace detente
