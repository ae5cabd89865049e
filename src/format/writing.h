// What every writer of a format takes and gives.
#ifndef DETENTE_FORMAT_WRITING_H_
#define DETENTE_FORMAT_WRITING_H_

#include <functional>
#include <string>
#include <vector>

#include "dispute/dispute.h"
#include "dispute/ranked_outcomes.h"

namespace detente {

struct WrittenFile {
  std::string name;  // without folder
  std::string text;
};
struct Written {
  std::string text;
  std::vector<std::string> left_out;   // what the format has no place for: "3 sources"
  std::vector<WrittenFile> more = {};  // files that must lie beside the first: profiles
};

// Works out the base (the case `now`), for formats that hold rankings only. A writer asks if it
// has to.
using RankOutcomes = std::function<Result<RankedOutcomes>()>;

// The parts of a dispute that formats of states and rankings have no place for.
std::vector<std::string> beside_states_and_rankings(const Dispute& dispute);

}  // namespace detente

#endif  // DETENTE_FORMAT_WRITING_H_
