#include "analysis/worlds/case_bases.h"

#include <fmt/format.h>

#include <utility>

#include "analysis/readiness/inquiry.h"
#include "analysis/readiness/survivors.h"

namespace detente {

Errors check_inputs(const Dispute& dispute, const std::vector<Input>& inputs,
                    const WorldsAsked& asked) {
  if (inputs.empty()) {
    return {Error{ErrorCode::kModel,
                  "no number of the file is uncertain",
                  {dispute->file, 0, 0},
                  "give factors or weights a 'range' or a 'distribution', or a ratifier "
                  "'respondents'",
                  {}}};
  }
  if (inputs.size() > Sampler::kMostSobol && asked.sampling == Sampling::kSobol) {
    return {Error{ErrorCode::kUnsupported,
                  "too many uncertain numbers for Sobol points",
                  {dispute->file, 0, 0},
                  "--sampling random",
                  {}}};
  }
  if (asked.indices > 0 && 2 * inputs.size() > Sampler::kMostSobol) {
    return {Error{ErrorCode::kUnsupported,
                  "too many uncertain numbers for Sobol's indices",
                  {dispute->file, 0, 0},
                  "leave --indices out",
                  {}}};
  }
  return {};
}

Errors CaseBases::prepare(const std::vector<int>& cases) {
  for (const int c : cases) {
    auto world =
        World::make(dispute_, make_scenario(dispute_, c, asked_.changes), asked_.most_outcomes);
    if (!world) return std::move(world.error());
    worlds_.push_back(std::make_unique<World>(std::move(*world)));
    const World& base = *worlds_.back();
    if (Errors errors = check_measure(asked_.measure, base); !errors.empty()) return errors;
    if (asked_.measure.is_ladder()) Improvements::prepare_orders(base);
    base_.push_back(verdict_of(asked_.measure, base, budget_));
    given_.push_back(given_factors(dispute_, c, asked_.changes));
  }
  return {};
}

DealName CaseBases::deal_name() const {
  return [this](std::size_t c, Outcome outcome) {
    const std::vector<int> options = this->options(c, outcome);
    const std::vector<int>& now = worlds_[c]->scenario().status_quo;
    std::string formula;
    for (std::size_t k = 0; k < options.size(); ++k) {
      if (options[k] == now[k]) continue;
      const Issue& issue = dispute_->issues[k];
      formula += fmt::format("{}{} = {}", formula.empty() ? "" : " and ", issue.id,
                             issue.options[static_cast<std::size_t>(options[k])]);
    }
    return formula;
  };
}

Verdict CaseBases::verdict_in(std::size_t c, std::span<const double> shares) const {
  return verdict_with(asked_.measure, *worlds_[c], changes_in(c, shares), budget_).value_or(0);
}

Verdict CaseBases::deals_in(std::size_t c, std::span<const double> shares,
                            std::vector<Outcome>& out) const {
  if (!asked_.measure.is_ladder()) {
    const auto found = passing_with(asked_.measure, *worlds_[c], changes_in(c, shares), budget_);
    if (found) out = found->members();
    return out.empty() ? 0 : kReady;
  }
  const auto world = worlds_[c]->vary(changes_in(c, shares));
  return world ? count_survivors(*world, budget_, &out).verdict() : 0;
}

}  // namespace detente
