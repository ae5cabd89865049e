// What was found of claims, and what is odd about a file, in words: for the command line and the
// workbench.
#ifndef DETENTE_APPS_CLI_CLAIMS_WORDS_H_
#define DETENTE_APPS_CLI_CLAIMS_WORDS_H_

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "analysis/claims/claims.h"
#include "report/document.h"

namespace detente::cli {

nlohmann::ordered_json claims_json(const Dispute& dispute, const std::vector<ClaimRow>& rows,
                                   bool stopped);
Document claims_document(const Dispute& dispute, const std::vector<ClaimRow>& rows, bool stopped);
// Parties that cannot affect the ladder, and the like: worth a word, not an error.
std::vector<std::string> warnings(const Dispute& dispute);

}  // namespace detente::cli

#endif  // DETENTE_APPS_CLI_CLAIMS_WORDS_H_
