#include "server/api.h"

#include <gtest/gtest.h>

#include <future>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>

#include "analysis/registry.h"
#include "format/registry.h"
#include "server/analyses.h"
#include "server/assets.h"
#include "server/model_json.h"
#include "server/url.h"

namespace detente::server {
namespace {

TEST(Api, the_description_names_exactly_the_routes) {
  const auto api = nlohmann::json::parse(asset("api"));
  EXPECT_EQ(api["openapi"].get<std::string>().substr(0, 2), "3.");
  std::set<std::string> described;
  for (const auto& [path, methods] : api["paths"].items()) {
    for (const auto& [method, about] : methods.items()) {
      std::string name = method;
      for (char& c : name) c = static_cast<char>(c - 'a' + 'A');
      described.insert(name.append(" ").append(path));
      EXPECT_FALSE(about["summary"].get<std::string>().empty()) << path;
      EXPECT_TRUE(about["responses"].contains("200")) << path;
    }
  }
  const auto routes = Api::routes();
  EXPECT_EQ(described, std::set<std::string>(routes.begin(), routes.end()));
}
TEST(Api, every_analysis_of_the_registry_is_served) {
  for (const AnalysisRow& row : analyses()) EXPECT_TRUE(knows_analysis(row.id)) << row.id;
  EXPECT_FALSE(knows_analysis("nothing"));
}
TEST(Api, templates_are_valid_disputes_with_a_question) {
  int seen = 0;
  for (const Asset& one : assets()) {
    if (!one.name.starts_with("template/")) continue;
    ++seen;
    const auto dispute = parse_dispute(std::string(one.text), "t.toml");
    ASSERT_TRUE(dispute) << one.name << ": " << format_error(dispute.error().front());
    EXPECT_TRUE(dispute->asks()) << one.name;
  }
  EXPECT_GE(seen, 2);
}
TEST(ModelJson, statements_say_where_they_are_in_either_form_of_preferences) {
  const std::string text = R"(
[dispute]
title = "t"
[parties]
a = {}
b = {}
[issues]
x = { options = ["no", "yes"], by = ["a", "b"] }
[preferences]
a = [{ wants = "x = yes", weight = 1 }, { wants = "x = no", weight = 2 }]
b = { priority = true, statements = [{ wants = "x = no" }] }
)";
  const auto dispute = parse_dispute(text, "t.toml");
  ASSERT_TRUE(dispute) << format_error(dispute.error().front());
  const auto rows = model_json(*dispute, text)["statements"];
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[1]["at"], nlohmann::ordered_json::parse(R"(["preferences", "a", 1])"));
  EXPECT_EQ(rows[2]["at"],
            nlohmann::ordered_json::parse(R"(["preferences", "b", "statements", 0])"));
}
// What is said over one exchange. `breaks`: the first part finds no memory.
class Heard : public Exchange {
 public:
  explicit Heard(bool breaks = false) : breaks_(breaks) {}
  void send(Response response) override {
    said_.push_back("send " + response.body);
    done_.set_value();
  }
  void begin(std::string type) override {
    begun_ = true;
    said_.push_back("begin " + type);
  }
  bool begun() const override { return begun_; }
  void part(std::string text) override {
    if (std::exchange(breaks_, false)) throw std::runtime_error("no memory");
    said_.push_back("part " + text);
  }
  void end() override {
    said_.emplace_back("end");
    done_.set_value();
  }
  Budget& budget() override { return budget_; }
  std::vector<std::string> all() {
    done_.get_future().wait();
    return said_;
  }

 private:
  bool breaks_, begun_ = false;
  std::vector<std::string> said_;
  std::promise<void> done_;
  Budget budget_;
};

TEST(Api, what_fails_within_lines_ends_them_with_a_line) {
  Api api({std::filesystem::temp_directory_path(), "", "", 1});
  const auto ask = [&](const std::string& path, const nlohmann::json& body, bool breaks) {
    const auto heard = std::make_shared<Heard>(breaks);
    api.handle({"POST", path, {}, {}, body.dump()}, heard);
    return heard->all();
  };
  const std::string text(asset("template/two_parties"));
  const auto parsed = ask("/api/parse", {{"text", text}}, false);
  ASSERT_EQ(parsed.size(), 1U);
  const auto model = nlohmann::json::parse(parsed[0].substr(5))["model"];
  const auto said = ask("/api/analyse", {{"model", model}, {"id", "readiness"}}, true);
  ASSERT_EQ(said.size(), 3U);
  EXPECT_EQ(said[0], "begin application/x-ndjson");
  EXPECT_EQ(said[1].back(), '\n');
  const auto line = nlohmann::json::parse(said[1].substr(5));
  EXPECT_EQ(line["errors"][0]["message"], "internal error: no memory");
  EXPECT_EQ(said[2], "end");
}
TEST(Url, parts_are_decoded_once) {
  std::string path;
  std::map<std::string, std::string> query;
  split_target("/a%2Fb+c?x=1%262&y&z=a+b%", path, query);
  EXPECT_EQ(path, "/a/b+c");
  EXPECT_EQ(query, (std::map<std::string, std::string>{{"x", "1&2"}, {"y", ""}, {"z", "a b%"}}));
}

}  // namespace
}  // namespace detente::server
