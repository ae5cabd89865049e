// Reading requests and writing answers, for the routes of the API.
#ifndef DETENTE_APPS_SERVER_API_ANSWER_H_
#define DETENTE_APPS_SERVER_API_ANSWER_H_

#include <nlohmann/json.hpp>
#include <string>

#include "base/error.h"
#include "server/message.h"
#include "server/models.h"
#include "space/scenario.h"

namespace detente::server {

void send_json(Exchange& exchange, const nlohmann::ordered_json& value, int status = 200);
// {"errors": [...]}; 404 for what is not there, else 400, unless said. Where lines have begun it is
// the last of them.
void send_errors(Exchange& exchange, const Errors& errors, int status = 0);
std::string dumped(const nlohmann::ordered_json& value);

// The body as a JSON object. Errors: kSyntax.
Result<nlohmann::json> body_of(const Request& request);
// What is wrong with a file without a ladder (Dispute::has_ladder).
Errors no_ladder();

// A text under the key. Errors: kMissingKey, kType.
Result<std::string> text_in(const nlohmann::json& body, const char* key);

// What a question about a model names: {"model", "case", "set", "without", "on", "off",
// "compromise"}.
struct Asked {
  std::shared_ptr<const Model> model;
  int case_index = 0;
  Changes changes;
  nlohmann::json body;
};
// Errors: kIo for a model that is not known (any more): parse the text again.
Result<Asked> asked_of(const Request& request, Models& models);

}  // namespace detente::server

#endif  // DETENTE_APPS_SERVER_API_ANSWER_H_
