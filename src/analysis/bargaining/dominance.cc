#include "analysis/bargaining/dominance.h"

#include <algorithm>
#include <numeric>

namespace detente {

DominanceSet::Cover DominanceSet::compare(const std::int64_t* x) const {
  if (coordinates_ == 1) return any_ ? against(&most_, x) : Cover::kNone;
  if (coordinates_ == 2) {
    Staircase::Stair stair{};
    if (!stairs_.find(x[0], stair)) return Cover::kNone;
    const std::int64_t member[] = {stair.first, stair.second};
    return against(member, x);
  }
  for (auto tree = trees_.rbegin(); tree != trees_.rend(); ++tree) {
    if (tree->vectors.empty()) continue;
    const Cover found = compare_in(*tree, 0, 0, tree->vectors.size() / coordinates_, x);
    if (found != Cover::kNone) return found;
  }
  for (std::size_t at = 0; at < fresh_.size(); at += coordinates_) {
    const Cover found = against(&fresh_[at], x);
    if (found != Cover::kNone) return found;
  }
  return Cover::kNone;
}

void DominanceSet::add(const std::int64_t* x) {
  if (coordinates_ == 1) {
    most_ = any_ ? std::max(most_, x[0]) : x[0];
    any_ = true;
    return;
  }
  if (coordinates_ == 2) {
    stairs_.add(x[0], x[1]);
    return;
  }
  fresh_.insert(fresh_.end(), x, x + coordinates_);
  if (fresh_.size() < kLeaf * coordinates_) return;
  std::vector<std::int64_t> vectors;
  vectors.swap(fresh_);
  std::size_t k = 0;
  for (; k < trees_.size() && !trees_[k].vectors.empty(); ++k) {
    vectors.insert(vectors.end(), trees_[k].vectors.begin(), trees_[k].vectors.end());
    trees_[k] = {};
  }
  if (k == trees_.size()) trees_.emplace_back();
  trees_[k] = build(std::move(vectors));
}

DominanceSet::Cover DominanceSet::compare_in(const Tree& tree, std::size_t box, std::size_t from,
                                             std::size_t count, const std::int64_t* x) const {
  if (!at_least(&tree.best[box * coordinates_], x)) return Cover::kNone;
  if (at_least(&tree.worst[box * coordinates_], x))
    return against(&tree.vectors[from * coordinates_], x);
  if (count <= kLeaf) {
    for (std::size_t k = from; k < from + count; ++k) {
      const Cover found = against(&tree.vectors[k * coordinates_], x);
      if (found != Cover::kNone) return found;
    }
    return Cover::kNone;
  }
  const std::size_t half = count / 2;
  const Cover found = compare_in(tree, 2 * box + 1, from, half, x);
  if (found != Cover::kNone) return found;
  return compare_in(tree, 2 * box + 2, from + half, half, x);
}

// Requires kLeaf * 2^k vectors.
DominanceSet::Tree DominanceSet::build(std::vector<std::int64_t> vectors) const {
  const std::size_t count = vectors.size() / coordinates_;
  Tree tree;
  tree.vectors.resize(vectors.size());
  tree.best.resize((2 * count / kLeaf - 1) * coordinates_);
  tree.worst.resize(tree.best.size());
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  split(tree, order, vectors, 0, 0, count);
  for (std::size_t k = 0; k < count; ++k) {
    std::copy_n(&vectors[order[k] * coordinates_], coordinates_, &tree.vectors[k * coordinates_]);
  }
  return tree;
}

void DominanceSet::split(Tree& tree, std::vector<std::uint32_t>& order,
                         const std::vector<std::int64_t>& vectors, std::size_t box,
                         std::size_t from, std::size_t count) const {
  std::int64_t *best = &tree.best[box * coordinates_], *worst = &tree.worst[box * coordinates_];
  std::copy_n(&vectors[order[from] * coordinates_], coordinates_, best);
  std::copy_n(best, coordinates_, worst);
  for (std::size_t k = from + 1; k < from + count; ++k) {
    const std::int64_t* const x = &vectors[order[k] * coordinates_];
    for (std::size_t c = 0; c < coordinates_; ++c) {
      best[c] = std::max(best[c], x[c]);
      worst[c] = std::min(worst[c], x[c]);
    }
  }
  if (count <= kLeaf) return;
  // along the coordinate that is widest for the whole set's width
  std::size_t widest = 0;
  double width = -1;
  for (std::size_t c = 0; c < coordinates_; ++c) {
    const double whole = static_cast<double>(tree.best[c]) - static_cast<double>(tree.worst[c]);
    const double here = static_cast<double>(best[c]) - static_cast<double>(worst[c]);
    if (whole > 0 && here / whole > width) {
      width = here / whole;
      widest = c;
    }
  }
  const auto first = order.begin() + static_cast<std::ptrdiff_t>(from);
  const auto middle = first + static_cast<std::ptrdiff_t>(count / 2);
  // ties by place, so that the trees are the same on every machine
  std::nth_element(first, middle, first + static_cast<std::ptrdiff_t>(count),
                   [&](std::uint32_t a, std::uint32_t b) {
                     const std::int64_t x = vectors[a * coordinates_ + widest];
                     const std::int64_t y = vectors[b * coordinates_ + widest];
                     return x != y ? x > y : a < b;
                   });
  split(tree, order, vectors, 2 * box + 1, from, count / 2);
  split(tree, order, vectors, 2 * box + 2, from + count / 2, count / 2);
}

}  // namespace detente
