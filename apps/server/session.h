// One connection of the server: reads requests, hands them on, writes answers, whole or in parts.
//
// Threads: on the one thread of the io_context only; answers may come from any thread and are
//   carried there. Bounds: HttpLimits (http_server.h).
#ifndef DETENTE_APPS_SERVER_SESSION_H_
#define DETENTE_APPS_SERVER_SESSION_H_

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <cstddef>
#include <deque>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "base/limits.h"
#include "server/http_server.h"
#include "server/message.h"

namespace detente::server {

class Session;
// What sessions share. Used on the one thread of the io_context only.
struct SessionsShared {
  HttpLimits limits;
  Gate gate;
  Handler handler;
  std::list<std::weak_ptr<Session>> idle;  // the longest first
  std::size_t open = 0;
  Budget stopping;  // cancels whatever is being worked out
};

class Session : public std::enable_shared_from_this<Session> {
 public:
  using Socket = boost::asio::ip::tcp::socket;
  using Code = boost::system::error_code;

  // `shared` must outlive it.
  Session(Socket socket, SessionsShared& shared);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void read();
  // The other side has had its time: makes room for somebody else.
  void close();

 private:
  class Reply;

  void leave_idle();
  void read_body(Code code);
  Request head() const;
  void refuse_bad(Code code);
  void fail_inside();
  void answer();
  void watch();
  void add_head(boost::beast::http::fields& fields, const Response& response) const;
  // `proper`: the request was read whole, the connection can go on.
  void write(Response response, bool proper);
  void finish();
  void drain();
  // An answer in parts (chunked transfer coding).
  void begin_parts(const std::string& type);
  void add_part(const std::string& text);
  void end_parts();
  void write_part();
  void wrote_part(Code code);

  boost::beast::tcp_stream stream_;
  SessionsShared& shared_;
  boost::beast::flat_buffer buffer_;
  std::optional<boost::beast::http::request_parser<boost::beast::http::string_body>> parser_;
  std::optional<std::list<std::weak_ptr<Session>>::iterator> idle_place_;
  Request request_;
  std::shared_ptr<Budget> budget_;
  std::deque<std::string> parts_;
  bool keep_alive_ = false, closed_ = false, writing_ = false, ended_ = false,
       last_written_ = false;
};

}  // namespace detente::server

#endif  // DETENTE_APPS_SERVER_SESSION_H_
