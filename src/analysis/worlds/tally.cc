#include "analysis/worlds/tally.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace detente {
namespace {

constexpr std::size_t kBins = 16;          // per input, for what it explains
constexpr std::size_t kMostCut = 6;        // inputs of a group whose ranks are cut
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

// Into so many parts the rank of each input of a group is cut: at most 64 cells.
std::size_t parts_of(const std::vector<std::size_t>& group) {
  return group.size() == 2 ? 8 : group.size() == 3 ? 4 : 2;
}
std::size_t cell_of(const std::vector<std::size_t>& group, std::span<const double> shares) {
  const std::size_t parts = parts_of(group);
  std::size_t cell = 0;
  for (std::size_t k = 0; k < std::min(group.size(), kMostCut); ++k)
    cell = cell * parts + static_cast<std::size_t>(shares[group[k]] * static_cast<double>(parts));
  return cell;
}

// The variance of the cells' shares over the whole variance, less what chance alone would give: of
// the bins of one input the part that they would show of nothing, of the many cells of a group in
// proportion to what they leave unexplained (Kelley 1935), so that what explains all is told to.
double explained_by(std::span<const std::array<std::uint64_t, kRungs + 1>> cells, Verdict event,
                    double probability, double worlds, bool group) {
  const double variance = probability * (1 - probability);
  double between = 0;
  std::size_t used = 0;
  for (const auto& counts : cells) {
    const auto in_cell = static_cast<double>(reaching(counts, 0));
    if (in_cell == 0) continue;
    ++used;
    const double away = static_cast<double>(reaching(counts, event)) / in_cell - probability;
    between += in_cell * away * away / worlds;
  }
  if (variance <= 0 || worlds <= static_cast<double>(used)) return 0;
  const double chance = static_cast<double>(used) - 1;
  if (group) {
    const double left = (1 - between / variance) * (worlds - 1) / (worlds - 1 - chance);
    return std::clamp(1 - left, 0.0, 1.0);
  }
  return std::clamp((between - variance * chance / worlds) / variance, 0.0, 1.0);
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

CaseTally::CaseTally(std::size_t inputs, const InputGroups& groups, int replicates)
    : inputs_(inputs),
      groups_(groups),
      by_replicate_(static_cast<std::size_t>(replicates)),
      bins_(inputs * kBins),
      cells_(groups.size()),
      sum_(inputs, 0) {
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (groups[g].size() < 2) continue;
    std::size_t cells = 1;
    for (std::size_t k = 0; k < std::min(groups[g].size(), kMostCut); ++k)
      cells *= parts_of(groups[g]);
    cells_[g].resize(cells);
  }
}

void CaseTally::add(std::uint64_t number, std::span<const double> shares, Verdict verdict,
                    Verdict base) {
  const auto v = static_cast<std::size_t>(verdict);
  ++by_replicate_[number % by_replicate_.size()][v];
  for (std::size_t i = 0; i < shares.size(); ++i)
    ++bins_[i * kBins + static_cast<std::size_t>(shares[i] * kBins)][v];
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    if (!cells_[g].empty()) ++cells_[g][cell_of(groups_[g], shares)][v];
  }
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

std::vector<Driver> CaseTally::drivers(Verdict event, double probability, double worlds) const {
  std::vector<Driver> out;
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    Driver driver;
    driver.inputs = groups_[g];
    const std::span<const Counts> cells =
        cells_[g].empty()
            ? std::span<const Counts>(bins_.data() + groups_[g].front() * kBins, kBins)
            : std::span<const Counts>(cells_[g]);
    driver.explained = explained_by(cells, event, probability, worlds, !cells_[g].empty());
    for (const std::size_t input : groups_[g]) driver.ends.push_back(ends(input, event));
    out.push_back(std::move(driver));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Driver& a, const Driver& b) { return a.explained > b.explained; });
  return out;
}

Driver::Ends CaseTally::ends(std::size_t input, Verdict event) const {
  std::array<double, 2> hit{}, all{};
  for (std::size_t b = 0; b < kBins; ++b) {
    const std::size_t end = b < kBins / 4 ? 0 : b >= kBins - kBins / 4 ? 1 : 2;
    if (end == 2) continue;
    const Counts& counts = bins_[input * kBins + b];
    hit[end] += static_cast<double>(reaching(counts, event));
    all[end] += static_cast<double>(reaching(counts, 0));
  }
  return {all[0] > 0 ? hit[0] / all[0] : 0, all[1] > 0 ? hit[1] / all[1] : 0};
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
