#include "analysis/bargaining/divide_maxima.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

#include "analysis/bargaining/quantiles.h"
#include "analysis/bargaining/staircase.h"
#include "base/parallel.h"
#include "space/bitset.h"

namespace detente {
namespace {

constexpr std::size_t kFew = 24;            // are compared with each other
constexpr std::size_t kSweep = 1U << 6U;    // up to so many no table is made
constexpr std::size_t kPart = 1U << 16U;    // is solved by one thread
constexpr std::size_t kSample = 1U << 14U;  // for the quantiles
constexpr std::size_t kCells = 1U << 9U;    // of either number, at most; a power of two

template <class Number>
struct Celled : TripleOf<Number> {
  std::array<std::uint16_t, 2> cell;  // of the first two numbers; larger numbers never have lower
};

template <class Number>
bool at_least(const TripleOf<Number>& a, const TripleOf<Number>& b) {
  return a.number[0] >= b.number[0] && a.number[1] >= b.number[1] && a.number[2] >= b.number[2];
}
template <class Number>
bool larger_first(const TripleOf<Number>& a, const TripleOf<Number>& b) {
  return a.number[0] != b.number[0] ? a.number[0] > b.number[0] : a.place < b.place;
}

// The most or the least third number in every cell, and with `spread` in all beyond it.
template <class Number>
class Cells {
 public:
  // For about `count` triples.
  void clear(std::size_t count, Number none) {
    side_ = 16;
    while (side_ < kCells && side_ * side_ < 2 * count) side_ *= 2;
    shift_ = static_cast<unsigned>(std::countr_zero(kCells / side_));
    number_.assign(side_ * side_, none);
  }
  Number& at(const Celled<Number>& one) {
    return number_[(one.cell[0] >> shift_) * side_ + (one.cell[1] >> shift_)];
  }
  // Of cells that are as high or higher in both.
  void spread_most() {
    for (std::size_t i = side_; i-- > 0;) {
      Number* const row = &number_[i * side_];
      for (std::size_t j = side_ - 1; j-- > 0;) row[j] = std::max(row[j], row[j + 1]);
      if (i + 1 == side_) continue;
      for (std::size_t j = 0; j < side_; ++j) row[j] = std::max(row[j], row[j + side_]);
    }
  }
  // Of cells that are as low or lower in both.
  void spread_least() {
    for (std::size_t i = 0; i < side_; ++i) {
      Number* const row = &number_[i * side_];
      for (std::size_t j = 1; j < side_; ++j) row[j] = std::min(row[j], row[j - 1]);
      if (i == 0) continue;
      for (std::size_t j = 0; j < side_; ++j) row[j] = std::min(row[j], *(row + j - side_));
    }
  }

 private:
  std::size_t side_ = 0;
  unsigned shift_ = 0;
  std::vector<Number> number_;  // [cell of the first number][cell of the second]
};

template <class Number>
class Halves {
  using Triple = Celled<Number>;

 public:
  Halves(Triple* all, Triple* scratch) : all_(all), scratch_(scratch) {}

  // Leaves the efficient ones of [from, to) at `from`; how many. Up to kSweep of them have the
  // largest first number first.
  std::size_t solve(std::size_t from, std::size_t to) {
    if (to - from <= kFew) return solve_few(from, to);
    const std::size_t middle = from + (to - from) / 2;
    const std::size_t left = solve(from, middle);
    const std::size_t right = solve(middle, to);
    return to - from <= kSweep ? sweep(from, left, middle, right) : join(from, left, middle, right);
  }

  // Two solved halves become one.
  std::size_t join(std::size_t from, std::size_t left, std::size_t middle, std::size_t right) {
    const Triple* const a = all_ + from;
    Triple* const b = all_ + middle;
    cells_.clear(left + right, std::numeric_limits<Number>::min());
    for (std::size_t k = 0; k < left; ++k) {
      Number& most = cells_.at(a[k]);
      most = std::max(most, a[k].number[2]);
    }
    cells_.spread_most();
    suspects_.clear();
    for (std::size_t k = 0; k < right; ++k) {
      if (cells_.at(b[k]) >= b[k].number[2]) suspects_.push_back(b + k);
    }
    if (!suspects_.empty()) right = drop_covered(a, left, b, right);
    if (from + left != middle) std::copy(b, b + right, all_ + from + left);
    return left + right;
  }

 private:
  // Leaves what no a covers of b's first `right` at the front; how many.
  std::size_t drop_covered(const Triple* a, std::size_t left, Triple* b, std::size_t right) {
    cells_.clear(left + right, std::numeric_limits<Number>::max());
    for (const Triple* one : suspects_) {
      Number& least = cells_.at(*one);
      least = std::min(least, one->number[2]);
    }
    cells_.spread_least();
    above_.clear();
    for (std::size_t k = 0; k < left; ++k) {
      if (cells_.at(a[k]) <= a[k].number[2]) above_.push_back(a + k);
    }
    const auto larger = [](const Triple* x, const Triple* y) { return larger_first(*x, *y); };
    std::sort(above_.begin(), above_.end(), larger);
    std::sort(suspects_.begin(), suspects_.end(), larger);
    stairs_.clear();
    std::size_t next = 0, covered = 0;
    for (Triple* const one : suspects_) {
      for (; next < above_.size() && above_[next]->number[0] >= one->number[0]; ++next)
        stairs_.add(above_[next]->number[1], above_[next]->number[2]);
      if (!stairs_.covers(one->number[1], one->number[2])) continue;
      one->place = kCovered;
      ++covered;
    }
    if (covered == 0) return right;
    return static_cast<std::size_t>(
        std::remove_if(b, b + right, [](const Triple& x) { return x.place == kCovered; }) - b);
  }

  // The same of halves in order, without a table.
  std::size_t sweep(std::size_t from, std::size_t left, std::size_t middle, std::size_t right) {
    stairs_.clear();
    const Triple *a = all_ + from, *const a_end = a + left;
    const Triple *b = all_ + middle, *const b_end = b + right;
    Triple* out = scratch_ + from;
    for (; b != b_end; ++b) {
      for (; a != a_end && a->number[0] >= b->number[0]; ++a) {
        stairs_.add(a->number[1], a->number[2]);
        *out++ = *a;
      }
      if (!stairs_.covers(b->number[1], b->number[2])) *out++ = *b;
    }
    out = std::copy(a, a_end, out);
    std::copy(scratch_ + from, out, all_ + from);
    return static_cast<std::size_t>(out - (scratch_ + from));
  }

  std::size_t solve_few(std::size_t from, std::size_t to) {
    std::size_t end = from;
    for (std::size_t k = from; k < to; ++k) {
      const Triple one = all_[k];
      if (std::none_of(all_ + from, all_ + end, [&](const Triple& x) { return at_least(x, one); }))
        all_[end++] = one;
    }
    std::sort(all_ + from, all_ + end, larger_first<Number>);
    return end - from;
  }

  static constexpr std::uint32_t kCovered = std::numeric_limits<std::uint32_t>::max();

  Triple *all_, *scratch_;
  Staircase stairs_;
  Cells<Number> cells_;
  std::vector<Triple*> suspects_;     // of the second half: may be covered
  std::vector<const Triple*> above_;  // of the first: may cover one
};

template <class Number>
std::vector<Celled<Number>> with_cells(const std::vector<TripleOf<Number>>& triples, int threads) {
  const auto quantiles = [&](std::size_t which) {
    std::vector<Number> sample;
    const std::size_t step = triples.size() / kSample + 1;
    for (std::size_t k = 0; k < triples.size(); k += step)
      sample.push_back(triples[k].number[which]);
    return Quantiles<Number>(std::move(sample), kCells);
  };
  const Quantiles<Number> first = quantiles(0), second = quantiles(1);
  std::vector<Celled<Number>> out(triples.size());
  parallel_for((out.size() + kPart - 1) / kPart, threads, [&](std::size_t part) {
    const std::size_t to = std::min(out.size(), (part + 1) * kPart);
    for (std::size_t k = part * kPart; k < to; ++k) {
      static_cast<TripleOf<Number>&>(out[k]) = triples[k];
      out[k].cell = {static_cast<std::uint16_t>(first.part(triples[k].number[0])),
                     static_cast<std::uint16_t>(second.part(triples[k].number[1]))};
    }
  });
  return out;
}

}  // namespace

template <class Number>
std::vector<std::uint32_t> maxima_of_triples(std::vector<TripleOf<Number>> given, int threads) {
  const std::size_t places = given.empty() ? 0 : std::size_t{given.back().place} + 1;
  std::vector<Celled<Number>> triples = with_cells(given, threads);
  std::vector<TripleOf<Number>>().swap(given);
  std::vector<Celled<Number>> scratch(triples.size());
  struct Part {
    std::size_t from, size;
  };
  std::vector<Part> parts;
  for (std::size_t from = 0; from < triples.size(); from += kPart)
    parts.push_back({from, std::min(kPart, triples.size() - from)});
  parallel_for(parts.size(), threads, [&](std::size_t k) {
    Part& part = parts[k];
    part.size = Halves(triples.data(), scratch.data()).solve(part.from, part.from + part.size);
  });
  while (parts.size() > 1) {
    std::vector<Part> joined((parts.size() + 1) / 2);
    parallel_for(joined.size(), threads, [&](std::size_t k) {
      joined[k] = parts[2 * k];
      if (2 * k + 1 == parts.size()) return;
      const Part& next = parts[2 * k + 1];
      joined[k].size = Halves(triples.data(), scratch.data())
                           .join(joined[k].from, joined[k].size, next.from, next.size);
    });
    parts.swap(joined);
  }
  Bitset efficient(places);
  for (std::size_t k = 0; !parts.empty() && k < parts.front().size; ++k)
    efficient.set(triples[k].place);
  return efficient.members();
}

template std::vector<std::uint32_t> maxima_of_triples(std::vector<TripleOf<std::int64_t>> triples,
                                                      int threads);
template std::vector<std::uint32_t> maxima_of_triples(std::vector<TripleOf<std::uint32_t>> triples,
                                                      int threads);

}  // namespace detente
