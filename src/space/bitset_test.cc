#include "space/bitset.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <set>

namespace detente {
namespace {

Bitset set_of(const std::set<std::size_t>& members, std::size_t size) {
  Bitset out(size);
  for (const std::size_t m : members) out.set(m);
  return out;
}

TEST(Bitset, BehavesLikeASetOfNumbers) {
  EXPECT_TRUE(rc::check([] {
    const auto size = *rc::gen::inRange<std::size_t>(1, 300);
    const auto number = rc::gen::inRange<std::size_t>(0, size);
    const auto a = *rc::gen::container<std::set<std::size_t>>(number);
    const auto b = *rc::gen::container<std::set<std::size_t>>(number);
    const Bitset x = set_of(a, size), y = set_of(b, size);
    std::set<std::size_t> both, either, only, none;
    for (std::size_t k = 0; k < size; ++k) {
      if (a.contains(k) && b.contains(k)) both.insert(k);
      if (a.contains(k) || b.contains(k)) either.insert(k);
      if (a.contains(k) && !b.contains(k)) only.insert(k);
      if (!a.contains(k)) none.insert(k);
    }
    RC_ASSERT((x & y) == set_of(both, size));
    RC_ASSERT((x | y) == set_of(either, size));
    RC_ASSERT(Bitset(x).subtract(y) == set_of(only, size));
    RC_ASSERT(~x == set_of(none, size));
    RC_ASSERT((~x).count() + x.count() == size);  // nothing past the end
    RC_ASSERT(x.intersects(y) == !both.empty());
  }));
}

TEST(Bitset, SetsWholeRanges) {
  EXPECT_TRUE(rc::check([] {
    const auto size = *rc::gen::inRange<std::size_t>(1, 300);
    const auto from = *rc::gen::inRange<std::size_t>(0, size + 1);
    const auto to = *rc::gen::inRange<std::size_t>(0, size + 1);
    Bitset range(size);
    range.set_range(from, to);
    for (std::size_t k = 0; k < size; ++k) RC_ASSERT(range.test(k) == (k >= from && k < to));
  }));
}

}  // namespace
}  // namespace detente
