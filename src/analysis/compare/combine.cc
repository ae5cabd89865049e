#include "analysis/compare/combine.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "analysis/compare/drawn_together.h"
#include "dispute/amend.h"

namespace detente {
namespace {

// What stands against combining: names and structure that formulas and moves rest on.
class Obstacles {
 public:
  Obstacles(const Dispute& a, const Dispute& b) : a_(a), b_(b) {}

  std::vector<std::string> find() {
    names("parties", a_->parties, b_->parties, same_party);
    names("issues", a_->issues, b_->issues, same_issue);
    names("factors", a_->factors, b_->factors, [](const Factor& x, const Factor& y) {
      return x.domain.low == y.domain.low && x.domain.high == y.domain.high;
    });
    names("propositions", a_->propositions, b_->propositions,
          [](const Proposition& x, const Proposition& y) {
            return x.formula.text == y.formula.text;
          });
    names("coalitions", a_->coalitions, b_->coalitions,
          [](const Coalition& x, const Coalition& y) { return x.members == y.members; });
    if (a_->graph && b_->graph && a_->graph->arcs != b_->graph->arcs)
      out_.emplace_back("they have different arcs");
    if (out_.empty() && (a_->of != b_->of || a_->with != b_->with))
      out_.emplace_back("they ask about different parties");
    for (std::size_t p = 0; out_.empty() && p < a_->preferences.size(); ++p) {
      if (!same_form(a_->preferences[p], b_->preferences[p]))
        out_.push_back(fmt::format("'{}' has another form of preference, ranking or values",
                                   a_->parties[p].id));
    }
    return std::move(out_);
  }

 private:
  template <class Rows, class Same>
  void names(const char* what, const Rows& a, const Rows& b, Same same) {
    const auto id = [](const auto& row) { return row.id; };
    std::vector<std::string> first, second;
    std::transform(a.begin(), a.end(), std::back_inserter(first), id);
    std::transform(b.begin(), b.end(), std::back_inserter(second), id);
    if (first != second) {
      out_.push_back(fmt::format("they have different {}, or in another order", what));
      return;
    }
    for (std::size_t k = 0; k < a.size(); ++k) {
      if (!same(a[k], b[k])) out_.push_back(fmt::format("{}: '{}' differs", what, first[k]));
    }
  }
  static bool same_party(const Party& x, const Party& y) {
    if (x.margin != y.margin || x.no_deal.index() != y.no_deal.index()) return false;
    if (const auto* number = std::get_if<Decimal>(&x.no_deal))
      return *number == std::get<Decimal>(y.no_deal);
    return std::get<Assignment>(x.no_deal).options == std::get<Assignment>(y.no_deal).options;
  }
  static bool same_issue(const Issue& x, const Issue& y) {
    return x.options == y.options && x.levels == y.levels && x.by == y.by && x.by_any == y.by_any &&
           x.one_way == y.one_way;
  }
  static std::string texts(const std::vector<std::vector<Formula>>& ranking) {
    std::string out;
    for (const auto& group : ranking) {
      out += "|";
      for (const Formula& formula : group) out += formula.text + ";";
    }
    return out;
  }
  static bool same_form(const Preference& x, const Preference& y) {
    if (x.form != y.form || x.values != y.values || texts(x.ranking) != texts(y.ranking) ||
        x.outcome_values.size() != y.outcome_values.size())
      return false;
    for (std::size_t k = 0; k < x.outcome_values.size(); ++k) {
      if (x.outcome_values[k].first.text != y.outcome_values[k].first.text ||
          x.outcome_values[k].second != y.outcome_values[k].second)
        return false;
    }
    return true;
  }

  const Dispute& a_;
  const Dispute& b_;
  std::vector<std::string> out_;
};

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
    out.obstacles = Obstacles(a_, b_).find();
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
