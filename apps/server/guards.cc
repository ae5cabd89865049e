#include "server/guards.h"

#include <arpa/inet.h>

#include <nlohmann/json.hpp>

#include "report/json_text.h"

namespace detente::server {
namespace {

bool is_numeric(const std::string& host) {
  in_addr four;
  in6_addr six;
  if (host.size() > 2 && host.front() == '[' && host.back() == ']')
    return ::inet_pton(AF_INET6, host.substr(1, host.size() - 2).c_str(), &six) == 1;
  return ::inet_pton(AF_INET, host.c_str(), &four) == 1;
}

bool refuse(Response& refusal, int status, const std::string& message, const std::string& hint) {
  refusal.status = status;
  refusal.body = json_text(nlohmann::ordered_json{
      {"errors", {{{"code", "refused"}, {"message", message}, {"hint", hint}}}}});
  return false;
}

// The token that the request brings: as a header, as our cookie, or in the address of the page.
std::string token_of(const Request& head) {
  constexpr std::string_view kBearer = "Bearer ";
  const std::string header = head.header("authorization");
  if (header.starts_with(kBearer)) return header.substr(kBearer.size());
  const std::string cookies = head.header("cookie");
  constexpr std::string_view kName = "detente_token=";
  for (std::size_t from = 0; from < cookies.size();) {
    while (from < cookies.size() && (cookies[from] == ' ' || cookies[from] == ';')) ++from;
    const std::size_t to = std::min(cookies.find(';', from), cookies.size());
    if (cookies.compare(from, kName.size(), kName) == 0)
      return cookies.substr(from + kName.size(), to - from - kName.size());
    from = to;
  }
  return head.path == "/" ? head.parameter("token") : "";
}

}  // namespace

bool same_secret(std::string_view a, std::string_view b) {
  unsigned differs = a.size() == b.size() ? 0 : 1;
  for (std::size_t k = 0; k < b.size(); ++k)
    differs |=
        static_cast<unsigned char>(b[k]) ^ static_cast<unsigned char>(k < a.size() ? a[k] : '\0');
  return differs == 0;
}

bool host_is_ours(const Guards& guards, std::string_view host) {
  const std::string port = ":" + std::to_string(guards.port);
  if (!host.ends_with(port)) return false;
  const std::string name(host.substr(0, host.size() - port.size()));
  const bool any = guards.address == "0.0.0.0" || guards.address == "::";
  // by number nobody can be led astray; names are, by whoever answers for them
  if (any) return name == "localhost" || is_numeric(name);
  const bool six = guards.address.find(':') != std::string::npos;
  if (name == (six ? "[" + guards.address + "]" : guards.address)) return true;
  const bool loopback = guards.address.starts_with("127.") || guards.address == "::1";
  return loopback && name == "localhost";
}

bool passes(const Guards& guards, const Request& head, Response& refusal) {
  const std::string host = head.header("host");
  if (!host_is_ours(guards, host))
    return refuse(refusal, 421, "this server does not answer under that name",
                  "use the address that it printed when it started");
  const std::string origin = head.header("origin");
  if (!origin.empty() && origin != "http://" + host)
    return refuse(refusal, 403, "a page of another site may not ask here", "");
  const std::string site = head.header("sec-fetch-site");
  const bool page = head.method == "GET" && head.path == "/";
  if (!site.empty() && site != "same-origin" && site != "none" && !page)
    return refuse(refusal, 403, "a page of another site may not ask here", "");
  if (head.method != "GET" && head.method != "POST" && head.method != "PUT")
    return refuse(refusal, 405, "only GET, POST and PUT are known", "");
  if (head.method != "GET") {
    const std::string type = head.header("content-type");
    if (type != "application/json" && !type.starts_with("application/json;"))
      return refuse(refusal, 415, "the body must be JSON", "Content-Type: application/json");
  }
  if (!guards.token.empty() && !same_secret(token_of(head), guards.token))
    return refuse(refusal, 401, "the token is missing or wrong",
                  "open the whole address that the server printed when it started");
  return true;
}

}  // namespace detente::server
