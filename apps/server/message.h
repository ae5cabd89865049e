// What the server's parts hand to each other: a request, an answer, and the way an answer goes out.
#ifndef DETENTE_APPS_SERVER_MESSAGE_H_
#define DETENTE_APPS_SERVER_MESSAGE_H_

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/limits.h"

namespace detente::server {

struct Request {
  std::string method;
  std::string path;                            // decoded, without the query
  std::map<std::string, std::string> query;    // decoded
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;

  std::string header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? "" : found->second;
  }
  std::string parameter(const std::string& name) const {
    const auto found = query.find(name);
    return found == query.end() ? "" : found->second;
  }
};

struct Response {
  int status = 200;
  std::string type = "application/json";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers = {};
};

// One request being answered; any thread may use it. Either send() once, or begin(), any number of
// part(), and end().
class Exchange {
 public:
  Exchange() = default;
  virtual ~Exchange() = default;
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  virtual void send(Response response) = 0;
  virtual void begin(std::string type) = 0;
  virtual bool begun() const = 0;
  virtual void part(std::string text) = 0;
  virtual void end() = 0;
  // Cancelled when the other side closes its connection: nobody waits for the answer any more.
  virtual Budget& budget() = 0;
};

using Handler = std::function<void(Request, std::shared_ptr<Exchange>)>;
// May the request be answered? Looked at before its body is read; an answer instead is final.
using Gate = std::function<bool(const Request& head, Response& refusal)>;

}  // namespace detente::server

#endif  // DETENTE_APPS_SERVER_MESSAGE_H_
