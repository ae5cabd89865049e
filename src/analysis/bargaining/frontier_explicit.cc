#include "analysis/bargaining/frontier_explicit.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "analysis/bargaining/dominance.h"
#include "analysis/bargaining/frontier_four.h"
#include "base/parallel.h"
#include "base/random.h"

namespace detente {
namespace {

using Columns = std::span<const std::int64_t* const>;

constexpr std::size_t kSample = 8192, kStrong = 8, kCandidates = 64;
constexpr std::size_t kBlockWords = 1024;              // of 64 outcomes
constexpr std::size_t kTrial = 4096, kWorthOneIn = 8;  // when to give the sample up

// Rows of numbers and the outcome of each, in descending order, equal rows by outcome.
template <std::size_t kParties>
struct Row {
  std::array<std::int64_t, kParties> number;
  Outcome outcome = 0;
  const std::int64_t* numbers() const { return number.data(); }
  bool operator<(const Row& other) const {
    for (std::size_t p = 0; p < kParties; ++p) {
      if (number[p] != other.number[p]) return number[p] > other.number[p];
    }
    return outcome < other.outcome;
  }
};

// Keeps those that no earlier one dominates. `numbers(k)`, `outcome(k)`: of the sorted rows.
template <typename Numbers, typename OutcomeOf>
ExplicitFrontier sweep(std::size_t rows, std::size_t n, const Numbers& numbers,
                       const OutcomeOf& outcome) {
  ExplicitFrontier out;
  DominanceSet kept(std::max<std::size_t>(n, 2) - 1);
  bool last_kept = false;
  for (std::size_t k = 0; k < rows; ++k) {
    const std::int64_t* const x = numbers(k);
    const bool same = k > 0 && std::equal(x, x + n, numbers(k - 1));
    if (!same) {
      last_kept = n == 1 ? k == 0 : kept.add_new(x + 1);
      if (last_kept) out.starts.push_back(out.outcomes.size());
    }
    if (last_kept) out.outcomes.push_back(outcome(k));
  }
  out.starts.push_back(out.outcomes.size());
  return out;
}

// These outcomes by the first party's number, the largest first, equal ones in the order given.
// Empty if the numbers lie too far apart for that.
std::vector<Outcome> by_first(const std::int64_t* column, const std::vector<Outcome>& outcomes) {
  constexpr unsigned kDigit = 11, kPlace = 32;
  std::int64_t least = column[outcomes.front()], most = least;
  for (const Outcome s : outcomes) {
    least = std::min(least, column[s]);
    most = std::max(most, column[s]);
  }
  const std::uint64_t spread = static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least);
  if (spread >> kPlace != 0) return {};
  std::vector<std::uint64_t> keys(outcomes.size()), other(outcomes.size());
  for (std::size_t k = 0; k < keys.size(); ++k) {
    const std::uint64_t below =
        static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(column[outcomes[k]]);
    keys[k] = below << kPlace | outcomes[k];
  }
  for (unsigned shift = kPlace; shift == kPlace || spread >> (shift - kPlace) != 0;
       shift += kDigit) {
    std::vector<std::size_t> start(std::size_t{1} << kDigit, 0);
    const auto digit = [&](std::uint64_t key) { return key >> shift & (start.size() - 1); };
    for (const std::uint64_t key : keys) ++start[digit(key)];
    std::exclusive_scan(start.begin(), start.end(), start.begin(), std::size_t{0});
    for (const std::uint64_t key : keys) other[start[digit(key)]++] = key;
    keys.swap(other);
  }
  std::vector<Outcome> out(keys.size());
  for (std::size_t k = 0; k < keys.size(); ++k) out[k] = static_cast<Outcome>(keys[k]);
  return out;
}

template <std::size_t kParties>
std::vector<Row<kParties>> sorted_rows(Columns columns, const std::vector<Outcome>& outcomes) {
  std::vector<Row<kParties>> rows(outcomes.size());
  if (rows.empty()) return rows;
  const std::vector<Outcome> order = by_first(columns[0], outcomes);
  const std::vector<Outcome>& from = order.empty() ? outcomes : order;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    for (std::size_t p = 0; p < kParties; ++p) rows[k].number[p] = columns[p][from[k]];
    rows[k].outcome = from[k];
  }
  if (order.empty()) {
    std::sort(rows.begin(), rows.end());
    return rows;
  }
  for (std::size_t k = 0, end = 0; k < rows.size(); k = end) {
    for (end = k + 1; end < rows.size() && rows[end].number[0] == rows[k].number[0];) ++end;
    if (end > k + 1)
      std::sort(rows.begin() + static_cast<std::ptrdiff_t>(k),
                rows.begin() + static_cast<std::ptrdiff_t>(end));
  }
  return rows;
}

template <std::size_t kParties>
ExplicitFrontier sort_and_sweep(Columns columns, const std::vector<Outcome>& outcomes) {
  const std::vector<Row<kParties>> rows = sorted_rows<kParties>(columns, outcomes);
  return sweep(
      rows.size(), kParties, [&](std::size_t k) { return rows[k].numbers(); },
      [&](std::size_t k) { return rows[k].outcome; });
}

ExplicitFrontier sort_and_sweep_any(Columns columns, const std::vector<Outcome>& outcomes) {
  const std::size_t n = columns.size();
  std::vector<std::int64_t> rows(outcomes.size() * n);
  for (std::size_t k = 0; k < outcomes.size(); ++k) {
    for (std::size_t p = 0; p < n; ++p) rows[k * n + p] = columns[p][outcomes[k]];
  }
  std::vector<Outcome> order(outcomes.size());
  std::iota(order.begin(), order.end(), Outcome{0});
  std::sort(order.begin(), order.end(), [&](Outcome a, Outcome b) {
    for (std::size_t p = 0; p < n; ++p) {
      const std::int64_t x = rows[a * n + p], y = rows[b * n + p];
      if (x != y) return x > y;
    }
    return a < b;
  });
  return sweep(
      order.size(), n, [&](std::size_t k) { return &rows[order[k] * n]; },
      [&](std::size_t k) { return outcomes[order[k]]; });
}

ExplicitFrontier frontier_of(Columns columns, const std::vector<Outcome>& outcomes, int threads) {
  switch (columns.size()) {
    case 2:
      return sort_and_sweep<2>(columns, outcomes);
    case 3:
      return sort_and_sweep<3>(columns, outcomes);
    case 4:
      return frontier_of_four(columns, outcomes, threads);
    default:
      return sort_and_sweep_any(columns, outcomes);
  }
}

// Outcomes that dominate much, drawn from a sample; dropping what they dominate drops nothing that
// is efficient.
class Filter {
 public:
  Filter(Columns columns, const Bitset& among) : columns_(columns), all_(columns.size()) {
    const std::vector<Outcome> sample = draw(among);
    const ExplicitFrontier best = frontier_of(columns, sample, 1);
    std::vector<Outcome> points;
    for (std::size_t k = 0; k < best.size(); ++k) points.push_back(best.outcomes[best.starts[k]]);
    choose(points, sample);
    // with three parties the sweep costs less than asking the sample
    any_weak_ = columns.size() != 3 && points.size() > strong_.size() / columns.size();
    std::vector<std::int64_t> row(columns.size());
    for (const Outcome s : points) {
      for (std::size_t p = 0; p < row.size(); ++p) row[p] = columns[p][s];
      all_.add(row.data());
    }
  }

  // The outcomes of these words of `among` that are left.
  std::vector<Outcome> pass(const Bitset& among, std::size_t from, std::size_t to) const {
    std::vector<Outcome> out;
    std::vector<std::int64_t> scratch(columns_.size());
    std::size_t asked = 0, dropped = 0;
    for (std::size_t w = from; w < to; ++w) {
      for (std::uint64_t word = among.word(w); word != 0; word &= word - 1) {
        const auto s =
            static_cast<Outcome>(w * 64 + static_cast<std::size_t>(std::countr_zero(word)));
        if (below_strong(s)) continue;
        if (any_weak_ && (asked < kTrial || dropped * kWorthOneIn > asked)) {
          ++asked;
          if (below_any(s, scratch)) {
            ++dropped;
            continue;
          }
        }
        out.push_back(s);
      }
    }
    return out;
  }

 private:
  // About kSample outcomes at random, or all if there are few.
  static std::vector<Outcome> draw(const Bitset& among) {
    if (among.size() <= kSample) return among.members();
    std::vector<Outcome> out;
    Random random(1, 0);
    // a thin set gives fewer
    for (std::size_t k = 0; k < 4 * kSample && out.size() < kSample; ++k) {
      const std::uint64_t s = random.below(among.size());
      if (among.test(s)) out.push_back(static_cast<Outcome>(s));
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }
  bool dominates(Outcome a, Outcome b) const {
    bool more = false;
    for (const std::int64_t* column : columns_) {
      if (column[a] < column[b]) return false;
      more = more || column[a] > column[b];
    }
    return more;
  }
  // Again and again the one that dominates most of the sample that the others do not.
  void choose(const std::vector<Outcome>& points, std::vector<Outcome> sample) {
    const std::size_t step = points.size() / kCandidates + 1;
    for (std::size_t round = 0; round < kStrong && !points.empty(); ++round) {
      std::size_t most = 0;
      Outcome best = 0;
      for (std::size_t k = step / 2; k < points.size(); k += step) {
        const auto below = static_cast<std::size_t>(std::count_if(
            sample.begin(), sample.end(), [&](Outcome s) { return dominates(points[k], s); }));
        if (below > most) {
          most = below;
          best = points[k];
        }
      }
      if (most == 0) return;
      for (const std::int64_t* column : columns_) strong_.push_back(column[best]);
      sample.erase(std::remove_if(sample.begin(), sample.end(),
                                  [&](Outcome s) { return dominates(best, s); }),
                   sample.end());
    }
  }
  bool below_strong(Outcome s) const {
    const std::size_t n = columns_.size();
    for (std::size_t at = 0; at < strong_.size(); at += n) {
      bool at_least = true, more = false;
      for (std::size_t p = 0; p < n && at_least; ++p) {
        at_least = strong_[at + p] >= columns_[p][s];
        more = more || strong_[at + p] > columns_[p][s];
      }
      if (at_least && more) return true;
    }
    return false;
  }
  // Members are efficient among themselves: none is above one that equals the row.
  bool below_any(Outcome s, std::vector<std::int64_t>& row) const {
    for (std::size_t p = 0; p < row.size(); ++p) row[p] = columns_[p][s];
    return all_.compare(row.data()) == DominanceSet::Cover::kMore;
  }

  Columns columns_;
  std::vector<std::int64_t> strong_;  // [strong outcome][party]
  DominanceSet all_;                  // the best of the sample
  bool any_weak_ = false;             // some of them are not strong
};

}  // namespace

ExplicitFrontier explicit_frontier(Columns columns, const Bitset& among, int threads) {
  const Filter filter(columns, among);
  const std::size_t words = among.word_count();
  std::vector<std::vector<Outcome>> parts((words + kBlockWords - 1) / kBlockWords);
  parallel_for(parts.size(), threads, [&](std::size_t block) {
    parts[block] =
        filter.pass(among, block * kBlockWords, std::min(words, (block + 1) * kBlockWords));
  });
  std::vector<Outcome> left;
  for (std::vector<Outcome>& part : parts) {
    left.insert(left.end(), part.begin(), part.end());
    std::vector<Outcome>().swap(part);
  }
  return frontier_of(columns, left, threads);
}

}  // namespace detente
