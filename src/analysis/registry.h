// Every analysis, one row each: the command line and the docs index follow it.
#ifndef DETENTE_ANALYSIS_REGISTRY_H_
#define DETENTE_ANALYSIS_REGISTRY_H_

#include <span>
#include <string_view>

namespace detente {

struct AnalysisRow {
  std::string_view id;        // its folder
  std::string_view command;   // of the program
  std::string_view question;  // that it answers
  std::string_view page;      // under docs/
};
std::span<const AnalysisRow> analyses();
const AnalysisRow& analysis_of_command(std::string_view command);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_REGISTRY_H_
