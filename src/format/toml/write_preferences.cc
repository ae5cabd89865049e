#include "format/toml/write_preferences.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <numeric>

#include "format/toml/toml_text.h"

namespace detente::writing {
namespace {

std::string weight(const Weight& weight) {
  if (weight.is_expression()) return quoted(weight.expression.text);
  if (!weight.uncertain) return weight.value.to_string();
  std::vector<std::string> keys{"value = " + weight.value.to_string()};
  const auto more = uncertainty(*weight.uncertain);
  keys.insert(keys.end(), more.begin(), more.end());
  return inline_table(keys);
}

class Preferences {
 public:
  explicit Preferences(const Dispute& dispute) : dispute_(dispute) {}

  std::string run() const {
    std::string out;
    for (const std::size_t p : in_order()) {
      const Preference& preference = dispute_->preferences[p];
      if (preference.form == PreferenceForm::kWeights && preference.statements.empty()) continue;
      out += dispute_->parties[p].id + " = " + one(preference) + "\n";
    }
    return out.empty() ? "" : "\n[preferences]\n" + out;
  }

 private:
  // Statements are numbered through the file: parties come in the order of their first one.
  std::vector<std::size_t> in_order() const {
    std::vector<std::size_t> parties(dispute_->parties.size());
    std::iota(parties.begin(), parties.end(), std::size_t{0});
    const auto first = [&](std::size_t p) {
      const auto& statements = dispute_->preferences[p].statements;
      return statements.empty() ? std::numeric_limits<int>::max() : statements.front();
    };
    std::stable_sort(parties.begin(), parties.end(),
                     [&](std::size_t a, std::size_t b) { return first(a) < first(b); });
    return parties;
  }

  std::string one(const Preference& preference) const {
    std::vector<std::string> statements;
    for (std::size_t k = 0; k < preference.statements.size(); ++k)
      statements.push_back(statement(
          dispute_->statements[static_cast<std::size_t>(preference.statements[k])], k + 1));
    if (preference.form == PreferenceForm::kWeights) return long_list(statements);
    std::vector<std::string> keys;
    switch (preference.form) {
      case PreferenceForm::kPriority:
        keys.emplace_back("priority = true");
        break;
      case PreferenceForm::kRanking:
        keys.push_back("ranking = " + ranking(preference));
        break;
      case PreferenceForm::kValues:
        keys.push_back("values = " + values(preference));
        break;
      case PreferenceForm::kOutcomeValues:
        keys.push_back("outcome_values = " + outcome_values(preference));
        break;
      case PreferenceForm::kWeights:
        break;
    }
    if (!statements.empty()) keys.push_back("statements = " + long_list(statements));
    return inline_table(keys);
  }

  std::string statement(const Statement& from, std::size_t place) const {
    std::vector<std::string> keys;
    const std::string& owner = dispute_->parties[static_cast<std::size_t>(from.party)].id;
    if (from.id != fmt::format("{}.{}", owner, place)) keys.push_back("id = " + quoted(from.id));
    keys.push_back((from.red_line ? "never = " : "wants = ") + quoted(from.formula.text));
    const bool weighs =
        !from.red_line && dispute_->preferences[static_cast<std::size_t>(from.party)].form ==
                              PreferenceForm::kWeights;
    if (weighs) keys.push_back("weight = " + weight(from.weight));
    if (!from.when.empty()) keys.push_back("when = " + quoted(from.when.text));
    if (from.from >= 0) {
      keys.push_back("from = " + quoted(dispute_->parties[static_cast<std::size_t>(from.from)].id));
    }
    if (!from.says.empty()) keys.push_back("says = " + quoted(from.says));
    if (!dispute_->toggles[static_cast<std::size_t>(from.toggle)].active)
      keys.emplace_back("active = false");
    const auto more = source_and_note(from.remarks);
    keys.insert(keys.end(), more.begin(), more.end());
    return inline_table(keys);
  }

  static std::string ranking(const Preference& preference) {
    std::vector<std::string> groups;
    for (const auto& group : preference.ranking) {
      std::vector<std::string> alternatives;
      alternatives.reserve(group.size());
      for (const Formula& alternative : group) alternatives.push_back(alternative.text);
      groups.push_back(texts(alternatives));
    }
    return long_list(groups);
  }
  std::string values(const Preference& preference) const {
    std::vector<std::string> columns;
    for (std::size_t k = 0; k < preference.values.size(); ++k) {
      const auto& column = preference.values[k];
      if (column.empty()) continue;
      const Issue& issue = dispute_->issues[k];
      std::vector<std::string> entries;
      for (std::size_t o = 0; o < column.size(); ++o)
        entries.push_back(issue.options[o] + " = " + column[o].to_string());
      columns.push_back(issue.id + " = " + inline_table(entries));
    }
    return inline_table(columns);
  }
  static std::string outcome_values(const Preference& preference) {
    std::vector<std::string> rows;
    for (const auto& [formula, value] : preference.outcome_values) {
      rows.push_back(
          inline_table({"outcome = " + quoted(formula.text), "value = " + value.to_string()}));
    }
    return long_list(rows);
  }

  const Dispute& dispute_;
};

}  // namespace

std::string preferences(const Dispute& dispute) { return Preferences(dispute).run(); }

std::vector<std::string> uncertainty(const Uncertain& from) {
  std::vector<std::string> keys;
  if (from.range)
    keys.push_back("range = " + list({number(from.range->low), number(from.range->high)}));
  if (!from.distribution) return keys;
  std::vector<std::string> inner{"kind = " + quoted(from.distribution->kind)};
  for (const auto& [name, value] : from.distribution->parameters)
    inner.push_back(name + " = " + number(value));
  if (!from.distribution->values.empty()) {
    std::vector<std::string> values;
    for (const double value : from.distribution->values) values.push_back(number(value));
    inner.push_back("values = " + list(values));
  }
  keys.push_back("distribution = " + inline_table(inner));
  return keys;
}

std::vector<std::string> source_and_note(const Remarks& remarks) {
  std::vector<std::string> keys;
  if (!remarks.source.empty()) keys.push_back("source = " + quoted(remarks.source));
  if (!remarks.note.empty()) keys.push_back("note = " + quoted(remarks.note));
  return keys;
}

}  // namespace detente::writing
