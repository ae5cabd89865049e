#include "space/outcome_map.h"

#include <gtest/gtest.h>

#include <map>

#include "base/random.h"

namespace detente {
namespace {

TEST(OutcomeMap, HoldsWhatAnOrderedMapHolds) {
  Random random(7, 0);
  OutcomeMap<int> map;
  std::map<Outcome, int> expected;
  EXPECT_EQ(map.find(0), nullptr);
  for (int k = 0; k < 5000; ++k) {
    const auto key = static_cast<Outcome>(random.below(3000) * 4096);  // alike in their low bits
    map.at(key) += k;
    expected[key] += k;
  }
  EXPECT_EQ(map.size(), expected.size());
  for (Outcome key = 0; key < 3000 * 4096; key += 2048) {
    const auto it = expected.find(key);
    const int* const found = map.find(key);
    ASSERT_EQ(found != nullptr, it != expected.end()) << key;
    if (found != nullptr) {
      EXPECT_EQ(*found, it->second);
    }
  }
}

}  // namespace
}  // namespace detente
