#include "format/gmcr/condition_words.h"

#include <algorithm>
#include <set>
#include <utility>

namespace detente::gmcr {

// Literals in the new order, members in the file's, each once.
Condition ConditionWords::canonical(const Condition& from) const {
  Condition out = from;
  out.members.clear();
  std::set<Conjunction> seen;
  for (Conjunction member : from.members) {
    std::sort(member.begin(), member.end(),
              [&](const auto& a, const auto& b) { return position(a.first) < position(b.first); });
    if (seen.insert(member).second) out.members.push_back(std::move(member));
  }
  return out;
}

std::string ConditionWords::of(const Conjunction& literals) const {
  if (literals.empty()) return "true";
  std::string out;
  for (const auto& [index, yes] : literals)
    out += (out.empty() ? "" : " and ") + issue_ids_[static_cast<std::size_t>(position(index))] +
           (yes ? " = yes" : " = no");
  return out;
}

std::string ConditionWords::of(const Condition& condition) const {
  if (condition.members.empty()) return "false";
  if (condition.members.size() == 1) return of(condition.members.front());
  std::string out;
  for (const Conjunction& member : condition.members) {
    const bool several = member.size() > 1;
    out += (out.empty() ? "" : " or ");
    out += (several ? "(" : "") + of(member) + (several ? ")" : "");
  }
  return out;
}

std::vector<Condition> ConditionWords::distinct(const std::vector<Condition>& from) const {
  std::vector<Condition> out;
  std::set<std::vector<Conjunction>> seen;
  for (const Condition& condition : from) {
    Condition one = canonical(condition);
    std::vector<Conjunction> key = one.members;
    std::sort(key.begin(), key.end());
    if (seen.insert(std::move(key)).second) out.push_back(std::move(one));
  }
  return out;
}

}  // namespace detente::gmcr
