#include "report/json_text.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace detente {
namespace {

TEST(JsonText, WhatIsNotUtf8IsReplaced) {
  const nlohmann::ordered_json json{{"file", "bad\xff.toml"}, {"a", "\xc3\xa9"}};
  EXPECT_EQ(json_text(json), "{\"file\":\"bad\xef\xbf\xbd.toml\",\"a\":\"\xc3\xa9\"}");
  EXPECT_EQ(json_text(json, 2),
            "{\n  \"file\": \"bad\xef\xbf\xbd.toml\",\n  \"a\": \"\xc3\xa9\"\n}");
}

}  // namespace
}  // namespace detente
