// The command `serve`: the workbench in a browser, from this machine alone unless asked otherwise.
#ifndef DETENTE_APPS_SERVER_SERVE_H_
#define DETENTE_APPS_SERVER_SERVE_H_

#include <CLI/CLI.hpp>
#include <string>

namespace detente::server {

struct ServeOptions {
  std::string file = ".", host = "127.0.0.1", token;
  int port = 0, threads = 0;
  bool open = false;
};
void add_serve(CLI::App& command, ServeOptions& options);
int serve(const ServeOptions& options);

}  // namespace detente::server

#endif  // DETENTE_APPS_SERVER_SERVE_H_
