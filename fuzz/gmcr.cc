// Any bytes as a GMCR+ file: a dispute or errors, never a crash; and what was read can be written
// and read again.
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "format/registry.h"
#include "space/ranked.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace detente;
  const auto dispute = parse_dispute(std::string(data, data + size), "fuzz.gmcr");
  if (!dispute) {
    for (const Error& error : dispute.error()) (void)format_error(error);
    return 0;
  }
  constexpr std::uint64_t kFewOutcomes = 256;
  const auto world = World::make(*dispute, make_scenario(*dispute, 0), kFewOutcomes);
  if (!world) return 0;
  const RankOutcomes rank = [&]() -> Result<RankedOutcomes> { return ranked_outcomes(*world); };
  for (const char* name : {"again.gmcr", "again.toml"}) {
    const auto written = format_of_ending(name)->write(*dispute, rank);
    if (!written) continue;  // a rule with very many alternatives
    DETENTE_CHECK(parse_dispute(written->text, name).has_value(), "what was written can be read");
  }
  return 0;
}
