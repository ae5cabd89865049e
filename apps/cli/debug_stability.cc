#include "cli/debug_stability.h"

#include <bit>
#include <iostream>
#include <nlohmann/json.hpp>

#include "analysis/stability/coalition.h"
#include "analysis/stability/inverse.h"
#include "analysis/stability/legal_reach.h"
#include "analysis/stability/limited.h"
#include "analysis/stability/maximin.h"
#include "analysis/stability/sequences.h"
#include "analysis/stability/sim.h"
#include "analysis/stability/stability.h"
#include "cli/debug_ladder.h"
#include "format/registry.h"
#include "report/json_text.h"

namespace detente::cli {
namespace {

using Json = nlohmann::ordered_json;

Json names(const Dispute& dispute, PartySet set) {
  Json out = Json::array();
  for (PartySet rest = set; rest != 0; rest &= rest - 1)
    out.push_back(dispute->parties[static_cast<std::size_t>(std::countr_zero(rest))].id);
  return out;
}

void add_concepts(Json& row, const Space& space, int threads, Budget& budget) {
  const Stability found = find_stability(space, {threads}, budget);
  for (int c = 0; c < kConcepts; ++c) {
    const std::string id(concept_id(static_cast<Concept>(c)));
    Json each = Json::array();
    for (const MoverStability& mover : found.movers)
      each.push_back(mover.stable[static_cast<std::size_t>(c)].members());
    row["stable"][id] = each;
    row["equilibria"][id] = found.equilibria[static_cast<std::size_t>(c)].members();
  }
}

void add_foresight(Json& row, const Space& space, Budget& budget) {
  row["sim"] = nullptr;
  if (const auto found = find_simultaneous(space, budget)) {
    row["sim"] = Json::array();
    for (const Bitset& stable : found->stable) row["sim"].push_back(stable.members());
  }
  row["limited"] = row["nonmyopic"] = nullptr;
  if (const auto found = find_limited(space, 6, budget)) {
    row["limited"] = Json::object();
    for (std::size_t h = 0; h < found->horizon.size(); ++h) {
      row["limited"][std::to_string(h + 1)] = {found->horizon[h][0].members(),
                                               found->horizon[h][1].members()};
    }
    row["nonmyopic"] = {found->nonmyopic[0].members(), found->nonmyopic[1].members()};
  }
  for (int h = 1; h <= 4; ++h) {
    Json each = Json::array();
    for (std::size_t g = 0; g < space.movers().size(); ++g) {
      if (!space.movers()[g].single()) {
        each.push_back(nullptr);
        continue;
      }
      LegalReach reach(space, space.opponents(g), budget);
      each.push_back(maximin_stable(space, g, h, reach).members());
    }
    row["maximin"][std::to_string(h)] = each;
  }
}

void add_coalitions(Json& row, const Dispute& dispute, const Space& space, Budget& budget) {
  row["coalitions"] = Json::array();
  const Coalitions found = find_coalitions(space, all_coalitions(space.present()), budget);
  for (const CoalitionStability& one : found.coalitions) {
    row["coalitions"].push_back({{"members", names(dispute, one.members)},
                                 {"cnash", one.stable[0].members()},
                                 {"cgmr", one.stable[1].members()},
                                 {"csmr", one.stable[2].members()},
                                 {"cseq", one.stable[3].members()}});
  }
}

void add_paths(Json& row, const Space& space) {
  std::vector<std::size_t> all;
  for (std::size_t g = 0; g < space.movers().size(); ++g) all.push_back(g);
  for (const bool improving : {false, true}) {
    Sequences sequences(space, all, improving);
    sequences.search(space.status_quo());
    Json lengths = Json::array();
    space.feasible().for_each(
        [&](std::size_t s) { lengths.push_back(sequences.distance(static_cast<Outcome>(s))); });
    row[improving ? "enforcing" : "legal"] = lengths;
  }
}

void add_inverse(Json& row, const Dispute& dispute, const Space& space) {
  row["inverse"] = Json::array();
  if (space.feasible().count() > 6) return;
  space.feasible().for_each([&](std::size_t target) {
    for (std::size_t g = 0; g < space.movers().size(); ++g) {
      if (!space.movers()[g].single()) continue;
      Json one{{"target", target}, {"party", names(dispute, space.movers()[g].members)[0]}};
      for (const InverseCount& count : count_orders(space, g, static_cast<Outcome>(target)))
        one[std::string(concept_id(count.which))] = std::stoll(count.orders.value_or("-1"));
      row["inverse"].push_back(one);
    }
  });
}

}  // namespace

void debug_stability(const std::string& text, std::size_t number, const std::string& file) {
  Json row{{"dispute", number}};
  const auto print = [&row] { std::cout << json_text(row) << "\n"; };
  const auto dispute = parse_dispute(text, file);
  if (!dispute) {
    row["error"] = format_error(dispute.error().front());
    return print();
  }
  const auto space = Space::make(*dispute, make_scenario(*dispute, 0));
  if (!space) {
    row["error"] = format_error(space.error().front());
    return print();
  }
  Budget budget;
  row["movers"] = Json::array();
  for (const Actor& actor : space->movers())
    row["movers"].push_back(names(*dispute, actor.members));
  row["feasible"] = space->feasible().members();
  add_concepts(row, *space, 1 + static_cast<int>(number % 2), budget);
  add_foresight(row, *space, budget);
  add_coalitions(row, *dispute, *space, budget);
  add_paths(row, *space);
  add_inverse(row, *dispute, *space);
  print();
}

}  // namespace detente::cli
