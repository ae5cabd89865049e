#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "dispute/builder.h"
#include "dispute/weight_ends.h"

namespace detente::building {

void Builder::preferences() {
  std::vector<char> seen(data_.parties.size(), 0);
  for (const draft::Preference& from : draft_.preferences) {
    const int party = find_party(from.party);
    if (party < 0) continue;
    if (seen[static_cast<std::size_t>(party)]++ != 0) continue;  // TOML itself refuses a key twice
    preference(from);
  }
  weight_sums();
}

void Builder::preference(const draft::Preference& from) {
  const int party = find_party(from.party);
  Preference out;
  out.where = from.where;
  const bool priority = from.priority && from.priority->value;
  const int forms = static_cast<int>(priority) + static_cast<int>(from.ranking.has_value()) +
                    static_cast<int>(from.values.has_value()) +
                    static_cast<int>(from.outcome_values.has_value());
  if (forms > 1) {
    error(ErrorCode::kModel,
          fmt::format("'{}' has more than one form of preference", from.party.value), from.where,
          "keep one of priority, ranking, values, outcome_values");
  }
  if (priority) out.form = PreferenceForm::kPriority;
  if (from.ranking) ranking(from, out);
  if (from.values) values(from, out);
  if (from.outcome_values) outcome_values(from, out);
  for (std::size_t k = 0; k < from.statements.size(); ++k) {
    out.statements.push_back(static_cast<int>(data_.statements.size()));
    statement(from.statements[k], out, party, k + 1);
  }
  data_.preferences[static_cast<std::size_t>(party)] = std::move(out);
}

void Builder::statement(const draft::Statement& from, const Preference& into, int party,
                        std::size_t place) {
  const std::string& owner = data_.parties[static_cast<std::size_t>(party)].id;
  Statement out;
  out.party = party;
  out.id = id_or(from.id, "statement", fmt::format("{}.{}", owner, place), from.where);
  if (from.wants.has_value() == from.never.has_value()) {
    error(from.wants ? ErrorCode::kModel : ErrorCode::kMissingKey,
          fmt::format("statement '{}' has {}", out.id,
                      from.wants ? "both 'wants' and 'never'" : "neither 'wants' nor 'never'"),
          from.where, "a statement either wants a formula true or never accepts it");
  } else {
    out.red_line = from.never.has_value();
    out.formula = formula(from.never ? *from.never : *from.wants).value_or(Formula{});
  }
  const bool weights = into.form == PreferenceForm::kWeights;
  if (!out.red_line && !weights && into.form != PreferenceForm::kPriority) {
    error(ErrorCode::kModel,
          fmt::format("statement '{}' stands beside a ranking or values, where only red lines "
                      "('never') can stand",
                      out.id),
          from.where);
  }
  const bool needs_weight = weights && !out.red_line;
  if (from.weight.has_value() != needs_weight) {
    if (needs_weight) {
      error(ErrorCode::kMissingKey, fmt::format("statement '{}' has no weight", out.id), from.where,
            "add weight = 10, or list by priority = true");
    } else {
      error(ErrorCode::kModel,
            fmt::format("statement '{}' cannot have a weight: {}", out.id,
                        out.red_line ? "it is a red line" : "it is ranked by its place"),
            from.where, "leave 'weight' out");
    }
  } else if (from.weight) {
    weight(from, out);
  }
  if (from.when)
    out.when =
        formula(*from.when, FormulaKind::kTruth, FormulaSees::kFactorsOnly).value_or(Formula{});
  if (from.from) out.from = find_party(*from.from);
  if (from.says) out.says = from.says->value;
  out.remarks = remarks(from.remarks, out.id, from.where);
  out.toggle = add_toggle(Toggle::Kind::kStatement, data_.statements.size(), out.id, from.active);
  data_.statements.push_back(std::move(out));
}

void Builder::weight(const draft::Statement& from, Statement& statement) {
  if (const auto* text = std::get_if<draft::Text>(&*from.weight)) {
    statement.weight.expression =
        formula(*text, FormulaKind::kArithmetic, FormulaSees::kFactorsOnly).value_or(Formula{});
    return;
  }
  const auto& written = std::get<draft::Uncertain>(*from.weight);
  if (const auto exact = decimal(written.value, "a weight")) statement.weight.value = *exact;
  if (written.range || written.distribution) {
    const std::size_t before = errors_.size();
    const auto number = uncertain(written, "a weight", nullptr);
    if (errors_.size() == before) statement.weight.uncertain = number;
  }
}

// Sums must be exact: all weights or values of a party together may not leave the range of whole
// billionths, whatever is drawn of those that are uncertain.
void Builder::weight_sums() {
  std::vector<Interval> domains;
  for (const Factor& factor : data_.factors) domains.push_back(factor.domain);
  for (std::size_t p = 0; p < data_.preferences.size(); ++p) {
    double sum = 0;
    for (const int s : data_.preferences[p].statements) {
      const Weight& weight = data_.statements[static_cast<std::size_t>(s)].weight;
      if (!weight.is_expression()) {
        double most = std::abs(weight.value.to_double());
        if (weight.uncertain) {
          const Interval ends = weight_ends(*weight.uncertain);
          most = std::max({most, std::abs(ends.low), std::abs(ends.high)});
        }
        sum += most;
        continue;
      }
      const IntervalResult bounds = bound(weight.expression, domains, data_.levels);
      if (bounds.may_divide_by_zero) continue;  // said already
      const double most = std::max(std::abs(bounds.value.low), std::abs(bounds.value.high));
      if (!(most <= static_cast<double>(Decimal::kLargest))) {
        error(ErrorCode::kRange,
              fmt::format("this weight can grow to {} within the domains of its factors", most),
              weight.expression.where, "weights may be no larger than 1000000000");
        continue;
      }
      sum += most;
    }
    for (const auto& column : data_.preferences[p].values) {
      double most = 0;
      for (const Decimal value : column) most = std::max(most, std::abs(value.to_double()));
      sum += most;
    }
    if (!(sum <= static_cast<double>(Decimal::kLargest))) {
      error(ErrorCode::kRange,
            fmt::format(
                "the {} of '{}' add up to more than 1000000000, which cannot be added exactly",
                data_.preferences[p].values.empty() ? "weights" : "values", data_.parties[p].id),
            data_.preferences[p].where, "choose a larger unit: only comparisons count");
    }
  }
}

void Builder::ranking(const draft::Preference& from, Preference& into) {
  into.form = PreferenceForm::kRanking;
  for (const auto& group : *from.ranking) {
    std::vector<Formula> alternatives;
    for (const draft::OutcomeSpec& spec : group) {
      if (auto set = outcome_set(spec)) alternatives.push_back(std::move(*set));
    }
    into.ranking.push_back(std::move(alternatives));
  }
}

void Builder::values(const draft::Preference& from, Preference& into) {
  into.form = PreferenceForm::kValues;
  into.values.resize(data_.issues.size());
  for (const auto& [issue_name, options] : *from.values) {
    const int issue = find_issue(issue_name);
    if (issue < 0) continue;
    auto& column = into.values[static_cast<std::size_t>(issue)];
    column.resize(data_.issues[static_cast<std::size_t>(issue)].options.size());
    for (const auto& [option_name, value] : options) {
      const int option = find_option(issue, option_name);
      const auto exact = decimal(value, "a value");
      if (option >= 0 && exact) column[static_cast<std::size_t>(option)] = *exact;
    }
  }
}

void Builder::outcome_values(const draft::Preference& from, Preference& into) {
  into.form = PreferenceForm::kOutcomeValues;
  for (const auto& [spec, value] : *from.outcome_values) {
    auto set = outcome_set(spec);
    const auto exact = decimal(value, "a value");
    if (set && exact) into.outcome_values.emplace_back(std::move(*set), *exact);
  }
}

void Builder::ratifiers() {
  for (const draft::Ratifier& from : draft_.ratifiers) {
    Ratifier out;
    out.id = from.id.value;
    if (well_formed("ratifier", from.id)) claim_id("ratifier", from.id);
    out.of = find_party(from.of);
    if (from.asked_if) out.asked_if = formula(*from.asked_if).value_or(Formula{});
    const int kinds = static_cast<int>(from.approves.has_value()) +
                      static_cast<int>(from.party.has_value()) +
                      static_cast<int>(from.segments.has_value());
    if (kinds != 1) {
      error(kinds == 0 ? ErrorCode::kMissingKey : ErrorCode::kModel,
            fmt::format("ratifier '{}' needs exactly one of 'approves', 'party' and 'segments'",
                        out.id),
            from.id.where);
    }
    if (from.approves) out.approves = formula(*from.approves).value_or(Formula{});
    if (from.party) out.party = find_party(*from.party);
    if (from.segments) segments(from, out);
    if (from.quota && !from.segments)
      error(ErrorCode::kModel, fmt::format("ratifier '{}' has a quota but no segments", out.id),
            from.quota->where);
    if (from.respondents) {
      const double count = from.respondents->value;
      if (!(count >= 1 && count <= 1e12 && count == std::floor(count))) {
        error(ErrorCode::kRange, "'respondents' must be a whole number of people",
              from.respondents->where);
      } else {
        out.respondents = static_cast<std::int64_t>(count);
      }
    }
    out.remarks = remarks(from.remarks, out.id, from.id.where);
    out.toggle = add_toggle(Toggle::Kind::kRatifier, data_.ratifiers.size(), out.id, from.active);
    data_.ratifiers.push_back(std::move(out));
  }
}

void Builder::segments(const draft::Ratifier& from, Ratifier& ratifier) {
  std::int64_t sum = 0;
  for (const draft::Segment& part : *from.segments) {
    Segment segment;
    if (part.name) segment.name = part.name->value;
    if (const auto share = decimal(part.share, "a share")) {
      if (share->units() < 0 || share->units() > Decimal::kOne) {
        error(ErrorCode::kRange,
              fmt::format("a share must lie between 0 and 1, not {}", part.share.literal),
              part.share.where, "27% is 0.27");
      } else {
        segment.share = *share;
        sum += share->units();
      }
    }
    segment.approves = formula(part.approves).value_or(Formula{});
    ratifier.segments.push_back(std::move(segment));
  }
  if (sum > Decimal::kOne) {
    error(ErrorCode::kRange,
          fmt::format("the shares of '{}' add up to {}, more than 1", ratifier.id,
                      Decimal::from_units(sum).to_string()),
          from.segments->front().share.where, "segments are disjoint shares of the respondents");
  }
  if (!from.quota) {
    error(ErrorCode::kMissingKey,
          fmt::format("ratifier '{}' has segments but no quota", ratifier.id), from.id.where,
          "quota = 0.5");
    return;
  }
  const auto quota = decimal(*from.quota, "the quota");
  if (!quota) return;
  if (quota->units() <= 0 || quota->units() > Decimal::kOne) {
    error(ErrorCode::kRange,
          fmt::format("the quota must be above 0 and at most 1, not {}", from.quota->literal),
          from.quota->where);
  }
  ratifier.quota = *quota;
}

}  // namespace detente::building
