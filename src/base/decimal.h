// Exact decimals: whole numbers of billionths.
//
// Weights are added and compared without rounding, so that 0.1 + 0.2 ties with 0.3: a literal is
// read as the decimal that was written, never through a binary fraction.
#ifndef DETENTE_BASE_DECIMAL_H_
#define DETENTE_BASE_DECIMAL_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace detente {

class Decimal {
 public:
  static constexpr int kDigits = 9;                        // decimals kept
  static constexpr std::int64_t kOne = 1'000'000'000;      // units of 1
  static constexpr std::int64_t kLargest = 1'000'000'000;  // largest magnitude accepted, in ones

  constexpr Decimal() = default;
  static constexpr Decimal from_units(std::int64_t units) { return Decimal(units); }

  // Reads a TOML number literal ("12", "-0.25", "1_000", "1e-3"). Empty if it is no finite number,
  // has a digit beyond the ninth decimal, or is larger in magnitude than kLargest.
  static std::optional<Decimal> parse(std::string_view literal);
  // Rounds to nine decimals, halves away from zero. Empty if not finite or too large.
  static std::optional<Decimal> from_double(double value);

  constexpr std::int64_t units() const { return units_; }
  double to_double() const { return static_cast<double>(units_) / static_cast<double>(kOne); }
  // The shortest way to write it: "0.3", "12", "-1.5".
  std::string to_string() const;

  friend constexpr auto operator<=>(Decimal, Decimal) = default;  // NOLINT(modernize-use-nullptr)

 private:
  explicit constexpr Decimal(std::int64_t units) : units_(units) {}
  std::int64_t units_ = 0;
};

}  // namespace detente

#endif  // DETENTE_BASE_DECIMAL_H_
