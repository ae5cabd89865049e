// Which requests are answered at all: the workbench is for the one who started it.
//
// A page of another site that the same browser shows can send requests to 127.0.0.1, and with a
//   name that is made to lead there (DNS rebinding) even read the answers. So: the Host must be
//   ours, a foreign Origin is refused, and what changes or works something out must come as JSON,
//   which a foreign page cannot send without asking first. Who listens beyond this machine needs a
//   token as well.
// Checked by: guards_test.cc, tests/server.
#ifndef DETENTE_APPS_SERVER_GUARDS_H_
#define DETENTE_APPS_SERVER_GUARDS_H_

#include <string>
#include <string_view>

#include "server/message.h"

namespace detente::server {

struct Guards {
  std::string address = "127.0.0.1";  // where we listen
  int port = 0;
  std::string token;  // empty: none is asked for
};

// Is the Host header one under which this server may be called?
bool host_is_ours(const Guards& guards, std::string_view host);

// Does the request pass? If not, the refusal says why. Looks at the head only.
bool passes(const Guards& guards, const Request& head, Response& refusal);

// The same bytes? Takes as long wherever they differ.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace detente::server

#endif  // DETENTE_APPS_SERVER_GUARDS_H_
