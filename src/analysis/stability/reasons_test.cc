#include "analysis/stability/reasons.h"

#include <gtest/gtest.h>

#include <bit>
#include <string>

#include "format/registry.h"

namespace detente {
namespace {

bool can(const Space& space, std::size_t mover, Outcome from, Outcome to) {
  bool found = false;
  space.each_move(mover, from, [&](Outcome t) { found = found || t == to; });
  return found;
}

// A sanction is a legal sequence of opponents, of improvements where the concept asks for them,
// that ends where some member is no better off, and so at every move of the mover from there if it
// asks.
void expect_sanction(const Space& space, std::size_t mover, Outcome s, const Reason& reason,
                     const Reply& reply) {
  const PartySet members = space.movers()[mover].members;
  const bool improving = reason.which == Concept::kSeq || reason.which == Concept::kSseq;
  const bool no_escape = reason.which == Concept::kSmr || reason.which == Concept::kSseq;
  ASSERT_FALSE(reply.sanction.empty());
  Outcome here = reply.improvement;
  std::size_t last = space.movers().size();
  for (const SequenceStep& step : reply.sanction) {
    EXPECT_NE(step.mover, last);
    EXPECT_EQ(space.movers()[step.mover].members & members, 0U);
    EXPECT_TRUE(can(space, step.mover, here, step.to));
    if (improving) {
      EXPECT_TRUE(space.all_prefer(space.movers()[step.mover].members, step.to, here));
    }
    here = step.to;
    last = step.mover;
  }
  EXPECT_FALSE(space.all_prefer(members, here, s));
  if (no_escape) {
    space.each_move(mover, here, [&](Outcome t) { EXPECT_FALSE(space.all_prefer(members, t, s)); });
  }
}

void expect_reasons(const std::string& id) {
  const auto dispute =
      load_dispute(std::string(DETENTE_SOURCE_DIR) + "/casebook/" + id + "/dispute.toml");
  ASSERT_TRUE(dispute) << id;
  const auto space = Space::make(*dispute, make_scenario(*dispute, 0));
  ASSERT_TRUE(space) << id;
  Budget budget;
  const Stability found = find_stability(*space, {}, budget);
  std::size_t sanctions = 0;
  for (const Outcome s : space->feasible().members()) {
    for (std::size_t g = 0; g < space->movers().size(); ++g) {
      for (const Reason& reason : reasons_for(*space, g, s)) {
        EXPECT_EQ(reason.stable, found.movers[g].stable[at(reason.which)].test(s))
            << id << " " << s;
        for (const Reply& reply : reason.replies) {
          EXPECT_TRUE(space->all_prefer(space->movers()[g].members, reply.improvement, s));
          if (!reply.punished) continue;
          ++sanctions;
          expect_sanction(*space, g, s, reason, reply);
        }
      }
    }
  }
  EXPECT_GT(sanctions, 0U) << id;
}

TEST(Reasons, AgreeWithTheEngineAndAreSanctionsByDefinition) {
  for (const char* id : {"elmira", "syria_iraq", "garrison", "cuban_missiles", "chicken"})
    expect_reasons(id);
}

}  // namespace
}  // namespace detente
