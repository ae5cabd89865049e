#include "format/domains/unit_scale.h"

#include <algorithm>

namespace detente::domains {

UnitScale unit_scale(const OutParty& party, std::size_t spare) {
  UnitScale out;
  Ratio sum;
  for (const auto& column : party.values) {
    Ratio most;
    for (const Ratio& value : column) most = std::max({most, value, -value});
    out.weights.push_back(most);
    sum += most;
  }
  const Ratio dust = Ratio(static_cast<std::int64_t>(out.weights.size())) / Ratio(Decimal::kOne);
  if (sum > Ratio(1) + dust) {
    out.divisor = sum;
    for (Ratio& weight : out.weights) weight = weight / sum;
  } else if (sum < Ratio(1) - dust) {
    out.weights[spare] += Ratio(1) - sum;
  }
  for (std::size_t k = 0; k < party.values.size(); ++k) {
    std::vector<Ratio> column;
    for (const Ratio& value : party.values[k])
      column.push_back(out.weights[k].is_zero() ? Ratio() : value / out.divisor / out.weights[k]);
    out.evaluations.push_back(std::move(column));
  }
  return out;
}

}  // namespace detente::domains
