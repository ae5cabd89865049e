#include "format/domains/outgoing.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace detente::domains {
namespace {

class Collector {
 public:
  Collector(const Dispute& dispute, std::string_view format) : dispute_(dispute), format_(format) {}

  Result<Outgoing> run() {
    if (dispute_->graph) {
      return fail(ErrorCode::kUnsupported,
                  fmt::format("{} has no place for a dispute in graph form", format_),
                  dispute_->issues.front().remarks.where, "write TOML, GMCR+ or a table");
    }
    whole();
    parties();
    issues();
    for (OutParty& party : out_.parties) wants(party);
    beside();
    if (!errors_.empty()) {
      tidy_errors(errors_, dispute_->text);
      return tl::unexpected(std::move(errors_));
    }
    return std::move(out_);
  }

 private:
  void error(std::string message, const Location& where, std::string hint = {}) {
    errors_.push_back({ErrorCode::kUnsupported, std::move(message), where, std::move(hint), {}});
  }
  bool active(int toggle) const {
    return dispute_->toggles[static_cast<std::size_t>(toggle)].active;
  }

  void whole() {
    for (const Order& order : dispute_->orders) {
      if (active(order.toggle))
        error(fmt::format("{} has no place for order constraints", format_), order.remarks.where);
    }
    for (const Ratifier& ratifier : dispute_->ratifiers) {
      if (active(ratifier.toggle))
        error(fmt::format("{} has no place for ratifiers", format_), ratifier.remarks.where,
              "switch it off in the file");
    }
    excluded_.resize(dispute_->issues.size());
    for (std::size_t k = 0; k < dispute_->issues.size(); ++k)
      excluded_[k].assign(dispute_->issues[k].options.size(), 0);
    for (const Rule& rule : dispute_->rules) {
      if (!active(rule.toggle)) continue;
      const auto about = issues_of(dispute_, rule.never);
      if (about.size() == 1 && all_propositions_mean_no_factor(rule.never)) {
        for (const int option : true_options(rule.never, about.front()))
          excluded_[index(about.front())][index(option)] = 1;
      } else {
        error(fmt::format("{} has no place for rules", format_), rule.remarks.where,
              "every combination of options is an outcome there");
      }
    }
  }
  static std::size_t index(int i) { return static_cast<std::size_t>(i); }
  bool all_propositions_mean_no_factor(const Formula& formula) const {
    std::set<int> seen;
    return means_no_factor(formula, seen);
  }
  // Looks at each proposition once.
  bool means_no_factor(const Formula& formula, std::set<int>& seen) const {
    if (!mentioned_factors(formula).empty()) return false;
    const auto props = mentioned_propositions(formula);
    return std::all_of(props.begin(), props.end(), [&](int p) {
      return !seen.insert(p).second ||
             means_no_factor(dispute_->proposition_formulas[index(p)], seen);
    });
  }
  std::vector<int> true_options(const Formula& formula, int issue) const {
    std::vector<int> outcome(dispute_->issues.size(), 0), out;
    for (int o = 0; o < static_cast<int>(dispute_->issues[index(issue)].options.size()); ++o) {
      outcome[index(issue)] = o;
      if (holds(formula, outcome)) out.push_back(o);
    }
    return out;
  }
  bool holds(const Formula& formula, const std::vector<int>& outcome) const {
    return evaluate_truth(formula,
                          {{}, outcome, &dispute_->proposition_formulas, &dispute_->levels});
  }

  void parties() {
    std::vector<char> decides(dispute_->parties.size(), 0);
    for (const Issue& issue : dispute_->issues) {
      for (const int p : issue.by) decides[index(p)] = 1;
      for (const int p : issue.by_any) decides[index(p)] = 1;
    }
    std::set<std::string> names;
    std::size_t others = 0;
    for (std::size_t p = 0; p < dispute_->parties.size(); ++p) {
      const Preference& preference = dispute_->preferences[p];
      const bool wants_nothing =
          preference.form == PreferenceForm::kWeights && preference.statements.empty();
      if (wants_nothing && decides[p] == 0) {
        ++others;
        continue;
      }
      OutParty party;
      party.index = static_cast<int>(p);
      const Party& from = dispute_->parties[p];
      party.name = names.insert(from.remarks.name).second ? from.remarks.name : from.id;
      party.discount = Ratio::of(from.discount);
      out_.parties.push_back(std::move(party));
    }
    if (others > 0)
      out_.left_out.push_back(fmt::format("{} part{} that want{} and decide{} nothing", others,
                                          others == 1 ? "y" : "ies", others == 1 ? "s" : "",
                                          others == 1 ? "s" : ""));
  }

  void issues() {
    std::set<std::string> names;
    for (std::size_t k = 0; k < dispute_->issues.size(); ++k) {
      const Issue& from = dispute_->issues[k];
      OutIssue issue;
      issue.index = static_cast<int>(k);
      issue.name = names.insert(from.remarks.name).second ? from.remarks.name : from.id;
      issue.divisible = from.divisible;
      if (!active(from.toggle))
        error(fmt::format("{} has no place for an issue that is switched off", format_),
              from.remarks.where);
      const bool together =
          std::all_of(out_.parties.begin(), out_.parties.end(), [&](const OutParty& party) {
            return std::find(from.by.begin(), from.by.end(), party.index) != from.by.end();
          });
      if (!together || from.one_way) {
        error(fmt::format("in {} all parties decide every issue together, freely; '{}' is {}",
                          format_, from.id, from.one_way ? "one-way" : "not theirs together"),
              from.remarks.where, "give it by = [all parties], without one_way");
      }
      std::set<std::string> labels(from.labels.begin(), from.labels.end());
      for (int o = 0; o < static_cast<int>(from.options.size()); ++o) {
        if (excluded_[k][index(o)] != 0) continue;
        issue.options.push_back(o);
        issue.labels.push_back(labels.size() == from.labels.size() ? from.labels[index(o)]
                                                                   : from.options[index(o)]);
        if (!from.levels.empty()) issue.levels.push_back(from.levels[index(o)]);
      }
      out_.issues.push_back(std::move(issue));
    }
  }

  void wants(OutParty& party) {
    const Preference& preference = dispute_->preferences[index(party.index)];
    const Party& from = dispute_->parties[index(party.index)];
    for (const int s : preference.statements) {
      const Statement& statement = dispute_->statements[index(s)];
      if (active(statement.toggle) && statement.red_line)
        error(fmt::format("{} has no place for red lines", format_), statement.remarks.where);
    }
    if (preference.form != PreferenceForm::kWeights && preference.form != PreferenceForm::kValues) {
      error(fmt::format("{} knows values and weights only; those of '{}' are others", format_,
                        from.id),
            preference.where);
      return;
    }
    party.values.resize(out_.issues.size());
    for (std::size_t k = 0; k < out_.issues.size(); ++k)
      party.values[k].resize(out_.issues[k].options.size());
    if (preference.form == PreferenceForm::kValues) {
      for (std::size_t k = 0; k < out_.issues.size(); ++k) {
        if (preference.values[k].empty()) continue;
        for (std::size_t o = 0; o < out_.issues[k].options.size(); ++o)
          party.values[k][o] = Ratio::of(preference.values[k][index(out_.issues[k].options[o])]);
      }
    } else {
      weights(preference, party);
    }
    no_deal(from, party);
  }
  void weights(const Preference& preference, OutParty& party) {
    for (const int s : preference.statements) {
      const Statement& statement = dispute_->statements[index(s)];
      if (!active(statement.toggle) || statement.red_line) continue;
      if (!statement.when.empty() || statement.weight.is_expression() ||
          !all_propositions_mean_no_factor(statement.formula)) {
        error(fmt::format("{} has no place for factors, as in '{}'", format_, statement.id),
              statement.remarks.where);
        continue;
      }
      if (statement.weight.uncertain) uncertain_ = true;
      party.statements.push_back(s);
      const auto about = issues_of(dispute_, statement.formula);
      if (about.size() > 1) {
        party.additive = false;
        continue;
      }
      const std::size_t k = about.empty() ? 0 : index(about.front());
      std::vector<int> outcome(dispute_->issues.size(), 0);
      for (std::size_t o = 0; o < out_.issues[k].options.size(); ++o) {
        outcome[k] = out_.issues[k].options[o];
        if (holds(statement.formula, outcome))
          party.values[k][o] += Ratio::of(statement.weight.value);
      }
    }
  }
  void no_deal(const Party& from, OutParty& party) {
    if (from.margin.units() != 0) margins_ = true;
    if (const auto* number = std::get_if<Decimal>(&from.no_deal)) {
      party.no_deal = Ratio::of(*number);
      return;
    }
    party.no_deal_outcome = dispute_->status_quo;
    for (const auto& [issue, option] : std::get<Assignment>(from.no_deal).options)
      party.no_deal_outcome[index(issue)] = option;
    if (dispute_->preferences[index(party.index)].form == PreferenceForm::kValues) {
      for (std::size_t k = 0; k < party.no_deal_outcome.size(); ++k) {
        const auto& column = dispute_->preferences[index(party.index)].values[k];
        if (!column.empty()) party.no_deal += Ratio::of(column[index(party.no_deal_outcome[k])]);
      }
      return;
    }
    for (const int s : party.statements) {
      const Statement& statement = dispute_->statements[index(s)];
      if (holds(statement.formula, party.no_deal_outcome))
        party.no_deal += Ratio::of(statement.weight.value);
    }
  }

  void beside() {
    const auto count = [&](std::size_t number, std::string_view what) {
      if (number > 0)
        out_.left_out.push_back(fmt::format("{} {}{}", number, what, number == 1 ? "" : "s"));
    };
    if (dispute_.asks()) out_.left_out.emplace_back("the question");
    if (!dispute_->note.empty() || !dispute_->date.empty())
      out_.left_out.emplace_back("the note and the date");
    count(dispute_->sources.size(), "source");
    count(dispute_->factors.size(), "factor");
    count(dispute_->coalitions.size(), "coalition");
    count(dispute_->cases.size() - 1, "case");
    count(dispute_->claims.size(), "claim");
    if (uncertain_) out_.left_out.emplace_back("how uncertain weights are");
    if (margins_) out_.left_out.emplace_back("the margins");
  }

  const Dispute& dispute_;
  std::string_view format_;
  Outgoing out_;
  std::vector<std::vector<char>> excluded_;  // [issue][option]
  bool uncertain_ = false, margins_ = false;
  Errors errors_;
};

void collect(const Dispute& dispute, const Formula& formula, std::set<int>& issues,
             std::set<int>& seen) {
  for (const int issue : mentioned_issues(formula)) issues.insert(issue);
  for (const int p : mentioned_propositions(formula)) {
    if (seen.insert(p).second)
      collect(dispute, dispute->proposition_formulas[static_cast<std::size_t>(p)], issues, seen);
  }
}

}  // namespace

std::vector<int> issues_of(const Dispute& dispute, const Formula& formula) {
  std::set<int> issues, seen;
  collect(dispute, formula, issues, seen);
  return {issues.begin(), issues.end()};
}

Result<Outgoing> outgoing(const Dispute& dispute, std::string_view format) {
  return Collector(dispute, format).run();
}

std::vector<std::string> file_names(const Outgoing& from, const std::string& ending,
                                    const std::string& taken) {
  std::set<std::string> used{taken};
  std::vector<std::string> out;
  for (const OutParty& party : from.parties) {
    std::string name;
    for (const char c : party.name) {
      const auto byte = static_cast<unsigned char>(c);
      name += byte < 0x20 || c == '/' || c == '\\' || c == ':' ? '_' : c;
    }
    constexpr std::size_t kLongest = 100;
    if (name.empty() || name.front() == '.' || name.size() > kLongest)
      name = fmt::format("party_{}", out.size() + 1);
    std::string whole = name + ending;
    for (int k = 2; !used.insert(whole).second; ++k)
      whole = fmt::format("{}_{}{}", name, k, ending);
    out.push_back(std::move(whole));
  }
  return out;
}

}  // namespace detente::domains
