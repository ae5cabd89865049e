#include "dispute/binary_form.h"

#include <fmt/format.h>

#include <algorithm>

namespace detente {
namespace {

// The party that alone controls the issue, or -1.
int owner_of(const Issue& issue) {
  const std::vector<int>& by = issue.by.empty() ? issue.by_any : issue.by;
  return by.size() == 1 ? by.front() : -1;
}

std::string trouble(const Dispute& dispute, const Issue& issue) {
  if (dispute->graph) return "the dispute is in graph form: its outcomes are not made of options";
  if (issue.options.size() != 2)
    return fmt::format("issue '{}' has {} options, not two", issue.id, issue.options.size());
  if (owner_of(issue) < 0)
    return fmt::format("issue '{}' is controlled by {} parties, not by one", issue.id,
                       issue.by.size() + issue.by_any.size());
  return {};
}

}  // namespace

Result<std::vector<BinaryOption>> binary_form(const Dispute& dispute) {
  constexpr std::size_t kMost = 63;
  Errors errors;
  std::vector<BinaryOption> out;
  for (std::size_t k = 0; k < dispute->issues.size(); ++k) {
    const Issue& issue = dispute->issues[k];
    std::string message = trouble(dispute, issue);
    if (message.empty() && out.size() == kMost)
      message = fmt::format("more than {} issues cannot be numbered", kMost);
    if (!message.empty()) {
      errors.push_back({ErrorCode::kUnsupported,
                        std::move(message),
                        issue.remarks.where,
                        "states in option form need issues of two options with one owner each",
                        {}});
      continue;
    }
    const bool yes_first = issue.options[0] == "yes" && issue.options[1] == "no";
    out.push_back({static_cast<int>(k), owner_of(issue), yes_first ? 0 : 1});
  }
  if (!errors.empty()) {
    tidy_errors(errors, dispute->text);
    return tl::unexpected(std::move(errors));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const BinaryOption& a, const BinaryOption& b) { return a.owner < b.owner; });
  return out;
}

std::uint64_t decimal_of(std::span<const BinaryOption> options, std::span<const int> outcome) {
  std::uint64_t out = 0;
  for (std::size_t k = 0; k < options.size(); ++k) {
    if (outcome[static_cast<std::size_t>(options[k].issue)] == options[k].yes)
      out |= std::uint64_t{1} << k;
  }
  return out;
}

std::string yn_of(std::span<const BinaryOption> options, std::uint64_t decimal) {
  std::string out;
  for (std::size_t k = 0; k < options.size(); ++k) out += (decimal >> k & 1U) != 0 ? 'Y' : 'N';
  return out;
}

}  // namespace detente
