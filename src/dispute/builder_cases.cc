#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "dispute/builder.h"

namespace detente::building {
namespace {

constexpr std::size_t kBase = ~std::size_t{0};  // extends no case but the base

}  // namespace

void Builder::cases() {
  Case now;
  now.id = "now";
  now.remarks.name = "now";
  data_.cases.push_back(now);
  std::vector<std::size_t> slot(draft_.cases.size(), 0);  // place in the draft -> in data_.cases
  for (std::size_t k = 0; k < slot.size(); ++k) {
    const draft::Text& id = draft_.cases[k].id;
    if (id.value == "now") continue;
    well_formed("case", id);
    slot[k] = data_.cases.size();
    data_.cases.emplace_back().id = id.value;
  }
  const std::vector<std::size_t> parents = case_parents();
  // Whoever is extended comes first, so that what is wrong with it is said once.
  std::vector<bool> met(slot.size(), false);
  for (std::size_t k = 0; k < slot.size(); ++k) {
    std::vector<std::size_t> way;
    for (std::size_t c = k; c != kBase && !met[c]; c = parents[c]) {
      met[c] = true;
      way.push_back(c);
    }
    for (; !way.empty(); way.pop_back()) {
      const std::size_t c = way.back();
      Case base = parents[c] == kBase ? Case{} : data_.cases[slot[parents[c]]];
      data_.cases[slot[c]] = resolve_case(draft_.cases[c], std::move(base));
    }
  }
}

// The case that each one extends, by its place in the draft, or kBase. Circles are cut.
std::vector<std::size_t> Builder::case_parents() {
  std::vector<std::string> known{"now"};
  std::map<std::string_view, std::size_t> places;
  for (const draft::Case& from : draft_.cases) {
    places.try_emplace(from.id.value, known.size() - 1);
    known.push_back(from.id.value);
  }
  std::vector<std::size_t> parents(draft_.cases.size(), kBase);
  for (std::size_t k = 0; k < parents.size(); ++k) {
    const draft::Case& from = draft_.cases[k];
    if (!from.extends || from.extends->value == "now" || from.id.value == "now") continue;
    const auto parent = places.find(from.extends->value);
    if (parent == places.end()) {
      unknown("case", *from.extends, known);
    } else {
      parents[k] = parent->second;
    }
  }
  std::vector<std::size_t> met(parents.size(), 0);  // on which walk, from 1
  for (std::size_t walk = 1; walk <= parents.size(); ++walk) {
    std::size_t c = walk - 1;
    for (; c != kBase && met[c] == 0; c = parents[c]) met[c] = walk;
    if (c == kBase || met[c] != walk) continue;
    while (parents[c] != kBase) {
      const draft::Case& from = draft_.cases[c];
      error(ErrorCode::kCycle, fmt::format("case '{}' extends itself in a circle", from.id.value),
            from.extends->where);
      c = std::exchange(parents[c], kBase);
    }
  }
  return parents;
}

// The case `from` on top of the one it extends.
Case Builder::resolve_case(const draft::Case& from, Case base) {
  base.history.reset();
  base.id = from.id.value;
  base.extends = from.extends ? from.extends->value : "";
  base.remarks = remarks(from.remarks, base.id, from.id.where);
  apply_case(from, base);
  return base;
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
    } else if (draft_.graph && data_.issues.front().options.size() > Graph::kMostOfLadder) {
      error(ErrorCode::kLimit, "the graph is too large for claims", from.id.where,
            fmt::format("leave the claims out, or keep to {} outcomes", Graph::kMostOfLadder));
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
