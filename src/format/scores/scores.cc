#include "format/scores/scores.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "format/domains/domain.h"
#include "format/domains/outgoing.h"

namespace detente::scores {
namespace {

using domains::Ratio;

constexpr const char* kNoDeal = "no deal";
constexpr std::size_t kFixed = 2;  // columns before the parties'

class Reader {
 public:
  Result<draft::Draft> run(const std::vector<csv::Row>& rows) {
    parties(rows.front());
    for (std::size_t k = 1; k < rows.size() && errors_.size() < 100; ++k) row(rows[k]);
    if (errors_.empty() && out_.issues.empty())
      error(ErrorCode::kModel, "the table has no options", rows.front().where,
            "one row for each: issue, option, and what it is worth to each party");
    if (!errors_.empty()) return tl::unexpected(std::move(errors_));
    out_.title = {"", rows.front().where};
    domains::name_everything(out_);
    return domains::make_draft(out_);
  }

 private:
  void error(ErrorCode code, std::string message, const Location& where, std::string hint = {}) {
    errors_.push_back({code, std::move(message), where, std::move(hint), {}});
  }

  void parties(const csv::Row& header) {
    std::set<std::string> names;
    std::size_t columns = header.fields.size();
    while (columns > kFixed && header.fields[columns - 1].value.empty()) --columns;
    for (std::size_t k = kFixed; k < columns; ++k) {
      const draft::Text& name = header.fields[k];
      if (name.value.empty()) error(ErrorCode::kMissingKey, "this column has no party", name.where);
      if (!name.value.empty() && !names.insert(name.value).second)
        error(ErrorCode::kDuplicate, fmt::format("party '{}' has two columns", name.value),
              name.where);
      domains::Profile profile;
      profile.name = name;
      out_.profiles.push_back(std::move(profile));
    }
    if (out_.profiles.empty()) {
      error(ErrorCode::kModel, "the table has no parties", header.where,
            "the first line is issue, option, and a name for each party");
    }
  }
  std::optional<std::vector<Ratio>> numbers(const csv::Row& row) {
    std::vector<Ratio> out;
    const std::size_t wanted = kFixed + out_.profiles.size();
    const bool more = std::any_of(
        row.fields.begin() + static_cast<std::ptrdiff_t>(std::min(wanted, row.fields.size())),
        row.fields.end(), [](const draft::Text& f) { return !f.value.empty(); });
    if (row.fields.size() < wanted || more) {
      error(ErrorCode::kSyntax,
            fmt::format("this row has {} fields, and the first line has {}", row.fields.size(),
                        wanted),
            row.where);
      return std::nullopt;
    }
    for (std::size_t k = kFixed; k < wanted; ++k) {
      const draft::Text& field = row.fields[k];
      const auto value = Ratio::parse(field.value);
      if (!value || *value > Ratio(Decimal::kLargest) || *value < Ratio(-Decimal::kLargest)) {
        error(field.value.empty() ? ErrorCode::kMissingKey : ErrorCode::kRange,
              field.value.empty() ? fmt::format("this is worth nothing known to '{}'",
                                                out_.profiles[k - kFixed].name.value)
                                  : fmt::format("'{}' is no score", field.value),
              field.where, "a score is a number of at most 1000000000");
        return std::nullopt;
      }
      out.push_back(*value);
    }
    return out;
  }

  void row(const csv::Row& from) {
    const auto values = numbers(from);
    if (!values) return;
    const draft::Text &issue = from.fields[0], &option = from.fields[1];
    if (issue.value.empty()) {
      no_deal(option, *values);
      return;
    }
    if (option.value.empty()) {
      error(ErrorCode::kMissingKey, "this row has no option", option.where);
      return;
    }
    const auto [place, fresh] = places_.try_emplace(issue.value, out_.issues.size());
    if (fresh) {
      domains::Issue one;
      one.name = issue;
      out_.issues.push_back(std::move(one));
      options_.emplace_back();
      for (domains::Profile& profile : out_.profiles) profile.values.emplace_back();
    }
    const std::size_t k = place->second;
    if (!options_[k].insert(option.value).second) {
      error(ErrorCode::kDuplicate,
            fmt::format("issue '{}' has the option '{}' twice", issue.value, option.value),
            option.where);
      return;
    }
    out_.issues[k].options.push_back({option});
    for (std::size_t p = 0; p < values->size(); ++p)
      out_.profiles[p].values[k].push_back((*values)[p]);
  }
  void no_deal(const draft::Text& option, const std::vector<Ratio>& values) {
    if (option.value != kNoDeal) {
      error(ErrorCode::kMissingKey, "this row has no issue", option.where,
            "a row without one says what parties have without a deal: its option is 'no deal'");
      return;
    }
    if (known_no_deal_) error(ErrorCode::kDuplicate, "a second row 'no deal'", option.where);
    known_no_deal_ = true;
    for (std::size_t p = 0; p < values.size(); ++p) out_.profiles[p].no_deal = values[p];
  }

  domains::Domain out_;
  std::unordered_map<std::string, std::size_t> places_;
  std::vector<std::unordered_set<std::string>> options_;
  bool known_no_deal_ = false;
  Errors errors_;
};

}  // namespace

bool is_header(const csv::Row& row) {
  return row.fields.size() >= kFixed && row.fields[0].value == "issue" &&
         row.fields[1].value == "option";
}

Result<draft::Draft> read_scores(const std::vector<csv::Row>& rows) { return Reader().run(rows); }

Result<Written> write_scores(const Dispute& dispute, char separator) {
  const auto from = domains::outgoing(dispute, "a table of scores");
  if (!from) return tl::unexpected(from.error());
  Written out;
  out.left_out = from->left_out;
  const auto add = [&](const std::string& text) {
    if (!out.text.empty() && out.text.back() != '\n') out.text += separator;
    out.text += csv::field(text, separator);
  };
  out.text = "issue";
  add("option");
  for (const domains::OutParty& party : from->parties) {
    add(party.name);
    if (!party.additive) {
      return fail(ErrorCode::kUnsupported,
                  fmt::format("'{}' has weights for formulas over several issues, and a table of "
                              "scores adds up issue by issue",
                              party.name),
                  dispute->preferences[static_cast<std::size_t>(party.index)].where, "write TOML");
    }
    if (party.discount != Ratio(1))
      out.left_out.push_back(fmt::format("the discount of '{}'", party.name));
  }
  out.text += '\n';
  for (std::size_t k = 0; k < from->issues.size(); ++k) {
    const domains::OutIssue& issue = from->issues[k];
    if (issue.divisible) out.left_out.push_back(fmt::format("that '{}' is divisible", issue.name));
    if (!issue.levels.empty())
      out.left_out.push_back(fmt::format("the levels of '{}'", issue.name));
    for (std::size_t o = 0; o < issue.labels.size(); ++o) {
      add(issue.name);
      add(issue.labels[o]);
      for (const domains::OutParty& party : from->parties) add(party.values[k][o].to_text(9));
      out.text += '\n';
    }
  }
  out.text += separator;
  out.text += kNoDeal;
  for (const domains::OutParty& party : from->parties) add(party.no_deal.to_text(9));
  out.text += '\n';
  return out;
}

}  // namespace detente::scores
