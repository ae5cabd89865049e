#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "analysis/blockers/gains.h"
#include "analysis/blockers/study.h"
#include "analysis/readiness/words.h"
#include "space/scenario.h"

namespace detente {
namespace {

constexpr std::size_t kMostRows = 12;  // of one game
constexpr std::size_t kMostOutcomesInText = 3;

std::string_view title_of(const std::string& game) {
  if (game == "pressures") return "Shares of pressures";
  if (game == "parties") return "Shares of parties";
  return "Shares of statements";
}

class Writer {
 public:
  Writer(const Dispute& dispute, const BlockersStudy& study, Document& document)
      : dispute_(dispute), study_(study), document_(document) {}

  void write() {
    headline();
    drops();
    if (ladder()) lifts();
    if (study_.sets) sets(*study_.sets);
    for (const BlockingGame& game : study_.games) shares(game);
    if (ladder()) write_gains(dispute_, study_, document_);
  }

 private:
  bool ladder() const { return study_.measure.is_ladder(); }
  std::string name_of(const std::string& id) const {
    const int party = dispute_.find_party(id);
    if (party >= 0) return dispute_->parties[static_cast<std::size_t>(party)].remarks.name;
    const int toggle = dispute_.find_toggle(id);
    const Toggle& of = dispute_->toggles[static_cast<std::size_t>(toggle)];
    if (of.kind != Toggle::Kind::kStatement) return id;
    const Statement& statement = dispute_->statements[static_cast<std::size_t>(of.index)];
    return id + ": " + (statement.says.empty() ? statement.formula.text : statement.says);
  }
  std::string verdict_in_words(Verdict verdict) const {
    if (!ladder()) return std::string(level_name(study_.measure, verdict));
    return verdict == kReady ? "ready" : fmt::format("stops at {}", verdict_name(verdict + 1));
  }

  void headline() {
    const Verdict now = verdict_now();
    std::string text = !ladder()       ? holding_in_words(study_.measure, study_.passing)
                       : now == kReady ? fmt::format("It is ready: {} pass every rung.",
                                                     plural(study_.now.ready(), "outcome"))
                                       : fmt::format("It stops at {}.", verdict_name(now + 1));
    if (const std::string details = details_in_words(study_.measure, dispute_); !details.empty())
      text += " " + details;
    if (study_.stopped != StopReason::kDone)
      text += " The work limit was reached; what is missing is not known.";
    document_.paragraph(text, true);
    if (now == kReady || study_.drops.empty()) return;
    std::vector<std::string> alone;
    for (const DropEffect& drop : study_.drops) {
      if (verdict_without(drop) == kReady) alone.push_back(name_of(drop.id));
    }
    const char* const aim = ladder() ? "makes it ready" : "makes it hold";
    document_.paragraph(alone.empty() ? fmt::format("Nothing {} by going alone.", aim)
                                      : fmt::format("By going alone each of these {}: {}.", aim,
                                                    fmt::join(alone, "; ")));
  }
  Verdict verdict_now() const {
    if (ladder()) return study_.now.verdict();
    return study_.passing > 0 ? kReady : 0;
  }
  // -1: it cannot be removed.
  static Verdict verdict_without(const DropEffect& drop) {
    if (drop.passing) return *drop.passing > 0 ? kReady : 0;
    return drop.after ? drop.after->verdict() : -1;
  }
  std::string counts_now() const {
    return ladder() ? counts(study_.now) : std::to_string(study_.passing);
  }
  static std::string counts_without(const DropEffect& drop) {
    return drop.passing ? std::to_string(*drop.passing) : counts(*drop.after);
  }

  void drops() {
    Table table;
    table.header = {"without", "kind", "then",
                    ladder() ? "survivors by rung" : "outcomes that pass"};
    table.right = {false, false, false, !ladder()};
    std::size_t same = 0, impossible = 0;
    for (const DropEffect& drop : study_.drops) {
      if (verdict_without(drop) < 0) {
        ++impossible;
      } else if (counts_without(drop) == counts_now() && drop.gained.empty()) {
        ++same;
      } else {
        table.rows.push_back({name_of(drop.id), drop.kind, verdict_in_words(verdict_without(drop)),
                              counts_without(drop)});
      }
    }
    if (study_.drops.empty()) return;
    document_.heading(3, "One thing less");
    document_.paragraph(ladder()
                            ? fmt::format("Now the survivors by rung are {}.", counts(study_.now))
                            : fmt::format("Now {} pass.", plural(study_.passing, "outcome")));
    if (!table.rows.empty()) document_.table(std::move(table));
    if (study_.outcomes) which_outcomes();
    std::string text =
        fmt::format("{} changes without {}.", ladder() ? "Nothing on the ladder" : "Nothing",
                    plural(same, "other removable thing"));
    if (impossible > 0) text += fmt::format(" {} cannot be removed.", impossible);
    document_.paragraph(text);
  }
  void which_outcomes() {
    std::vector<std::string> items;
    if (!study_.now_passing.empty()) items.push_back("pass now: " + outcomes(study_.now_passing));
    for (const DropEffect& drop : study_.drops) {
      for (const auto& [what, list] :
           {std::pair("comes to pass", &drop.gained), std::pair("passes no longer", &drop.lost)}) {
        if (!list->empty())
          items.push_back(fmt::format("without {}, {}: {}", drop.id, what, outcomes(*list)));
      }
    }
    if (!items.empty()) document_.bullets(std::move(items));
  }
  std::string outcomes(const OutcomeList& list) const {
    std::string out;
    for (std::size_t k = 0; k < std::min(list.size(), kMostOutcomesInText); ++k)
      out += fmt::format("{}({}) {}", k == 0 ? "" : "; ", k + 1, outcome_in_words(list[k]));
    if (list.size() > kMostOutcomesInText)
      out += fmt::format("; {} more in the JSON", list.size() - kMostOutcomesInText);
    return out;
  }
  // By what differs from the status quo.
  std::string outcome_in_words(const std::vector<int>& options) const {
    if (dispute_->graph)
      return dispute_->issues.front().options[static_cast<std::size_t>(options.front())];
    const Scenario scenario = make_scenario(dispute_, study_.case_index, {});
    return changes_in_words(dispute_, scenario.status_quo, options);
  }
  static std::string counts(const Survivors& survivors) {
    return fmt::format("{}", fmt::join(survivors.at, " "));
  }

  void lifts() {
    if (study_.answer.lifts.empty()) return;
    std::vector<std::string> items;
    for (const Removal& removal : study_.answer.lifts) {
      if (removal.ids.size() < 2) continue;
      items.push_back(removal_in_words(dispute_, removal.ids) + ": " +
                      verdict_in_words(removal.verdict));
    }
    if (items.empty()) return;
    document_.heading(3, "Two things less, where one is not enough");
    document_.bullets(std::move(items));
  }

  // Of the ladder pairs have been listed already.
  void sets(const RemovalSets& from) {
    const std::size_t smallest = ladder() ? 3 : 2;
    std::vector<std::string> items;
    std::size_t hidden = 0;
    for (const RemovalSet& set : from.sets) {
      if (set.remove.size() < smallest) continue;
      if (items.size() == kMostRows) {
        ++hidden;
      } else {
        items.push_back(removal_in_words(dispute_, set.remove) + ": " +
                        verdict_in_words(set.verdict));
      }
    }
    std::string rest;
    if (from.left_out > 0)
      rest = fmt::format("Sets of {} are too many to look at ({}): --most-sets allows more.",
                         from.largest + 1, from.left_out);
    if (from.stopped != StopReason::kDone)
      rest = "Larger sets were not looked at: the work limit was reached.";
    if (items.empty() && rest.empty()) return;
    document_.heading(3, ladder() ? "Three things less, where two are not enough"
                                  : "Two or three things less, where fewer are not enough");
    if (!items.empty()) document_.bullets(std::move(items));
    if (hidden > 0) document_.paragraph(fmt::format("{} more in the JSON.", hidden));
    if (!rest.empty()) document_.paragraph(rest);
  }

  void shares(const BlockingGame& game) {
    document_.heading(3, std::string(title_of(game.id)));
    const ShapleyResult& result = game.result;
    if (!game.undefined.empty()) {
      document_.paragraph("There is no such game: " + game.undefined + ".");
      return;
    }
    if (result.stopped != StopReason::kDone) {
      document_.paragraph("Not worked out: the work limit was reached.");
      return;
    }
    std::string text =
        ladder() ? fmt::format("Removing all {} moves the verdict by {} of {} rungs",
                               game.players.size(), result.all[0] - result.none[0], kRungs)
                 : fmt::format("Removing all {} changes whether it holds (1 or 0) by {}",
                               game.players.size(), result.all[0] - result.none[0]);
    if (game.outcomes)
      text += fmt::format(" and the {} outcomes by {}", ladder() ? "surviving" : "passing",
                          result.all[1] - result.none[1]);
    text += ". The shares of each add up to that";
    if (!result.exact)
      text +=
          fmt::format("; they are averages over {} orders, with standard errors", 2 * result.pairs);
    document_.paragraph(text + ".");
    std::vector<std::size_t> order(game.players.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return result.shares[0][a].value > result.shares[0][b].value;
    });
    Table table;
    table.header = {game.id == "parties" ? "party" : "statement", ladder() ? "rungs" : "holds"};
    table.right = {false, true};
    if (game.outcomes) {
      table.header.emplace_back("outcomes");
      table.right.push_back(true);
    }
    std::size_t idle = 0;
    for (const std::size_t i : order) {
      const auto& rungs = result.shares[0][i];
      const auto& outcomes = result.shares[1][i];
      if (rungs.value == 0 && outcomes.value == 0) {
        ++idle;
      } else if (table.rows.size() < kMostRows) {
        table.rows.push_back(
            {name_of(game.players[i]), share(rungs, result.exact), share(outcomes, result.exact)});
      }
    }
    const std::size_t hidden = order.size() - idle - table.rows.size();
    if (!table.rows.empty()) document_.table(std::move(table));
    std::vector<std::string> rest;
    if (hidden > 0) rest.push_back(fmt::format("{} more not shown", hidden));
    if (idle > 0) rest.push_back(fmt::format("{} without any share", idle));
    if (!rest.empty()) document_.paragraph(fmt::format("{}.", fmt::join(rest, ", ")));
  }
  static std::string share(const ShapleyShare& share, bool exact) {
    if (!exact) return fmt::format("{:.3f} ± {:.3f}", share.value, share.error);
    const std::string text = share.exact.to_string();
    return text.size() <= 8 ? text : fmt::format("{:.4f}", share.value);
  }

  const Dispute& dispute_;
  const BlockersStudy& study_;
  Document& document_;
};

}  // namespace

Document blockers_document(const Dispute& dispute, std::span<const BlockersStudy> studies) {
  Document document;
  document.heading(1, "Who and what stands in the way: " + dispute->title);
  for (const BlockersStudy& study : studies) {
    document.heading(2, "Case " + case_name(dispute, study.case_index));
    Writer(dispute, study, document).write();
  }
  return document;
}

}  // namespace detente
