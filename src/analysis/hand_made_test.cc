#include "analysis/hand_made.h"

#include <gtest/gtest.h>

#include "format/registry.h"

namespace detente::hand_made {

Dispute dispute_of(const std::string& text) {
  auto dispute = parse_dispute(text, "t.toml");
  EXPECT_TRUE(dispute.has_value()) << (dispute ? "" : format_error(dispute.error().front()));
  return *dispute;
}

TEST(HandMade, DisputesAreDisputes) {
  for (const char* text : {kDilemma, kSplit, kPressed, kTwoFactors})
    EXPECT_FALSE(dispute_of(text)->parties.empty());
}

}  // namespace detente::hand_made
