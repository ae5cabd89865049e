#include "format/genius/weights.h"

#include <fmt/format.h>

#include <algorithm>

namespace detente::genius {
namespace {

// A weight with the index of no issue. Those of nested objectives do not count in GENIUS either.
void remark_others(const File& file, std::vector<std::string>& remarks) {
  std::vector<int> others;
  for (const auto& [index, weight] : file.weights) {
    const bool known =
        std::any_of(file.issues.begin(), file.issues.end(),
                    [of = index](const FileIssue& issue) { return issue.index == of; });
    if (!known && !file.objectives.contains(index)) others.push_back(index);
  }
  if (others.empty()) return;
  remarks.push_back(
      fmt::format("weights of no issue, so not counted: index {}", fmt::join(others, ", ")));
}

// NegMAS writes and reads a constant as one more weight behind those of the issues.
Ratio constant_of(const File& file, const Plan& plan) {
  Ratio out;
  const int last = plan.issues().empty() ? 0 : plan.issues().back().from->index;
  for (const auto& [index, weight] : file.weights) {
    if (index < 1 || index > last) out += weight;
  }
  return out;
}

}  // namespace

Result<Weights> weights_of(const Matched& matched, const Plan& plan, const Reading& reading,
                           std::vector<std::string>& remarks) {
  const File& file = *matched.file;
  if (file.weights.empty()) {
    return fail(ErrorCode::kMissingKey, "the profile has no weights", file.where,
                "<weight index=\"1\" value=\"0.5\"/> for every issue");
  }
  Weights out;
  Ratio sum;
  std::vector<std::string> without;
  for (const FileIssue* issue : matched.issues) {
    const auto known = file.weights.find(issue->index);
    if (known == file.weights.end()) without.push_back("'" + issue->name.value + "'");
    out.of_issues.push_back(known == file.weights.end() ? Ratio() : known->second);
    sum += out.of_issues.back();
  }
  if (!without.empty())
    remarks.push_back(fmt::format("no weight, so 0: {}", fmt::join(without, ", ")));
  if (reading.other_weights_add) {
    out.constant = constant_of(file, plan);
  } else {
    remark_others(file, remarks);
  }
  const bool divides =
      reading.divide_weights && (!reading.divide_large_weight_sums_only || sum > Ratio(1));
  const Ratio dust = Ratio(static_cast<std::int64_t>(out.of_issues.size())) / Ratio(1'000'000'000);
  if (!divides || (sum - Ratio(1) <= dust && Ratio(1) - sum <= dust)) return out;
  if (sum <= Ratio(0)) {
    return fail(ErrorCode::kModel,
                fmt::format("the weights of the issues add up to {}", sum.to_text()), file.where,
                "they are divided by their sum");
  }
  for (Ratio& weight : out.of_issues) weight = weight / sum;
  remarks.push_back(fmt::format("weights add up to {} and were divided by that", sum.to_text()));
  return out;
}

}  // namespace detente::genius
