#include "format/geniusweb/geniusweb_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "format/domains/outgoing.h"
#include "format/domains/unit_scale.h"

namespace detente {
namespace {

using domains::OutIssue;
using domains::OutParty;

std::string quoted(const std::string& text) { return nlohmann::json(text).dump(); }

std::string domain_text(const Dispute& dispute, const domains::Outgoing& from,
                        const std::string& indent) {
  std::vector<std::string> issues;
  for (const OutIssue& issue : from.issues) {
    std::vector<std::string> values;
    for (const std::string& label : issue.labels) values.push_back(quoted(label));
    issues.push_back(fmt::format("{}   {}: {{\"values\": [{}]}}", indent, quoted(issue.name),
                                 fmt::join(values, ", ")));
  }
  return fmt::format("{{\n{0} \"name\": {1},\n{0} \"issuesValues\": {{\n{2}\n{0} }}\n{0}}}", indent,
                     quoted(dispute->title), fmt::join(issues, ",\n"));
}

std::string bid_text(const OutParty& party, const domains::Outgoing& from) {
  if (party.no_deal_outcome.empty()) return "";
  std::vector<std::string> values;
  for (const OutIssue& issue : from.issues) {
    const auto place = std::find(issue.options.begin(), issue.options.end(),
                                 party.no_deal_outcome[static_cast<std::size_t>(issue.index)]);
    if (place == issue.options.end()) return "";
    values.push_back(quoted(issue.name) + ": " +
                     quoted(issue.labels[static_cast<std::size_t>(place - issue.options.begin())]));
  }
  return fmt::format(",\n  \"reservationBid\": {{\"issuevalues\": {{{}}}}}",
                     fmt::join(values, ", "));
}

std::string profile_text(const Dispute& dispute, const domains::Outgoing& from,
                         const OutParty& party, std::vector<std::string>& left_out) {
  const domains::UnitScale scale = domains::unit_scale(party);
  std::vector<std::string> weights, utilities;
  for (std::size_t k = 0; k < from.issues.size(); ++k) {
    const OutIssue& issue = from.issues[k];
    weights.push_back(fmt::format("{}: {}", quoted(issue.name), scale.weights[k].to_text()));
    std::vector<std::string> values;
    for (std::size_t o = 0; o < issue.labels.size(); ++o) {
      values.push_back(
          fmt::format("{}: {}", quoted(issue.labels[o]), scale.evaluations[k][o].to_text()));
    }
    utilities.push_back(
        fmt::format("   {}: {{\"DiscreteValueSetUtilities\": {{\"valueUtilities\": {{{}}}}}}}",
                    quoted(issue.name), fmt::join(values, ", ")));
  }
  if (scale.divisor != domains::Ratio(1)) {
    left_out.push_back(fmt::format("utilities above 1 (those of '{}' are divided by {})",
                                   party.name, scale.divisor.to_text(9)));
  }
  const std::string bid = bid_text(party, from);
  if (bid.empty() && !party.no_deal.is_zero()) {
    left_out.push_back(fmt::format("the no-deal of '{}', which is no outcome", party.name));
  }
  if (party.discount != domains::Ratio(1))
    left_out.push_back(fmt::format("the discount of '{}'", party.name));
  return fmt::format(
      "{{\"LinearAdditiveUtilitySpace\": {{\n  \"name\": {},\n  \"domain\": {},\n"
      "  \"issueWeights\": {{{}}},\n  \"issueUtilities\": {{\n{}\n  }}{}\n}}}}\n",
      quoted(party.name), domain_text(dispute, from, "  "), fmt::join(weights, ", "),
      fmt::join(utilities, ",\n"), bid);
}

}  // namespace

Result<Written> write_geniusweb(const Dispute& dispute, const RankOutcomes&) {
  auto from = domains::outgoing(dispute, "GeniusWeb");
  if (!from) return tl::unexpected(std::move(from.error()));
  for (const OutParty& party : from->parties) {
    if (party.additive) continue;
    return fail(ErrorCode::kUnsupported,
                fmt::format("'{}' has weights for formulas over several issues, and GeniusWeb adds "
                            "up issue by issue",
                            party.name),
                dispute->preferences[static_cast<std::size_t>(party.index)].where,
                "GENIUS has hyper-rectangles");
  }
  for (const OutIssue& issue : from->issues) {
    if (issue.divisible) {
      return fail(ErrorCode::kUnsupported,
                  fmt::format("GeniusWeb has no place for the divisible issue '{}'", issue.name),
                  dispute->issues[static_cast<std::size_t>(issue.index)].remarks.where,
                  "GENIUS has real issues");
    }
  }
  Written out;
  out.left_out = from->left_out;
  const bool ordered = std::any_of(from->issues.begin(), from->issues.end(),
                                   [](const OutIssue& issue) { return !issue.levels.empty(); });
  if (ordered) out.left_out.emplace_back("levels (values are written as texts)");
  const auto names = domains::file_names(*from, ".json", "");
  for (std::size_t p = 0; p < from->parties.size(); ++p)
    out.more.push_back({names[p], profile_text(dispute, *from, from->parties[p], out.left_out)});
  out.text = domain_text(dispute, *from, "") + "\n";
  return out;
}

}  // namespace detente
