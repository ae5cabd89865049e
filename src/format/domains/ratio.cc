#include "format/domains/ratio.h"

#include <algorithm>
#include <cctype>

#include "base/check.h"

namespace detente::domains {
namespace {

constexpr int kDigits = 18;

Wide power_of_ten(int exponent) {
  Wide out = 1;
  for (int k = 0; k < exponent; ++k) out *= 10;
  return out;
}
Wide magnitude(Wide value) { return value < 0 ? -value : value; }

Wide common_divisor(Wide a, Wide b) {
  a = magnitude(a);
  while (b != 0) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

std::string digits_of(Wide value) {
  std::string out;
  do {
    out.insert(out.begin(), static_cast<char>('0' + static_cast<int>(value % 10)));
    value /= 10;
  } while (value != 0);
  return out;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

// The digits of a number and the power of ten that they count.
struct Literal {
  std::string digits;
  int exponent = 0;
  bool negative = false;
};

std::optional<Literal> split(std::string_view text) {
  Literal out;
  std::size_t i = 0;
  if (i < text.size() && (text[i] == '+' || text[i] == '-')) out.negative = text[i++] == '-';
  const auto is_digit = [&] {
    return i < text.size() && std::isdigit(static_cast<unsigned char>(text[i])) != 0;
  };
  for (bool point = false; i < text.size(); ++i) {
    if (is_digit()) {
      out.digits += text[i];
      if (point) --out.exponent;
    } else if (text[i] == '.' && !point) {
      point = true;
    } else {
      break;
    }
  }
  constexpr std::size_t kMostDigits = 4096;
  if (out.digits.empty() || out.digits.size() > kMostDigits) return std::nullopt;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    bool minus = false;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) minus = text[i++] == '-';
    if (!is_digit()) return std::nullopt;
    int written = 0;
    constexpr int kFar = 100'000;
    for (; is_digit(); ++i) written = std::min(kFar, written * 10 + (text[i] - '0'));
    out.exponent += minus ? -written : written;
  }
  if (i != text.size()) return std::nullopt;
  return out;
}

}  // namespace

Ratio Ratio::reduced(Wide top, Wide bottom) {
  if (bottom < 0) {
    top = -top;
    bottom = -bottom;
  }
  const Wide common = common_divisor(top, bottom);
  return Ratio(top / common, bottom / common);
}

Ratio Ratio::of(Decimal decimal) { return reduced(decimal.units(), Decimal::kOne); }

std::optional<Ratio> Ratio::parse(std::string_view literal) {
  auto parts = split(trimmed(literal));
  if (!parts) return std::nullopt;
  std::string& digits = parts->digits;
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  if (digits.empty()) return Ratio();
  constexpr int kMostBeforePoint = 13;  // digits of kLargest
  if (static_cast<int>(digits.size()) + parts->exponent > kMostBeforePoint) return std::nullopt;
  // how many digits are kept: all that count at least 10^-18, and no more than 18
  const int kept = std::min({static_cast<int>(digits.size()), kDigits,
                             static_cast<int>(digits.size()) + parts->exponent + kDigits});
  if (kept < 0) return Ratio();
  const bool up =
      kept < static_cast<int>(digits.size()) && digits[static_cast<std::size_t>(kept)] >= '5';
  Wide top = 0;
  for (int k = 0; k < kept; ++k) top = top * 10 + (digits[static_cast<std::size_t>(k)] - '0');
  if (up) ++top;
  const int exponent = parts->exponent + static_cast<int>(digits.size()) - kept;
  if (parts->negative) top = -top;
  Ratio out = exponent >= 0 ? Ratio(top * power_of_ten(exponent), 1)
                            : reduced(top, power_of_ten(-exponent));
  if (out > Ratio(kLargest) || out < Ratio(-kLargest)) return std::nullopt;
  return out;
}

Wide Ratio::scaled(int digits) const {
  Wide whole = magnitude(top_) / bottom_;
  Wide rest = magnitude(top_) % bottom_;
  // Twice or ten times the rest can pass 127 bits only if the denominator is that long.
  Wide bottom = bottom_;
  constexpr Wide kRoom = Wide{1} << 123;
  while (bottom > kRoom) {
    bottom >>= 1;
    rest >>= 1;
  }
  for (int k = 0; k < digits; ++k) {
    rest *= 10;
    whole = whole * 10 + rest / bottom;
    rest %= bottom;
  }
  if (rest * 2 >= bottom) ++whole;
  return top_ < 0 ? -whole : whole;
}

Ratio Ratio::shortened() const {
  int before = 0;
  for (Wide whole = magnitude(top_) / bottom_; whole != 0; whole /= 10) ++before;
  if (before >= kDigits) {  // beyond every limit of those who use it: only its sign is kept
    const Wide most = power_of_ten(kDigits);
    return Ratio(top_ < 0 ? -most : most, 1);
  }
  return reduced(scaled(kDigits - before), power_of_ten(kDigits - before));
}

Ratio operator+(const Ratio& a, const Ratio& b) {
  Wide left = 0, right = 0, top = 0, bottom = 0;
  const Wide common = common_divisor(a.bottom_, b.bottom_);
  const bool overflow = __builtin_mul_overflow(a.top_, b.bottom_ / common, &left) ||
                        __builtin_mul_overflow(b.top_, a.bottom_ / common, &right) ||
                        __builtin_add_overflow(left, right, &top) ||
                        __builtin_mul_overflow(a.bottom_, b.bottom_ / common, &bottom);
  if (!overflow) return Ratio::reduced(top, bottom);
  return a.shortened() + b.shortened();
}

Ratio operator*(const Ratio& a, const Ratio& b) {
  if (a.is_zero() || b.is_zero()) return Ratio();
  const Wide across = common_divisor(a.top_, b.bottom_), back = common_divisor(b.top_, a.bottom_);
  Wide top = 0, bottom = 0;
  const bool overflow = __builtin_mul_overflow(a.top_ / across, b.top_ / back, &top) ||
                        __builtin_mul_overflow(a.bottom_ / back, b.bottom_ / across, &bottom);
  if (!overflow) return Ratio(top, bottom);
  return a.shortened() * b.shortened();
}

Ratio operator/(const Ratio& a, const Ratio& b) {
  DETENTE_CHECK(!b.is_zero(), "nothing is divided by zero");
  return a * (b.top_ < 0 ? Ratio(-b.bottom_, -b.top_) : Ratio(b.bottom_, b.top_));
}

std::strong_ordering operator<=>(const Ratio& a, const Ratio& b) {
  const Wide difference = (a - b).top_;
  return difference < 0   ? std::strong_ordering::less
         : difference > 0 ? std::strong_ordering::greater
                          : std::strong_ordering::equal;
}

Ratio Ratio::rounded_to_whole() const {
  const Ratio shifted = *this + reduced(1, 2);
  Wide whole = shifted.top_ / shifted.bottom_;
  if (shifted.top_ < 0 && shifted.top_ % shifted.bottom_ != 0) --whole;
  return Ratio(whole, 1);
}

std::optional<Decimal> Ratio::to_decimal() const {
  if (*this > Ratio(Decimal::kLargest) || *this < Ratio(-Decimal::kLargest)) return std::nullopt;
  return Decimal::from_units(static_cast<std::int64_t>(scaled(Decimal::kDigits)));
}

double Ratio::to_double() const {
  return static_cast<double>(static_cast<long double>(top_) / static_cast<long double>(bottom_));
}

std::string Ratio::to_text(int digits) const {
  const Wide value = scaled(digits);
  const Wide unit = power_of_ten(digits);
  std::string out = (value < 0 ? "-" : "") + digits_of(magnitude(value) / unit);
  std::string decimals = digits_of(magnitude(value) % unit);
  if (decimals == "0") return out;
  decimals.insert(0, static_cast<std::size_t>(digits) - decimals.size(), '0');
  decimals.erase(decimals.find_last_not_of('0') + 1);
  return out + "." + decimals;
}

}  // namespace detente::domains
