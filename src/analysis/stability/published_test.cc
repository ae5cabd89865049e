// Published tables of the 2x2 games, and the conflicts of the casebook in every engine that can
// work out the same thing. What the casebook should answer is in its expected.toml
// (tests/casebook).
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <filesystem>
#include <set>
#include <sstream>

#include "analysis/stability/coalition.h"
#include "analysis/stability/gmr.h"
#include "analysis/stability/legal_reach.h"
#include "analysis/stability/limited.h"
#include "analysis/stability/maximin.h"
#include "analysis/stability/nash.h"
#include "analysis/stability/seq.h"
#include "analysis/stability/smr.h"
#include "analysis/stability/sseq.h"
#include "analysis/stability/stability.h"
#include "format/registry.h"

namespace detente {
namespace {

using Numbers = std::vector<std::uint32_t>;  // 1 = (C,C), 2 = (C,D), 3 = (D,C), 4 = (D,D)
using Keys = std::array<std::int64_t, 4>;    // per outcome, larger is better

// "3 1 42": 3 is best, then 1, then 4 and 2 alike.
Keys ranking(const std::string& text) {
  Keys keys{};
  std::istringstream groups(text);
  std::string group;
  for (std::int64_t key = 0; groups >> group; --key) {
    for (const char number : group) keys[static_cast<std::size_t>(number - '1')] = key;
  }
  return keys;
}

Space game(const Keys& first, const Keys& second) {
  const Bitset feasible(4, true);
  return Space::of({{Place{2, 2, false}}, {Place{1, 2, false}}}, feasible,
                   {order_of(first, feasible), order_of(second, feasible)});
}

Numbers numbers(const Bitset& outcomes) {
  Numbers out = outcomes.members();
  for (auto& number : out) ++number;
  return out;
}
Numbers for_both(const std::array<Bitset, 2>& stable) { return numbers(stable[0] & stable[1]); }

struct Table {
  const char* name;
  const char *first, *second;
  std::array<Numbers, kConcepts> equilibria;  // Nash, GMR, SMR, SEQ, SSEQ
  Numbers l2, l3, nonmyopic;
};
const Numbers kAll{1, 2, 3, 4};
const std::vector<Table> kTables = {
    {"the Prisoner's Dilemma",
     "3 1 4 2",
     "2 1 4 3",
     {{{4}, {1, 4}, {1, 4}, {1, 4}, {1, 4}}},
     {1, 4},
     {1, 4},
     {1, 4}},
    {"Chicken",
     "3 1 2 4",
     "2 1 3 4",
     {{{2, 3}, {1, 2, 3}, {1, 2, 3}, {2, 3}, {2, 3}}},
     {},
     {1},
     {1}},
    {"the Stag Hunt",
     "1 3 4 2",
     "1 2 4 3",
     {{{1, 4}, {1, 4}, {1, 4}, {1, 4}, {1, 4}}},
     {1},
     {1},
     {1}},
    {"Deadlock", "3 4 1 2", "2 4 1 3", {{{4}, {4}, {4}, {4}, {4}}}, {4}, {4}, {4}},
    {"Battle of the Sexes",
     "1 4 2 3",
     "4 1 2 3",
     {{{1, 4}, {1, 2, 4}, {1, 4}, {1, 4}, {1, 4}}},
     {},
     {},
     {}},
    {"Matching Pennies", "14 23", "23 14", {{{}, kAll, {}, kAll, {}}}, kAll, {}, {}},
};

// Brams and Wittman 1981 for the non-myopic equilibria of the first two games; the Nash equilibria
// are the textbook's; the rest follows from the definitions (casebook notes).
TEST(Published, NamedGames) {
  for (const Table& table : kTables) {
    SCOPED_TRACE(table.name);
    const Space space = game(ranking(table.first), ranking(table.second));
    Budget budget;
    const Stability found = find_stability(space, {}, budget);
    for (std::size_t c = 0; c < kConcepts; ++c)
      EXPECT_EQ(numbers(found.equilibria[c]), table.equilibria[c])
          << concept_name(static_cast<Concept>(c));
    const auto limited = find_limited(space, 3, budget);
    ASSERT_TRUE(limited.has_value());
    EXPECT_EQ(for_both(limited->horizon[0]), table.equilibria[at(Concept::kNash)]);
    EXPECT_EQ(for_both(limited->horizon[1]), table.l2);
    EXPECT_EQ(for_both(limited->horizon[2]), table.l3);
    EXPECT_EQ(for_both(limited->nonmyopic), table.nonmyopic);
  }
}

struct Game {
  Keys first{}, second{};
  friend auto operator<=>(const Game&, const Game&) = default;  // NOLINT(modernize-use-nullptr)
};

// Where each outcome's keys go if rows, columns or players change names.
Game renamed(const Game& game, const std::array<std::size_t, 4>& to) {
  Game out;
  for (std::size_t s = 0; s < 4; ++s) {
    out.first[to[s]] = game.first[s];
    out.second[to[s]] = game.second[s];
  }
  return out;
}
std::vector<Game> same_game(const Game& game) {
  std::vector<Game> same{game};
  for (const std::array<std::size_t, 4>& to :
       {std::array<std::size_t, 4>{2, 3, 0, 1}, {1, 0, 3, 2}}) {
    const std::size_t count = same.size();
    for (std::size_t k = 0; k < count; ++k) same.push_back(renamed(same[k], to));
  }
  const std::size_t count = same.size();
  for (std::size_t k = 0; k < count; ++k) {
    Game other = renamed(same[k], {0, 2, 1, 3});
    std::swap(other.first, other.second);
    same.push_back(other);
  }
  return same;
}

// Every 2x2 game with strict preferences, up to names.
std::set<Game> strict_games() {
  std::set<Game> games;
  Game game{{0, 1, 2, 3}, {0, 1, 2, 3}};
  do {
    do {
      const std::vector<Game> same = same_game(game);
      games.insert(*std::min_element(same.begin(), same.end()));
    } while (std::next_permutation(game.second.begin(), game.second.end()));
  } while (std::next_permutation(game.first.begin(), game.first.end()));
  return games;
}

// 78 games (Rapoport and Guyer 1966), of which 9 have no Nash equilibrium, are the textbook's
// numbers; the others were counted from the definitions by a program that is not this one.
TEST(Published, The78Games) {
  std::array<std::size_t, kConcepts + 1> with_one{}, in_all{};
  const auto count = [&](std::size_t which, const Bitset& equilibria) {
    with_one[which] += equilibria.any() ? 1 : 0;
    in_all[which] += equilibria.count();
  };
  const std::set<Game> games = strict_games();
  EXPECT_EQ(games.size(), 78U);
  for (const auto& [first, second] : games) {
    const Space space = game(first, second);
    Budget budget;
    const Stability found = find_stability(space, {}, budget);
    for (std::size_t c = 0; c < kConcepts; ++c) count(c, found.equilibria[c]);
    const auto limited = find_limited(space, 1, budget);
    ASSERT_TRUE(limited.has_value());
    count(kConcepts, limited->nonmyopic[0] & limited->nonmyopic[1]);
  }
  // Nash, GMR, SMR, SEQ, SSEQ, non-myopic
  EXPECT_EQ(with_one, (std::array<std::size_t, 6>{69, 78, 74, 78, 74, 55}));
  EXPECT_EQ(in_all, (std::array<std::size_t, 6>{81, 140, 109, 106, 94, 56}));
}

constexpr std::array kWorths{nash_worth, gmr_worth, smr_worth, seq_worth, sseq_worth};

// The same by a look at every move, for a mover of one party.
Bitset by_every_move(const Space& space, std::size_t mover, Concept which, Budget& budget) {
  LegalReach reach(space, space.opponents(mover), budget);
  const int party = std::countr_zero(space.movers()[mover].members);
  Focal focal(space, mover, party, reach);
  const Values best = best_by_own_moves(space, mover, kWorths[at(which)](focal));
  Bitset stable(space.size());
  space.feasible().for_each([&](std::size_t s) {
    if (best[s] <= space.rank(party)[s]) stable.set(s);
  });
  return stable;
}

bool all_single(const Space& space) {
  return std::all_of(space.movers().begin(), space.movers().end(),
                     [](const Actor& mover) { return mover.single(); });
}

void compare_engines(const Space& space) {
  Budget budget;
  const Stability found = find_stability(space, {}, budget);
  ASSERT_EQ(found.stopped, StopReason::kDone);
  for (std::size_t c = 0; c < kConcepts; ++c)
    EXPECT_EQ(equilibria_within(space, static_cast<Concept>(c), space.feasible(), budget),
              found.equilibria[c]);
  for (std::size_t g = 0; g < space.movers().size(); ++g) {
    const Actor& mover = space.movers()[g];
    if (!mover.single()) continue;
    SCOPED_TRACE("mover " + std::to_string(g));
    const auto& stable = found.movers[g].stable;
    for (std::size_t c = 0; c < kConcepts; ++c)
      EXPECT_EQ(stable[c], by_every_move(space, g, static_cast<Concept>(c), budget))
          << concept_name(static_cast<Concept>(c));
    LegalReach reach(space, space.opponents(g), budget);
    for (std::size_t c = 0; c < 3; ++c)  // Nash, GMR, SMR
      EXPECT_EQ(stable[c], maximin_stable(space, g, static_cast<int>(c) + 1, reach));
    if (!all_single(space)) continue;
    const Coalitions alone = find_coalitions(space, {mover.members}, budget);
    for (std::size_t c = 0; c < 3; ++c) EXPECT_EQ(stable[c], alone.coalitions.at(0).stable[c]);
  }
}

TEST(Published, TheCasebookInEveryEngine) {
  int near_linear = 0, in_graph_form = 0;
  for (const auto& entry : std::filesystem::directory_iterator(DETENTE_SOURCE_DIR "/casebook")) {
    if (!entry.is_directory()) continue;
    SCOPED_TRACE(entry.path().filename().string());
    const auto dispute = load_dispute((entry.path() / "dispute.toml").string());
    ASSERT_TRUE(dispute.has_value()) << (dispute ? "" : format_error(dispute.error().front()));
    for (int k = 0; k < static_cast<int>((*dispute)->cases.size()); ++k) {
      SCOPED_TRACE("case " + std::to_string(k));
      const auto space = Space::make(*dispute, make_scenario(*dispute, k));
      ASSERT_TRUE(space.has_value());
      if (space->size() > 1000) continue;  // every move of every party would take long
      compare_engines(*space);
      near_linear += space->transitive() && all_single(*space) ? 1 : 0;
      in_graph_form += space->graph_form() ? 1 : 0;
    }
  }
  EXPECT_GE(near_linear,
            12);  // six games, Syria and Iraq, Garrison, Cuba twice, Lake Gisborne twice
  EXPECT_GE(in_graph_form, 3);  // Elmira, the relay twice
}

}  // namespace
}  // namespace detente
