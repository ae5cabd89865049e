#include "analysis/bargaining/sum_frontier.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace detente {
namespace {

constexpr std::uint64_t kWorkOfMany = 16;  // a question to the boxes of more than three parties
constexpr std::size_t kManyOptions = std::size_t{1} << 14U;

// Options that no other option of the issue dominates; all of them where there are very many.
void set_options(const AdditiveForm& form, std::size_t issue, SumStep& step) {
  const auto value = [&](std::size_t party, std::size_t option) {
    return form.value[party][issue][option];
  };
  const std::size_t options = form.options[issue].size();
  std::vector<std::size_t> order(options), kept;
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (options <= kManyOptions) {  // a dominating option comes first, and one that is kept will do
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      for (std::size_t p = 0; p < step.parties; ++p) {
        if (value(p, a) != value(p, b)) return value(p, a) > value(p, b);
      }
      return false;
    });
    for (const std::size_t o : order) {
      const bool worse = std::any_of(kept.begin(), kept.end(), [&](std::size_t other) {
        bool at_least = true, more = false;
        for (std::size_t p = 0; p < step.parties && at_least; ++p) {
          at_least = value(p, other) >= value(p, o);
          more = more || value(p, other) > value(p, o);
        }
        return at_least && more;
      });
      if (!worse) kept.push_back(o);
    }
    std::sort(kept.begin(), kept.end());
  } else {
    kept = std::move(order);
  }
  step.values.clear();
  step.options.clear();
  for (const std::size_t o : kept) {
    step.options.push_back(static_cast<std::int32_t>(o));
    for (std::size_t p = 0; p < step.parties; ++p) step.values.push_back(value(p, o));
  }
}

// [issue][party]: the most that the issues from here on can add.
std::vector<std::vector<std::int64_t>> most_from(const AdditiveForm& form) {
  const std::size_t n = form.value.size(), issues = form.issues.size();
  std::vector<std::vector<std::int64_t>> rest(issues + 1, std::vector<std::int64_t>(n, 0));
  for (std::size_t i = issues; i-- > 0;) {
    for (std::size_t p = 0; p < n; ++p) {
      rest[i][p] =
          rest[i + 1][p] + *std::max_element(form.value[p][i].begin(), form.value[p][i].end());
    }
  }
  return rest;
}

std::int64_t less(std::int64_t a, std::int64_t b) {
  std::int64_t out = 0;
  if (!__builtin_sub_overflow(a, b, &out)) return out;
  return b > 0 ? std::numeric_limits<std::int64_t>::min()
               : std::numeric_limits<std::int64_t>::max();
}

// [party]: the spread of the sums of this stage.
std::vector<double> spread(const SumStep& step) {
  const std::size_t n = step.parties;
  std::vector<double> out(n, 0);
  for (const std::span<const std::int64_t> rows :
       {step.before, std::span<const std::int64_t>(step.values)}) {
    for (std::size_t p = 0; p < n; ++p) {
      std::int64_t low = rows[p], high = rows[p];
      for (std::size_t k = p; k < rows.size(); k += n) {
        low = std::min(low, rows[k]);
        high = std::max(high, rows[k]);
      }
      out[p] += static_cast<double>(high) - static_cast<double>(low);
    }
  }
  return out;
}

WideCounts count_ways(const SumStage& stage, const WideCounts& before, std::size_t words) {
  WideCounts out(stage.points(), words);
  for (std::size_t k = 0; k < stage.points(); ++k) {
    for (std::uint32_t l = stage.starts[k]; l < stage.starts[k + 1]; ++l)
      out.add(k, before, stage.links[l].parent);
  }
  return out;
}

}  // namespace

bool SumFrontier::exact() const {
  return std::all_of(gap_.begin(), gap_.end(), [](std::int64_t gap) { return gap == 0; });
}

bool SumFrontier::add_stage(SumStep& step, std::size_t thin, std::uint64_t work, Budget& budget,
                            std::vector<std::int64_t>& after, SumStage& stage) {
  step.slack.assign(step.parties, 0);
  bool done = add_issue(step, after, stage);
  if (!done && thin > 0) {
    const std::vector<double> width = spread(step);
    step.most_points = thin;
    // With two parties a slack of width / thin always is enough: the second utilities of kept
    // points rise by more than that from each to the next.
    for (int k = step.parties == 2 ? 0 : fineness_; k >= 0 && !done; --k) {
      budget.spend(work);
      if (budget.exhausted() || budget.cancelled()) return false;
      for (std::size_t p = 1; p < step.parties; ++p) {
        const double part =
            step.parties == 2 ? width[p] / static_cast<double>(thin - 1) : std::ldexp(width[p], -k);
        step.slack[p] = static_cast<std::int64_t>(std::ceil(part));
      }
      done = add_issue(step, after, stage);
      fineness_ = std::min(kFinest, k + 2);
    }
  }
  if (!done) return false;
  for (std::size_t p = 0; p < step.parties; ++p) gap_[p] += step.slack[p];
  stages_.push_back(stage);  // a copy takes no more than it needs
  return true;
}

std::optional<SumFrontier> SumFrontier::make(const AdditiveForm& form, bool floors, Budget& budget,
                                             std::size_t most, std::size_t thin) {
  const std::size_t n = form.value.size(), issues = form.issues.size();
  const auto rest = most_from(form);
  SumFrontier out;
  out.gap_.assign(n, 0);
  SumStep step;
  SumStage scratch;
  step.parties = n;
  std::vector<std::int64_t> now(n, 0), after;
  WideCounts counts(1, 1);
  counts.set_one(0);
  double bits = 1;  // a little more than counts can need
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < issues; ++i) {
    step.before = now;
    set_options(form, i, step);
    step.least.assign(n, std::numeric_limits<std::int64_t>::min());
    for (std::size_t p = 0; p < n && floors; ++p)
      step.least[p] = less(form.floor[p], rest[i + 1][p]);
    step.most_points = most;
    step.most_bytes = (kMostBytes - std::min(kMostBytes, bytes)) / (issues - i);
    const std::uint64_t work = now.size() / n * step.options.size() * (n > 3 ? kWorkOfMany : 1);
    budget.spend(work);
    if (budget.exhausted() || budget.cancelled()) return std::nullopt;
    if (!out.add_stage(step, thin, work, budget, after, scratch)) return std::nullopt;
    bytes += out.stages_.back().bytes();
    bits += std::log2(static_cast<double>(step.options.size()));
    counts = count_ways(out.stages_.back(), counts, static_cast<std::size_t>(bits / 64) + 1);
    now.swap(after);
  }
  for (std::size_t f = 0; f * n < now.size(); ++f) {
    out.points_.emplace_back(now.begin() + static_cast<std::ptrdiff_t>(f * n),
                             now.begin() + static_cast<std::ptrdiff_t>((f + 1) * n));
  }
  out.counts_ = std::move(counts);
  return out;
}

std::string SumFrontier::count(std::size_t point) const { return counts_.text(point); }

void SumFrontier::collect(const AdditiveForm& form, std::size_t stage, std::size_t point,
                          std::vector<int>& choice, std::size_t limit,
                          std::vector<std::vector<int>>& out) const {
  if (out.size() >= limit) return;
  if (stage == 0) {
    out.push_back(form.outcome(choice));
    return;
  }
  const SumStage& at = stages_[stage - 1];
  for (std::uint32_t k = at.starts[point]; k < at.starts[point + 1]; ++k) {
    choice[stage - 1] = at.links[k].option;
    collect(form, stage - 1, at.links[k].parent, choice, limit, out);
  }
}

std::vector<std::vector<int>> SumFrontier::outcomes(const AdditiveForm& form, std::size_t point,
                                                    std::size_t limit) const {
  std::vector<int> choice(stages_.size(), 0);
  std::vector<std::vector<int>> out;
  collect(form, stages_.size(), point, choice, limit, out);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace detente
