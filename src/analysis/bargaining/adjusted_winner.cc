#include "analysis/bargaining/adjusted_winner.h"

#include <algorithm>

#include "base/check.h"

namespace detente {
namespace {

using Values = std::vector<std::vector<std::vector<std::int64_t>>>;

int best_option(const Values& value, int side, std::size_t issue) {
  const auto& mine = value[static_cast<std::size_t>(side)][issue];
  const auto& theirs = value[static_cast<std::size_t>(1 - side)][issue];
  std::size_t best = 0;
  for (std::size_t o = 1; o < mine.size(); ++o) {
    if (mine[o] > mine[best] || (mine[o] == mine[best] && theirs[o] > theirs[best])) best = o;
  }
  return static_cast<int>(best);
}

class Division {
 public:
  std::optional<AdjustedWinner> run(const Values& value) {
    contest(value);
    if (!scale(value)) return std::nullopt;
    assign();
    transfer();
    if (!fits_) return std::nullopt;
    return std::move(out_);
  }

 private:
  void contest(const Values& value) {
    for (std::size_t i = 0; i < value[0].size(); ++i) {
      ContestedIssue row;
      row.issue = i;
      for (int side : {0, 1}) row.best[side] = best_option(value, side, i);
      out_.issues.push_back(row);
    }
  }
  bool scale(const Values& value) {
    for (const int side : {0, 1}) {
      Fraction sum;
      for (ContestedIssue& row : out_.issues) {
        const auto& mine = value[static_cast<std::size_t>(side)][row.issue];
        row.points[side] = Fraction(mine[static_cast<std::size_t>(row.best[side])] -
                                    mine[static_cast<std::size_t>(row.best[1 - side])]);
        sum = sum + row.points[side];
      }
      if (sum.num == 0) return false;
      for (ContestedIssue& row : out_.issues) {
        row.points[side] = row.points[side] * Fraction(100) / sum;
        fits_ = fits_ && row.points[side].ok;
      }
    }
    return fits_;
  }
  void give(ContestedIssue& row, int side) {
    row.starts_with = side;
    row.share = Fraction(side == 0 ? 1 : 0);
    out_.totals[side] = out_.totals[side] + row.points[side];
  }
  void assign() {
    std::vector<ContestedIssue*> equal;
    for (ContestedIssue& row : out_.issues) {
      const int more = compare(row.points[0], row.points[1], &fits_);
      if (more != 0) {
        give(row, more > 0 ? 0 : 1);
      } else if (row.points[0].num != 0) {
        equal.push_back(&row);
      } else {
        row.share = Fraction::of(1, 2);
      }
    }
    for (ContestedIssue* row : equal)
      give(*row, compare(out_.totals[0], out_.totals[1], &fits_) <= 0 ? 0 : 1);
    for (const int side : {0, 1}) out_.start[side] = out_.totals[side];
  }
  void transfer() {
    const int leader = compare(out_.totals[0], out_.totals[1], &fits_) >= 0 ? 0 : 1;
    const int other = 1 - leader;
    std::vector<ContestedIssue*> held;
    for (ContestedIssue& row : out_.issues) {
      if (row.starts_with == leader && row.points[other].num != 0) held.push_back(&row);
    }
    std::stable_sort(held.begin(), held.end(), [&](const auto* x, const auto* y) {
      return compare(x->points[leader] * y->points[other], y->points[leader] * x->points[other],
                     &fits_) < 0;
    });
    for (ContestedIssue* row : held) {
      const Fraction ahead = out_.totals[leader] - out_.totals[other];
      if (!fits_ || !ahead.ok || ahead.num <= 0) break;
      Fraction part = ahead / (row->points[leader] + row->points[other]);
      if (compare(part, Fraction(1), &fits_) > 0) part = Fraction(1);
      out_.totals[leader] = out_.totals[leader] - part * row->points[leader];
      out_.totals[other] = out_.totals[other] + part * row->points[other];
      row->share = leader == 0 ? Fraction(1) - part : part;
      out_.transfers.push_back({row->issue, leader, part, {out_.totals[0], out_.totals[1]}});
    }
    fits_ = fits_ && out_.totals[0].ok && out_.totals[1].ok;
  }

  AdjustedWinner out_;
  bool fits_ = true;
};

}  // namespace

std::optional<AdjustedWinner> adjusted_winner(const Values& value) {
  DETENTE_CHECK(value.size() == 2, "Adjusted Winner is for two sides");
  return Division().run(value);
}

}  // namespace detente
