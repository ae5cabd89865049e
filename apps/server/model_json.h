// A dispute as JSON for a form: what can be looked at, switched and moved, and where in the text
// each thing stands.
#ifndef DETENTE_APPS_SERVER_MODEL_JSON_H_
#define DETENTE_APPS_SERVER_MODEL_JSON_H_

#include <nlohmann/json.hpp>

#include "dispute/dispute.h"

namespace detente::server {

// Every row has `at`, the path of its table in the text (toml_edit.h), and `line`. Factors have
// their number in the file; `cases` have what differs from it. `text`: what the dispute was read
// from.
nlohmann::ordered_json model_json(const Dispute& dispute, const std::string& text);

// {"code", "message", "line", "column", "hint", "line_text", "file"}
nlohmann::ordered_json error_json(const Errors& errors);

}  // namespace detente::server

#endif  // DETENTE_APPS_SERVER_MODEL_JSON_H_
