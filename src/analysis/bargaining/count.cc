#include "analysis/bargaining/count.h"

#include "analysis/bargaining/wide_numbers.h"

namespace detente {

Count less(const Count& a, const Count& b) {
  if (!a.known() || !b.known()) return {};
  const WideInteger rest = WideInteger(a.digits()) - WideInteger(b.digits());
  return Count::of_digits(rest.str());
}

}  // namespace detente
