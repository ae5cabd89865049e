// What the workbench can be asked: one table of routes, described in docs/workbench-api.json.
//
// Quick requests (parse, edit, ladder, files) and long ones (analyses, reports) have threads of
//   their own, so that a ladder never waits behind an analysis. A long one is cancelled when its
//   connection closes, and sends its progress line by line (application/x-ndjson): {"progress":
//   0.5, "what": "worlds"}, and at last {"result": ...} or {"errors": [...]}.
// Checked by: api_test.cc (the description names exactly these routes), tests/server.
#ifndef DETENTE_APPS_SERVER_API_H_
#define DETENTE_APPS_SERVER_API_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/folder.h"
#include "server/lanes.h"
#include "server/message.h"
#include "server/models.h"

namespace detente::server {

struct ApiOptions {
  std::filesystem::path folder;
  std::string opened;  // name of the file in it that the page shows first; may be empty
  std::string token;   // asked for, or empty
  int threads = 0;     // of one analysis; 0: all processors but one
};

class Api {
 public:
  explicit Api(ApiOptions options);
  void handle(Request request, const std::shared_ptr<Exchange>& exchange);
  // "GET /api/session", ... in the order of the table.
  static std::vector<std::string> routes();

 private:
  struct Route;
  static const std::vector<Route>& table();

  void page(const Request& request, Exchange& exchange);
  void style(const Request& request, Exchange& exchange);
  void description(const Request& request, Exchange& exchange);
  void session(const Request& request, Exchange& exchange);
  void get_file(const Request& request, Exchange& exchange);
  void put_file(const Request& request, Exchange& exchange);
  void casebook(const Request& request, Exchange& exchange);
  void templates(const Request& request, Exchange& exchange);
  void import(const Request& request, Exchange& exchange);
  void parse(const Request& request, Exchange& exchange);
  void edit(const Request& request, Exchange& exchange);
  void ladder(const Request& request, Exchange& exchange);
  void thresholds(const Request& request, Exchange& exchange);
  void list_analyses(const Request& request, Exchange& exchange);
  void analysis(const Request& request, Exchange& exchange);
  void report(const Request& request, Exchange& exchange);

  ApiOptions options_;
  Folder folder_;
  Models models_;
  // last, so that their threads end first
  Lane quick_{1, 64, false};
  Lane long_{2, 16, true};
};

}  // namespace detente::server

#endif  // DETENTE_APPS_SERVER_API_H_
