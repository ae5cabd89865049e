// Any bytes as a claim's query about a small dispute.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "analysis/claims/query.h"
#include "analysis/readiness/bench.h"
#include "format/registry.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace detente;
  static const auto dispute = parse_dispute(random_dispute_text(6, 1), "random.toml");
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)parse_query(text, {"f", 1, 1}, *dispute);
  return 0;
}
