#include "analysis/paths/paths.h"

#include <gtest/gtest.h>

#include <string>

#include "format/registry.h"

namespace detente {
namespace {

// The example of docs/methods/paths.md: whoever goes first stands at its worst outcome for a
// moment.
std::string who_goes_first(const std::string& a_likes_alone) {
  return "[dispute]\ntitle = \"t\"\n[parties]\na = {}\nb = {}\n[issues]\n"
         "x = { options = [\"no\", \"yes\"], by = [\"a\"] }\n"
         "y = { options = [\"no\", \"yes\"], by = [\"b\"] }\n[preferences]\n"
         "a = { ranking = [[\"x = yes and y = yes\"], " +
         a_likes_alone +
         "] }\nb = { ranking = [[\"x = yes and y = yes\"], [\"x = no and y = no\"], "
         "[\"x = yes and y = no\"], [\"x = no and y = yes\"]] }\n";
}

PathsTo to_both(const std::string& text) {
  const auto dispute = parse_dispute(text, "test");
  EXPECT_TRUE(dispute) << (dispute ? "" : format_error(dispute.error().front()));
  PathsAsked asked;
  const auto to = parse_formula("x = yes and y = yes", {}, (*dispute)->scope, FormulaKind::kTruth,
                                FormulaSees::kOutcomesAndFactors);
  asked.to = *to;
  Budget budget;
  const auto study = study_paths(*dispute, 0, asked, budget);
  EXPECT_TRUE(study);
  EXPECT_EQ(study->targets.size(), 1U);
  return study->targets.front();
}

TEST(Paths, NobodyWantsToGoFirstButBothWantTheEnd) {
  const PathsTo found = to_both(
      who_goes_first(R"(["x = no and y = no"], ["x = no and y = yes"], ["x = yes and y = no"])"));
  ASSERT_TRUE(found.legal);
  EXPECT_EQ(found.legal->size(), 2U);
  EXPECT_FALSE(found.enforcing);
  ASSERT_EQ(found.orders.size(), 2U);
  for (const OrderOfSteps& order : found.orders) EXPECT_EQ(order.holds, Holds::kLooksAhead);
}

TEST(Paths, OneWhoGainsAtOnceGoesFirst) {
  const PathsTo found = to_both(
      who_goes_first(R"(["x = yes and y = no"], ["x = no and y = no"], ["x = no and y = yes"])"));
  ASSERT_TRUE(found.enforcing);
  ASSERT_EQ(found.enforcing->size(), 2U);
  EXPECT_EQ((*found.enforcing)[0].mover, 0U);  // a
  EXPECT_EQ(found.orders.front().holds, Holds::kGains);
  EXPECT_EQ(found.orders.front().steps, (std::vector<int>{0, 1}));
  EXPECT_EQ(found.orders.back().holds, Holds::kLooksAhead);
}

TEST(Paths, AStepThatSomebodyLosesByForGoodBreaksTheOrder) {
  // a likes nothing less than the end
  const auto dispute =
      who_goes_first(R"(["x = no and y = no"], ["x = no and y = yes"], ["x = yes and y = no"])");
  std::string text = dispute;
  const std::string best = "a = { ranking = [[\"x = yes and y = yes\"], ";
  text.replace(text.find(best), best.size(), "a = { ranking = [");
  text.replace(text.find("] }\nb ="), 3, ", [\"x = yes and y = yes\"]] }");
  const PathsTo found = to_both(text);
  for (const OrderOfSteps& order : found.orders) {
    EXPECT_EQ(order.holds, Holds::kUnwanted);
    EXPECT_EQ(order.breaks_for, party_bit(0));
  }
}

TEST(Paths, DrawsTheMoveGraph) {
  const auto dispute =
      load_dispute(std::string(DETENTE_SOURCE_DIR) + "/casebook/elmira/dispute.toml");
  ASSERT_TRUE(dispute);
  Budget budget;
  const auto study = study_paths(*dispute, 0, {}, budget);
  ASSERT_TRUE(study);
  const OutcomeName name = default_outcome_name(*dispute, study->space);
  const auto dot = move_graph_dot(*dispute, *study, name);
  ASSERT_TRUE(dot);
  // s5 is an equilibrium under every concept; local governments go from s1 to s5 and gain
  EXPECT_NE(dot->find("n4 [label=\"s5\\nNash GMR SMR SEQ SSEQ\", peripheries=2]"),
            std::string::npos);
  EXPECT_NE(dot->find("n0 -> n4 [color=\"#009E73\", style=solid"), std::string::npos);
  const auto xml = move_graph_graphml(*dispute, *study, name);
  ASSERT_TRUE(xml);
  EXPECT_NE(xml->find("<edge source=\"n0\" target=\"n4\">"), std::string::npos);
}

// From o0 one step that pays leads to each of the 24 others; 20 of them are worked out.
TEST(Paths, HowManyCanBeReachedIsCountedOverAllTargets) {
  std::string text = "[dispute]\ntitle = \"t\"\n[parties]\na = {}\n[issues]\nx = { options = [";
  for (int k = 0; k < 25; ++k) text += (k == 0 ? "\"o" : ", \"o") + std::to_string(k) + "\"";
  text += "], by = [\"a\"] }\n[preferences]\na = [{ wants = \"x != o0\", weight = 1 }]\n";
  const auto dispute = parse_dispute(text, "test");
  ASSERT_TRUE(dispute.has_value());
  Budget budget;
  const auto study = study_paths(*dispute, 0, {}, budget);
  ASSERT_TRUE(study.has_value());
  EXPECT_EQ(study->targets.size(), 20U);
  EXPECT_EQ(study->more_targets, 4U);
  EXPECT_EQ(study->enforced, 24U);
}

}  // namespace
}  // namespace detente
