// The routes about files: the opened folder, the casebook, templates, other programs' files.
#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "cli/casebook.h"
#include "format/registry.h"
#include "format/toml/toml_writer.h"
#include "server/api.h"
#include "server/api_answer.h"
#include "server/assets.h"

namespace detente::server {
namespace {

using Json = nlohmann::ordered_json;

std::string quoted_tag(const std::string& version) { return "\"" + version + "\""; }

std::string title_in(const std::string& text, const std::string& file) {
  const auto dispute = parse_dispute(text, file);
  return dispute ? (*dispute)->title : file;
}

}  // namespace

void Api::get_file(const Request& request, Exchange& exchange) {
  const std::string name = request.parameter("name");
  const auto read = folder_.read(name);
  if (!read) return send_errors(exchange, read.error());
  const std::string tag = quoted_tag(read->version);
  if (request.header("if-none-match") == tag)
    return exchange.send({304, "application/json", "", {{"ETag", tag}}});
  exchange.send({200,
                 "application/json",
                 dumped({{"name", name}, {"text", read->text}, {"version", read->version}}),
                 {{"ETag", tag}}});
}

void Api::put_file(const Request& request, Exchange& exchange) {
  const std::string name = request.parameter("name");
  const auto body = body_of(request);
  if (!body) return send_errors(exchange, body.error());
  const auto text = text_in(*body, "text");
  if (!text) return send_errors(exchange, text.error());
  const std::string match = request.header("if-match");
  const bool fresh = request.header("if-none-match") == "*";
  if (match.empty() == !fresh)
    return send_errors(exchange,
                       {{ErrorCode::kMissingKey,
                         "the request does not say which version was read",
                         {},
                         "If-Match: \"VERSION\", or If-None-Match: * for a new file",
                         {}}},
                       428);
  std::optional<std::string> expected;
  if (!fresh) {
    expected = match;
    if (match.size() >= 2 && match.front() == '"' && match.back() == '"')
      expected = match.substr(1, match.size() - 2);
  }
  const auto saved = folder_.save(name, *text, expected);
  if (!saved) return send_errors(exchange, saved.error());
  if (saved->conflict) {
    return send_json(
        exchange,
        {{"errors", Json::array({{{"code", "conflict"},
                                  {"message", "the file has changed since it was read here"},
                                  {"hint", "look at both and choose"}}})},
         {"there", {{"version", saved->version}, {"text", saved->there}}},
         {"yours", {{"text", *text}}}},
        409);
  }
  exchange.send({200,
                 "application/json",
                 dumped({{"name", name}, {"version", saved->version}}),
                 {{"ETag", quoted_tag(saved->version)}}});
}

void Api::casebook(const Request& request, Exchange& exchange) {
  const std::string id = request.parameter("id");
  const auto ids = cli::casebook_ids();
  const auto text_of = [](const std::string& which) {
    std::ifstream in(cli::resolve_file(which), std::ios::binary);
    std::stringstream all;
    all << in.rdbuf();
    return all.str();
  };
  if (!id.empty()) {
    if (std::find(ids.begin(), ids.end(), id) == ids.end())
      return send_errors(exchange,
                         {{ErrorCode::kIo, "the casebook has no '" + id + "'", {}, "", {}}});
    return send_json(exchange, {{"id", id}, {"text", text_of(id)}});
  }
  Json out = Json::array();
  for (const std::string& one : ids)
    out.push_back({{"id", one}, {"title", title_in(text_of(one), one + ".toml")}});
  send_json(exchange, {{"disputes", out}});
}

void Api::templates(const Request& request, Exchange& exchange) {
  constexpr std::string_view kFolder = "template/";
  const std::string id = request.parameter("id");
  if (!id.empty()) {
    const std::string_view text = asset(std::string(kFolder) + id);
    if (text.empty())
      return send_errors(exchange,
                         {{ErrorCode::kIo, "there is no template '" + id + "'", {}, "", {}}});
    return send_json(exchange, {{"id", id}, {"text", text}});
  }
  Json out = Json::array();
  for (const Asset& one : assets()) {
    if (!one.name.starts_with(kFolder)) continue;
    const std::string name(one.name.substr(kFolder.size()));
    out.push_back({{"id", name}, {"title", title_in(std::string(one.text), name + ".toml")}});
  }
  send_json(exchange, {{"templates", out}});
}

void Api::import(const Request& request, Exchange& exchange) {
  const auto body = body_of(request);
  if (!body) return send_errors(exchange, body.error());
  const auto list = body->find("files");
  std::vector<SourceFile> files;
  if (list != body->end() && list->is_array() && list->size() <= 64) {
    for (const auto& one : *list) {
      if (!one.is_object()) continue;
      const auto name = text_in(one, "name");
      if (!name) return send_errors(exchange, name.error());
      auto text = text_in(one, "text");
      if (!text) return send_errors(exchange, text.error());
      files.push_back({*name, std::move(*text)});
    }
  }
  if (files.empty())
    return send_errors(exchange, {{ErrorCode::kMissingKey,
                                   "the request lacks 'files'",
                                   {},
                                   "a list of at most 64 {name, text}",
                                   {}}});
  const auto dispute = parse_dispute(files);
  if (!dispute) return send_errors(exchange, dispute.error());
  const Format* const format = format_of_ending(files.front().file);
  const bool own = files.size() == 1 && format != nullptr && format->id == "toml";
  const Written written = write_toml(*dispute);
  send_json(exchange, {{"title", (*dispute)->title},
                       {"text", own ? files.front().text : written.text},
                       {"left_out", written.left_out}});
}

}  // namespace detente::server
