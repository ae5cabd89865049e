// Triples in halves against a set that grows in the order given.
#include "analysis/bargaining/divide_maxima.h"

#include <gtest/gtest.h>

#include "analysis/bargaining/dominance.h"
#include "base/random.h"

namespace detente {
namespace {

// `values`: few make ties; near a falling plane, so that many are efficient.
std::vector<Triple> drawn(std::size_t count, std::uint64_t values, std::uint64_t seed) {
  Random random(seed, values);
  std::vector<Triple> out;
  for (std::size_t k = 0; k < count; ++k) {
    const auto a = static_cast<std::int64_t>(random.below(values));
    const auto b = static_cast<std::int64_t>(random.below(values));
    const auto c = static_cast<std::int64_t>(random.below(values / 8 + 1));
    out.push_back({{a, b, c - a - b}, static_cast<std::uint32_t>(k)});
  }
  return out;
}
std::vector<std::uint32_t> by_sweeping(const std::vector<Triple>& triples) {
  DominanceSet kept(3);
  std::vector<std::uint32_t> out;
  for (const Triple& one : triples) {
    if (kept.add_new(one.number.data())) out.push_back(one.place);
  }
  return out;
}

TEST(MaximaOfTriples, AreThoseThatNoEarlierOneCovers) {
  for (const std::size_t count : {0U, 1U, 24U, 25U, 64U, 65U, 500U, 3000U}) {
    for (const std::uint64_t values : {2U, 10U, 1000U, 1U << 30U}) {
      const auto triples = drawn(count, values, 7);
      EXPECT_EQ(maxima_of_triples(triples, 1), by_sweeping(triples)) << count << " " << values;
    }
  }
}

// Who numbers its rows may leave some out.
TEST(MaximaOfTriples, MayHavePlacesWithGaps) {
  auto triples = drawn(500, 1000, 9);
  for (Triple& one : triples) one.place = 5 * one.place + 3;
  EXPECT_EQ(maxima_of_triples(triples, 1), by_sweeping(triples));
}

TEST(MaximaOfTriples, AreTheSameAtAnyNumberOfThreads) {
  const auto triples = drawn(200'000, 1000, 8);  // more than one part
  const auto alone = maxima_of_triples(triples, 1);
  EXPECT_EQ(alone, by_sweeping(triples));
  EXPECT_EQ(maxima_of_triples(triples, 3), alone);
}

}  // namespace
}  // namespace detente
