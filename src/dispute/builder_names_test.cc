// What the builder says of names and ids: unknown, taken, malformed, and where.
#include <gtest/gtest.h>

#include <algorithm>

#include "format/registry.h"

namespace detente {
namespace {

// Every place of a file at which a name can stand, once.
constexpr const char* kWhole = R"toml([dispute]
title = "every place for a name"
[question]
of = "russia"
with = ["japan"]
compromise = "treaty = signed"
[sources.letter]
title = "A letter"
[factors]
trust = { value = 0.5, distribution = { kind = "uniform", low = 0.2, high = 0.6 } }
[parties]
russia = { no_deal = { islands = "kept" } }
japan = {}
usa = {}
[issues]
treaty = { options = ["none", "signed"], by = ["russia", "japan"] }
islands = { options = ["kept", "given"], by_any = ["russia"] }
fleet = { options = ["away", "near"], levels = [0, 1], by = ["usa"] }
[status_quo]
fleet = "near"
[propositions]
friendly = "trust > 0.4"
[[rules]]
id = "no_gift"
never = "islands = given and treaty = none and fleet = away"
[[order]]
id = "treaty_first"
first = "treaty = signed"
then = "islands = given"
[[coalitions]]
id = "allies"
members = ["japan", "usa"]
[preferences]
russia = [ { id = "line", never = "islands = given", when = "trust < 0.1", source = "letter" } ]
japan = [ { wants = "islands = given", weight = "2 * trust", from = "usa" } ]
usa = { ranking = [["fleet = near", { treaty = "none" }], ["friendly"]] }
[ratifiers.duma]
of = "russia"
asked_if = "treaty = signed"
party = "usa"
[ratifiers.street]
of = "japan"
approves = "islands = given"
[ratifiers.poll]
of = "japan"
quota = 0.5
segments = [ { share = 0.6, approves = "fleet = near" } ]
[cases.base]
set = { trust = 0.3 }
status_quo = { fleet = "away" }
compromise = "islands = given"
[cases.later]
extends = "base"
on = ["allies"]
off = ["no_gift"]
without = ["usa"]
history = { islands = "kept" }
[[claims]]
id = "K1"
says = "so it was"
holds = "possible(treaty = signed)"
in = ["later"]
)toml";

// For usa: the other two forms of preference with names in them.
constexpr const char* kRanking =
    R"(usa = { ranking = [["fleet = near", { treaty = "none" }], ["friendly"]] })";
constexpr const char* kValues = R"(usa = { values = { treaty = { signed = 3 } } })";
constexpr const char* kOutcomeValues =
    R"(usa = { outcome_values = [ { outcome = "fleet = near", value = 2 }, )"
    R"({ outcome = { islands = "kept" }, value = 1 } ] })";

std::string changed(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  if (at == std::string::npos) return text;
  EXPECT_EQ(text.find(what, at + 1), std::string::npos) << what << " stands there twice";
  return text.replace(at, what.size(), by);
}

Errors errors_of(const std::string& text) {
  const auto dispute = parse_dispute(text, "t.toml");
  return dispute ? Errors{} : dispute.error();
}

// The only error of a text, as "line:column code"; or what else was said.
std::string only(const Errors& errors) {
  std::string out;
  for (const Error& error : errors) {
    out += (out.empty() ? "" : "; ") + std::to_string(error.where.line) + ":" +
           std::to_string(error.where.column) + " " + std::string(to_string(error.code));
  }
  return out;
}
// The place of a word that stands in the text once.
std::string place_of(const std::string& text, const std::string& word) {
  const std::size_t at = text.find(word);
  EXPECT_NE(at, std::string::npos) << word;
  EXPECT_EQ(text.find(word, at + 1), std::string::npos) << word << " stands there twice";
  const auto line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  const std::size_t start = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
  return std::to_string(line + 1) + ":" + std::to_string(at - start + 1);
}

TEST(BuilderNames, TheWholeFileIsValidAsItStands) {
  for (const char* form : {kRanking, kValues, kOutcomeValues}) {
    const Errors errors = errors_of(changed(kWhole, kRanking, form));
    EXPECT_TRUE(errors.empty()) << form << "\n" << format_error(errors.front());
  }
}

struct Slip {
  const char* where;  // the piece of the file
  const char* by;     // the piece with a slip in one word
  const char* wrong;  // that word, once in the file
  const char* right;  // what was meant
};

void expect_found(const std::string& whole, const Slip& slip) {
  const std::string text = changed(whole, slip.where, slip.by);
  const Errors errors = errors_of(text);
  EXPECT_EQ(only(errors), place_of(text, slip.wrong) + " unknown-name") << slip.by;
  if (errors.empty()) return;
  EXPECT_NE(errors.front().message.find("'" + std::string(slip.wrong) + "'"), std::string::npos)
      << slip.by << ": " << errors.front().message;
  EXPECT_EQ(errors.front().hint, "did you mean '" + std::string(slip.right) + "'?") << slip.by;
}

// The wrong words differ from the right ones by one letter, and from all others by more than a
// third of their letters; so the right one is the nearest.
TEST(BuilderNames, AnUnknownNameIsFoundWhereverItStands) {
  const Slip slips[] = {
      {"of = \"russia\"\nwith", "of = \"rusia\"\nwith", "rusia", "russia"},
      {"with = [\"japan\"]", "with = [\"japn\"]", "japn", "japan"},
      {"compromise = \"treaty = signed\"", "compromise = \"treatie = signed\"", "treatie",
       "treaty"},
      {"compromise = \"treaty = signed\"", "compromise = \"treaty = sined\"", "sined", "signed"},
      {"kind = \"uniform\"", "kind = \"unifrm\"", "unifrm", "uniform"},
      {"no_deal = { islands = \"kept\" }", "no_deal = { islnds = \"kept\" }", "islnds", "islands"},
      {"no_deal = { islands = \"kept\" }", "no_deal = { islands = \"keppt\" }", "keppt", "kept"},
      {"by = [\"russia\", \"japan\"]", "by = [\"rusia\", \"japan\"]", "rusia", "russia"},
      {"by_any = [\"russia\"]", "by_any = [\"rusia\"]", "rusia", "russia"},
      {"fleet = \"near\"\n", "fleeet = \"near\"\n", "fleeet", "fleet"},
      {"fleet = \"near\"\n", "fleet = \"nearr\"\n", "nearr", "near"},
      {"friendly = \"trust > 0.4\"", "friendly = \"trusst > 0.4\"", "trusst", "trust"},
      {"never = \"islands = given and treaty", "never = \"islnds = given and treaty", "islnds",
       "islands"},
      {"first = \"treaty = signed\"", "first = \"treatie = signed\"", "treatie", "treaty"},
      {"then = \"islands = given\"", "then = \"islands = givn\"", "givn", "given"},
      {"members = [\"japan\", \"usa\"]", "members = [\"japn\", \"usa\"]", "japn", "japan"},
      {"\njapan = [ {", "\njapn = [ {", "japn", "japan"},
      {"never = \"islands = given\"", "never = \"islnds = given\"", "islnds", "islands"},
      {"when = \"trust < 0.1\"", "when = \"trusst < 0.1\"", "trusst", "trust"},
      {"source = \"letter\"", "source = \"leter\"", "leter", "letter"},
      {"{ wants = \"islands = given\"", "{ wants = \"islnds = given\"", "islnds", "islands"},
      {"weight = \"2 * trust\"", "weight = \"2 * trusst\"", "trusst", "trust"},
      {"from = \"usa\"", "from = \"usaa\"", "usaa", "usa"},
      {"[[\"fleet = near\"", "[[\"fleeet = near\"", "fleeet", "fleet"},
      {"{ treaty = \"none\" }]", "{ treatie = \"none\" }]", "treatie", "treaty"},
      {"{ treaty = \"none\" }]", "{ treaty = \"nonne\" }]", "nonne", "none"},
      {"[\"friendly\"]", "[\"frendly\"]", "frendly", "friendly"},
      {"of = \"russia\"\nasked_if", "of = \"rusia\"\nasked_if", "rusia", "russia"},
      {"asked_if = \"treaty = signed\"", "asked_if = \"treaty = sined\"", "sined", "signed"},
      {"party = \"usa\"", "party = \"usaa\"", "usaa", "usa"},
      {"\napproves = \"islands = given\"", "\napproves = \"islnds = given\"", "islnds", "islands"},
      {"approves = \"fleet = near\"", "approves = \"fleeet = near\"", "fleeet", "fleet"},
      {"set = { trust = 0.3 }", "set = { trusst = 0.3 }", "trusst", "trust"},
      {"status_quo = { fleet = \"away\" }", "status_quo = { fleeet = \"away\" }", "fleeet",
       "fleet"},
      {"status_quo = { fleet = \"away\" }", "status_quo = { fleet = \"awayy\" }", "awayy", "away"},
      {"compromise = \"islands = given\"", "compromise = \"islands = givn\"", "givn", "given"},
      {"extends = \"base\"", "extends = \"basse\"", "basse", "base"},
      {"on = [\"allies\"]", "on = [\"alies\"]", "alies", "allies"},
      {"off = [\"no_gift\"]", "off = [\"no_gft\"]", "no_gft", "no_gift"},
      {"without = [\"usa\"]", "without = [\"usaa\"]", "usaa", "usa"},
      {"history = { islands = \"kept\" }", "history = { islnds = \"kept\" }", "islnds", "islands"},
      {"history = { islands = \"kept\" }", "history = { islands = \"keppt\" }", "keppt", "kept"},
      {"history = { islands = \"kept\" }", "history = \"islnds = kept\"", "islnds", "islands"},
      {"in = [\"later\"]", "in = [\"latter\"]", "latter", "later"},
  };
  for (const Slip& slip : slips) expect_found(kWhole, slip);
}

TEST(BuilderNames, AnUnknownNameIsFoundInTablesOfValues) {
  const std::string values = changed(kWhole, kRanking, kValues);
  expect_found(values, {"values = { treaty", "values = { treatie", "treatie", "treaty"});
  expect_found(values, {"{ signed = 3 }", "{ sined = 3 }", "sined", "signed"});
  const std::string outcomes = changed(kWhole, kRanking, kOutcomeValues);
  expect_found(outcomes,
               {"\"fleet = near\", value", "\"fleeet = near\", value", "fleeet", "fleet"});
  expect_found(outcomes, {"outcome = { islands", "outcome = { islnds", "islnds", "islands"});
  expect_found(outcomes, {"\"kept\" }, value", "\"keppt\" }, value", "keppt", "kept"});
}

// `source` may stand at eight kinds of things.
TEST(BuilderNames, AnUnknownSourceIsFoundWhereverItStands) {
  const std::pair<const char*, const char*> places[] = {
      {"trust = { value = 0.5,", "trust = { value = 0.5, source = \"leter\","},
      {"japan = {}", "japan = { source = \"leter\" }"},
      {"by = [\"usa\"] }", "by = [\"usa\"], source = \"leter\" }"},
      {"id = \"no_gift\"", "id = \"no_gift\"\nsource = \"leter\""},
      {"id = \"treaty_first\"", "id = \"treaty_first\"\nsource = \"leter\""},
      {"id = \"allies\"", "id = \"allies\"\nsource = \"leter\""},
      {"party = \"usa\"", "party = \"usa\"\nsource = \"leter\""},
      {"extends = \"base\"", "extends = \"base\"\nsource = \"leter\""},
      {"id = \"K1\"", "id = \"K1\"\nsource = \"leter\""},
  };
  for (const auto& [where, by] : places) expect_found(kWhole, {where, by, "leter", "letter"});
}

TEST(BuilderNames, ANameLikeNoOtherIsShownWhatIsKnown) {
  const Errors errors = errors_of(changed(kWhole, "from = \"usa\"", "from = \"atlantis\""));
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors.front().hint, "known: russia, japan, usa");
}

// Ids of parties, issues, factors, propositions, statements, rules, order constraints, ratifiers
// and coalitions are unique in the file, taken together: each is given the id of another kind.
TEST(BuilderNames, AnIdIsTakenOnceInTheWholeFile) {
  const std::pair<const char*, const char*> takers[] = {
      {"trust = { value", "allies = { value"},
      {"[issues]\n", "[issues]\nallies = { options = [\"x\", \"y\"], by = [\"usa\"] }\n"},
      {"[parties]\n", "[parties]\nallies = {}\n"},
      {"[propositions]\n", "[propositions]\nallies = \"true\"\n"},
      {"id = \"no_gift\"", "id = \"allies\""},
      {"id = \"treaty_first\"", "id = \"allies\""},
      {"{ id = \"line\"", "{ id = \"allies\""},
      {"[ratifiers.duma]", "[ratifiers.allies]"},
  };
  for (const auto& [where, by] : takers) {
    const Errors errors = errors_of(changed(kWhole, where, by));
    const bool told = std::any_of(errors.begin(), errors.end(), [](const Error& error) {
      return error.code == ErrorCode::kDuplicate &&
             error.message.find("the id 'allies' of this ") == 0;
    });
    EXPECT_TRUE(told) << by << ": " << only(errors);
  }
}

TEST(BuilderNames, CasesSourcesOptionsAndClaimsHaveNamesOfTheirOwn) {
  std::string text = changed(kWhole, "[cases.base]", "[cases.russia]");
  text = changed(text, "extends = \"base\"", "extends = \"russia\"");
  text = changed(text, "[sources.letter]", "[sources.japan]");
  text = changed(text, "source = \"letter\"", "source = \"japan\"");
  text = changed(text, "[\"away\", \"near\"]", "[\"usa\", \"near\"]");
  text = changed(text, "and fleet = away", "and fleet = usa");
  text = changed(text, "status_quo = { fleet = \"away\" }", "status_quo = { fleet = \"usa\" }");
  const Errors errors = errors_of(text);
  EXPECT_TRUE(errors.empty()) << format_error(errors.front());
}

TEST(BuilderNames, TwoClaimsCannotShareAnId) {
  const std::string more = "[[claims]]\nid = \"K1\"\nsays = \"again\"\nholds = \"ready(now)\"\n";
  const Errors errors = errors_of(kWhole + more);
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors.front().code, ErrorCode::kDuplicate);
  EXPECT_EQ(errors.front().hint, "number them: K26.1, K26.2");
}

// The default id is the place in the party's list, or in the file's list, from 1.
TEST(BuilderNames, DefaultIdsCountPlacesAndCanBeSwitched) {
  const std::string text = changed(kWhole, "id = \"no_gift\"\n", "");
  const std::string unnamed =
      changed(changed(text, "id = \"treaty_first\"\n", ""), "id = \"allies\"\n", "");
  const std::string named =
      changed(changed(changed(unnamed, "id = \"line\", ", ""), "off = [\"no_gift\"]",
                      "off = [\"rules.1\", \"russia.1\", \"order.1\"]"),
              "on = [\"allies\"]", "on = [\"coalitions.1\", \"japan.1\"]");
  const auto dispute = parse_dispute(named, "t.toml");
  ASSERT_TRUE(dispute.has_value()) << format_error(dispute.error().front());
  const Dispute& d = *dispute;
  EXPECT_EQ(d->rules[0].id, "rules.1");
  EXPECT_EQ(d->orders[0].id, "order.1");
  EXPECT_EQ(d->coalitions[0].id, "coalitions.1");
  EXPECT_EQ(d->statements[0].id, "russia.1");
  const auto& toggles = d->cases[static_cast<std::size_t>(d.find_case("later"))].toggles;
  EXPECT_EQ(toggles.size(), 5U);
  EXPECT_FALSE(toggles.at(d.find_toggle("russia.1")));
  EXPECT_TRUE(toggles.at(d.find_toggle("coalitions.1")));
}

TEST(BuilderNames, AGivenIdCanCollideWithADefaultOne) {
  const std::string text = changed(
      kWhole, "japan = [ {", "japan = [ { id = \"japan.2\", wants = \"true\", weight = 1 }, {");
  const Errors errors = errors_of(text);
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors.front().code, ErrorCode::kDuplicate);
  EXPECT_EQ(errors.front().message.substr(0, 36), "the id 'japan.2' of this statement i");
}

// Words of the formula language, and what is no word at all.
TEST(BuilderNames, AReservedOrMalformedNameIsRefused) {
  const std::pair<const char*, const char*> names[] = {
      {"[cases.base]", "[cases.not]"},
      {"[sources.letter]", "[sources.\"1st\"]"},
      {"[propositions]\n", "[propositions]\nclamp = \"true\"\n"},
      {"[parties]\n", "[parties]\n\"u s\" = {}\n"},
      {"[factors]\n", "[factors]\nlevel = 0.5\n"},
      {"[\"none\", \"signed\"]", "[\"none\", \"signed\", \"in\"]"},
      {"[issues]\n", "[issues]\n\"1\" = { options = [\"x\", \"y\"], by = [\"usa\"] }\n"},
      {"id = \"no_gift\"", "id = \"no gift\""},
      {"id = \"K1\"", "id = \"\""},
  };
  for (const auto& [where, by] : names) {
    const Errors errors = errors_of(changed(kWhole, where, by));
    const bool told = std::any_of(errors.begin(), errors.end(), [](const Error& error) {
      return error.code == ErrorCode::kModel &&
             (error.message.find("cannot name a ") != std::string::npos ||
              error.message.find("cannot name an ") != std::string::npos);
    });
    EXPECT_TRUE(told) << by << ": " << only(errors);
  }
}

}  // namespace
}  // namespace detente
