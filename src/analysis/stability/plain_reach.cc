#include "analysis/stability/plain_reach.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <optional>

#include "analysis/stability/chains.h"
#include "analysis/stability/flood.h"
#include "base/parallel.h"

namespace detente {
namespace {

template <class Slot>
class Chains : public SharedChains {
 public:
  Chains(const Space& space, const std::vector<std::size_t>& movers, int threads)
      : space_(space), chains_(space.movers().size()) {
    parallel_for(movers.size(), threads, [&](std::size_t k) {
      chains_[movers[k]].emplace(make_chain<Slot>(space, movers[k]));
    });
  }
  std::unique_ptr<Reach> reach(std::vector<std::size_t> opponents) const override;
  const Space& space() const { return space_; }
  const Chain<Slot>& chain(std::size_t mover) const { return *chains_[mover]; }

 private:
  const Space& space_;
  std::vector<std::optional<Chain<Slot>>> chains_;
};

template <class Slot>
class PlainReach : public Reach {
 public:
  PlainReach(const Chains<Slot>& chains, const std::vector<std::size_t>& opponents)
      : space_(chains.space()) {
    for (const std::size_t h : opponents) {
      chains_.push_back(&chains.chain(h));
      one_way_ = one_way_ || chains.chain(h).classes > 1;
      for (const Place& place : space_.movers()[h].places) theirs_.push_back(place);
    }
  }

  Values least_by_moves(const Values& values) override {
    const bool all_feasible = space_.feasible().count() == space_.size();
    if (all_feasible) return one_way_ ? least_beyond(values) : least_in_fibres(values);
    return one_way_ ? flood().template run<true>(values) : least_in_components(values);
  }
  Values least_by_improvements(const Values& values) override {
    return flood().template run<false>(values);
  }

 private:
  ChainFlood<Slot>& flood() {
    if (!flood_) flood_.emplace(space_, chains_);
    return *flood_;
  }

  // All outcomes that agree on what no opponent controls, where every outcome is feasible.
  Values least_in_fibres(const Values& values) {
    std::vector<Place> fixed;
    std::size_t size = 1;
    for (const Place& place : space_.places()) {
      const bool taken = std::any_of(theirs_.begin(), theirs_.end(), [&](const Place& other) {
        return other.stride == place.stride;
      });
      if (taken) continue;
      fixed.push_back(place);
      size *= place.radix;
    }
    const Blocks fibres(space_.size(), fixed);
    Values least(size, std::numeric_limits<std::int32_t>::max());
    for (std::size_t s = 0; s < values.size(); ++s) {
      std::int32_t& at = least[fibres.slot(static_cast<Outcome>(s))];
      at = std::min(at, values[s]);
    }
    Values out(values.size());
    for (std::size_t s = 0; s < out.size(); ++s)
      out[s] = least[fibres.slot(static_cast<Outcome>(s))];
    return out;
  }

  // The same with one-way issues: whatever lies beyond in those, and anything in the others.
  Values least_beyond(Values values) {
    spread_minimum(values, theirs_);
    return values;
  }

  Values least_in_components(const Values& values) {
    if (component_of_.empty()) find_components();
    Values least(components_, std::numeric_limits<std::int32_t>::max());
    space_.feasible().for_each([&](std::size_t s) {
      std::int32_t& at = least[component_of_[s]];
      at = std::min(at, values[s]);
    });
    Values out(values.size(), -1);
    space_.feasible().for_each([&](std::size_t s) { out[s] = least[component_of_[s]]; });
    return out;
  }

  // Outcomes joined by opponents' blocks: every block is looked at once.
  void find_components() {
    component_of_.assign(space_.size(), 0);
    Bitset open = space_.feasible();
    std::vector<std::vector<bool>> seen;
    for (const Chain<Slot>* chain : chains_) seen.emplace_back(chain->blocks.count(), false);
    std::vector<Outcome> queue(space_.feasible().count());
    for (std::size_t w = 0; w < open.word_count(); ++w) {
      while (open.word(w) != 0) {
        const auto first =
            static_cast<Outcome>(w * 64 + static_cast<std::size_t>(std::countr_zero(open.word(w))));
        open.reset(first);
        component_of_[first] = components_;
        std::size_t head = 0, tail = 0;
        queue[tail++] = first;
        while (head < tail) {
          const Outcome x = queue[head++];
          for (std::size_t h = 0; h < chains_.size(); ++h) {
            const Blocks& blocks = chains_[h]->blocks;
            const std::uint32_t b = blocks.block(x);
            if (seen[h][b]) continue;
            seen[h][b] = true;
            const Outcome base = blocks.base(b);
            for (std::uint32_t k = 0; k < blocks.width(); ++k) {
              const Outcome z = base + blocks.offset(k);
              if (!open.test(z)) continue;
              open.reset(z);
              component_of_[z] = components_;
              queue[tail++] = z;
            }
          }
        }
        ++components_;
      }
    }
  }

  const Space& space_;
  std::vector<const Chain<Slot>*> chains_;  // of the opponents
  std::vector<Place> theirs_;
  bool one_way_ = false;
  std::vector<std::uint32_t> component_of_;
  std::uint32_t components_ = 0;
  std::optional<ChainFlood<Slot>> flood_;  // once it is needed
};

template <class Slot>
std::unique_ptr<Reach> Chains<Slot>::reach(std::vector<std::size_t> opponents) const {
  return std::make_unique<PlainReach<Slot>>(*this, opponents);
}

}  // namespace

bool plain_reach_applies(const Space& space) { return space.transitive(); }

std::unique_ptr<SharedChains> make_chains(const Space& space,
                                          const std::vector<std::size_t>& movers, int threads) {
  std::uint64_t widest = 0;
  for (const std::size_t h : movers) widest = std::max(widest, space.block_size(h));
  // one value is kept for the end of a cell
  if (widest < std::numeric_limits<std::uint8_t>::max())
    return std::make_unique<Chains<std::uint8_t>>(space, movers, threads);
  if (widest < std::numeric_limits<std::uint16_t>::max())
    return std::make_unique<Chains<std::uint16_t>>(space, movers, threads);
  return std::make_unique<Chains<std::uint32_t>>(space, movers, threads);
}

}  // namespace detente
