#include "analysis/registry.h"

#include "base/check.h"

namespace detente {
namespace {

constexpr AnalysisRow kAnalyses[] = {
    {"readiness", "ask", "is there a deal, what blocks it, what would have to change?",
     "methods/readiness.md"},
    {"claims", "check", "is the file valid, and does the model say what the sources say?",
     "claims.md"},
    {"stability", "stability", "which outcomes hold, for whom, and why?", "methods/stability.md"},
    {"paths", "paths", "how to get from here to there?", "methods/paths.md"},
    {"bargaining", "bargain", "what would a fair deal be?", "methods/bargaining.md"},
    {"worlds", "worlds", "how sure is the answer, and what does it hang on?", "methods/worlds.md"},
    {"conditions", "conditions", "what would have to change?", "methods/conditions.md"},
    {"blockers", "blockers", "who and what stands in the way?", "methods/blockers.md"},
    {"compare", "compare", "in what do two cases or files differ, and what does that change?",
     "methods/compare.md"},
};

}  // namespace

std::span<const AnalysisRow> analyses() { return kAnalyses; }

const AnalysisRow& analysis_of_command(std::string_view command) {
  for (const AnalysisRow& row : kAnalyses) {
    if (row.command == command) return row;
  }
  DETENTE_CHECK(false, "every answering command has an analysis");
}

}  // namespace detente
