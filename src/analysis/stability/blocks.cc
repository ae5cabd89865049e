#include "analysis/stability/blocks.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace detente {

Blocks::Blocks(std::size_t outcomes, std::span<const Place> places) {
  for (const Place& place : places) {
    width_ *= place.radix;
    shifts_ = shifts_ && std::has_single_bit(place.radix) && std::has_single_bit(place.stride);
  }
  count_ = outcomes / width_;
  // next to each other: each stride is the one after times its radix
  for (std::size_t k = 0; k + 1 < places.size(); ++k) {
    shifts_ = shifts_ && places[k].stride == places[k + 1].stride * places[k + 1].radix;
  }
  if (shifts_) {
    if (places.empty()) return;
    low_ = static_cast<std::uint32_t>(std::countr_zero(places.back().stride));
    mid_ = static_cast<std::uint32_t>(std::countr_zero(width_));
    low_mask_ = static_cast<std::uint32_t>((std::uint64_t{1} << low_) - 1);
    mid_mask_ = static_cast<std::uint32_t>((std::uint64_t{1} << mid_) - 1);
    return;
  }
  offset_ = {0};
  for (const Place& place : places) {
    std::vector<Outcome> next;
    for (const Outcome base : offset_) {
      for (std::uint32_t o = 0; o < place.radix; ++o) next.push_back(base + o * place.stride);
    }
    offset_ = std::move(next);
  }
  block_.assign(outcomes, ~std::uint32_t{0});
  slot_.resize(outcomes);
  base_.reserve(count_);
  for (std::size_t s = 0; s < outcomes;
       ++s) {  // the first outcome of a block that we meet is slot 0
    if (block_[s] != ~std::uint32_t{0}) continue;
    const auto block = static_cast<std::uint32_t>(base_.size());
    base_.push_back(static_cast<Outcome>(s));
    for (std::size_t k = 0; k < width_; ++k) {
      block_[s + offset_[k]] = block;
      slot_[s + offset_[k]] = static_cast<std::uint32_t>(k);
    }
  }
}

}  // namespace detente
