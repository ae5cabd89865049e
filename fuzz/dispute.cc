// Any bytes as a dispute file: a dispute or errors, never a crash; and a small dispute has an
// answer.
#include <cstddef>
#include <cstdint>
#include <string>

#include "analysis/claims/claims.h"
#include "analysis/readiness/answer.h"
#include "format/registry.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace detente;
  const auto dispute = parse_dispute(std::string(data, data + size), "fuzz.toml");
  if (!dispute) {
    for (const Error& error : dispute.error()) (void)format_error(error);
    return 0;
  }
  (void)check_queries(*dispute);
  if (!dispute->has_ladder()) return 0;
  constexpr std::uint64_t kFewOutcomes = 256, kLittleWork = 100'000;
  Budget budget(kLittleWork);
  AnswerOptions options;
  options.most_outcomes = kFewOutcomes;
  (void)answer_case(*dispute, 0, options, budget);
  return 0;
}
