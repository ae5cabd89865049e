#include "analysis/bargaining/sum_search.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "analysis/bargaining/sum_bounds.h"
#include "analysis/bargaining/sum_climber.h"

namespace detente {
namespace {

using Kind = SumObjective::Kind;
constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr double kUnits = 1e9;              // billionths of 1
constexpr std::size_t kDepths = 8;          // sets of multipliers
constexpr std::uint64_t kAskBudget = 4096;  // branches between two looks at the work limit

class Search {
 public:
  Search(const SumValues& values, const std::vector<std::int64_t>& floors,
         const SumObjective& objective, Budget& budget)
      : parties_(values.size()),
        choices_(undominated_choices(values)),
        floors_(floors),
        objective_(objective),
        budget_(budget) {
    order_.resize(choices_.size());
    std::iota(order_.begin(), order_.end(), std::size_t{0});
  }

  SumSearchResult run() {
    tabulate();
    if (beyond_reach(choices_, floors_)) return std::move(result_);
    const std::vector<double> nothing(parties_, 0);
    const Multipliers root = best_multipliers(table_, parties_, objective_, 0, nothing);
    arrange(root);
    measure(root);
    climb_from(root);
    if (objective_.first && incumbent_ >= objective_.at_least) {
      take_climbed();
      return std::move(result_);
    }
    bounds_.add(root);
    deeper_sets();
    prepare();
    Dots dots{};
    for (std::size_t k = 0; k < bounds_.sets(); ++k) dots[k] = bounds_.root(k);
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
      for (const SumChoice& choice : choices_[i]) {
        for (const std::int64_t value : choice.value)
          row.push_back(static_cast<double>(value) / kUnits);
      }
      table_.push_back(std::move(row));
    }
  }

  // Issues where a second choice loses most come first; within an issue, what loses least.
  void arrange(const Multipliers& root) {
    std::vector<double> loss(issues(), kInfinite);
    for (std::size_t i = 0; i < issues(); ++i) {
      std::stable_sort(choices_[i].begin(), choices_[i].end(),
                       [&](const SumChoice& a, const SumChoice& b) {
                         return weighted(root, a) > weighted(root, b);
                       });
      if (choices_[i].size() > 1)
        loss[i] = weighted(root, choices_[i][0]) - weighted(root, choices_[i][1]);
    }
    std::stable_sort(order_.begin(), order_.end(),
                     [&](std::size_t a, std::size_t b) { return loss[a] > loss[b]; });
    tabulate();
  }

  void compare_with(const SumPosition& position) {
    if (!meets(position.utility, floors_)) return;
    const double value = value_of(position.utility, objective_);
    if (value <= incumbent_) return;
    incumbent_ = value;
    cut_ = std::max(objective_.at_least, incumbent_) - slack();
    climbed_ = position.at;
  }
  // From the best outcome under these weights.
  void climb_from(const Multipliers& set) {
    const SumClimber climber(choices_, order_, floors_, objective_);
    compare_with(climber.climb_from(set));
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
        for (const SumChoice& choice : row)
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
      const Multipliers set = best_multipliers(table_, parties_, objective_, depth, so_far);
      bounds_.add(set);
      measure(set);
      climb_from(set);
    }
  }

  void prepare() {
    bounds_.prepare(choices_, order_);
    most_.assign(issues() + 1, std::vector<std::int64_t>(parties_, 0));
    for (std::size_t i = issues(); i-- > 0;) {
      for (std::size_t p = 0; p < parties_; ++p) {
        std::int64_t best = std::numeric_limits<std::int64_t>::min();
        for (const SumChoice& choice : choices_[order_[i]]) best = std::max(best, choice.value[p]);
        most_[i][p] = most_[i + 1][p] + best;
      }
    }
    if (objective_.kind != Kind::kLeast) return;
    bounds_.prepare_second(table_, objective_, choices_, order_);
    for (const Multipliers& set : bounds_.second_sets()) measure(set);
  }

  using Dots = std::array<double, kDepths>;  // [set]: the bound of a branch

  void visit(std::size_t depth, const Dots& dots) {
    if (depth == issues()) {
      take();
      return;
    }
    Dots below{};
    const std::size_t sets = bounds_.sets();
    const auto& row = choices_[order_[depth]];
    const double* lost = bounds_.lost(depth);
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
      if (!fails && bounds_.has_second() && have_second_ && depth + 1 < issues() &&
          least <= incumbent_ + slack())
        fails = bounds_.second(depth + 1, utility_) < second_ - slack();
      if (!fails) {
        chosen_[depth] = v;
        visit(depth + 1, below);
      }
      for (std::size_t p = 0; p < parties_; ++p) utility_[p] -= row[v].value[p];
    }
  }

  void take() {
    if (!meets(utility_, floors_)) return;
    const double value = value_of(utility_, objective_);
    if (value < cut_) return;
    if (value > incumbent_) {
      const bool clearly = value > incumbent_ + slack();
      incumbent_ = value;
      cut_ = std::max(objective_.at_least, incumbent_) - slack();
      if (clearly) have_second_ = false;
    }
    if (objective_.kind == Kind::kLeast) {
      const double second = second_least(utility_, objective_);
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
      const SumChoice& choice = choices_[order_[i]][chosen_[i]];
      found.choice[order_[i]] = choice.options.front();
      found.count *= choice.options.size();
    }
    result_.found.push_back(std::move(found));
  }

  void thin_out() {
    std::erase_if(result_.found, [&](const SumFound& found) {
      return value_of(found.utility, objective_) < cut_;
    });
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
  std::size_t parties_;
  SumChoices choices_;
  const std::vector<std::int64_t>& floors_;
  const SumObjective& objective_;
  Budget& budget_;
  std::vector<std::size_t> order_;  // issues in the order of the search
  SumTable table_;                  // in that order
  SumBounds bounds_;
  std::vector<std::vector<std::int64_t>> most_;  // [depth][party]
  std::vector<std::size_t> climbed_;             // [depth], empty: none
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
