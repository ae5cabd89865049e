// The document of all cases together.
#include "analysis/bargaining/study_words.h"
#include "analysis/readiness/words.h"

namespace detente {
namespace {

// Tables from this block on say in their first column which case they are of.
void name_the_case(Document& document, std::size_t from, const std::string& name) {
  for (std::size_t k = from; k < document.blocks.size(); ++k) {
    auto* table = std::get_if<Table>(&document.blocks[k]);
    if (table == nullptr || table->header.front() == "case") continue;
    table->header.insert(table->header.begin(), "case");
    for (auto& row : table->rows) row.insert(row.begin(), name);
    table->right.insert(table->right.begin(), false);
  }
}

}  // namespace

Document bargaining_document(const Dispute& dispute, const std::vector<BargainingStudy>& studies,
                             bool case_column) {
  Document document;
  document.heading(1, "What would a fair deal be: " + dispute->title);
  for (const BargainingStudy& study : studies) {
    const std::string name = case_name(dispute, study.case_index);
    if (studies.size() > 1) document.heading(2, "Case " + name);
    const std::size_t from = document.blocks.size();
    if (!study.why_not.empty()) {
      // a table, so that CSV has it as well
      document.table({{"case", "not answered"}, {{name, study.why_not}}, {false, false}});
      continue;
    }
    if (study.stopped != StopReason::kDone)
      document.paragraph("Stopped early: what follows is what was known by then.", true);
    const StudyWords words(dispute, study, case_column);
    say_answer(words, document);
    if (study.fairness) say_fairness(words, document);
    if (study.linkage) say_linkage(words, document);
    if (study.two_level) say_two_level(words, document);
    if (case_column && studies.size() > 1) name_the_case(document, from, name);
  }
  return document;
}

}  // namespace detente
