#include "analysis/bargaining/count.h"

#include "analysis/bargaining/wide_numbers.h"

namespace detente {

Count less(const Count& a, const Count& b) {
  if (!a.known() || !b.known()) return {};
  const WideInteger rest = WideInteger(a.digits()) - WideInteger(b.digits());
  return Count::of_digits(rest.str());
}

std::string difference(const Count& a, const Count& b) {
  if (!a.known() || !b.known()) return {};
  return a < b ? "-" + less(b, a).digits() : less(a, b).digits();
}

}  // namespace detente
