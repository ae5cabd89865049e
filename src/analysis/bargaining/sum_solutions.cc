#include "analysis/bargaining/sum_solutions.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/bargaining/raiffa.h"
#include "base/check.h"

namespace detente {
namespace {

using Kind = SumObjective::Kind;

}  // namespace

SumSolver::SumSolver(const AdditiveForm& form, std::vector<Decimal> weights,
                     std::vector<Decimal> powers, std::size_t limit, Budget& budget)
    : form_(form),
      weights_(std::move(weights)),
      powers_(std::move(powers)),
      limit_(limit),
      parties_(form.value.size()),
      budget_(budget) {}

SumObjective SumSolver::objective(Kind kind) const {
  SumObjective out;
  out.kind = kind;
  out.scale.assign(parties_, 1);
  for (std::size_t p = 0; p < parties_; ++p) {
    out.zero.push_back(in_units(form_.no_deal[p]));
    out.floor.push_back(in_units(form_.floor[p]));
  }
  return out;
}

SumSearchResult SumSolver::search(const SumObjective& objective,
                                  const std::vector<std::int64_t>& floors, std::uint64_t most,
                                  std::uint64_t* used) {
  SumObjective with_floors = objective;
  for (std::size_t p = 0; p < parties_; ++p) with_floors.floor[p] = in_units(floors[p]);
  const std::uint64_t left = budget_.limit() - std::min(budget_.limit(), budget_.spent());
  Budget own(std::min(most, left), &budget_);
  SumSearchResult result = search_sums(form_.value, floors, with_floors, own);
  budget_.spend(own.spent());
  if (used != nullptr) *used = own.spent();
  return result;
}

SumSolver::Deals SumSolver::deals() {
  if (deals_) return *deals_;
  SumObjective least = objective(Kind::kLeast);
  least.zero = least.floor;
  least.at_least = 0;
  least.first = true;
  const SumSearchResult result = search(least, form_.floor);
  deals_ = !result.found.empty() ? Deals::kSome : result.complete ? Deals::kNone : Deals::kUnknown;
  return *deals_;
}

void SumSolver::find_ideals() {
  if (asked_ideal_) return;
  asked_ideal_ = true;
  for (std::size_t p = 0; p < parties_; ++p) {
    SumObjective one = objective(Kind::kLinear);
    one.scale.assign(parties_, 0);
    one.scale[p] = 1;
    const SumSearchResult result = search(one, form_.floor, kIdealWork);
    if (result.found.empty()) {
      ideal_found_.clear();
      break;
    }
    std::int64_t most = result.found.front().utility[p];
    for (const SumFound& found : result.found) most = std::max(most, found.utility[p]);
    ideal_found_.push_back(most);
    // rounded up: a bound is only as precise as its numbers
    const double bound = result.bound * 1e9 + 1 + 1e-6 * std::abs(result.bound);
    ideal_bound_.push_back(
        result.complete ? most : std::max(most, static_cast<std::int64_t>(std::ceil(bound))));
  }
}

std::optional<Point> SumSolver::ideal() {
  find_ideals();
  if (ideal_found_.empty() || ideal_found_ != ideal_bound_) return std::nullopt;
  return ideal_found_;
}

SumSolution SumSolver::solve(const std::string& id) {
  if (id == "raiffa") return raiffa();
  const bool relative = id == "kalai_smorodinsky" || id == "relative_utilitarian";
  find_ideals();
  if (relative && ideal_found_.empty())
    return {"no ideal was found within the work that it may take", false, 0, {}, {}};
  const Kind kind = id == "nash"                                          ? Kind::kProduct
                    : id == "utilitarian" || id == "relative_utilitarian" ? Kind::kLinear
                                                                          : Kind::kLeast;
  SumObjective wanted = objective(kind);
  for (std::size_t p = 0; p < parties_; ++p) {
    if (relative) {
      const std::int64_t range = ideal_found_[p] - form_.no_deal[p];
      wanted.scale[p] = range > 0 ? 1 / in_units(range) : 0;
    } else if (id == "proportional") {
      wanted.scale[p] = 1 / weights_[p].to_double();
    } else if (id == "nash") {
      wanted.scale[p] = powers_[p].to_double();
    }
  }
  if (std::all_of(wanted.scale.begin(), wanted.scale.end(), [](double s) { return s == 0; }))
    return {"nobody can gain anything over no-deal", true, 0, {}, {}};
  if (kind == Kind::kProduct) {
    SumObjective gains = objective(Kind::kLeast);
    gains.at_least = 1e-9;  // one unit
    gains.first = true;
    const SumSearchResult all_gain = search(gains, form_.floor);
    if (all_gain.found.empty())
      return {all_gain.complete ? "no deal gives everybody a gain over no-deal"
                                : "whether everybody can gain was not found within the work limit",
              all_gain.complete,
              0,
              {},
              {}};
  }
  SumSolution out = chosen(id, search(wanted, form_.floor));
  if (!relative || ideal_found_ == ideal_bound_ || out.points.empty()) return out;
  // larger ideals only make relative gains smaller: the bound holds for all of them
  SumObjective least_ideals = wanted;
  for (std::size_t p = 0; p < parties_; ++p) {
    const std::int64_t range = ideal_bound_[p] - form_.no_deal[p];
    least_ideals.scale[p] = range > 0 ? 1 / in_units(range) : 0;
  }
  const auto value = [&](const SumObjective& of) {
    std::vector<double> u;
    for (const std::int64_t one : out.points.front().utility) u.push_back(in_units(one));
    if (of.kind == Kind::kLinear) {
      for (std::size_t p = 0; p < parties_; ++p) u[p] -= in_units(form_.no_deal[p]);
    }
    return of.value(u);
  };
  out.gap += value(wanted) - value(least_ideals);
  out.exact = false;
  return out;
}

// What a search has found, point by point.
SumSolution SumSolver::grouped(SumSearchResult result) const {
  SumSolution out;
  out.exact = result.complete;
  out.gap = result.complete ? 0 : result.bound - result.best;
  out.multipliers = std::move(result.multipliers);
  if (result.found.empty()) out.why_not = "no deal was found within the work that it may take";
  std::map<Point, SumSolution::Found, std::greater<>> by_utility;
  for (const SumFound& found : result.found) {
    SumSolution::Found& point = by_utility[found.utility];
    point.utility = found.utility;
    point.count += found.count;
    if (point.choices.size() < limit_) point.choices.push_back(found.choice);
  }
  for (auto& [utility, found] : by_utility) out.points.push_back(std::move(found));
  return out;
}

// Exactly the best of that.
SumSolution SumSolver::chosen(const std::string& id, SumSearchResult result) const {
  SumSolution out = grouped(std::move(result));
  if (out.points.empty()) return out;
  std::vector<Point> points;
  points.reserve(out.points.size());
  for (const auto& found : out.points) points.push_back(found.utility);
  const PlainProblem problem{points, form_.no_deal,
                             ideal_found_.empty() ? form_.no_deal : ideal_found_, weights_,
                             powers_};
  const std::optional<Places> best = plain_solution(id, problem);
  DETENTE_CHECK(best.has_value(), "only Raiffa may have no answer");
  std::vector<SumSolution::Found> kept;
  for (const std::size_t k : *best) kept.push_back(std::move(out.points[k]));
  out.points = std::move(kept);
  return out;
}

// As plain_solutions.cc, but every set of outcomes is only searched.
SumSolution SumSolver::raiffa() {
  const std::string unfinished = "a step was not finished within the work that it may take";
  std::uint64_t left = kRaiffaWork;
  const auto ask = [&](const SumObjective& wanted, const std::vector<std::int64_t>& floors) {
    std::uint64_t used = 0;
    SumSearchResult result = search(wanted, floors, left, &used);
    left -= std::min(left, used);
    return result;
  };
  RaiffaReference d(form_.no_deal);
  std::optional<RaiffaReference> before;
  std::vector<std::int64_t> floors = form_.floor;
  Point top;
  while (true) {
    SumObjective least = objective(Kind::kLeast);
    for (std::size_t p = 0; p < parties_; ++p) least.zero[p] = in_units(floors[p]);
    least.at_least = 0;
    least.first = true;
    const SumSearchResult some = ask(least, floors);
    if (some.found.empty() && !some.complete) return {unfinished, false, 0, {}, {}};
    if (some.found.empty()) break;  // the last set was the last that is not empty
    top.clear();
    for (std::size_t p = 0; p < parties_; ++p) {
      SumObjective one = objective(Kind::kLinear);
      one.scale.assign(parties_, 0);
      one.scale[p] = 1;
      const SumSearchResult result = ask(one, floors);
      if (!result.complete) return {unfinished, false, 0, {}, {}};
      std::int64_t most = result.found.front().utility[p];
      for (const SumFound& found : result.found) most = std::max(most, found.utility[p]);
      top.push_back(most);
    }
    SumObjective all = objective(Kind::kLinear);
    const SumSearchResult at_top = ask(all, top);
    if (!at_top.complete) return {unfinished, false, 0, {}, {}};
    if (!at_top.found.empty()) {
      SumSolution out = grouped(at_top);
      out.multipliers.clear();
      return out;
    }
    before = d;
    d.advance(top);
    for (std::size_t p = 0; p < parties_; ++p) floors[p] = std::max(form_.floor[p], d.ceiling(p));
  }
  if (!before) return {"no deal is as good as no-deal for everybody", true, 0, {}, {}};
  // leximin of (u - before) / (top - before) over the last set
  SumObjective last = objective(Kind::kLeast);
  for (std::size_t p = 0; p < parties_; ++p) {
    const double zero = before->to_double(p), range = static_cast<double>(top[p]) - zero;
    last.zero[p] = zero / 1e9;
    last.scale[p] = range > 0 ? 1e9 / range : 0;
    floors[p] = std::max(form_.floor[p], before->ceiling(p));
  }
  SumSearchResult result = ask(last, floors);
  if (!result.complete) return {unfinished, false, 0, {}, {}};
  std::vector<Point> points;
  for (const SumFound& found : result.found) points.push_back(found.utility);
  const auto best = before->leximin(points, top);
  std::vector<SumFound> kept;
  for (const std::size_t k : best) kept.push_back(result.found[k]);
  result.found = std::move(kept);
  SumSolution out = grouped(std::move(result));
  out.multipliers.clear();
  return out;
}

}  // namespace detente
