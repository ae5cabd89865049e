#include <fmt/format.h>

#include <algorithm>

#include "analysis/conditions/map_document.h"
#include "analysis/conditions/study.h"
#include "analysis/conditions/weight_words.h"
#include "analysis/readiness/words.h"

namespace detente {
namespace {

constexpr std::size_t kMostRows = 20;

class Writer {
 public:
  Writer(const Dispute& dispute, const ConditionsStudy& study, Document& document)
      : dispute_(dispute), study_(study), document_(document) {}

  void write() {
    headline();
    if (!study_.thresholds.empty()) thresholds();
    if (study_.change) change(*study_.change);
    if (study_.removals) removals(*study_.removals);
    if (study_.preferences) preferences(*study_.preferences);
    if (study_.map) write_map(dispute_, study_.measure, *study_.map, document_);
  }

 private:
  std::string named(Verdict verdict) const {
    return study_.measure.is_ladder() ? verdict_in_words(verdict)
                                      : std::string(level_name(study_.measure, verdict));
  }
  std::string in_words(int s) const {
    const Statement& statement = dispute_->statements[static_cast<std::size_t>(s)];
    return statement.id + ": " + (statement.says.empty() ? statement.formula.text : statement.says);
  }

  void headline() {
    std::string text =
        fmt::format("The verdict is {}; wanted is {}.", named(study_.verdict), named(study_.want));
    if (study_.holds) text += " It holds already.";
    if (!study_.measure.is_ladder()) {
      text = holding_in_words(study_.measure, study_.passing);
      if (study_.want == 0) text += " Wanted is that it fails.";
      const std::string details = details_in_words(study_.measure, dispute_);
      if (!details.empty()) text += " " + details;
    }
    if (study_.stopped != StopReason::kDone)
      text += " The work limit was reached; what is missing is not known.";
    document_.paragraph(text, true);
  }

  void thresholds() {
    document_.heading(3, "One factor alone");
    Table table;
    table.header = {"factor", "threshold", "below", "above", "exact"};
    table.right = {false, true, false, false, false};
    std::vector<std::string> none, single;
    for (const FactorThresholds& of : study_.thresholds) {
      for (const SingleValue& one : of.singles)
        single.push_back(fmt::format("{}: {} only at {} exactly", factor_name(dispute_, of.factor),
                                     named(one.verdict), exact_number(one.at)));
      if (of.crossings.empty() && of.singles.empty())
        none.push_back(factor_name(dispute_, of.factor));
      for (const Threshold& t : of.crossings)
        table.rows.push_back({factor_name(dispute_, of.factor), number_in_words(t.at),
                              named(t.below), named(t.above), of.exact ? "yes" : "no"});
    }
    if (!table.rows.empty()) document_.table(std::move(table));
    if (!single.empty()) document_.bullets(std::move(single));
    if (!none.empty())
      document_.paragraph(
          fmt::format("Alone without effect in their domains: {}.", fmt::join(none, ", ")));
  }

  void change(const SmallestChange& from) {
    document_.heading(3, "Several factors together");
    if (from.stopped != StopReason::kDone) {
      document_.paragraph("Not worked out: the work limit was reached.");
      return;
    }
    std::vector<std::string> names;
    for (const int f : from.varied) names.push_back(factor_name(dispute_, f));
    const std::string within = fmt::format("within the ranges of {}", fmt::join(names, ", "));
    if (from.varied.empty()) {
      document_.paragraph("No factor matters in this case.");
    } else if (!from.found) {
      const std::string but = single_values(from);
      document_.paragraph(
          from.proven
              ? fmt::format("No change {} does it{}.", within,
                            but.empty() ? "" : ", but for single values: " + but)
              : fmt::format(
                    "No change {} was found{}; what was looked at does not prove that there "
                    "is none, only that none costs less than {:.6g} widths of a range.",
                    within, but.empty() ? "" : ", but for single values: " + but,
                    from.lower_bound));
    } else {
      std::vector<std::string> items;
      for (const FactorChange& one : from.changes)
        items.push_back(fmt::format("{} from {} to {}", factor_name(dispute_, one.factor),
                                    number_in_words(one.from), exact_number(one.said)));
      const std::string does =
          study_.measure.is_ladder() ? fmt::format("makes it {}", named(from.verdict)) : "does it";
      document_.paragraph(fmt::format(
          "The smallest change found {} {}; it takes {:.6g} widths of a range{}:", within, does,
          from.cost, how_sure(from)));
      document_.bullets(std::move(items));
      if (const std::string too = single_values(from); !too.empty())
        document_.paragraph(fmt::format(
            "Single values of one factor do it too, and were not compared with it: {}.", too));
    }
    if (from.status == ChangeStatus::kSampled)
      document_.paragraph(
          why_sampled(from) +
          ": the search only samples, and proves nothing beyond what is said here.");
    if (from.samples > 0)
      document_.paragraph(fmt::format(
          "{} were looked at, drawn at random (seed {}) or on the way back from there{}",
          plural(from.samples, "place"), from.seed,
          from.found ? ". The change above was looked at once more and is enough; it bounds the "
                       "smallest from above, and smaller ones may exist."
                     : "; at none of them it is as wanted."));
  }
  std::string why_sampled(const SmallestChange& from) const {
    if (from.too_many)
      return fmt::format(
          "Something is not linear in these factors together, and they are more than "
          "the {} for which more could be proven",
          kMostInBoxes);
    if (study_.measure.is_ladder() || !rests_on(study_.measure).amounts)
      return "Some weight or condition is not linear in each factor";
    return "What a solution picks hangs on amounts, which these factors move";
  }
  static std::string how_sure(const SmallestChange& from) {
    if (from.status == ChangeStatus::kExact && from.attained)
      return ", and no other takes less (exact)";
    if (from.status == ChangeStatus::kExact)
      return fmt::format(
          ", a hair more than {:.6g}, which is not enough but all that is above it "
          "is (exact)",
          from.lower_bound);
    if (from.proven) return ", and none takes less but for 0.0001";
    if (from.lower_bound > 0)
      return fmt::format("; none takes less than {:.6g}, in between is open", from.lower_bound);
    return "";
  }

  // "trust at 0.35 exactly, aid at 1 exactly": but for the change itself.
  std::string single_values(const SmallestChange& from) const {
    std::string out;
    for (const SmallestChange::Single& one : from.singles) {
      if (from.changes.size() == 1 && from.changes[0].factor == one.factor &&
          from.changes[0].to == one.at)
        continue;
      out += fmt::format("{}{} at {} exactly", out.empty() ? "" : ", ",
                         factor_name(dispute_, one.factor), exact_number(one.at));
    }
    return out;
  }

  void removals(const RemovalSets& from) {
    document_.heading(3, "Things less, or parties along");
    if (from.sets.empty()) {
      document_.paragraph(fmt::format("No set of at most {} of {} does it.", from.largest,
                                      plural(from.things, "thing")));
    } else {
      document_.paragraph(fmt::format("All minimal sets of at most {}, out of {}:", from.largest,
                                      plural(from.things, "thing")));
      std::vector<std::string> items;
      for (const RemovalSet& set : from.sets) {
        if (items.size() == kMostRows) break;
        items.push_back(set_in_words(set) + ": " + named(set.verdict));
      }
      const std::size_t hidden = from.sets.size() - items.size();
      document_.bullets(std::move(items));
      if (hidden > 0) document_.paragraph(fmt::format("{} more in the JSON.", hidden));
    }
    if (from.stopped != StopReason::kDone)
      document_.paragraph("Larger sets were not looked at: the work limit was reached.");
    if (!from.cannot_come_along.empty())
      document_.paragraph(
          fmt::format("Not asked whether they come along, as they have a ranking or "
                      "values: {}.",
                      fmt::join(from.cannot_come_along, ", ")));
  }
  std::string set_in_words(const RemovalSet& set) const {
    std::string out = set.remove.empty() ? "" : removal_in_words(dispute_, set.remove);
    for (const std::string& id : set.along) {
      const int party = dispute_.find_party(id);
      out += fmt::format("{}with {} wanting the compromise and nothing else",
                         out.empty() ? "" : " and ", party_names(dispute_, party_bit(party)));
    }
    return out;
  }

  void preferences(const PreferenceChanges& from) {
    document_.heading(3, "One party's priorities or weights");
    if (from.stopped != StopReason::kDone) {
      document_.paragraph("Not worked out: the work limit was reached.");
      return;
    }
    std::vector<std::string> items;
    for (const PriorityMove& move : from.moves)
      items.push_back(fmt::format("{}: from place {} to place {}", in_words(move.statement),
                                  move.from, move.to));
    if (!items.empty()) document_.bullets(std::move(items));
    Table table;
    table.header = {"statement", "weight now", "would do beyond", "then", "exact"};
    table.right = {false, true, true, false, false};
    std::vector<std::string> single;
    std::size_t none = 0;
    for (const WeightChange& one : from.weights) {
      bool at_one_value = false;
      for (const SingleValue& value : one.thresholds.singles) {
        if (!study_.does_it(value.verdict)) continue;
        single.push_back(fmt::format("{}: {} {} at {} exactly", in_words(one.statement),
                                     named(value.verdict), one.threshold ? "also" : "only",
                                     exact_number(value.at)));
        at_one_value = true;
      }
      if (!one.threshold) {
        none += at_one_value ? 0 : 1;
        continue;
      }
      table.rows.push_back({in_words(one.statement), number_in_words(one.now),
                            weights_that_do(study_, one), named(one.verdict),
                            one.thresholds.exact ? "yes" : "no"});
    }
    if (!table.rows.empty()) document_.table(std::move(table));
    if (!single.empty()) document_.bullets(std::move(single));
    if (none > 0)
      document_.paragraph(fmt::format("No weight of the same sign does it for {}.",
                                      plural(none, "other statement")));
    if (from.moves.empty() && from.weights.empty())
      document_.paragraph("No single move of a statement does it.");
  }

  const Dispute& dispute_;
  const ConditionsStudy& study_;
  Document& document_;
};

}  // namespace

Document conditions_document(const Dispute& dispute, std::span<const ConditionsStudy> studies) {
  Document document;
  document.heading(1, "What would have to change: " + dispute->title);
  for (const ConditionsStudy& study : studies) {
    document.heading(2, "Case " + case_name(dispute, study.case_index));
    Writer(dispute, study, document).write();
  }
  return document;
}

}  // namespace detente
