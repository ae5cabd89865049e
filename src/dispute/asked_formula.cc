#include "dispute/asked_formula.h"

namespace detente {

std::optional<Error> divisor_error(const Formula& formula, const std::vector<Factor>& factors,
                                   const std::vector<std::vector<double>>& levels) {
  std::vector<Interval> domains;
  for (const Factor& factor : factors) domains.push_back(factor.domain);
  if (!may_divide_by_zero(formula, domains, levels)) return std::nullopt;
  return Error{ErrorCode::kFormula,
               "this divides by something that can be 0 within the domains of its factors",
               formula.where,
               "narrow a domain, or use max(..., 0.01) in the divisor",
               {}};
}

Result<Formula> parse_asked_formula(std::string_view text, const Location& where,
                                    const Dispute& dispute) {
  auto parsed = parse_formula(text, where, dispute->scope, FormulaKind::kTruth,
                              FormulaSees::kOutcomesAndFactors);
  if (!parsed) return parsed;
  if (auto error = divisor_error(*parsed, dispute->factors, dispute->levels))
    return tl::unexpected(Errors{std::move(*error)});
  return parsed;
}

}  // namespace detente
