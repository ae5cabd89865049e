// The cases and claims of a dispute as TOML. Not for other folders.
#ifndef DETENTE_FORMAT_TOML_WRITE_CASES_H_
#define DETENTE_FORMAT_TOML_WRITE_CASES_H_

#include <string>

#include "dispute/dispute.h"

namespace detente::writing {

// The tables [cases.*] and [[claims]]; nothing of a case "now" that says nothing.
std::string cases_and_claims(const Dispute& dispute);

}  // namespace detente::writing

#endif  // DETENTE_FORMAT_TOML_WRITE_CASES_H_
