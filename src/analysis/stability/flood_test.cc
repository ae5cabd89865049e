// Floods along cells, masks and cursors against a search move by move.
#include "analysis/stability/flood.h"

#include <gtest/gtest.h>

#include "analysis/stability/legal_reach.h"
#include "analysis/stability/plain_reach.h"
#include "base/random.h"

namespace detente {
namespace {

// Two parties with this many issues of two options each, the first of which are one-way.
struct Shape {
  int issues[2], one_way[2];
  int infeasible_percent;
};

Space random_space(const Shape& shape, Random& random) {
  const int issues = shape.issues[0] + shape.issues[1];
  std::vector<std::vector<Place>> movers(2);
  for (int p = 0, k = 0; p < 2; ++p) {
    for (int own = 0; own < shape.issues[p]; ++own, ++k)
      movers[static_cast<std::size_t>(p)].push_back(
          {Outcome{1} << (issues - 1 - k), 2, own < shape.one_way[p]});
  }
  const std::size_t size = std::size_t{1} << issues;
  Bitset feasible(size, true);
  for (std::size_t s = 1; s < size; ++s) {
    if (static_cast<int>(random.below(100)) < shape.infeasible_percent) feasible.reset(s);
  }
  std::vector<PartyOrder> orders;
  for (int p = 0; p < 2; ++p) {
    std::vector<std::int64_t> utility(size);
    for (std::int64_t& one : utility) one = static_cast<std::int64_t>(random.below(size / 2));
    orders.push_back(order_of(utility, feasible));
  }
  return Space::of(movers, feasible, std::move(orders));
}

class Floods : public testing::TestWithParam<Shape> {};

TEST_P(Floods, FindWhatLegalReachFinds) {
  Random random(21, 0);
  int differ = 0;
  for (int round = 0; round < 3; ++round) {
    const Space space = random_space(GetParam(), random);
    const auto chains = make_chains(space, {0, 1}, 1);
    for (const std::vector<std::size_t>& movers :
         std::vector<std::vector<std::size_t>>{{0}, {1}, {0, 1}}) {
      const auto plain = chains->reach(movers);
      Budget budget;
      LegalReach legal(space, movers, budget);
      for (int party = 0; party < 2; ++party) {
        const Values& rank = space.order(party).rank;
        const Values moves = plain->least_by_moves(rank);
        const Values improvements = plain->least_by_improvements(rank);
        EXPECT_EQ(moves, legal.least_by_moves(rank));
        EXPECT_EQ(improvements, legal.least_by_improvements(rank));
        differ += moves != improvements ? 1 : 0;
        // a flood leaves nothing behind that the next one meets
        EXPECT_EQ(plain->least_by_improvements(rank), improvements);
      }
    }
  }
  EXPECT_GT(differ, 0);  // the questions are no empty ones
}

INSTANTIATE_TEST_SUITE_P(Stability, Floods,
                         testing::Values(Shape{{6, 5}, {0, 0}, 0},    // cursors
                                         Shape{{6, 5}, {2, 1}, 0},    // masks, one of all 64 bits
                                         Shape{{6, 5}, {2, 1}, 20},   // the same by moves
                                         Shape{{7, 4}, {2, 3}, 0},    // cells of 128, masks of 16
                                         Shape{{7, 4}, {2, 3}, 20},   //
                                         Shape{{8, 2}, {3, 1}, 20}),  // slots of two bytes
                         [](const auto& shape) { return "Shape" + std::to_string(shape.index); });

}  // namespace
}  // namespace detente
