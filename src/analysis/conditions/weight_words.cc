#include "analysis/conditions/weight_words.h"

#include <fmt/format.h>

#include <optional>
#include <vector>

#include "analysis/readiness/words.h"

namespace detente {
namespace {

constexpr double kBeside = 1e-8;  // of a weight: what bisection leaves

// Between two thresholds; an end that is missing is that of all weights of the sign.
struct Stretch {
  std::optional<double> low, high;
};

std::vector<Stretch> stretches(const ConditionsStudy& study, const WeightChange& change) {
  std::vector<Stretch> out;
  const auto& crossings = change.thresholds.crossings;
  for (std::size_t k = 0; k < crossings.size(); ++k) {
    const bool below = study.does_it(crossings[k].below), above = study.does_it(crossings[k].above);
    if (k == 0 && below) out.emplace_back();
    if (below && !above) out.back().high = crossings[k].at;
    if (!below && above) out.push_back({crossings[k].at, std::nullopt});
  }
  // where only the present weight itself does not do, there are two
  const double now = change.now;
  for (std::size_t k = 0; k < out.size(); ++k) {
    const bool amid = (!out[k].low || now - *out[k].low > kBeside) &&
                      (!out[k].high || *out[k].high - now > kBeside);
    if (!amid) continue;
    const Stretch rest{now, out[k].high};
    out[k].high = now;
    out.insert(out.begin() + static_cast<std::ptrdiff_t>(k) + 1, rest);
    break;
  }
  return out;
}

bool begins_there(const Stretch& stretch, const WeightChange& change) {
  const double at = *change.threshold;
  return (stretch.low == at && at >= change.now - kBeside) ||
         (stretch.high == at && at <= change.now + kBeside);
}

}  // namespace

std::string weights_that_do(const ConditionsStudy& study, const WeightChange& change) {
  std::string first = number_in_words(*change.threshold), others;
  bool found = false;
  for (const Stretch& one : stretches(study, change)) {
    const bool two = one.low && one.high;
    const std::string both =
        two ? fmt::format("{} to {}", number_in_words(*one.low), number_in_words(*one.high)) : "";
    if (!found && begins_there(one, change)) {
      found = true;
      if (two) first = both;
    } else if (two) {
      others += ", also " + both;
    } else if (one.low || one.high) {
      others += fmt::format(", also {} {}", one.low ? "above" : "below",
                            number_in_words(one.low ? *one.low : *one.high));
    }
  }
  return first + others;
}

}  // namespace detente
