#include "server/http_server.h"

#include <fmt/format.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <csignal>
#include <memory>

#include "server/session.h"

namespace detente::server {
namespace {

namespace net = boost::asio;
using Tcp = net::ip::tcp;
using Code = boost::system::error_code;

}  // namespace

struct HttpServer::Inside {
  SessionsShared shared;
  net::io_context context{1};
  Tcp::acceptor acceptor{context};
  net::signal_set signals{context, SIGINT, SIGTERM};

  void accept() {
    acceptor.async_accept([this](Code code, Tcp::socket socket) {
      if (code == net::error::operation_aborted) return;
      if (!code) {
        Code ignored;
        socket.set_option(Tcp::no_delay(true), ignored);
        while (shared.open >= shared.limits.connections && !shared.idle.empty()) {
          const auto longest = shared.idle.front().lock();
          if (longest == nullptr) break;
          longest->close();  // leaves the list; its memory goes when its read has been told
        }
        // all of them are being answered: this one has to come again
        if (shared.open < shared.limits.connections)
          std::make_shared<Session>(std::move(socket), shared)->read();
        return accept();
      }
      // no file handle is free: wait for one
      auto timer = std::make_shared<net::steady_timer>(context, std::chrono::milliseconds(50));
      timer->async_wait([this, timer](Code) { accept(); });
    });
  }
};

HttpServer::HttpServer(HttpLimits limits, Gate gate, Handler handler)
    : inside_(std::make_unique<Inside>()) {
  inside_->shared.limits = limits;
  inside_->shared.gate = std::move(gate);
  inside_->shared.handler = std::move(handler);
}
HttpServer::~HttpServer() = default;

Result<int> HttpServer::listen(const std::string& address, int port) {
  const auto trouble = [&](const std::string& why, std::string hint) {
    return fail(ErrorCode::kIo, fmt::format("cannot listen at {}:{}: {}", address, port, why), {},
                std::move(hint));
  };
  Code code;
  const auto parsed = net::ip::make_address(address, code);
  if (code) return trouble("this is no address", "as in --host 192.168.1.20");
  const Tcp::endpoint where(parsed, static_cast<std::uint16_t>(port));
  Tcp::acceptor& acceptor = inside_->acceptor;
  acceptor.open(where.protocol(), code);
  if (!code) acceptor.set_option(Tcp::acceptor::reuse_address(true), code);
  if (!code) acceptor.bind(where, code);
  if (!code) acceptor.listen(net::socket_base::max_listen_connections, code);
  if (code) return trouble(code.message(), "another --port, or none: then one is chosen");
  return acceptor.local_endpoint().port();
}

void HttpServer::run() {
  inside_->signals.async_wait([this](Code code, int) {
    if (!code) stop();
  });
  inside_->accept();
  inside_->context.run();
}

void HttpServer::stop() {
  inside_->shared.stopping.cancel();
  inside_->context.stop();
}

}  // namespace detente::server
