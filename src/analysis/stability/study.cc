#include "analysis/stability/study.h"

#include <fmt/format.h>

#include <bit>

#include "analysis/stability/legal_reach.h"
#include "analysis/stability/maximin.h"
#include "analysis/stability/plain_reach.h"
#include "base/check.h"

namespace detente {
namespace {

constexpr std::size_t kMostNamed = 20;
constexpr int kMostInAll = 10;

Result<std::vector<Outcome>> named_outcomes(const Dispute& dispute, const Scenario& scenario,
                                            const Space& space, const Formula& formula) {
  OutcomeTable table(dispute, *space.layout(), scenario.factors);
  const Bitset found = table.evaluate(formula) & space.feasible();
  const std::size_t count = found.count();
  if (count == 0) {
    return fail(ErrorCode::kModel, fmt::format("no feasible outcome satisfies '{}'", formula.text),
                {}, "detente stability FILE lists the outcomes of a small dispute");
  }
  if (count > kMostNamed) {
    return fail(ErrorCode::kLimit,
                fmt::format("'{}' is true at {} outcomes; at most {} can be asked about at once",
                            formula.text, count, kMostNamed),
                {}, "say more about the outcome");
  }
  return found.members();
}

std::string why_not_limited(const Space& space) {
  return space.movers().size() == 2
             ? "limited moves are defined for two parties; here a group moves as well"
             : fmt::format("limited moves are defined for two parties that move; here there are {}",
                           space.movers().size());
}

void add_maximin(StabilityStudy& study, const StabilityAsked& asked, Budget& budget) {
  const Space& space = study.space;
  study.maximin.assign(static_cast<std::size_t>(asked.maximin), {});
  std::vector<std::size_t> all;
  for (std::size_t g = 0; g < space.movers().size(); ++g) all.push_back(g);
  const bool plain = plain_reach_applies(space);
  const auto chains = plain ? make_chains(space, all, asked.threads) : nullptr;
  for (int h = 1; h <= asked.maximin; ++h) {
    for (const std::size_t g : all) {
      auto& row = study.maximin[static_cast<std::size_t>(h) - 1];
      if (!space.movers()[g].single() || budget.exhausted() || budget.cancelled()) {
        row.emplace_back();
        continue;
      }
      if (plain) {
        row.emplace_back(maximin_stable(space, g, h, *chains->reach(space.opponents(g))));
      } else {
        LegalReach reach(space, space.opponents(g), budget);
        row.emplace_back(maximin_stable(space, g, h, reach));
        if (budget.exhausted() || budget.cancelled()) row.back().reset();  // cut short
      }
    }
  }
}

Result<StopReason> add_named(StabilityStudy& study, const Dispute& dispute,
                             const Scenario& scenario, const StabilityAsked& asked) {
  const Space& space = study.space;
  for (const Formula& formula : asked.why) {
    const auto outcomes = named_outcomes(dispute, scenario, space, formula);
    if (!outcomes) return tl::unexpected(outcomes.error());
    for (const Outcome s : *outcomes) {
      for (std::size_t g = 0; g < space.movers().size(); ++g)
        study.why.push_back({s, g, reasons_for(space, g, s)});
    }
  }
  for (const Formula& formula : asked.inverse) {
    const auto outcomes = named_outcomes(dispute, scenario, space, formula);
    if (!outcomes) return tl::unexpected(outcomes.error());
    for (const Outcome s : *outcomes) {
      for (std::size_t g = 0; g < space.movers().size(); ++g) {
        if (space.movers()[g].single()) study.inverse.push_back({s, g, count_orders(space, g, s)});
      }
    }
  }
  return StopReason::kDone;
}

}  // namespace

Result<StabilityStudy> study_stability(const Dispute& dispute, int case_index,
                                       const StabilityAsked& asked, Budget& budget) {
  const Scenario scenario = make_scenario(dispute, case_index, asked.changes);
  auto space = Space::make(dispute, scenario, asked.most_outcomes);
  if (!space) return tl::unexpected(std::move(space.error()));
  StabilityStudy study{case_index, std::move(*space), {}, {}, {}, {}, {}, {}, {}, {}};
  const Space& at = study.space;
  if (asked.all_coalitions && std::popcount(at.present()) > kMostInAll) {
    return fail(ErrorCode::kUnsupported,
                fmt::format("all coalitions are worked out for at most {} parties; here are {}",
                            kMostInAll, std::popcount(at.present())),
                {}, "name the coalitions: --coalition a,b");
  }
  study.stability = find_stability(at, {asked.threads}, budget);
  study.stopped = study.stability.stopped;
  if (study.stopped != StopReason::kDone) return study;
  if (asked.simultaneous) {
    study.simultaneous = find_simultaneous(at, budget);
    if (!study.simultaneous) {
      return fail(
          ErrorCode::kUnsupported,
          "simultaneous sanctions need option form with each issue in the hands of one party", {},
          "leave --sim out");
    }
    study.stopped = study.simultaneous->stopped;
  }
  if (asked.horizons > 0) {
    study.limited = find_limited(at, asked.horizons, budget);
    if (!study.limited)
      return fail(ErrorCode::kUnsupported, why_not_limited(at), {}, "leave --limited out");
    if (study.limited->stopped != StopReason::kDone) study.stopped = study.limited->stopped;
  }
  add_maximin(study, asked, budget);
  if (budget.exhausted()) study.stopped = StopReason::kWorkLimit;
  const std::vector<PartySet> coalitions =
      asked.all_coalitions ? all_coalitions(at.present()) : asked.coalitions;
  study.coalitions = find_coalitions(at, coalitions, budget);
  if (study.coalitions.stopped != StopReason::kDone) study.stopped = study.coalitions.stopped;
  const auto named = add_named(study, dispute, scenario, asked);
  if (!named) return tl::unexpected(named.error());
  return study;
}

OutcomeName default_outcome_name(const Dispute& dispute, const Space& space) {
  const Layout& layout = *space.layout();
  const std::vector<int> start = layout.options(space.status_quo());
  return [&dispute, layout, start](Outcome s) {
    const std::vector<int> options = layout.options(s);
    if (dispute->graph) return dispute->issues[0].options[static_cast<std::size_t>(options[0])];
    std::string out;
    for (std::size_t k = 0; k < options.size(); ++k) {
      if (options[k] == start[k]) continue;
      const Issue& issue = dispute->issues[k];
      out += (out.empty() ? "" : ", ") + issue.id + " = " +
             issue.options[static_cast<std::size_t>(options[k])];
    }
    return out.empty() ? std::string("status quo") : out;
  };
}

}  // namespace detente
