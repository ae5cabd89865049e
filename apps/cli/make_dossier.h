// Works out everything that a report tells: for the command line and for the workbench.
#ifndef DETENTE_APPS_CLI_MAKE_DOSSIER_H_
#define DETENTE_APPS_CLI_MAKE_DOSSIER_H_

#include <functional>
#include <string_view>
#include <vector>

#include "analysis/dossier/dossier.h"
#include "base/limits.h"

namespace detente::cli {

struct DossierAsked {
  Changes changes;
  std::vector<int> cases;  // at least one; most is said of the first
  int threads = 0;
  std::uint64_t most_outcomes = kMostOutcomes;
  std::function<void(std::string_view what, double share)> progress;  // may be empty
};
struct MadeDossier {
  Dossier dossier;
  bool stopped = false;  // a limit or a cancellation left something open
};
// Errors: whatever World::make refuses; claims that cannot be parsed. Requires a ladder.
Result<MadeDossier> make_dossier(const Dispute& dispute, const DossierAsked& asked, Budget& budget);

}  // namespace detente::cli

#endif  // DETENTE_APPS_CLI_MAKE_DOSSIER_H_
