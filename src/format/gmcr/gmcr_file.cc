#include "format/gmcr/gmcr_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace detente::gmcr {
namespace {

using Kind = JsonValue::Kind;

class Parser {
 public:
  explicit Parser(const Places& places) : places_(places) {}

  Result<GmcrFile> run(const JsonValue& root) {
    if (!root.is(Kind::kObject)) {
      return fail(ErrorCode::kType,
                  fmt::format("a GMCR+ file is an object, not {}", describe(root.kind)),
                  places_.at(root.at), "it begins with '{'");
    }
    options(root);
    if (file_.options.empty()) return tl::unexpected(std::move(errors_));  // nothing else has sense
    makers_known_ = count_makers(root);
    manual(root);
    makers(root);
    if (const JsonValue* list = need(root, "infeasibles", Kind::kList))
      file_.infeasibles = conditions(*list, "infeasibles");
    coalitions(root);
    other_keys(root);
    if (!errors_.empty()) return tl::unexpected(std::move(errors_));
    return std::move(file_);
  }

 private:
  void error(ErrorCode code, std::string message, const JsonValue& at, std::string hint = {}) {
    errors_.push_back({code, std::move(message), places_.at(at.at), std::move(hint), {}});
  }
  void wrong_type(std::string_view what, std::string_view wanted, const JsonValue& value) {
    error(ErrorCode::kType,
          fmt::format("{} must be {}, not {}", what, wanted, describe(value.kind)), value);
  }
  // The value of a key, or an error if it is not there or of another kind.
  const JsonValue* need(const JsonValue& object, std::string_view key, Kind kind) {
    const JsonValue* found = object.get(key);
    if (found == nullptr) {
      error(ErrorCode::kMissingKey, fmt::format("'{}' is missing", key), object,
            "every GMCR+ file has it; is this one?");
      return nullptr;
    }
    if (found->is(kind)) return found;
    wrong_type(fmt::format("'{}'", key), describe(kind), *found);
    return nullptr;
  }
  draft::Text name_of(const JsonValue& object) {
    const JsonValue* name = need(object, "name", Kind::kText);
    return name == nullptr ? draft::Text{"", places_.at(object.at)}
                           : draft::Text{name->text, places_.at(name->at)};
  }

  void options(const JsonValue& root) {
    const JsonValue* list = need(root, "options", Kind::kList);
    if (list == nullptr) return;
    if (list->items.empty())
      error(ErrorCode::kModel, "the file has no options: nobody can change anything", *list);
    for (const JsonValue& item : list->items) {
      Option out;
      out.where = places_.at(item.at);
      if (item.is(Kind::kObject)) {
        out.name = name_of(item);
        if (const JsonValue* direction = need(item, "permittedDirection", Kind::kText))
          out.direction = direction_of(*direction);
      } else {
        wrong_type("an option", "an object", item);
      }
      file_.options.push_back(std::move(out));
    }
  }
  Direction direction_of(const JsonValue& value) {
    if (value.text == "both") return Direction::kBoth;
    if (value.text == "fwd") return Direction::kForward;
    if (value.text == "back") return Direction::kBack;
    error(ErrorCode::kRange, fmt::format("unknown permittedDirection '{}'", value.text), value,
          "known: both, fwd, back");
    return Direction::kBoth;
  }

  static std::size_t count_makers(const JsonValue& root) {
    const JsonValue* list = root.get("decisionMakers");
    return list == nullptr ? 0 : list->items.size();
  }
  void manual(const JsonValue& root) {
    for (const char* key : {"useManualPreferenceRanking", "useManualPreferenceVectors"}) {
      const JsonValue* flag = root.get(key);
      if (flag == nullptr) continue;
      if (!flag->is(Kind::kFlag)) wrong_type(fmt::format("'{}'", key), "true or false", *flag);
      file_.manual = flag->flag;
      return;
    }
    error(ErrorCode::kMissingKey,
          "the file does not say whether states are ranked by hand: "
          "'useManualPreferenceRanking' is missing",
          root, "older files call it useManualPreferenceVectors");
  }

  void makers(const JsonValue& root) {
    const JsonValue* list = need(root, "decisionMakers", Kind::kList);
    if (list == nullptr) return;
    if (list->items.empty()) error(ErrorCode::kModel, "the file has no decision makers", *list);
    for (const JsonValue& item : list->items) {
      if (item.is(Kind::kObject)) {
        maker(item);
      } else {
        wrong_type("a decision maker", "an object", item);
      }
    }
  }
  void maker(const JsonValue& item) {
    DecisionMaker out;
    out.where = places_.at(item.at);
    out.name = name_of(item);
    if (const JsonValue* list = need(item, "options", Kind::kList)) {
      for (const JsonValue& option : list->items) {
        if (const auto index = index_of(option))
          out.options.emplace_back(*index, places_.at(option.at));
      }
    }
    const JsonValue* preferences = item.get("preferences");
    if (!file_.manual || preferences != nullptr) {
      preferences = need(item, "preferences", Kind::kList);
      if (preferences != nullptr) out.preferences = conditions(*preferences, "preferences");
    }
    if (file_.manual) {
      ranking(item, out);
      if (!out.preferences.empty()) {
        file_.notes.push_back(
            fmt::format("The file ranks the states by hand; {} prioritised statement{} of '{}' "
                        "beside the ranking {} not used.",
                        out.preferences.size(), out.preferences.size() == 1 ? "" : "s",
                        out.name.value, out.preferences.size() == 1 ? "is" : "are"));
      }
    }
    misperceptions(item, out);
    file_.makers.push_back(std::move(out));
  }
  void ranking(const JsonValue& item, DecisionMaker& into) {
    const bool older =
        item.get("preferenceRanking") == nullptr && item.get("preferenceVector") != nullptr;
    const JsonValue* list =
        need(item, older ? "preferenceVector" : "preferenceRanking", Kind::kList);
    if (list == nullptr) return;
    into.ranking_where = places_.at(list->at);
    const auto number = [&](const JsonValue& value) -> std::optional<std::int64_t> {
      if (value.is(Kind::kNumber) && value.whole) return value.whole;
      if (value.is(Kind::kNumber)) {
        error(ErrorCode::kRange, "a ranking holds whole numbers of states", value);
      } else {
        wrong_type("an entry of a ranking", "a state's number or a list of tied ones", value);
      }
      return std::nullopt;
    };
    for (const JsonValue& entry : list->items) {
      std::vector<std::int64_t> group;
      if (entry.is(Kind::kList)) {
        for (const JsonValue& tied : entry.items) {
          if (const auto state = number(tied)) group.push_back(*state);
        }
      } else if (const auto state = number(entry)) {
        group.push_back(*state);
      }
      if (!group.empty()) into.ranking.push_back(std::move(group));
    }
  }
  void misperceptions(const JsonValue& item, const DecisionMaker& maker) {
    const JsonValue* list = item.get("misperceptions");
    if (list == nullptr || list->is(Kind::kNull)) return;
    if (!list->is(Kind::kList)) {
      wrong_type("'misperceptions'", "a list", *list);
    } else if (!list->items.empty()) {
      error(ErrorCode::kUnsupported,
            fmt::format("'{}' does not see some states (misperceptions): hypergames are not "
                        "supported",
                        maker.name.value),
            *list, "empty the list to study the dispute as everybody else sees it");
    }
  }

  std::optional<int> index_of(const JsonValue& value) {
    if (!value.is(Kind::kNumber) || !value.whole) {
      wrong_type("an option's number", "a whole number", value);
      return std::nullopt;
    }
    const auto count = static_cast<std::int64_t>(file_.options.size());
    if (*value.whole >= 0 && *value.whole < count) return static_cast<int>(*value.whole);
    error(ErrorCode::kRange, fmt::format("there is no option {}", *value.whole), value,
          fmt::format("the file has {} options, counted from 0", count));
    return std::nullopt;
  }

  std::vector<Condition> conditions(const JsonValue& list, std::string_view what) {
    std::vector<Condition> out;
    for (const JsonValue& item : list.items) {
      Condition condition;
      condition.where = places_.at(item.at);
      if (item.is(Kind::kList)) {
        condition.members.push_back(conjunction(item));
      } else if (item.is(Kind::kObject)) {
        compound(item, condition);
      } else {
        wrong_type(fmt::format("an entry of '{}'", what), "a list of [option, \"Y\" or \"N\"]",
                   item);
      }
      out.push_back(std::move(condition));
    }
    return out;
  }
  void compound(const JsonValue& item, Condition& into) {
    into.compound = true;
    const JsonValue* flag = need(item, "compound", Kind::kFlag);
    if (flag != nullptr && !flag->flag)
      error(ErrorCode::kModel, "an object among conditions is a compound condition", *flag,
            "\"compound\": true");
    const JsonValue* members = need(item, "members", Kind::kList);
    if (members == nullptr) return;
    for (const JsonValue& member : members->items) {
      if (member.is(Kind::kList)) {
        into.members.push_back(conjunction(member));
      } else {
        wrong_type("a member of a compound condition", "a list of [option, \"Y\" or \"N\"]",
                   member);
      }
    }
  }
  Conjunction conjunction(const JsonValue& list) {
    Conjunction out;
    for (const JsonValue& item : list.items) {
      if (!item.is(Kind::kList) || item.items.size() != 2) {
        error(ErrorCode::kType, "a condition is made of pairs [option, \"Y\" or \"N\"]", item);
        continue;
      }
      const auto option = index_of(item.items[0]);
      const JsonValue& sign = item.items[1];
      if (!sign.is(Kind::kText) || (sign.text != "Y" && sign.text != "N")) {
        error(ErrorCode::kType, "an option in a condition is \"Y\" or \"N\"", sign);
        continue;
      }
      if (!option) continue;
      const std::pair<int, bool> literal{*option, sign.text == "Y"};
      const auto known = std::find_if(
          out.begin(), out.end(), [&](const auto& other) { return other.first == literal.first; });
      if (known == out.end()) {
        out.push_back(literal);
      } else if (known->second != literal.second) {
        error(ErrorCode::kModel,
              fmt::format("this condition wants option '{}' both Y and N",
                          file_.options[static_cast<std::size_t>(*option)].name.value),
              item);
      }
    }
    return out;
  }

  void coalitions(const JsonValue& root) {
    const JsonValue* list = root.get("coalitions");
    if (list == nullptr || list->is(Kind::kNull)) return;
    if (!list->is(Kind::kList)) return wrong_type("'coalitions'", "a list", *list);
    std::vector<char> seen(makers_known_, 0);
    std::size_t covered = 0;
    const auto add = [&](const JsonValue& value, std::vector<int>& group) {
      if (!value.is(Kind::kNumber) || !value.whole)
        return wrong_type("a member of a coalition", "a decision maker's number", value);
      if (*value.whole < 0 || *value.whole >= static_cast<std::int64_t>(makers_known_)) {
        return error(ErrorCode::kRange, fmt::format("there is no decision maker {}", *value.whole),
                     value,
                     fmt::format("the file has {} decision makers, counted from 0", makers_known_));
      }
      const auto maker = static_cast<std::size_t>(*value.whole);
      if (seen[maker]++ != 0) {
        return error(ErrorCode::kModel,
                     fmt::format("decision maker {} stands in the coalitions twice", maker), value,
                     "coalitions are a partition of the decision makers");
      }
      ++covered;
      group.push_back(static_cast<int>(maker));
    };
    for (const JsonValue& item : list->items) {
      std::vector<int> group;
      if (item.is(Kind::kList)) {
        for (const JsonValue& member : item.items) add(member, group);
      } else {
        add(item, group);
      }
      file_.coalitions.push_back(std::move(group));
    }
    if (covered == makers_known_) return;
    if (covered > 0) {
      file_.notes.emplace_back(
          "The file's coalitions do not cover every decision maker; as GMCR+ does, everybody is "
          "taken to act alone.");
    }
    file_.coalitions.clear();
  }

  void other_keys(const JsonValue& root) {
    static constexpr std::string_view kKnown[] = {"options",
                                                  "decisionMakers",
                                                  "infeasibles",
                                                  "useManualPreferenceRanking",
                                                  "useManualPreferenceVectors",
                                                  "coalitions",
                                                  "coalitionsFull",
                                                  "program",
                                                  "version",
                                                  "nodes"};
    std::string others;
    for (const std::string& key : root.keys) {
      if (std::find(std::begin(kKnown), std::end(kKnown), key) != std::end(kKnown)) continue;
      others += (others.empty() ? "" : ", ") + key;
    }
    if (!others.empty()) file_.notes.push_back("Not read: " + others + ".");
  }

  const Places& places_;
  GmcrFile file_;
  std::size_t makers_known_ = 0;
  Errors errors_;
};

}  // namespace

Result<GmcrFile> parse_gmcr(const JsonValue& root, const Places& places) {
  return Parser(places).run(root);
}

}  // namespace detente::gmcr
