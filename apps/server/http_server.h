// HTTP/1.1 on one address: many connections, one thread for all that goes over the wire.
//
// Bounds: the number of connections (a new one takes the place of the one that has been idle
//   longest), the size of heads and bodies, the time to send a head, a body, and to take an answer.
//   A connection that waits costs a few kilobytes and no thread; that is why this is Boost.Beast
//   and asynchronous (docs/adr/0005-workbench-server.md).
#ifndef DETENTE_APPS_SERVER_HTTP_SERVER_H_
#define DETENTE_APPS_SERVER_HTTP_SERVER_H_

#include <cstddef>
#include <memory>
#include <string>

#include "base/error.h"
#include "server/message.h"

namespace detente::server {

struct HttpLimits {
  std::size_t connections = 256;
  std::size_t head_bytes = 16U << 10U;
  std::size_t body_bytes = 8U << 20U;
  int head_seconds = 30;  // also: how long a connection may stay idle
  int body_seconds = 30;
  int write_seconds = 60;
};

class HttpServer {
 public:
  HttpServer(HttpLimits limits, Gate gate, Handler handler);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  // Port 0: any that is free. Returns the port. Errors: kIo.
  Result<int> listen(const std::string& address, int port);
  // Until stop(), or SIGINT or SIGTERM; either cancels what is being worked out.
  void run();
  void stop();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace detente::server

#endif  // DETENTE_APPS_SERVER_HTTP_SERVER_H_
