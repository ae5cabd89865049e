// Blocks of outcomes that differ in some issues only, numbered without a table where the issues lie
// next to each other and all have a power of two of options.
//
// Shapes: an outcome is (block, slot); slots count the combinations of the issues' options, the
//   first issue most significant.
#ifndef DETENTE_ANALYSIS_STABILITY_BLOCKS_H_
#define DETENTE_ANALYSIS_STABILITY_BLOCKS_H_

#include <cstdint>
#include <span>
#include <vector>

#include "space/space.h"

namespace detente {

class Blocks {
 public:
  Blocks(std::size_t outcomes, std::span<const Place> places);

  std::size_t width() const { return width_; }  // slots of a block
  std::size_t count() const { return count_; }  // blocks
  std::uint32_t block(Outcome s) const {
    if (!shifts_) return block_[s];
    return static_cast<std::uint32_t>(((std::uint64_t{s} >> (low_ + mid_)) << low_) |
                                      (s & low_mask_));
  }
  std::uint32_t slot(Outcome s) const { return shifts_ ? (s >> low_) & mid_mask_ : slot_[s]; }
  // The outcome of slot 0 of a block; what a slot adds to it.
  Outcome base(std::uint32_t block) const {
    if (!shifts_) return base_[block];
    return static_cast<Outcome>(((std::uint64_t{block} >> low_) << (low_ + mid_)) |
                                (block & low_mask_));
  }
  Outcome offset(std::uint32_t slot) const { return shifts_ ? slot << low_ : offset_[slot]; }

 private:
  std::size_t width_ = 1, count_ = 1;
  bool shifts_ = true;
  std::uint32_t low_ = 0, mid_ = 0, low_mask_ = 0, mid_mask_ = 0;
  std::vector<std::uint32_t> block_, slot_;
  std::vector<Outcome> base_, offset_;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_STABILITY_BLOCKS_H_
