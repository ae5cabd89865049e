// A linear programme must allow exactly the outcomes of A and of D, with their utilities.
#include "analysis/bargaining/programme.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "analysis/bargaining/table.h"
#include "format/registry.h"

namespace detente {
namespace {

constexpr const char* kDispute = R"toml([dispute]
title = "t"
[question]
of = "a"
with = ["b"]
compromise = "x = yes"
[factors]
f = 0.5
[parties]
a = { no_deal = { y = "two", x = "yes" }, margin = 0.5 }
b = {}
c = { no_deal = { v = "r" } }
[issues]
x = { options = ["no", "yes"], by = ["a"] }
y = { options = ["zero", "one", "two", "three"], levels = [0, 1, 2, 5], by = ["a", "b"] }
z = { options = ["off", "on"], by_any = ["b", "c"] }
w = { options = ["off", "on"], by = ["c"] }
v = { options = ["p", "q", "r"], levels = [1, 2, 3], by = ["b"], one_way = true }
[propositions]
far = "y in {two, three} and x = yes"
mixed = "far <-> (z = on or v = q)"
[[rules]]
never = "x = yes and z = on and v = r"
[[rules]]
never = "level(y) + level(v) > 6 * f + 3"
[preferences]
a = [
  { wants = "far", weight = 3 },
  { wants = "exactly(2, x = yes, z = on, v != p)", weight = -1.25 },
  { wants = "mixed -> w = on", weight = 2 },
  { never = "z = on and y = zero" },
]
b = [
  { wants = "at_most(1, x = yes, y = one, z = off)", weight = 4 },
  { wants = "level(v) * 2 >= level(y)", weight = 0.5 },
  { never = "x = no and v = p" },
]
c = [
  { wants = "at_least(2, far, z = on, v = q)", weight = 1 },
  { wants = "not mixed", weight = 1 },
  { never = "y = three and z = off" },
]
[ratifiers.poll]
of = "b"
asked_if = "far or v = q"
quota = 0.5
segments = [{ share = 0.3, approves = "z = on" }, { share = 0.2, approves = "far" }, { share = 0.25, approves = "v != r and x = yes" }]
[ratifiers.ally]
of = "a"
asked_if = "x = yes or z = on"
party = "c"
[ratifiers.formula]
of = "a"
approves = "not (v = r and y = one)"
)toml";

class Checker {
 public:
  explicit Checker(const Programme& programme) : programme_(programme) {}

  // The columns that these choices force; empty if the rows of the table cannot hold.
  std::vector<int> columns(const std::vector<int>& outcome, const Conditions& conditions) const {
    std::vector<int> value(static_cast<std::size_t>(programme_.columns), 0);
    std::vector<char> chosen(value.size(), 0);
    for (std::size_t k = 0; k < outcome.size(); ++k) {
      for (std::size_t o = 0; o < programme_.choice[k].size(); ++o) {
        const auto column = static_cast<std::size_t>(programme_.choice[k][o]);
        chosen[column] = 1;
        value[column] = conditions.options[k][o] == outcome[k] ? 1 : 0;
      }
    }
    for (std::size_t column = 0; column < value.size(); ++column) {
      if (chosen[column] != 0) {
        if (!rows_hold(value, column)) return {};
        continue;
      }
      bool holds[2];
      for (const int one : {0, 1}) {
        value[column] = one;
        holds[one] = rows_hold(value, column);
      }
      EXPECT_FALSE(holds[0] && holds[1]) << "column " << column << " is not forced";
      if (!holds[0] && !holds[1]) return {};
      value[column] = holds[1] ? 1 : 0;
    }
    return value;
  }
  static bool holds(const LinearRow& row, const std::vector<int>& value) {
    const std::int64_t sum = total(row, value);
    return (!row.least || sum >= *row.least) && (!row.most || sum <= *row.most);
  }
  static std::int64_t total(const LinearRow& row, const std::vector<int>& value) {
    std::int64_t sum = row.constant;
    for (const auto& [column, units] : row.terms)
      sum += units * value[static_cast<std::size_t>(column)];
    return sum;
  }

 private:
  // The rows whose last column this is.
  bool rows_hold(const std::vector<int>& value, std::size_t column) const {
    return std::all_of(programme_.table.begin(), programme_.table.end(), [&](const LinearRow& row) {
      int last = -1;
      for (const auto& term : row.terms) last = std::max(last, term.first);
      return last != static_cast<int>(column) || holds(row, value);
    });
  }
  const Programme& programme_;
};

// Deals found, of the outcomes of the table.
std::pair<std::size_t, std::size_t> compare(const std::string& no_deal_of_a,
                                            const std::vector<std::string>& off) {
  std::string text = kDispute;
  const std::string plain = "no_deal = { y = \"two\", x = \"yes\" }";
  text.replace(text.find(plain), plain.size(), no_deal_of_a);
  const auto dispute = parse_dispute(text, "t.toml");
  EXPECT_TRUE(dispute.has_value()) << format_error(dispute.error().front());
  Changes changes;
  for (const std::string& id : off) changes.toggles.emplace_back(dispute->find_toggle(id), false);
  const auto world = World::make(*dispute, make_scenario(*dispute, 0, changes));
  EXPECT_TRUE(world.has_value()) << format_error(world.error().front());
  const BargainingTable table = make_table(*world, {0, 1}, std::nullopt);
  const auto conditions = conditions_of(*dispute, world->scenario(), {0, 1}, std::nullopt);
  EXPECT_TRUE(conditions.has_value() && conditions->conditions.has_value());
  const ProgrammeOrWhy made =
      make_programme(*dispute, world->scenario(), {0, 1}, *conditions->conditions);
  EXPECT_TRUE(made.programme.has_value()) << made.why_not;
  const Checker checker(*made.programme);
  const PartyUtility a = utility_of(*world, 0), b = utility_of(*world, 1);
  std::size_t in_table = 0, deals = 0;
  for (std::size_t s = 0; s < world->size(); ++s) {
    const auto outcome = world->layout().options(static_cast<Outcome>(s));
    if (outcome[3] != world->scenario().status_quo[3]) {  // w is not theirs
      EXPECT_FALSE(table.outcomes.test(s));
      continue;
    }
    const auto value = checker.columns(outcome, *conditions->conditions);
    EXPECT_EQ(!value.empty(), table.outcomes.test(s)) << s;
    if (value.empty()) continue;
    ++in_table;
    EXPECT_EQ(Checker::total(made.programme->utility[0], value), a.utility[s]);
    EXPECT_EQ(Checker::total(made.programme->utility[1], value), b.utility[s]);
    const bool deal = std::all_of(made.programme->deals.begin(), made.programme->deals.end(),
                                  [&](const LinearRow& row) { return Checker::holds(row, value); });
    EXPECT_EQ(deal, table.deals.test(s)) << s;
    deals += deal ? 1U : 0U;
  }
  return {deals, in_table};
}

TEST(Programme, AllowsExactlyTheTableAndTheDeals) {
  // the second no-deal of a breaks its own red line, which any outcome that mends it may use
  for (const char* no_deal :
       {"no_deal = { y = \"two\" }", "no_deal = { z = \"on\" }", "no_deal = -2"}) {
    for (const std::vector<std::string>& off : {std::vector<std::string>{},
                                                {"poll"},
                                                {"ally"},
                                                {"poll", "ally"},
                                                {"ally", "formula"},
                                                {"poll", "ally", "formula"},
                                                {"rules.1", "poll"}}) {
      compare(no_deal, off);
    }
  }
  const auto [deals, in_table] = compare("no_deal = -2", {"ally"});
  EXPECT_GT(deals, 0U);
  EXPECT_LT(deals, in_table);
  EXPECT_GT(compare("no_deal = { z = \"on\" }", {"ally"}).first, 0U);
  EXPECT_GT(compare("no_deal = -2", {"poll"}).first, 0U);
}

}  // namespace
}  // namespace detente
