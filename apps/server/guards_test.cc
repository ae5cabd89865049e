#include "server/guards.h"

#include <gtest/gtest.h>

namespace detente::server {
namespace {

int status_of(const Guards& guards, const Request& head) {
  Response refusal;
  return passes(guards, head, refusal) ? 200 : refusal.status;
}
Request asked(std::string method, std::map<std::string, std::string> headers) {
  headers.emplace("host", "127.0.0.1:8123");
  return {std::move(method), "/api/parse", {}, std::move(headers), ""};
}
const Guards kHere{"127.0.0.1", 8123, ""};

TEST(Guards, only_our_own_names_are_answered) {
  for (const char* good : {"127.0.0.1:8123", "localhost:8123"})
    EXPECT_TRUE(host_is_ours(kHere, good)) << good;
  for (const char* bad :
       {"", "127.0.0.1", "127.0.0.1:81", "evil.example:8123", "127.0.0.1:81238123",
        "localhost.evil.example:8123", "127.0.0.2:8123", "[::1]:8123"})
    EXPECT_FALSE(host_is_ours(kHere, bad)) << bad;
}
TEST(Guards, open_to_all_addresses_only_numbers_are_answered) {
  const Guards all{"0.0.0.0", 80, "t"};
  EXPECT_TRUE(host_is_ours(all, "192.168.1.5:80"));
  EXPECT_TRUE(host_is_ours(all, "[fe80::1]:80"));
  EXPECT_FALSE(host_is_ours(all, "rebound.example:80"));
  EXPECT_FALSE(host_is_ours(all, "1.2.3.4.evil.example:80"));
}
TEST(Guards, foreign_pages_are_refused) {
  const std::string json = "application/json";
  EXPECT_EQ(status_of(kHere, asked("POST", {{"content-type", json}})), 200);
  EXPECT_EQ(status_of(kHere,
                      asked("POST", {{"content-type", json}, {"origin", "http://127.0.0.1:8123"}})),
            200);
  for (const char* origin : {"http://evil.example", "null", "https://127.0.0.1:8123",
                             "http://localhost:8123", "http://127.0.0.1:8123, http://evil.example"})
    EXPECT_EQ(status_of(kHere, asked("POST", {{"content-type", json}, {"origin", origin}})), 403)
        << origin;
  EXPECT_EQ(status_of(kHere, asked("GET", {{"sec-fetch-site", "cross-site"}})), 403);
  EXPECT_EQ(status_of(kHere, asked("GET", {{"sec-fetch-site", "same-site"}})), 403);
}
TEST(Guards, a_second_host_is_no_host) {
  EXPECT_EQ(status_of(kHere, {"GET", "/", {}, {{"host", "127.0.0.1:8123, evil.example"}}, ""}),
            421);
}
TEST(Guards, what_a_form_can_send_is_refused) {
  for (const char* type : {"", "text/plain", "application/x-www-form-urlencoded",
                           "multipart/form-data", "application/jsonp"})
    EXPECT_EQ(status_of(kHere, asked("POST", {{"content-type", type}})), 415) << type;
  EXPECT_EQ(status_of(kHere, asked("DELETE", {})), 405);
}
TEST(Guards, the_token_is_asked_for_everywhere) {
  const Guards guarded{"127.0.0.1", 8123, "0123456789abcdef"};
  EXPECT_EQ(status_of(guarded, asked("GET", {})), 401);
  EXPECT_EQ(status_of(guarded, asked("GET", {{"authorization", "Bearer 0123456789abcdef"}})), 200);
  EXPECT_EQ(status_of(guarded, asked("GET", {{"authorization", "Bearer 0123456789abcdeF"}})), 401);
  EXPECT_EQ(status_of(guarded, asked("GET", {{"cookie", "a=b; detente_token=0123456789abcdef"}})),
            200);
  EXPECT_EQ(status_of(guarded, asked("GET", {{"cookie", "xdetente_token=0123456789abcdef"}})), 401);
  Request page = asked("GET", {});
  page.query["token"] = "0123456789abcdef";
  EXPECT_EQ(status_of(guarded, page), 401);  // in an address only for the page itself
  page.path = "/";
  EXPECT_EQ(status_of(guarded, page), 200);
}

}  // namespace
}  // namespace detente::server
