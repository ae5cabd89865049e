// Everything about one dispute on one page: the answer, who stops it, what would change it, what a
// fair deal would be, what the sources say; every part with the statements and sources it rests on.
//
// Answers: what does somebody need who was not there when it was worked out?
// Shapes: a document with figures and notes; each statement, ratifier, rule, order constraint and
//   source of the file is a note, and what rests on it refers to it by its id.
// Cost: that of the analyses, which the caller runs; the document itself is linear in them.
// Checked by: dossier_test.cc; tests/report in a browser.
#ifndef DETENTE_ANALYSIS_DOSSIER_DOSSIER_H_
#define DETENTE_ANALYSIS_DOSSIER_DOSSIER_H_

#include <optional>
#include <vector>

#include "analysis/bargaining/study.h"
#include "analysis/blockers/study.h"
#include "analysis/claims/claims.h"
#include "analysis/conditions/factor_map.h"
#include "analysis/readiness/answer.h"
#include "analysis/stability/study.h"
#include "analysis/worlds/run.h"
#include "report/document.h"

namespace detente {

struct Dossier {
  std::vector<CaseAnswer> answers;            // at least one; the first is what the page is about
  std::optional<BargainingStudy> bargaining;  // of the first case
  std::vector<ClaimRow> claims;
  std::vector<BlockingGame> games;          // of the first case
  std::optional<FactorMap> map;             // the same
  std::optional<StabilityStudy> stability;  // the same
  std::optional<WorldsRun> worlds;          // the same; nothing if nothing is uncertain
};

Document dossier_document(const Dispute& dispute, const Dossier& dossier);

// Its parts.
StripChart threshold_strips(const Dispute& dispute, const CaseAnswer& answer);
LadderChart ladder_picture(const Dispute& dispute, const std::vector<CaseAnswer>& answers);
// The way to a deal and, where there is one, how it breaks. Nothing if no way is known.
std::optional<NetworkChart> way_to(const Dispute& dispute, const CaseAnswer& answer,
                                   const DealReport& deal);
// Today, the deals told of, the ways there and how they break (all outcomes of a small dispute):
// who would move from which to which, what holds once reached, and the way to the first deal.
// Nothing if stability is not known, or there is nothing to show but today.
std::optional<MoveChart> moves_picture(const Dispute& dispute, const CaseAnswer& answer,
                                       const StabilityStudy& study);
// The frontier and the deals singled out: a plane for two bargainers, axes side by side for more.
// Nothing if some bargainer has an order only, or no point is known.
std::optional<Chart> deals_picture(const Dispute& dispute, const BargainingStudy& study);
// The largest shares of one game. Nothing if it was not played, or nobody has a share.
std::optional<BarChart> shares_picture(const Dispute& dispute, const BlockingGame& game);
// `today`: the value of each factor.
MapChart map_picture(const Dispute& dispute, const std::vector<double>& today,
                     const FactorMap& map);
// How probable it is that the case gets at least so far, with two standard errors either way.
BarChart chances_picture(const CaseWorlds& of);
// What the event hangs on: how much of its variance each input explains.
BarChart drivers_picture(const Dispute& dispute, const WorldsRun& run, const CaseWorlds& of);
// The deals that each solution picks, a row each; none of fallback.
Table solutions_table(const Dispute& dispute, const BargainingStudy& study);
// What the sources say, beside what the model and the record say.
Table claims_table(const Dispute& dispute, const std::vector<ClaimRow>& claims);
Notes notes_of(const Dispute& dispute);
// The notes that a reason rests on: its statement and its source.
std::vector<std::string> notes_of(const Dispute& dispute, const Stopper& stopper);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_DOSSIER_DOSSIER_H_
