#include "analysis/bargaining/fraction.h"

#include <algorithm>

namespace detente {
namespace {

Int128 gcd(Int128 a, Int128 b) {
  if (a < 0) a = -a;
  if (b < 0) b = -b;
  while (b != 0) {
    const Int128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

std::string digits(Int128 value) {
  if (value == 0) return "0";
  std::string out;
  const bool negative = value < 0;
  for (Int128 rest = negative ? -value : value; rest > 0; rest /= 10)
    out += static_cast<char>('0' + static_cast<int>(rest % 10));
  if (negative) out += '-';
  std::reverse(out.begin(), out.end());
  return out;
}

bool multiply(Int128 a, Int128 b, Int128& out) { return !__builtin_mul_overflow(a, b, &out); }

}  // namespace

Fraction Fraction::of(Int128 num, Int128 den) {
  Fraction out;
  const Int128 common = gcd(num, den);
  out.num = num / common;
  out.den = den / common;
  if (out.den < 0) {
    out.num = -out.num;
    out.den = -out.den;
  }
  return out;
}

std::string Fraction::to_string() const {
  if (!ok) return "?";
  if (den == 1) return digits(num);
  const Int128 size = num < 0 ? -num : num;
  const std::string part = digits(size % den) + "/" + digits(den);
  const std::string sign = num < 0 ? "-" : "";
  return size < den ? sign + part : sign + digits(size / den) + " " + part;
}

Fraction operator*(const Fraction& a, const Fraction& b) {
  // across first, so that what cancels cannot overflow
  const Int128 left = gcd(a.num, b.den), right = gcd(b.num, a.den);
  Fraction out;
  Int128 num = 0, den = 1;
  out.ok = a.ok && b.ok &&
           multiply(left == 0 ? 0 : a.num / left, right == 0 ? 0 : b.num / right, num) &&
           multiply(right == 0 ? 1 : a.den / right, left == 0 ? 1 : b.den / left, den);
  if (!out.ok) return out;
  Fraction exact = Fraction::of(num, den);
  return exact;
}

Fraction operator/(const Fraction& a, const Fraction& b) {
  Fraction inverse;
  inverse.num = b.num < 0 ? -b.den : b.den;
  inverse.den = b.num < 0 ? -b.num : b.num;
  inverse.ok = b.ok;
  return a * inverse;
}

Fraction operator+(const Fraction& a, const Fraction& b) {
  const Int128 common = gcd(a.den, b.den);
  Int128 left = 0, right = 0, num = 0, den = 1;
  const bool ok = a.ok && b.ok && multiply(a.num, b.den / common, left) &&
                  multiply(b.num, a.den / common, right) &&
                  !__builtin_add_overflow(left, right, &num) &&
                  multiply(a.den, b.den / common, den);
  if (!ok) {
    Fraction out;
    out.ok = false;
    return out;
  }
  return Fraction::of(num, den);
}

Fraction operator-(const Fraction& a, const Fraction& b) {
  Fraction negated = b;
  negated.num = -b.num;
  return a + negated;
}

int compare(const Fraction& a, const Fraction& b, bool* fits) {
  const Fraction difference = a - b;
  if (!difference.ok) {
    *fits = false;
    return 0;
  }
  return difference.num < 0 ? -1 : difference.num > 0 ? 1 : 0;
}

}  // namespace detente
