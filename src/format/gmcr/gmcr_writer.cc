#include "format/gmcr/gmcr_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

#include "base/version.h"
#include "dispute/binary_form.h"
#include "format/gmcr/disjunction.h"

namespace detente {
namespace gmcr {
namespace {

std::string quoted(const std::string& text) { return nlohmann::json(text).dump(); }

// "[\n  a,\n  b\n ]" with one item to a line.
std::string list_of(const std::vector<std::string>& items, const std::string& indent) {
  if (items.empty()) return "[]";
  return fmt::format("[\n{0} {1}\n{0}]", indent, fmt::join(items, ",\n" + indent + " "));
}

class Writer {
 public:
  Writer(const Dispute& dispute, std::vector<BinaryOption> options)
      : dispute_(dispute), options_(std::move(options)) {
    for (const Factor& factor : dispute->factors) factors_.push_back(factor.number.value);
  }

  Result<std::string> run(const RankOutcomes& rank) {
    const std::string conditions = infeasibles();
    const std::string groups = coalitions();
    refuse_the_rest();
    if (!errors_.empty()) {
      tidy_errors(errors_, dispute_->text);
      return tl::unexpected(std::move(errors_));
    }
    std::vector<std::vector<std::string>> preferences;
    const bool manual = !prioritised(preferences);
    std::vector<std::string> rankings;
    if (manual) {
      const auto ranked = rank();
      if (!ranked) return tl::unexpected(ranked.error());
      rankings = by_hand(*ranked);
    }
    std::vector<std::string> makers;
    for (std::size_t p = 0; p < dispute_->parties.size(); ++p) {
      const std::string last =
          manual ? fmt::format(",\n   \"preferenceRanking\": {}", rankings[p]) : "";
      makers.push_back(
          fmt::format("{{\"name\": {},\n   \"options\": [{}],\n   \"preferences\": {}{}}}",
                      quoted(dispute_->parties[p].remarks.name), owned(static_cast<int>(p)),
                      list_of(manual ? std::vector<std::string>{} : preferences[p], "   "), last));
    }
    return fmt::format(
        "{{\n \"program\": \"detente\",\n \"version\": {},\n \"options\": {},\n"
        " \"decisionMakers\": {},\n \"infeasibles\": {},\n"
        " \"useManualPreferenceRanking\": {},\n \"coalitions\": {}\n}}\n",
        quoted(std::string(version())), option_list(), list_of(makers, " "), conditions,
        manual ? "true" : "false", groups);
  }

 private:
  void error(std::string message, const Location& where, std::string hint) {
    errors_.push_back({ErrorCode::kUnsupported, std::move(message), where, std::move(hint), {}});
  }
  bool active(int toggle) const {
    return dispute_->toggles[static_cast<std::size_t>(toggle)].active;
  }

  std::string option_list() const {
    std::vector<std::string> out;
    for (const BinaryOption& option : options_) {
      const Issue& issue = dispute_->issues[static_cast<std::size_t>(option.issue)];
      const auto yes = static_cast<std::size_t>(option.yes);
      const bool plain = issue.options[yes] == "yes" && issue.options[1 - yes] == "no";
      const std::string name =
          plain ? issue.remarks.name : issue.remarks.name + ": " + issue.labels[yes];
      const char* direction = !issue.one_way ? "both" : option.yes == 1 ? "fwd" : "back";
      out.push_back(
          fmt::format("{{\"name\": {}, \"permittedDirection\": \"{}\"}}", quoted(name), direction));
    }
    return list_of(out, " ");
  }
  std::string owned(int party) const {
    std::vector<std::size_t> out;
    for (std::size_t k = 0; k < options_.size(); ++k) {
      if (options_[k].owner == party) out.push_back(k);
    }
    return fmt::format("{}", fmt::join(out, ", "));
  }

  static std::string literals(const Pattern& pattern) {
    std::string out;
    for (std::uint64_t rest = pattern.mask; rest != 0; rest &= rest - 1) {
      const int k = std::countr_zero(rest);
      out += fmt::format("{}[{}, \"{}\"]", out.empty() ? "" : ", ", k,
                         (pattern.value >> k & 1U) != 0 ? "Y" : "N");
    }
    return "[" + out + "]";
  }
  static std::string condition(const std::vector<Pattern>& terms) {
    if (terms.size() == 1) return literals(terms.front());
    std::vector<std::string> members;
    members.reserve(terms.size());
    for (const Pattern& term : terms) members.push_back(literals(term));
    return fmt::format("{{\"compound\": true, \"members\": [{}]}}", fmt::join(members, ", "));
  }

  std::string infeasibles() {
    std::vector<std::string> out;
    for (const Rule& rule : dispute_->rules) {
      if (!active(rule.toggle)) continue;
      const auto terms = disjunction(dispute_, options_, rule.never, false);
      if (terms) {
        out.push_back(condition(*terms));
      } else {
        error(fmt::format("rule '{}' has more than {} alternatives", rule.id, kMostTerms),
              rule.never.where, "split it into simpler rules");
      }
    }
    return list_of(out, " ");
  }

  // Groups of declared coalitions, and everybody else alone.
  std::string coalitions() {
    std::vector<int> group(dispute_->parties.size());
    std::iota(group.begin(), group.end(), 0);
    PartySet taken = 0;
    for (const Coalition& coalition : dispute_->coalitions) {
      if (!active(coalition.toggle)) continue;
      if ((taken & coalition.members) != 0) {
        error(fmt::format("coalition '{}' shares a member with another", coalition.id),
              coalition.remarks.where, "coalitions of GMCR+ are a partition: switch one off");
      }
      taken |= coalition.members;
      const int first = std::countr_zero(coalition.members);
      for (std::size_t p = 0; p < group.size(); ++p) {
        if ((coalition.members >> p & 1U) != 0) group[p] = first;
      }
    }
    std::vector<std::string> out;
    for (int p = 0; p < static_cast<int>(group.size()); ++p) {
      std::vector<int> members;
      for (int q = p; q < static_cast<int>(group.size()); ++q) {
        if (group[static_cast<std::size_t>(q)] == p) members.push_back(q);
      }
      if (members.size() == 1) out.push_back(std::to_string(p));
      if (members.size() > 1) out.push_back(fmt::format("[{}]", fmt::join(members, ", ")));
    }
    return fmt::format("[{}]", fmt::join(out, ", "));
  }

  void refuse_the_rest() {
    for (const Issue& issue : dispute_->issues) {
      if (active(issue.toggle)) continue;
      error(fmt::format("issue '{}' is switched off", issue.id), issue.remarks.where,
            "every option of GMCR+ can change: take the issue out");
    }
    for (const Order& order : dispute_->orders) {
      if (!active(order.toggle)) continue;
      error(fmt::format("order constraint '{}' cannot be written", order.id), order.remarks.where,
            "GMCR+ knows one-way options only");
    }
  }

  bool holds(const Statement& statement) const {
    if (!active(statement.toggle)) return false;
    const Valuation at{factors_, {}, &dispute_->proposition_formulas, &dispute_->levels};
    return statement.when.empty() || evaluate_truth(statement.when, at);
  }
  // Red lines come first, as statements that want them false.
  bool prioritised(std::vector<std::vector<std::string>>& out) const {
    for (const Preference& preference : dispute_->preferences) {
      std::vector<std::string>& conditions = out.emplace_back();
      if (preference.form != PreferenceForm::kPriority &&
          !(preference.form == PreferenceForm::kWeights && preference.statements.empty()))
        return false;
      for (const bool red_lines : {true, false}) {
        for (const int s : preference.statements) {
          const Statement& statement = dispute_->statements[static_cast<std::size_t>(s)];
          if (statement.red_line != red_lines || !holds(statement)) continue;
          const auto terms = disjunction(dispute_, options_, statement.formula, red_lines);
          if (!terms) return false;
          conditions.push_back(condition(*terms));
        }
      }
    }
    return true;
  }

  std::vector<std::string> by_hand(const RankedOutcomes& ranked) const {
    std::vector<std::pair<std::uint64_t, std::size_t>> by_decimal;
    for (std::size_t k = 0; k < ranked.outcomes.size(); ++k)
      by_decimal.emplace_back(decimal_of(options_, ranked.outcomes[k]), k);
    std::sort(by_decimal.begin(), by_decimal.end());
    std::vector<std::string> out;
    for (const std::vector<int>& rank : ranked.rank) {
      const int ranks = *std::max_element(rank.begin(), rank.end());
      std::vector<std::vector<std::size_t>> groups(static_cast<std::size_t>(ranks));
      for (std::size_t n = 0; n < by_decimal.size(); ++n)
        groups[static_cast<std::size_t>(rank[by_decimal[n].second]) - 1].push_back(n + 1);
      std::vector<std::string> entries;
      entries.reserve(groups.size());
      for (const auto& group : groups) {
        entries.push_back(group.size() == 1 ? std::to_string(group.front())
                                            : fmt::format("[{}]", fmt::join(group, ", ")));
      }
      out.push_back(fmt::format("[{}]", fmt::join(entries, ", ")));
    }
    return out;
  }

  const Dispute& dispute_;
  std::vector<BinaryOption> options_;
  std::vector<double> factors_;
  Errors errors_;
};

}  // namespace
}  // namespace gmcr

Result<Written> write_gmcr(const Dispute& dispute, const RankOutcomes& rank) {
  auto options = binary_form(dispute);
  if (!options) return tl::unexpected(std::move(options.error()));
  auto text = gmcr::Writer(dispute, std::move(*options)).run(rank);
  if (!text) return tl::unexpected(std::move(text.error()));
  Written out{std::move(*text), beside_states_and_rankings(dispute)};
  out.left_out.insert(out.left_out.begin(), "the status quo");
  return out;
}

}  // namespace detente
