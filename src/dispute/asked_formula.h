// Truth formulas about a dispute that stand outside its file: an option, a query, a request.
//
// Definition: docs/file-reference.md (formulas): as in the file, a divisor that can be 0 somewhere
//   in its factors' domains is an error.
// Checked by: analysis/claims/study_test.cc, tests/cli.
#ifndef DETENTE_DISPUTE_ASKED_FORMULA_H_
#define DETENTE_DISPUTE_ASKED_FORMULA_H_

#include <optional>
#include <string_view>
#include <vector>

#include "dispute/dispute.h"

namespace detente {

// What is wrong with the formula's divisors.
std::optional<Error> divisor_error(const Formula& formula, const std::vector<Factor>& factors,
                                   const std::vector<std::vector<double>>& levels);

// Errors: as parse_formula; kFormula for a divisor.
Result<Formula> parse_asked_formula(std::string_view text, const Location& where,
                                    const Dispute& dispute);

}  // namespace detente

#endif  // DETENTE_DISPUTE_ASKED_FORMULA_H_
