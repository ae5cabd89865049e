// What tests of sums share: small sums drawn at random, and all their deals.
#ifndef DETENTE_ANALYSIS_BARGAINING_SUMS_TESTING_H_
#define DETENTE_ANALYSIS_BARGAINING_SUMS_TESTING_H_

#include <algorithm>
#include <cstdint>
#include <vector>

#include "analysis/bargaining/additive_form.h"
#include "analysis/bargaining/plain_solutions.h"
#include "base/random.h"

namespace detente::sums_testing {

struct DrawnSum {
  std::size_t parties = 3, issues = 4, options = 3;
  std::uint64_t values = 5;  // 0 to one less
  std::int64_t floor = 0;    // of all
};
// Every issue has 2 to `options` options.
inline AdditiveForm drawn_sum(const DrawnSum& asked, Random& random) {
  AdditiveForm out;
  for (std::size_t i = 0; i < asked.issues; ++i) {
    out.issues.push_back(static_cast<int>(i));
    out.options.emplace_back(2 + random.below(asked.options - 1));
    for (std::size_t o = 0; o < out.options[i].size(); ++o) out.options[i][o] = static_cast<int>(o);
    out.rest.push_back(0);
  }
  for (std::size_t p = 0; p < asked.parties; ++p) {
    out.value.emplace_back();
    for (std::size_t i = 0; i < asked.issues; ++i) {
      out.value[p].emplace_back();
      for (std::size_t o = 0; o < out.options[i].size(); ++o)
        out.value[p][i].push_back(static_cast<std::int64_t>(random.below(asked.values)));
    }
    out.no_deal.push_back(asked.floor);
    out.floor.push_back(asked.floor);
  }
  return out;
}

// The utilities of every outcome that reaches all floors, ties as often as they are.
inline std::vector<Point> listed_deals(const AdditiveForm& form) {
  std::vector<Point> out;
  std::vector<std::size_t> at(form.options.size(), 0);
  for (;;) {
    Point utility(form.value.size(), 0);
    for (std::size_t p = 0; p < utility.size(); ++p) {
      for (std::size_t i = 0; i < at.size(); ++i) utility[p] += form.value[p][i][at[i]];
    }
    if (std::equal(utility.begin(), utility.end(), form.floor.begin(),
                   [](std::int64_t u, std::int64_t floor) { return u >= floor; }))
      out.push_back(utility);
    std::size_t i = 0;
    while (i < at.size() && ++at[i] == form.options[i].size()) at[i++] = 0;
    if (i == at.size()) return out;
  }
}

}  // namespace detente::sums_testing

#endif  // DETENTE_ANALYSIS_BARGAINING_SUMS_TESTING_H_
