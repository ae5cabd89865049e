#include "analysis/bargaining/deal_search.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "analysis/bargaining/row_numbers.h"

namespace detente {
namespace {

constexpr int kMostTries = 20;
constexpr std::uint64_t kWorkPerTerm = 1000;
constexpr std::uint64_t kRootNodes = 20;  // what setting up and cutting at the root costs, in nodes

// Each column once, zeros left out, and the common divisor (1 if nothing is left).
std::pair<std::vector<std::pair<int, std::int64_t>>, std::int64_t> merged(const LinearRow& row) {
  std::map<int, std::int64_t> sum;
  for (const auto& [column, units] : row.terms) sum[column] += units;
  std::vector<std::pair<int, std::int64_t>> terms;
  std::int64_t common = 0;
  for (const auto& [column, units] : sum) {
    if (units == 0) continue;
    terms.emplace_back(column, units);
    common = std::gcd(common, units);
  }
  if (common == 0) common = 1;
  for (auto& term : terms) term.second /= common;
  return {std::move(terms), common};
}
}  // namespace

DealSearch::DealSearch(const Dispute& dispute, const Scenario& scenario,
                       const std::vector<int>& bargainers, const Conditions& conditions,
                       const Programme& programme, Solver& solver, Budget& budget)
    : dispute_(dispute),
      scenario_(scenario),
      bargainers_(bargainers),
      conditions_(conditions),
      programme_(programme),
      solver_(solver),
      budget_(budget) {
  for (int c = 0; c < programme.columns; ++c) table_.add_column(0, 1, 0, true);
  for (const LinearRow& row : programme.table) add(table_, row);
  deals_ = table_;
  for (const LinearRow& row : programme.deals) add(deals_, row);
  for (const LinearRow& row : programme.utility) {
    auto [terms, common] = merged(row);
    Scale scale{row.constant, common, row.constant, row.constant};
    const auto [low, high] = reach(terms);
    scale.low += low * common;
    scale.high += high * common;
    const double size = size_of(terms);
    exact_ = exact_ && size <= kMostScale;
    step_.push_back(size <= kMostScale
                        ? common
                        : common * static_cast<std::int64_t>(std::ceil(2 * size / kMostScale)));
    scale_.push_back(scale);
    utility_.push_back(std::move(terms));
  }
}

std::pair<std::int64_t, std::int64_t> DealSearch::reach(
    const std::vector<std::pair<int, std::int64_t>>& terms) const {
  std::map<int, std::int64_t> left(terms.begin(), terms.end());
  std::int64_t low = 0, high = 0;
  for (const auto& columns : programme_.choice) {
    if (columns.empty()) continue;
    std::optional<std::int64_t> least, most;
    for (const int column : columns) {
      const auto it = left.find(column);
      const std::int64_t units = it == left.end() ? 0 : it->second;
      if (it != left.end()) left.erase(it);
      least = std::min(least.value_or(units), units);
      most = std::max(most.value_or(units), units);
    }
    low += *least;
    high += *most;
  }
  for (const auto& [column, units] : left) (units < 0 ? low : high) += units;
  return {low, high};
}

void DealSearch::add(LinearProgramme& to, const LinearRow& row) {
  const auto merged_row = merged(row);
  const auto& terms = merged_row.first;
  const std::int64_t common = merged_row.second;
  const double size = size_of(terms);
  exact_ = exact_ && size <= kMostScale;
  const double margin = size > 64 ? kMargin : 0, by = size > kMostScale ? kMostScale / size : 1;
  std::vector<std::pair<int, double>> out;
  out.reserve(terms.size());
  for (const auto& [column, units] : terms)
    out.emplace_back(column, by * static_cast<double>(units));
  const auto bound = [&](std::int64_t value, bool up) {
    const std::int64_t rest = value - row.constant;
    return static_cast<double>(up ? ceil_of(rest, common) : floor_of(rest, common));
  };
  to.add_row(std::move(out),
             row.least ? by * (bound(*row.least, true) - margin) : -LinearProgramme::kInfinity,
             row.most ? by * (bound(*row.most, false) + margin) : LinearProgramme::kInfinity);
}

std::optional<std::vector<int>> DealSearch::outcome_of(const std::vector<double>& x) const {
  std::vector<int> outcome = scenario_.status_quo;
  for (std::size_t k = 0; k < outcome.size(); ++k) {
    const auto& left = conditions_.options[k];
    if (programme_.choice[k].empty()) {
      outcome[k] = left.front();
      continue;
    }
    int chosen = 0;
    for (std::size_t o = 0; o < left.size(); ++o) {
      if (x[static_cast<std::size_t>(programme_.choice[k][o])] < 0.5) continue;
      outcome[k] = left[o];
      ++chosen;
    }
    if (chosen != 1) return std::nullopt;
  }
  return outcome;
}

bool DealSearch::on_table(const std::vector<int>& outcome) const {
  return detente::on_table(dispute_, scenario_, conditions_, outcome);
}

bool DealSearch::is_deal(const std::vector<int>& outcome) const {
  return detente::is_deal(dispute_, scenario_, conditions_, outcome);
}

// Nothing is left to choose: the one outcome, if the rows (all constants) allow it.
DealSearch::Answer DealSearch::solve_nothing(const LinearProgramme& programme, bool deal) const {
  Answer out;
  const auto outcome = outcome_of({});
  const bool allowed =
      std::all_of(programme.rows.begin(), programme.rows.end(),
                  [](const auto& row) { return row.lower <= 0 && row.upper >= 0; });
  if (allowed && outcome && (deal ? is_deal(*outcome) : on_table(*outcome))) {
    out.kind = Answer::Kind::kFound;
    out.deal = found(*outcome);
  } else {
    out.kind = Answer::Kind::kNone;
  }
  return out;
}

Point DealSearch::utility(const std::vector<int>& outcome) const {
  Point out;
  for (const int p : bargainers_) {
    const UtilitySum& sum = conditions_.utility[static_cast<std::size_t>(p)];
    out.push_back(utility_at(dispute_, scenario_, sum, outcome));
  }
  return out;
}

FoundDeal DealSearch::found(const std::vector<int>& outcome) const {
  return {outcome, utility(outcome)};
}

DealSearch::Answer DealSearch::solve(LinearProgramme programme, bool deal) const {
  if (programme.columns.empty()) return solve_nothing(programme, deal);
  std::size_t terms = programme.columns.size();
  for (const auto& row : programme.rows) terms += row.terms.size();
  const std::uint64_t per_node = kWorkPerTerm * terms;
  Answer out;
  for (int attempt = 0; attempt < kMostTries; ++attempt) {
    if (budget_.cancelled() || !budget_.allows(kRootNodes * per_node)) return out;
    SolverLimits limits;
    limits.nodes = (budget_.limit() - budget_.spent()) / per_node;
    limits.stop = [this] { return budget_.cancelled(); };
    const SolverAnswer answer = solver_.maximise(programme, limits);
    budget_.spend((answer.nodes + kRootNodes) * per_node);
    if (answer.status == SolverAnswer::Status::kInfeasible) {
      out.kind = Answer::Kind::kNone;
      return out;
    }
    if (answer.status != SolverAnswer::Status::kOptimal) return out;
    const auto outcome = outcome_of(answer.x);
    if (!outcome) return out;
    if (deal ? is_deal(*outcome) : on_table(*outcome)) {
      out.kind = Answer::Kind::kFound;
      out.deal = found(*outcome);
      out.x = answer.x;
      out.bound = answer.bound;
      return out;
    }
    forbid(programme, *outcome);  // within the solver's tolerance, but no deal
  }
  return out;
}

std::vector<std::vector<int>> DealSearch::behind(const FoundDeal& first, bool deal,
                                                 std::size_t limit, bool& all) const {
  std::vector<std::vector<int>> out{first.outcome};
  all = false;
  LinearProgramme lp = deal ? deals_ : table_;
  for (std::size_t p = 0; p < parties(); ++p) {
    at_least(lp, p, first.utility[p]);
    at_most(lp, p, first.utility[p]);
  }
  forbid(lp, first.outcome);
  for (std::size_t k = 1; k <= limit; ++k) {
    const Answer more = solve(lp, deal);
    all = more.kind == Answer::Kind::kNone && exact_;
    if (!more.found() || k == limit) break;
    if (more.deal.utility == first.utility) out.push_back(more.deal.outcome);
    forbid(lp, more.deal.outcome);
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace detente
