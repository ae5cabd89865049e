// Loads the dispute named and climbs the ladder in its first case, as a C++ user would.
#include <iostream>

#include "analysis/readiness/answer.h"
#include "base/version.h"
#include "format/registry.h"

int main(int argc, char** argv) {
  const auto dispute = detente::load_dispute(argc > 1 ? argv[1] : "");
  if (!dispute) {
    for (const detente::Error& error : dispute.error()) std::cerr << detente::format_error(error);
    return 2;
  }
  detente::Budget budget;
  const auto answer = detente::answer_case(*dispute, 0, {}, budget);
  if (!answer) return 1;
  std::cout << detente::version() << (answer->ready ? " ready" : " not ready") << ", deals left:";
  for (const auto& rung : answer->rungs) std::cout << ' ' << rung.survivors;
  std::cout << '\n';
}
