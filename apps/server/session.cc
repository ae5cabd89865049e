#include "server/session.h"

#include <fmt/format.h>
#include <sys/socket.h>

#include <boost/asio/post.hpp>
#include <cerrno>
#include <chrono>

#include "server/url.h"

namespace detente::server {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

// The answer to one request of a session. Threads that outlive the connection may hold it.
class Session::Reply : public Exchange, public std::enable_shared_from_this<Reply> {
 public:
  Reply(std::shared_ptr<Session> session, std::shared_ptr<Budget> budget)
      : session_(std::move(session)), budget_(std::move(budget)) {}
  ~Reply() override {
    // a handler that has gone without an answer, or in the middle of one, has failed
    if (!answered_) post([](Session& s) { s.fail_inside(); });
    if (begun_ && !ended_) post([](Session& s) { s.close(); });
    // the session goes where it lives: on the server's thread
    const auto executor = session_->stream_.get_executor();
    net::post(executor, [s = std::move(session_)] {});
  }
  void send(Response response) override {
    // within an answer in parts no other can stand: it breaks off
    if (begun_) return post([](Session& s) { s.close(); });
    answered_ = true;
    post([r = std::make_shared<Response>(std::move(response))](Session& s) {
      s.write(std::move(*r), true);
    });
  }
  void begin(std::string type) override {
    answered_ = begun_ = true;
    post([t = std::move(type)](Session& s) { s.begin_parts(t); });
  }
  bool begun() const override { return begun_; }
  void part(std::string text) override {
    post([t = std::move(text)](Session& s) { s.add_part(t); });
  }
  void end() override {
    ended_ = true;
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
  bool answered_ = false, begun_ = false, ended_ = false;
};

Session::Session(Socket socket, SessionsShared& shared)
    : stream_(std::move(socket)), shared_(shared) {
  ++shared_.open;
}
Session::~Session() {
  if (closed_) return;
  leave_idle();
  --shared_.open;
}

void Session::read() {
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

void Session::close() {
  if (closed_) return;
  closed_ = true;
  leave_idle();
  --shared_.open;
  if (budget_) budget_->cancel();
  Code ignored;
  stream_.socket().close(ignored);
}

void Session::leave_idle() {
  if (!idle_place_) return;
  shared_.idle.erase(*idle_place_);
  idle_place_.reset();
}

void Session::read_body(Code code) {
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

Request Session::head() const {
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
void Session::refuse_bad(Code code) {
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

void Session::fail_inside() {
  write({500, "application/json",
         "{\"errors\":[{\"code\":\"internal\",\"message\":\"the request was not answered\"}]}"},
        false);
}

void Session::answer() {
  request_.body = std::move(parser_->get().body());
  keep_alive_ = parser_->get().keep_alive();
  budget_ = std::make_shared<Budget>(Budget::kDefaultWork, &shared_.stopping);
  stream_.expires_never();
  watch();
  shared_.handler(std::move(request_), std::make_shared<Reply>(shared_from_this(), budget_));
}

// While the answer is worked out: is the other side still there? What it sends meanwhile is the
// beginning of its next request and is kept, so that its end is seen behind it.
void Session::watch() {
  stream_.socket().async_wait(
      Socket::wait_read, [self = shared_from_this(), budget = budget_](Code code) {
        if (code || self->budget_ != budget) return;
        const auto room = self->buffer_.prepare(4096);
        const ssize_t got =
            ::recv(self->stream_.socket().native_handle(), room.data(), room.size(), MSG_DONTWAIT);
        const bool later = got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
        if (got <= 0 && !later) return self->close();
        if (got > 0) self->buffer_.commit(static_cast<std::size_t>(got));
        if (self->buffer_.size() <= self->shared_.limits.head_bytes) self->watch();
      });
}

void Session::add_head(http::fields& fields, const Response& response) const {
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
  if (!policy) fields.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
}

void Session::write(Response response, bool proper) {
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
void Session::finish() {
  Code ignored;
  stream_.socket().shutdown(Socket::shutdown_send, ignored);
  stream_.expires_after(std::chrono::seconds(2));
  drain();
}

void Session::drain() {
  buffer_.clear();
  stream_.async_read_some(buffer_.prepare(64U << 10U),
                          [self = shared_from_this()](Code code, std::size_t) {
                            if (code) return self->close();
                            self->drain();
                          });
}

void Session::begin_parts(const std::string& type) {
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

void Session::add_part(const std::string& text) {
  parts_.push_back(text);
  if (!writing_) write_part();
}

void Session::end_parts() {
  ended_ = true;
  if (!writing_) write_part();
}

void Session::write_part() {
  writing_ = true;
  stream_.expires_after(std::chrono::seconds(shared_.limits.write_seconds));
  const auto done = [self = shared_from_this()](Code code, std::size_t) { self->wrote_part(code); };
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

void Session::wrote_part(Code code) {
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

}  // namespace detente::server
