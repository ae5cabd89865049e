#include "format/gmcr/gmcr_conditions.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace detente::gmcr {

using Kind = JsonValue::Kind;

std::optional<int> Conditions::index_of(const JsonValue& value) {
  if (!value.is(Kind::kNumber) || !value.whole) {
    values_.wrong_type("an option's number", "a whole number", value);
    return std::nullopt;
  }
  const auto count = static_cast<std::int64_t>(options_.size());
  if (*value.whole >= 0 && *value.whole < count) return static_cast<int>(*value.whole);
  values_.error(ErrorCode::kRange, fmt::format("there is no option {}", *value.whole), value,
                fmt::format("the file has {} options, counted from 0", count));
  return std::nullopt;
}

std::vector<Condition> Conditions::read(const JsonValue& list, std::string_view what) {
  std::vector<Condition> out;
  for (const JsonValue& item : list.items) {
    Condition condition;
    condition.where = values_.at(item);
    if (item.is(Kind::kList)) {
      condition.members.push_back(conjunction(item));
    } else if (item.is(Kind::kObject)) {
      compound(item, condition);
    } else {
      values_.wrong_type(fmt::format("an entry of '{}'", what),
                         "a list of [option, \"Y\" or \"N\"]", item);
    }
    out.push_back(std::move(condition));
  }
  return out;
}

void Conditions::compound(const JsonValue& item, Condition& into) {
  into.compound = true;
  const JsonValue* flag = values_.need(item, "compound", Kind::kFlag);
  if (flag != nullptr && !flag->flag)
    values_.error(ErrorCode::kModel, "an object among conditions is a compound condition", *flag,
                  "\"compound\": true");
  const JsonValue* members = values_.need(item, "members", Kind::kList);
  if (members == nullptr) return;
  for (const JsonValue& member : members->items) {
    if (member.is(Kind::kList)) {
      into.members.push_back(conjunction(member));
    } else {
      values_.wrong_type("a member of a compound condition", "a list of [option, \"Y\" or \"N\"]",
                         member);
    }
  }
}

Conjunction Conditions::conjunction(const JsonValue& list) {
  Conjunction out;
  for (const JsonValue& item : list.items) {
    if (!item.is(Kind::kList) || item.items.size() != 2) {
      values_.error(ErrorCode::kType, "a condition is made of pairs [option, \"Y\" or \"N\"]",
                    item);
      continue;
    }
    const auto option = index_of(item.items[0]);
    const JsonValue& sign = item.items[1];
    if (!sign.is(Kind::kText) || (sign.text != "Y" && sign.text != "N")) {
      values_.error(ErrorCode::kType, "an option in a condition is \"Y\" or \"N\"", sign);
      continue;
    }
    if (!option) continue;
    const std::pair<int, bool> literal{*option, sign.text == "Y"};
    const auto known = std::find_if(
        out.begin(), out.end(), [&](const auto& other) { return other.first == literal.first; });
    if (known == out.end()) {
      out.push_back(literal);
    } else if (known->second != literal.second) {
      values_.error(ErrorCode::kModel,
                    fmt::format("this condition wants option '{}' both Y and N",
                                options_[static_cast<std::size_t>(*option)].name.value),
                    item);
    }
  }
  return out;
}

}  // namespace detente::gmcr
