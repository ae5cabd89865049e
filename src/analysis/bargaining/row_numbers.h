// Whole numbers in the rows of a programme: rounded quotients, and how large a row's coefficients
// are.
#ifndef DETENTE_ANALYSIS_BARGAINING_ROW_NUMBERS_H_
#define DETENTE_ANALYSIS_BARGAINING_ROW_NUMBERS_H_

#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace detente {

// How far outside of the whole number meant a bound lies.
constexpr double kMargin = 0.25;

inline std::int64_t floor_of(std::int64_t a, std::int64_t b) {
  return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0);
}
inline std::int64_t ceil_of(std::int64_t a, std::int64_t b) { return -floor_of(-a, b); }
inline double size_of(const std::vector<std::pair<int, std::int64_t>>& terms) {
  double size = 0;
  for (const auto& term : terms) size += std::abs(static_cast<double>(term.second));
  return size;
}

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_ROW_NUMBERS_H_
