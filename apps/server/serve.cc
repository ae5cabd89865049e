#include "server/serve.h"

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>

#include <filesystem>
#include <iostream>
#include <random>

#include "cli/casebook.h"
#include "cli/options.h"
#include "server/api.h"
#include "server/guards.h"
#include "server/http_server.h"

extern char** environ;

namespace detente::server {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kShortestToken = 16;

int refuse(const std::string& message, const std::string& hint) {
  return cli::report({Error{ErrorCode::kUnsupported, message, {}, hint, {}}});
}

// No shell: the address is one argument.
void open_browser(const std::string& address) {
  const std::string program = "xdg-open";
  std::string name = program, argument = address;
  char* const arguments[] = {name.data(), argument.data(), nullptr};
  pid_t child = 0;
  if (::posix_spawnp(&child, program.c_str(), nullptr, nullptr, arguments, environ) != 0)
    std::cerr << "serve: no browser could be opened; open the address yourself\n";
}

std::string random_token() {
  std::random_device source;
  return fmt::format("{:08x}{:08x}{:08x}{:08x}", source(), source(), source(), source());
}

}  // namespace

void add_serve(CLI::App& command, ServeOptions& options) {
  command.add_option("file", options.file,
                     "a dispute file, a casebook id, or a folder (default: this one)");
  command.add_option("--port", options.port, "listen here (default: one is chosen)")
      ->check(CLI::Range(0, 65535));
  command.add_flag("--open", options.open, "open it in the browser");
  command.add_option("--host", options.host,
                     "listen at another address than 127.0.0.1; only together with --token");
  command.add_option("--token", options.token,
                     "who wants in must know this (16 characters or more; 'random' makes one)");
  command.add_option("--threads", options.threads, "threads of one analysis")
      ->check(CLI::Range(0, 1024));
}

int serve(const ServeOptions& options) {
  Guards guards;
  guards.address = options.host == "localhost" ? "127.0.0.1" : options.host;
  guards.token = options.token == "random" ? random_token() : options.token;
  const bool loopback = guards.address == "127.0.0.1" || guards.address == "::1";
  if (!loopback && guards.token.empty())
    return refuse("--host opens the workbench to other machines, so it needs a token",
                  "--token random");
  if (!guards.token.empty() && guards.token.size() < kShortestToken)
    return refuse(fmt::format("the token is shorter than {} characters", kShortestToken),
                  "--token random");
  for (const char c : guards.token) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       c == '-' || c == '_';
    if (!plain) return refuse("a token is letters, digits, - and _", "--token random");
  }

  const fs::path path = cli::resolve_file(options.file);
  std::error_code code;
  ApiOptions asked;
  asked.token = guards.token;
  asked.threads = options.threads;
  if (fs::is_directory(path, code)) {
    asked.folder = path;
  } else if (fs::is_regular_file(path, code)) {
    asked.folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    asked.opened = path.filename().string();
  } else {
    const std::string near = nearest_name(options.file, cli::casebook_ids());
    return cli::report({Error{ErrorCode::kIo,
                              "there is no such file or folder",
                              {options.file, 0, 0},
                              near.empty() ? "" : "did you mean '" + near + "' of the casebook?",
                              {}}});
  }

  // The API's threads end before the server that they answer through.
  std::unique_ptr<Api> api;
  HttpServer server(
      {}, [&](const Request& head, Response& refusal) { return passes(guards, head, refusal); },
      [&](Request request, const std::shared_ptr<Exchange>& exchange) {
        api->handle(std::move(request), exchange);
      });
  const auto port = server.listen(guards.address, options.port);
  if (!port) return cli::report(port.error());
  guards.port = *port;
  api = std::make_unique<Api>(std::move(asked));
  const std::string host =
      guards.address.find(':') == std::string::npos ? guards.address : "[" + guards.address + "]";
  std::string address = fmt::format("http://{}:{}/", host, *port);
  if (!guards.token.empty()) address += "?token=" + guards.token;
  std::cout << "The workbench is at " << address << "\nCtrl-C ends it.\n" << std::flush;
  if (options.open) open_browser(address);
  server.run();
  api.reset();
  return cli::kAnswered;
}

}  // namespace detente::server
