// Parties, and numbers of parties, as the command line says them.
#ifndef DETENTE_APPS_CLI_PARTY_NUMBERS_H_
#define DETENTE_APPS_CLI_PARTY_NUMBERS_H_

#include <string>
#include <utility>
#include <vector>

#include "dispute/dispute.h"

namespace detente::cli {

std::vector<std::string> split(const std::string& text, char sign);
// "OPTION names no KIND: 'NAME'", with the nearest of those known.
tl::unexpected<Errors> unknown(const std::string& option, const std::string& kind,
                               const std::string& name, const std::vector<std::string>& known);
Result<int> party_of(const Dispute& dispute, const std::string& option, const std::string& name);
// "a,b"; nobody for an empty text.
Result<PartySet> parties_of(const Dispute& dispute, const std::string& option,
                            const std::string& text);
// "a=0.6,b=0.4": numbers above 0.
Result<std::vector<std::pair<int, Decimal>>> numbers_of(const Dispute& dispute,
                                                        const std::string& option,
                                                        const std::string& text);

}  // namespace detente::cli

#endif  // DETENTE_APPS_CLI_PARTY_NUMBERS_H_
