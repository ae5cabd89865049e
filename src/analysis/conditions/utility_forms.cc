#include "analysis/conditions/utility_forms.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace detente {
namespace {

constexpr double kUnit = static_cast<double>(Decimal::kOne);
using Slope = std::vector<std::int64_t>;
using Constants = std::set<std::int64_t>;

}  // namespace

UtilityForms::UtilityForms(const World& cell, std::span<const int> varied)
    : cell_(cell), varied_(varied.begin(), varied.end()) {
  for (const int f : varied_) {
    Interval span = cell.dispute()->factors[static_cast<std::size_t>(f)].domain;
    if (span.high <= span.low) span.high = span.low + 1;
    spans_.push_back(span);
  }
  for (int p = 0; p < static_cast<int>(cell.parties()); ++p) add_party(p);
}

void UtilityForms::add_party(int party) {
  const Dispute& dispute = cell_.dispute();
  Utility utility;
  utility.weighted =
      dispute->preferences[static_cast<std::size_t>(party)].form == PreferenceForm::kWeights;
  const auto& who = dispute->parties[static_cast<std::size_t>(party)];
  const auto no_deal = no_deal_outcome(cell_.table(), cell_.scenario(), party);
  if (no_deal && *no_deal) utility.no_deal = **no_deal;
  if (const auto* number = std::get_if<Decimal>(&who.no_deal)) utility.number = number->units();
  for (const int s : cell_.view(party).statements) {
    const Statement& statement = dispute->statements[static_cast<std::size_t>(s)];
    if (statement.red_line) utility.lines.push_back(&cell_.table().satisfying(statement.formula));
  }
  if (utility.weighted) add_terms_of(party, utility);
  curved_ = curved_ || utility.curved;
  utilities_.push_back(std::move(utility));
}

void UtilityForms::add_terms_of(int party, Utility& utility) const {
  const Dispute& dispute = cell_.dispute();
  const LinePlace place{dispute, cell_.scenario().factors};
  std::vector<Term> constant;
  std::vector<std::vector<Term>> slope(varied_.size());
  for (const int s : cell_.view(party).statements) {
    const Statement& statement = dispute->statements[static_cast<std::size_t>(s)];
    if (statement.red_line) continue;
    const Bitset* set = &cell_.table().satisfying(statement.formula);
    const bool given = cell_.scenario().weights.count(s) > 0;
    if (!statement.weight.is_expression() || given) {
      constant.push_back({set, weight_units(dispute, cell_.scenario(), statement)});
      continue;
    }
    const Formula& weight = statement.weight.expression;
    const auto form = affine_of(weight, weight.root(), varied_, place, spans_);
    const auto at_low = form ? Decimal::from_double(form->constant) : std::nullopt;
    utility.curved = !at_low;
    if (at_low) constant.push_back({set, at_low->units()});
    for (std::size_t k = 0; k < varied_.size() && !utility.curved; ++k) {
      const auto more = Decimal::from_double(form->slope[k]);
      utility.curved = !more;
      if (more && more->units() != 0) slope[k].push_back({set, more->units()});
    }
    if (utility.curved) return;
    utility.moves = utility.moves || !form->flat();
  }
  if (!utility.moves) return;
  utility.constant = add_terms(constant, cell_.size());
  for (const auto& terms : slope) utility.slope.push_back(add_terms(terms, cell_.size()));
  std::vector<Term> red;
  for (std::size_t k = 0; k < utility.lines.size() && k < 62; ++k)
    red.push_back({utility.lines[k], std::int64_t{1} << k});
  utility.curved = utility.lines.size() > 62;
  utility.red = add_terms(red, cell_.size());
}

Affine UtilityForms::own(std::int64_t constant, const std::vector<std::int64_t>& slope) const {
  Affine out{static_cast<double>(constant) / kUnit, {}};
  for (std::size_t k = 0; k < slope.size(); ++k) {
    const double width = spans_[k].high - spans_[k].low;
    out.slope.push_back(static_cast<double>(slope[k]) / kUnit / width);
    out.constant -= out.slope.back() * spans_[k].low;
  }
  return out;
}

UtilityForms::Acceptance UtilityForms::acceptance(int party, Outcome t) const {
  const Utility& utility = utilities_[static_cast<std::size_t>(party)];
  const auto fixed = [&](bool accepts) {
    return Acceptance{accepts ? Accepts::kAlways : Accepts::kNever, {}};
  };
  if (!utility.moves && !utility.curved) return fixed(cell_.accepts(party, t));
  bool gains = false;
  for (const Bitset* line : utility.lines) {
    const bool kept_by_no_deal = !utility.no_deal || !line->test(*utility.no_deal);
    if (kept_by_no_deal && line->test(t)) return fixed(false);
    gains = gains || (!kept_by_no_deal && !line->test(t));
  }
  if (gains) return fixed(true);
  if (utility.curved) return {Accepts::kUnknown, {}};
  const auto difference = [&](const std::vector<std::int64_t>& of, std::int64_t number) {
    return of[t] - (utility.no_deal ? of[*utility.no_deal] : number);
  };
  const auto& who = cell_.dispute()->parties[static_cast<std::size_t>(party)];
  const std::int64_t constant = difference(utility.constant, utility.number) - who.margin.units();
  Slope slope;
  for (const auto& of : utility.slope) slope.push_back(difference(of, 0));
  const Acceptance out{Accepts::kWhere, own(constant, slope)};
  return out.where.flat() ? fixed(constant >= 0) : out;
}

namespace {

// Collects functions, one of each and its negative.
class Forms {
 public:
  explicit Forms(std::size_t most) : most_(most) {}
  // False: too many.
  bool add(Slope slope, const std::vector<std::int64_t>& constants) {
    const auto first = std::find_if(slope.begin(), slope.end(), [](auto s) { return s != 0; });
    if (first == slope.end()) return true;
    const std::int64_t sign = *first > 0 ? 1 : -1;
    for (std::int64_t& s : slope) s *= sign;
    Constants& known = families_[std::move(slope)];
    for (const std::int64_t c : constants) count_ += known.insert(sign * c).second ? 1 : 0;
    return count_ <= most_;
  }
  const std::map<Slope, Constants>& families() const { return families_; }

 private:
  std::size_t most_, count_ = 0;
  std::map<Slope, Constants> families_;
};

Slope minus(const Slope& a, const Slope& b) {
  Slope out = a;
  for (std::size_t k = 0; k < out.size(); ++k) out[k] -= b[k];
  return out;
}

}  // namespace

std::optional<std::vector<FormFamily>> UtilityForms::families(const RestsOn& rests) const {
  if (curved_) return std::nullopt;
  Forms forms(kMostForms);
  const bool red_counts = rests.orders && !rests.utilities && !rests.amounts;
  for (std::size_t p = 0; p < utilities_.size(); ++p) {
    const Utility& utility = utilities_[p];
    if (!utility.moves) continue;
    const auto slope_at = [&](Outcome s) {
      Slope out;
      for (const auto& of : utility.slope) out.push_back(of[s]);
      return out;
    };
    std::map<std::int64_t, std::map<Slope, Constants>> by_red;
    std::map<Slope, Constants> all;
    cell_.feasible().for_each([&](std::size_t k) {
      const auto s = static_cast<Outcome>(k);
      if (rests.orders || rests.utilities || rests.amounts)
        by_red[red_counts ? utility.red[s] : 0][slope_at(s)].insert(utility.constant[s]);
      if (rests.acceptance || rests.amounts) all[slope_at(s)].insert(utility.constant[s]);
    });
    const Slope base =
        utility.no_deal ? slope_at(*utility.no_deal) : Slope(utility.slope.size(), 0);
    const std::int64_t reference =
        utility.no_deal ? utility.constant[*utility.no_deal] : utility.number;
    const std::int64_t margin = cell_.dispute()->parties[p].margin.units();
    for (const auto& [slope, constants] : all) {
      std::vector<std::int64_t> differences;
      for (const std::int64_t c : constants) {
        differences.push_back(c - reference);
        differences.push_back(c - reference - margin);
      }
      if (!forms.add(minus(slope, base), differences)) return std::nullopt;
    }
    for (const auto& [red, groups] : by_red) {
      for (auto a = groups.begin(); a != groups.end(); ++a) {
        for (auto b = std::next(a); b != groups.end(); ++b) {
          std::vector<std::int64_t> differences;
          for (const std::int64_t ca : a->second) {
            for (const std::int64_t cb : b->second) differences.push_back(ca - cb);
          }
          if (!forms.add(minus(a->first, b->first), differences)) return std::nullopt;
        }
      }
    }
  }
  std::vector<FormFamily> out;
  for (const auto& [slope, constants] : forms.families()) {
    FormFamily family{own(0, slope).slope, {}};
    for (const std::int64_t c : constants) family.constants.push_back(own(c, slope).constant);
    out.push_back(std::move(family));
  }
  return out;
}

}  // namespace detente
