// What a frontier that was stopped may have missed, against every outcome of small disputes.
#include "analysis/bargaining/deal_frontier.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/random.h"
#include "format/registry.h"

namespace detente {
namespace {

// Six issues of three options, values of up to 60 that pull apart, and two rules that tie issues.
std::string random_dispute(std::uint64_t number, std::uint64_t parties) {
  Random random(11, number);
  std::string text = "[dispute]\ntitle = \"t\"\n[parties]\n", by, values;
  for (std::uint64_t p = 0; p < parties; ++p) {
    text += fmt::format("p{} = {{ no_deal = {} }}\n", p, random.below(80));
    by += fmt::format("{}\"p{}\"", p == 0 ? "" : ", ", p);
    values += fmt::format("p{} = {{ values = {{ ", p);
    for (int k = 0; k < 6; ++k) {
      values += fmt::format("{}i{} = {{ o1 = {}, o2 = {} }}", k == 0 ? "" : ", ", k,
                            random.below(60), random.below(60));
    }
    values += " } }\n";
  }
  text += "[issues]\n";
  for (int k = 0; k < 6; ++k)
    text += fmt::format("i{} = {{ options = [\"o0\", \"o1\", \"o2\"], by = [{}] }}\n", k, by);
  for (int r = 0; r < 2; ++r) {
    text += fmt::format("[[rules]]\nnever = \"i{} = o{} and i{} = o{}\"\n", random.below(3),
                        1 + random.below(2), 3 + random.below(3), 1 + random.below(2));
  }
  return text + "[preferences]\n" + values;
}

std::vector<Point> listed(const DealSearch& search, const Dispute& dispute,
                          const Scenario& scenario, const Conditions& conditions, bool deals) {
  std::vector<Point> out;
  for (int code = 0; code < 729; ++code) {
    std::vector<int> outcome;
    for (int k = 0, rest = code; k < 6; ++k, rest /= 3) outcome.push_back(rest % 3);
    if (deals ? !search.is_deal(outcome) : !search.on_table(outcome)) continue;
    Point one;
    for (std::size_t p = 0; p < search.parties(); ++p)
      one.push_back(utility_at(dispute, scenario, conditions.utility[p], outcome));
    out.push_back(std::move(one));
  }
  return out;
}

// The least gap for which the points found stand for all.
std::int64_t least_gap(const std::vector<Point>& all, const std::vector<FoundDeal>& found) {
  std::int64_t out = 0;
  for (const Point& one : all) {
    std::int64_t nearest = std::numeric_limits<std::int64_t>::max();
    for (const FoundDeal& deal : found) {
      std::int64_t most = 0;
      for (std::size_t p = 0; p < one.size(); ++p) most = std::max(most, one[p] - deal.utility[p]);
      nearest = std::min(nearest, most);
    }
    out = std::max(out, nearest);
  }
  return out;
}

TEST(DealFrontier, BoundsWhatItMissedWhenItIsStopped) {
  std::size_t stopped = 0, tight = 0, of_use = 0;
  for (std::uint64_t number = 0; number < 30; ++number) {
    const std::uint64_t parties = 2 + number % 2;
    const std::string text = random_dispute(number, parties);
    const auto dispute = parse_dispute(text, "t.toml");
    ASSERT_TRUE(dispute.has_value()) << format_error(dispute.error().front());
    const Scenario scenario = make_scenario(*dispute, 0);
    std::vector<int> who;
    for (std::uint64_t p = 0; p < parties; ++p) who.push_back(static_cast<int>(p));
    const auto conditions = conditions_of(*dispute, scenario, who, std::nullopt);
    const auto programme = make_programme(*dispute, scenario, who, *conditions->conditions);
    const auto solver = make_cbc_solver();
    Budget budget;
    const DealSearch search(*dispute, scenario, who, *conditions->conditions, *programme.programme,
                            *solver, budget);
    ASSERT_TRUE(search.exact());
    const bool deals = number % 3 != 0;
    const std::vector<Point> all =
        listed(search, *dispute, scenario, *conditions->conditions, deals);
    for (const std::size_t most : {1U, 3U, 6U}) {
      const FoundDeals found = programme_frontier(search, deals, most);
      if (found.done) continue;
      ASSERT_TRUE(found.missed.has_value());
      const std::int64_t least = least_gap(all, found.deals);
      EXPECT_GE(*found.missed, least) << most << text;
      ++stopped;
      tight += *found.missed == least ? 1 : 0;
      std::int64_t range = 0;
      for (std::size_t p = 0; p < parties; ++p)
        range = std::max(range, search.scale(p).high - search.scale(p).low);
      of_use += 2 * *found.missed < range ? 1 : 0;
    }
  }
  EXPECT_GT(stopped, 50U);  // the cases are no empty ones
  EXPECT_GT(tight, 0U);
  EXPECT_GT(of_use, stopped / 4);
}

}  // namespace
}  // namespace detente
