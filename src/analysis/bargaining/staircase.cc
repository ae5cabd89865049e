#include "analysis/bargaining/staircase.h"

#include <algorithm>

namespace detente {
namespace {

// The first place of `count` ascending numbers that is at least x, without a branch per step.
std::size_t lower(const std::int64_t* numbers, std::size_t count, std::int64_t x) {
  std::size_t from = 0;
  while (count > 0) {
    const std::size_t half = count / 2;
    const bool right = numbers[from + half] < x;
    from = right ? from + half + 1 : from;
    count = right ? count - half - 1 : half;
  }
  return from;
}

}  // namespace

std::size_t Staircase::block_of(std::int64_t first) const {
  return lower(last_.data(), last_.size(), first);
}

bool Staircase::find(std::int64_t first, Stair& stair) const {
  const std::size_t place = block_of(first);
  if (place == order_.size()) return false;
  const Block& block = blocks_[order_[place]];
  const std::size_t at = lower(block.first.data(), block.size, first);
  stair = {block.first[at], block.second[at]};
  return true;
}

bool Staircase::add(std::int64_t first, std::int64_t second) {
  if (order_.empty()) {
    if (free_.empty()) {
      free_.push_back(static_cast<std::uint32_t>(blocks_.size()));
      blocks_.emplace_back();
    }
    order_.push_back(free_.back());
    free_.pop_back();
    last_.push_back(first);
    Block& only = blocks_[order_.front()];
    only.size = 1;
    only.first[0] = first;
    only.second[0] = second;
    return true;
  }
  std::size_t place = block_of(first);
  std::size_t at = 0;
  if (place == order_.size()) {
    at = blocks_[order_[--place]].size;
  } else {
    const Block& block = blocks_[order_[place]];
    at = lower(block.first.data(), block.size, first);
    if (block.second[at] >= second) return false;
  }
  if (blocks_[order_[place]].size == kBlock) {
    split(place);
    return add(first, second);
  }
  Block& block = blocks_[order_[place]];
  std::size_t from = at;
  while (from > 0 && block.second[from - 1] <= second) --from;
  const std::size_t to = at < block.size && block.first[at] == first ? at + 1 : at;
  // the new one takes the place of [from, to)
  const auto move = [&](std::array<std::int64_t, kBlock>& numbers) {
    if (to > from) {
      std::copy(&numbers[0] + to, &numbers[0] + block.size, &numbers[0] + from + 1);
    } else {
      std::copy_backward(&numbers[0] + from, &numbers[0] + block.size,
                         &numbers[0] + block.size + 1);
    }
  };
  move(block.first);
  move(block.second);
  block.first[from] = first;
  block.second[from] = second;
  block.size = block.size + 1 - (to - from);
  last_[place] = block.first[block.size - 1];
  // what it dominates at the ends of the blocks before
  while (from == 0 && place > 0) {
    Block& before = blocks_[order_[place - 1]];
    while (before.size > 0 && before.second[before.size - 1] <= second) --before.size;
    if (before.size > 0) {
      last_[place - 1] = before.first[before.size - 1];
      break;
    }
    --place;
    free_.push_back(order_[place]);
    order_.erase(order_.begin() + static_cast<std::ptrdiff_t>(place));
    last_.erase(last_.begin() + static_cast<std::ptrdiff_t>(place));
  }
  return true;
}

void Staircase::split(std::size_t place) {
  if (free_.empty()) {
    free_.push_back(static_cast<std::uint32_t>(blocks_.size()));
    blocks_.emplace_back();
  }
  const std::uint32_t fresh = free_.back();
  free_.pop_back();
  Block &full = blocks_[order_[place]], &lower_half = blocks_[fresh];
  constexpr std::size_t kHalf = kBlock / 2;
  const auto halve = [](std::array<std::int64_t, kBlock>& from,
                        std::array<std::int64_t, kBlock>& to) {
    std::copy_n(from.begin(), kHalf, to.begin());
    std::copy(from.begin() + kHalf, from.end(), from.begin());
  };
  halve(full.first, lower_half.first);
  halve(full.second, lower_half.second);
  lower_half.size = kHalf;
  full.size = kBlock - kHalf;
  order_.insert(order_.begin() + static_cast<std::ptrdiff_t>(place), fresh);
  last_.insert(last_.begin() + static_cast<std::ptrdiff_t>(place), lower_half.first[kHalf - 1]);
}

void Staircase::clear() {
  free_.insert(free_.end(), order_.begin(), order_.end());
  order_.clear();
  last_.clear();
}

}  // namespace detente
