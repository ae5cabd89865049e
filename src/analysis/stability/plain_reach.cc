#include "analysis/stability/plain_reach.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <optional>

#include "analysis/stability/chains.h"
#include "base/parallel.h"

namespace detente {
namespace {

template <class Slot>
class Chains : public ChainSet {
 public:
  Chains(const Space& space, const std::vector<std::size_t>& movers, int threads)
      : space_(space), chains_(space.movers().size()) {
    parallel_for(movers.size(), threads, [&](std::size_t k) {
      chains_[movers[k]].emplace(make_chain<Slot>(space, movers[k]));
    });
    below_.resize(space.size() * chains_.size());
    for (std::size_t h = 0; h < chains_.size(); ++h) {
      if (!chains_[h]) continue;
      std::vector<Slot> mine = std::move(chains_[h]->below);
      for (std::size_t s = 0; s < mine.size(); ++s) below_[s * chains_.size() + h] = mine[s];
    }
  }
  std::unique_ptr<Reach> reach(std::vector<std::size_t> opponents) const override;
  const Space& space() const { return space_; }
  const Chain<Slot>& chain(std::size_t mover) const { return *chains_[mover]; }
  // [mover]: how many outcomes of its block of s each ranks below s.
  const Slot* below(Outcome s) const { return below_.data() + s * chains_.size(); }

 private:
  const Space& space_;
  std::vector<std::optional<Chain<Slot>>> chains_;
  std::vector<Slot> below_;  // [outcome * movers + mover]
};

// Outcomes in the order in which they were labelled, the next ones fetched ahead.
constexpr std::size_t kAhead = 12;

template <class Slot>
class PlainReach : public Reach {
 public:
  PlainReach(const Chains<Slot>& chains, std::vector<std::size_t> opponents)
      : space_(chains.space()), all_(chains), opponents_(std::move(opponents)) {
    for (const std::size_t h : opponents_) {
      chains_.push_back(&chains.chain(h));
      groups_.emplace_back();
      one_way_ = one_way_ || chains.chain(h).classes > 1;
      for (const Place& place : space_.movers()[h].places) theirs_.push_back(place);
    }
  }

  Values least_by_moves(const Values& values) override {
    const bool all_feasible = space_.feasible().count() == space_.size();
    if (all_feasible) return one_way_ ? least_beyond(values) : least_in_fibres(values);
    return one_way_ ? flood<true>(values) : least_in_components(values);
  }
  Values least_by_improvements(const Values& values) override { return flood<false>(values); }

 private:
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
    for (const Place& place : theirs_) spread_minimum(values, place);
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

  // The reverse flood; kMoves: along all moves, else along improvements.
  template <bool kMoves>
  Values flood(const Values& values) {
    Values label(values.size(), -1);
    open_ = space_.feasible();
    left_ = open_.count();
    queue_.resize(left_);
    cursors_.clear();
    for (std::size_t h = 0; h < chains_.size() && !kMoves; ++h) groups_[h] = chains_[h]->trees;
    for (const Chain<Slot>* chain : chains_)
      cursors_.emplace_back(chain->blocks.count() * chain->classes, 0);
    Ascending seeds(values, space_.feasible());
    while (left_ != 0) {
      const std::vector<Outcome>& batch = seeds.next(open_);
      for (const Outcome s : batch) {
        if (!open_.test(s)) continue;
        value_ = values[s];
        head_ = tail_ = 0;
        reached(s, label);
        run<kMoves>(label);
        if (left_ == 0) break;
      }
    }
    return label;
  }

  void reached(Outcome z, Values& label) {
    open_.reset(z);
    --left_;
    label[z] = value_;
    queue_[tail_++] = z;
  }

  template <bool kMoves>
  void run(Values& label) {
    while (head_ < tail_) {
      if (left_ == 0) return;
      if (head_ + kAhead < tail_) {
        __builtin_prefetch(all_.below(queue_[head_ + kAhead]));
        const Outcome next = queue_[head_ + kAhead / 2];
        for (const Chain<Slot>* chain : chains_) {
          if (chain->classes == 1)
            __builtin_prefetch(chain->order.data() +
                               chain->blocks.block(next) * chain->blocks.width());
        }
      }
      const Outcome x = queue_[head_++];
      const Slot* const below = all_.below(x);
      for (std::size_t h = 0; h < chains_.size(); ++h) {
        const Chain<Slot>& chain = *chains_[h];
        const std::uint32_t b = chain.blocks.block(x);
        if (!kMoves && !chain.members.empty()) {
          pull_group(chain, groups_[h], x, b, below[opponents_[h]], label);
        } else if (chain.classes == 1) {
          pull(chain, cursors_[h][b], b, kMoves ? chain.filled[b] : below[opponents_[h]], label);
        } else {
          pull_classes(chain, h, x, b, kMoves ? Chain<Slot>::kEnd : below[opponents_[h]], label);
        }
      }
    }
  }

  // Labels the head of a block's order, from where it was left to `end`.
  void pull(const Chain<Slot>& chain, Slot& cursor, std::uint32_t b, Slot end, Values& label) {
    Slot at = cursor;
    if (at >= end) return;
    const Slot* const order = chain.order.data() + b * chain.blocks.width();
    const Outcome base = chain.blocks.base(b);
    for (; at < end; ++at) {
      const Outcome z = base + chain.blocks.offset(order[at]);
      if (open_.test(z)) reached(z, label);
    }
    cursor = at;
  }

  // The same for every class of slots that may go to x.
  void pull_classes(const Chain<Slot>& chain, std::size_t h, Outcome x, std::uint32_t b, Slot end,
                    Values& label) {
    const auto* const cells = chain.cells.data() + b * (chain.blocks.width() + chain.classes);
    Slot* const cursors = cursors_[h].data() + b * chain.classes;
    const Outcome base = chain.blocks.base(b);
    for (const std::uint32_t c : chain.sources[chain.class_of[chain.blocks.slot(x)]]) {
      const auto* at = cells + chain.class_start[c] + cursors[c];
      if (at->first >= end) continue;
      for (; at->first < end; ++at) {
        const Outcome z = base + chain.blocks.offset(at->second);
        if (open_.test(z)) reached(z, label);
      }
      cursors[c] = static_cast<Slot>(at - (cells + chain.class_start[c]));
    }
  }

  // The outcomes of a block that all members of a group rank below x. Each is taken from its tree
  // once; with three or more members one may be looked at and left.
  void pull_group(const Chain<Slot>& chain, RankTrees& trees, Outcome x, std::uint32_t b, Slot end,
                  Values& label) {
    const std::int32_t limit = space_.rank(chain.members[1])[x];
    const Outcome base = chain.blocks.base(b);
    const auto take = [&](Slot slot) {
      const Outcome z = base + chain.blocks.offset(slot);
      if (!open_.test(z)) return true;
      for (std::size_t k = 2; k < chain.members.size(); ++k) {
        const auto rank = space_.rank(chain.members[k]);
        if (rank[z] >= rank[x]) return false;
      }
      reached(z, label);
      return true;
    };
    if (chain.classes == 1) {
      const Slot* const order = chain.order.data() + b * chain.blocks.width();
      trees.extract(b, 0, end, limit, [&](std::uint32_t k) { return take(order[k]); });
      return;
    }
    const auto* const cells = chain.cells.data() + b * (chain.blocks.width() + chain.classes);
    for (const std::uint32_t c : chain.sources[chain.class_of[chain.blocks.slot(x)]]) {
      if (trees.least(b, c) >= limit) continue;
      const auto* const cell = cells + chain.class_start[c];
      const auto* const close = cells + chain.class_start[c + 1] - 1;
      const auto* const last =
          std::partition_point(cell, close, [&](const auto& at) { return at.first < end; });
      trees.extract(b, c, static_cast<std::uint32_t>(last - cell), limit,
                    [&](std::uint32_t k) { return take(cell[k].second); });
    }
  }

  const Space& space_;
  const Chains<Slot>& all_;
  std::vector<std::size_t> opponents_;
  std::vector<const Chain<Slot>*> chains_;  // of the opponents
  std::vector<Place> theirs_;
  bool one_way_ = false;
  std::vector<std::uint32_t> component_of_;
  std::uint32_t components_ = 0;
  // of the flood under way
  Bitset open_;
  std::size_t left_ = 0;
  std::int32_t value_ = 0;
  std::vector<Outcome> queue_;
  std::size_t head_ = 0, tail_ = 0;
  std::vector<std::vector<Slot>> cursors_;
  std::vector<RankTrees> groups_;  // of the opponents; empty for single parties and for moves
};

template <class Slot>
std::unique_ptr<Reach> Chains<Slot>::reach(std::vector<std::size_t> opponents) const {
  return std::make_unique<PlainReach<Slot>>(*this, std::move(opponents));
}

}  // namespace

bool plain_reach_applies(const Space& space) { return space.transitive(); }

std::unique_ptr<ChainSet> make_chains(const Space& space, const std::vector<std::size_t>& movers,
                                      int threads) {
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
