#include "analysis/bargaining/study_fallback.h"

#include <fmt/format.h>

#include <algorithm>

namespace detente {
namespace {

constexpr const char* kUnproven =
    "it is not proven that there is no deal for which the parties must fall back less";

Status counted(const FallbackRow& from, const SolutionRow& row) {
  if (!from.proven) return {"within_gap", kUnproven, std::max(0.0, row.depth.to_double() - 1)};
  Status out;
  if (!from.deals) {
    out.why = fmt::format("points are {}; how many deals have this depth could not be counted: {}",
                          from.deal ? "one deal with it" : "those that nothing dominates",
                          from.why_no_count);
  } else if (from.deal) {
    if (*from.deals > 1) {
      out.why = fmt::format("{} deals have this depth, one of them is given", row.deals.digits());
    }
  } else {
    WideInteger listed = 0;
    for (const DealPoint& point : row.points) listed += WideInteger(point.count);
    if (listed < *from.deals) {
      out.why = fmt::format("{} deals have this depth; points are those that nothing dominates",
                            row.deals.digits());
    }
  }
  return out;
}

Status drawn(const Fallbacks& all, const FallbackRow& from) {
  std::string why = fmt::format(
      "the depth is the part of the deals that the party which makes the quota "
      "prefers, estimated from {} deals drawn at random, with its 95 % interval; it "
      "could not be counted ({})",
      all.drawn, all.why_drawn);
  if (!from.proven) why += std::string("; ") + kUnproven;
  return {"sampled", std::move(why), 0};
}

}  // namespace

void add_fallback_rows(const Fallbacks& found, BargainingStudy& study,
                       const std::function<void(const FallbackRow&, SolutionRow&)>& points) {
  if (!found.why_not.empty()) {
    SolutionRow row;
    row.id = "fallback";
    row.status = {"not_applicable", found.why_not, 0};
    study.solutions.push_back(std::move(row));
    return;
  }
  for (std::size_t k = 0; k < found.quotas.size(); ++k) {
    const FallbackRow& from = found.quotas[k];
    SolutionRow row;
    row.id = "fallback";
    row.quota = static_cast<int>(k) + 1;
    if (from.depth) row.depth = Count::of_digits(from.depth->str());
    if (from.deals) row.deals = Count::of_digits(from.deals->str());
    row.depth_share = from.share;
    points(from, row);
    row.status = from.depth ? counted(from, row) : drawn(found, from);
    study.solutions.push_back(std::move(row));
  }
}

}  // namespace detente
