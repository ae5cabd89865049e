// Fractions of whole numbers, for the products and quotients that turn weights and evaluations of
// other tools into decimals of ours.
//
// Exact as long as numerator and denominator fit in 127 bits, which the weights and evaluations of
// one issue do (18 digits each). Where they would not, the operands are rounded to 18 significant
// digits first, at most 18 of them behind the point: far below the ninth decimal that is kept.
// Magnitudes of 10^18 and more may become 10^18; who multiplies large numbers checks between.
#ifndef DETENTE_FORMAT_DOMAINS_RATIO_H_
#define DETENTE_FORMAT_DOMAINS_RATIO_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/decimal.h"

namespace detente::domains {

__extension__ using Wide = __int128;

class Ratio {
 public:
  static constexpr std::int64_t kLargest = 1'000'000'000'000;  // largest magnitude of a literal

  constexpr Ratio() = default;
  constexpr Ratio(std::int64_t whole) : top_(whole) {}  // NOLINT(google-explicit-constructor)
  static Ratio of(Decimal decimal);
  // Reads "12", "-.5", "1.5E-3", blanks around it allowed; what is beyond 18 significant digits or
  // the 18th decimal is rounded. Empty if it is no finite number or larger than kLargest.
  static std::optional<Ratio> parse(std::string_view literal);

  friend Ratio operator+(const Ratio& a, const Ratio& b);
  friend Ratio operator-(const Ratio& a, const Ratio& b) { return a + (-b); }
  friend Ratio operator*(const Ratio& a, const Ratio& b);
  friend Ratio operator/(const Ratio& a, const Ratio& b);  // Requires: b is not 0
  Ratio operator-() const { return Ratio(-top_, bottom_); }
  Ratio& operator+=(const Ratio& other) { return *this = *this + other; }
  friend std::strong_ordering operator<=>(const Ratio& a, const Ratio& b);
  friend bool operator==(const Ratio& a, const Ratio& b) { return std::is_eq(a <=> b); }

  bool is_zero() const { return top_ == 0; }
  bool is_whole() const { return bottom_ == 1; }
  Ratio rounded_to_whole() const;  // halves up, as Java's Math.round
  // To nine decimals, halves away from zero. Empty if larger than a Decimal may be.
  std::optional<Decimal> to_decimal() const;
  double to_double() const;
  // A decimal of at most `digits` (up to 18) decimals, rounded; no zeros at its end.
  std::string to_text(int digits = 18) const;

 private:
  constexpr Ratio(Wide top, Wide bottom) : top_(top), bottom_(bottom) {}
  static Ratio reduced(Wide top, Wide bottom);
  Ratio shortened() const;
  Wide scaled(int digits) const;  // the nearest whole number of 10^-digits, halves away from zero

  Wide top_ = 0;
  Wide bottom_ = 1;  // positive; no common divisor with top_
};

}  // namespace detente::domains

#endif  // DETENTE_FORMAT_DOMAINS_RATIO_H_
