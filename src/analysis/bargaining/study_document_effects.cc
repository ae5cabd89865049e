// What each issue does to the zone, in words.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/bargaining/linkage_sample.h"
#include "analysis/bargaining/study_words.h"
#include "analysis/readiness/words.h"

namespace detente {
namespace {

constexpr std::size_t kMostNamed = 5;  // issues in a sentence

std::string percent(const Count& part, const Count& whole) {
  if (!part.known() || !whole.known() || whole.is_zero()) return "-";
  return fmt::format("{:.1f}%", 100.0 * part.to_double() / whole.to_double());
}

class EffectsWriter {
 public:
  EffectsWriter(const StudyWords& words, Document& document)
      : words_(words), from_(*words.study().linkage), document_(document) {}

  void write() {
    table();
    reasons();
    say_which(1,
              "These issues widen the zone: of the packages of the others more can be made deals "
              "with the issue than are deals without it");
    say_which(-1,
              "These issues narrow the zone: of the packages of the others fewer can be made deals "
              "with the issue than are deals without it");
  }

 private:
  void table() {
    // the share without an issue has a column where the number before it is no share
    const bool shares = std::any_of(from_.issues.begin(), from_.issues.end(),
                                    [](const IssueEffect& row) { return row.without.known(); });
    Table table;
    table.header = {"issue", "deals as it is now", "packages with it", "without it", "adds"};
    table.right = {false, true, true, true, true};
    if (shares) {
      table.header.emplace_back("share without, with");
      table.right.push_back(true);
    }
    for (const IssueEffect& row : from_.issues) {
      table.rows.push_back({words_.issue(row.issue), number(row.deals_frozen, row.frozen_drawn),
                            number(row.packages, row.packages_drawn),
                            number(row.without, row.without_drawn), adds(row)});
      if (!shares) continue;
      const Zone& zone = *words_.study().zone;
      table.rows.back().push_back(row.without.known()
                                      ? percent(row.without, row.outcomes_without) + ", " +
                                            percent(zone.deals, zone.outcomes)
                                      : "-");
    }
    if (!table.rows.empty()) document_.table(std::move(table));
  }
  std::string number(const Count& exact, const std::optional<DrawnShare>& drawn) const {
    const auto share = share_estimate(drawn);
    return exact.known() || !share ? words_.count(exact) : share_in_words(*share);
  }
  std::string adds(const IssueEffect& row) const {
    const std::string exact = difference(row.packages, row.without);
    if (!exact.empty()) {
      const bool fewer = exact.front() == '-';
      return (fewer ? "-" : "+") + words_.count_of(fewer ? exact.substr(1) : exact);
    }
    static constexpr const char* kAdds[] = {"fewer", "unclear", "more"};
    const auto sign = adds_by_drawing(row);
    return sign ? kAdds[static_cast<std::size_t>(*sign + 1)] : "-";
  }

  void reasons() {
    const std::string& why = from_.why_no_effects;
    if (why.empty()) return;
    std::uint64_t most = 0;
    for (const IssueEffect& row : from_.issues) {
      for (const auto* one : {&row.frozen_drawn, &row.packages_drawn, &row.without_drawn}) {
        if (*one) most = std::max(most, (*one)->drawn);
      }
    }
    if (most > 0) {
      document_.paragraph(fmt::format(
          "Where '~' stands, it was not counted ({}) but sampled: shares of up to {} draws each "
          "(seed {}), with 95 % intervals:",
          why, most, from_.seed));
      document_.bullets(
          {"deals as it is now: of the outcomes with the issue at the status quo, the deals",
           "packages with it: of the packages of the other issues that are on the table, those "
           "that some option of the issue makes a deal",
           "without it: of the outcomes that would be on the table without the issue, the deals"});
      document_.paragraph(
          "An issue adds more deals or fewer where the last two differ by more than chance: their "
          "99.9 % intervals do not overlap.");
      return;
    }
    document_.paragraph((from_.issues.empty()
                             ? "What each issue does to the zone was not worked out: "
                             : "What some issues do to the zone was not wholly worked out: ") +
                        why + ".");
  }

  // "title, ~3% instead of ~12%": the largest differences first.
  void say_which(int sign, const std::string& sentence) {
    struct Named {
      const IssueEffect* row;
      double with, without;
    };
    std::vector<Named> found;
    for (const IssueEffect& row : from_.issues) {
      if (adds_by_drawing(row) == sign)
        found.push_back({&row, share_of_packages(row)->share, share_without(row)->share});
    }
    if (found.empty()) return;
    std::stable_sort(found.begin(), found.end(), [](const Named& a, const Named& b) {
      return std::abs(a.with - a.without) > std::abs(b.with - b.without);
    });
    std::string text;
    for (std::size_t k = 0; k < std::min(found.size(), kMostNamed); ++k) {
      text += fmt::format("{}{}, {:.3g}% instead of {:.3g}%", k == 0 ? "" : "; ",
                          words_.issue(found[k].row->issue), 100 * found[k].with,
                          100 * found[k].without);
    }
    if (found.size() > kMostNamed) text += fmt::format("; and {} more", found.size() - kMostNamed);
    document_.paragraph(sentence + ". " + text + ".");
  }

  const StudyWords& words_;
  const Linkage& from_;
  Document& document_;
};

}  // namespace

void say_issue_effects(const StudyWords& words, Document& document) {
  EffectsWriter(words, document).write();
}

}  // namespace detente
