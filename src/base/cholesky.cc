#include "base/cholesky.h"

#include <cmath>

namespace detente {

Cholesky cholesky(std::span<const double> matrix, std::size_t n) {
  Cholesky out;
  out.lower.assign(n * n, 0);
  for (; out.rows < n; ++out.rows) {
    const std::size_t i = out.rows;
    double* const row = out.lower.data() + i * n;
    double pivot = matrix[i * n + i];
    for (std::size_t j = 0; j < i; ++j) {
      const double* const other = out.lower.data() + j * n;
      double rest = matrix[i * n + j];
      for (std::size_t k = 0; k < j; ++k) rest -= row[k] * other[k];
      row[j] = rest / other[j];
      pivot -= row[j] * row[j];
    }
    if (!(pivot >= kLeastPivot)) return out;
    row[i] = std::sqrt(pivot);
  }
  return out;
}

}  // namespace detente
