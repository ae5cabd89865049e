#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "analysis/bargaining/study_words.h"
#include "analysis/readiness/words.h"

namespace detente {
namespace {

constexpr std::size_t kMostFrontier = 20, kMostShownDeals = 2, kMostShownPoints = 3;
constexpr std::size_t kMostInLine = 12;  // changes of a deal that is said in full each time

class Writer {
 public:
  Writer(const StudyWords& words, Document& document)
      : words_(words), study_(words.study()), document_(document) {}

  void write() {
    headline();
    say_zone(words_, document_);
    solutions();
    continuous();
    frontier();
  }

 private:
  static std::string status(const Status& status) {
    if (status.status == "within_gap") return fmt::format("within a gap of {:.3g}", status.gap);
    if (status.status == "sampled") {
      std::string ended = "not all: the search was ended at the work that it may take";
      if (status.gap <= 0) return ended;
      return fmt::format("{}; whatever was missed gives nobody {:.3g} more than some listed point",
                         ended, status.gap);
    }
    return status.status;
  }

  void headline() {
    if (study_.deals && *study_.deals == "0") {
      document_.paragraph(
          fmt::format("There is no zone of agreement between {}: of {} outcomes that they can "
                      "bring about together, none is accepted by all and ratified.",
                      words_.all_names(), study_.outcomes == "unknown" ? "all" : words_.outcomes()),
          true);
      return;
    }
    std::string text;
    if (study_.deals) {
      text = fmt::format(
          "There is a zone of agreement: {} of the {} outcomes that {} can bring about together "
          "{} deal{}{}.",
          words_.count_of(*study_.deals), words_.outcomes(), words_.all_names(),
          *study_.deals == "1" ? "is a" : "are", *study_.deals == "1" ? "" : "s", share());
    } else {
      text = fmt::format("{} can bring about {}, too many to list; the answer rests on {}{}.",
                         words_.all_names(),
                         study_.outcomes == "unknown" ? "an unknown number of outcomes together"
                                                      : words_.outcomes() + " outcomes together",
                         study_.method == "integer programme" ? "an " : "", study_.method);
    }
    if (!study_.deals && study_.zone_sample) {
      text += fmt::format(" Deals are {} of them, by {} drawn at random.",
                          words_.count_or_share({}, &study_.zone_sample->zone.deals),
                          study_.zone_sample->drawn);
    }
    for (const SolutionRow& row : study_.solutions) {
      if (row.id != "nash" || row.points.empty()) continue;
      const std::vector<int>& deal = row.points.front().deals.front();
      text += StudyWords::distance(study_.status_quo, deal) <= kMostInLine
                  ? " The Nash deal: " + words_.deal(deal) + "."
                  : " The Nash deal is " + number_of(deal) + " below.";
    }
    document_.paragraph(text, true);
  }
  // ", 8.8% of them", where counts are too large to compare at sight.
  std::string share() const {
    const std::string all = words_.outcomes();
    if (!study_.zone || all == study_.outcomes || !study_.zone->outcomes.known()) return {};
    return fmt::format(", {:.3g}% of them",
                       100 * study_.zone->deals.to_double() / study_.zone->outcomes.to_double());
  }

  std::string number_of(const std::vector<int>& deal) {
    const auto [it, fresh] = numbers_.emplace(deal, numbers_.size() + 1);
    std::string name = fmt::format("D{}", it->second);
    if (fresh) fresh_.push_back(name + ": " + deal_in_words(deal));
    return name;
  }
  // Against the nearest one that was shown before, if the deal is long and that is shorter.
  std::string deal_in_words(const std::vector<int>& deal) const {
    const std::size_t length = StudyWords::distance(study_.status_quo, deal);
    if (length <= kMostInLine) return words_.deal(deal);
    const std::vector<int>* nearest = nullptr;
    std::size_t least = length / 2, number = 0;
    for (const auto& [other, n] : numbers_) {
      const std::size_t differ = StudyWords::distance(other, deal);
      if (other == deal || differ > least || (differ == least && number != 0 && n > number))
        continue;
      nearest = &other, least = differ, number = n;
    }
    if (nearest == nullptr) return words_.deal(deal);
    return fmt::format("as D{}, but {}", number, words_.change(*nearest, deal));
  }
  // "D1, D2 and 3 more": every deal gets a number where it is first shown.
  std::string deals(const DealPoint& point) {
    std::string out;
    const std::size_t shown = std::min(point.deals.size(), kMostShownDeals);
    for (std::size_t k = 0; k < shown; ++k) {
      out += (k == 0 ? "" : ", ") + number_of(point.deals[k]);
    }
    if (point.count == "unknown") {
      out += " and perhaps more";
    } else if (point.count != std::to_string(shown)) {
      out += " of " + words_.count_of(point.count);
    }
    return out;
  }
  void say_fresh_deals() {
    if (!fresh_.empty()) document_.bullets(std::move(fresh_));
    fresh_.clear();
  }
  std::string value_and_gain(std::size_t b, std::int64_t utility) const {
    std::string value = words_.value(b, utility);
    if (study_.cardinal[b] == 0) return value;
    return fmt::format("{} ({})", value, signed_in_words(utility - study_.no_deal[b]));
  }
  void add_points(Table& table, const std::string& first, const std::vector<DealPoint>& points) {
    for (std::size_t k = 0; k < std::min(points.size(), kMostShownPoints); ++k) {
      std::vector<std::string> row{k == 0 ? first : ""};
      for (std::size_t b = 0; b < words_.parties(); ++b)
        row.push_back(value_and_gain(b, points[k].utility[b]));
      row.push_back(deals(points[k]));
      table.rows.push_back(std::move(row));
    }
    if (points.size() > kMostShownPoints) {
      table.rows.push_back({"  " + plural(points.size() - kMostShownPoints, "more point")});
      table.rows.back().resize(table.header.size());
    }
  }
  Table points_table(const std::string& first) const {
    Table table;
    table.header = {first};
    table.right = {false};
    for (std::size_t b = 0; b < words_.parties(); ++b) {
      table.header.push_back(words_.column(b));
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
    std::map<std::string, std::vector<std::string>> missing;  // why: names
    std::vector<std::string> inexact;
    for (const SolutionRow& row : study_.solutions) {
      std::string first = solution_name(row.id);
      if (row.status.status == "not_applicable") {
        auto& list = missing[row.status.why];
        if (std::find(list.begin(), list.end(), first) == list.end()) list.push_back(first);
        continue;
      }
      if (row.quota > 0)
        first += fmt::format(
            ", {} of {}: depth {}", row.quota, words_.parties(),
            row.depth_share ? share_in_words(*row.depth_share) : words_.count(row.depth));
      if (row.depth_share) {  // the same for all quotas, if all are proven
        const std::string said = solution_name(row.id) + ": " + row.status.why;
        if (std::find(inexact.begin(), inexact.end(), said) == inexact.end())
          inexact.push_back(said);
      } else if (row.status.status != "exact") {
        inexact.push_back(first + ": " + status(row.status));
      } else if (!row.status.why.empty()) {
        inexact.push_back(first + ": " + row.status.why);
      }
      add_points(table, first, row.points);
    }
    if (!table.rows.empty()) document_.table(std::move(table));
    say_fresh_deals();
    if (!inexact.empty()) document_.bullets(std::move(inexact));
    for (const auto& [why, list] : missing)
      document_.paragraph(fmt::format("Not given: {} ({}).", fmt::join(list, ", "), why));
    for (const RateRow& row : study_.rates) {
      std::string text;
      for (std::size_t b = 1; b < row.multiplier.size(); ++b) {
        text += fmt::format("{}a unit of {} counts as {:.3g} of {}", b == 1 ? "" : ", ",
                            words_.name(b), row.multiplier[b], words_.name(0));
      }
      document_.paragraph(
          fmt::format("Exchange rates at the {} deal: {}.", solution_name(row.solution), text));
    }
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
        text += fmt::format("{} {} {:.6g}", b == 0 ? "" : ",", words_.name(b), row.utility[b]);
      std::string mixed;
      for (std::size_t k = 0; k < row.mixture.size(); ++k) {
        if (row.mixture[k].size() < 2) continue;
        for (const auto& [option, part] : row.mixture[k]) {
          mixed += fmt::format("{}{:.4g} {}", mixed.empty() ? "" : ", ", part,
                               words_.step(static_cast<int>(k), option));
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
    Table table = points_table("no.");
    const std::size_t shown = std::min(list.points.size(), kMostFrontier);
    for (std::size_t k = 0; k < shown; ++k) {
      std::vector<std::string> row{std::to_string(k + 1)};
      for (std::size_t b = 0; b < words_.parties(); ++b)
        row.push_back(words_.value(b, list.points[k].utility[b]));
      row.push_back(deals(list.points[k]));
      table.rows.push_back(std::move(row));
    }
    document_.table(std::move(table));
    say_fresh_deals();
    std::string text =
        fmt::format("{}, {}", plural(list.points.size(), "efficient point"), status(list.status));
    if (shown < list.points.size()) text += fmt::format("; the first {} are shown", shown);
    const auto& all = study_.table_frontier.points;
    const auto lost = std::count_if(all.begin(), all.end(),
                                    [](const DealPoint& point) { return !point.in_deals; });
    if (lost > 0) {
      text += fmt::format(
          ". Of the {} efficient points of the whole table {} {}: no-deals, red lines or "
          "ratifiers stand before {}",
          all.size(), lost, lost == 1 ? "is no deal" : "are no deals", lost == 1 ? "it" : "them");
    }
    document_.paragraph(text + ".");
  }

  const StudyWords& words_;
  const BargainingStudy& study_;
  Document& document_;
  std::map<std::vector<int>, std::size_t> numbers_;
  std::vector<std::string> fresh_;
};

}  // namespace

void say_answer(const StudyWords& words, Document& document) { Writer(words, document).write(); }

}  // namespace detente
