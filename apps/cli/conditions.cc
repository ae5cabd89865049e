#include "analysis/conditions/study.h"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "cli/commands.h"
#include "cli/party_numbers.h"
#include "report/json_text.h"

namespace detente::cli {
namespace {

const std::vector<std::string> kParts{"thresholds", "change", "removals", "preferences"};

Result<std::vector<int>> factors_of(const Dispute& dispute, const std::string& option,
                                    const std::string& text) {
  std::vector<int> out;
  for (const std::string& name : split(text, ',')) {
    const int factor = dispute.find_factor(name);
    if (factor < 0) {
      std::vector<std::string> known;
      for (const Factor& one : dispute->factors) known.push_back(one.id);
      return unknown(option, "factor", name, known);
    }
    if (std::find(out.begin(), out.end(), factor) != out.end())
      return fail(ErrorCode::kDuplicate, fmt::format("{} names '{}' twice", option, name));
    out.push_back(factor);
  }
  return out;
}

// Of the ladder a rung, of another measure whether it holds.
Result<Verdict> want_of(const Measure& measure, const std::string& wanted) {
  if (wanted.empty()) return kReady;
  const bool levels = wanted == "holds" || wanted == "fails";
  if (levels == measure.is_ladder())
    return fail(ErrorCode::kUnsupported,
                fmt::format("--want {} is not said of --of {}", wanted, id_of(measure)), {},
                measure.is_ladder() ? "of the ladder a rung is wanted"
                                    : "wanted is that it holds or fails");
  if (levels) return wanted == "holds" ? kReady : 0;
  for (Verdict v = 1; v < kReady; ++v) {
    if (verdict_name(v) == wanted) return v;
  }
  return kReady;
}

Result<ConditionsOptions> asked_of(const Dispute& dispute, const ConditionsOptionsAsked& wanted,
                                   const Options& options) {
  ConditionsOptions asked;
  auto measure = measure_of(wanted.measure, dispute);
  if (!measure) return tl::unexpected(std::move(measure.error()));
  asked.measure = std::move(*measure);
  auto changes = changes_for(asked.measure, wanted.measure, dispute, options);
  if (!changes) return tl::unexpected(std::move(changes.error()));
  asked.changes = std::move(*changes);
  auto want = want_of(asked.measure, wanted.want);
  if (!want) return tl::unexpected(std::move(want.error()));
  asked.want = *want;
  const auto part = [&](const std::string& name) {
    return wanted.parts.empty()
               ? wanted.map.empty()
               : std::find(wanted.parts.begin(), wanted.parts.end(), name) != wanted.parts.end();
  };
  asked.thresholds = part("thresholds");
  asked.change = part("change");
  asked.removals = part("removals");
  asked.preferences = part("preferences");
  asked.largest_set = wanted.largest_set;
  if (wanted.boxes > 0) asked.smallest.boxes = wanted.boxes;
  asked.smallest.samples = wanted.samples;
  asked.smallest.seed = wanted.seed;
  if (!wanted.vary.empty()) {
    auto vary = factors_of(dispute, "--vary", wanted.vary);
    if (!vary) return tl::unexpected(std::move(vary.error()));
    asked.smallest.vary = std::move(*vary);
  }
  if (!wanted.map.empty()) {
    const auto two = factors_of(dispute, "--map", wanted.map);
    if (!two) return tl::unexpected(two.error());
    if (two->size() != 2)
      return fail(ErrorCode::kRange, "--map takes two factors", {}, "as in --map trust,pressure");
    for (const int f : *two) {
      const Factor& factor = dispute->factors[static_cast<std::size_t>(f)];
      if (!(factor.domain.low < factor.domain.high))
        return fail(ErrorCode::kRange, fmt::format("the domain of '{}' is one value", factor.id));
    }
    asked.map.emplace(two->front(), two->back());
    asked.map_options.columns = wanted.cells;
    asked.map_options.depth = wanted.depth;
  }
  asked.threads = options.threads;
  asked.most_outcomes = options.most_outcomes;
  return asked;
}

}  // namespace

void add_conditions(CLI::App& command, ConditionsOptionsAsked& wanted) {
  add_measure(command, wanted.measure);
  command
      .add_option("--want", wanted.want,
                  "the rung to reach: ready (default), or possible, willing, mutual, ratifiable, "
                  "durable; for a wanted outcome name it with --compromise; with --of: holds "
                  "(default) or fails")
      ->check(CLI::IsMember({"ready", "reachable", "possible", "willing", "mutual", "ratifiable",
                             "durable", "holds", "fails"}));
  command
      .add_option("--part", wanted.parts,
                  "only this part (again for more): thresholds, change, removals, preferences")
      ->check(CLI::IsMember(kParts))
      ->allow_extra_args(false);
  command.add_option("--vary", wanted.vary,
                     "a,b: factors of the smallest change (default: all that matter)");
  command
      .add_option("--boxes", wanted.boxes,
                  "the search for the smallest change looks at so many boxes, and nodes of "
                  "linear programmes (default: 3000)")
      ->check(CLI::PositiveNumber);
  command.add_option(
      "--samples", wanted.samples,
      "where the smallest change is not proven, so many places are drawn and looked at "
      "(default: 4000; 0: none)");
  command.add_option("--seed", wanted.seed, "of the places drawn (default: 1)");
  command
      .add_option("--largest-set", wanted.largest_set,
                  "sets of at most so many things gone or parties along (default: 3)")
      ->check(CLI::Range(1, 4));
  command.add_option("--map", wanted.map, "a,b: the verdict over these two factors");
  command.add_option("--cells", wanted.cells, "cells of the map along each side (default: 12)")
      ->check(CLI::Range(3, 200));
  command
      .add_option("--depth", wanted.depth,
                  "quarter cells that are not certain so many times (default: 2)")
      ->check(CLI::Range(0, 8));
}

int conditions(const ConditionsOptionsAsked& wanted, const Options& options) {
  const auto dispute = load_for(measure_asked(wanted.measure), options);
  if (!dispute) return kBadInput;
  auto asked = asked_of(*dispute, wanted, options);
  if (!asked) return report(asked.error());
  const auto chosen = cases_of(*dispute, options);
  if (!chosen) return report(chosen.error());

  Budget budget(options.work_limit);
  const CancelOnInterrupt guard(budget);
  std::vector<ConditionsStudy> studies;
  bool stopped = false;
  {
    Progress progress;
    for (const int index : *chosen) {
      const std::string name = (*dispute)->cases[static_cast<std::size_t>(index)].id;
      asked->progress = [&](std::string_view what, double share) {
        progress.show("case " + name + ", " + std::string(what), share);
      };
      auto study = study_conditions(*dispute, index, *asked, budget);
      if (!study) return report(study.error());
      stopped = stopped || study->stopped != StopReason::kDone;
      studies.push_back(std::move(*study));
      if (budget.cancelled()) break;
    }
  }
  if (options.format == "json") {
    std::cout << json_text(conditions_json(*dispute, studies), 2) << "\n";
  } else {
    print_document(conditions_document(*dispute, studies), options);
  }
  return stopped ? kStoppedEarly : kAnswered;
}

}  // namespace detente::cli
