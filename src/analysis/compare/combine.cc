#include "analysis/compare/combine.h"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/compare/drawn_together.h"
#include "analysis/compare/obstacles.h"
#include "dispute/amend.h"

namespace detente {
namespace {

std::string in_words(const Dispute& dispute, const Statement& s) {
  std::string out = (s.red_line ? "never " : "wants ") + s.formula.text;
  if (s.weight.is_expression()) {
    out += ", weight " + s.weight.expression.text;
  } else if (!s.red_line && dispute->preferences[static_cast<std::size_t>(s.party)].form ==
                                PreferenceForm::kWeights) {
    out += ", weight " + s.weight.value.to_string();
  }
  if (!s.when.empty()) out += ", when " + s.when.text;
  if (s.from >= 0) out += ", from " + dispute->parties[static_cast<std::size_t>(s.from)].id;
  return out;
}
std::string in_words(const Dispute&, const Rule& rule) { return "never " + rule.never.text; }
std::string in_words(const Dispute&, const Order& order) {
  return "first " + order.first.text + ", then " + order.then.text;
}
std::string in_words(const Dispute& dispute, const Ratifier& r) {
  std::string out = "of " + dispute->parties[static_cast<std::size_t>(r.of)].id;
  if (!r.asked_if.empty()) out += ", asked if " + r.asked_if.text;
  if (!r.approves.empty()) out += ", approves " + r.approves.text;
  if (r.party >= 0) out += ", by " + dispute->parties[static_cast<std::size_t>(r.party)].id;
  for (const Segment& segment : r.segments)
    out += fmt::format(", {} for {}", segment.share.to_string(), segment.approves.text);
  if (!r.segments.empty()) out += ", quota " + r.quota.to_string();
  return out;
}
std::string kind_of(const Statement& s) {
  return s.red_line ? "red line" : s.from >= 0 ? "pressure" : "statement";
}
std::string kind_of(const Rule&) { return "rule"; }
std::string kind_of(const Order&) { return "order constraint"; }
std::string kind_of(const Ratifier&) { return "ratifier"; }

class Combiner {
 public:
  Combiner(const Dispute& a, const Scenario& first, const Dispute& b, const Scenario& second)
      : a_(a), b_(b), first_(first), second_(second) {}

  Combined run() {
    Combined out;
    out.obstacles = obstacles_between(a_, b_);
    if (!out.obstacles.empty()) return out;
    out.first = first_;
    out.second = second_;
    out.second.case_index = first_.case_index;  // a name for errors, of the first dispute
    out.second.active.assign(a_->toggles.size(), 0);
    next_toggle_ = a_->toggles.size();
    items(a_->statements, b_->statements, amendment_.extra, out);
    orders(out);
    items(a_->rules, b_->rules, amendment_.rules, out);
    items(a_->orders, b_->orders, amendment_.order_constraints, out);
    items(a_->ratifiers, b_->ratifiers, amendment_.ratifiers, out);
    if (!out.obstacles.empty()) return out;
    shared_toggles(out);
    numbers(out);
    for (Difference& one : correlation_differences(a_, b_))
      out.differences.push_back(std::move(one));
    out.first.active.resize(next_toggle_, 0);
    out.dispute.push_back(amended(a_, amendment_));
    return out;
  }

 private:
  static bool on(const Scenario& scenario, int toggle) { return scenario.on(toggle); }
  static std::string state(bool on, const std::string& words) {
    return on ? words : "off: " + words;
  }

  // Items with the same id and the same words are one; every other item of the second is appended.
  template <class Item>
  void items(const std::vector<Item>& mine, const std::vector<Item>& theirs,
             std::vector<Item>& extra, Combined& out) {
    for (const Item& item : mine) {
      const auto other = find(theirs, item.id);
      const std::string words = in_words(a_, item);
      const bool same = other != theirs.end() && in_words(b_, *other) == words;
      const bool mine_on = on(first_, item.toggle);
      Difference difference{kind_of(item), item.id, state(mine_on, words), "not there"};
      difference.toggles.push_back(item.toggle);
      bool theirs_on = false;
      if (other != theirs.end()) {
        theirs_on = on(second_, other->toggle);
        difference.second = state(theirs_on, in_words(b_, *other));
      }
      if (same) {
        set(out.second, item.toggle, theirs_on);
        if (mine_on == theirs_on) continue;
      } else if (other != theirs.end()) {
        difference.toggles.push_back(add(*other, extra, out));
      }
      if (mine_on || theirs_on) out.differences.push_back(std::move(difference));
    }
    for (const Item& item : theirs) {
      if (find(mine, item.id) != mine.end()) continue;
      Difference difference{kind_of(item), item.id, "not there",
                            state(on(second_, item.toggle), in_words(b_, item))};
      difference.toggles.push_back(add(item, extra, out));
      if (on(second_, item.toggle)) out.differences.push_back(std::move(difference));
    }
  }
  template <class Item>
  static auto find(const std::vector<Item>& items, const std::string& id) {
    return std::find_if(items.begin(), items.end(),
                        [&](const Item& item) { return item.id == id; });
  }
  static void set(Scenario& scenario, int toggle, bool on) {
    const auto k = static_cast<std::size_t>(toggle);
    if (scenario.active.size() <= k) scenario.active.resize(k + 1, 0);
    scenario.active[k] = on ? 1 : 0;
  }
  template <class Item>
  int add(const Item& item, std::vector<Item>& extra, Combined& out) {
    const int toggle = static_cast<int>(next_toggle_++);
    set(out.second, toggle, on(second_, item.toggle));
    extra.push_back(item);
    extra.back().id += " (second)";
    return toggle;
  }

  // Where order counts, the second's statements stand among the first's as they stand in the
  // second.
  void orders(Combined& out) {
    for (std::size_t p = 0; p < a_->preferences.size(); ++p) {
      const std::vector<int> mine = a_->preferences[p].statements;
      std::vector<int> merged = mine;
      std::size_t at = 0;  // behind the last statement of the second that has a place
      for (const int theirs : b_->preferences[p].statements) {
        const Statement& statement = b_->statements[static_cast<std::size_t>(theirs)];
        const int same = place_of(statement);
        if (same >= 0 && extra_of(statement) < 0) {
          const auto it = std::find(merged.begin(), merged.end(), same);
          const auto found = static_cast<std::size_t>(it - merged.begin());
          if (found < at) {
            out.obstacles.push_back(
                fmt::format("'{}' has its statements in another order", a_->parties[p].id));
            return;
          }
          at = found + 1;
          continue;
        }
        if (same >= 0) {  // beside the other wording, if that still lies ahead
          const auto it = std::find(merged.begin(), merged.end(), same);
          at = std::max(at, static_cast<std::size_t>(it - merged.begin()) + 1);
        }
        merged.insert(merged.begin() + static_cast<std::ptrdiff_t>(at), extra_of(statement));
        ++at;
      }
      if (merged != mine) amendment_.orders.emplace_back(static_cast<int>(p), std::move(merged));
    }
  }
  int place_of(const Statement& statement) const {
    const auto it = find(a_->statements, statement.id);
    return it == a_->statements.end() ? -1 : static_cast<int>(it - a_->statements.begin());
  }
  int extra_of(const Statement& statement) const {
    const auto it = find(amendment_.extra, statement.id + " (second)");
    return it == amendment_.extra.end() ? -1
                                        : static_cast<int>(a_->statements.size()) +
                                              static_cast<int>(it - amendment_.extra.begin());
  }

  // Issues and coalitions.
  void shared_toggles(Combined& out) {
    for (std::size_t t = 0; t < a_->toggles.size(); ++t) {
      const Toggle& toggle = a_->toggles[t];
      if (toggle.kind != Toggle::Kind::kIssue && toggle.kind != Toggle::Kind::kCoalition) continue;
      const bool mine = first_.active[t] != 0;
      const bool theirs = second_.on(b_.find_toggle(toggle.id));
      set(out.second, static_cast<int>(t), theirs);
      if (mine == theirs) continue;
      Difference difference{toggle.kind == Toggle::Kind::kIssue ? "issue" : "coalition", toggle.id,
                            mine ? "on" : "off", theirs ? "on" : "off"};
      difference.toggles.push_back(static_cast<int>(t));
      out.differences.push_back(std::move(difference));
    }
  }
  void numbers(Combined& out) {
    for (std::size_t f = 0; f < a_->factors.size(); ++f) {
      if (first_.factors[f] == second_.factors[f]) continue;
      Difference difference{"factor", a_->factors[f].id, fmt::format("{:.9g}", first_.factors[f]),
                            fmt::format("{:.9g}", second_.factors[f])};
      difference.factor = static_cast<int>(f);
      out.differences.push_back(std::move(difference));
    }
    for (std::size_t k = 0; k < a_->issues.size(); ++k) {
      if (first_.status_quo[k] == second_.status_quo[k]) continue;
      const auto& options = a_->issues[k].options;
      Difference difference{"status quo", a_->issues[k].id,
                            options[static_cast<std::size_t>(first_.status_quo[k])],
                            options[static_cast<std::size_t>(second_.status_quo[k])]};
      difference.issue = static_cast<int>(k);
      out.differences.push_back(std::move(difference));
    }
    for (int p = 0; p < static_cast<int>(a_->parties.size()); ++p) {
      if (first_.present(p) == second_.present(p)) continue;
      Difference difference{"party", a_->parties[static_cast<std::size_t>(p)].id,
                            first_.present(p) ? "there" : "removed",
                            second_.present(p) ? "there" : "removed"};
      difference.party = p;
      out.differences.push_back(std::move(difference));
    }
    if (first_.compromise.text != second_.compromise.text) {
      Difference difference{"compromise", "compromise", first_.compromise.text,
                            second_.compromise.text};
      difference.compromise = true;
      out.differences.push_back(std::move(difference));
    }
  }

  const Dispute& a_;
  const Dispute& b_;
  const Scenario& first_;
  const Scenario& second_;
  Amendment amendment_;
  std::size_t next_toggle_ = 0;
};

}  // namespace

Combined combine(const Dispute& a, const Scenario& first, const Dispute& b,
                 const Scenario& second) {
  return Combiner(a, first, b, second).run();
}

Scenario with_difference(const Scenario& from, const Scenario& to, const Difference& difference) {
  Scenario out = from;
  if (difference.factor >= 0) {
    const auto f = static_cast<std::size_t>(difference.factor);
    out.factors[f] = to.factors[f];
  }
  if (difference.issue >= 0) {
    const auto k = static_cast<std::size_t>(difference.issue);
    out.status_quo[k] = to.status_quo[k];
  }
  if (difference.party >= 0) {
    const PartySet bit = party_bit(difference.party);
    out.without = (out.without & ~bit) | (to.without & bit);
  }
  for (const int toggle : difference.toggles) {
    const auto t = static_cast<std::size_t>(toggle);
    out.active[t] = to.active[t];
  }
  if (difference.compromise) out.compromise = to.compromise;
  return out;
}

}  // namespace detente
