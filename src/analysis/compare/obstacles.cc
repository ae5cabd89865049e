#include "analysis/compare/obstacles.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace detente {
namespace {

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

}  // namespace

std::vector<std::string> obstacles_between(const Dispute& a, const Dispute& b) {
  return Obstacles(a, b).find();
}

}  // namespace detente
