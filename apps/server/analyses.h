// Every analysis of the registry, as a request of the workbench.
#ifndef DETENTE_APPS_SERVER_ANALYSES_H_
#define DETENTE_APPS_SERVER_ANALYSES_H_

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/limits.h"
#include "cli/options.h"
#include "report/document.h"

namespace detente::server {

struct AnalysisRequest {
  const Dispute& dispute;
  int case_index = 0;
  Changes changes;
  int threads = 1;
  nlohmann::json more;  // what this analysis takes beside case and changes
  std::function<void(std::string_view what, double share)> progress;
};
struct Analysed {
  std::string data;  // JSON, the same as on the command line
  Document document;
  bool stopped = false;
};

// Does the workbench know this analysis of the registry? A test holds that it knows all.
bool knows_analysis(std::string_view id);
// Does it climb the ladder, so that the file must ask a question?
bool needs_ladder(std::string_view id);
// Errors: an unknown id; a value in `more` that is not allowed; whatever the analysis refuses.
Result<Analysed> analyse(std::string_view id, const AnalysisRequest& request, Budget& budget);

}  // namespace detente::server

#endif  // DETENTE_APPS_SERVER_ANALYSES_H_
