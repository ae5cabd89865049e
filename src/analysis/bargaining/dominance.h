// A growing set of vectors that can tell fast whether one of them is at least a given vector.
//
// Answers: is there a member m with m[c] >= x[c] in every coordinate c?
// Definition: one coordinate: the largest so far. Two: a staircase. More: a handful of balanced
//   trees of boxes whose sizes are powers of two; a box whose best corner is too small is passed
//   over, one whose worst corner is large enough answers at once.
// Source: Kung, Luccio & Preparata 1975 (staircase); Bentley & Saxe 1980 (growing a static tree).
// Cost: two coordinates O(log size) per call; more: O(log^2 size) per addition on average, a
//   question visits few boxes where the set is thin and all of them at worst.
// Checked by: dominance_test.cc.
#ifndef DETENTE_ANALYSIS_BARGAINING_DOMINANCE_H_
#define DETENTE_ANALYSIS_BARGAINING_DOMINANCE_H_

#include <cstdint>
#include <vector>

#include "analysis/bargaining/staircase.h"

namespace detente {

class DominanceSet {
 public:
  // Requires at least one coordinate.
  explicit DominanceSet(std::size_t coordinates) : coordinates_(coordinates) {}

  bool covers(const std::int64_t* x) const { return compare(x) != Cover::kNone; }
  // kEqual: a member is x (one that is larger may exist as well); kMore: one is larger.
  enum class Cover { kNone, kEqual, kMore };
  Cover compare(const std::int64_t* x) const;
  void add(const std::int64_t* x);
  // False, and nothing changes, if a member covers it.
  bool add_new(const std::int64_t* x) {
    if (coordinates_ == 2) return stairs_.add(x[0], x[1]);
    if (covers(x)) return false;
    add(x);
    return true;
  }

 private:
  // Vectors in the order of a balanced tree whose leaves are kLeaf of them; box k has the boxes
  // 2k+1 and 2k+2 inside.
  struct Tree {
    std::vector<std::int64_t> vectors;
    std::vector<std::int64_t> best, worst;  // [box][coordinate]
  };
  static constexpr std::size_t kLeaf = 16;

  bool at_least(const std::int64_t* a, const std::int64_t* b) const {
    for (std::size_t c = 0; c < coordinates_; ++c) {
      if (a[c] < b[c]) return false;
    }
    return true;
  }
  Cover against(const std::int64_t* member, const std::int64_t* x) const {
    Cover out = Cover::kEqual;
    for (std::size_t c = 0; c < coordinates_; ++c) {
      if (member[c] < x[c]) return Cover::kNone;
      if (member[c] > x[c]) out = Cover::kMore;
    }
    return out;
  }
  Cover compare_in(const Tree& tree, std::size_t box, std::size_t from, std::size_t count,
                   const std::int64_t* x) const;
  Tree build(std::vector<std::int64_t> vectors) const;
  void split(Tree& tree, std::vector<std::uint32_t>& order,
             const std::vector<std::int64_t>& vectors, std::size_t box, std::size_t from,
             std::size_t count) const;

  std::size_t coordinates_;
  bool any_ = false;
  std::int64_t most_ = 0;            // one coordinate
  Staircase stairs_;                 // two
  std::vector<std::int64_t> fresh_;  // more: fewer than kLeaf
  std::vector<Tree> trees_;          // [k]: empty, or kLeaf * 2^k vectors
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_DOMINANCE_H_
