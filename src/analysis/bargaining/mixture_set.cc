#include "analysis/bargaining/mixture_set.h"

#include <algorithm>
#include <cmath>

#include "base/decimal.h"

namespace detente {
namespace {

constexpr std::uint64_t kMostNodes = 200'000;
constexpr std::size_t kMostWays = 256;  // of choosing what is whole, gone through
constexpr double kNothing = 1e-12;      // a part that is rounding

double ones(std::int64_t units) { return Decimal::from_units(units).to_double(); }

// Weak duality: with any prices of the rows, each column's best within its bounds. Requires bounds.
double bound_of(const LinearProgramme& lp, const std::vector<double>& prices) {
  std::vector<double> rest;
  for (const auto& column : lp.columns) rest.push_back(column.objective);
  double bound = 0;
  for (std::size_t r = 0; r < lp.rows.size(); ++r) {
    const auto& row = lp.rows[r];
    double price = prices[r];
    if ((price > 0 && std::isinf(row.upper)) || (price < 0 && std::isinf(row.lower))) price = 0;
    if (price == 0) continue;
    bound += price * (price > 0 ? row.upper : row.lower);
    for (const auto& [column, coefficient] : row.terms)
      rest[static_cast<std::size_t>(column)] -= price * coefficient;
  }
  for (std::size_t c = 0; c < rest.size(); ++c)
    bound += std::max(rest[c] * lp.columns[c].lower, rest[c] * lp.columns[c].upper);
  return bound;
}

}  // namespace

MixtureSet::MixtureSet(const MixtureProblem& problem, Solver& solver, Budget& budget)
    : solver_(solver), budget_(budget) {
  const AdditiveForm& form = problem.form;
  const std::size_t n = form.value.size();
  value_.resize(n);
  for (std::size_t p = 0; p < n; ++p) {
    double least = 0, spread = 0;
    for (const auto& options : form.value[p]) {
      const auto [low, high] = std::minmax_element(options.begin(), options.end());
      least += ones(*low);
      spread += ones(*high - *low);
    }
    base_.push_back(least);
    span_.push_back(spread > 0 ? spread : 1);
    for (const auto& options : form.value[p]) {
      const std::int64_t low = *std::min_element(options.begin(), options.end());
      value_[p].emplace_back();
      for (const std::int64_t one : options) value_[p].back().push_back(ones(one - low) / span_[p]);
    }
    // a floor above all that can be had leaves nothing, which the row says
    utility_.push_back(programme_.add_column(0, 1, 0, false));
  }
  for (std::size_t i = 0; i < form.issues.size(); ++i) add_issue(problem, i);
  for (std::size_t p = 0; p < n; ++p) {
    Terms terms{{utility_[p], 1.0}};
    for (std::size_t i = 0; i < part_.size(); ++i) {
      for (std::size_t v = 0; v < part_[i].size(); ++v) {
        if (value_[p][i][v] != 0) terms.emplace_back(part_[i][v], -value_[p][i][v]);
      }
    }
    programme_.add_row(std::move(terms), 0, 0);
    floor_.push_back(scaled(p, ones(form.floor[p])));
    if (floor_[p] > 0)
      programme_.add_row({{utility_[p], 1.0}}, floor_[p], LinearProgramme::kInfinity);
  }
}

void MixtureSet::add_issue(const MixtureProblem& problem, std::size_t issue) {
  const std::vector<int>& options = problem.form.options[issue];
  const bool divisible = problem.divisible[issue] != 0;
  const bool whole = !divisible && options.size() > 1;
  part_.emplace_back();
  Terms all;
  for (std::size_t v = 0; v < options.size(); ++v) {
    part_.back().push_back(programme_.add_column(0, 1, 0, whole));
    all.emplace_back(part_.back().back(), 1.0);
  }
  if (whole) add_choice(all);
  programme_.add_row(std::move(all), 1, 1);
  if (!divisible || problem.ordered[issue] == 0 || options.size() < 2) return;
  // an option has a part only if a pair that it belongs to is chosen, or the option alone
  const auto neighbours = [&](std::size_t v) {
    return v + 1 < options.size() && options[v + 1] == options[v] + 1;
  };
  if (options.size() == 2 && neighbours(0)) return;
  std::vector<Terms> chosen(options.size());
  Terms pairs;
  for (std::size_t v = 0; v < options.size(); ++v) {
    const bool alone = !neighbours(v) && (v == 0 || !neighbours(v - 1));
    if (!neighbours(v) && !alone) continue;
    const int pair = programme_.add_column(0, 1, 0, true);
    pairs.emplace_back(pair, 1.0);
    chosen[v].emplace_back(pair, -1.0);
    if (!alone) chosen[v + 1].emplace_back(pair, -1.0);
  }
  add_choice(pairs);
  programme_.add_row(std::move(pairs), 1, 1);
  for (std::size_t v = 0; v < options.size(); ++v) {
    chosen[v].emplace_back(part_.back()[v], 1.0);
    programme_.add_row(std::move(chosen[v]), -LinearProgramme::kInfinity, 0);
  }
}

void MixtureSet::add_choice(const Terms& columns) {
  choices_.emplace_back();
  for (const auto& [column, coefficient] : columns) choices_.back().push_back(column);
  if (listed_) ways_ *= columns.size();
  listed_ = listed_ && ways_ <= kMostWays;
}

MixtureSet::Answer MixtureSet::maximise(const LinearProgramme& programme) const {
  const bool whole =
      any_whole() && programme.columns[static_cast<std::size_t>(choices_.front().front())].whole;
  if (!whole || !listed_) {
    Answer once = maximise_once(programme);
    if (whole) once.bound += tolerance();
    return once;
  }
  Answer best;
  double value = 0;
  for (std::size_t way = 0; way < ways_; ++way) {
    Answer found = maximise_once(with_way(programme, way));
    if (found.stopped) return found;
    if (!found.found) continue;
    double sum = 0;
    for (std::size_t c = 0; c < found.x.size(); ++c)
      sum += programme.columns[c].objective * found.x[c];
    const double bound = best.found ? std::max(best.bound, found.bound) : found.bound;
    if (!best.found || sum > value) {
      value = sum;
      best = std::move(found);
    }
    best.bound = bound;
  }
  return best;
}

MixtureSet::Answer MixtureSet::maximise_once(const LinearProgramme& programme) const {
  Answer out;
  SolverLimits limits;
  limits.nodes = kMostNodes;
  limits.least_gain = 1e-9;
  const Budget& budget = budget_;
  limits.stop = [&budget] { return budget.cancelled(); };
  out.stopped = budget_.cancelled() || budget_.exhausted();
  if (out.stopped) return out;
  SolverAnswer answer = solver_.maximise(programme, limits);
  budget_.spend((answer.nodes + 1) * programme.columns.size() * programme.rows.size());
  using Status = SolverAnswer::Status;
  out.stopped = answer.status == Status::kStopped || answer.status == Status::kFailed;
  out.found = !answer.x.empty();
  if (!out.found) return out;
  out.bound = answer.dual.empty() ? answer.bound : bound_of(programme, answer.dual);
  out.x = std::move(answer.x);
  return out;
}

LinearProgramme MixtureSet::with_way(const LinearProgramme& programme, std::size_t way) const {
  std::vector<double> x(programme.columns.size(), 0);
  for (const auto& columns : choices_) {
    x[static_cast<std::size_t>(columns[way % columns.size()])] = 1;
    way /= columns.size();
  }
  return with_choices_of(programme, x);
}

LinearProgramme MixtureSet::with_choices_of(LinearProgramme programme,
                                            const std::vector<double>& x) const {
  for (std::size_t c = 0; c < programme.columns.size(); ++c) {
    auto& column = programme.columns[c];
    if (!column.whole) continue;
    column.whole = false;
    column.lower = column.upper = x[c] > 0.5 ? 1 : 0;
  }
  return programme;
}

std::vector<std::vector<double>> MixtureSet::parts(const std::vector<double>& x) const {
  std::vector<std::vector<double>> out;
  for (const auto& columns : part_) {
    out.emplace_back();
    double sum = 0;
    for (const int column : columns) {
      const double part = x[static_cast<std::size_t>(column)];
      out.back().push_back(part > kNothing ? part : 0);
      sum += out.back().back();
    }
    for (double& part : out.back()) part /= sum;
  }
  return out;
}

std::vector<double> MixtureSet::utilities(const std::vector<std::vector<double>>& parts) const {
  std::vector<double> out(parties(), 0);
  for (std::size_t p = 0; p < out.size(); ++p) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      for (std::size_t v = 0; v < parts[i].size(); ++v) out[p] += parts[i][v] * value_[p][i][v];
    }
  }
  return out;
}

MixedPoint MixtureSet::point(const std::vector<std::vector<double>>& parts) const {
  MixedPoint out;
  const std::vector<double> u = utilities(parts);
  for (std::size_t p = 0; p < u.size(); ++p) out.utility.push_back(base_[p] + span_[p] * u[p]);
  for (const auto& issue : parts) {
    out.mixture.emplace_back();
    for (std::size_t v = 0; v < issue.size(); ++v) {
      if (issue[v] > 0) out.mixture.back().emplace_back(static_cast<int>(v), issue[v]);
    }
  }
  return out;
}

}  // namespace detente
