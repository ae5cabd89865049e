#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "analysis/bargaining/study_words.h"
#include "analysis/readiness/words.h"

namespace detente {
namespace {

void say_verdicts(const StudyWords& words, const FairnessReport& from, Document& document) {
  Table table;
  table.header = {words.letters() ? "shares at" : "solution"};
  table.right = {false};
  for (std::size_t b = 0; b < words.parties(); ++b) {
    table.header.push_back(words.letters() ? words.column(b) : "share of " + words.name(b));
    table.right.push_back(true);
  }
  const bool envy = words.parties() == 2;  // it is defined for two
  for (const char* head : {"equitable", "proportional", "envy-free", "loses"}) {
    if (!envy && std::string_view(head) == "envy-free") continue;
    table.header.emplace_back(head);
    table.right.push_back(false);
  }
  for (const DealVerdict& row : from.deals) {
    if (row.point > 0) continue;
    std::vector<std::string> cells{solution_name(row.id)};
    for (const auto& share : row.fairness.shares)
      cells.push_back(share ? fmt::format("{:.3f}", share->to_double()) : "-");
    cells.emplace_back(row.fairness.equitable ? "yes" : "no");
    cells.emplace_back(row.fairness.proportional ? "yes" : "no");
    if (envy) cells.emplace_back(!row.envy_free ? "-" : *row.envy_free ? "yes" : "no");
    std::string losers;
    for (const int b : row.fairness.losers)
      losers += (losers.empty() ? "" : ", ") + words.column(static_cast<std::size_t>(b));
    cells.push_back(losers.empty() ? "nobody" : losers);
    table.rows.push_back(std::move(cells));
  }
  document.table(std::move(table));
}

void say_division(const StudyWords& words, const FairnessReport& from, Document& document) {
  const AdjustedWinner& division = *from.adjusted_winner;
  Table table;
  table.header = {"Adjusted Winner", words.name(0), words.name(1), "goes to"};
  table.right = {false, true, true, false};
  for (const ContestedIssue& row : division.issues) {
    if (row.starts_with < 0) continue;
    std::string to = words.name(row.share.num == 0 ? 1 : 0);
    if (row.share.den != 1)
      to = fmt::format("{} of it to {}, the rest to {}", row.share.to_string(), words.name(0),
                       words.name(1));
    table.rows.push_back({words.issue(from.adjusted_issues[row.issue]), row.points[0].to_string(),
                          row.points[1].to_string(), std::move(to)});
  }
  document.table(std::move(table));
  std::string text = fmt::format("Adjusted Winner starts at {} and {} points",
                                 division.start[0].to_string(), division.start[1].to_string());
  for (const Transfer& step : division.transfers) {
    text += fmt::format("; {} hands over {} of {}", words.name(static_cast<std::size_t>(step.from)),
                        step.part.to_string(), words.issue(from.adjusted_issues[step.issue]));
  }
  document.paragraph(text + fmt::format("; in the end {} and {} points of 100.",
                                        division.totals[0].to_string(),
                                        division.totals[1].to_string()));
}

void say_trades(const StudyWords& words, const Linkage& from, Document& document) {
  if (!from.why_no_trades.empty())
    document.paragraph("Trades are not looked for: " + from.why_no_trades + ".");
  if (from.trades.empty()) return;
  Table table;
  table.header = {"trade"};
  table.right = {false};
  for (std::size_t b = 0; b < words.parties(); ++b) {
    table.header.push_back(words.column(b));
    table.right.push_back(true);
  }
  for (const Trade& trade : from.trades) {
    std::vector<std::string> row{words.step(trade.issue[0], trade.option[0]) + " + " +
                                 words.step(trade.issue[1], trade.option[1])};
    for (std::size_t b = 0; b < words.parties(); ++b)
      row.push_back(fmt::format("{} and {}", signed_in_words(trade.first[b]),
                                signed_in_words(trade.second[b])));
    table.rows.push_back(std::move(row));
  }
  document.table(std::move(table));
  if (from.more_trades > 0)
    document.paragraph(plural(from.more_trades, "more trade") + " of two issues.");
}

const ZoneSample* sample_of(const StudyWords& words) {
  return words.study().zone_sample ? &*words.study().zone_sample : nullptr;
}
// "12 of 24 outcomes", "~50% (49 to 51) of the outcomes", "a number of outcomes not counted".
std::string of_outcomes(const StudyWords& words, const Count& exact, const Count& drawn) {
  if (exact.known()) return fmt::format("{} of {} outcomes", words.count(exact), words.outcomes());
  if (!drawn.known()) return "a number of outcomes that was not counted";
  return words.count_or_share(exact, &drawn) + " of the outcomes";
}
std::string win_set_in_words(const StudyWords& words, const WinSet& row) {
  const std::vector<int>& who = words.study().bargainers;
  const auto b =
      static_cast<std::size_t>(std::find(who.begin(), who.end(), row.party) - who.begin());
  const ZoneSample* sample = sample_of(words);
  const ZoneParty* drawn = sample != nullptr ? &sample->zone.parties[b] : nullptr;
  std::string text =
      fmt::format("win-set of {}: {}", words.party(row.party),
                  of_outcomes(words, row.outcomes, drawn != nullptr ? drawn->ratified : Count()));
  for (const auto& [r, count] : row.by_ratifier) {
    Count passed;
    if (drawn != nullptr) {
      const Cut cut = cut_like(*drawn, {CutKind::kRatifier, r, {}, {}});
      passed = less(sample->zone.outcomes, cut.removes);
    }
    const bool known = count.known() || passed.known();
    text += fmt::format("; {} lets {} pass", words.ratifier(r),
                        known ? words.count_or_share(count, &passed) : "an unknown number");
  }
  return text;
}

std::string opening_in_words(const StudyWords& words, const Opening& row) {
  std::string what;
  switch (row.kind) {
    case OpeningKind::kQuota:
      what = fmt::format("a quota of {} instead of {} at {}, or as much more support",
                         decimal_in_words(row.to), decimal_in_words(row.from),
                         words.ratifier(row.ids[0]));
      break;
    case OpeningKind::kIssue:
      what = words.issue(row.ids[0]) + " on the table";
      break;
    case OpeningKind::kConsent:
      what = words.party(row.ids[0]) + " at the table";
      break;
    case OpeningKind::kRatifier:
      what = words.ratifier(row.ids[0]) + " not asked";
      break;
    case OpeningKind::kRatifiers:
      what = words.ratifier(row.ids[0]) + " and " + words.ratifier(row.ids[1]) + " not asked";
      break;
  }
  if (!row.deals.known())
    return fmt::format("what would open it: {} (a deal then: {})", what, words.deal(row.example));
  return fmt::format("what would open it: {} ({} deal{}, such as: {})", what,
                     words.count(row.deals), row.deals == Count(std::size_t{1}) ? "" : "s",
                     words.deal(row.example));
}

std::string binding_in_words(const StudyWords& words, const BindingEffect& row) {
  const std::string whose = words.party(row.party) + "'s ratifiers";
  if (!row.without) return "without " + whose + " there is no deal either";
  if (!row.with) return "without " + whose + " the Nash deal is: " + words.deal(*row.without);
  if (row.utility_with == row.utility_without)
    return whose + " do not change what the Nash deal is worth";
  std::string text = whose + " move the Nash deal:";
  for (std::size_t b = 0; b < row.utility_with.size(); ++b) {
    text += fmt::format("{} {} has {} instead of {}", b == 0 ? "" : ",", words.name(b),
                        decimal_in_words(row.utility_with[b]),
                        decimal_in_words(row.utility_without[b]));
  }
  return text;
}

}  // namespace

void say_fairness(const StudyWords& words, Document& document) {
  const FairnessReport& from = *words.study().fairness;
  if (from.deals.empty() && !from.adjusted_winner) return;
  document.heading(3, "Fairness");
  if (!from.deals.empty()) say_verdicts(words, from, document);
  if (from.no_loser_deals.known()) {
    document.paragraph(fmt::format("Nobody falls below its reference point at {} deal{}.",
                                   words.count(from.no_loser_deals),
                                   from.no_loser_deals == Count(std::size_t{1}) ? "" : "s"));
  }
  if (from.adjusted_winner) say_division(words, from, document);
}

void say_linkage(const StudyWords& words, Document& document) {
  const Linkage& from = *words.study().linkage;
  if (from.one_by_one.empty() && from.trades.empty() && from.issues.empty()) return;
  document.heading(3, "Linkage");
  std::vector<std::string> items;
  for (const OneByOne& row : from.one_by_one) {
    std::string text = fmt::format("decided issue by issue ({}): {}", solution_name(row.solution),
                                   words.deal(row.apart));
    if (!row.feasible) text += ", which is not possible";
    if (row.feasible && !row.deal) text += ", which is no deal";
    std::string gains;
    for (std::size_t b = 0; b < row.utility_apart.size(); ++b) {
      gains += fmt::format("{}{} {}", b == 0 ? "" : ", ", words.name(b),
                           signed_in_words(row.utility_together[b] - row.utility_apart[b]));
    }
    items.push_back(text.append("; deciding together is worth ").append(gains));
  }
  if (!items.empty()) document.bullets(std::move(items));
  say_trades(words, from, document);
  say_issue_effects(words, document);
}

void say_two_level(const StudyWords& words, Document& document) {
  const TwoLevel& from = *words.study().two_level;
  if (from.win_sets.empty()) return;
  document.heading(3, "At home");
  std::vector<std::string> items;
  for (const WinSet& row : from.win_sets) items.push_back(win_set_in_words(words, row));
  if (from.win_sets.size() > 1) {
    const ZoneSample* sample = sample_of(words);
    items.push_back("ratified for all: " +
                    of_outcomes(words, from.ratified_for_all,
                                sample != nullptr ? sample->zone.ratified_for_all : Count()));
  }
  if (!from.why_no_openings.empty())
    items.push_back("what would open the zone was not, or not wholly, looked for: " +
                    from.why_no_openings);
  for (const Opening& row : from.openings) items.push_back(opening_in_words(words, row));
  for (const int k : from.issues_not_tried)
    items.push_back(
        fmt::format("whether bringing in '{}' opens the zone is not known: there would "
                    "be too many outcomes to list",
                    words.issue(k)));
  for (const BindingEffect& row : from.binding) items.push_back(binding_in_words(words, row));
  if (!from.why_no_binding.empty())
    items.push_back("what binding does to the deal is not, or not wholly, known: " +
                    from.why_no_binding);
  document.bullets(std::move(items));
}

}  // namespace detente
