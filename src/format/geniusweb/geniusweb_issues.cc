#include "format/geniusweb/geniusweb_issues.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace detente::geniusweb {
namespace {

using domains::Ratio;
using Kind = JsonValue::Kind;

constexpr std::int64_t kMostSteps = 60'000;  // of one range

}  // namespace

void Issues::read(const Source& source) {
  const JsonValue* all = checker_.needed(source, *source.domain, "issuesValues", Kind::kObject);
  if (all == nullptr) return;
  std::size_t count = 0;
  for (std::size_t k = 0; k < all->keys.size() && !checker_.full(); ++k) {
    const JsonValue& values = all->items[k];
    domains::Issue issue;
    issue.name = {all->keys[k], source.at(values)};
    places_.emplace_back();
    numbers_.emplace_back();
    if (const JsonValue* list = values.get("values")) {
      listed(source, *list, issue);
    } else if (const JsonValue* range = values.get("range")) {
      stepped(source, *range, issue);
    } else {
      checker_.error(ErrorCode::kMissingKey,
                     fmt::format("issue '{}' has neither 'values' nor 'range'", issue.name.value),
                     issue.name.where);
    }
    count += issue.options.size();
    if (count > domains::kMostOptions) {
      checker_.error(
          ErrorCode::kLimit,
          fmt::format("the issues have more than {} values together", domains::kMostOptions),
          issue.name.where);
      return;
    }
    issue_places_.emplace(issue.name.value, k);
    out_.issues.push_back(std::move(issue));
  }
}

void Issues::listed(const Source& source, const JsonValue& list, domains::Issue& into) {
  if (!list.is(Kind::kList)) {
    checker_.error(ErrorCode::kType, "'values' must be a list", source.at(list));
    return;
  }
  for (const JsonValue& value : list.items) {
    if (!value.is(Kind::kText) &&
        !(value.is(Kind::kNumber) && (value.whole || !value.text.empty()))) {
      checker_.error(ErrorCode::kType, "a value must be a text", source.at(value));
      continue;
    }
    const std::string label = label_of(value);
    if (!places_.back().emplace(label, into.options.size()).second) continue;  // said again
    into.options.push_back({{label, source.at(value)}});
  }
  if (into.options.empty() && checker_.errors.empty())
    checker_.error(ErrorCode::kModel, fmt::format("issue '{}' has no values", into.name.value),
                   source.at(list));
}

void Issues::stepped(const Source& source, const JsonValue& range, domains::Issue& into) {
  if (!range.is(Kind::kList) || range.items.size() != 3) {
    checker_.error(ErrorCode::kType,
                   "'range' must be a list of three numbers: lowest, highest, step",
                   source.at(range));
    return;
  }
  const auto low = checker_.number(source, range.items[0]),
             high = checker_.number(source, range.items[1]),
             step = checker_.number(source, range.items[2]);
  if (!low || !high || !step) return;
  const Location where = source.at(range);
  if (*step <= Ratio(0) || *low > *high) {
    checker_.error(ErrorCode::kRange, "a range needs lowest <= highest and a step above 0", where);
    return;
  }
  if ((*high - *low) / *step > Ratio(kMostSteps - 1)) {
    checker_.error(
        ErrorCode::kLimit,
        fmt::format("issue '{}' has more than the limit of {} values", into.name.value, kMostSteps),
        where);
    return;
  }
  into.ordered = true;
  for (Ratio value = *low; value <= *high; value += *step) {
    const std::string label = value.to_text();
    if (!numbers_.back().empty() && value.to_double() <= numbers_.back().back().to_double()) {
      checker_.error(ErrorCode::kRange, "the step is too small to tell its values apart", where);
      return;
    }
    places_.back().emplace(label, into.options.size());
    numbers_.back().push_back(value);
    into.options.push_back({{label, where}, value.to_double()});
  }
}

void Issues::same_domain(const Source& source) {
  const JsonValue* all = checker_.needed(source, *source.domain, "issuesValues", Kind::kObject);
  if (all == nullptr) return;
  for (std::size_t k = 0; k < all->keys.size(); ++k) {
    if (!issue_places_.contains(all->keys[k]))
      unknown_issue(all->keys[k], source.at(all->items[k]));
  }
  for (const domains::Issue& issue : out_.issues) {
    if (all->keys.size() == out_.issues.size()) break;
    if (std::find(all->keys.begin(), all->keys.end(), issue.name.value) != all->keys.end())
      continue;
    checker_.error(ErrorCode::kModel,
                   fmt::format("the profile has no issue '{}'", issue.name.value), source.at(*all),
                   fmt::format("{} has it", out_.title.where.file));
    break;
  }
}

void Issues::unknown_issue(const std::string& name, const Location& where) {
  std::vector<std::string> names;
  for (const domains::Issue& one : out_.issues) names.push_back(one.name.value);
  const std::string near = nearest_name(name, names);
  checker_.error(ErrorCode::kUnknownName, fmt::format("the domain has no issue '{}'", name), where,
                 near.empty() ? "" : "did you mean '" + near + "'?");
}

std::optional<std::size_t> Issues::find_issue(const Source& source, const std::string& name,
                                              const JsonValue& value) {
  const auto known = issue_places_.find(name);
  if (known != issue_places_.end()) return known->second;
  unknown_issue(name, source.at(value));
  return std::nullopt;
}

std::optional<std::size_t> Issues::find_value(std::size_t issue, const std::string& label,
                                              const Location& where) {
  auto known = places_[issue].find(label);
  if (known == places_[issue].end() && !numbers_[issue].empty()) {
    const auto value = Ratio::parse(label);  // "5.0" is 5
    if (value) known = places_[issue].find(value->to_text());
  }
  if (known != places_[issue].end()) return known->second;
  std::vector<std::string> labels;
  for (const domains::Option& option : out_.issues[issue].options)
    labels.push_back(option.label.value);
  const std::string near = labels.size() > 1000 ? "" : nearest_name(label, labels);
  checker_.error(ErrorCode::kUnknownName,
                 fmt::format("issue '{}' has no value '{}'", out_.issues[issue].name.value, label),
                 where, near.empty() ? "" : "did you mean '" + near + "'?");
  return std::nullopt;
}

}  // namespace detente::geniusweb
