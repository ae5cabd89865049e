#include "analysis/bargaining/sum_search.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

namespace detente {
namespace {

using Kind = SumObjective::Kind;
constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr double kUnits = 1e9;              // billionths of 1
constexpr std::size_t kDepths = 8;          // sets of multipliers
constexpr std::uint64_t kAskBudget = 4096;  // branches between two looks at the work limit

// An option, or several that give everybody the same.
struct Choice {
  std::vector<std::int64_t> value;  // [party]
  std::vector<int> options;
};
using Choices = std::vector<std::vector<Choice>>;  // [issue]

// Options that another gives everybody at least as much as are never better: they go.
Choices reduce(const SumValues& values) {
  const std::size_t parties = values.size(), issues = values.front().size();
  Choices out(issues);
  for (std::size_t i = 0; i < issues; ++i) {
    const auto row = [&](std::size_t v) {
      std::vector<std::int64_t> value;
      for (std::size_t p = 0; p < parties; ++p) value.push_back(values[p][i][v]);
      return value;
    };
    std::vector<Choice> all;
    for (std::size_t v = 0; v < values.front()[i].size(); ++v)
      all.push_back({row(v), {static_cast<int>(v)}});
    // what dominates comes before, and equal ones are neighbours
    std::stable_sort(all.begin(), all.end(),
                     [](const Choice& a, const Choice& b) { return a.value > b.value; });
    for (Choice& one : all) {
      if (!out[i].empty() && out[i].back().value == one.value) {
        out[i].back().options.push_back(one.options.front());
        continue;
      }
      const bool worse = std::any_of(out[i].begin(), out[i].end(), [&](const Choice& kept) {
        return std::equal(kept.value.begin(), kept.value.end(), one.value.begin(),
                          std::greater_equal<>());
      });
      if (!worse) out[i].push_back(std::move(one));
    }
    std::sort(out[i].begin(), out[i].end(), [](const Choice& a, const Choice& b) {
      return a.options.front() < b.options.front();
    });
  }
  return out;
}

class Search {
 public:
  Search(const SumValues& values, const std::vector<std::int64_t>& floors,
         const SumObjective& objective, Budget& budget)
      : parties_(values.size()),
        choices_(reduce(values)),
        floors_(floors),
        objective_(objective),
        budget_(budget) {
    order_.resize(choices_.size());
    std::iota(order_.begin(), order_.end(), std::size_t{0});
  }

  SumSearchResult run() {
    tabulate();
    if (hopeless()) return std::move(result_);
    const std::vector<double> nothing(parties_, 0);
    const Multipliers root = best_multipliers(table_, parties_, objective_, 0, nothing);
    arrange(root);
    measure(root);
    climb_from(root);
    if (objective_.first && incumbent_ >= objective_.at_least) {
      take_climbed();
      return std::move(result_);
    }
    sets_.push_back(root);
    deeper_sets();
    prepare();
    Dots dots{};
    for (std::size_t k = 0; k < sets_.size(); ++k) dots[k] = sets_[k].constant + rest_[k][0];
    utility_.assign(parties_, 0);
    chosen_.assign(choices_.size(), 0);
    result_.bound = root.bound;
    if (dots[0] >= cut_) visit(0, dots);
    finish(root);
    return std::move(result_);
  }

 private:
  std::size_t issues() const { return choices_.size(); }

  void tabulate() {
    table_.clear();
    for (const std::size_t i : order_) {
      std::vector<double> row;
      for (const Choice& choice : choices_[i]) {
        for (const std::int64_t value : choice.value)
          row.push_back(static_cast<double>(value) / kUnits);
      }
      table_.push_back(std::move(row));
    }
  }

  double weighted(const Multipliers& set, const Choice& choice) const {
    double sum = 0;
    for (std::size_t p = 0; p < parties_; ++p)
      sum += set.weight[p] * static_cast<double>(choice.value[p]) / kUnits;
    return sum;
  }

  // Issues where a second choice loses most come first; within an issue, what loses least.
  void arrange(const Multipliers& root) {
    std::vector<double> loss(issues(), kInfinite);
    for (std::size_t i = 0; i < issues(); ++i) {
      std::stable_sort(
          choices_[i].begin(), choices_[i].end(),
          [&](const Choice& a, const Choice& b) { return weighted(root, a) > weighted(root, b); });
      if (choices_[i].size() > 1)
        loss[i] = weighted(root, choices_[i][0]) - weighted(root, choices_[i][1]);
    }
    std::stable_sort(order_.begin(), order_.end(),
                     [&](std::size_t a, std::size_t b) { return loss[a] > loss[b]; });
    tabulate();
  }

  bool meets_floors(const std::vector<std::int64_t>& utility) const {
    for (std::size_t p = 0; p < parties_; ++p) {
      if (utility[p] < floors_[p]) return false;
    }
    return true;
  }
  double value_of(const std::vector<std::int64_t>& utility) const {
    std::array<double, 64> u;  // a dispute has at most that many parties
    for (std::size_t p = 0; p < parties_; ++p) u[p] = static_cast<double>(utility[p]) / kUnits;
    return objective_.value({u.data(), parties_});
  }
  // What climbing compares: the shortfall under the floors first, then the objective, then the sum.
  struct Score {
    double short_of = 0, value = 0, sum = 0;
    bool operator>(const Score& other) const {
      if (short_of != other.short_of) return short_of < other.short_of;
      if (value != other.value) return value > other.value;
      return sum > other.sum;
    }
  };
  Score score(const std::vector<std::int64_t>& utility) const {
    Score out;
    for (std::size_t p = 0; p < parties_; ++p) {
      out.short_of += static_cast<double>(std::max<std::int64_t>(0, floors_[p] - utility[p]));
      if (objective_.scale[p] > 0)
        out.sum += objective_.scale[p] * static_cast<double>(utility[p]) / kUnits;
    }
    out.value = value_of(utility);
    return out;
  }

  struct Position {
    std::vector<std::size_t> at;  // [depth]: choice
    std::vector<std::int64_t> utility;
    Score score;
  };
  void place(Position& position, std::size_t i, std::size_t v) const {
    const auto& row = choices_[order_[i]];
    for (std::size_t p = 0; p < parties_; ++p)
      position.utility[p] += row[v].value[p] - row[position.at[i]].value[p];
    position.at[i] = v;
  }
  // Takes every change of one issue, then of two, that scores more, until there is none.
  void climb(Position& position) const {
    const auto keep = [&](std::size_t i, std::size_t before, std::size_t j, std::size_t before_j) {
      const Score now = score(position.utility);
      if (now > position.score) {
        position.score = now;
        return true;
      }
      place(position, i, before);
      if (j != i) place(position, j, before_j);
      return false;
    };
    constexpr int kRounds = 40;
    for (int round = 0; round < kRounds; ++round) {
      bool better = false;
      for (std::size_t i = 0; i < issues(); ++i) {
        for (std::size_t v = 0; v < choices_[order_[i]].size(); ++v) {
          const std::size_t before = position.at[i];
          if (v == before) continue;
          place(position, i, v);
          better = keep(i, before, i, 0) || better;
        }
      }
      for (std::size_t i = 0; i < issues() && !better; ++i) {
        for (std::size_t j = i + 1; j < issues(); ++j) {
          for (std::size_t v = 0; v < choices_[order_[i]].size(); ++v) {
            for (std::size_t w = 0; w < choices_[order_[j]].size(); ++w) {
              const std::size_t before = position.at[i], before_j = position.at[j];
              if (v == before || w == before_j) continue;
              place(position, i, v);
              place(position, j, w);
              better = keep(i, before, j, before_j) || better;
            }
          }
        }
      }
      if (!better) break;
    }
  }
  void compare_with(const Position& position) {
    if (!meets_floors(position.utility)) return;
    const double value = value_of(position.utility);
    if (value <= incumbent_) return;
    incumbent_ = value;
    cut_ = std::max(objective_.at_least, incumbent_) - slack();
    climbed_ = position.at;
  }
  // From the best outcome under these weights.
  void climb_from(const Multipliers& set) {
    Position position{std::vector<std::size_t>(issues(), 0), {}, {}};
    position.utility.assign(parties_, 0);
    for (std::size_t i = 0; i < issues(); ++i) {
      const auto& row = choices_[order_[i]];
      for (std::size_t p = 0; p < parties_; ++p) position.utility[p] += row[0].value[p];
    }
    for (std::size_t i = 0; i < issues(); ++i) {
      const auto& row = choices_[order_[i]];
      std::size_t best = 0;
      for (std::size_t v = 1; v < row.size(); ++v) {
        if (weighted(set, row[v]) > weighted(set, row[best])) best = v;
      }
      place(position, i, best);
    }
    position.score = score(position.utility);
    climb(position);
    compare_with(position);
  }
  double slack() const {
    return kSlack * (1 + magnitude_ + (std::isfinite(incumbent_) ? std::abs(incumbent_) : 0));
  }
  // Bounds are only as precise as the sizes of the numbers they are made of.
  void measure(const Multipliers& set) {
    double size = std::abs(set.constant);
    for (std::size_t p = 0; p < parties_; ++p) {
      double most = 0;
      for (const auto& row : choices_) {
        double largest = 0;
        for (const Choice& choice : row)
          largest = std::max(largest, std::abs(static_cast<double>(choice.value[p])));
        most += largest / kUnits;
      }
      size += set.weight[p] * most;
    }
    magnitude_ = std::max(magnitude_, size);
    cut_ = std::max(objective_.at_least, incumbent_) - slack();
  }

  // Multipliers for what is left below the outcome that climbing found.
  void deeper_sets() {
    if (climbed_.empty()) return;
    std::vector<double> so_far(parties_, 0);
    std::size_t done = 0;
    for (std::size_t k = 1; k < kDepths; ++k) {
      const std::size_t depth = issues() * k / kDepths;
      if (depth == done) continue;
      for (; done < depth; ++done) {
        for (std::size_t p = 0; p < parties_; ++p)
          so_far[p] += table_[done][climbed_[done] * parties_ + p];
      }
      sets_.push_back(best_multipliers(table_, parties_, objective_, depth, so_far));
      measure(sets_.back());
      climb_from(sets_.back());
    }
  }

  void prepare() {
    lost_.resize(issues());
    for (std::size_t i = 0; i < issues(); ++i)
      lost_[i].resize(choices_[order_[i]].size() * sets_.size());
    for (std::size_t at = 0; at < sets_.size(); ++at) {
      const Multipliers& set = sets_[at];
      std::vector<double> rest(issues() + 1, 0);
      for (std::size_t i = issues(); i-- > 0;) {
        double best = -kInfinite;
        for (const Choice& choice : choices_[order_[i]])
          best = std::max(best, weighted(set, choice));
        rest[i] = rest[i + 1] + best;
      }
      for (std::size_t i = 0; i < issues(); ++i) {
        const double best = rest[i] - rest[i + 1];
        for (std::size_t v = 0; v < choices_[order_[i]].size(); ++v)
          lost_[i][v * sets_.size() + at] = weighted(set, choices_[order_[i]][v]) - best;
      }
      rest_.push_back(std::move(rest));
    }
    most_.assign(issues() + 1, std::vector<std::int64_t>(parties_, 0));
    for (std::size_t i = issues(); i-- > 0;) {
      for (std::size_t p = 0; p < parties_; ++p) {
        std::int64_t best = std::numeric_limits<std::int64_t>::min();
        for (const Choice& choice : choices_[order_[i]]) best = std::max(best, choice.value[p]);
        most_[i][p] = most_[i + 1][p] + best;
      }
    }
    if (objective_.kind == Kind::kLeast) prepare_second();
  }

  // Sets that leave one party out each: the second least gain is at most the greatest of their
  // bounds.
  void prepare_second() {
    const auto counted = static_cast<std::size_t>(std::count_if(
        objective_.scale.begin(), objective_.scale.end(), [](double s) { return s > 0; }));
    if (counted < 2) return;
    for (std::size_t p = 0; p < parties_; ++p) {
      if (objective_.scale[p] <= 0) continue;
      SumObjective others = objective_;
      others.scale[p] = 0;
      const std::vector<double> nothing(parties_, 0);
      second_sets_.push_back(best_multipliers(table_, parties_, others, 0, nothing));
      measure(second_sets_.back());
      std::vector<double> rest(issues() + 1, 0);
      for (std::size_t i = issues(); i-- > 0;) {
        double best = -kInfinite;
        for (const Choice& choice : choices_[order_[i]])
          best = std::max(best, weighted(second_sets_.back(), choice));
        rest[i] = rest[i + 1] + best;
      }
      second_rest_.push_back(std::move(rest));
    }
  }
  double second_bound(std::size_t depth) const {
    double out = -kInfinite;
    for (std::size_t k = 0; k < second_sets_.size(); ++k) {
      double sum = second_sets_[k].constant + second_rest_[k][depth];
      for (std::size_t p = 0; p < parties_; ++p)
        sum += second_sets_[k].weight[p] * static_cast<double>(utility_[p]) / kUnits;
      out = std::max(out, sum);
    }
    return out;
  }

  using Dots = std::array<double, kDepths>;  // [set]: the bound of a branch

  void visit(std::size_t depth, const Dots& dots) {
    if (depth == issues()) {
      take();
      return;
    }
    Dots below{};
    const std::size_t sets = sets_.size();
    const auto& row = choices_[order_[depth]];
    const double* lost = lost_[depth].data();
    for (std::size_t v = 0; v < row.size(); ++v, lost += sets) {
      below[0] = dots[0] + lost[0];
      if (below[0] < cut_) break;  // the others lose more
      if (objective_.first && !result_.found.empty()) return;
      if (stopped_) {
        open_ = std::max(open_, below[0]);
        break;
      }
      if (++branches_ % kAskBudget == 0) {
        budget_.spend(kAskBudget);
        stopped_ = budget_.exhausted() || budget_.cancelled();
      }
      double least = below[0];
      for (std::size_t k = 1; k < sets; ++k) {
        below[k] = dots[k] + lost[k];
        least = std::min(least, below[k]);
      }
      if (least < cut_) continue;
      bool fails = false;
      for (std::size_t p = 0; p < parties_; ++p) {
        utility_[p] += row[v].value[p];
        fails = fails || utility_[p] + most_[depth + 1][p] < floors_[p];
      }
      if (!fails && !second_sets_.empty() && have_second_ && depth + 1 < issues() &&
          least <= incumbent_ + slack())
        fails = second_bound(depth + 1) < second_ - slack();
      if (!fails) {
        chosen_[depth] = v;
        visit(depth + 1, below);
      }
      for (std::size_t p = 0; p < parties_; ++p) utility_[p] -= row[v].value[p];
    }
  }

  // The second least scaled gain.
  double second_of(const std::vector<std::int64_t>& utility) const {
    double least = kInfinite, second = kInfinite;
    for (std::size_t p = 0; p < parties_; ++p) {
      if (objective_.scale[p] <= 0) continue;
      const double gain =
          objective_.scale[p] * (static_cast<double>(utility[p]) / kUnits - objective_.zero[p]);
      if (gain < least) {
        second = least;
        least = gain;
      } else {
        second = std::min(second, gain);
      }
    }
    return second;
  }

  void take() {
    if (!meets_floors(utility_)) return;
    const double value = value_of(utility_);
    if (value < cut_) return;
    if (value > incumbent_) {
      const bool clearly = value > incumbent_ + slack();
      incumbent_ = value;
      cut_ = std::max(objective_.at_least, incumbent_) - slack();
      if (clearly) have_second_ = false;
    }
    if (objective_.kind == Kind::kLeast) {
      const double second = second_of(utility_);
      if (!have_second_ || second > second_) second_ = second;
      have_second_ = true;
    }
    if (result_.found.size() == kMostFound) thin_out();
    if (result_.found.size() == kMostFound) {
      result_.complete = false;
      return;
    }
    SumFound found;
    found.utility = utility_;
    found.choice.resize(issues());
    for (std::size_t i = 0; i < issues(); ++i) {
      const Choice& choice = choices_[order_[i]][chosen_[i]];
      found.choice[order_[i]] = choice.options.front();
      found.count *= choice.options.size();
    }
    result_.found.push_back(std::move(found));
  }

  void thin_out() {
    std::erase_if(result_.found,
                  [&](const SumFound& found) { return value_of(found.utility) < cut_; });
  }

  void finish(const Multipliers& root) {
    thin_out();
    budget_.spend(branches_ % kAskBudget);
    if (stopped_) result_.complete = false;
    result_.multipliers = root.weight;
    result_.best = incumbent_;
    result_.bound = stopped_ ? std::min(root.bound, std::max(incumbent_, open_)) : incumbent_;
    if (stopped_ && result_.found.empty() && !climbed_.empty()) take_climbed();
  }
  void take_climbed() {
    utility_.assign(parties_, 0);
    chosen_ = climbed_;
    for (std::size_t i = 0; i < issues(); ++i) {
      for (std::size_t p = 0; p < parties_; ++p)
        utility_[p] += choices_[order_[i]][climbed_[i]].value[p];
    }
    take();
  }
  // Is a floor beyond what an issue-by-issue best can give?
  bool hopeless() const {
    for (std::size_t p = 0; p < parties_; ++p) {
      std::int64_t most = 0;
      for (const auto& row : choices_) {
        std::int64_t best = row.front().value[p];
        for (const Choice& choice : row) best = std::max(best, choice.value[p]);
        most += best;
      }
      if (most < floors_[p]) return true;
    }
    return false;
  }

  std::size_t parties_;
  Choices choices_;
  const std::vector<std::int64_t>& floors_;
  const SumObjective& objective_;
  Budget& budget_;
  std::vector<std::size_t> order_;  // issues in the order of the search
  SumTable table_;                  // in that order
  std::vector<Multipliers> sets_, second_sets_;
  std::vector<std::vector<double>> lost_;                // [depth][choice * sets + set], <= 0
  std::vector<std::vector<double>> rest_, second_rest_;  // [set][depth]
  std::vector<std::vector<std::int64_t>> most_;          // [depth][party]
  std::vector<std::size_t> climbed_;                     // [depth], empty: none
  double incumbent_ = -kInfinite, cut_ = -kInfinite;
  double magnitude_ = 0;  // of the numbers in a bound
  double second_ = -kInfinite;
  bool have_second_ = false;
  std::vector<std::int64_t> utility_;  // of the branch
  std::vector<std::size_t> chosen_;    // [depth]
  std::uint64_t branches_ = 0;
  bool stopped_ = false;
  double open_ = -kInfinite;  // the best bound of the branches that a work limit left out
  SumSearchResult result_;
};

}  // namespace

SumSearchResult search_sums(const SumValues& values, const std::vector<std::int64_t>& floors,
                            const SumObjective& objective, Budget& budget) {
  return Search(values, floors, objective, budget).run();
}

}  // namespace detente
