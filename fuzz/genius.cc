// Any bytes as a GENIUS or GeniusWeb profile: a dispute or errors, never
// a crash; and what was read can be written as TOML and in its own format, and read again.
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "format/registry.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace detente;
  const std::string text(data, data + size);
  for (const char* ending : {".xml", ".json"}) {
    const auto dispute = parse_dispute(text, std::string("fuzz") + ending);
    if (!dispute) {
      for (const Error& error : dispute.error()) (void)format_error(error);
      continue;
    }
    const auto toml = format_of_ending(".toml")->write(*dispute, nullptr);
    DETENTE_CHECK(toml && parse_dispute(toml->text, "again.toml").has_value(),
                  "what was written can be read");
    const auto written = format_of_ending(ending)->write(*dispute, nullptr);
    if (!written) continue;  // values that no evaluator has
    std::vector<SourceFile> files{{std::string("domain") + ending, written->text}};
    for (const WrittenFile& more : written->more) files.push_back({more.name, more.text});
    DETENTE_CHECK(parse_dispute(files).has_value(), "what was written can be read");
  }
  return 0;
}
