#include "base/decimal.h"

#include <cctype>
#include <cmath>

namespace detente {
namespace {

constexpr std::int64_t kMostUnits = Decimal::kLargest * Decimal::kOne;  // 1e18, fits in 63 bits

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view literal) {
  bool negative = false;
  std::size_t i = 0;
  if (i < literal.size() && (literal[i] == '+' || literal[i] == '-'))
    negative = literal[i++] == '-';
  std::string digits;
  int exponent = 0;  // of ten, for the digits read as a whole number
  bool point = false;
  for (; i < literal.size(); ++i) {
    const char c = literal[i];
    if (c == '_') continue;
    if (c == '.' && !point) {
      point = true;
    } else if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
      digits += c;
      if (point) --exponent;
    } else {
      break;
    }
  }
  if (digits.empty() || digits.size() > 400) return std::nullopt;
  if (i < literal.size() && (literal[i] == 'e' || literal[i] == 'E')) {
    ++i;
    bool minus = false;
    if (i < literal.size() && (literal[i] == '+' || literal[i] == '-')) minus = literal[i++] == '-';
    int written = 0;
    bool any = false;
    for (; i < literal.size(); ++i) {
      if (literal[i] == '_') continue;
      if (std::isdigit(static_cast<unsigned char>(literal[i])) == 0) return std::nullopt;
      any = true;
      if (written < 10000) written = written * 10 + (literal[i] - '0');
    }
    if (!any) return std::nullopt;
    exponent += minus ? -written : written;
  }
  if (i != literal.size()) return std::nullopt;

  exponent += kDigits;
  while (!digits.empty() && digits.back() == '0') {
    digits.pop_back();
    ++exponent;
  }
  if (digits.empty()) return Decimal();
  if (exponent < 0) return std::nullopt;  // a digit beyond the ninth decimal
  digits.erase(0, digits.find_first_not_of('0'));
  if (static_cast<int>(digits.size()) + exponent > 19) return std::nullopt;
  digits.append(static_cast<std::size_t>(exponent), '0');
  std::uint64_t units = 0;
  for (const char c : digits) units = units * 10 + static_cast<std::uint64_t>(c - '0');
  if (units > static_cast<std::uint64_t>(kMostUnits)) return std::nullopt;
  const auto magnitude = static_cast<std::int64_t>(units);
  return Decimal(negative ? -magnitude : magnitude);
}

std::optional<Decimal> Decimal::from_double(double value) {
  if (!std::isfinite(value) || std::abs(value) > static_cast<double>(kLargest)) return std::nullopt;
  // long double: the product of a double and 1e9 must not be rounded to a tie
  return Decimal(static_cast<std::int64_t>(
      std::round(static_cast<long double>(value) * static_cast<long double>(kOne))));
}

std::string Decimal::to_string() const {
  const bool negative = units_ < 0;
  const auto magnitude = static_cast<std::uint64_t>(negative ? -units_ : units_);
  constexpr auto kUnit = static_cast<std::uint64_t>(kOne);
  std::string out = (negative ? "-" : "") + std::to_string(magnitude / kUnit);
  if (magnitude % kUnit != 0) {
    std::string decimals = std::to_string(magnitude % kUnit);
    decimals.insert(0, static_cast<std::size_t>(kDigits) - decimals.size(), '0');
    decimals.erase(decimals.find_last_not_of('0') + 1);
    out += "." + decimals;
  }
  return out;
}

}  // namespace detente
