#include "cli/time_left.h"

#include <fmt/format.h>

#include <cmath>

namespace detente::cli {
namespace {

constexpr double kWindow = 10, kLeast = 1, kBetween = 0.1;  // seconds

}  // namespace

std::optional<double> TimeLeft::after(double now, double share) {
  if (seen_.empty() || now - seen_.back().first >= kBetween) seen_.emplace_back(now, share);
  while (seen_.size() > 2 && now - seen_[1].first >= kWindow) seen_.pop_front();
  const auto [from, done] = seen_.front();
  if (now - from < kLeast || share <= done) return std::nullopt;
  return (1 - share) * (now - from) / (share - done);
}

std::string duration_in_words(double seconds) {
  const auto whole = static_cast<long long>(std::ceil(std::min(std::max(seconds, 0.0), 1e12)));
  if (whole < 90) return fmt::format("{} s", whole);
  const long long minutes = (whole + 30) / 60;
  if (minutes < 90) return fmt::format("{} min", minutes);
  return fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

}  // namespace detente::cli
