#include "analysis/bargaining/linkage_sample.h"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/bargaining/issue_in_play.h"
#include "analysis/bargaining/issue_taken_away.h"
#include "analysis/bargaining/outcome_sums.h"
#include "analysis/bargaining/table_draws.h"
#include "base/parallel.h"

namespace detente {
namespace {

constexpr std::size_t kAtATime = 64;  // issues between two looks at the budget
// Streams of random numbers: one per task and one per issue taken away; then those that these
// share.
constexpr std::uint64_t kShared = std::uint64_t{1} << 32U;

class Sampler {
 public:
  Sampler(const Dispute& dispute, const Scenario& scenario, const std::optional<Formula>& within,
          const Conditions& conditions, const AdditiveForm* table, const EffectSampleAsked& asked,
          Budget& budget, BargainingStudy& study)
      : dispute_(dispute),
        scenario_(scenario),
        within_(within),
        conditions_(conditions),
        asked_(asked),
        budget_(budget),
        study_(study),
        rows_(study.linkage->issues),
        sums_over_issues_(table != nullptr),
        draws_(dispute, scenario, conditions, table) {}

  void run() {
    if (!draws_.any()) return;
    study_.linkage->seed = asked_.seed;
    if (rows_.empty()) {
      for (const int k : draws_.changeable()) {
        rows_.emplace_back();
        rows_.back().issue = k;
      }
    }
    know_what_is_nothing();
    if (stopped()) return;
    in_play();
    taken_away();
    nothing_drawn();
  }

 private:
  // Of no deals none has the issue at the status quo, and no package is one; nor is there a deal
  // with an option that is off the table.
  void know_what_is_nothing() {
    const bool none = study_.deals && *study_.deals == "0";
    for (IssueEffect& row : rows_) {
      const auto nothing = [](Count& number) {
        if (!number.known()) number = std::size_t{0};
      };
      if (none) nothing(row.packages);
      if (none || (!row.deals_frozen.known() && draws_.choices(row.issue).frozen.empty()))
        nothing(row.deals_frozen);
    }
  }
  bool stopped() {
    if (!budget_.cancelled() && !budget_.exhausted()) return false;
    const bool any = std::any_of(rows_.begin(), rows_.end(), [](const IssueEffect& row) {
      return !row.deals_frozen.known() || !row.packages.known() || !row.without.known();
    });
    if (!any) return false;
    study_.stopped = budget_.cancelled() ? StopReason::kCancelled : StopReason::kWorkLimit;
    say(budget_.cancelled() ? "drawing was cancelled"
                            : "drawing was ended at the work that it may take");
    return true;
  }
  void say(const std::string& more) {
    std::string& why = study_.linkage->why_no_effects;
    why += (why.empty() ? "" : "; ") + more;
  }

  void in_play() {
    const OutcomeSums sums(dispute_, scenario_, conditions_);
    std::vector<std::size_t> asked;
    std::vector<IssueInPlay> issues;
    for (std::size_t k = 0; k < rows_.size(); ++k) {
      IssueEffect& row = rows_[k];
      if (!row.deals_frozen.known()) row.frozen_drawn.emplace();
      if (!row.packages.known()) row.packages_drawn.emplace();
      if (!row.frozen_drawn && !row.packages_drawn) continue;
      asked.push_back(k);
      issues.emplace_back(draws_, sums, row);
    }
    if (asked.empty()) return;
    std::vector<std::vector<IssueInPlay::Tally>> tallies(
        kDrawTasks, std::vector<IssueInPlay::Tally>(asked.size()));
    std::vector<std::uint64_t> tried(kDrawTasks, 0);
    const std::uint64_t draws = asked_.draws / kDrawTasks, most = asked_.most_tried / kDrawTasks;
    parallel_for(kDrawTasks, asked_.threads, [&](std::size_t task) {
      Random random(asked_.seed, task);
      std::vector<int> combination;
      IssueInPlay::Space space;
      bool more = true;
      while (more && tried[task] < most && !budget_.cancelled()) {
        ++tried[task];
        draws_.draw(random, combination);
        const OutcomeSums::Sums all = sums.all(combination);
        more = false;
        for (std::size_t i = 0; i < issues.size(); ++i) {
          IssueInPlay::Tally& tally = tallies[task][i];
          if (issues[i].done(tally, draws)) continue;
          issues[i].look(random, combination, all, draws, tally, space);
          more = more || !issues[i].done(tally, draws);
        }
      }
    });
    std::uint64_t work = 0;
    for (std::size_t task = 0; task < kDrawTasks; ++task) {
      for (std::size_t i = 0; i < asked.size(); ++i) {
        IssueEffect& row = rows_[asked[i]];
        const IssueInPlay::Tally& tally = tallies[task][i];
        if (row.frozen_drawn) add(tally.frozen, *row.frozen_drawn);
        if (row.packages_drawn) add(tally.packages, *row.packages_drawn);
        work += tally.frozen.tried + tally.packages.tried;
      }
    }
    budget_.spend(work);
  }
  static void add(const DrawnShare& from, DrawnShare& to) {
    to.tried += from.tried;
    to.drawn += from.drawn;
    to.hits += from.hits;
  }

  void taken_away() {
    std::vector<std::size_t> asked;
    for (std::size_t k = 0; k < rows_.size(); ++k) {
      if (!rows_[k].without.known()) asked.push_back(k);
    }
    for (std::size_t from = 0; from < asked.size(); from += kAtATime) {
      if (stopped()) return;
      const std::size_t count = std::min(kAtATime, asked.size() - from);
      std::vector<std::optional<IssueTakenAway>> left(count);
      parallel_for(count, asked_.threads, [&](std::size_t i) {
        IssueEffect& row = rows_[asked[from + i]];
        take_away(left[i].emplace(dispute_, scenario_, within_, study_.bargainers,
                                  sums_over_issues_, row.issue),
                  row);
      });
      draw_together(left, std::span(asked).subspan(from, count));
      for (std::size_t i = 0; i < count; ++i) {
        const IssueEffect& row = rows_[asked[from + i]];
        if (row.without_drawn) budget_.spend(row.without_drawn->tried + row.without_drawn->drawn);
        if (!left[i]->why_not().empty()) {
          say(fmt::format("without '{}': {}",
                          dispute_->issues[static_cast<std::size_t>(row.issue)].id,
                          left[i]->why_not()));
        }
      }
    }
    if (budget_.cancelled()) stopped();
  }
  // Draws, unless that can be done for several issues together.
  void take_away(const IssueTakenAway& left, IssueEffect& row) const {
    if (!left.why_not().empty()) return;
    if (left.nothing_on_table()) {
      row.without = row.outcomes_without = std::size_t{0};
      return;
    }
    row.outcomes_without = left.outcomes();
    DrawnShare& share = row.without_drawn.emplace();
    if (left.combines_as(draws_)) return;
    Random random(asked_.seed, kDrawTasks + static_cast<std::size_t>(row.issue));
    std::vector<int> space;
    while (share.drawn < asked_.draws && share.tried < asked_.most_tried && !budget_.cancelled())
      left.draw(random, space, share);
  }
  // One set of combinations for all issues whose absence leaves the options of the others as they
  // are: drawing is most of the work where few combinations are on the table.
  void draw_together(const std::vector<std::optional<IssueTakenAway>>& left,
                     std::span<const std::size_t> rows) {
    std::vector<std::size_t> together;
    for (std::size_t i = 0; i < left.size(); ++i) {
      if (rows_[rows[i]].without_drawn && left[i]->combines_as(draws_)) together.push_back(i);
    }
    if (together.empty()) return;
    std::vector<std::vector<DrawnShare>> tallies(kDrawTasks, std::vector<DrawnShare>(left.size()));
    const std::uint64_t draws = asked_.draws / kDrawTasks, most = asked_.most_tried / kDrawTasks;
    parallel_for(kDrawTasks, asked_.threads, [&](std::size_t task) {
      Random random(asked_.seed, kShared + task);
      std::vector<int> combination;
      bool more = true;
      for (std::uint64_t tried = 0; more && tried < most && !budget_.cancelled(); ++tried) {
        draws_.draw(random, combination);
        more = false;
        for (const std::size_t i : together) {
          DrawnShare& tally = tallies[task][i];
          if (tally.drawn >= draws) continue;
          more = true;
          left[i]->look(combination, tally);
        }
      }
    });
    for (const auto& tally : tallies) {
      for (const std::size_t i : together) add(tally[i], *rows_[rows[i]].without_drawn);
    }
  }

  void nothing_drawn() {
    std::uint64_t tried = 0;
    for (const IssueEffect& row : rows_) {
      for (const auto* one : {&row.frozen_drawn, &row.packages_drawn, &row.without_drawn}) {
        if (*one && (*one)->drawn == 0) tried = std::max(tried, (*one)->tried);
      }
    }
    if (tried == 0) return;
    say(fmt::format(
        "where there is no share, of {} combinations of options drawn at random none is on the "
        "table",
        tried));
  }

  const Dispute& dispute_;
  const Scenario& scenario_;
  const std::optional<Formula>& within_;
  const Conditions& conditions_;
  const EffectSampleAsked& asked_;
  Budget& budget_;
  BargainingStudy& study_;
  std::vector<IssueEffect>& rows_;
  bool sums_over_issues_;
  TableDraws draws_;
};

}  // namespace

void add_sampled_effects(const Dispute& dispute, const Scenario& scenario,
                         const std::optional<Formula>& within, const Conditions& conditions,
                         const AdditiveForm* table, const EffectSampleAsked& asked, Budget& budget,
                         BargainingStudy& study) {
  Sampler(dispute, scenario, within, conditions, table, asked, budget, study).run();
}

std::optional<ShareEstimate> share_estimate(const std::optional<DrawnShare>& drawn,
                                            double deviations) {
  if (!drawn || drawn->drawn == 0) return std::nullopt;
  return share_estimate(drawn->hits, drawn->drawn, deviations);
}

std::optional<ShareEstimate> share_of_packages(const IssueEffect& row, double deviations) {
  if (row.packages.is_zero()) return ShareEstimate{0, 0, 0};
  return share_estimate(row.packages_drawn, deviations);
}

std::optional<ShareEstimate> share_without(const IssueEffect& row, double deviations) {
  if (row.without.is_zero()) return ShareEstimate{0, 0, 0};
  if (!row.without.known()) return share_estimate(row.without_drawn, deviations);
  if (!row.outcomes_without.known()) return std::nullopt;
  const double share = row.without.to_double() / row.outcomes_without.to_double();
  return ShareEstimate{share, share, share};
}

std::optional<int> adds_by_drawing(const IssueEffect& row) {
  if (row.packages.known() && row.without.known()) return std::nullopt;
  const auto with = share_of_packages(row, kWithin999), without = share_without(row, kWithin999);
  if (!with || !without) return std::nullopt;
  return with->low > without->high ? 1 : with->high < without->low ? -1 : 0;
}

}  // namespace detente
