#include "space/movers.h"

#include <algorithm>
#include <bit>

#include "base/check.h"

namespace detente {
namespace {

PartySet set_of(const std::vector<int>& parties, const Scenario& scenario) {
  PartySet set = 0;
  for (const int party : parties) {
    if (scenario.present(party)) set |= party_bit(party);
  }
  return set;
}

bool can_change(const Issue& issue, PartySet group, const Scenario& scenario) {
  if (!issue.by.empty()) return (set_of(issue.by, scenario) & ~group) == 0;
  return (set_of(issue.by_any, scenario) & group) != 0;
}

std::vector<PartySet> groups(const Dispute& dispute, const Scenario& scenario,
                             const Layout& layout) {
  PartySet alone = 0;
  std::vector<PartySet> joint;
  for (const int k : layout.free_issues()) {
    const Issue& issue = dispute->issues[static_cast<std::size_t>(k)];
    const PartySet by = set_of(issue.by, scenario);
    if (std::has_single_bit(by)) alone |= by;
    if (!std::has_single_bit(by) && by != 0) joint.push_back(by);
    alone |= set_of(issue.by_any, scenario);
  }
  return with_coalitions(dispute, scenario, alone, std::move(joint));
}

// Fills offset (and forward): every combination of the mover's issues, the first most significant.
void enumerate(Mover& mover, const Dispute& dispute, const Layout& layout) {
  mover.offset = {0};
  std::vector<int> one_way;
  int bits = 0;
  for (const int k : mover.issues) {
    std::vector<Outcome> next;
    next.reserve(mover.offset.size() * layout.radix(k));
    for (const Outcome base : mover.offset) {
      for (std::uint32_t o = 0; o < layout.radix(k); ++o)
        next.push_back(base + o * layout.stride(k));
    }
    mover.offset = std::move(next);
    if (dispute->issues[static_cast<std::size_t>(k)].one_way) {
      one_way.push_back(k);
      bits += std::bit_width(layout.radix(k) - 1) + 1;
    }
  }
  if (one_way.empty()) return;
  mover.anywhere = false;
  DETENTE_CHECK(bits <= 64, "the limit on outcomes keeps packed one-way options within 64 bits");
  mover.forward.assign(mover.offset.size(), 0);
  int shift = 0;
  for (const int k : one_way) {
    const int width = static_cast<int>(std::bit_width(layout.radix(k) - 1));
    for (std::size_t s = 0; s < mover.offset.size(); ++s) {
      mover.forward[s] |= std::uint64_t{mover.offset[s] / layout.stride(k) % layout.radix(k)}
                          << shift;
    }
    mover.spare |= std::uint64_t{1} << (shift + width);
    shift += width + 1;
  }
}

// Fills block, slot and base from the mixed-radix digits, without a division per outcome.
void locate(Mover& mover, const Layout& layout) {
  mover.base = {0};
  std::vector<bool> mine(layout.size() == 0 ? 0 : layout.free_issues().size());
  std::size_t n = 0;
  for (const int k : layout.free_issues()) {
    mine[n] = std::find(mover.issues.begin(), mover.issues.end(), k) != mover.issues.end();
    if (!mine[n]) {
      std::vector<Outcome> next;
      next.reserve(mover.base.size() * layout.radix(k));
      for (const Outcome base : mover.base) {
        for (std::uint32_t o = 0; o < layout.radix(k); ++o)
          next.push_back(base + o * layout.stride(k));
      }
      mover.base = std::move(next);
    }
    ++n;
  }
  mover.block.resize(layout.size());
  mover.slot.resize(layout.size());
  for (std::size_t b = 0; b < mover.base.size(); ++b) {
    for (std::size_t s = 0; s < mover.offset.size(); ++s) {
      const Outcome at = mover.base[b] + mover.offset[s];
      mover.block[at] = static_cast<std::uint32_t>(b);
      mover.slot[at] = static_cast<std::uint32_t>(s);
    }
  }
}

}  // namespace

std::vector<PartySet> with_coalitions(const Dispute& dispute, const Scenario& scenario,
                                      PartySet alone, std::vector<PartySet> joint) {
  for (const Coalition& coalition : dispute->coalitions) {
    const PartySet members = coalition.members & ~scenario.without;
    if (scenario.on(coalition.toggle) && std::popcount(members) >= 2) joint.push_back(members);
  }
  if (dispute.asks()) joint.push_back(dispute.negotiators());
  std::vector<PartySet> out;
  for (PartySet rest = alone; rest != 0; rest &= rest - 1) out.push_back(rest & ~(rest - 1));
  for (const PartySet group : joint) {
    if (std::find(out.begin(), out.end(), group) == out.end()) out.push_back(group);
  }
  return out;
}

Mover make_mover(const Dispute& dispute, const Scenario& scenario, const Layout& layout,
                 PartySet group) {
  Mover mover;
  mover.members = group;
  mover.negotiators = group == dispute.negotiators();
  for (const int k : layout.free_issues()) {
    if (can_change(dispute->issues[static_cast<std::size_t>(k)], group, scenario))
      mover.issues.push_back(k);
  }
  if (mover.issues.empty() && !mover.negotiators) return mover;
  enumerate(mover, dispute, layout);
  locate(mover, layout);
  return mover;
}

std::vector<Mover> make_movers(const Dispute& dispute, const Scenario& scenario,
                               const Layout& layout) {
  std::vector<Mover> movers;
  for (const PartySet group : groups(dispute, scenario, layout)) {
    Mover mover = make_mover(dispute, scenario, layout, group);
    if (!mover.issues.empty() || mover.negotiators) movers.push_back(std::move(mover));
  }
  return movers;
}

}  // namespace detente
