#include "analysis/bargaining/divide_maxima.h"

#include <algorithm>

#include "analysis/bargaining/staircase.h"
#include "base/parallel.h"

namespace detente {
namespace {

constexpr std::size_t kFew = 24;          // are compared with each other
constexpr std::size_t kPart = 1U << 16U;  // is solved by one thread

template <class Number>
bool at_least(const TripleOf<Number>& a, const TripleOf<Number>& b) {
  return a.number[0] >= b.number[0] && a.number[1] >= b.number[1] && a.number[2] >= b.number[2];
}
template <class Number>
bool larger_first(const TripleOf<Number>& a, const TripleOf<Number>& b) {
  return a.number[0] != b.number[0] ? a.number[0] > b.number[0] : a.place < b.place;
}

template <class Number>
class Halves {
  using Triple = TripleOf<Number>;

 public:
  Halves(Triple* all, Triple* scratch) : all_(all), scratch_(scratch) {}

  // Leaves the efficient ones of [from, to) at `from`, the largest first number first; how many.
  std::size_t solve(std::size_t from, std::size_t to) {
    if (to - from <= kFew) return solve_few(from, to);
    const std::size_t middle = from + (to - from) / 2;
    const std::size_t left = solve(from, middle);
    const std::size_t right = solve(middle, to);
    return join(from, left, middle, right);
  }

  // Two solved halves become one.
  std::size_t join(std::size_t from, std::size_t left, std::size_t middle, std::size_t right) {
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

 private:
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

  Triple *all_, *scratch_;
  Staircase stairs_;
};

}  // namespace

template <class Number>
std::vector<std::uint32_t> maxima_of_triples(std::vector<TripleOf<Number>> triples, int threads) {
  std::vector<TripleOf<Number>> scratch(triples.size());
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
  std::vector<std::uint32_t> out;
  for (std::size_t k = 0; !parts.empty() && k < parts.front().size; ++k)
    out.push_back(triples[k].place);
  std::sort(out.begin(), out.end());
  return out;
}

template std::vector<std::uint32_t> maxima_of_triples(std::vector<TripleOf<std::int64_t>> triples,
                                                      int threads);
template std::vector<std::uint32_t> maxima_of_triples(std::vector<TripleOf<std::uint32_t>> triples,
                                                      int threads);

}  // namespace detente
