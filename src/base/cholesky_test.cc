#include "base/cholesky.h"

#include <gtest/gtest.h>

#include <cmath>

namespace detente {
namespace {

// By hand: L = [[2, 0, 0], [6, 1, 0], [-8, 5, 3]], and L times its transpose is
// [4, 12, -16], [12, 37, -43], [-16, -43, 64 + 25 + 9 = 98].
TEST(Cholesky, IsTheOneWorkedByHand) {
  const std::vector<double> matrix{4, 12, -16, 12, 37, -43, -16, -43, 98};
  const Cholesky found = cholesky(matrix, 3);
  EXPECT_EQ(found.rows, 3U);
  EXPECT_EQ(found.lower, (std::vector<double>{2, 0, 0, 6, 1, 0, -8, 5, 3}));
}

// Correlations 0.6, 0 and 0.64: row 2 is (0.6, 0.8), row 3 is (0, 0.64 / 0.8 = 0.8, 0.6).
TEST(Cholesky, OfCorrelations) {
  const std::vector<double> matrix{1, 0.6, 0, 0.6, 1, 0.64, 0, 0.64, 1};
  const Cholesky found = cholesky(matrix, 3);
  EXPECT_EQ(found.rows, 3U);
  const std::vector<double> wanted{1, 0, 0, 0.6, 0.8, 0, 0, 0.8, 0.6};
  for (std::size_t k = 0; k < wanted.size(); ++k)
    EXPECT_NEAR(found.lower[k], wanted[k], 1e-15) << k;
}

// 0.8, 0.8 and 0: the last pivot is 1 - 0.8^2 / 0.36 < 0. On the border, 0.6, 0.8 and 0, it is 0.
TEST(Cholesky, SaysHowManyRowsCouldBeDone) {
  EXPECT_EQ(cholesky(std::vector<double>{1, 0.8, 0, 0.8, 1, 0.8, 0, 0.8, 1}, 3).rows, 2U);
  EXPECT_EQ(cholesky(std::vector<double>{1, 0.6, 0, 0.6, 1, 0.8, 0, 0.8, 1}, 3).rows, 2U);
  EXPECT_EQ(cholesky(std::vector<double>{1, 1, 1, 1}, 2).rows, 1U);
  EXPECT_EQ(cholesky(std::vector<double>{-1}, 1).rows, 0U);
  EXPECT_EQ(cholesky(std::vector<double>{std::nan("")}, 1).rows, 0U);
}

}  // namespace
}  // namespace detente
