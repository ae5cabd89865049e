// The pairs of numbers that no other one of a growing set dominates, in order.
//
// Answers: is some member at least x in both numbers? Adds one, and drops what it dominates.
// Shapes: blocks of neighbouring stairs, so that a search looks at two short arrays and an addition
//   moves no more than one of them.
// Cost: O(log size + block) per call, amortised.
// Checked by: staircase_test.cc, frontier_explicit_test.cc.
#ifndef DETENTE_ANALYSIS_BARGAINING_STAIRCASE_H_
#define DETENTE_ANALYSIS_BARGAINING_STAIRCASE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace detente {

class Staircase {
 public:
  // The stair that answers for x: the least first number of at least x[0]; null if there is none.
  // Its second number is the largest that comes with at least x[0].
  struct Stair {
    std::int64_t first, second;
  };
  bool find(std::int64_t first, Stair& stair) const;
  bool covers(std::int64_t first, std::int64_t second) const {
    Stair stair{};
    return find(first, stair) && stair.second >= second;
  }
  // False, and nothing changes, if a member covers it.
  bool add(std::int64_t first, std::int64_t second);
  void clear();

 private:
  static constexpr std::size_t kBlock = 128;
  struct Block {
    std::size_t size = 0;
    std::array<std::int64_t, kBlock> first, second;  // ascending, descending
  };
  std::size_t block_of(std::int64_t first) const;  // place in order_
  void split(std::size_t place);

  std::vector<Block> blocks_;
  std::vector<std::uint32_t> order_, free_;  // blocks in use, in order; blocks to use again
  std::vector<std::int64_t> last_;           // [place in order_]: largest first number
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_STAIRCASE_H_
