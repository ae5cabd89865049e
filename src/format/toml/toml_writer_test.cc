#include "format/toml/toml_writer.h"

#include <gtest/gtest.h>

#include "format/model_text_testing.h"
#include "format/registry.h"

namespace detente {
namespace {

using testing_support::model_text;

Dispute must(const Result<Dispute>& dispute) {
  EXPECT_TRUE(dispute.has_value()) << (dispute ? "" : format_error(dispute.error().front()));
  return *dispute;
}
void expect_same_when_written(const Dispute& dispute) {
  const Written written = write_toml(dispute);
  EXPECT_TRUE(written.left_out.empty());
  const auto again = parse_dispute(written.text, "again.toml");
  ASSERT_TRUE(again.has_value()) << format_error(again.error().front()) << written.text;
  EXPECT_EQ(model_text(dispute), model_text(*again)) << written.text;
}

TEST(TomlWriter, KeepsTheCasebook) {
  for (const char* name : {"amur", "kurils", "wage_round"}) {
    const Dispute dispute =
        must(load_dispute(std::string(DETENTE_SOURCE_DIR) + "/casebook/" + name + "/dispute.toml"));
    expect_same_when_written(dispute);
  }
}

TEST(TomlWriter, KeepsEveryKey) {
  expect_same_when_written(must(parse_dispute(R"toml(
[dispute]
title = "quotes \" and \\ and\nlines, \u0001 and é"
note = "n"
date = 2020-02-29
[question]
text = "Will a?"
of = "a"
with = ["b", "c"]
compromise = "x = high and p"
[sources.s]
title = "t"
author = "au"
publisher = "pu"
date = "spring 2020"
section = "2"
url = "https://example.org"
note = "n"
[factors]
f = { value = 0.1, range = [0.05, 0.2], drift = -0.01, name = "F", unit = "share", source = "s", note = "n" }
g = { value = 3, domain = [1, 10], distribution = { kind = "triangular", low = 2, mode = 3, high = 4 } }
h = { value = 1e-7, distribution = { kind = "empirical", values = [0.5, 0.25] } }
[[correlations]]
between = ["h", "f"]
value = -0.35
source = "s"
note = "n"
[[correlations]]
between = ["g", "h"]
value = 1e-9
[parties]
c = { name = "The C", no_deal = { y = "yes", x = "high" }, source = "s", note = "n" }
a = { no_deal = 0.1, margin = 0.25, discount = 0.9 }
b = {}
d = {}
e = {}
k = {}
[issues]
x = { options = ["low", "high"], labels = ["L", "H"], levels = [0.5, 2], by = ["a", "b"], name = "X", note = "n", source = "s" }
y = { options = ["no", "yes", "maybe"], by_any = ["b", "c"], one_way = true, divisible = true, active = false }
[status_quo]
y = "maybe"
[propositions]
p = "q or x = high"
q = "level(x) >= 2 * f"
[[rules]]
never = "x = high and y = no and false"
[[rules]]
id = "mine"
never = "false"
active = false
note = "n"
source = "s"
[[order]]
first = "x = high"
then = "y = yes"
note = "n"
[[coalitions]]
members = ["c", "a"]
active = false
[preferences]
b = { priority = true, statements = [ { wants = "p" }, { never = "y = no and x = high", when = "f > 0.5" } ] }
a = [
  { id = "first", wants = "x = high", weight = 0.3, from = "b", says = "says", source = "s", note = "n" },
  { wants = "y = yes", weight = "2 * f + 1", active = false },
  { wants = "y = no", weight = { value = 15, range = [10, 20.5] } },
  { never = "x = low" },
]
c = { ranking = [["x = high", { x = "low", y = "yes" }], ["true"]], statements = [ { never = "y = yes" } ] }
d = { values = { y = { maybe = -1.5 }, x = { } } }
e = { outcome_values = [ { outcome = "x = high", value = 2 }, { outcome = "true", value = 0.000000001 } ] }
[ratifiers.public]
of = "a"
name = "The public"
asked_if = "x = high"
quota = 0.5
respondents = 1018
segments = [ { share = 0.27, approves = "x = high", name = "yes people" }, { share = 0.5, approves = "y = yes" } ]
active = false
[ratifiers.chamber]
of = "b"
approves = "x = high"
source = "s"
[ratifiers.ally]
of = "b"
party = "c"
[cases.one]
name = "One"
set = { f = 0.7, g = 2 }
status_quo = { x = "high" }
compromise = "y = yes"
on = ["y", "first"]
off = ["mine"]
without = ["d"]
history = { x = "high", y = "yes" }
note = "n"
source = "s"
[cases.two]
extends = "one"
set = { g = 5 }
off = ["y"]
without = ["e"]
[cases.now]
history = "x = low"
[[claims]]
id = "K1.2"
by = "speaker"
says = "says"
holds = "accepts(a, x = high)"
in = ["two", "now"]
recorded = false
required = true
source = "s"
note = "n"
[[claims]]
id = "K2"
says = "says"
holds = "ready"
)toml",
                                              "every.toml")));
}

TEST(TomlWriter, KeepsGraphForm) {
  expect_same_when_written(must(parse_dispute(R"([dispute]
title = "t"
[parties]
a = {}
b = {}
[graph]
outcomes = ["s1", "s2", "s3"]
labels = ["war", "truce", "peace"]
[graph.moves]
a = ["s1 -> s2", "s3 <-> s1", "s1 -> s3"]
[status_quo]
outcome = "s2"
[preferences]
a = { ranking = [["s3"], ["outcome = s1", "s2"]] }
)",
                                              "graph.toml")));
}

}  // namespace
}  // namespace detente
