// A reverse flood over what opponents can do, in the order of rising values.
//
// Answers: for every outcome, the least value over itself and what it can come to, by moves or by
//   improvements of any of the opponents, one after the other.
// Method: outcomes by rising value; from each, everything that can come to it and has no label yet
//   takes its value. Along the chains of chains.h what was labelled is never met again: a cursor
//   per cell, a mask per block or, for a group, a tree remembers how far that is.
// Shapes: a row per outcome has its label and how many outcomes of its block each opponent ranks
//   below it: a flood meets outcomes in no order of memory, and so meets one place for all.
// Cost: O(outcomes * opponents), times the one-way classes that can reach an outcome where blocks
//   have more than 64 slots. Memory: 12 bytes and a slot per opponent for every outcome.
// Checked by: tests/oracle; published_test.cc against legal_reach.h; group_test.cc.
#ifndef DETENTE_ANALYSIS_STABILITY_FLOOD_H_
#define DETENTE_ANALYSIS_STABILITY_FLOOD_H_

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>
#include <utility>
#include <vector>

#include "analysis/stability/chains.h"
#include "analysis/stability/values.h"

namespace detente {

// The rows of a flood: an outcome's label, and what its opponents rank below it.
template <class Slot>
class FloodRows {
 public:
  FloodRows(std::size_t outcomes, const std::vector<const Chain<Slot>*>& chains)
      : stride_(kBegin + (chains.size() * sizeof(Slot) + kAlign - 1) / kAlign * kAlign),
        rows_(outcomes * stride_) {
    for (std::size_t s = 0; s < outcomes; ++s) {
      std::byte* const at = rows_.data() + s * stride_ + kBegin;
      for (std::size_t h = 0; h < chains.size(); ++h)
        std::memcpy(at + h * sizeof(Slot), &chains[h]->below[s], sizeof(Slot));
    }
  }
  std::byte* row(Outcome s) { return rows_.data() + s * stride_; }
  const std::byte* row(Outcome s) const { return rows_.data() + s * stride_; }
  static void set_label(std::byte* row, std::int32_t label) {
    std::memcpy(row, &label, sizeof(label));
  }
  std::int32_t label(Outcome s) const {
    std::int32_t out;
    std::memcpy(&out, row(s), sizeof(out));
    return out;
  }
  // Of a row: how many outcomes of its block opponent h ranks lower.
  static Slot below(const std::byte* row, std::size_t h) {
    Slot out;
    std::memcpy(&out, row + kBegin + h * sizeof(Slot), sizeof(Slot));
    return out;
  }

 private:
  static constexpr std::size_t kAlign = alignof(std::int32_t), kBegin = sizeof(std::int32_t);
  std::size_t stride_;
  std::vector<std::byte> rows_;
};

template <class Slot>
class ChainFlood {
 public:
  // Both must outlive it. `chains`: of the opponents.
  ChainFlood(const Space& space, std::vector<const Chain<Slot>*> chains)
      : space_(space), chains_(std::move(chains)) {}

  // kMoves: along all moves, else along improvements. -1 where infeasible.
  template <bool kMoves>
  Values run(const Values& values) {
    start(kMoves);
    Ascending seeds(values, space_.feasible());
    while (left_ != 0) {
      const std::vector<Outcome>& batch = seeds.next(open_);
      for (const Outcome s : batch) {
        if (!open_.test(s)) continue;
        value_ = values[s];
        head_ = tail_ = 0;
        reached(s);
        follow<kMoves>();
        if (left_ == 0) break;
      }
    }
    std::vector<Outcome>().swap(queue_);
    Values label(space_.size(), -1);
    space_.feasible().for_each(
        [&](std::size_t s) { label[s] = rows_.front().label(static_cast<Outcome>(s)); });
    return label;
  }

 private:
  // Outcomes in the order in which they were labelled, the next ones fetched ahead.
  static constexpr std::size_t kAhead = 16;

  void start(bool moves) {
    if (rows_.empty()) rows_.emplace_back(space_.size(), chains_);
    open_ = space_.feasible();
    left_ = open_.count();
    queue_.resize(left_);
    cursors_.assign(chains_.size(), {});
    masks_.assign(chains_.size(), {});
    trees_.assign(chains_.size(), {});
    for (std::size_t h = 0; h < chains_.size(); ++h) {
      const Chain<Slot>& chain = *chains_[h];
      if (!moves && !chain.members.empty()) {
        trees_[h] = chain.trees;
      } else if (!chain.sources_of.empty()) {
        masks_[h] = chain.sources_of;
        masked_ = true;
      } else {
        cursors_[h].assign(chain.blocks.count() * chain.classes, 0);
      }
    }
  }

  // Its label is written when it is taken from the queue, its place in memory fetched by then.
  void reached(Outcome z) {
    open_.reset(z);
    --left_;
    queue_[tail_++] = z;
  }

  template <bool kMoves>
  void follow() {
    while (head_ < tail_) {
      if (left_ == 0) {  // nothing more to meet
        while (head_ < tail_)
          FloodRows<Slot>::set_label(rows_.front().row(queue_[head_++]), value_);
        return;
      }
      if (head_ + kAhead < tail_) fetch_ahead();
      const Outcome x = queue_[head_++];
      std::byte* const row = rows_.front().row(x);
      FloodRows<Slot>::set_label(row, value_);
      for (std::size_t h = 0; h < chains_.size(); ++h) {
        const Chain<Slot>& chain = *chains_[h];
        const std::uint32_t b = chain.blocks.block(x);
        const Slot below = FloodRows<Slot>::below(row, h);
        if (!kMoves && !chain.members.empty()) {
          pull_group(chain, trees_[h], x, b, below);
        } else if (chain.classes == 1) {
          pull(chain, cursors_[h][b], b, kMoves ? chain.filled[b] : below);
        } else if (!chain.sources_of.empty()) {
          pull_masked(chain, &masks_[h][b * (chain.classes + 1)], x, b, kMoves ? Slot{64} : below);
        } else {
          pull_classes(chain, h, x, b, kMoves ? Chain<Slot>::kEnd : below);
        }
      }
    }
  }
  // Inlined at once, since compilers take a function that only fetches for one that does nothing
  // and leave its calls out. Orders of blocks are not fetched: most blocks are past their cursors.
  [[gnu::always_inline]] void fetch_ahead() const {
    const Outcome next = queue_[head_ + kAhead];
    __builtin_prefetch(rows_.front().row(next), 1);
    if (!masked_) return;
    const Outcome sooner = queue_[head_ + kAhead / 2];
    for (std::size_t h = 0; h < chains_.size(); ++h) {
      if (!masks_[h].empty()) __builtin_prefetch(masks_of(h, chains_[h]->blocks.block(sooner)), 1);
    }
  }
  // Those of the block not yet met, and then the sources of every class.
  const std::uint64_t* masks_of(std::size_t h, std::size_t block) const {
    return &masks_[h][block * (chains_[h]->classes + 1)];
  }

  // Labels the head of a block's order, from where it was left to `end`.
  void pull(const Chain<Slot>& chain, Slot& cursor, std::uint32_t b, Slot end) {
    Slot at = cursor;
    if (at >= end) return;
    const Slot* const order = chain.order.data() + b * chain.blocks.width();
    const Outcome base = chain.blocks.base(b);
    for (; at < end; ++at) {
      const Outcome z = base + chain.blocks.offset(order[at]);
      if (open_.test(z)) reached(z);
    }
    cursor = at;
  }

  // The same where only some of a block of at most 64 may go to x; `masks`: as masks_of.
  void pull_masked(const Chain<Slot>& chain, std::uint64_t* masks, Outcome x, std::uint32_t b,
                   Slot end) {
    const std::uint64_t head = end < 64 ? (std::uint64_t{1} << end) - 1 : ~std::uint64_t{0};
    const std::uint32_t to = chain.class_of[chain.blocks.slot(x)];
    std::uint64_t take = masks[0] & head & masks[1 + to];
    if (take == 0) return;
    masks[0] ^= take;
    const Slot* const order = chain.order.data() + b * chain.blocks.width();
    const Outcome base = chain.blocks.base(b);
    for (; take != 0; take &= take - 1) {
      const Outcome z = base + chain.blocks.offset(order[std::countr_zero(take)]);
      if (open_.test(z)) reached(z);
    }
  }

  // The same in wider blocks, for every class of slots that may go to x.
  void pull_classes(const Chain<Slot>& chain, std::size_t h, Outcome x, std::uint32_t b, Slot end) {
    const auto* const cells = chain.cells.data() + b * (chain.blocks.width() + chain.classes);
    Slot* const cursors = cursors_[h].data() + b * chain.classes;
    const Outcome base = chain.blocks.base(b);
    for (const std::uint32_t c : chain.sources[chain.class_of[chain.blocks.slot(x)]]) {
      const auto* at = cells + chain.class_start[c] + cursors[c];
      if (at->first >= end) continue;
      for (; at->first < end; ++at) {
        const Outcome z = base + chain.blocks.offset(at->second);
        if (open_.test(z)) reached(z);
      }
      cursors[c] = static_cast<Slot>(at - (cells + chain.class_start[c]));
    }
  }

  // The outcomes of a block that all members of a group rank below x. Each is taken from its tree
  // once; with three or more members one may be looked at and left.
  void pull_group(const Chain<Slot>& chain, RankTrees& trees, Outcome x, std::uint32_t b,
                  Slot end) {
    const std::int32_t limit = space_.rank(chain.members[1])[x];
    const Outcome base = chain.blocks.base(b);
    const auto take = [&](Slot slot) {
      const Outcome z = base + chain.blocks.offset(slot);
      if (!open_.test(z)) return true;
      for (std::size_t k = 2; k < chain.members.size(); ++k) {
        const auto rank = space_.rank(chain.members[k]);
        if (rank[z] >= rank[x]) return false;
      }
      reached(z);
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
  std::vector<const Chain<Slot>*> chains_;
  std::vector<FloodRows<Slot>> rows_;  // one, once it is needed
  // of the flood under way
  Bitset open_;
  std::size_t left_ = 0;
  std::int32_t value_ = 0;
  std::vector<Outcome> queue_;
  std::size_t head_ = 0, tail_ = 0;
  std::vector<std::vector<Slot>> cursors_;         // [opponent][block * classes + class]
  std::vector<std::vector<std::uint64_t>> masks_;  // [opponent][block * (classes + 1)...]
  bool masked_ = false;                            // any
  std::vector<RankTrees> trees_;                   // [opponent]: of groups, by improvements
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_STABILITY_FLOOD_H_
