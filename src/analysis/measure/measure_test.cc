// What is asked of worlds besides the ladder, on disputes small enough to work out by hand.
#include "analysis/measure/measure.h"

#include <gtest/gtest.h>

#include "analysis/blockers/study.h"
#include "analysis/conditions/study.h"
#include "analysis/hand_made.h"
#include "analysis/worlds/run.h"

namespace detente {
namespace {

using namespace hand_made;

ConditionsStudy conditions_of(const Dispute& dispute, const char* of, const char* outcome = nullptr,
                              int threads = 1) {
  ConditionsOptions options;
  options.measure = measure(of);
  options.threads = threads;
  if (outcome != nullptr) options.changes.compromise = formula_of(dispute, outcome);
  Budget budget;
  auto study = study_conditions(dispute, 0, options, budget);
  EXPECT_TRUE(study.has_value()) << (study ? "" : format_error(study.error().front()));
  return std::move(*study);
}

TEST(Measures, ThresholdOfAnEquilibrium) {
  const Dispute dispute = dispute_of(kDilemma);
  for (const char* of : {"gmr", "smr", "seq", "sseq"}) {
    const ConditionsStudy study = conditions_of(dispute, of, kBoth);
    EXPECT_FALSE(study.holds) << of;
    ASSERT_EQ(study.thresholds.size(), 1U);
    EXPECT_TRUE(study.thresholds[0].exact) << of;
    ASSERT_EQ(study.thresholds[0].crossings.size(), 1U) << of;
    const Threshold& found = study.thresholds[0].crossings[0];
    EXPECT_NEAR(found.at, 1.0 / 3, 1e-9) << of;
    EXPECT_EQ(found.below, 0);
    EXPECT_EQ(found.above, kReady);
  }
  EXPECT_TRUE(conditions_of(dispute, "nash", kBoth).thresholds[0].crossings.empty());
}

// Nobody holds out once both have no wish to: that and nothing smaller.
TEST(Measures, RemovalSetsOfAnEquilibrium) {
  const ConditionsStudy study = conditions_of(dispute_of(kDilemma), "nash", kBoth);
  ASSERT_TRUE(study.removals.has_value());
  std::vector<std::vector<std::string>> without_parties;
  for (const RemovalSet& set : study.removals->sets) {
    if (set.along.empty()) without_parties.push_back(set.remove);
  }
  EXPECT_EQ(without_parties, (std::vector<std::vector<std::string>>{{"own", "mine_too"}}));
}

// `own` outweighs nothing else of a's: a holds whatever it is worth above 0, but with 3 x >= its
// weight the answer deters: b's own is 1 > 3 x = 0.6 still, so no weight of one party alone does
// it.
TEST(Measures, NoWeightOfOnePartyAlone) {
  const ConditionsStudy study = conditions_of(dispute_of(kDilemma), "seq", kBoth);
  ASSERT_TRUE(study.preferences.has_value());
  EXPECT_EQ(study.preferences->weights.size(), 4U);
  for (const WeightChange& one : study.preferences->weights)
    EXPECT_FALSE(one.threshold.has_value());
}

TEST(Measures, ThresholdsOfSolutions) {
  const Dispute dispute = dispute_of(kSplit);
  const std::pair<const char*, double> rows[] = {{"nash_deal", 4.0 / 9},
                                                 {"kalai_smorodinsky", 4.0 / 9},
                                                 {"egalitarian", 1.0 / 3},
                                                 {"utilitarian", 1.0 / 2},
                                                 {"relative_utilitarian", 4.0 / 9}};
  for (const auto& [of, at] : rows) {
    const ConditionsStudy study = conditions_of(dispute, of);
    EXPECT_FALSE(study.holds) << of;
    EXPECT_FALSE(study.thresholds[0].exact) << of;
    ASSERT_EQ(study.thresholds[0].crossings.size(), 1U) << of;
    EXPECT_NEAR(study.thresholds[0].crossings[0].at, at, 1e-8) << of;
    EXPECT_EQ(study.thresholds[0].crossings[0].above, kReady) << of;
  }
  for (const char* of : {"efficient", "fallback"}) {
    const ConditionsStudy study = conditions_of(dispute, of);
    EXPECT_TRUE(study.thresholds[0].exact) << of;
    ASSERT_EQ(study.thresholds[0].crossings.size(), 1U) << of;
    EXPECT_NEAR(study.thresholds[0].crossings[0].at, 1.0 / 3, 1e-9) << of;
  }
  const ConditionsStudy zone = conditions_of(dispute, "zone");
  EXPECT_TRUE(zone.holds);
  EXPECT_EQ(zone.passing, 1U);
  EXPECT_TRUE(zone.thresholds[0].crossings.empty());
}

// b never accepts left: then nothing that is a deal is better for both than right at 0.1.
TEST(Measures, EfficientIsAmongDealsAlone) {
  std::string text = kSplit;
  text.replace(text.find("b = [ {"), 7, "b = [ { never = \"deal = left\" }, {");
  EXPECT_FALSE(conditions_of(dispute_of(kSplit), "efficient").holds);
  EXPECT_TRUE(conditions_of(dispute_of(text), "efficient").holds);
}

TEST(Measures, WorldsOfTheClosedForm) {
  WorldsAsked asked;
  asked.cases = {0};
  asked.worlds = 4096;
  asked.deals = true;
  const auto probability = [&](const char* text, const char* of, const char* outcome) {
    const Dispute dispute = dispute_of(text);
    asked.measure = measure(of);
    asked.changes.compromise.reset();
    if (outcome != nullptr) asked.changes.compromise = formula_of(dispute, outcome);
    Budget budget;
    const auto run = run_worlds(dispute, asked, budget);
    EXPECT_TRUE(run.has_value()) << of;
    const CaseWorlds& found = run->cases.front();
    EXPECT_EQ(found.event, kReady);
    for (Verdict v = 1; v <= kReady; ++v)
      EXPECT_EQ(found.at_least[static_cast<std::size_t>(v)].value, found.at_least[kReady].value);
    std::uint64_t listed = 0;
    for (const DealShare& deal : found.deals) listed = std::max(listed, deal.worlds);
    EXPECT_EQ(listed, found.counts[kReady]) << of;  // one outcome counts
    return found.at_least[kReady];
  };
  const auto near = [](const Share& share, double wanted) {
    EXPECT_NEAR(share.value, wanted, 4 * share.error + 0.001);
  };
  near(probability(kDilemma, "seq", kBoth), 2.0 / 3);
  near(probability(kDilemma, "nash", kBoth), 0);
  near(probability(kSplit, "nash_deal", nullptr), 5.0 / 9);
  near(probability(kSplit, "utilitarian", nullptr), 1.0 / 2);
  near(probability(kSplit, "efficient", nullptr), 2.0 / 3);
}

BlockersStudy blockers_of(const Dispute& dispute, const char* of, int threads = 1) {
  BlockersOptions options;
  options.measure = measure(of);
  options.shapley.threads = threads;
  Budget budget;
  auto study = study_blockers(dispute, 0, options, budget);
  EXPECT_TRUE(study.has_value()) << (study ? "" : format_error(study.error().front()));
  return std::move(*study);
}

// b accepts once pride and the threat are both gone: each is worth a half. Of the parties b alone
// does it, whatever the others do. Only (yes, calm) is on the table of a and b.
TEST(Measures, BlockersOfTheZone) {
  const BlockersStudy study = blockers_of(dispute_of(kPressed), "zone");
  EXPECT_EQ(study.passing, 0U);
  for (const DropEffect& drop : study.drops) EXPECT_EQ(drop.passing, 0U) << drop.id;
  ASSERT_TRUE(study.sets.has_value());
  std::vector<std::vector<std::string>> sets;
  for (const RemovalSet& set : study.sets->sets) sets.push_back(set.remove);
  EXPECT_EQ(sets, (std::vector<std::vector<std::string>>{{"pride", "threat"}, {"pride", "c"}}));
  for (const BlockingGame& game : study.games) {
    for (std::size_t i = 0; i < game.players.size(); ++i) {
      const std::string& id = game.players[i];
      const std::string half = game.id == "statements" && (id == "pride" || id == "threat") ? "1/2"
                               : game.id == "parties" && id == "b"                          ? "1"
                                                                                            : "0";
      for (std::size_t which = 0; which < kGames; ++which)
        EXPECT_EQ(game.result.shares[which][i].exact.to_string(), half) << game.id << " " << id;
    }
  }
}

// The pair a and b leaves together or not at all, and a would not leave a yes: both moods are Nash
// equilibria with yes. Without its gain a would follow b, who prefers no.
TEST(Measures, BlockersOfAnEquilibrium) {
  const BlockersStudy study = blockers_of(dispute_of(kPressed), "nash");
  EXPECT_EQ(study.passing, 2U);
  EXPECT_FALSE(study.sets.has_value());
  for (const DropEffect& drop : study.drops) {
    // without c the mood is calm for good: one is left; without gain a is indifferent and stays
    EXPECT_EQ(drop.passing, drop.id == "c" ? 1U : 2U) << drop.id;
  }
}

TEST(Measures, TheSameAtAnyNumberOfThreads) {
  const Dispute dispute = dispute_of(kPressed), dilemma = dispute_of(kDilemma);
  const auto said = [&](int threads) {
    const BlockersStudy studies[] = {blockers_of(dispute, "zone", threads)};
    const ConditionsStudy other[] = {conditions_of(dilemma, "seq", kBoth, threads)};
    return blockers_json(dispute, studies).dump() + conditions_json(dilemma, other).dump();
  };
  EXPECT_EQ(said(1), said(4));
}

TEST(Measures, StopWithWhatIsKnown) {
  const Dispute dispute = dispute_of(kDilemma);
  ConditionsOptions options;
  options.measure = measure("seq");
  options.changes.compromise = formula_of(dispute, kBoth);
  Budget budget(1);
  const auto study = study_conditions(dispute, 0, options, budget);
  ASSERT_TRUE(study.has_value());
  EXPECT_EQ(study->stopped, StopReason::kWorkLimit);
  EXPECT_TRUE(study->thresholds.empty());
}

TEST(Measures, SolutionsNeedNumbers) {
  std::string text(kSplit);
  text.replace(text.find("b = [ "), 6, "b = { priority = true, statements = [ ");
  for (const char* weight : {", weight = 1", ", weight = \"3 * x\""})
    text.replace(text.find(weight), std::string(weight).size(), "");
  text.replace(text.rfind(']'), 1, "] }");
  const Dispute dispute = dispute_of(text);
  const auto world = World::make(dispute, make_scenario(dispute, 0));
  ASSERT_TRUE(world.has_value());
  for (const std::string& id : measure_ids()) {
    const bool refused = !check_measure(measure(id.c_str()), *world).empty();
    EXPECT_EQ(refused, measure(id.c_str()).kind == Measure::Kind::kSolution && id != "fallback")
        << id;
  }
}

TEST(Measures, AreCalledByTheirIds) {
  for (const std::string& id : measure_ids()) EXPECT_EQ(id_of(measure(id.c_str())), id);
}

}  // namespace
}  // namespace detente
