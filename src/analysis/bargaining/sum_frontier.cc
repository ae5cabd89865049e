#include "analysis/bargaining/sum_frontier.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>

namespace detente {
namespace {

// Decides for vectors that come in descending order whether an earlier one dominates them.
class Sweep {
 public:
  explicit Sweep(std::size_t parties) : parties_(parties) {}

  bool keep(const std::int64_t* vector) {
    if (parties_ == 2) {
      if (any_ && vector[1] <= best_) return false;
      best_ = vector[1];
      any_ = true;
      return true;
    }
    if (parties_ == 3) return keep_in_staircase(vector[1], vector[2]);
    for (auto it = kept_.rbegin(); it != kept_.rend(); ++it) {
      bool worse = true;
      for (std::size_t p = 0; p < parties_ && worse; ++p) worse = (*it)[p] >= vector[p];
      if (worse) return false;
    }
    kept_.push_back(vector);
    return true;
  }

 private:
  // Second utility -> best third one so far among those with at least as much of the second.
  bool keep_in_staircase(std::int64_t second, std::int64_t third) {
    auto it = stairs_.lower_bound(second);
    if (it != stairs_.end() && it->second >= third) return false;
    while (it != stairs_.begin()) {
      const auto before = std::prev(it);
      if (before->second > third) break;
      it = stairs_.erase(before);
    }
    stairs_[second] = third;
    return true;
  }
  std::size_t parties_;
  bool any_ = false;
  std::int64_t best_ = 0;
  std::map<std::int64_t, std::int64_t> stairs_;
  std::vector<const std::int64_t*> kept_;
};

// Natural numbers as base 10^9 digits, least significant first: for counts.
using Count = std::vector<std::uint32_t>;
void add(Count& to, const Count& more) {
  std::uint32_t carry = 0;
  for (std::size_t d = 0; d < std::max(to.size(), more.size()) || carry != 0; ++d) {
    if (d == to.size()) to.push_back(0);
    const std::uint32_t sum = to[d] + (d < more.size() ? more[d] : 0) + carry;
    to[d] = sum % 1'000'000'000;
    carry = sum / 1'000'000'000;
  }
}

}  // namespace

std::optional<SumFrontier> SumFrontier::make(const AdditiveForm& form, bool floors, Budget& budget,
                                             std::size_t most) {
  const std::size_t n = form.value.size(), issues = form.issues.size();
  SumFrontier out;
  // [issue][party]: the most that the issues from here on can add
  std::vector<std::vector<std::int64_t>> rest(issues + 1, std::vector<std::int64_t>(n, 0));
  for (std::size_t i = issues; i-- > 0;) {
    for (std::size_t p = 0; p < n; ++p) {
      rest[i][p] =
          rest[i + 1][p] + *std::max_element(form.value[p][i].begin(), form.value[p][i].end());
    }
  }
  std::vector<std::int64_t> now(n, 0), next, sums;  // points one after another
  for (std::size_t i = 0; i < issues; ++i) {
    const std::size_t before = now.size() / n, options = form.options[i].size();
    if (before * options > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
    budget.spend(before * options);
    if (budget.exhausted() || budget.cancelled()) return std::nullopt;
    sums.assign(before * options * n, 0);
    std::vector<std::uint32_t> order;
    for (std::size_t f = 0; f < before; ++f) {
      for (std::size_t o = 0; o < options; ++o) {
        const std::size_t at = f * options + o;
        bool in = true;
        for (std::size_t p = 0; p < n; ++p) {
          sums[at * n + p] = now[f * n + p] + form.value[p][i][o];
          in = in && (!floors || sums[at * n + p] + rest[i + 1][p] >= form.floor[p]);
        }
        if (in) order.push_back(static_cast<std::uint32_t>(at));
      }
    }
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      const std::int64_t *x = &sums[a * n], *y = &sums[b * n];
      for (std::size_t p = 0; p < n; ++p) {
        if (x[p] != y[p]) return x[p] > y[p];
      }
      return a < b;
    });
    Sweep sweep(n);
    Stage stage;
    next.clear();
    for (std::size_t k = 0; k < order.size();) {
      const std::int64_t* const vector = &sums[order[k] * n];
      std::size_t end = k + 1;
      while (end < order.size() && std::equal(vector, vector + n, &sums[order[end] * n])) ++end;
      if (sweep.keep(vector)) {
        stage.starts.push_back(static_cast<std::uint32_t>(stage.links.size()));
        next.insert(next.end(), vector, vector + n);
        for (std::size_t e = k; e < end; ++e) {
          stage.links.push_back({static_cast<std::uint32_t>(order[e] / options),
                                 static_cast<std::int32_t>(order[e] % options)});
        }
      }
      k = end;
    }
    stage.starts.push_back(static_cast<std::uint32_t>(stage.links.size()));
    out.stages_.push_back(std::move(stage));
    now.swap(next);
    if (now.size() / n > most) return std::nullopt;
    if (n > 3) budget.spend(now.size() / n * (now.size() / n));
  }
  for (std::size_t f = 0; f * n < now.size(); ++f) {
    out.points_.emplace_back(now.begin() + static_cast<std::ptrdiff_t>(f * n),
                             now.begin() + static_cast<std::ptrdiff_t>((f + 1) * n));
  }
  return out;
}

std::string SumFrontier::count(std::size_t point) const {
  // how many ways lead from each point of a stage to this one, going back
  std::map<std::size_t, Count> ways{{point, {1}}};
  for (std::size_t i = stages_.size(); i-- > 0;) {
    std::map<std::size_t, Count> before;
    for (const auto& [at, many] : ways) {
      for (std::uint32_t k = stages_[i].starts[at]; k < stages_[i].starts[at + 1]; ++k)
        add(before[stages_[i].links[k].parent], many);
    }
    ways = std::move(before);
  }
  const Count& total = ways.at(0);
  std::string out = std::to_string(total.back());
  for (std::size_t d = total.size() - 1; d-- > 0;) out += fmt::format("{:09}", total[d]);
  return out;
}

void SumFrontier::collect(const AdditiveForm& form, std::size_t stage, std::size_t point,
                          std::vector<int>& choice, std::size_t limit,
                          std::vector<std::vector<int>>& out) const {
  if (out.size() >= limit) return;
  if (stage == 0) {
    out.push_back(form.outcome(choice));
    return;
  }
  const Stage& at = stages_[stage - 1];
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
