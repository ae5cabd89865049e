#include "analysis/claims/claims.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "analysis/claims/study.h"
#include "analysis/readiness/removals.h"
#include "analysis/readiness/tipping.h"
#include "base/parallel.h"

namespace detente {
namespace {

struct Modification {
  Changes changes;
  std::string name;
};

// The cases that a query looks at, besides the one it is asked in.
void cases_of(const Query& query, std::set<int>& cases) {
  if (query.case_index >= 0) cases.insert(query.case_index);
  if (query.other_case >= 0) cases.insert(query.other_case);
  for (const Query& part : query.parts) cases_of(part, cases);
}

// The formulas of a query.
void formulas_of(const Query& query, std::vector<const Formula*>& out) {
  for (const Formula* formula : {&query.first, &query.second}) {
    if (!formula->empty()) out.push_back(formula);
  }
  for (const Query& part : query.parts) formulas_of(part, out);
}

// The ends of the domain, values spread between them, and those at which a comparison tips, with
// one on either side.
std::vector<double> values_to_try(const Interval& domain, const std::vector<double>& tips) {
  std::set<double> out{domain.low, domain.high};
  const double width = domain.high - domain.low;
  for (int k = 1; k <= 16; ++k) out.insert(domain.low + width * k / 17);
  for (const double x : tips) {
    for (const double near : {x - 1e-6 * width, x, x + 1e-6 * width}) {
      if (near >= domain.low && near <= domain.high) out.insert(near);
    }
  }
  return {out.begin(), out.end()};
}

Changes joined(const Changes& base, const Changes& more) {
  Changes out = base;
  out.set.insert(out.set.end(), more.set.begin(), more.set.end());
  out.toggles.insert(out.toggles.end(), more.toggles.begin(), more.toggles.end());
  out.without |= more.without;
  return out;
}

class Check {
 public:
  Check(const Dispute& dispute, const ClaimOptions& options, Budget& budget)
      : dispute_(dispute), options_(options), budget_(budget) {}

  Result<std::vector<ClaimRow>> run() {
    Errors errors = parse();
    if (!errors.empty()) return tl::unexpected(std::move(errors));
    Study study(dispute_, options_.changes, options_.threads, options_.most_outcomes, budget_);
    for (const int c : all_cases()) {
      if (Errors problem = study.problem(c); !problem.empty())
        return tl::unexpected(std::move(problem));
    }
    for (std::size_t k = 0; k < queries_.size(); ++k) {
      for (const int c : dispute_->claims[k].in) {
        const bool holds = study.holds(queries_[k], c);
        // what was asked last is not certain
        if (budget_.cancelled() || budget_.exhausted()) return std::move(rows_);
        rows_.push_back({static_cast<int>(k), c, holds, false, "", {}});
        find_thresholds_of(queries_[k], study, rows_.back().thresholds);
      }
    }
    if (options_.trivial) find_trivial();
    return std::move(rows_);
  }

 private:
  static void find_thresholds_of(const Query& query, Study& study,
                                 std::vector<FoundThresholds>& out) {
    for (const Query& part : query.parts) find_thresholds_of(part, study, out);
    if (query.kind != Query::Kind::kThreshold) return;
    const auto* found = study.thresholds_found(query.factor, query.case_index);
    const bool listed = std::any_of(out.begin(), out.end(), [&](const FoundThresholds& one) {
      return one.factor == query.factor && one.case_index == query.case_index;
    });
    if (found == nullptr || listed) return;
    out.push_back({query.factor, query.case_index, {}});
    for (const Threshold& t : *found) out.back().at.push_back(t.at);
  }
  Errors parse() {
    Errors errors;
    for (const Claim& claim : dispute_->claims) {
      auto query = parse_query(claim.holds, claim.holds_where, dispute_);
      if (query) {
        queries_.push_back(std::move(*query));
      } else {
        errors.insert(errors.end(), query.error().begin(), query.error().end());
      }
    }
    return errors;
  }
  std::set<int> all_cases() const {
    std::set<int> out;
    for (std::size_t k = 0; k < queries_.size(); ++k) {
      cases_of(queries_[k], out);
      for (const int c : dispute_->claims[k].in) out.insert(c);
    }
    return out;
  }

  std::vector<Modification> modifications() const {
    std::vector<Modification> out;
    std::set<std::string> seen;
    std::vector<std::vector<double>> tips(dispute_->factors.size());
    for (const int c : all_cases()) {
      const auto world = World::make(dispute_, make_scenario(dispute_, c, options_.changes),
                                     options_.most_outcomes);
      if (!world) continue;
      for (Removable& removable : removables(*world)) {
        if (seen.insert(removable.id).second) out.push_back({removable.changes, removable.id});
      }
      add_tips(*world, tips);
    }
    for (int f = 0; f < static_cast<int>(dispute_->factors.size()); ++f) {
      const Factor& factor = dispute_->factors[static_cast<std::size_t>(f)];
      for (const double value : values_to_try(factor.domain, tips[static_cast<std::size_t>(f)])) {
        Modification modification;
        modification.changes.set.emplace_back(f, value);
        modification.name = fmt::format("{} = {:.6g}", factor.id, value);
        out.push_back(std::move(modification));
      }
    }
    return out;
  }
  // Per factor: where a condition of this world or of a query tips.
  void add_tips(const World& world, std::vector<std::vector<double>>& tips) const {
    std::vector<const Formula*> asked;
    for (const Query& query : queries_) formulas_of(query, asked);
    for (std::size_t f = 0; f < tips.size(); ++f) {
      const std::vector<double> more =
          Tipping(world, static_cast<int>(f), budget_).conditions(asked);
      tips[f].insert(tips[f].end(), more.begin(), more.end());
    }
  }

  // Every row that nothing has changed yet, under one modification after the other: a round of them
  // at a time, each on its own.
  void find_trivial() {
    constexpr std::size_t kRound = 8;
    const std::vector<Modification> all = modifications();
    for (ClaimRow& row : rows_) row.trivial = true;
    for (std::size_t first = 0; first < all.size(); first += kRound) {
      const std::size_t count = std::min(kRound, all.size() - first);
      std::vector<std::vector<char>> changed(count);
      parallel_for(count, options_.threads,
                   [&](std::size_t m) { changed[m] = changed_by(all[first + m]); });
      for (std::size_t m = 0; m < count; ++m) {
        for (std::size_t k = 0; k < rows_.size(); ++k) {
          if (!rows_[k].trivial || changed[m][k] == 0) continue;
          rows_[k].trivial = false;
          rows_[k].changed_by = all[first + m].name;
        }
      }
      if (options_.progress)
        options_.progress(static_cast<double>(first + count) / static_cast<double>(all.size()));
      const bool open =
          std::any_of(rows_.begin(), rows_.end(), [](const ClaimRow& row) { return row.trivial; });
      if (!open) return;
      if (budget_.cancelled() || budget_.exhausted()) {
        for (ClaimRow& row : rows_) row.trivial = false;  // none was shown to be
        return;
      }
    }
  }
  // Per row: does the modification change a claim that is still thought trivial? Not one that
  // leaves no world to ask in.
  std::vector<char> changed_by(const Modification& modification) const {
    Study study(dispute_, joined(options_.changes, modification.changes), 1, options_.most_outcomes,
                budget_);
    std::vector<char> out(rows_.size(), 0);
    for (std::size_t k = 0; k < rows_.size(); ++k) {
      const ClaimRow& row = rows_[k];
      if (!row.trivial || budget_.cancelled()) continue;
      const Query& query = queries_[static_cast<std::size_t>(row.claim)];
      if (!study.can_be_asked(query, row.case_index)) continue;
      out[k] = study.holds(query, row.case_index) != row.holds ? 1 : 0;
    }
    return out;
  }

  const Dispute& dispute_;
  const ClaimOptions& options_;
  Budget& budget_;
  std::vector<Query> queries_;
  std::vector<ClaimRow> rows_;
};

}  // namespace

Errors check_queries(const Dispute& dispute) {
  Errors errors;
  for (const Claim& claim : dispute->claims) {
    const auto query = parse_query(claim.holds, claim.holds_where, dispute);
    if (!query) errors.insert(errors.end(), query.error().begin(), query.error().end());
  }
  tidy_errors(errors, dispute->text);
  return errors;
}

Result<std::vector<ClaimRow>> check_claims(const Dispute& dispute, const ClaimOptions& options,
                                           Budget& budget) {
  auto rows = Check(dispute, options, budget).run();
  if (!rows) tidy_errors(rows.error(), dispute->text);
  return rows;
}

}  // namespace detente
