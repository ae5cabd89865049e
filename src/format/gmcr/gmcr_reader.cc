#include "format/gmcr/gmcr_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "format/gmcr/condition_words.h"
#include "format/gmcr/gmcr_file.h"
#include "format/gmcr/option_order.h"
#include "format/gmcr/state_space.h"
#include "format/ids.h"
#include "format/json_tree.h"
#include "format/text.h"

namespace detente {
namespace gmcr {
namespace {

constexpr std::uint64_t kMostSteps = std::uint64_t{1} << 26;  // in search of feasible states
constexpr std::size_t kMostRanked = std::size_t{1} << 22;

class Translator {
 public:
  explicit Translator(const GmcrFile& file) : file_(file) {}

  Result<draft::Draft> run() {
    auto order = order_options(file_);
    if (!order) return tl::unexpected(std::move(order.error()));
    options_ = std::move(*order);
    name_everything();
    words_.emplace(options_.position, issue_ids_);
    parties_and_issues();
    rules();
    coalitions();
    if (Errors found = status_quo(); !found.empty()) return tl::unexpected(std::move(found));
    for (std::size_t m = 0; m < file_.makers.size(); ++m) {
      file_.manual ? ranking(m) : priorities(m);
    }
    if (!errors_.empty()) return tl::unexpected(std::move(errors_));
    note();
    return std::move(draft_);
  }

 private:
  void error(ErrorCode code, std::string message, const Location& where, std::string hint = {}) {
    errors_.push_back({code, std::move(message), where, std::move(hint), {}});
  }
  const Option& option(int index) const { return file_.options[static_cast<std::size_t>(index)]; }
  const DecisionMaker& maker(int index) const {
    return file_.makers[static_cast<std::size_t>(index)];
  }

  void name_everything() {
    IdMaker ids;
    for (std::size_t m = 0; m < file_.makers.size(); ++m)
      party_ids_.push_back(ids.make(file_.makers[m].name.value, "party", m + 1));
    for (std::size_t k = 0; k < options_.order.size(); ++k)
      issue_ids_.push_back(ids.make(option(options_.order[k]).name.value, "option", k + 1));
  }
  static draft::Remarks named(const draft::Text& name) {
    draft::Remarks out;
    if (!name.value.empty()) out.name = name;
    return out;
  }

  void parties_and_issues() {
    for (std::size_t m = 0; m < file_.makers.size(); ++m) {
      draft::Party party;
      party.id = {party_ids_[m], file_.makers[m].where};
      party.remarks = named(file_.makers[m].name);
      draft_.parties.push_back(std::move(party));
    }
    for (std::size_t k = 0; k < options_.order.size(); ++k) {
      const Option& from = option(options_.order[k]);
      draft::Issue issue;
      issue.id = {issue_ids_[k], from.where};
      const bool back = from.direction == Direction::kBack;
      issue.options = {{back ? "yes" : "no", from.where}, {back ? "no" : "yes", from.where}};
      issue.one_way = from.direction != Direction::kBoth;
      const int owner = options_.owner[static_cast<std::size_t>(options_.order[k])];
      issue.by = {{party_ids_[static_cast<std::size_t>(owner)], from.where}};
      issue.remarks = named(from.name);
      draft_.issues.push_back(std::move(issue));
    }
  }

  void rules() {
    for (const Condition& condition : words_->distinct(file_.infeasibles)) {
      draft::Rule rule;
      rule.never = {words_->of(condition), condition.where};
      rule.where = condition.where;
      draft_.rules.push_back(std::move(rule));
      for (const Conjunction& member : condition.members) {
        Pattern pattern;
        for (const auto& [index, yes] : member) {
          const auto bit = std::uint64_t{1} << options_.position[static_cast<std::size_t>(index)];
          pattern.mask |= bit;
          if (yes) pattern.value |= bit;
        }
        infeasible_.push_back(pattern);
      }
    }
  }

  void coalitions() {
    for (const std::vector<int>& group : file_.coalitions) {
      if (group.size() < 2) continue;
      draft::Coalition out;
      out.where = maker(group.front()).where;
      for (const int member : group)
        out.members.push_back({party_ids_[static_cast<std::size_t>(member)], out.where});
      draft_.coalitions.push_back(std::move(out));
    }
  }

  Errors status_quo() {
    const StateSpace space(static_cast<int>(options_.order.size()), infeasible_);
    const Location where = file_.options.front().where;
    std::uint64_t steps = kMostSteps;
    const auto first = space.next(0, steps);
    if (!first && steps == 0) {
      return {Error{ErrorCode::kLimit,
                    "no feasible state was found in a reasonable time",
                    where,
                    "the infeasible conditions leave hardly any state",
                    {}}};
    }
    if (!first) {
      return {Error{ErrorCode::kModel,
                    "the file has no feasible state",
                    draft_.rules.empty() ? where : draft_.rules.front().where,
                    "its infeasible conditions exclude every state",
                    {}}};
    }
    for (std::size_t k = 0; k < options_.order.size(); ++k) {
      draft_.status_quo.push_back(
          {{issue_ids_[k], where}, {(*first >> k & 1U) != 0 ? "yes" : "no", where}});
    }
    if (!file_.manual) return {};
    for (std::uint64_t from = *first;;) {
      const auto state = space.next(from, steps);
      if (!state && steps > 0) break;
      if (!state || states_.size() == kMostRanked) {
        return {Error{ErrorCode::kLimit,
                      fmt::format("the file ranks by hand more than {} states", kMostRanked),
                      where,
                      "",
                      {}}};
      }
      states_.push_back(*state);
      from = *state + 1;
    }
    return {};
  }

  void priorities(std::size_t m) {
    draft::Preference out;
    out.party = {party_ids_[m], file_.makers[m].where};
    out.where = file_.makers[m].where;
    out.priority = draft::Flag{true, out.where};
    for (const Condition& condition : words_->distinct(file_.makers[m].preferences)) {
      draft::Statement statement;
      statement.wants = draft::Text{words_->of(condition), condition.where};
      statement.where = condition.where;
      out.statements.push_back(std::move(statement));
    }
    draft_.preferences.push_back(std::move(out));
  }

  std::string state_in_words(std::uint64_t state) const {
    std::string out;
    for (std::size_t k = 0; k < issue_ids_.size(); ++k) {
      out +=
          (k == 0 ? "" : " and ") + issue_ids_[k] + ((state >> k & 1U) != 0 ? " = yes" : " = no");
    }
    return out;
  }
  void ranking(std::size_t m) {
    const DecisionMaker& from = file_.makers[m];
    const Location& where = from.ranking_where;
    draft::Preference out;
    out.party = {party_ids_[m], from.where};
    out.where = where;
    out.ranking.emplace();
    const auto count = static_cast<std::int64_t>(states_.size());
    std::vector<char> seen(states_.size(), 0);
    for (std::vector<std::int64_t> group : from.ranking) {
      std::sort(group.begin(), group.end());  // tied states have no order
      out.ranking->emplace_back();
      for (const std::int64_t number : group) {
        if (number < 1 || number > count) {
          error(ErrorCode::kRange,
                fmt::format("the ranking of '{}' names state {}, and there are {} feasible states",
                            from.name.value, number, count),
                where, "states are counted from 1 in the order of their decimal numbers");
          continue;
        }
        const auto k = static_cast<std::size_t>(number - 1);
        if (seen[k]++ != 0) {
          error(ErrorCode::kDuplicate,
                fmt::format("the ranking of '{}' names state {} twice", from.name.value, number),
                where);
          continue;
        }
        out.ranking->back().emplace_back(std::in_place_type<draft::Text>,
                                         draft::Text{state_in_words(states_[k]), where});
      }
    }
    missing(from, seen);
    draft_.preferences.push_back(std::move(out));
  }
  void missing(const DecisionMaker& from, const std::vector<char>& seen) {
    const auto first = std::find(seen.begin(), seen.end(), 0);
    if (first == seen.end()) return;
    const auto k = static_cast<std::size_t>(first - seen.begin());
    const auto others = std::count(first, seen.end(), 0) - 1;
    const StateSpace space(static_cast<int>(options_.order.size()), {});
    error(ErrorCode::kModel,
          fmt::format("the ranking of '{}' leaves out state {} ({}, decimal {}){}", from.name.value,
                      k + 1, space.yn(states_[k]), states_[k],
                      others == 0 ? "" : fmt::format(" and {} more", others)),
          from.ranking_where, "a ranking by hand contains every feasible state once");
  }

  void note() {
    std::string all;
    for (const std::string& one : file_.notes) all += (all.empty() ? "" : " ") + one;
    if (!all.empty()) draft_.note = draft::Text{all, file_.options.front().where};
  }

  const GmcrFile& file_;
  draft::Draft draft_;
  Errors errors_;
  OptionOrder options_;
  std::optional<ConditionWords> words_;             // once everything has an id
  std::vector<std::string> party_ids_, issue_ids_;  // [decision maker], [new position]
  std::vector<Pattern> infeasible_;
  std::vector<std::uint64_t> states_;  // feasible, ascending; only where states are ranked by hand
};

Result<draft::Draft> read(const std::string& text, const std::string& file) {
  const Places places(text, file);
  const auto root = parse_json(text, places, "GMCR+ files are JSON");
  if (!root) return tl::unexpected(root.error());
  const auto parsed = parse_gmcr(*root, places);
  if (!parsed) return tl::unexpected(parsed.error());
  return Translator(*parsed).run();
}

}  // namespace
}  // namespace gmcr

Result<draft::Draft> read_gmcr(std::string text, std::string file) {
  if (!text.empty() && static_cast<unsigned char>(text.front()) == 0x80) {
    return fail(ErrorCode::kUnsupported, "this is a Python pickle, as GMCR+ wrote before 0.3",
                {file, 0, 0}, "open it in GMCR+ and save it again");
  }
  if (Errors errors = check_text(text, file); !errors.empty())
    return tl::unexpected(std::move(errors));
  auto draft = gmcr::read(text, file);
  if (!draft) {
    tidy_errors(draft.error(), text);
    return draft;
  }
  draft->title = {title_of(file), {file, 1, 1}};
  draft->file = std::move(file);
  draft->text = std::move(text);
  return draft;
}

bool looks_like_gmcr(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && text[first] == '{' &&
         text.find("\"decisionMakers\"") != std::string_view::npos;
}

}  // namespace detente
