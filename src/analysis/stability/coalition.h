// Coalition stability: would these parties together leave, and can the others punish them?
//
// Definition: docs/methods/stability.md, "Coalitions": CNash, CGMR, CSMR, CSEQ.
// Source: Kilgour, Hipel, Fang & Peng 2001; Inohara & Hipel, Systems Engineering 11 (2008).
// Deviates: nothing; groups whose joint consent an issue needs move as members of the coalitions
//   that contain them.
// Method: what each set of parties can reach is listed per outcome; CGMR and CSEQ by one reverse
//   flood per member (group.h), CSMR sanction by sanction.
// Cost: outcomes times what a coalition can reach, for every coalition within it or against it: for
//   disputes of some thousand outcomes. Where the lists could pass 5e8 entries nothing is begun,
//   and the result says that a limit stopped it.
// Checked by: tests/oracle.
#ifndef DETENTE_ANALYSIS_STABILITY_COALITION_H_
#define DETENTE_ANALYSIS_STABILITY_COALITION_H_

#include <array>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "space/space.h"

namespace detente {

enum class CoalitionConcept { kCNash, kCGmr, kCSmr, kCSeq };
constexpr int kCoalitionConcepts = 4;
std::string_view coalition_concept_name(CoalitionConcept which);

struct CoalitionStability {
  PartySet members = 0;
  std::array<Bitset, kCoalitionConcepts> stable;
};
struct Coalitions {
  std::vector<CoalitionStability> coalitions;  // as asked
  StopReason stopped = StopReason::kDone;      // else the list ends early
};
// Coalitions: sets of present parties, not empty.
Coalitions find_coalitions(const Space& space, const std::vector<PartySet>& coalitions,
                           Budget& budget);

// Every non-empty set of the present parties, in the order of their bits.
std::vector<PartySet> all_coalitions(PartySet present);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_STABILITY_COALITION_H_
