#include "format/writing.h"

#include <fmt/format.h>

#include <algorithm>

namespace detente {

std::vector<std::string> beside_states_and_rankings(const Dispute& dispute) {
  std::vector<std::string> out;
  const auto count = [&](std::size_t number, std::string_view what) {
    if (number > 0) out.push_back(fmt::format("{} {}{}", number, what, number == 1 ? "" : "s"));
  };
  if (!dispute->note.empty() || !dispute->date.empty()) out.emplace_back("the note and the date");
  if (dispute.asks()) out.emplace_back("the question");
  count(dispute->sources.size(), "source");
  count(dispute->factors.size(), "factor");
  count(static_cast<std::size_t>(std::count_if(
            dispute->parties.begin(), dispute->parties.end(),
            [](const Party& party) {
              const auto* table = std::get_if<Assignment>(&party.no_deal);
              return table == nullptr || !table->options.empty() || party.margin.units() != 0;
            })),
        "no-deal");
  count(dispute->ratifiers.size(), "ratifier");
  count(dispute->cases.size() - 1, "case");
  count(dispute->claims.size(), "claim");
  return out;
}

}  // namespace detente
