// A dispute that asks no question.
#include <gtest/gtest.h>

#include "format/registry.h"
#include "space/world.h"

namespace detente {
namespace {

constexpr const char* kSilent = R"([dispute]
title = "t"
[parties]
a = {}
b = {}
[issues]
x = { options = ["no", "yes"], by = ["a"] }
y = { options = ["no", "yes"], by = ["b"] }
z = { options = ["no", "yes"], by = ["a", "b"] }
[preferences]
a = [ { wants = "y = yes", weight = 1 } ]
)";

TEST(NoQuestion, NobodyNegotiates) {
  const auto dispute = parse_dispute(kSilent, "t.toml");
  ASSERT_TRUE(dispute.has_value()) << format_error(dispute.error().front());
  EXPECT_FALSE(dispute->asks());
  EXPECT_EQ(dispute->negotiators(), PartySet{0});
  EXPECT_EQ((*dispute)->question, "");
}

TEST(NoQuestion, MakesAWorldWithoutCompromise) {
  const auto dispute = parse_dispute(kSilent, "t.toml");
  ASSERT_TRUE(dispute.has_value());
  const auto world = World::make(*dispute, make_scenario(*dispute, 0));
  ASSERT_TRUE(world.has_value()) << format_error(world.error().front());
  EXPECT_TRUE(world->compromise().none());
  ASSERT_EQ(world->movers().size(), 3U);  // a, b, and both for z
  for (const Mover& mover : world->movers()) {
    EXPECT_NE(mover.members, PartySet{0});
    EXPECT_FALSE(mover.negotiators);
  }
}

TEST(NoQuestion, AnyPartyCanBeRemoved) {
  const auto dispute = parse_dispute(kSilent, "t.toml");
  ASSERT_TRUE(dispute.has_value());
  Changes changes;
  changes.without = party_bit(0) | party_bit(1);
  EXPECT_TRUE(check_changes(*dispute, changes).empty());
  const auto world = World::make(*dispute, make_scenario(*dispute, 0, changes));
  ASSERT_TRUE(world.has_value()) << format_error(world.error().front());
  EXPECT_EQ(world->size(), 1U);
  EXPECT_TRUE(world->movers().empty());
}

}  // namespace
}  // namespace detente
