// Blockers of a dispute small enough to work out by hand.
#include "analysis/blockers/study.h"

#include <gtest/gtest.h>

#include "analysis/hand_made.h"

namespace detente {
namespace {

using namespace hand_made;

BlockersStudy study_of(const char* text, const BlockersOptions& options = {}) {
  Budget budget;
  auto study = study_blockers(dispute_of(text), 0, options, budget);
  EXPECT_TRUE(study.has_value());
  return std::move(*study);
}
const BlockingGame& game(const BlockersStudy& study, const std::string& id) {
  for (const BlockingGame& one : study.games) {
    if (one.id == id) return one;
  }
  ADD_FAILURE() << "no game of " << id;
  return study.games.front();
}
std::string share(const BlockingGame& of, const std::string& id, std::size_t which) {
  for (std::size_t i = 0; i < of.players.size(); ++i) {
    if (of.players[i] == id) return of.result.shares[which][i].exact.to_string();
  }
  return "absent";
}
Verdict without(const BlockersStudy& study, const std::string& id) {
  for (const DropEffect& drop : study.drops) {
    if (drop.id == id) return drop.after ? drop.after->verdict() : -1;
  }
  return -2;
}

// Both outcomes of T are willing for a; b refuses both, so it stops at mutual with (2, 2).
TEST(Blockers, DropOne) {
  const BlockersStudy study = study_of(kPressed);
  EXPECT_EQ(study.now.at, (std::array<std::size_t, kRungs>{2, 2, 0, 0, 0, 0}));
  // pride or the threat alone is enough to refuse: no single removal does anything, except that
  // without its gain a is indifferent and accepts still
  EXPECT_EQ(without(study, "pride"), 2);
  EXPECT_EQ(without(study, "threat"), 2);
  EXPECT_EQ(without(study, "c"), 2);
  EXPECT_EQ(study.answer.lifts.size(), 2U);  // pride with the threat, pride with c
}

// Players G (gain), T (trade), P (pride), H (threat). While P or H is there b refuses: v = 2. With
// both gone b gains 1 and a 2, and together they step to (yes, calm): v = 6; whoever has lost its
// one wish as well is indifferent and does not step: v = 5.
// Over 24 orders: whoever completes {P, H} has +4 if G and T come later, else +3; the first of G
// and T to come after both has -1 if the other is still there.
//   P: it is the later of P, H in half the orders, and in 1/6 of these before G and T (it is then
//   second): 1/12 * 4 + 5/12 * 3 = 19/12. H the same.
//   G: -1 in the orders P, H, G, T and H, P, G, T: -2/24. T the same.
// Sum 38/12 - 2/12 = 3 = 5 - 2.
TEST(Blockers, SharesOfStatements) {
  const BlockersStudy study = study_of(kPressed);
  const BlockingGame& statements = game(study, "statements");
  EXPECT_EQ(statements.result.none[0], 2);
  EXPECT_EQ(statements.result.all[0], 5);
  EXPECT_EQ(share(statements, "pride", 0), "1 7/12");
  EXPECT_EQ(share(statements, "threat", 0), "1 7/12");
  EXPECT_EQ(share(statements, "gain", 0), "-1/12");
  EXPECT_EQ(share(statements, "trade", 0), "-1/12");
  // one outcome is ready with P and H gone and both others there, none else:
  // P, H: 1/12 each; G, T: -1/12 each
  EXPECT_EQ(share(statements, "pride", 1), "1/12");
  EXPECT_EQ(share(statements, "trade", 1), "-1/12");
}

// The one pressure is a game of one: alone it moves nothing.
TEST(Blockers, SharesOfPressuresAndParties) {
  const BlockersStudy study = study_of(kPressed);
  EXPECT_EQ(share(game(study, "pressures"), "threat", 0), "0");
  // parties: b gives up everything: it accepts, and stops at durable (5), whatever the others do
  const BlockingGame& parties = game(study, "parties");
  EXPECT_EQ(parties.players, (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(share(parties, "b", 0), "3");
  EXPECT_EQ(share(parties, "a", 0), "0");
  EXPECT_EQ(share(parties, "c", 0), "0");
}

// With a third reason, 2 as well, b refuses until all three are gone, or c goes in place of its
// threat. No pair does anything: with one reason left b loses 1 at least.
TEST(Blockers, ThreeThingsLess) {
  std::string text = kPressed;
  text.replace(text.find("  { id = \"threat\""), 0,
               "  { id = \"fear\", wants = \"deal = no\", weight = 2 },\n");
  const BlockersStudy study = study_of(text.c_str());
  EXPECT_TRUE(study.answer.lifts.empty());
  ASSERT_TRUE(study.sets.has_value());
  EXPECT_EQ(study.sets->largest, 3);
  std::vector<std::vector<std::string>> sets;
  for (const RemovalSet& set : study.sets->sets) {
    EXPECT_EQ(set.verdict, kReady);
    sets.push_back(set.remove);
  }
  EXPECT_EQ(sets, (std::vector<std::vector<std::string>>{{"pride", "fear", "threat"},
                                                         {"pride", "fear", "c"}}));
  // 5 statements and a party: 20 sets of three
  BlockersOptions few;
  few.most_sets = 19;
  const BlockersStudy cut = study_of(text.c_str(), few);
  EXPECT_EQ(cut.sets->largest, 2);
  EXPECT_EQ(cut.sets->left_out, 20U);
  few.most_sets = 0;
  EXPECT_FALSE(study_of(text.c_str(), few).sets.has_value());
}

TEST(Blockers, WhoLosesWhat) {
  const BlockersStudy study = study_of(kPressed);
  ASSERT_EQ(study.gains.size(), 2U);  // c wants nothing
  EXPECT_TRUE(study.gains[0].cardinal);
  ASSERT_TRUE(study.gains[0].best.has_value());
  EXPECT_EQ(study.gains[0].best->units, 2 * Decimal::kOne);
  EXPECT_FALSE(study.gains[1].best.has_value());  // b accepts nothing
  ASSERT_FALSE(study.gains[1].deals.empty());
  EXPECT_EQ(study.gains[1].deals[0].units, -4 * Decimal::kOne);
  EXPECT_FALSE(study.gains[1].deals[0].accepts);
}

TEST(Blockers, StopWithWhatIsKnown) {
  Budget budget(0);
  budget.spend(1);
  const auto study = study_blockers(dispute_of(kPressed), 0, {}, budget);
  ASSERT_TRUE(study.has_value());
  EXPECT_EQ(study->stopped, StopReason::kWorkLimit);
  EXPECT_TRUE(study->games.empty());
}

}  // namespace
}  // namespace detente
