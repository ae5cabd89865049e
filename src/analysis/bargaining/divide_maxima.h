// The efficient ones of very many triples of which only earlier ones can dominate later ones.
//
// Answers: which triples has no earlier one that is at least as large in every number?
// Definition: with vectors of four numbers in descending order and none twice, the triples are the
//   last three numbers, and these are the efficient ones.
// Source: Kung, Luccio & Preparata 1975: halves by themselves, then the first half against the
//   second in descending order of one number, with a staircase of the other two. Of large halves
//   only those meet that a table over the quantiles of two numbers does not keep apart: what the
//   first half has of the third number in a cell or above it bounds what can dominate, what the
//   rest of the second half has in a cell or below it what can be dominated. The table is ours.
// Cost: O(n log^2 n); what is dominated within a half goes no further.
// Checked by: divide_maxima_test.cc, frontier_explicit_test.cc.
#ifndef DETENTE_ANALYSIS_BARGAINING_DIVIDE_MAXIMA_H_
#define DETENTE_ANALYSIS_BARGAINING_DIVIDE_MAXIMA_H_

#include <array>
#include <cstdint>
#include <vector>

namespace detente {

template <class Number>
struct TripleOf {
  std::array<Number, 3> number;
  std::uint32_t place;  // rising in the order given
};
using Triple = TripleOf<std::int64_t>;

// The places of the efficient ones, ascending. The same at any number of threads. Numbers are
// std::int64_t or std::uint32_t.
template <class Number>
std::vector<std::uint32_t> maxima_of_triples(std::vector<TripleOf<Number>> triples, int threads);

extern template std::vector<std::uint32_t> maxima_of_triples(
    std::vector<TripleOf<std::int64_t>> triples, int threads);
extern template std::vector<std::uint32_t> maxima_of_triples(
    std::vector<TripleOf<std::uint32_t>> triples, int threads);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_DIVIDE_MAXIMA_H_
