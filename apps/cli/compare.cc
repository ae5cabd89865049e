#include "analysis/compare/study.h"

#include <iostream>

#include "cli/commands.h"
#include "report/json_text.h"

namespace detente::cli {
namespace {

// The case of each side: one name for both files, or one for each.
Result<std::pair<int, int>> sides_of(const Dispute& a, const Dispute& b, bool two_files,
                                     const Options& options) {
  if (options.cases.size() > 2 || (!two_files && options.cases.size() != 2)) {
    return fail(ErrorCode::kRange,
                two_files ? "two files take one --case, or one for each"
                          : "one file takes two cases to compare",
                {}, "as in --case now --case later");
  }
  Options first = options, second = options;
  if (options.cases.empty()) {
    first.cases = second.cases = {"now"};
  } else {
    first.cases = {options.cases.front()};
    second.cases = {options.cases.back()};
  }
  const auto one = cases_of(a, first);
  if (!one) return tl::unexpected(one.error());
  const auto other = cases_of(b, second);
  if (!other) return tl::unexpected(other.error());
  return std::make_pair(one->front(), other->front());
}

}  // namespace

void add_compare(CLI::App& command, Options& options, std::string& second) {
  command.add_option("file", options.file, "a dispute file or the id of a dispute in the casebook")
      ->required();
  command.add_option("second", second, "another one (default: the same, with two --case)");
  add_compat(command, options);
  add_changes(command, options);
  add_output(command, options, {"text", "json", "md", "csv"});
  add_limits(command, options);
}

int compare(const std::string& second, const Options& options) {
  const auto a = load_with_ladder(options);
  if (!a) return kBadInput;
  std::optional<Dispute> other;
  if (!second.empty()) {
    Options there = options;
    there.file = second;
    other = load_with_ladder(there);
    if (!other) return kBadInput;
  }
  const Dispute& b = other ? *other : *a;
  const auto sides = sides_of(*a, b, other.has_value(), options);
  if (!sides) return report(sides.error());
  const auto changes_a = changes_of(*a, options);
  if (!changes_a) return report(changes_a.error());
  const auto changes_b = changes_of(b, options);
  if (!changes_b) return report(changes_b.error());

  Budget budget(options.work_limit);
  const CancelOnInterrupt guard(budget);
  const auto study =
      study_comparison(*a, sides->first, b, sides->second,
                       {*changes_a, *changes_b, options.threads, options.most_outcomes}, budget);
  if (!study) return report(study.error());
  if (options.format == "json") {
    std::cout << json_text(comparison_json(*study), 2) << "\n";
  } else {
    print_document(comparison_document(*study), options);
  }
  return study->stopped != StopReason::kDone ? kStoppedEarly : kAnswered;
}

}  // namespace detente::cli
