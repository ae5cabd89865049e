// A formula over options at Y or N as alternatives of literals: what GMCR+ calls a compound
// condition.
#ifndef DETENTE_FORMAT_GMCR_DISJUNCTION_H_
#define DETENTE_FORMAT_GMCR_DISJUNCTION_H_

#include <optional>
#include <span>
#include <vector>

#include "dispute/binary_form.h"
#include "dispute/dispute.h"
#include "format/gmcr/state_space.h"

namespace detente::gmcr {

constexpr std::size_t kMostTerms = 1024;

// The formula (or its negation) is true exactly where one of the patterns matches; bit k is option
// k. Factors stand at their values in the file. Empty if that takes more than kMostTerms patterns.
std::optional<std::vector<Pattern>> disjunction(const Dispute& dispute,
                                                std::span<const BinaryOption> options,
                                                const Formula& formula, bool negated);

}  // namespace detente::gmcr

#endif  // DETENTE_FORMAT_GMCR_DISJUNCTION_H_
