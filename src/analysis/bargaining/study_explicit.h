// Inside of study_bargaining(): a case whose outcomes can be listed one by one.
#ifndef DETENTE_ANALYSIS_BARGAINING_STUDY_EXPLICIT_H_
#define DETENTE_ANALYSIS_BARGAINING_STUDY_EXPLICIT_H_

#include "analysis/bargaining/conditions.h"
#include "analysis/bargaining/study.h"

namespace detente {

const std::vector<std::string>& solution_ids();
bool asks_for(const BargainingAsked& asked, const std::string& id);
// The numbers given for parties, in the order of the bargainers; 1 for all others.
std::vector<Decimal> per_bargainer(const std::vector<std::pair<int, Decimal>>& given,
                                   const std::vector<int>& bargainers);

// The rates at a Nash deal, if all gain there: a small unit of p counts power / gain.
void add_nash_rates(const BargainingAsked& asked, const SolutionRow& nash, BargainingStudy& study);

Errors study_explicit(const World& world, const std::optional<Formula>& within,
                      const BargainingAsked& asked, Budget& budget, BargainingStudy& study);

// Reference points where outcomes are not listed: no-deals, or what --reference says.
std::vector<std::int64_t> reference_points(const Dispute& dispute, const Scenario& scenario,
                                           const Conditions& conditions,
                                           const BargainingAsked& asked,
                                           const BargainingStudy& study);
// The verdicts on every deal that a solution picks. Requires reference points and an ideal.
void judge_solutions(const BargainingStudy& study, FairnessReport& report);

// Adjusted Winner and what it makes of deals, where two bargainers' values are sums over issues.
void add_adjusted_winner(const Dispute& dispute, const Scenario& scenario,
                         const std::optional<Formula>& within, BargainingStudy& study);

// The solutions over mixtures, where an issue on the table is divisible.
void add_continuous(const Dispute& dispute, const Scenario& scenario,
                    const std::optional<Formula>& within, const BargainingAsked& asked,
                    Budget& budget, BargainingStudy& study);

// Shares of the zone among outcomes drawn at random. Requires the zone; `table`: as for
// sample_zone().
void add_zone_sample(const Dispute& dispute, const Scenario& scenario, const Conditions& conditions,
                     const AdditiveForm* table, const BargainingAsked& asked, Budget& budget,
                     BargainingStudy& study);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_STUDY_EXPLICIT_H_
