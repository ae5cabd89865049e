#include "format/genius/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>

namespace detente::genius {
namespace {

constexpr std::size_t kMostValues = 60'000;  // of one integer issue

// "  Cheap  Restaurant" and "cheap restaurant" are the same to somebody who types them.
std::string folded(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isspace(byte) != 0) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      out += static_cast<char>(byte < 0x80 ? std::tolower(byte) : byte);
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace

std::optional<std::size_t> PlanIssue::find(const std::string& label) const {
  if (const auto known = places.find(label); known != places.end()) return known->second;
  const std::string wanted = folded(label);
  if (const auto known = places.find(wanted); known != places.end()) return known->second;
  std::optional<std::size_t> out;
  for (const auto& [name, place] : places) {
    if (folded(name) != wanted) continue;
    if (out) return std::nullopt;  // it could mean two
    out = place;
  }
  return out;
}

Plan::Plan(const File& domain, std::vector<const File*> profiles)
    : domain_(domain), profiles_(std::move(profiles)) {}

void Plan::error(ErrorCode code, std::string message, const Location& where, std::string hint) {
  errors_.push_back({code, std::move(message), where, std::move(hint), {}});
}

std::optional<std::size_t> Plan::find_index(int index) const {
  const auto known = by_index_.find(index);
  return known == by_index_.end() ? std::nullopt : std::optional(known->second);
}

Result<domains::Domain> Plan::make() {
  for (const FileIssue& issue : domain_.issues) issues_.push_back({&issue, {}, {}, false});
  std::stable_sort(issues_.begin(), issues_.end(), [](const PlanIssue& a, const PlanIssue& b) {
    return a.from->index < b.from->index;
  });
  for (std::size_t k = 0; k < issues_.size(); ++k) {
    by_index_.emplace(issues_[k].from->index, k);
    by_name_[issues_[k].from->name.value].push_back(k);
  }
  for (const File* profile : profiles_) match(*profile);
  if (!errors_.empty()) return tl::unexpected(std::move(errors_));
  for (const File* profile : profiles_) {
    if (profile->ufun) mark_boxes(*profile->ufun);
  }
  domains::Domain out;
  for (std::size_t k = 0; k < issues_.size() && errors_.size() < 100; ++k) {
    PlanIssue& plan = issues_[k];
    domains::Issue issue;
    issue.name = plan.from->name;
    if (plan.from->kind == IssueKind::kDiscrete) discrete(plan, issue);
    if (plan.from->kind == IssueKind::kInteger) integer(plan, issue);
    if (plan.from->kind == IssueKind::kReal) real(k, issue);
    options_ += issue.options.size();
    if (options_ > domains::kMostOptions) {
      error(ErrorCode::kLimit,
            fmt::format("the issues have more than {} values together", domains::kMostOptions),
            plan.from->name.where);
      break;
    }
    out.issues.push_back(std::move(issue));
  }
  if (!errors_.empty()) return tl::unexpected(std::move(errors_));
  return out;
}

void Plan::match(const File& profile) {
  Matched out;
  out.file = &profile;
  out.issues.assign(issues_.size(), nullptr);
  for (const FileIssue& issue : profile.issues) match_issue(issue, !profile.ufun, out);
  const bool told = !errors_.empty();  // what was not recognised is what is missing
  for (std::size_t k = 0; k < issues_.size() && !profile.ufun && !told; ++k) {
    if (out.issues[k] != nullptr) continue;
    error(ErrorCode::kModel,
          fmt::format("the profile says nothing of issue '{}'", issues_[k].from->name.value),
          profile.where, fmt::format("{} has it", domain_.file));
    if (errors_.size() >= 100) return;
  }
  matched_.push_back(std::move(out));
}

// By name; where no issue or several have it, by index, as GENIUS does.
void Plan::match_issue(const FileIssue& issue, bool needed, Matched& into) {
  std::optional<std::size_t> place;
  const auto named = by_name_.find(issue.name.value);
  if (named != by_name_.end() && named->second.size() == 1) {
    place = named->second.front();
  } else if (const auto known = find_index(issue.index)) {
    const std::string& there = issues_[*known].from->name.value;
    const bool same = named != by_name_.end() || folded(there) == folded(issue.name.value);
    if (same || there.empty() || issue.name.value.empty()) place = known;
  }
  if (!place) {
    std::vector<std::string> names;
    for (const PlanIssue& one : issues_) names.push_back(one.from->name.value);
    const std::string near = nearest_name(issue.name.value, names);
    error(ErrorCode::kUnknownName, fmt::format("the domain has no issue '{}'", issue.name.value),
          issue.name.where,
          near.empty() ? fmt::format("the domain is {}", domain_.file)
                       : "did you mean '" + near + "'?");
    return;
  }
  const FileIssue& there = *issues_[*place].from;
  const bool listed = issue.kind == IssueKind::kDiscrete && there.kind == IssueKind::kInteger;
  if (needed && issue.kind != there.kind && !listed) {
    error(ErrorCode::kModel,
          fmt::format("issue '{}' is {} here and {} in the domain", issue.name.value,
                      to_string(issue.kind), to_string(there.kind)),
          issue.name.where, fmt::format("the domain is {}", domain_.file));
    return;
  }
  if (into.issues[*place] != nullptr) {
    error(ErrorCode::kDuplicate, fmt::format("issue '{}' is there twice", issue.name.value),
          issue.name.where);
    return;
  }
  into.issues[*place] = &issue;
}

void Plan::mark_boxes(const Ufun& ufun) {
  for (const Box& box : ufun.boxes) {
    for (const Bound& bound : box.bounds) {
      const auto k = find_index(bound.index);
      if (!k) {
        error(ErrorCode::kUnknownName, fmt::format("no issue has the index {}", bound.index),
              bound.where);
      } else if (issues_[*k].from->kind == IssueKind::kDiscrete) {
        error(ErrorCode::kModel,
              fmt::format("issue '{}' is discrete, and bounds are for numbers",
                          issues_[*k].from->name.value),
              bound.where);
      } else {
        issues_[*k].boxed = true;
      }
      if (errors_.size() >= 100) return;
    }
  }
  for (const Ufun& part : ufun.parts) mark_boxes(part);
}

bool Plan::bounded(const FileIssue& issue) {
  if (issue.low && issue.high) return true;
  error(ErrorCode::kMissingKey,
        fmt::format("the {} issue '{}' has no range", to_string(issue.kind), issue.name.value),
        issue.name.where, "lowerbound and upperbound, on the issue or in a <range>");
  return false;
}

void Plan::discrete(PlanIssue& plan, domains::Issue& into) {
  for (const Item& item : plan.from->items) {
    if (plan.places.emplace(item.label.value, into.options.size()).second)
      into.options.push_back({item.label});
  }
  if (into.options.empty()) {
    error(ErrorCode::kModel, fmt::format("issue '{}' has no values", into.name.value),
          into.name.where, "a discrete issue has an <item> for each");
  }
}

void Plan::integer(PlanIssue& plan, domains::Issue& into) {
  if (!bounded(*plan.from)) return;
  const Ratio& low = *plan.from->low;
  const Ratio count = *plan.from->high - low + Ratio(1);
  if (count > Ratio(static_cast<std::int64_t>(kMostValues))) {
    error(ErrorCode::kLimit,
          fmt::format("issue '{}' has {} values, more than the limit of {}", into.name.value,
                      count.to_text(), kMostValues),
          into.name.where, "as type=\"real\" it needs no list of them");
    return;
  }
  into.ordered = true;
  for (Ratio value = low; value <= *plan.from->high; value += Ratio(1)) {
    plan.numbers.push_back(value);
    plan.places.emplace(value.to_text(), into.options.size());
    into.options.push_back({{value.to_text(), into.name.where}, value.to_double()});
  }
}

void Plan::bounds_of(const Ufun& ufun, int index, std::vector<Ratio>& into) const {
  for (const Box& box : ufun.boxes) {
    for (const Bound& bound : box.bounds) {
      if (bound.index != index) continue;
      into.push_back(bound.low);
      into.push_back(bound.high);
    }
  }
  for (const Ufun& part : ufun.parts) bounds_of(part, index, into);
}

void Plan::real(std::size_t k, domains::Issue& into) {
  PlanIssue& plan = issues_[k];
  if (!bounded(*plan.from)) return;
  const Ratio low = *plan.from->low, high = *plan.from->high;
  std::vector<Ratio> points{low, high};
  for (const Matched& profile : matched_) {
    if (profile.file->ufun) bounds_of(*profile.file->ufun, plan.from->index, points);
    if (profile.file->ufun || profile.issues[k] == nullptr || !profile.issues[k]->evaluator)
      continue;
    const Evaluator& evaluator = *profile.issues[k]->evaluator;
    for (const Ratio& corner : evaluator.corners()) points.push_back(corner);
    if (evaluator.jumps(low, high)) {
      error(ErrorCode::kUnsupported,
            fmt::format("the triangle of issue '{}' has an upright side inside its range",
                        into.name.value),
            profile.issues[k]->name.where, "mixtures of values would not say what is between");
    }
  }
  std::erase_if(points, [&](const Ratio& point) { return point < low || point > high; });
  std::sort(points.begin(), points.end());
  points.erase(std::unique(points.begin(), points.end(),
                           [](const Ratio& a, const Ratio& b) {
                             return a == b || a.to_double() >= b.to_double();
                           }),
               points.end());
  if (plan.boxed) {
    std::vector<Ratio> cells;
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (i > 0) {
        const Ratio middle = (points[i - 1] + points[i]) / Ratio(2);
        const double at = middle.to_double();
        if (at > points[i - 1].to_double() && at < points[i].to_double()) cells.push_back(middle);
      }
      cells.push_back(points[i]);
    }
    points = std::move(cells);
  }
  if (points.size() > kMostValues) {
    error(ErrorCode::kLimit,
          fmt::format("issue '{}' has {} bounds and corners, more than the limit of {}",
                      into.name.value, points.size(), kMostValues),
          into.name.where);
    return;
  }
  into.ordered = true;
  into.divisible = !plan.boxed;
  for (const Ratio& point : points) {
    plan.numbers.push_back(point);
    into.options.push_back(
        {{fmt::format("{}", point.to_double()), into.name.where}, point.to_double()});
  }
}

}  // namespace detente::genius
