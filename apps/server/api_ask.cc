// The routes about what a text says: parse, edit, ladder, thresholds, analyses, the report.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <mutex>

#include "analysis/dossier/dossier.h"
#include "analysis/readiness/answer_document.h"
#include "analysis/readiness/answer_sentences.h"
#include "analysis/readiness/words.h"
#include "cli/claims_words.h"
#include "cli/make_dossier.h"
#include "format/toml/toml_edit.h"
#include "format/toml/toml_scan.h"
#include "server/analyses.h"
#include "server/api.h"
#include "server/api_answer.h"
#include "server/model_json.h"

namespace detente::server {
namespace {

using Json = nlohmann::ordered_json;

bool has_ladder(const Asked& asked) { return asked.model->dispute().has_ladder(); }

// A JSON value as TOML; nothing for null, and for what is nested more deeply than any dispute.
std::optional<std::string> toml_of(const Json& value, int depth = 0) {
  constexpr int kDeepest = 16;
  if (depth > kDeepest) return std::nullopt;
  if (value.is_string()) return toml_string(value.get<std::string>());
  if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
  if (value.is_number()) return value.dump();
  std::string out;
  if (value.is_array()) {
    for (const auto& item : value) {
      const auto one = toml_of(item, depth + 1);
      if (!one) return std::nullopt;
      out += (out.empty() ? "" : ", ") + *one;
    }
    return "[" + out + "]";
  }
  if (!value.is_object()) return std::nullopt;
  for (const auto& [key, item] : value.items()) {
    const auto one = toml_of(item, depth + 1);
    if (!one) return std::nullopt;
    out += (out.empty() ? " " : ", ") + toml_key(key) + " = " + *one;
  }
  return "{" + out + " }";
}

Result<TomlEdit> edit_of(const Json& row) {
  const auto wrong = [](const char* what) { return fail(ErrorCode::kType, what); };
  TomlEdit out;
  if (!row.is_object() || !row.contains("path") || !row["path"].is_array() ||
      row["path"].size() > 16)
    return wrong("an edit is {path, set | append | remove}");
  for (const auto& step : row["path"]) {
    if (step.is_string()) {
      out.path.emplace_back(step.get<std::string>());
    } else if (step.is_number_unsigned()) {
      out.path.emplace_back(step.get<std::size_t>());
    } else {
      return wrong("a path is a list of keys and places");
    }
  }
  if (row.contains("remove")) {
    out.kind = TomlEdit::Kind::kRemove;
    return out;
  }
  const char* const key = row.contains("append") ? "append" : "set";
  if (!row.contains(key)) return wrong("an edit is {path, set | append | remove}");
  if (row.contains("append")) out.kind = TomlEdit::Kind::kAppend;
  auto value = toml_of(row[key]);
  if (!value) return wrong("TOML has no such value");
  out.value = std::move(*value);
  return out;
}

// Line breaks in JSON stand only between its parts: within texts they are written as \n.
std::string on_one_line(std::string json) {
  std::replace(json.begin(), json.end(), '\n', ' ');
  return json;
}

// Lines of progress, some twenty a second, and the last line.
class Lines {
 public:
  explicit Lines(Exchange& exchange) : exchange_(exchange) {
    exchange_.begin("application/x-ndjson");
  }
  void progress(std::string_view what, double share) {
    const auto now = std::chrono::steady_clock::now();
    const std::lock_guard lock(mutex_);
    if (now - last_ < std::chrono::milliseconds(50)) return;
    last_ = now;
    exchange_.part(dumped({{"progress", share}, {"what", what}}) + "\n");
  }
  void result(const std::string& json) {
    exchange_.part("{\"result\":" + on_one_line(json) + "}\n");
    exchange_.end();
  }
  void errors(const Errors& errors) { send_errors(exchange_, errors); }

 private:
  Exchange& exchange_;
  std::mutex mutex_;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace

void Api::parse(const Request& request, Exchange& exchange) {
  const auto body = body_of(request);
  if (!body) return send_errors(exchange, body.error());
  const auto text = text_in(*body, "text");
  if (!text) return send_errors(exchange, text.error());
  const auto name = text_in(*body, "name");
  const auto model = models_.parse(*text, name ? *name : "dispute.toml");
  if (!model)
    return send_json(
        exchange,
        {{"model", nullptr}, {"errors", error_json(model.error())}, {"dispute", nullptr}});
  send_json(exchange, {{"model", (*model)->id()},
                       {"errors", Json::array()},
                       {"warnings", cli::warnings((*model)->dispute())},
                       {"dispute", model_json((*model)->dispute(), *text)}});
}

void Api::edit(const Request& request, Exchange& exchange) {
  const auto body = body_of(request);
  if (!body) return send_errors(exchange, body.error());
  auto text = text_in(*body, "text");
  if (!text) return send_errors(exchange, text.error());
  // read again, since new keys are written in the order in which they are given; nothing of it is
  // copied, which would follow nested values down to the end of the stack
  const Json whole = Json::parse(request.body, nullptr, false);
  const auto edits = whole.find("edits");
  if (edits == whole.end() || !edits->is_array() || edits->size() > 200)
    return send_errors(exchange,
                       {{ErrorCode::kMissingKey, "the request lacks 'edits'", {}, "", {}}});
  for (const auto& row : *edits) {
    const auto edit = edit_of(row);
    if (!edit) return send_errors(exchange, edit.error());
    const auto splice = splice_of(*text, *edit);
    if (!splice) return send_errors(exchange, splice.error());
    text = spliced(*text, *splice);
  }
  send_json(exchange, {{"text", *text}});
}

void Api::ladder(const Request& request, Exchange& exchange) {
  const auto asked = asked_of(request, models_);
  if (!asked) return send_errors(exchange, asked.error());
  if (!has_ladder(*asked)) return send_errors(exchange, no_ladder());
  const Dispute& dispute = asked->model->dispute();
  const auto base = asked->model->world(asked->case_index);
  if (!base) return send_errors(exchange, base.error());
  const auto world = (*base)->vary(asked->changes);
  if (!world) return send_errors(exchange, world.error());
  AnswerOptions options;
  options.lifts = options.thresholds = false;
  std::vector<CaseAnswer> answers;
  answers.push_back(answer_world(*world, options, exchange.budget()));
  const CaseAnswer& answer = answers.front();
  const auto figure = [](const Chart& chart, const std::string& id, const std::string& title,
                         const std::string& says) {
    return Json{{"title", title}, {"says", says}, {"svg", svg_of(chart, id, title, says)}};
  };
  const std::string sentence = stop_sentence(dispute, answer);
  Json out{{"sentence", sentence},
           {"answer", answer_json(dispute, answers)["cases"][0]},
           {"stopped_by", Json::array()},
           {"picture", figure(ladder_picture(dispute, answers), "ladder-now",
                              "Deals left after each test", sentence)},
           {"ways", Json::array()}};
  for (const Stopper& stopper : answer.stopped_by)
    out["stopped_by"].push_back({{"rung", to_string(stopper.rung)},
                                 {"statement_id", stopper.statement_id},
                                 {"says", stopper_in_words(dispute, stopper)},
                                 {"source", source_in_words(dispute, stopper.source)},
                                 {"note", stopper.note}});
  for (std::size_t k = 0; k < answer.deals.size() && k < 3; ++k) {
    const auto way = way_to(dispute, answer, answer.deals[k]);
    if (!way) continue;
    Json one = figure(Chart(*way), fmt::format("way-{}", k),
                      changes_in_words(dispute, answer.status_quo, answer.deals[k].outcome),
                      answer.deals[k].broken ? break_in_words(dispute, *answer.deals[k].broken)
                                             : "The way there, step by step.");
    out["ways"].push_back(std::move(one));
  }
  send_json(exchange, out);
}

void Api::thresholds(const Request& request, Exchange& exchange) {
  const auto asked = asked_of(request, models_);
  if (!asked) return send_errors(exchange, asked.error());
  if (!has_ladder(*asked)) return send_errors(exchange, no_ladder());
  const Dispute& dispute = asked->model->dispute();
  AnswerOptions options;
  options.changes = asked->changes;
  options.threads = options_.threads;
  const auto answer = answer_case(dispute, asked->case_index, options, exchange.budget());
  if (!answer) return send_errors(exchange, answer.error());
  const StripChart strips = threshold_strips(dispute, *answer);
  Json singles = Json::array();
  std::string says = "What holds along each factor, and where it is now.";
  for (const FactorThresholds& of : answer->thresholds) {
    const Factor& factor = dispute->factors[static_cast<std::size_t>(of.factor)];
    for (const SingleValue& single : of.singles) {
      const std::string words = single_value_words(single);
      singles.push_back({{"factor", factor.id}, {"at", single.at}, {"words", words}});
      says += fmt::format(" {}: {}.", factor.remarks.name, words);
    }
  }
  if (const std::string unfinished = unfinished_sentence(dispute, *answer); !unfinished.empty())
    says += " " + unfinished;
  const Json json = answer_json(dispute, {&*answer, 1})["cases"][0];
  send_json(exchange, {{"thresholds", json["thresholds"]},
                       {"single_values", std::move(singles)},
                       {"changes", change_sentences(dispute, *answer, answer->lifts.size())},
                       {"makes_ready", answer->lifts_make_ready},
                       {"stopped", json["stopped"]},
                       {"picture",
                        {{"title", "One factor at a time"},
                         {"says", says},
                         {"svg", svg_of(strips, "strips-now", "One factor at a time", says)}}}});
}

void Api::analysis(const Request& request, Exchange& exchange) {
  auto asked = asked_of(request, models_);
  if (!asked) return send_errors(exchange, asked.error());
  const auto id = text_in(asked->body, "id");
  if (!id) return send_errors(exchange, id.error());
  Lines lines(exchange);
  const AnalysisRequest wanted{
      asked->model->dispute(),
      asked->case_index,
      asked->changes,
      options_.threads,
      asked->body,
      [&](std::string_view what, double share) { lines.progress(what, share); }};
  const auto done = analyse(*id, wanted, exchange.budget());
  if (!done) return lines.errors(done.error());
  lines.result(fmt::format("{{\"id\":{},\"stopped\":{},\"html\":{},\"data\":{}}}", dumped(*id),
                           done->stopped, dumped(render_html_part(done->document, *id + "-")),
                           done->data));
}

void Api::report(const Request& request, Exchange& exchange) {
  const auto asked = asked_of(request, models_);
  if (!asked) return send_errors(exchange, asked.error());
  if (!has_ladder(*asked)) return send_errors(exchange, no_ladder());
  const Dispute& dispute = asked->model->dispute();
  std::string format = asked->body.contains("format") && asked->body["format"].is_string()
                           ? asked->body["format"].get<std::string>()
                           : "html";
  Lines lines(exchange);
  cli::DossierAsked wanted;
  wanted.changes = asked->changes;
  wanted.cases = {asked->case_index};
  for (int c = 0; c < static_cast<int>(dispute->cases.size()); ++c) {
    if (c != asked->case_index) wanted.cases.push_back(c);
  }
  wanted.threads = options_.threads;
  wanted.progress = [&](std::string_view what, double share) { lines.progress(what, share); };
  const auto made = cli::make_dossier(dispute, wanted, exchange.budget());
  if (!made) return lines.errors(made.error());
  const Document document = dossier_document(dispute, made->dossier);
  const std::string text = format == "md"    ? render_markdown(document)
                           : format == "csv" ? render_csv(document)
                                             : render_html(document, {"en", dispute->title});
  lines.result(dumped({{"format", format}, {"stopped", made->stopped}, {"text", text}}));
}

}  // namespace detente::server
