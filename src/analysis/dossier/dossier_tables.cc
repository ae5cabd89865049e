// The tables of the page.
#include "analysis/bargaining/study_words.h"
#include "analysis/dossier/dossier.h"

namespace detente {

Table solutions_table(const Dispute& dispute, const BargainingStudy& study) {
  const StudyWords words(dispute, study);
  Table table;
  table.header = {"solution"};
  table.right = {false};
  for (std::size_t b = 0; b < study.bargainers.size(); ++b) {
    table.header.push_back(words.name(b));
    table.right.push_back(true);
  }
  table.header.emplace_back("a deal with these values");
  table.right.push_back(false);
  for (const SolutionRow& row : study.solutions) {
    if (row.id == "fallback" || row.points.empty()) continue;
    for (const DealPoint& point : row.points) {
      std::vector<std::string> cells{solution_name(row.id)};
      for (std::size_t b = 0; b < study.bargainers.size(); ++b)
        cells.push_back(words.value(b, point.utility[b]));
      cells.push_back(point.deals.empty() ? "" : words.deal(point.deals.front()));
      table.rows.push_back(std::move(cells));
    }
  }
  return table;
}

Table claims_table(const Dispute& dispute, const std::vector<ClaimRow>& claims) {
  Table table;
  table.header = {"claim", "speaker", "says", "case", "model", "record"};
  table.right.assign(table.header.size(), false);
  for (const ClaimRow& row : claims) {
    const Claim& claim = dispute->claims[static_cast<std::size_t>(row.claim)];
    table.rows.push_back({claim.id, claim.by, claim.says,
                          dispute->cases[static_cast<std::size_t>(row.case_index)].id,
                          row.holds ? "holds" : "does not hold",
                          !claim.recorded   ? "unknown"
                          : *claim.recorded ? "true"
                                            : "false"});
    table.notes.push_back(claim.remarks.source.empty()
                              ? std::vector<std::string>{}
                              : std::vector<std::string>{claim.remarks.source});
  }
  return table;
}

}  // namespace detente
