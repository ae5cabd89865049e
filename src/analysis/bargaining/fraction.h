// Exact fractions of whole numbers, wide enough for sums and ratios of utilities.
//
// A result that does not fit says so (`ok` is false) and makes everything computed from it say so;
// nothing is rounded.
#ifndef DETENTE_ANALYSIS_BARGAINING_FRACTION_H_
#define DETENTE_ANALYSIS_BARGAINING_FRACTION_H_

#include <cstdint>
#include <string>

namespace detente {

__extension__ using Int128 = __int128;

struct Fraction {
  Int128 num = 0;
  Int128 den = 1;  // above 0, without a common divisor with num
  bool ok = true;

  Fraction() = default;
  Fraction(std::int64_t whole) : num(whole) {}  // NOLINT: whole numbers are fractions
  static Fraction of(Int128 num, Int128 den);   // requires den != 0

  double to_double() const { return static_cast<double>(num) / static_cast<double>(den); }
  // "3", "5/6", "65 5/6", "-1 1/2"
  std::string to_string() const;
};

Fraction operator+(const Fraction& a, const Fraction& b);
Fraction operator-(const Fraction& a, const Fraction& b);
Fraction operator*(const Fraction& a, const Fraction& b);
Fraction operator/(const Fraction& a, const Fraction& b);  // requires b != 0
// -1, 0, 1. Requires both to be ok and their comparison to fit (checked: then 0 and *fits false).
int compare(const Fraction& a, const Fraction& b, bool* fits);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_FRACTION_H_
