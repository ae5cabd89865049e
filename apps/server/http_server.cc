#include "server/http_server.h"

#include <fmt/format.h>
#include <sys/socket.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <csignal>
#include <deque>
#include <list>
#include <optional>

#include "server/url.h"

namespace detente::server {
namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = net::ip::tcp;
using Code = boost::system::error_code;

class Session;
// What sessions share. Used on the one thread of the io_context only.
struct Shared {
  HttpLimits limits;
  Gate gate;
  Handler handler;
  std::list<std::weak_ptr<Session>> idle;  // the longest first
  std::size_t open = 0;
  Budget stopping;  // cancels whatever is being worked out
};

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(tcp::socket socket, Shared& shared) : stream_(std::move(socket)), shared_(shared) {
    ++shared_.open;
  }
  ~Session() {
    if (closed_) return;
    leave_idle();
    --shared_.open;
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void read() {
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(shared_.limits.head_bytes));
    parser_->body_limit(shared_.limits.body_bytes);
    idle_place_ = shared_.idle.insert(shared_.idle.end(), weak_from_this());
    stream_.expires_after(std::chrono::seconds(shared_.limits.head_seconds));
    http::async_read_header(stream_, buffer_, *parser_,
                            [self = shared_from_this()](Code code, std::size_t) {
                              self->leave_idle();
                              self->read_body(code);
                            });
  }
  // The other side has had its time: makes room for somebody else.
  void close() {
    if (closed_) return;
    closed_ = true;
    leave_idle();
    --shared_.open;
    if (budget_) budget_->cancel();
    Code ignored;
    stream_.socket().close(ignored);
  }

 private:
  // The answer to one request of a session. Threads that outlive the connection may hold it.
  class Reply : public Exchange, public std::enable_shared_from_this<Reply> {
   public:
    Reply(std::shared_ptr<Session> session, std::shared_ptr<Budget> budget)
        : session_(std::move(session)), budget_(std::move(budget)) {}
    ~Reply() override {
      // a handler that has gone without an answer has failed
      if (!answered_) post([](Session& s) { s.fail_inside(); });
      // the session goes where it lives: on the server's thread
      const auto executor = session_->stream_.get_executor();
      net::post(executor, [s = std::move(session_)] {});
    }
    void send(Response response) override {
      answered_ = true;
      post([r = std::make_shared<Response>(std::move(response))](Session& s) {
        s.write(std::move(*r), true);
      });
    }
    void begin(std::string type) override {
      answered_ = true;
      post([t = std::move(type)](Session& s) { s.begin_parts(t); });
    }
    void part(std::string text) override {
      post([t = std::move(text)](Session& s) { s.add_part(t); });
    }
    void end() override {
      post([](Session& s) { s.end_parts(); });
    }
    Budget& budget() override { return *budget_; }

   private:
    template <class F>
    void post(F f) {
      net::post(session_->stream_.get_executor(), [s = session_, f = std::move(f)] {
        if (!s->closed_) f(*s);
      });
    }
    std::shared_ptr<Session> session_;
    std::shared_ptr<Budget> budget_;
    bool answered_ = false;
  };

  void leave_idle() {
    if (!idle_place_) return;
    shared_.idle.erase(*idle_place_);
    idle_place_.reset();
  }

  void read_body(Code code) {
    if (code) return refuse_bad(code);
    request_ = head();
    Response refusal;
    if (!shared_.gate(request_, refusal)) return write(std::move(refusal), false);
    if (parser_->content_length() && *parser_->content_length() > shared_.limits.body_bytes)
      return refuse_bad(http::error::body_limit);
    stream_.expires_after(std::chrono::seconds(shared_.limits.body_seconds));
    http::async_read(stream_, buffer_, *parser_,
                     [self = shared_from_this()](Code read_code, std::size_t) {
                       if (read_code) return self->refuse_bad(read_code);
                       self->answer();
                     });
  }
  Request head() const {
    Request out;
    const auto& message = parser_->get();
    out.method = std::string(message.method_string());
    split_target(std::string(message.target()), out.path, out.query);
    for (const auto& field : message) {
      std::string name(field.name_string());
      for (char& c : name) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
      }
      // a second Host, Origin, ... is no better than a wrong one
      auto [place, fresh] = out.headers.emplace(std::move(name), std::string(field.value()));
      if (!fresh) place->second += ", " + std::string(field.value());
    }
    return out;
  }
  // Something that is no proper request: said, if the other side is still there, then closed.
  void refuse_bad(Code code) {
    if (code == http::error::body_limit || code == http::error::header_limit) {
      const bool body = code == http::error::body_limit;
      return write({body ? 413 : 431, "application/json",
                    fmt::format("{{\"errors\":[{{\"code\":\"limit\",\"message\":\"the {} of the "
                                "request is larger than {} bytes\"}}]}}",
                                body ? "body" : "head",
                                body ? shared_.limits.body_bytes : shared_.limits.head_bytes)},
                   false);
    }
    if (code == http::error::end_of_stream || code == net::error::eof ||
        code == net::error::connection_reset || code == beast::error::timeout ||
        code == net::error::operation_aborted || code == http::error::partial_message)
      return close();
    write({400, "application/json",
           "{\"errors\":[{\"code\":\"syntax\",\"message\":\"this is no HTTP request\"}]}"},
          false);
  }
  void fail_inside() {
    write({500, "application/json",
           "{\"errors\":[{\"code\":\"internal\",\"message\":\"the request was not answered\"}]}"},
          false);
  }

  void answer() {
    request_.body = std::move(parser_->get().body());
    keep_alive_ = parser_->get().keep_alive();
    budget_ = std::make_shared<Budget>(Budget::kDefaultWork, &shared_.stopping);
    stream_.expires_never();
    watch();
    shared_.handler(std::move(request_), std::make_shared<Reply>(shared_from_this(), budget_));
  }
  // While the answer is worked out: is the other side still there? What it sends meanwhile is the
  // beginning of its next request and is kept, so that its end is seen behind it.
  void watch() {
    stream_.socket().async_wait(
        tcp::socket::wait_read, [self = shared_from_this(), budget = budget_](Code code) {
          if (code || self->budget_ != budget) return;
          const auto room = self->buffer_.prepare(4096);
          const ssize_t got = ::recv(self->stream_.socket().native_handle(), room.data(),
                                     room.size(), MSG_DONTWAIT);
          const bool later = got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
          if (got <= 0 && !later) return self->close();
          if (got > 0) self->buffer_.commit(static_cast<std::size_t>(got));
          if (self->buffer_.size() <= self->shared_.limits.head_bytes) self->watch();
        });
  }

  void add_head(http::fields& fields, const Response& response) const {
    fields.set(http::field::content_type, response.type);
    fields.set(http::field::cache_control, "no-store");
    fields.set("X-Content-Type-Options", "nosniff");
    fields.set("Cross-Origin-Resource-Policy", "same-origin");
    fields.set("Referrer-Policy", "no-referrer");
    bool policy = false;
    for (const auto& [name, value] : response.headers) {
      fields.set(name, value);
      policy = policy || name == "Content-Security-Policy";
    }
    if (!policy)
      fields.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  }

  // `proper`: the request was read whole, the connection can go on.
  void write(Response response, bool proper) {
    budget_.reset();
    auto message = std::make_shared<http::response<http::string_body>>(
        static_cast<http::status>(response.status), 11);
    add_head(message->base(), response);
    message->keep_alive(proper && keep_alive_);
    message->body() = std::move(response.body);
    if (response.status == 304) {
      message->body().clear();
    }
    message->prepare_payload();
    stream_.expires_after(std::chrono::seconds(shared_.limits.write_seconds));
    http::async_write(stream_, *message,
                      [self = shared_from_this(), message, proper](Code code, std::size_t) {
                        if (code) return self->close();
                        if (!proper || !message->keep_alive()) return self->finish();
                        self->read();
                      });
  }
  // Says that nothing more comes, and lets what is still on its way run dry for a moment: a
  // connection closed at once would take the answer along.
  void finish() {
    Code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    stream_.expires_after(std::chrono::seconds(2));
    drain();
  }
  void drain() {
    buffer_.clear();
    stream_.async_read_some(buffer_.prepare(64U << 10U),
                            [self = shared_from_this()](Code code, std::size_t) {
                              if (code) return self->close();
                              self->drain();
                            });
  }

  // An answer in parts (chunked transfer coding).
  void begin_parts(const std::string& type) {
    using Empty = http::response<http::empty_body>;
    auto message = std::make_shared<Empty>(http::status::ok, 11);
    add_head(message->base(), {200, type, ""});
    message->keep_alive(keep_alive_);
    message->chunked(true);
    auto serializer = std::make_shared<http::response_serializer<http::empty_body>>(*message);
    writing_ = true;
    stream_.expires_after(std::chrono::seconds(shared_.limits.write_seconds));
    http::async_write_header(stream_, *serializer,
                             [self = shared_from_this(), message, serializer](
                                 Code code, std::size_t) { self->wrote_part(code); });
  }
  void add_part(const std::string& text) {
    parts_.push_back(text);
    if (!writing_) write_part();
  }
  void end_parts() {
    ended_ = true;
    if (!writing_) write_part();
  }
  void write_part() {
    writing_ = true;
    stream_.expires_after(std::chrono::seconds(shared_.limits.write_seconds));
    const auto done = [self = shared_from_this()](Code code, std::size_t) {
      self->wrote_part(code);
    };
    if (!parts_.empty()) {
      net::async_write(stream_, http::make_chunk(net::buffer(parts_.front())),
                       [self = shared_from_this()](Code code, std::size_t) {
                         self->parts_.pop_front();
                         self->wrote_part(code);
                       });
    } else {
      last_written_ = true;
      net::async_write(stream_, http::make_chunk_last(), done);
    }
  }
  void wrote_part(Code code) {
    writing_ = false;
    if (code) return close();
    if (last_written_) {
      last_written_ = ended_ = false;
      budget_.reset();
      return keep_alive_ ? read() : finish();
    }
    stream_.expires_never();
    if (!parts_.empty() || ended_) write_part();
  }

  beast::tcp_stream stream_;
  Shared& shared_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  std::optional<std::list<std::weak_ptr<Session>>::iterator> idle_place_;
  Request request_;
  std::shared_ptr<Budget> budget_;
  std::deque<std::string> parts_;
  bool keep_alive_ = false, closed_ = false, writing_ = false, ended_ = false,
       last_written_ = false;
};

}  // namespace

struct HttpServer::Inside {
  Shared shared;
  net::io_context context{1};
  tcp::acceptor acceptor{context};
  net::signal_set signals{context, SIGINT, SIGTERM};

  void accept() {
    acceptor.async_accept([this](Code code, tcp::socket socket) {
      if (code == net::error::operation_aborted) return;
      if (!code) {
        Code ignored;
        socket.set_option(tcp::no_delay(true), ignored);
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
  const tcp::endpoint where(parsed, static_cast<std::uint16_t>(port));
  tcp::acceptor& acceptor = inside_->acceptor;
  acceptor.open(where.protocol(), code);
  if (!code) acceptor.set_option(tcp::acceptor::reuse_address(true), code);
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
