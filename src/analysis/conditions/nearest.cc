#include "analysis/conditions/nearest.h"

#include <algorithm>
#include <cmath>

namespace detente {

Nearest::Nearest(const BoxSpace& space) : space_(space), solver_(make_cbc_solver()) {}

// Two columns per factor: how far up and how far down, in widths of its range.
LinearProgramme Nearest::programme() const {
  LinearProgramme out;
  for (std::size_t k = 0; k < space_.now().size(); ++k) {
    const double now = space_.now()[k], width = space_.width(k);
    out.add_column(0, std::max(0.0, (space_.whole()[k].high - now) / width), 0, false);
    out.add_column(0, std::max(0.0, (now - space_.whole()[k].low) / width), 0, false);
  }
  return out;
}

double Nearest::scale(const Affine& row) const {
  double out = 0;
  for (std::size_t k = 0; k < row.slope.size(); ++k)
    out = std::max(out, std::abs(row.slope[k]) * space_.width(k));
  return out;
}

// row(x) - slack >= least, scaled; false if the row is flat and fails.
bool Nearest::add_row(const Affine& row, int slack_column, double least,
                      LinearProgramme& to) const {
  const double scaled = scale(row);
  if (scaled < 1e-12) return row.constant >= 0;
  std::vector<std::pair<int, double>> terms;
  for (std::size_t k = 0; k < row.slope.size(); ++k) {
    const double step = row.slope[k] * space_.width(k) / scaled;
    if (step == 0) continue;
    terms.emplace_back(static_cast<int>(2 * k), step);
    terms.emplace_back(static_cast<int>(2 * k + 1), -step);
  }
  if (slack_column >= 0) terms.emplace_back(slack_column, -1);
  to.add_row(std::move(terms), least - row.at(space_.now()) / scaled, LinearProgramme::kInfinity);
  return true;
}

std::optional<SolverAnswer> Nearest::solve(const LinearProgramme& programme) {
  ++solved_;
  SolverAnswer answer = solver_->maximise(programme, {});
  if (answer.status != SolverAnswer::Status::kOptimal) return std::nullopt;
  return answer;
}

Nearest::Point Nearest::point(const SolverAnswer& answer) const {
  Point at = space_.now();
  for (std::size_t k = 0; k < at.size(); ++k) {
    const double steps = answer.x[2 * k] - answer.x[2 * k + 1];
    if (steps != 0)
      at[k] = std::clamp(at[k] + steps * space_.width(k), space_.whole()[k].low,
                         space_.whole()[k].high);
  }
  return at;
}

std::optional<Nearest::Cheapest> Nearest::cheapest(std::span<const Affine> rows) {
  LinearProgramme least = programme();
  for (auto& column : least.columns) column.objective = -1;
  for (const Affine& row : rows) {
    if (!add_row(row, -1, 0, least)) return std::nullopt;
  }
  const auto answer = solve(least);
  if (!answer) return std::nullopt;
  Cheapest out{point(*answer), 0};
  out.cost = space_.cost(out.at);
  return out;
}

std::optional<Nearest::Inside> Nearest::inside(std::span<const Affine> rows, std::size_t strict,
                                               const Point* held) {
  double kept = 0;
  std::optional<Inside> out;
  for (const bool others : {false, true}) {
    if (others && strict == rows.size()) break;
    LinearProgramme deep = programme();
    for (std::size_t k = 0; held != nullptr && k < held->size(); ++k) {
      if ((*held)[k] == space_.now()[k])
        deep.columns[2 * k].upper = deep.columns[2 * k + 1].upper = 0;
    }
    const int slack = deep.add_column(0, 1, 1, false);
    for (std::size_t k = 0; k < rows.size(); ++k) {
      const bool pushed = (k < strict) != others;
      const double least = k < strict && others ? kept / 2 : 0;
      if (!add_row(rows[k], pushed ? slack : -1, least, deep)) return std::nullopt;
    }
    const auto answer = solve(deep);
    if (!answer) return out;
    const double reached = answer->x[static_cast<std::size_t>(slack)];
    if (!others && strict > 0 && reached <= kLeastSlack) return std::nullopt;
    if (!others) kept = reached;
    out = Inside{point(*answer), reached};
  }
  return out;
}

// As far inside everything at once as possible; where something is at its end everywhere, the mean
// of the points that are as far inside one thing each.
std::optional<Nearest::Point> Nearest::amid(std::span<const Affine> rows) {
  std::vector<Affine> all(rows.begin(), rows.end());
  for (Affine& end : space_.ends()) all.push_back(std::move(end));
  if (const auto at_once = inside(all, all.size())) return at_once->at;
  Point sum(space_.now().size(), 0);
  std::size_t points = 0;
  for (std::size_t k = 0; k < all.size(); ++k) {
    std::vector<Affine> one_first = all;
    std::rotate(one_first.begin(), one_first.begin() + static_cast<std::ptrdiff_t>(k),
                one_first.begin() + static_cast<std::ptrdiff_t>(k) + 1);
    const auto deep = inside(one_first, 1);
    if (!deep) continue;
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += deep->at[i];
    ++points;
  }
  if (points > 0) {
    for (double& x : sum) x /= static_cast<double>(points);
    return sum;
  }
  const auto only = cheapest(rows);
  return only ? std::optional(only->at) : std::nullopt;
}

std::optional<Interval> Nearest::range(const Affine& form, std::span<const Affine> rows) {
  Interval out;
  for (const bool low : {true, false}) {
    LinearProgramme most = programme();
    for (std::size_t k = 0; k < form.slope.size(); ++k) {
      const double step = (low ? -1 : 1) * form.slope[k] * space_.width(k);
      most.columns[2 * k].objective = step;
      most.columns[2 * k + 1].objective = -step;
    }
    for (const Affine& row : rows) {
      if (!add_row(row, -1, 0, most)) return std::nullopt;
    }
    const auto answer = solve(most);
    if (!answer) return std::nullopt;
    (low ? out.low : out.high) = form.at(point(*answer));
  }
  return out;
}

}  // namespace detente
