#include "cli/debug_ladder.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "analysis/readiness/explain.h"
#include "analysis/readiness/overtaken.h"
#include "analysis/readiness/removals.h"
#include "analysis/readiness/thresholds.h"
#include "format/registry.h"
#include "report/json_text.h"

namespace detente::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kSeparator = "#----8<----";

Json outcomes_of(const World& world, const Ladder& ladder, const Bitset& which) {
  Json out = Json::array();
  which.for_each([&](std::size_t k) { out.push_back(world.layout().options(ladder.targets[k])); });
  return out;
}

void add_lifts(Json& row, const World& world, Verdict verdict, int threads, Budget& budget) {
  std::vector<std::pair<std::vector<std::string>, std::string>> rows;
  for (Removal& removal : find_lifts(world, verdict, threads, budget).removals) {
    std::sort(removal.ids.begin(), removal.ids.end());
    rows.emplace_back(removal.ids, verdict_name(removal.verdict));
  }
  std::sort(rows.begin(), rows.end());
  row["lifts"] = Json::array();
  for (const auto& [ids, name] : rows) row["lifts"].push_back({{"remove", ids}, {"verdict", name}});
}

void add_thresholds(Json& row, const World& world, Budget& budget) {
  row["thresholds"] = Json::array();
  std::uint64_t ladders = 0;
  for (int f = 0; f < static_cast<int>(world.dispute()->factors.size()); ++f) {
    for (const Threshold& t : find_thresholds(world, f, budget, ladders).crossings) {
      row["thresholds"].push_back(
          {{"factor", world.dispute()->factors[static_cast<std::size_t>(f)].id},
           {"at", t.at},
           {"below", verdict_name(t.below)},
           {"above", verdict_name(t.above)}});
    }
  }
}

Json ladder_row(const World& world, const DebugLadderOptions& options) {
  Budget budget;
  LadderOptions ladder_options;
  ladder_options.threads = options.threads;
  const Ladder ladder = climb(world, ladder_options, budget);
  Json row;
  row["in_c"] = ladder.targets.size();
  row["rungs"] = Json::array();
  for (int r = 0; r < kRungs; ++r) {
    const RungCount& rung = ladder.rungs[static_cast<std::size_t>(r)];
    row["rungs"].push_back({{"name", to_string(static_cast<Rung>(r))},
                            {"survivors", outcomes_of(world, ladder, rung.survivors)},
                            {"alone", outcomes_of(world, ladder, rung.alone)}});
  }
  row["verdict"] = verdict_name(ladder.verdict);
  row["weak"] = ladder.weak.size() > 0 ? outcomes_of(world, ladder, ladder.weak) : Json::array();
  row["overtaken"] = outcomes_of(world, ladder, find_overtaken(world, ladder, budget).targets);
  row["nearest"] = Json::array();
  for (const NearDeal& near : nearest_deals(world, ladder)) {
    if (row["nearest"].size() == 3) break;
    row["nearest"].push_back(world.layout().options(near.nearness.outcome));
  }
  if (options.lifts) add_lifts(row, world, ladder.verdict, options.threads, budget);
  if (options.thresholds) add_thresholds(row, world, budget);
  return row;
}

void one_dispute(const std::string& text, std::size_t number, const DebugLadderOptions& options) {
  const auto print = [&](const Json& row, const std::string& name) {
    Json out{{"dispute", number}, {"case", name}};
    out.update(row);
    std::cout << json_text(out) << "\n";
  };
  const auto dispute = parse_dispute(text, options.file);
  if (!dispute) {
    print({{"error", format_error(dispute.error().front())}}, "now");
    return;
  }
  if (!dispute->has_ladder()) {
    print({{"error", "there is no ladder for this file"}}, "now");
    return;
  }
  for (std::size_t c = 0; c < (*dispute)->cases.size(); ++c) {
    const auto world = World::make(*dispute, make_scenario(*dispute, static_cast<int>(c)));
    const std::string& name = (*dispute)->cases[c].id;
    if (!world) {
      print({{"error", format_error(world.error().front())}}, name);
    } else {
      print(ladder_row(*world, options), name);
    }
  }
}

}  // namespace

int each_dispute(const std::string& file,
                 const std::function<void(const std::string&, std::size_t)>& task) {
  std::ifstream in(file);
  if (!in) {
    std::cerr << file << ": error: the file cannot be read\n";
    return 2;
  }
  std::string text, line;
  std::size_t number = 0;
  while (std::getline(in, line)) {
    if (line == kSeparator) {
      task(text, number++);
      text.clear();
    } else {
      text += line + "\n";
    }
  }
  if (text.find_first_not_of(" \t\r\n") != std::string::npos) task(text, number);
  return 0;
}

int debug_ladder(const DebugLadderOptions& options) {
  return each_dispute(options.file, [&options](const std::string& text, std::size_t number) {
    one_dispute(text, number, options);
  });
}

}  // namespace detente::cli
