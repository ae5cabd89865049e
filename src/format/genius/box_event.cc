#include "format/genius/box_event.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace detente::genius {
namespace {

Event interval(const Bound& bound, const Plan& plan, const domains::Domain& domain,
               const Reading& reading) {
  const std::size_t k = *plan.find_index(bound.index);
  const std::vector<Ratio>& numbers = plan.issues()[k].numbers;
  const auto from = reading.open_bounds
                        ? std::upper_bound(numbers.begin(), numbers.end(), bound.low)
                        : std::lower_bound(numbers.begin(), numbers.end(), bound.low);
  const auto end = reading.open_bounds
                       ? std::lower_bound(numbers.begin(), numbers.end(), bound.high)
                       : std::upper_bound(numbers.begin(), numbers.end(), bound.high);
  if (from >= end) return {"false"};
  const domains::Issue& issue = domain.issues[k];
  const auto id = [&](std::vector<Ratio>::const_iterator at) {
    return issue.options[static_cast<std::size_t>(at - numbers.begin())].id;
  };
  const bool first = from == numbers.begin(), last = end == numbers.end();
  if (first && last) return {"true"};
  if (from + 1 == end) return {fmt::format("{} = {}", issue.id, id(from))};
  if (first) return {fmt::format("{} <= {}", issue.id, id(end - 1))};
  if (last) return {fmt::format("{} >= {}", issue.id, id(from))};
  return {fmt::format("{0} >= {1} and {0} <= {2}", issue.id, id(from), id(end - 1)),
          Event::Binding::kAnd};
}

}  // namespace

Event box_event(const Box& box, const Plan& plan, const domains::Domain& domain,
                const Reading& reading) {
  std::vector<Event> parts;
  for (const Bound& bound : box.bounds) parts.push_back(interval(bound, plan, domain, reading));
  const Event inside = joined(parts, true);
  return box.excludes && !reading.excludes_as_includes ? negated(inside) : inside;
}

}  // namespace detente::genius
