// Any bytes as a table: a dispute or errors, never a crash; and what was read can be written as
// TOML and read again.
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "format/registry.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace detente;
  const auto dispute = parse_dispute(std::string(data, data + size), "fuzz.csv");
  if (!dispute) {
    for (const Error& error : dispute.error()) (void)format_error(error);
    return 0;
  }
  const auto written = format_of_ending(".toml")->write(*dispute, nullptr);
  DETENTE_CHECK(written && parse_dispute(written->text, "again.toml").has_value(),
                "what was written can be read");
  return 0;
}
