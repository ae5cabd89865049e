// What every party has from the deals beyond its no-deal, and how that is said.
#ifndef DETENTE_ANALYSIS_BLOCKERS_GAINS_H_
#define DETENTE_ANALYSIS_BLOCKERS_GAINS_H_

#include <vector>

#include "analysis/blockers/study.h"

namespace detente {

// Of every party that is there and wants something.
std::vector<PartyGains> gains_at(const World& world, const std::vector<DealReport>& deals);
void write_gains(const Dispute& dispute, const BlockersStudy& study, Document& document);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BLOCKERS_GAINS_H_
