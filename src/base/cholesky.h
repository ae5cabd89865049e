// A symmetric matrix as L times its transpose, L lower triangular: Cholesky's decomposition.
//
// Definition: L has positive numbers on its diagonal, which exists iff the matrix is positive
//   definite; then it is the only one.
// Source: Golub & Van Loan, Matrix Computations, 4th edition, section 4.2.
// Deviates: a pivot of less than kLeastPivot counts as none, so that nothing hangs on rounding.
// Shapes: n * n numbers, row by row. Only the lower triangle of the matrix is read.
// Cost: n^3 / 6 products.
// Checked by: cholesky_test.cc, against a decomposition worked by hand.
#ifndef DETENTE_BASE_CHOLESKY_H_
#define DETENTE_BASE_CHOLESKY_H_

#include <cstddef>
#include <span>
#include <vector>

namespace detente {

struct Cholesky {
  std::vector<double> lower;  // L; zeros above the diagonal
  std::size_t rows = 0;       // so many rows could be done; n: the matrix is positive definite
};

constexpr double kLeastPivot = 1e-9;  // before its root is taken

Cholesky cholesky(std::span<const double> matrix, std::size_t n);

}  // namespace detente

#endif  // DETENTE_BASE_CHOLESKY_H_
