#include "server/api.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <thread>

#include "analysis/registry.h"
#include "base/version.h"
#include "report/page_style.h"
#include "server/analyses.h"
#include "server/api_answer.h"
#include "server/assets.h"

namespace detente::server {

struct Api::Route {
  std::string_view method, path;
  bool takes_long;
  void (Api::*answer)(const Request&, Exchange&);
};

const std::vector<Api::Route>& Api::table() {
  static const std::vector<Route> kRows{
      {"GET", "/", false, &Api::page},
      {"GET", "/style.css", false, &Api::style},
      {"GET", "/api", false, &Api::description},
      {"GET", "/api/session", false, &Api::session},
      {"GET", "/api/file", false, &Api::get_file},
      {"PUT", "/api/file", false, &Api::put_file},
      {"GET", "/api/casebook", false, &Api::casebook},
      {"GET", "/api/templates", false, &Api::templates},
      {"POST", "/api/import", false, &Api::import},
      {"POST", "/api/parse", false, &Api::parse},
      {"POST", "/api/edit", false, &Api::edit},
      {"POST", "/api/ladder", false, &Api::ladder},
      {"POST", "/api/thresholds", true, &Api::thresholds},
      {"GET", "/api/analyses", false, &Api::list_analyses},
      {"POST", "/api/analyse", true, &Api::analysis},
      {"POST", "/api/report", true, &Api::report},
  };
  return kRows;
}

std::vector<std::string> Api::routes() {
  std::vector<std::string> out;
  for (const Route& route : table()) out.push_back(fmt::format("{} {}", route.method, route.path));
  return out;
}

Api::Api(ApiOptions options) : options_(std::move(options)), folder_(options_.folder) {
  if (options_.threads == 0)
    options_.threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()) - 1);
}

void Api::handle(Request request, const std::shared_ptr<Exchange>& exchange) {
  const auto& rows = table();
  const auto route = std::find_if(rows.begin(), rows.end(), [&](const Route& row) {
    return row.method == request.method && row.path == request.path;
  });
  if (route == rows.end())
    return send_errors(
        *exchange, {{ErrorCode::kIo, "there is nothing at " + request.path, {}, "GET /api", {}}});
  Lane& lane = route->takes_long ? long_ : quick_;
  const bool taken = lane.add([this, answer = route->answer, exchange,
                               request = std::make_shared<Request>(std::move(request))] {
    if (exchange->budget().cancelled()) return;
    try {
      (this->*answer)(*request, *exchange);
    } catch (const std::exception& error) {  // broken invariants, no memory
      send_errors(
          *exchange,
          {{ErrorCode::kUnsupported, std::string("internal error: ") + error.what(), {}, "", {}}},
          500);
    }
  });
  if (!taken)
    send_errors(*exchange,
                {{ErrorCode::kLimit, "too much is being worked out already", {}, "try again", {}}},
                503);
}

void Api::page(const Request& request, Exchange& exchange) {
  if (!request.parameter("token").empty()) {  // out of the address bar, into a cookie
    return exchange.send({303,
                          "text/plain",
                          "",
                          {{"Location", "/"},
                           {"Set-Cookie", "detente_token=" + options_.token +
                                              "; HttpOnly; SameSite=Strict; Path=/"}}});
  }
  std::random_device source;  // a number that only this page load knows
  const std::string nonce =
      fmt::format("{:08x}{:08x}{:08x}{:08x}", source(), source(), source(), source());
  std::string text(asset("page"));
  constexpr std::string_view kPlace = "NONCE-OF-THIS-PAGE";
  for (std::size_t at = text.find(kPlace); at != std::string::npos; at = text.find(kPlace, at))
    text.replace(at, kPlace.size(), nonce);
  exchange.send(
      {200,
       "text/html; charset=utf-8",
       std::move(text),
       {{"Content-Security-Policy",
         fmt::format("default-src 'none'; script-src 'nonce-{0}'; style-src 'self' 'nonce-{0}'; "
                     "connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action "
                     "'none'; frame-ancestors 'none'",
                     nonce)}}});
}
void Api::style(const Request&, Exchange& exchange) {
  exchange.send({200, "text/css; charset=utf-8", kPageStyle});
}
void Api::description(const Request&, Exchange& exchange) {
  exchange.send({200, "application/json", std::string(asset("api"))});
}
void Api::session(const Request&, Exchange& exchange) {
  send_json(exchange, {{"version", version()},
                       {"folder", folder_.path().filename().string()},
                       {"opened", options_.opened},
                       {"files", folder_.files()}});
}
void Api::list_analyses(const Request&, Exchange& exchange) {
  nlohmann::ordered_json out = nlohmann::ordered_json::array();
  for (const AnalysisRow& row : analyses())
    out.push_back({{"id", row.id},
                   {"command", row.command},
                   {"question", row.question},
                   {"needs_ladder", needs_ladder(row.id)}});
  send_json(exchange, {{"analyses", out}});
}

}  // namespace detente::server
