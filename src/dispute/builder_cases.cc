#include <fmt/format.h>

#include <algorithm>

#include "dispute/builder.h"

namespace detente::building {

void Builder::cases() {
  Case now;
  now.id = "now";
  now.remarks.name = "now";
  data_.cases.push_back(now);
  for (const draft::Case& from : draft_.cases) {
    if (from.id.value == "now") continue;
    well_formed("case", from.id);
    Case empty;
    empty.id = from.id.value;
    data_.cases.push_back(empty);
  }
  std::vector<char> busy(draft_.cases.size(), 0);
  for (std::size_t k = 0; k < draft_.cases.size(); ++k) {
    Case resolved = resolve_case(k, busy);
    const auto slot = std::find_if(data_.cases.begin(), data_.cases.end(),
                                   [&](const Case& c) { return c.id == resolved.id; });
    *slot = std::move(resolved);
  }
}

Case Builder::resolve_case(std::size_t index, std::vector<char>& busy) {
  const draft::Case& from = draft_.cases[index];
  Case out;
  if (from.extends && from.id.value != "now") {
    const auto parent =
        std::find_if(draft_.cases.begin(), draft_.cases.end(),
                     [&](const draft::Case& c) { return c.id.value == from.extends->value; });
    if (parent == draft_.cases.end()) {
      if (from.extends->value != "now") {
        std::vector<std::string> known{"now"};
        for (const draft::Case& c : draft_.cases) known.push_back(c.id.value);
        if (busy[index] == 0) unknown("case", *from.extends, known);
      }
    } else if (busy[index] == 1) {
      error(ErrorCode::kCycle, fmt::format("case '{}' extends itself in a circle", from.id.value),
            from.extends->where);
    } else {
      busy[index] = 1;
      const std::size_t before = errors_.size();
      out = resolve_case(static_cast<std::size_t>(parent - draft_.cases.begin()), busy);
      const bool circle = errors_.size() > before && errors_.back().code == ErrorCode::kCycle;
      errors_.resize(circle ? before + 1 : before);  // the rest is said where the parent stands
      busy[index] = 2;
      out.history.reset();
    }
  }
  out.id = from.id.value;
  out.extends = from.extends ? from.extends->value : "";
  out.remarks = remarks(from.remarks, out.id, from.id.where);
  apply_case(from, out);
  return out;
}

void Builder::apply_case(const draft::Case& from, Case& into) {
  if (from.history) into.history = outcome_set(*from.history);
  if (from.id.value == "now") {
    if (from.extends || !from.set.empty() || !from.status_quo.empty() || from.compromise ||
        !from.on.empty() || !from.off.empty() || !from.without.empty()) {
      error(ErrorCode::kModel,
            "the case 'now' is the base itself: it can only have name, history, note and source",
            from.id.where, "give another case a name of its own");
    }
    return;
  }
  for (const auto& [name, value] : from.set) {
    const auto it = std::find(data_.scope.factors.begin(), data_.scope.factors.end(), name.value);
    if (it == data_.scope.factors.end()) {
      unknown("factor", name, data_.scope.factors);
      continue;
    }
    const int factor = static_cast<int>(it - data_.scope.factors.begin());
    const Interval domain = data_.factors[static_cast<std::size_t>(factor)].domain;
    const auto good = number(value, "a factor's value");
    if (!good) continue;
    if (*good < domain.low || *good > domain.high) {
      error(ErrorCode::kRange,
            fmt::format("factor '{}' cannot be {}: its domain is [{}, {}]", name.value,
                        value.literal, domain.low, domain.high),
            value.where, "widen 'domain', or choose a value inside it");
    }
    const auto known = std::find_if(into.set.begin(), into.set.end(),
                                    [&](const auto& entry) { return entry.first == factor; });
    if (known == into.set.end()) {
      into.set.emplace_back(factor, *good);
    } else {
      known->second = *good;
    }
  }
  for (const auto& [issue, option] : assignment(from.status_quo).options) {
    const int changed = issue;
    const auto known = std::find_if(into.status_quo.options.begin(), into.status_quo.options.end(),
                                    [&](const auto& entry) { return entry.first == changed; });
    if (known == into.status_quo.options.end()) {
      into.status_quo.options.emplace_back(issue, option);
    } else {
      known->second = option;
    }
  }
  if (from.compromise) {
    if (!draft_.question) {
      error(ErrorCode::kModel,
            fmt::format("case '{}' has a compromise, but the file asks no question", from.id.value),
            from.compromise->where, "add [question], or leave 'compromise' out");
    } else {
      into.compromise = formula(*from.compromise);
    }
  }
  std::vector<std::string> known;
  for (const Toggle& toggle : data_.toggles) known.push_back(toggle.id);
  const auto switch_all = [&](const draft::TextList& ids, bool on) {
    for (const draft::Text& id : ids) {
      const auto it = std::find(known.begin(), known.end(), id.value);
      if (it == known.end()) {
        unknown("id", id, known);
      } else {
        into.toggles[static_cast<int>(it - known.begin())] = on;
      }
    }
  };
  switch_all(from.on, true);
  switch_all(from.off, false);
  for (const draft::Text& id : from.off) {
    if (data_.graph && id.value == data_.issues.back().id)
      error(ErrorCode::kModel, "the outcomes of a graph cannot be switched off", id.where,
            "a rule can make some of them impossible");
  }
  for (const draft::Text& id : from.off) {
    const bool both = std::any_of(from.on.begin(), from.on.end(), [&](const draft::Text& other) {
      return other.value == id.value;
    });
    if (both)
      error(ErrorCode::kModel, fmt::format("'{}' is switched both on and off", id.value), id.where);
  }
  for (const draft::Text& name : from.without) {
    const int party = find_party(name);
    if (party < 0) continue;
    if (party == data_.of ||
        std::find(data_.with.begin(), data_.with.end(), party) != data_.with.end()) {
      error(ErrorCode::kModel,
            fmt::format("party '{}' cannot be removed: the question is about it", name.value),
            name.where, "only third parties can be removed");
      continue;
    }
    into.without |= party_bit(party);
  }
}

void Builder::claims() {
  std::vector<std::string> known;
  for (const Case& one : data_.cases) known.push_back(one.id);
  std::vector<std::string> seen;
  for (const draft::Claim& from : draft_.claims) {
    if (!draft_.question) {
      error(ErrorCode::kMissingKey,
            fmt::format("claim '{}' needs a question, and the file asks none", from.id.value),
            from.id.where, "add [question], or leave the claims out");
    } else if (draft_.graph) {
      error(ErrorCode::kUnsupported, "claims are not worked out for disputes in graph form yet",
            from.id.where, "leave the claims out");
    }
    Claim claim;
    claim.id = from.id.value;
    if (well_formed("claim", from.id, true)) {
      if (std::find(seen.begin(), seen.end(), claim.id) != seen.end()) {
        error(ErrorCode::kDuplicate, fmt::format("two claims have the id '{}'", claim.id),
              from.id.where, "number them: K26.1, K26.2");
      }
      seen.push_back(claim.id);
    }
    claim.by = from.by ? from.by->value : "";
    claim.says = from.says.value;
    claim.holds = from.holds.value;
    claim.holds_where = from.holds.where;
    for (const draft::Text& name : from.in) {
      const auto it = std::find(known.begin(), known.end(), name.value);
      if (it == known.end()) {
        unknown("case", name, known);
      } else {
        claim.in.push_back(static_cast<int>(it - known.begin()));
      }
    }
    if (from.in.empty()) claim.in = {0};
    claim.recorded = from.recorded;
    claim.required = from.required;
    claim.remarks = remarks(from.remarks, claim.id, from.id.where);
    data_.claims.push_back(std::move(claim));
  }
}

}  // namespace detente::building
