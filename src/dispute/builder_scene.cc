#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_set>

#include "dispute/builder.h"

namespace detente::building {

void Builder::sources() {
  const auto value = [](const std::optional<draft::Text>& text) {
    return text ? text->value : std::string();
  };
  for (const draft::Source& from : draft_.sources) {
    well_formed("source", from.id);
    data_.sources.push_back({from.id.value, value(from.title), value(from.author),
                             value(from.publisher), value(from.date), value(from.section),
                             value(from.url), value(from.note)});
  }
}

void Builder::factors() {
  for (const draft::Factor& from : draft_.factors) {
    Factor factor;
    factor.id = from.id.value;
    if (well_formed("factor", from.id)) claim_id("factor", from.id);
    if (from.domain) {
      if (const auto domain = interval(*from.domain, "the domain")) factor.domain = *domain;
    }
    if (const auto value = uncertain(from.number, "factor '" + factor.id + "'", &factor.domain))
      factor.number = *value;
    if (from.drift) factor.drift = number(*from.drift, "the drift").value_or(0);
    if (from.unit) factor.unit = from.unit->value;
    factor.remarks = remarks(from.remarks, factor.id, from.id.where);
    data_.factors.push_back(std::move(factor));
    data_.scope.factors.push_back(from.id.value);
  }
}

void Builder::party_names() {
  for (const draft::Party& from : draft_.parties) {
    Party party;
    party.id = from.id.value;
    if (well_formed("party", from.id)) claim_id("party", from.id);
    party.remarks = remarks(from.remarks, party.id, from.id.where);
    data_.parties.push_back(std::move(party));
  }
  if (data_.parties.size() > static_cast<std::size_t>(kMostParties)) {
    error(ErrorCode::kLimit,
          fmt::format("{} parties, more than the limit of {}", data_.parties.size(), kMostParties),
          draft_.parties[kMostParties].id.where);
  }
  data_.preferences.resize(data_.parties.size());
}

// No-deal and margin: after the issues and preferences are known.
void Builder::parties() {
  for (std::size_t p = 0; p < draft_.parties.size(); ++p) {
    const draft::Party& from = draft_.parties[p];
    Party& party = data_.parties[p];
    const PreferenceForm form = data_.preferences[p].form;
    const bool counted = form == PreferenceForm::kWeights || form == PreferenceForm::kValues ||
                         form == PreferenceForm::kOutcomeValues;
    if (from.no_deal) {
      if (const auto* table = std::get_if<draft::Assignment>(&*from.no_deal)) {
        party.no_deal = assignment(*table);
      } else {
        const auto& value = std::get<draft::Number>(*from.no_deal);
        if (!counted) {
          error(ErrorCode::kModel,
                fmt::format("'{}' ranks outcomes, so its no-deal cannot be a number", party.id),
                value.where, "name an outcome: { issue = \"option\" }");
        } else if (const auto exact = decimal(value, "the no-deal")) {
          party.no_deal = *exact;
        }
      }
    }
    if (from.discount) {
      const auto discount = decimal(*from.discount, "the discount");
      if (discount && (discount->units() <= 0 || discount->units() > Decimal::kOne)) {
        error(ErrorCode::kRange,
              fmt::format("the discount must be above 0 and at most 1, not {}",
                          from.discount->literal),
              from.discount->where, "0.9: a unit of delay takes a tenth of the value");
      } else if (discount) {
        party.discount = *discount;
      }
    }
    if (!from.margin) continue;
    const auto margin = decimal(*from.margin, "the margin");
    if (!margin) continue;
    if (margin->units() < 0)
      error(ErrorCode::kRange, "the margin must be 0 or more", from.margin->where);
    if (!counted) {
      error(ErrorCode::kModel,
            fmt::format("'{}' ranks outcomes, so it cannot have a margin", party.id),
            from.margin->where, "a margin needs weights or values");
    }
    party.margin = *margin;
  }
}

void Builder::issue_control(const draft::Issue& from, Issue& issue) {
  if (from.by.has_value() == from.by_any.has_value()) {
    error(from.by ? ErrorCode::kModel : ErrorCode::kMissingKey,
          fmt::format("issue '{}' {}", issue.id,
                      from.by ? "has both 'by' and 'by_any'" : "does not say who controls it"),
          from.id.where, "give either 'by' (all must consent) or 'by_any' (one is enough)");
    return;
  }
  const draft::TextList& names = from.by ? *from.by : *from.by_any;
  if (names.empty())
    error(ErrorCode::kModel, fmt::format("nobody controls issue '{}'", issue.id), from.id.where,
          "name at least one party");
  (from.by ? issue.by : issue.by_any) = find_parties(names);
}

void Builder::options(const std::string& owner, std::string_view kind, const draft::TextList& from,
                      Issue& issue) {
  std::unordered_set<std::string_view> seen;
  for (const draft::Text& option : from) {
    well_formed(kind, option);
    if (!seen.insert(option.value).second) {
      error(ErrorCode::kDuplicate, fmt::format("{} lists {} '{}' twice", owner, kind, option.value),
            option.where);
    }
    issue.options.push_back(option.value);
  }
  issue.labels = issue.options;
}

void Builder::labels(const std::string& owner, std::string_view kind, const draft::TextList& from,
                     const Location& where, Issue& issue) {
  if (from.size() != issue.options.size()) {
    error(
        ErrorCode::kModel,
        fmt::format("{} has {} {}s and {} labels", owner, issue.options.size(), kind, from.size()),
        where, fmt::format("give one label per {}", kind));
    return;
  }
  issue.labels.clear();
  for (const draft::Text& label : from) issue.labels.push_back(label.value);
}

void Builder::add_issue(Issue issue, bool active) {
  issue.toggle = add_toggle(Toggle::Kind::kIssue, data_.issues.size(), issue.id, active);
  NameScope::IssueNames names{issue.id, issue.options, issue.levels};
  constexpr std::size_t kFew = 32;
  if (issue.options.size() > kFew) {
    for (std::size_t o = 0; o < issue.options.size(); ++o)
      names.places.emplace(issue.options[o], static_cast<int>(o));
  }
  data_.scope.issues.push_back(std::move(names));
  data_.levels.push_back(issue.levels);
  data_.issues.push_back(std::move(issue));
}

void Builder::issues() {
  for (const draft::Issue& from : draft_.issues) {
    Issue issue;
    issue.id = from.id.value;
    if (well_formed("issue", from.id)) claim_id("issue", from.id);
    const std::string owner = fmt::format("issue '{}'", issue.id);
    options(owner, "option", from.options, issue);
    if (issue.options.size() < 2 || issue.options.size() > kMostOptions) {
      error(ErrorCode::kModel,
            fmt::format("{} has {} option{}; it needs at least two and at most {}", owner,
                        issue.options.size(), issue.options.size() == 1 ? "" : "s", kMostOptions),
            from.id.where);
      if (issue.options.empty()) issue.options.push_back("none");
    }
    if (from.labels) labels(owner, "option", *from.labels, from.id.where, issue);
    if (from.levels) {
      for (const draft::Number& level : *from.levels) {
        const auto value = number(level, "a level");
        if (value && !issue.levels.empty() && *value <= issue.levels.back()) {
          error(ErrorCode::kRange,
                fmt::format("the levels of issue '{}' must increase strictly", issue.id),
                level.where);
        }
        issue.levels.push_back(value.value_or(0));
      }
      if (issue.levels.size() != issue.options.size()) {
        error(ErrorCode::kModel,
              fmt::format("issue '{}' has {} options and {} levels", issue.id, issue.options.size(),
                          issue.levels.size()),
              from.id.where, "give one level per option");
        issue.levels.resize(issue.options.size());
      }
    }
    issue_control(from, issue);
    issue.one_way = from.one_way;
    issue.divisible = from.divisible;
    issue.remarks = remarks(from.remarks, issue.id, from.id.where);
    add_issue(std::move(issue), from.active);
  }
  if (data_.issues.empty() && !draft_.graph)
    error(ErrorCode::kMissingKey, "no issues: there is nothing on the table", draft_.title.where,
          "add [issues], or [graph]");
}

void Builder::status_quo() {
  data_.status_quo.assign(data_.issues.size(), 0);
  for (const auto& [issue, option] : assignment(draft_.status_quo).options)
    data_.status_quo[static_cast<std::size_t>(issue)] = option;
}

}  // namespace detente::building
