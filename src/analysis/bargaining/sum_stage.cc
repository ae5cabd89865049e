#include "analysis/bargaining/sum_stage.h"

#include <algorithm>
#include <bit>

#include "analysis/bargaining/dominance.h"

namespace detente {
namespace {

constexpr std::uint32_t kNone = ~std::uint32_t{0};

// kParties: their number, or 0 for any.
template <std::size_t kParties>
class Merge {
 public:
  Merge(const SumStep& step, std::vector<std::int64_t>& after, SumStage& stage)
      : step_(step),
        n_(kParties > 0 ? kParties : step.parties),
        before_(step.before.size() / n_),
        heads_(step.values.size()),
        places_(step.options.size(), 0),
        leaves_(std::bit_ceil(step.options.size())),
        winners_(2 * leaves_, kNone),
        rest_(std::max<std::size_t>(n_, 2) - 1),
        kept_(rest_.size()),
        after_(after),
        stage_(stage) {}

  bool run() {
    after_.clear();
    stage_.links.clear();
    stage_.starts.clear();
    for (std::uint32_t j = 0; j < places_.size(); ++j) winners_[leaves_ + j] = load(j) ? j : kNone;
    for (std::size_t k = leaves_; k-- > 1;) winners_[k] = larger(2 * k);
    while (winners_[1] != kNone) {
      const std::uint32_t j = winners_[1];
      if (!take(j)) return false;
      ++places_[j];
      std::size_t k = leaves_ + j;
      winners_[k] = load(j) ? j : kNone;
      while (k > 1) {
        k /= 2;
        winners_[k] = larger(2 * k);
      }
    }
    stage_.starts.push_back(static_cast<std::uint32_t>(stage_.links.size()));
    return true;
  }

 private:
  std::uint32_t larger(std::size_t pair) const {
    const std::uint32_t a = winners_[pair], b = winners_[pair + 1];
    if (b == kNone) return a;
    if (a == kNone) return b;
    const std::int64_t *x = &heads_[a * n_], *y = &heads_[b * n_];
    for (std::size_t p = 0; p < n_; ++p) {
      if (x[p] != y[p]) return x[p] > y[p] ? a : b;
    }
    return a;
  }
  // The next sum of a copy that may be kept, from its place on.
  bool load(std::uint32_t j) {
    if constexpr (kParties == 2) {
      return load_of_two(j);
    } else {
      return load_of_many(j);
    }
  }
  bool load_of_many(std::uint32_t j) {
    std::int64_t* const head = &heads_[j * n_];
    const std::int64_t* const shift = &step_.values[j * n_];
    for (std::uint32_t& place = places_[j]; place < before_; ++place) {
      const std::int64_t* const row = &step_.before[place * n_];
      bool in = true;
      for (std::size_t p = 0; p < n_; ++p) {
        head[p] = row[p] + shift[p];
        in = in && head[p] >= step_.least[p];
      }
      if (in) return true;
    }
    return false;
  }
  // Of two parties the second's numbers rise along a copy, so that what is covered is leapt over.
  bool load_of_two(std::uint32_t j) {
    const std::int64_t* const rows = step_.before.data();
    const std::int64_t* const shift = &step_.values[j * 2];
    std::uint32_t& place = places_[j];
    const auto second = [&](std::size_t at) { return rows[2 * at + 1] + shift[1]; };
    const auto leap = [&](std::int64_t least) {
      if (place >= before_ || second(place) >= least) return;
      std::size_t low = place, step = 1;  // below `least` at `low`
      for (; low + step < before_ && second(low + step) < least; step *= 2) low += step;
      std::size_t high = std::min(low + step, before_);
      while (high - low > 1) {
        const std::size_t middle = low + (high - low) / 2;
        (second(middle) < least ? low : high) = middle;
      }
      place = static_cast<std::uint32_t>(high);
    };
    std::int64_t* const head = &heads_[j * 2];
    leap(step_.least[1]);
    if (any_) leap(best_);
    for (int again = 0; place < before_; ++again) {
      head[0] = rows[2 * place] + shift[0];
      head[1] = second(place);
      if (head[0] < step_.least[0]) place = static_cast<std::uint32_t>(before_);  // so are the rest
      if (again > 0 || !any_ || equals_last(head) || !covered(head)) break;
      leap(best_ + step_.slack[1] + 1);
    }
    return place < before_;
  }
  bool equals_last(const std::int64_t* x) const {
    const std::int64_t* const last = after_.data() + (after_.size() - n_);
    for (std::size_t p = 0; p < n_; ++p) {
      if (x[p] != last[p]) return false;
    }
    return true;
  }
  // Sums come from the largest first utility to the smallest: the others decide.
  bool covered(const std::int64_t* x) {
    if constexpr (kParties == 2) return any_ && best_ >= x[1] - step_.slack[1];
    if (n_ == 1) return any_;
    for (std::size_t p = 1; p < n_; ++p) rest_[p - 1] = x[p] - step_.slack[p];
    return kept_.covers(rest_.data());
  }
  // False if the stage grows too large.
  bool take(std::uint32_t j) {
    const std::int64_t* const x = &heads_[j * n_];
    if (!any_ || !equals_last(x)) {
      if (covered(x)) return true;
      any_ = true;
      if constexpr (kParties == 2) {
        best_ = x[1];
      } else if (n_ > 1) {
        kept_.add(x + 1);
      }
      if (stage_.starts.size() == step_.most_points) return false;
      stage_.starts.push_back(static_cast<std::uint32_t>(stage_.links.size()));
      for (std::size_t p = 0; p < n_; ++p) after_.push_back(x[p]);
    }
    stage_.links.push_back({places_[j], step_.options[j]});
    return stage_.bytes() <= step_.most_bytes;
  }

  const SumStep& step_;
  const std::size_t n_, before_;
  std::vector<std::int64_t> heads_;    // [option][party]: next sum of each shifted copy
  std::vector<std::uint32_t> places_;  // [option]: its point in `before`
  const std::size_t leaves_;
  std::vector<std::uint32_t> winners_;  // knock-out of the heads, the winner at 1
  bool any_ = false;
  std::int64_t best_ = 0;           // two parties: the second's most so far
  std::vector<std::int64_t> rest_;  // scratch
  DominanceSet kept_;
  std::vector<std::int64_t>& after_;
  SumStage& stage_;
};

}  // namespace

bool add_issue(const SumStep& step, std::vector<std::int64_t>& after, SumStage& stage) {
  switch (step.parties) {
    case 2:
      return Merge<2>(step, after, stage).run();
    case 3:
      return Merge<3>(step, after, stage).run();
    default:
      return Merge<0>(step, after, stage).run();
  }
}

}  // namespace detente
