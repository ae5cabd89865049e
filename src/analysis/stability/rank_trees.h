// Least ranks over stretches of many short lists, from which entries are taken for good.
//
// Answers: which of the first entries of a list still have a rank below a limit?
// Method: a complete binary tree of minima per list; an entry that is taken gets the rank kGone.
// Shapes: `blocks` times the same lists; a list of n entries takes twice the power of two from n
//   up. A copy starts with all entries again.
// Cost: O(log n) per question and per entry taken.
// Checked by: group_test.cc.
#ifndef DETENTE_ANALYSIS_STABILITY_RANK_TREES_H_
#define DETENTE_ANALYSIS_STABILITY_RANK_TREES_H_

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace detente {

class RankTrees {
 public:
  static constexpr std::int32_t kGone = std::numeric_limits<std::int32_t>::max();

  RankTrees() = default;
  // sizes[list]: how many entries the list has at most, in every block. All are gone at first.
  RankTrees(std::size_t blocks, std::span<const std::uint32_t> sizes) {
    for (const std::uint32_t size : sizes) {
      widths_.push_back(std::bit_ceil(std::max(size, 1U)));
      starts_.push_back(stride_);
      stride_ += 2 * std::size_t{widths_.back()};
    }
    minima_.assign(blocks * stride_, kGone);
  }
  // Sets an entry; finish() must follow before anything is asked.
  void set(std::size_t block, std::size_t list, std::uint32_t entry, std::int32_t rank) {
    tree(block, list)[widths_[list] + entry] = rank;
  }
  void finish() {
    const std::size_t blocks = stride_ == 0 ? 0 : minima_.size() / stride_;
    for (std::size_t b = 0; b < blocks; ++b) {
      for (std::size_t c = 0; c < widths_.size(); ++c) {
        std::int32_t* const at = tree(b, c);
        for (std::uint32_t n = widths_[c] - 1; n > 0; --n)
          at[n] = std::min(at[2 * n], at[2 * n + 1]);
      }
    }
  }
  // The least rank in a list; kGone if nothing is left.
  std::int32_t least(std::size_t block, std::size_t list) const {
    return minima_[block * stride_ + starts_[list] + 1];
  }
  // Calls take(entry) for the entries before `end` with a rank below `limit`, in order; those for
  // which it returns true are gone.
  template <class Take>
  void extract(std::size_t block, std::size_t list, std::uint32_t end, std::int32_t limit,
               Take take) {
    extract_below(tree(block, list), 1, 0, widths_[list], end, limit, take);
  }

 private:
  std::int32_t* tree(std::size_t block, std::size_t list) {
    return minima_.data() + block * stride_ + starts_[list];
  }
  template <class Take>
  static void extract_below(std::int32_t* tree, std::uint32_t node, std::uint32_t low,
                            std::uint32_t width, std::uint32_t end, std::int32_t limit,
                            Take& take) {
    if (low >= end || tree[node] >= limit) return;
    if (width == 1) {
      if (take(low)) tree[node] = kGone;
      return;
    }
    extract_below(tree, 2 * node, low, width / 2, end, limit, take);
    extract_below(tree, 2 * node + 1, low + width / 2, width / 2, end, limit, take);
    tree[node] = std::min(tree[2 * node], tree[2 * node + 1]);
  }

  std::vector<std::uint32_t> widths_;
  std::vector<std::size_t> starts_;  // [list]: in a block's part of the minima
  std::size_t stride_ = 0;
  std::vector<std::int32_t> minima_;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_STABILITY_RANK_TREES_H_
