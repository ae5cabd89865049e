// What is said of movers that 'detente ask' has and stability has not.
#include "analysis/stability/stability_sections.h"

#include <gtest/gtest.h>

#include "analysis/hand_made.h"

namespace detente {
namespace {

constexpr const char* kDispute = R"([dispute]
title = "t"
[parties]
a = { name = "Alba" }
b = { name = "Bora" }
[issues]
x = { options = ["no", "yes"], by = ["a"] }
y = { options = ["no", "yes"], by = ["b"] }
JOINT
[preferences]
a = [{ wants = "y = yes", weight = 1 }]
b = [{ wants = "x = yes", weight = 1 }]
)";
constexpr const char* kQuestion = R"([question]
of = "a"
with = ["b"]
compromise = "x = yes and y = yes"
)";

std::string said(const std::string& joint, const std::string& question) {
  std::string text = std::string(kDispute) + question;
  text.replace(text.find("JOINT"), 5, joint);
  const Dispute dispute = hand_made::dispute_of(text);
  const auto space = Space::make(dispute, make_scenario(dispute, 0));
  EXPECT_TRUE(space.has_value());
  return apart_here(dispute, *space);
}

TEST(StabilitySections, SayThatNegotiatorsMoveApart) {
  EXPECT_NE(said("", kQuestion).find("Alba and Bora do not move together here"), std::string::npos);
  EXPECT_EQ(said("", ""), "");  // nobody signs anything
  // with an issue that both must consent to they are a mover
  EXPECT_EQ(said("z = { options = [\"no\", \"yes\"], by = [\"a\", \"b\"] }", kQuestion), "");
}

}  // namespace
}  // namespace detente
