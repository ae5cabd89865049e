#include "cli/party_numbers.h"

#include <fmt/format.h>

#include <algorithm>

namespace detente::cli {

std::vector<std::string> split(const std::string& text, char sign) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t to = std::min(text.find(sign, from), text.size());
    out.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return out;
}

tl::unexpected<Errors> unknown(const std::string& option, const std::string& kind,
                               const std::string& name, const std::vector<std::string>& known) {
  const std::string near = nearest_name(name, known);
  return fail(ErrorCode::kUnknownName, fmt::format("{} names no {}: '{}'", option, kind, name), {},
              near.empty() ? fmt::format("known: {}", fmt::join(known, ", "))
                           : "did you mean '" + near + "'?");
}

Result<int> party_of(const Dispute& dispute, const std::string& option, const std::string& name) {
  const int party = dispute.find_party(name);
  if (party >= 0) return party;
  std::vector<std::string> known;
  for (const Party& one : dispute->parties) known.push_back(one.id);
  return unknown(option, "party", name, known);
}

Result<PartySet> parties_of(const Dispute& dispute, const std::string& option,
                            const std::string& text) {
  PartySet out = 0;
  if (text.empty()) return out;
  for (const std::string& name : split(text, ',')) {
    const auto party = party_of(dispute, option, name);
    if (!party) return tl::unexpected(party.error());
    out |= party_bit(*party);
  }
  return out;
}

Result<std::vector<std::pair<int, Decimal>>> numbers_of(const Dispute& dispute,
                                                        const std::string& option,
                                                        const std::string& text) {
  std::vector<std::pair<int, Decimal>> out;
  if (text.empty()) return out;
  for (const std::string& part : split(text, ',')) {
    const std::size_t sign = part.find('=');
    const auto party = party_of(dispute, option, part.substr(0, sign));
    if (!party) return tl::unexpected(party.error());
    const auto value =
        sign == std::string::npos ? std::nullopt : Decimal::parse(part.substr(sign + 1));
    if (!value || value->units() <= 0) {
      return fail(ErrorCode::kRange, fmt::format("{} {} gives no number above 0", option, part), {},
                  fmt::format("as in {} {}=0.6", option,
                              dispute->parties[static_cast<std::size_t>(*party)].id));
    }
    out.emplace_back(*party, *value);
  }
  return out;
}

}  // namespace detente::cli
