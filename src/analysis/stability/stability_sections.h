// Sections of the answer about stability beyond its tables of equilibria.
#ifndef DETENTE_ANALYSIS_STABILITY_STABILITY_SECTIONS_H_
#define DETENTE_ANALYSIS_STABILITY_STABILITY_SECTIONS_H_

#include <string>
#include <vector>

#include "analysis/stability/study.h"
#include "report/document.h"

namespace detente {

// What is said of one case, and where to.
struct StabilityWriting {
  const Dispute& dispute;
  const StabilityStudy& study;
  const OutcomeName& name;
  Document& document;

  std::string mover(std::size_t g) const;
  // The first ten by name, and how many more there are.
  std::string list(const std::vector<Outcome>& outcomes) const;
};

// That those who sign a deal together do not move together here; empty where that is no difference.
std::string apart_here(const Dispute& dispute, const Space& space);
// SIM, limited moves, non-myopic stability and Maximin, where they were asked for.
void write_foresight(const StabilityWriting& of);
void write_coalitions(const StabilityWriting& of);
// Why an outcome holds or not: every improvement with its punishment.
void write_why(const StabilityWriting& of);
// Which orders of a party would make an outcome hold for it.
void write_inverse(const StabilityWriting& of);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_STABILITY_STABILITY_SECTIONS_H_
