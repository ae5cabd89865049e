#include "analysis/readiness/explain.h"

#include <algorithm>
#include <bit>
#include <limits>

#include "analysis/readiness/witness.h"

namespace detente {
namespace {

PartySet rejecting(const World& world, const Deal& deal) {
  PartySet out = 0;
  for (PartySet rest = deal.signatories; rest != 0; rest &= rest - 1) {
    const int i = std::countr_zero(rest);
    if (!world.accepts(i, deal.outcome)) out |= party_bit(i);
  }
  return out;
}

std::vector<Step> steps_of(const World& world, const Witness& path) {
  std::vector<Step> out;
  for (const WitnessStep& step : path) {
    out.push_back({world.movers()[static_cast<std::size_t>(step.mover)].members,
                   world.layout().options(step.to)});
  }
  return out;
}

}  // namespace

std::vector<NearDeal> nearest_deals(const World& world, const Ladder& ladder) {
  std::vector<NearDeal> best;
  for (std::size_t d = 0; d < ladder.deals.size(); ++d) {
    const Deal& deal = ladder.deals[d];
    NearDeal here;
    here.deal = d;
    here.nearness = {kRungs - std::popcount(deal.passes), std::popcount(rejecting(world, deal)), 0,
                     deal.outcome};
    if (!best.empty() && best.back().nearness.outcome == deal.outcome) {
      here.nearness.changed = best.back().nearness.changed;
      if (here.nearness < best.back().nearness) best.back() = here;
    } else {
      here.nearness.changed = world.changes(deal.outcome);
      best.push_back(here);
    }
  }
  std::sort(best.begin(), best.end(),
            [](const NearDeal& a, const NearDeal& b) { return a.nearness < b.nearness; });
  return best;
}

std::vector<std::size_t> surviving_deals(const Ladder& ladder) {
  std::vector<std::size_t> out;
  for (std::size_t d = 0; d < ladder.deals.size(); ++d) {
    const Deal& deal = ladder.deals[d];
    if (!deal.passes_through(kRungs)) continue;
    if (out.empty() || ladder.deals[out.back()].outcome != deal.outcome) out.push_back(d);
  }
  return out;
}

namespace {

// Losses of a party with weights or priority at `a` against `b`, per statement; larger is worse.
std::vector<std::pair<std::int64_t, int>> losses(const World& world, int party, Outcome a,
                                                 std::optional<Outcome> b) {
  const Dispute& dispute = world.dispute();
  const bool priority =
      dispute->preferences[static_cast<std::size_t>(party)].form == PreferenceForm::kPriority;
  std::vector<std::pair<std::int64_t, int>> out;
  std::int64_t place = std::numeric_limits<std::int32_t>::max();
  for (const int s : world.view(party).statements) {
    const Statement& statement = dispute->statements[static_cast<std::size_t>(s)];
    if (statement.red_line) continue;
    const Bitset& set = world.table().satisfying(statement.formula);
    const std::int64_t units =
        priority ? --place : weight_units(dispute, world.scenario(), statement);
    const bool here = set.test(a);
    const bool there = b ? set.test(*b) : units > 0;
    const std::int64_t loss = units * (static_cast<int>(there) - static_cast<int>(here));
    if (loss > 0) out.emplace_back(loss, s);
    // compared lexicographically, only the first difference counts
    if (priority && here != there) break;
  }
  return out;
}

}  // namespace

std::vector<int> largest_losses(const World& world, int party, Outcome a,
                                std::optional<Outcome> b) {
  const Dispute& dispute = world.dispute();
  std::vector<int> out;
  for (const int s : world.view(party).statements) {
    const Statement& statement = dispute->statements[static_cast<std::size_t>(s)];
    if (!statement.red_line) continue;
    const Bitset& broken = world.table().satisfying(statement.formula);
    if (broken.test(a) && !(b && broken.test(*b))) out.push_back(s);
  }
  if (!out.empty()) return out;
  std::int64_t most = 0;
  for (const auto& [loss, s] : losses(world, party, a, b)) {
    if (loss > most) out.clear();
    if (loss >= most) out.push_back(s);
    most = std::max(most, loss);
  }
  return out;
}

DealReport report_deal(const World& world, const Ladder& ladder, const Deal& deal) {
  DealReport report;
  report.outcome = world.layout().options(deal.outcome);
  report.signatories = deal.signatories;
  report.rejecting = rejecting(world, deal);
  report.changed = world.changes(deal.outcome);
  for (std::size_t r = 0; r < kRungs; ++r) {
    report.passes[r] = (deal.passes >> r & 1U) != 0;
    report.known[r] = (deal.known >> r & 1U) != 0;
  }
  if (const auto path = legal_path(world, deal.outcome)) report.legal_path = steps_of(world, *path);
  if (!ladder.sanctions) return report;
  if (report.passes[at(Rung::kReachable)]) {
    if (const auto path = foresighted_path(*ladder.sanctions, deal.outcome, deal.signatories)) {
      report.path = steps_of(world, *path);
    }
  }
  if (report.known[at(Rung::kDurable)] && !report.passes[at(Rung::kDurable)]) {
    if (const auto found =
            find_break(*ladder.sanctions, deal.outcome, deal.outcome, deal.signatories)) {
      const PartySet members = world.movers()[static_cast<std::size_t>(found->mover)].members;
      const auto no_deal = no_deal_outcome(world.table(), world.scenario(), found->victim);
      const bool inside = (members & deal.signatories) != 0;
      const std::optional<Outcome> reference =
          inside || !no_deal ? std::optional<Outcome>(deal.outcome) : *no_deal;
      report.broken = Break{members, world.layout().options(found->from),
                            steps_of(world, found->path), found->victim,
                            largest_losses(world, found->victim, found->path.back().to, reference)};
    }
  }
  return report;
}

}  // namespace detente
