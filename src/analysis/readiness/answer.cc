#include "analysis/readiness/answer.h"
#include "analysis/readiness/inquiry.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <span>

#include "analysis/readiness/explain.h"
#include "analysis/readiness/overtaken.h"
#include "analysis/readiness/removals.h"
#include "analysis/readiness/thresholds.h"

namespace detente {

std::string_view to_string(Role role) {
  switch (role) {
    case Role::kNegotiator:
      return "negotiator";
    case Role::kSignatory:
      return "signatory";
    case Role::kThirdParty:
      return "third party";
    case Role::kRatifier:
      return "ratifier";
    case Role::kNobody:
      return "nobody";
  }
  return "nobody";
}

std::string_view to_string(Ground ground) {
  switch (ground) {
    case Ground::kRedLine:
      return "red line";
    case Ground::kStatement:
      return "preference";
    case Ground::kRanking:
      return "ranking";
    case Ground::kValues:
      return "values";
    case Ground::kRatifier:
      return "ratifier";
    case Ground::kBreaks:
      return "breaks";
    case Ground::kWillNotStep:
      return "will not step";
    case Ground::kDiverts:
      return "diverts";
    case Ground::kRule:
      return "rule";
    case Ground::kOrder:
      return "order";
    case Ground::kOneWay:
      return "one-way";
    case Ground::kNoMove:
      return "no move";
  }
  return "no move";
}

namespace {

void fill_counts(CaseAnswer& answer, const Ladder& ladder) {
  answer.in_compromise = ladder.targets.size();
  for (std::size_t r = 0; r < kRungs; ++r) {
    const RungCount& rung = ladder.rungs[r];
    answer.rungs[r] = {rung.survivors.count(), rung.alone.count(), rung.undecided_survivors,
                       rung.undecided_alone};
  }
  answer.verdict = ladder.verdict;
  answer.verdict_at_most = ladder.verdict_at_most;
  answer.ready = ladder.verdict == kReady;
  answer.holds_already = ladder.holds_already;
  if (!answer.ready && ladder.weak.size() > 0) answer.weak_survivors = ladder.weak.count();
  answer.only_ties = answer.weak_survivors > 0;
  answer.stopped = ladder.stopped;
}

bool same(const Stopper& a, const Stopper& b) {
  return a.rung == b.rung && a.ground == b.ground && a.who == b.who &&
         a.statement_id == b.statement_id && a.text == b.text;
}

// Adds the reasons of the nearest of these deals, all ties included; only those of one rung if that
// is given.
void add_stoppers(CaseAnswer& answer, const World& world, const Ladder& ladder,
                  std::span<const NearDeal> near, std::optional<Rung> only) {
  constexpr std::size_t kMostTied = 16;
  for (std::size_t k = 0; k < std::min(near.size(), kMostTied); ++k) {
    const Nearness& a = near[k].nearness;
    const Nearness& b = near.front().nearness;
    if (a.failed != b.failed || a.rejecting != b.rejecting || a.changed != b.changed) return;
    for (Stopper& stopper : stoppers_of(world, ladder, ladder.deals[near[k].deal])) {
      const bool known = std::any_of(answer.stopped_by.begin(), answer.stopped_by.end(),
                                     [&](const Stopper& other) { return same(stopper, other); });
      if (!known && (!only || stopper.rung == *only))
        answer.stopped_by.push_back(std::move(stopper));
    }
  }
}

// First what stops the deals that got furthest, at the rung where all stop; then the nearest of all
// T, which may have failed earlier but at fewer rungs.
void explain_failure(CaseAnswer& answer, const World& world, const Ladder& ladder, int most_deals) {
  const std::vector<NearDeal> near = nearest_deals(world, ladder);
  std::vector<NearDeal> furthest;
  for (const NearDeal& deal : near) {
    if (ladder.deals[deal.deal].passes_through(answer.verdict)) furthest.push_back(deal);
  }
  add_stoppers(answer, world, ladder, furthest, static_cast<Rung>(answer.verdict));
  answer.stopped_at_the_end = answer.stopped_by.size();
  answer.nearest_fails_earlier =
      !near.empty() && !furthest.empty() && near.front().deal != furthest.front().deal;
  add_stoppers(answer, world, ladder, near, std::nullopt);

  const auto most = static_cast<std::size_t>(most_deals);
  std::vector<std::size_t> shown;
  const auto show = [&](std::span<const NearDeal> deals, std::size_t up_to) {
    for (const NearDeal& deal : deals) {
      if (shown.size() >= up_to) return;
      if (std::find(shown.begin(), shown.end(), deal.deal) != shown.end()) continue;
      shown.push_back(deal.deal);
      answer.deals.push_back(report_deal(world, ladder, ladder.deals[deal.deal]));
    }
  };
  show(furthest, (most + 1) / 2);
  show(near, most);
}

void report_overtaken(DealReport& report, const World& world, const Ladder& ladder,
                      const Overtaken& overtaken, std::uint32_t target) {
  report.overtaken_known = !overtaken.undecided.test(target);
  report.overtaken = overtaken.targets.test(target);
  if (!report.overtaken) return;
  const Deal& deal = ladder.deals[overtaken.deal[target]];
  report.overtaken_signatories = deal.signatories;
  if (const auto by = overtaken_by(world, deal)) {
    report.overtaken_by = world.layout().options(*by);
  }
}

void explain_success(CaseAnswer& answer, const World& world, const Ladder& ladder, int most_deals,
                     Budget& budget) {
  const Overtaken overtaken = find_overtaken(world, ladder, budget);
  answer.overtaken = overtaken.targets.count();
  answer.undecided_overtaken = overtaken.undecided.count();
  if (answer.stopped == StopReason::kDone) answer.stopped = overtaken.stopped;
  // Those that change least come first: they are the plainest deals.
  std::vector<NearDeal> near;
  for (const std::size_t d : surviving_deals(ladder)) {
    const Outcome t = ladder.deals[d].outcome;
    near.push_back({{0, 0, world.changes(t), t}, d});
  }
  std::sort(near.begin(), near.end(),
            [](const NearDeal& a, const NearDeal& b) { return a.nearness < b.nearness; });
  for (std::size_t k = 0; k < std::min(near.size(), static_cast<std::size_t>(most_deals)); ++k) {
    const Deal& deal = ladder.deals[near[k].deal];
    answer.deals.push_back(report_deal(world, ladder, deal));
    report_overtaken(answer.deals.back(), world, ladder, overtaken, deal.target);
  }
}

// Once this is so, a verdict found since may be less than the true one.
bool cut_short(const Budget& budget) { return budget.cancelled() || budget.exhausted(); }

// Nothing is said where a limit stopped the work before it was settled.
void compare_history(CaseAnswer& answer, const World& world, const Ladder& ladder) {
  const auto& history = world.dispute()->cases[static_cast<std::size_t>(answer.case_index)].history;
  if (!history) return;
  const Bitset fits = world.table().evaluate(*history) & world.feasible();
  CaseAnswer::History out;
  out.text = history->text;
  out.outcomes = fits.count();
  out.in_compromise = (fits & world.compromise()).count();
  bool settled = true;
  if (out.in_compromise == 0) {
    out.agrees = !answer.ready;
    settled = answer.ready || answer.verdict_at_most < kReady;
  } else {
    const RungCount& last = ladder.rungs[at(Rung::kReachable)];
    last.survivors.for_each(
        [&](std::size_t k) { out.agrees = out.agrees || fits.test(ladder.targets[k]); });
    settled = out.agrees || (last.undecided_survivors == 0 &&
                             ladder.rungs[at(Rung::kDurable)].undecided_survivors == 0);
  }
  if (settled) answer.history = std::move(out);
}

}  // namespace

CaseAnswer answer_world(const World& world, const AnswerOptions& options, Budget& budget) {
  CaseAnswer answer;
  const Dispute& dispute = world.dispute();
  answer.case_index = world.scenario().case_index;
  answer.case_id = dispute->cases[static_cast<std::size_t>(answer.case_index)].id;
  answer.without = world.scenario().without;
  answer.factors = world.scenario().factors;
  answer.status_quo = world.scenario().status_quo;
  answer.compromise = world.scenario().compromise.text;
  answer.outcomes = world.feasible().count();

  LadderOptions ladder_options;
  ladder_options.threads = options.threads;
  const Ladder ladder = climb(world, ladder_options, budget);
  answer.ladders = 1;
  fill_counts(answer, ladder);
  if (answer.ready) {
    explain_success(answer, world, ladder, options.most_deals, budget);
  } else {
    explain_failure(answer, world, ladder, options.most_deals);
  }
  compare_history(answer, world, ladder);
  // removals and thresholds vary this world; where they leave views alone they share its orders
  if (options.lifts || options.thresholds) Improvements::prepare_orders(world);

  const auto report_progress = [&](std::string_view what, double share) {
    if (options.progress) options.progress(what, share);
  };
  if (options.lifts && !answer.ready && answer.stopped == StopReason::kDone) {
    Lifts lifts = find_lifts(world, answer.verdict, options.threads, budget,
                             [&](double share) { report_progress("removals", share); });
    answer.lifts = std::move(lifts.removals);
    answer.lifts_make_ready = lifts.make_ready;
    answer.ladders += lifts.ladders;
    if (!lifts.complete || cut_short(budget)) {
      // a verdict may have been cut short, and which sets are minimal hangs on all of them
      answer.lifts.clear();
      answer.lifts_make_ready = false;
      answer.stopped = budget.cancelled() ? StopReason::kCancelled : StopReason::kWorkLimit;
    }
  }
  if (options.thresholds && answer.stopped == StopReason::kDone) {
    report_progress("thresholds", 0);
    ThresholdsOfAll all = find_all_thresholds(world, options.threads, budget);
    answer.thresholds = std::move(all.found);
    answer.thresholds_not_finished = std::move(all.not_finished);
    answer.ladders += all.ladders;
    if (budget.cancelled()) {
      answer.stopped = StopReason::kCancelled;
    } else if (!answer.thresholds_not_finished.empty()) {
      answer.stopped = StopReason::kWorkLimit;
    }
  } else if (options.thresholds) {
    answer.thresholds_not_finished.resize(dispute->factors.size());
    std::iota(answer.thresholds_not_finished.begin(), answer.thresholds_not_finished.end(), 0);
  }
  return answer;
}

Result<CaseAnswer> answer_case(const Dispute& dispute, int case_index, const AnswerOptions& options,
                               Budget& budget) {
  if (Errors errors = check_changes(dispute, options.changes); !errors.empty()) {
    return tl::unexpected(std::move(errors));
  }
  auto world = World::make(dispute, make_scenario(dispute, case_index, options.changes),
                           options.most_outcomes);
  if (!world) return tl::unexpected(world.error());
  return answer_world(*world, options, budget);
}

}  // namespace detente
