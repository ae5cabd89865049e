// The integer programme against the explicit path on random small disputes with rules, red lines,
// conditional weights and ratifiers, and one large dispute worked out by hand.
#include "analysis/bargaining/deal_solutions.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <set>

#include "analysis/bargaining/study.h"
#include "analysis/bargaining/study_explicit.h"
#include "analysis/bargaining/study_programme.h"
#include "format/registry.h"

namespace detente {
namespace {

class Drawer {
 public:
  explicit Drawer(std::uint64_t seed) : random_(seed) {}
  int draw(int low, int high) {
    return low + static_cast<int>(random_() % static_cast<std::uint64_t>(high - low + 1));
  }
  std::string dispute(int parties) {
    text_ = "[dispute]\ntitle = \"t\"\n[factors]\nf = 0.5\n[parties]\n";
    issues_ = draw(3, 6);
    sizes_.clear();
    for (int k = 0; k < issues_; ++k) sizes_.push_back(draw(2, 3));
    for (int p = 0; p < parties; ++p) {
      switch (draw(0, 4)) {
        case 0:
          text_ += fmt::format("p{} = {{ no_deal = {} }}\n", p, draw(-6, 2));
          break;
        case 1:
          text_ +=
              fmt::format("p{} = {{ no_deal = {{ i0 = \"o1\" }}, margin = {} }}\n", p, draw(0, 1));
          break;
        default:
          text_ += fmt::format("p{} = {{}}\n", p);
      }
    }
    text_ += "[issues]\n";
    for (int k = 0; k < issues_; ++k) {
      const bool three = sizes_[static_cast<std::size_t>(k)] == 3;
      text_ += fmt::format(
          "i{} = {{ options = [\"o0\", \"o1\"{}], levels = [0, 1{}], by = [\"p{}\"]{} }}\n", k,
          three ? ", \"o2\"" : "", three ? ", 3" : "", draw(0, parties - 1),
          draw(0, 9) == 0 ? ", one_way = true" : "");
    }
    for (int r = draw(0, 2); r > 0; --r)
      text_ += fmt::format("[[rules]]\nnever = \"{} and {}\"\n", away(), formula(1));
    text_ += "[preferences]\n";
    for (int p = 0; p < parties; ++p) {
      text_ += fmt::format("p{} = [\n", p);
      for (int s = draw(3, 6); s > 0; --s) {
        text_ += fmt::format(
            "  {{ wants = \"{}\", weight = {} }},\n", formula(2),
            draw(0, 3) == 0 ? fmt::format("\"{} * f\"", draw(1, 9)) : std::to_string(draw(-4, 9)));
      }
      if (draw(0, 2) == 0) text_ += fmt::format("  {{ never = \"{}\" }},\n", formula(1));
      text_ += "]\n";
    }
    if (draw(0, 1) == 0)
      text_ += fmt::format("[ratifiers.r]\nof = \"p0\"\napproves = \"{}\"\n", formula(2));
    if (draw(0, 1) == 0) {
      text_ += fmt::format(
          "[ratifiers.s]\nof = \"p1\"\nasked_if = \"{}\"\nquota = 0.5\nsegments = [{{ share = 0.3, "
          "approves = \"{}\" }}, {{ share = 0.25, approves = \"{}\" }}, {{ share = 0.45, approves "
          "= "
          "\"{}\" }}]\n",
          formula(1), formula(1), formula(1), formula(1));
    }
    return text_;
  }

 private:
  std::string atom() {
    const int k = draw(0, issues_ - 1);
    return fmt::format("i{} = o{}", k, draw(0, sizes_[static_cast<std::size_t>(k)] - 1));
  }
  std::string away() { return fmt::format("i{} = o1", draw(0, issues_ - 1)); }
  std::string formula(int depth) {
    if (depth == 0) return atom();
    switch (draw(0, 8)) {
      case 0:
        return fmt::format("({} and {})", formula(depth - 1), formula(depth - 1));
      case 1:
        return fmt::format("({} or {})", formula(depth - 1), formula(depth - 1));
      case 2:
        return fmt::format("not ({})", formula(depth - 1));
      case 3:
        return fmt::format("({} -> {})", formula(depth - 1), formula(depth - 1));
      case 4:
        return fmt::format("({} <-> {})", formula(depth - 1), formula(depth - 1));
      case 5:
        return fmt::format("exactly({}, {}, {}, {})", draw(1, 2), formula(depth - 1), atom(),
                           atom());
      case 6:
        return fmt::format("level(i{}) + level(i{}) >= {}", 0, draw(1, 2), draw(1, 4));
      default:
        return atom();
    }
  }
  std::mt19937_64 random_;
  std::string text_;
  int issues_ = 0;
  std::vector<int> sizes_;
};

using Vectors = std::set<std::vector<std::int64_t>>;
Vectors vectors(const std::vector<DealPoint>& points) {
  Vectors out;
  for (const DealPoint& point : points) out.insert(point.utility);
  return out;
}

// How many solutions were compared.
std::size_t compare(const std::string& text, int parties) {
  const auto dispute = parse_dispute(text, "t.toml");
  if (!dispute) {
    ADD_FAILURE() << format_error(dispute.error().front()) << text;
    return 0;
  }
  BargainingAsked asked;
  asked.limit = 3;
  for (int p = 0; p < parties; ++p) asked.parties |= party_bit(p);
  asked.weights = {{0, Decimal::from_units(2 * Decimal::kOne)}};
  asked.powers = {{0, Decimal::from_units(2 * Decimal::kOne)}};
  asked.references = {{-1, {{{0, 1}}}}};
  Budget budget;
  const auto listed = study_bargaining(*dispute, 0, asked, budget);
  if (!listed) return 0;  // a rule against the status quo
  const Scenario scenario = make_scenario(*dispute, 0, {});
  const auto conditions = conditions_of(*dispute, scenario, listed->bargainers, std::nullopt);
  EXPECT_TRUE(conditions && conditions->conditions) << text;
  BargainingStudy study;
  study.bargainers = listed->bargainers;
  study.cardinal = listed->cardinal;
  EXPECT_EQ(study_programme(*dispute, scenario, *conditions->conditions, asked, budget, study), "");
  EXPECT_EQ(study.no_deal, listed->no_deal) << text;
  EXPECT_EQ(study.deals.value_or("some") == "0", listed->deals == "0") << text;
  if (listed->deals == "0") return 0;
  EXPECT_EQ(*study.ideal, *listed->ideal) << text;
  {
    EXPECT_EQ(study.frontier.status.status, "exact");
    EXPECT_EQ(vectors(study.frontier.points), vectors(listed->frontier.points)) << text;
    EXPECT_EQ(vectors(study.table_frontier.points), vectors(listed->table_frontier.points)) << text;
    for (std::size_t k = 0; k < study.frontier.points.size(); ++k) {
      if (study.frontier.points[k].count == "unknown") continue;
      EXPECT_EQ(study.frontier.points[k].count, listed->frontier.points[k].count) << text;
    }
  }
  EXPECT_EQ(study.fairness->reference, listed->fairness->reference) << text;
  EXPECT_EQ(vectors(study.fairness->leximin), vectors(listed->fairness->leximin)) << text;
  std::size_t compared = 0;
  for (const SolutionRow& row : study.solutions) {
    if (row.status.status == "not_applicable") continue;
    if (row.id == "fallback") continue;  // estimated: programme_fallback_test.cc
    EXPECT_EQ(row.status.status, "exact") << row.id << text;
    for (const SolutionRow& other : listed->solutions) {
      if (other.id != row.id) continue;
      ++compared;
      EXPECT_EQ(vectors(row.points), vectors(other.points)) << row.id << "\n" << text;
    }
  }
  return compared;
}

TEST(IntegerProgramme, EqualsListingWithTwoBargainers) {
  Drawer drawer(11);
  std::size_t compared = 0;
  for (int round = 0; round < 40; ++round) compared += compare(drawer.dispute(2), 2);
  EXPECT_GT(compared, 100U);
}

TEST(IntegerProgramme, EqualsListingWithThreeBargainers) {
  Drawer drawer(12);
  std::size_t compared = 0;
  for (int round = 0; round < 15; ++round) compared += compare(drawer.dispute(3), 3);
  EXPECT_GT(compared, 30U);
}

// Fifteen pairs of issues, at most one of each pair is settled. The first of a pair is worth 2 to
// a, the second 2 to b, either one 1 more to both. With k firsts and 15 - k seconds: (15 + 2k, 45 -
// 2k); anything less is dominated. b's parliament asks for ten seconds: k <= 5.
// With many decimals the solver does not see the last steps. What it may have missed is said in the
// units of what is maximised: what listing finds is better by no more, and the gap is small.
TEST(IntegerProgramme, SaysWithinWhichGapLongNumbersAre) {
  std::mt19937_64 random(5);
  std::string text = "[dispute]\ntitle = \"t\"\n[parties]\na = {}\nb = {}\n[issues]\n";
  constexpr int kIssues = 7;
  for (int k = 0; k < kIssues; ++k)
    text += fmt::format("i{} = {{ options = [\"o0\", \"o1\", \"o2\"], by = [\"a\", \"b\"] }}\n", k);
  text += "[preferences]\n";
  for (const std::string party : {"a", "b"}) {
    text += party + " = [\n";
    for (int k = 0; k < kIssues; ++k) {
      for (int o = 1; o < 3; ++o) {
        // what b gains is about what a loses
        const std::uint64_t digits = random() % 1'000'000'000U;
        const int tens = (party == "a") == ((k + o) % 2 == 0) ? 3 : -2;
        text +=
            fmt::format("{{ wants = \"i{} = o{}\", weight = {}.{:09} }},\n", k, o, tens, digits);
      }
    }
    text += fmt::format("{{ wants = \"i0 = o1 and i1 = o2\", weight = 0.123456789 }},\n]\n");
  }
  const auto dispute = parse_dispute(text, "t.toml");
  ASSERT_TRUE(dispute.has_value()) << format_error(dispute.error().front());
  BargainingAsked asked;
  asked.parties = party_bit(0) | party_bit(1);
  Budget budget;
  const auto listed = study_bargaining(*dispute, 0, asked, budget);
  ASSERT_TRUE(listed.has_value());
  const Scenario scenario = make_scenario(*dispute, 0, {});
  const auto conditions = conditions_of(*dispute, scenario, listed->bargainers, std::nullopt);
  ASSERT_TRUE(conditions && conditions->conditions);
  BargainingStudy study;
  study.bargainers = listed->bargainers;
  study.cardinal = listed->cardinal;
  ASSERT_EQ(study_programme(*dispute, scenario, *conditions->conditions, asked, budget, study), "");
  const auto maximised = [&](const std::string& id, const std::vector<std::int64_t>& utility) {
    double sum = 0, least = 1e300, logs = 0;
    for (std::size_t p = 0; p < 2; ++p) {
      const double gain = static_cast<double>(utility[p] - listed->no_deal[p]);
      const double ideal = static_cast<double>((*listed->ideal)[p] - listed->no_deal[p]);
      const bool relative = id == "kalai_smorodinsky" || id == "relative_utilitarian";
      sum += gain / (relative ? ideal : 1e9);
      least = std::min(least, gain / (relative ? ideal : 1e9));
      logs += std::log(gain);
    }
    if (id == "nash") return logs;
    return id == "kalai_smorodinsky" || id == "egalitarian" ? least : sum;
  };
  std::size_t within = 0;
  for (const std::string id :
       {"nash", "kalai_smorodinsky", "egalitarian", "utilitarian", "relative_utilitarian"}) {
    const auto row_of = [&](const BargainingStudy& of) {
      return *std::find_if(of.solutions.begin(), of.solutions.end(),
                           [&](const SolutionRow& row) { return row.id == id; });
    };
    const SolutionRow found = row_of(study), best = row_of(*listed);
    ASSERT_FALSE(found.points.empty()) << id << " " << found.status.why;
    const double missed =
        maximised(id, best.points.front().utility) - maximised(id, found.points.front().utility);
    EXPECT_GE(missed, -1e-9) << id;
    EXPECT_LE(missed, found.status.gap + 1e-9) << id;
    EXPECT_LT(found.status.gap, 1e-3) << id;
    if (found.status.status == "within_gap") ++within;
  }
  EXPECT_EQ(within, 5U);
}

TEST(IntegerProgramme, SolvesThirtyIssuesByHand) {
  std::string text = "[dispute]\ntitle = \"t\"\n[parties]\na = {}\nb = {}\n[issues]\n";
  std::string rules, a, b, seconds;
  for (int k = 0; k < 15; ++k) {
    text += fmt::format(
        "f{0} = {{ options = [\"no\", \"yes\"], by = [\"b\"] }}\n"
        "s{0} = {{ options = [\"no\", \"yes\"], by = [\"a\"] }}\n",
        k);
    rules += fmt::format("[[rules]]\nnever = \"f{0} = yes and s{0} = yes\"\n", k);
    const std::string either =
        fmt::format("{{ wants = \"f{0} = yes or s{0} = yes\", weight = 1 }}, ", k);
    a += either + fmt::format("{{ wants = \"f{} = yes\", weight = 2 }}, ", k);
    b += either + fmt::format("{{ wants = \"s{} = yes\", weight = 2 }}, ", k);
    seconds += fmt::format(", s{} = yes", k);
  }
  text += rules + "[preferences]\na = [" + a + "]\nb = [" + b + "]\n";
  text += "[ratifiers.parliament]\nof = \"b\"\napproves = \"at_least(10" + seconds + ")\"\n";
  const auto dispute = parse_dispute(text, "t.toml");
  ASSERT_TRUE(dispute.has_value()) << format_error(dispute.error().front());
  BargainingAsked asked;
  asked.most_outcomes = 1000;
  asked.limit = 2;
  Budget budget;
  const auto study = study_bargaining(*dispute, 0, asked, budget);
  ASSERT_TRUE(study.has_value()) << format_error(study.error().front());
  EXPECT_EQ(study->method, "integer programme");
  const auto at = [](int k) {
    return std::vector<std::int64_t>{(15 + 2 * k) * Decimal::kOne, (45 - 2 * k) * Decimal::kOne};
  };
  Vectors deals, table;
  for (int k = 0; k <= 15; ++k) {
    table.insert(at(k));
    if (k <= 5) deals.insert(at(k));
  }
  EXPECT_EQ(study->frontier.status.status, "exact");
  EXPECT_EQ(vectors(study->frontier.points), deals);
  EXPECT_EQ(vectors(study->table_frontier.points), table);
  EXPECT_EQ(study->frontier.points.front().count, "unknown");  // C(15, 5) ways, two listed
  EXPECT_EQ(study->frontier.points.front().deals.size(), 2U);
  EXPECT_EQ(study->frontier.points.back().count, "1");
  EXPECT_EQ(*study->ideal, (std::vector<std::int64_t>{at(5)[0], at(0)[1]}));
  for (const SolutionRow& row : study->solutions) {
    if (row.id == "nash" || row.id == "egalitarian") {
      EXPECT_EQ(vectors(row.points), (Vectors{at(5)})) << row.id;
    }
    // shares (15 + 2k) / 25 and (45 - 2k) / 45: k = 3 gives 21/25 and 39/45, k = 4 only 37/45
    if (row.id == "kalai_smorodinsky") {
      EXPECT_EQ(vectors(row.points), (Vectors{at(3)}));
    }
    if (row.id == "utilitarian") {
      EXPECT_EQ(vectors(row.points), deals);
    }
  }
}

}  // namespace
}  // namespace detente
