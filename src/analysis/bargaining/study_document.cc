#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "analysis/bargaining/study.h"
#include "analysis/readiness/words.h"

namespace detente {
namespace {

constexpr std::size_t kMostFrontier = 20, kMostShownDeals = 2, kMostShownPoints = 3;

const std::map<std::string, std::string>& solution_names() {
  static const std::map<std::string, std::string> kNames{
      {"nash", "Nash"},
      {"kalai_smorodinsky", "Kalai-Smorodinsky"},
      {"egalitarian", "egalitarian"},
      {"proportional", "proportional"},
      {"utilitarian", "utilitarian"},
      {"relative_utilitarian", "relative utilitarian"},
      {"raiffa", "Raiffa"},
      {"fallback", "fallback"}};
  return kNames;
}
std::string solution_name(const std::string& id) {
  const auto it = solution_names().find(id);
  return it == solution_names().end() ? id : it->second;
}

std::string number(std::int64_t units) { return Decimal::from_units(units).to_string(); }

class Writer {
 public:
  Writer(const Dispute& dispute, const BargainingStudy& study, Document& document)
      : dispute_(dispute), study_(study), document_(document) {}

  void write() {
    headline();
    zone();
    solutions();
    frontier();
    fairness();
    if (study_.linkage) linkage(*study_.linkage);
    if (study_.two_level) two_level(*study_.two_level);
  }

 private:
  const std::string& party(int p) const {
    return dispute_->parties[static_cast<std::size_t>(p)].remarks.name;
  }
  const std::string& name(std::size_t b) const { return party(study_.bargainers[b]); }
  std::string names() const {
    PartySet all = 0;
    for (const int p : study_.bargainers) all |= party_bit(p);
    return party_names(dispute_, all);
  }
  std::string deal(const std::vector<int>& options) const {
    if (dispute_->graph) return dispute_->issues[0].labels[static_cast<std::size_t>(options[0])];
    return changes_in_words(dispute_, study_.status_quo, options);
  }
  std::string deal(Outcome s) const { return deal(study_.layout->options(s)); }
  std::string step(int issue, int option) const {
    const Issue& one = dispute_->issues[static_cast<std::size_t>(issue)];
    return one.remarks.name + ": " + one.labels[static_cast<std::size_t>(option)];
  }
  std::string value(std::size_t b, std::int64_t utility) const {
    return study_.cardinal[b] != 0 ? number(utility) : fmt::format("rank {}", utility);
  }
  // "+3" against no-deal; a party with an order has no differences
  std::string gain(std::size_t b, std::int64_t utility) const {
    if (study_.cardinal[b] == 0) return "";
    const std::int64_t change = utility - study_.no_deal[b];
    return (change > 0 ? "+" : "") + number(change);
  }
  static std::string status(const Status& status) {
    if (status.status == "within_gap") return fmt::format("within a gap of {:.3g}", status.gap);
    return status.status;
  }
  const SolutionRow* find(const std::string& id) const {
    for (const SolutionRow& row : study_.solutions) {
      if (row.id == id && !row.points.empty()) return &row;
    }
    return nullptr;
  }

  void headline() {
    const bool none = study_.deals && *study_.deals == "0";
    if (none) {
      document_.paragraph(
          fmt::format(
              "There is no zone of agreement between {}: of {} outcomes that they can bring "
              "about together, none is accepted by all and ratified.",
              names(), study_.outcomes),
          true);
      return;
    }
    std::string text =
        study_.deals ? fmt::format(
                           "There is a zone of agreement: {} of the {} outcomes that {} can bring "
                           "about together are deals.",
                           *study_.deals, study_.outcomes, names())
                     : fmt::format(
                           "{} can bring about {} outcomes together; they were not listed one by "
                           "one ({}).",
                           names(), study_.outcomes, study_.method);
    if (const SolutionRow* nash = find("nash")) {
      text += " The Nash deal: " + deal(nash->points.front().deals.front()) + ".";
    }
    document_.paragraph(text, true);
  }

  std::string cut_in_words(std::size_t b, const Cut& cut) const {
    if (cut.kind == CutKind::kNoDeal) return "no-deal of " + name(b);
    if (cut.kind == CutKind::kRatifier) {
      const Ratifier& one = dispute_->ratifiers[static_cast<std::size_t>(cut.index)];
      return one.remarks.name + " for " + name(b);
    }
    const Statement& one = dispute_->statements[static_cast<std::size_t>(cut.index)];
    return fmt::format("red line {} of {}: {}", one.id, name(b),
                       one.says.empty() ? one.formula.text : one.says);
  }

  void zone() {
    document_.heading(3, "What is at stake");
    Table table;
    table.header = {"party", "accepts", "ratified", "both", "no-deal", "best deal", "surplus"};
    table.right = {false, true, true, true, true, true, true};
    for (std::size_t b = 0; b < study_.bargainers.size(); ++b) {
      std::vector<std::string> row{name(b), "", "", "", "", "", ""};
      if (study_.zone) {
        const ZoneParty& from = study_.zone->parties[b];
        row[1] = std::to_string(from.accepts);
        row[2] = std::to_string(from.ratified);
        row[3] = std::to_string(from.both);
      }
      if (study_.cardinal[b] != 0) {
        row[4] = number(study_.no_deal[b]);
        if (study_.ideal) {
          row[5] = number((*study_.ideal)[b]);
          row[6] = number((*study_.ideal)[b] - study_.no_deal[b]);
        }
      }
      table.rows.push_back(std::move(row));
    }
    document_.table(std::move(table));
    if (study_.zone) cuts(*study_.zone);
  }
  void cuts(const Zone& zone) {
    const auto largest = largest_cut(zone);
    if (!largest) return;
    const Cut& most = zone.parties[largest->first].cuts[largest->second];
    document_.paragraph(
        fmt::format("What cuts most: {}, {} of {} outcomes ({} of them by it alone).",
                    cut_in_words(largest->first, most), most.removes, zone.outcomes, most.alone));
    Table table;
    table.header = {"cut", "excludes", "alone"};
    table.right = {false, true, true};
    for (std::size_t b = 0; b < zone.parties.size(); ++b) {
      for (const Cut& cut : zone.parties[b].cuts) {
        if (cut.removes == 0) continue;
        table.rows.push_back(
            {cut_in_words(b, cut), std::to_string(cut.removes), std::to_string(cut.alone)});
      }
    }
    if (table.rows.size() > 1) document_.table(std::move(table));
  }

  void add_points(Table& table, const std::string& first, const std::vector<DealPoint>& points) {
    std::size_t shown = 0;
    for (const DealPoint& point : points) {
      if (shown == kMostShownPoints) {
        table.rows.push_back({fmt::format("{} more points", points.size() - shown)});
        table.rows.back().resize(table.header.size());
        break;
      }
      std::vector<std::string> row{shown++ == 0 ? first : ""};
      for (std::size_t b = 0; b < study_.bargainers.size(); ++b) {
        const std::string more = gain(b, point.utility[b]);
        row.push_back(value(b, point.utility[b]) + (more.empty() ? "" : " (" + more + ")"));
      }
      row.push_back(deals(point));
      table.rows.push_back(std::move(row));
    }
  }
  std::string deals(const DealPoint& point) const {
    std::string out;
    const std::size_t shown = std::min(point.deals.size(), kMostShownDeals);
    for (std::size_t k = 0; k < shown; ++k) out += (k == 0 ? "" : " | ") + deal(point.deals[k]);
    if (point.count != std::to_string(shown)) out += fmt::format(" | {} in all", point.count);
    return out;
  }
  Table points_table(const std::string& first) const {
    Table table;
    table.header = {first};
    table.right = {false};
    for (std::size_t b = 0; b < study_.bargainers.size(); ++b) {
      table.header.push_back(name(b));
      table.right.push_back(true);
    }
    table.header.emplace_back("deal");
    table.right.push_back(false);
    return table;
  }

  void solutions() {
    if (study_.solutions.empty()) return;
    document_.heading(3, "The deals singled out");
    Table table = points_table("solution");
    std::map<std::string, std::vector<std::string>> not_applicable;  // why: names
    std::vector<std::string> inexact;
    for (const SolutionRow& row : study_.solutions) {
      std::string first = solution_name(row.id);
      if (row.status.status == "not_applicable") {
        auto& list = not_applicable[row.status.why];
        if (std::find(list.begin(), list.end(), first) == list.end()) list.push_back(first);
        continue;
      }
      if (row.quota > 0)
        first +=
            fmt::format(", {} of {}: depth {}", row.quota, study_.bargainers.size(), row.depth);
      if (row.status.status != "exact") inexact.push_back(first + ": " + status(row.status));
      add_points(table, first, row.points);
    }
    if (!table.rows.empty()) document_.table(std::move(table));
    if (!inexact.empty()) document_.bullets(std::move(inexact));
    for (const auto& [why, list] : not_applicable)
      document_.paragraph(fmt::format("Not given: {} ({}).", fmt::join(list, ", "), why));
    for (const RateRow& row : study_.rates) {
      std::string text;
      for (std::size_t b = 1; b < row.multiplier.size(); ++b) {
        text += fmt::format("{}{}'s unit counts {:.3g} of {}'s", b == 1 ? "" : ", ", name(b),
                            row.multiplier[b], name(0));
      }
      document_.paragraph(
          fmt::format("Exchange rates at the {} deal: {}.", solution_name(row.solution), text));
    }
    continuous();
  }
  void continuous() {
    if (study_.continuous.empty()) return;
    document_.heading(3, "With divisible issues");
    std::vector<std::string> items;
    for (const ContinuousRow& row : study_.continuous) {
      if (row.status.status == "not_applicable") {
        items.push_back(solution_name(row.id) + ": not given (" + row.status.why + ")");
        continue;
      }
      std::string text = solution_name(row.id) + ":";
      for (std::size_t b = 0; b < row.utility.size(); ++b)
        text += fmt::format("{} {} {:.6g}", b == 0 ? "" : ",", name(b), row.utility[b]);
      std::string mixed;
      for (std::size_t k = 0; k < row.mixture.size(); ++k) {
        if (row.mixture[k].size() < 2) continue;
        for (const auto& [option, part] : row.mixture[k]) {
          mixed += fmt::format("{}{:.4g} {}", mixed.empty() ? "" : ", ", part,
                               step(static_cast<int>(k), option));
        }
      }
      if (!mixed.empty()) text += "; mixed: " + mixed;
      items.push_back(std::move(text));
    }
    document_.bullets(std::move(items));
  }

  void frontier() {
    const DealList& list = study_.frontier;
    if (list.status.status == "not_applicable") {
      document_.paragraph("The efficient frontier is not given: " + list.status.why + ".");
      return;
    }
    if (list.points.empty()) return;
    document_.heading(3, "Efficient deals");
    Table table = points_table("");
    table.header.front() = "no.";
    const std::size_t shown = std::min(list.points.size(), kMostFrontier);
    for (std::size_t k = 0; k < shown; ++k) {
      std::vector<std::string> row{std::to_string(k + 1)};
      for (std::size_t b = 0; b < study_.bargainers.size(); ++b)
        row.push_back(value(b, list.points[k].utility[b]));
      row.push_back(deals(list.points[k]));
      table.rows.push_back(std::move(row));
    }
    document_.table(std::move(table));
    std::string text =
        fmt::format("{} efficient points, {}", list.points.size(), status(list.status));
    if (shown < list.points.size()) text += fmt::format("; the first {} are shown", shown);
    const auto lost = static_cast<std::size_t>(
        std::count_if(study_.table_frontier.points.begin(), study_.table_frontier.points.end(),
                      [](const DealPoint& point) { return !point.in_deals; }));
    if (lost > 0) {
      text += fmt::format(
          ". Of the {} efficient points of the whole table {} are no deals: no-deals, red lines or "
          "ratifiers stand before them",
          study_.table_frontier.points.size(), lost);
    }
    document_.paragraph(text + ".");
  }

  void fairness() {
    if (!study_.fairness) return;
    const FairnessReport& from = *study_.fairness;
    document_.heading(3, "Fairness");
    if (!from.deals.empty()) {
      Table table;
      table.header = {"solution"};
      table.right = {false};
      for (std::size_t b = 0; b < study_.bargainers.size(); ++b) {
        table.header.push_back("share of " + name(b));
        table.right.push_back(true);
      }
      for (const char* head : {"equitable", "proportional", "envy-free", "loses"}) {
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
        cells.emplace_back(!row.envy_free ? "-" : *row.envy_free ? "yes" : "no");
        std::string losers;
        for (const int b : row.fairness.losers)
          losers += (losers.empty() ? "" : ", ") + name(static_cast<std::size_t>(b));
        cells.push_back(losers.empty() ? "nobody" : losers);
        table.rows.push_back(std::move(cells));
      }
      document_.table(std::move(table));
    }
    if (from.no_loser_deals)
      document_.paragraph(fmt::format("Nobody loses against its reference point at {}.",
                                      plural(*from.no_loser_deals, "deal")));
    if (from.adjusted_winner) adjusted_winner(from);
  }
  void adjusted_winner(const FairnessReport& from) {
    const AdjustedWinner& division = *from.adjusted_winner;
    Table table;
    table.header = {"Adjusted Winner", name(0), name(1), "goes to"};
    table.right = {false, true, true, false};
    for (const ContestedIssue& row : division.issues) {
      if (row.starts_with < 0) continue;
      std::string to = row.share.num == 0 ? name(1)
                       : compare_to_one(row.share) == 0
                           ? name(0)
                           : fmt::format("{} of it to {}, the rest to {}", row.share.to_string(),
                                         name(0), name(1));
      table.rows.push_back(
          {dispute_->issues[static_cast<std::size_t>(from.adjusted_issues[row.issue])].remarks.name,
           row.points[0].to_string(), row.points[1].to_string(), std::move(to)});
    }
    document_.table(std::move(table));
    std::string text = fmt::format("Adjusted Winner starts at {} and {} points",
                                   division.start[0].to_string(), division.start[1].to_string());
    for (const Transfer& step : division.transfers) {
      text +=
          fmt::format("; {} hands over {} of {}", name(static_cast<std::size_t>(step.from)),
                      step.part.to_string(),
                      dispute_->issues[static_cast<std::size_t>(from.adjusted_issues[step.issue])]
                          .remarks.name);
    }
    document_.paragraph(text + fmt::format("; in the end {} and {} points of 100.",
                                           division.totals[0].to_string(),
                                           division.totals[1].to_string()));
  }
  static int compare_to_one(const Fraction& value) {
    bool fits = true;
    return compare(value, Fraction(1), &fits);
  }

  void linkage(const Linkage& from) {
    document_.heading(3, "Linkage");
    std::vector<std::string> items;
    for (const OneByOne& row : from.one_by_one) {
      std::string text =
          fmt::format("issue by issue ({}): {}", solution_name(row.solution), deal(row.apart));
      if (!row.feasible) text += ", which is not possible";
      if (row.feasible && !row.deal) text += ", which is no deal";
      std::string gains;
      for (std::size_t b = 0; b < row.utility_apart.size(); ++b) {
        const std::int64_t change = row.utility_together[b] - row.utility_apart[b];
        gains += fmt::format("{}{} {}{}", b == 0 ? "" : ", ", name(b), change > 0 ? "+" : "",
                             number(change));
      }
      items.push_back(text + "; deciding together is worth " + gains);
    }
    if (!items.empty()) document_.bullets(std::move(items));
    trades(from);
    effects(from);
  }
  void trades(const Linkage& from) {
    if (!from.why_no_trades.empty())
      document_.paragraph("Trades are not looked for: " + from.why_no_trades + ".");
    if (from.trades.empty()) return;
    Table table;
    table.header = {"trade"};
    table.right = {false};
    for (std::size_t b = 0; b < study_.bargainers.size(); ++b) {
      table.header.push_back(name(b));
      table.right.push_back(true);
    }
    for (const Trade& trade : from.trades) {
      std::vector<std::string> row{step(trade.issue[0], trade.option[0]) + " for " +
                                   step(trade.issue[1], trade.option[1])};
      for (std::size_t b = 0; b < study_.bargainers.size(); ++b)
        row.push_back(fmt::format("{} and {}", signed_number(trade.first[b]),
                                  signed_number(trade.second[b])));
      table.rows.push_back(std::move(row));
    }
    document_.table(std::move(table));
    if (from.more_trades > 0)
      document_.paragraph(fmt::format("{} more trades of two issues.", from.more_trades));
  }
  static std::string signed_number(std::int64_t units) {
    return (units > 0 ? "+" : "") + number(units);
  }
  void effects(const Linkage& from) {
    Table table;
    table.header = {"issue", "deals with it frozen", "packages with it", "without it", "adds"};
    table.right = {false, true, true, true, true};
    for (const IssueEffect& row : from.issues) {
      const auto packages = static_cast<std::int64_t>(row.packages);
      table.rows.push_back(
          {dispute_->issues[static_cast<std::size_t>(row.issue)].remarks.name,
           std::to_string(row.deals_frozen), std::to_string(row.packages),
           row.without ? std::to_string(*row.without) : "-",
           row.without ? fmt::format("{:+}", packages - static_cast<std::int64_t>(*row.without))
                       : "-"});
    }
    if (!table.rows.empty()) document_.table(std::move(table));
    if (!from.why_no_effects.empty())
      document_.paragraph("Some issues' absence was not worked out: " + from.why_no_effects + ".");
  }

  void two_level(const TwoLevel& from) {
    if (from.win_sets.empty()) return;
    document_.heading(3, "At home");
    std::vector<std::string> items;
    for (const WinSet& row : from.win_sets) {
      std::string text = fmt::format("win-set of {}: {} of {} outcomes", party(row.party),
                                     row.outcomes, study_.outcomes);
      for (const auto& [r, count] : row.by_ratifier)
        text += fmt::format("; {} lets {} pass",
                            dispute_->ratifiers[static_cast<std::size_t>(r)].remarks.name, count);
      items.push_back(std::move(text));
    }
    items.push_back(
        fmt::format("ratified for all: {} of {} outcomes", from.ratified_for_all, study_.outcomes));
    for (const Opening& row : from.openings) items.push_back(opening(row));
    for (const BindingEffect& row : from.binding) items.push_back(binding(row));
    document_.bullets(std::move(items));
  }
  std::string opening(const Opening& row) const {
    const auto ratifier = [&](std::size_t k) {
      return dispute_->ratifiers[static_cast<std::size_t>(row.ids[k])].remarks.name;
    };
    std::string what;
    switch (row.kind) {
      case OpeningKind::kQuota:
        what = fmt::format("a quota of {} instead of {} at {} (or as much more support)",
                           number(row.to), number(row.from), ratifier(0));
        break;
      case OpeningKind::kIssue:
        what =
            dispute_->issues[static_cast<std::size_t>(row.ids[0])].remarks.name + " on the table";
        break;
      case OpeningKind::kConsent:
        what = party(row.ids[0]) + " at the table";
        break;
      case OpeningKind::kRatifier:
        what = ratifier(0) + " not asked";
        break;
      case OpeningKind::kRatifiers:
        what = ratifier(0) + " and " + ratifier(1) + " not asked";
        break;
    }
    return fmt::format("{} would open {}, such as: {}", what, plural(row.deals, "deal"),
                       deal(row.example));
  }
  std::string binding(const BindingEffect& row) const {
    if (!row.without)
      return fmt::format("without {}'s ratifiers there is no deal either", party(row.party));
    if (!row.with)
      return fmt::format("without {}'s ratifiers the Nash deal would be: {}", party(row.party),
                         deal(*row.without));
    if (row.utility_with == row.utility_without)
      return fmt::format("{}'s ratifiers do not change what the Nash deal is worth",
                         party(row.party));
    std::string text = fmt::format("{}'s ratifiers move the Nash deal:", party(row.party));
    for (std::size_t b = 0; b < row.utility_with.size(); ++b)
      text += fmt::format("{} {} {} instead of {}", b == 0 ? "" : ",", name(b),
                          number(row.utility_with[b]), number(row.utility_without[b]));
    return text;
  }

  const Dispute& dispute_;
  const BargainingStudy& study_;
  Document& document_;
};

}  // namespace

Document bargaining_document(const Dispute& dispute, const std::vector<BargainingStudy>& studies) {
  Document document;
  document.heading(1, "What would a fair deal be: " + dispute->title);
  for (const BargainingStudy& study : studies) {
    if (studies.size() > 1) document.heading(2, "Case " + case_name(dispute, study.case_index));
    if (study.stopped != StopReason::kDone)
      document.paragraph("Stopped early: what follows is what was known by then.", true);
    Writer(dispute, study, document).write();
  }
  return document;
}

}  // namespace detente
