#include "format/domains/domain.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "dispute/dispute.h"

namespace detente::domains {
namespace {

// "-3" becomes minus_3; a plain number n3.
std::string readable(const std::string& label) {
  const bool negative = label.size() > 1 && label.front() == '-' &&
                        std::isdigit(static_cast<unsigned char>(label[1])) != 0;
  return negative ? "minus " + label.substr(1) : label;
}

class Maker {
 public:
  explicit Maker(const Domain& domain) : domain_(domain) {}

  Result<draft::Draft> run() {
    limits();
    if (!errors_.empty()) return tl::unexpected(std::move(errors_));
    out_.title = domain_.title;
    for (const Profile& profile : domain_.profiles) party(profile);
    for (const Issue& one : domain_.issues) issue(one);
    out_.propositions = domain_.propositions;
    for (const Profile& profile : domain_.profiles) preference(profile);
    if (!domain_.remarks.empty())
      out_.note =
          draft::Text{fmt::format("{}", fmt::join(domain_.remarks, "; ")), domain_.title.where};
    if (!errors_.empty()) return tl::unexpected(std::move(errors_));
    return std::move(out_);
  }

 private:
  void error(ErrorCode code, std::string message, const Location& where, std::string hint = {}) {
    errors_.push_back({code, std::move(message), where, std::move(hint), {}});
  }

  void limits() {
    if (domain_.profiles.size() > static_cast<std::size_t>(kMostParties)) {
      error(ErrorCode::kLimit,
            fmt::format("{} profiles, more than the limit of {}", domain_.profiles.size(),
                        kMostParties),
            domain_.profiles[kMostParties].name.where);
    }
    std::size_t options = 0;
    for (const Issue& one : domain_.issues) {
      options += one.options.size();
      if (one.options.empty()) {
        error(ErrorCode::kModel, fmt::format("issue '{}' has no values", one.name.value),
              one.name.where);
      }
    }
    if (domain_.issues.empty())
      error(ErrorCode::kModel, "no issues: there is nothing on the table", domain_.title.where);
    if (options > kMostOptions) {
      error(ErrorCode::kLimit,
            fmt::format("the issues have {} values together, more than the limit of {}", options,
                        kMostOptions),
            domain_.title.where);
    }
  }

  std::optional<draft::Number> number(const Ratio& value, std::string_view what,
                                      const Location& where) {
    const auto decimal = value.to_decimal();
    if (!decimal) {
      error(ErrorCode::kRange, fmt::format("{} is larger than 1000000000", what), where);
      return std::nullopt;
    }
    return draft::Number{decimal->to_string(), decimal->to_double(), where};
  }
  static draft::Remarks named(const draft::Text& name) {
    draft::Remarks out;
    if (!name.value.empty()) out.name = name;
    return out;
  }

  void party(const Profile& profile) {
    draft::Party out;
    const Location& where = profile.name.where;
    out.id = {profile.id, where};
    out.remarks = named(profile.name);
    if (!profile.remarks.empty())
      out.remarks.note = draft::Text{fmt::format("{}", fmt::join(profile.remarks, "; ")), where};
    out.no_deal_where = where;
    if (const auto* bid = std::get_if<Bid>(&profile.no_deal)) {
      draft::Assignment table;
      for (std::size_t k = 0; k < bid->size(); ++k) {
        const Issue& one = domain_.issues[k];
        table.emplace_back(draft::Text{one.id, where},
                           draft::Text{one.options[static_cast<std::size_t>((*bid)[k])].id, where});
      }
      out.no_deal = std::move(table);
    } else if (auto value = number(std::get<Ratio>(profile.no_deal), "the no-deal", where)) {
      out.no_deal = *value;
    }
    if (profile.discount) out.discount = number(*profile.discount, "the discount", where);
    out_.parties.push_back(std::move(out));
  }

  void issue(const Issue& from) {
    const Location& where = from.name.where;
    draft::Issue out;
    out.id = {from.id, where};
    out.remarks = named(from.name);
    draft::TextList labels;
    bool labelled = false;
    for (const Option& option : from.options) {
      out.options.push_back({option.id, option.label.where});
      labels.push_back(option.label);
      labelled = labelled || option.id != option.label.value;
      if (!from.ordered) continue;
      if (!out.levels) out.levels.emplace();
      out.levels->push_back({fmt::format("{}", option.level), option.level, option.label.where});
    }
    if (from.options.size() == 1) {
      const std::string& only = out.options.front().value;
      const std::string other = only == kNoOption ? "no_other" : kNoOption;
      out.options.push_back({other, where});
      labels.push_back({"(no other value)", where});
      labelled = true;
      if (out.levels) {
        const double beyond = from.options.front().level + 1;
        out.levels->push_back({fmt::format("{}", beyond), beyond, where});
      }
      draft::Rule rule;
      rule.never = {fmt::format("{} = {}", from.id, other), where};
      rule.where = where;
      out_.rules.push_back(std::move(rule));
    } else {
      out.divisible = from.divisible;
    }
    if (labelled) out.labels = std::move(labels);
    out.by.emplace();
    for (const Profile& profile : domain_.profiles) out.by->push_back({profile.id, where});
    out_.issues.push_back(std::move(out));
  }

  void preference(const Profile& profile) {
    draft::Preference out;
    const Location& where = profile.name.where;
    out.party = {profile.id, where};
    out.where = where;
    if (profile.values.empty()) {
      for (const Weighed& one : profile.statements) {
        auto weight = number(one.weight, "a weight", one.where);
        if (!weight) continue;
        draft::Statement statement;
        statement.wants = draft::Text{one.formula, one.where};
        statement.weight = draft::Uncertain{std::move(*weight), {}, {}};
        statement.where = one.where;
        out.statements.push_back(std::move(statement));
      }
    } else {
      out.values.emplace();
      for (std::size_t k = 0; k < domain_.issues.size(); ++k) column(k, profile, *out.values);
    }
    out_.preferences.push_back(std::move(out));
  }
  using Columns =
      std::vector<std::pair<draft::Text, std::vector<std::pair<draft::Text, draft::Number>>>>;
  void column(std::size_t k, const Profile& profile, Columns& into) {
    const Issue& from = domain_.issues[k];
    const Location& where = profile.name.where;
    std::vector<std::pair<draft::Text, draft::Number>> entries;
    for (std::size_t o = 0; o < from.options.size(); ++o) {
      auto value = number(profile.values[k][o],
                          fmt::format("the value of '{}'", from.options[o].label.value), where);
      if (value) entries.emplace_back(draft::Text{from.options[o].id, where}, std::move(*value));
    }
    into.emplace_back(draft::Text{from.id, where}, std::move(entries));
  }

  const Domain& domain_;
  draft::Draft out_;
  Errors errors_;
};

}  // namespace

IdMaker name_everything(Domain& domain) {
  IdMaker ids;
  for (std::size_t p = 0; p < domain.profiles.size(); ++p) {
    Profile& profile = domain.profiles[p];
    profile.id = ids.make(profile.name.value, "party", p + 1);
  }
  for (std::size_t k = 0; k < domain.issues.size(); ++k) {
    Issue& issue = domain.issues[k];
    issue.id = ids.make(issue.name.value, "issue", k + 1);
    IdMaker options;
    for (std::size_t o = 0; o < issue.options.size(); ++o) {
      Option& option = issue.options[o];
      option.id = options.make(readable(option.label.value), "n", o + 1);
    }
  }
  return ids;
}

Result<draft::Draft> make_draft(const Domain& domain) { return Maker(domain).run(); }

}  // namespace detente::domains
