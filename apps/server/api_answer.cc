#include "server/api_answer.h"

#include <fmt/format.h>

#include "cli/options.h"
#include "report/json_text.h"
#include "server/model_json.h"

namespace detente::server {
namespace {

using Json = nlohmann::json;

Error wrong(const char* key, const char* wanted) {
  return {ErrorCode::kType, fmt::format("'{}' must be {}", key, wanted), {}, "", {}};
}

Errors add_texts(const Json& body, const char* key, std::vector<std::string>& into) {
  const auto found = body.find(key);
  if (found == body.end()) return {};
  if (!found->is_array()) return {wrong(key, "a list of texts")};
  for (const Json& item : *found) {
    if (!item.is_string()) return {wrong(key, "a list of texts")};
    into.push_back(item.get<std::string>());
  }
  return {};
}

}  // namespace

std::string dumped(const nlohmann::ordered_json& value) { return json_text(value); }

void send_json(Exchange& exchange, const nlohmann::ordered_json& value, int status) {
  exchange.send({status, "application/json", dumped(value)});
}

void send_errors(Exchange& exchange, const Errors& errors, int status) {
  if (exchange.begun()) {
    exchange.part(dumped({{"errors", error_json(errors)}}) + "\n");
    return exchange.end();
  }
  if (status == 0) status = errors.front().code == ErrorCode::kIo ? 404 : 400;
  send_json(exchange, {{"errors", error_json(errors)}}, status);
}

Errors no_ladder() {
  return {
      {ErrorCode::kUnsupported,
       "the file asks no question that has a ladder",
       {},
       fmt::format("add [question]; a graph may have at most {} outcomes", Graph::kMostOfLadder),
       {}}};
}

Result<Json> body_of(const Request& request) {
  Json body = Json::parse(request.body, nullptr, false);
  if (!body.is_object())
    return fail(ErrorCode::kSyntax, "the body of the request is no JSON object");
  return body;
}

Result<std::string> text_in(const Json& body, const char* key) {
  const auto found = body.find(key);
  if (found == body.end())
    return fail(ErrorCode::kMissingKey, fmt::format("the request lacks '{}'", key));
  if (!found->is_string()) return fail(wrong(key, "a text"));
  return found->get<std::string>();
}

Result<Asked> asked_of(const Request& request, Models& models) {
  Asked out;
  auto body = body_of(request);
  if (!body) return tl::unexpected(body.error());
  out.body = std::move(*body);
  const auto id = text_in(out.body, "model");
  if (!id) return tl::unexpected(id.error());
  out.model = models.find(*id);
  if (out.model == nullptr)
    return fail(ErrorCode::kIo, "this model is not known any more", {}, "parse the text again");

  cli::Options options;  // the same names and checks as on the command line
  if (out.body.contains("case")) {
    const auto name = text_in(out.body, "case");
    if (!name) return tl::unexpected(name.error());
    options.cases = {*name};
  }
  for (const auto& [key, list] : {std::pair("without", &options.without),
                                  std::pair("on", &options.on), std::pair("off", &options.off)}) {
    if (Errors errors = add_texts(out.body, key, *list); !errors.empty())
      return tl::unexpected(std::move(errors));
  }
  if (const auto found = out.body.find("set"); found != out.body.end()) {
    if (!found->is_object()) return fail(wrong("set", "an object: factor, number"));
    for (const auto& [name, value] : found->items()) {
      if (!value.is_number()) return fail(wrong("set", "an object: factor, number"));
      options.set.push_back(fmt::format("{}={}", name, value.get<double>()));
    }
  }
  if (out.body.contains("compromise")) {
    const auto text = text_in(out.body, "compromise");
    if (!text) return tl::unexpected(text.error());
    options.compromise = *text;
  }
  const Dispute& dispute = out.model->dispute();
  auto changes = cli::changes_of(dispute, options);
  if (!changes) return tl::unexpected(std::move(changes.error()));
  out.changes = std::move(*changes);
  const auto cases = cli::cases_of(dispute, options);
  if (!cases) return tl::unexpected(cases.error());
  out.case_index = cases->front();
  return out;
}

}  // namespace detente::server
