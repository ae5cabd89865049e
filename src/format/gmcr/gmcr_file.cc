#include "format/gmcr/gmcr_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "format/gmcr/gmcr_conditions.h"
#include "format/gmcr/gmcr_values.h"

namespace detente::gmcr {
namespace {

using Kind = JsonValue::Kind;

class Parser : private FileValues {
 public:
  explicit Parser(const Places& places) : FileValues(places) {}

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
      file_.infeasibles = conditions_.read(*list, "infeasibles");
    coalitions(root);
    other_keys(root);
    if (!errors_.empty()) return tl::unexpected(std::move(errors_));
    return std::move(file_);
  }

 private:
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
        if (const auto index = conditions_.index_of(option))
          out.options.emplace_back(*index, places_.at(option.at));
      }
    }
    const JsonValue* preferences = item.get("preferences");
    if (!file_.manual || preferences != nullptr) {
      preferences = need(item, "preferences", Kind::kList);
      if (preferences != nullptr) out.preferences = conditions_.read(*preferences, "preferences");
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

  GmcrFile file_;
  Conditions conditions_{*this, file_.options};
  std::size_t makers_known_ = 0;
};

}  // namespace

Result<GmcrFile> parse_gmcr(const JsonValue& root, const Places& places) {
  return Parser(places).run(root);
}

}  // namespace detente::gmcr
