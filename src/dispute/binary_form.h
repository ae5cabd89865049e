// A dispute as the Graph Model's option form: options that their one owner takes or leaves.
//
// Definition: every issue has two options and exactly one party in control. An issue's option is at
//   Y in the option called "yes" if the two are called "no" and "yes", and in the second one
//   otherwise. The options are numbered by party, in the order of the file, and within a party by
//   issue: the numbering of GMCR+ (docs/formats/gmcr.md, "Numbers").
#ifndef DETENTE_DISPUTE_BINARY_FORM_H_
#define DETENTE_DISPUTE_BINARY_FORM_H_

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "dispute/dispute.h"

namespace detente {

struct BinaryOption {
  int issue = -1;
  int owner = -1;  // party
  int yes = 1;     // the issue's option that is Y
};

// In numbering order. Errors: kUnsupported, one for each issue that does not fit.
Result<std::vector<BinaryOption>> binary_form(const Dispute& dispute);

// The sum of 2^k over the options k at Y; `outcome` has one option per issue.
std::uint64_t decimal_of(std::span<const BinaryOption> options, std::span<const int> outcome);
// "YNN": option 0 first.
std::string yn_of(std::span<const BinaryOption> options, std::uint64_t decimal);

}  // namespace detente

#endif  // DETENTE_DISPUTE_BINARY_FORM_H_
