#include "analysis/bargaining/bench.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "analysis/bargaining/frontier_explicit.h"
#include "analysis/bargaining/sum_frontier.h"
#include "analysis/bargaining/sum_solutions.h"
#include "base/check.h"

namespace detente {
namespace {

using Clock = std::function<double()>;

struct Benches {
  const int threads;
  const Clock& clock;
  std::vector<BargainingBench> all;

  void sums(const std::string& name, std::size_t parties, std::size_t issues, DrawnValues values,
            int runs) {
    all.push_back({name, [parties, issues, values, runs, name, clock = clock] {
                     const AdditiveForm form = drawn_sums(parties, issues, 5, values, 1);
                     BargainingBenchRow row;
                     row.name = name;
                     row.outcomes = form.outcomes();
                     row.parties = static_cast<int>(parties);
                     row.seconds = std::numeric_limits<double>::max();
                     for (int run = 0; run < runs; ++run) time_sums(form, clock, row);
                     return row;
                   }});
  }
  // The frontier with its counts written out.
  static void time_sums(const AdditiveForm& form, const Clock& clock, BargainingBenchRow& row) {
    Budget budget;
    const double start = clock();
    const auto found =
        SumFrontier::make(form, false, budget, SumFrontier::kMostPoints, SumFrontier::kThinPoints);
    DETENTE_CHECK(found.has_value(), "the work is within the budget");
    std::size_t digits = 0;
    for (std::size_t k = 0; k < found->points().size(); ++k) digits += found->count(k).size();
    row.seconds = std::min(row.seconds, clock() - start);
    DETENTE_CHECK(digits >= found->points().size(), "every point has a count");
    row.points = found->points().size();
    if (found->exact()) return;
    row.status = "within_gap";
    row.gap =
        static_cast<double>(*std::max_element(found->gap().begin(), found->gap().end())) * 1e-9;
  }

  void listed(const std::string& name, std::size_t parties, DrawnOutcomes values) {
    all.push_back({name, [parties, values, name, threads = threads, clock = clock] {
                     constexpr std::size_t kOutcomes = 10'000'000;
                     const auto utilities = drawn_outcomes(parties, kOutcomes, values, 1);
                     BargainingBenchRow row;
                     row.name = name;
                     row.outcomes = std::to_string(kOutcomes);
                     row.parties = static_cast<int>(parties);
                     row.threads = threads;
                     row.seconds = std::numeric_limits<double>::max();
                     double sort = row.seconds;
                     for (int run = 0; run < 3; ++run) {
                       sort = std::min(sort, time_sort(utilities.front(), clock));
                       time_listed(utilities, clock, row);
                     }
                     row.ratio_to_sort = row.seconds / std::max(1e-9, sort);
                     return row;
                   }});
  }
  // One solution of 50 issues with 5 options each, without the frontier. No-deal is 0 for all.
  void solution(const std::string& name, std::size_t parties, const std::string& id,
                std::uint64_t seed, std::uint64_t work) {
    all.push_back({name, [=, clock = clock] {
                     const AdditiveForm form =
                         drawn_sums(parties, 50, 5, DrawnValues::kIndependent, seed);
                     const std::vector<Decimal> ones(parties, Decimal::from_units(Decimal::kOne));
                     Budget budget(work);
                     SumSolver solver(form, ones, ones, 1, budget);
                     BargainingBenchRow row;
                     row.name = name;
                     row.outcomes = form.outcomes();
                     row.parties = static_cast<int>(parties);
                     const double start = clock();
                     const SumSolution found = solver.solve(id);
                     row.seconds = clock() - start;
                     row.points = found.points.size();
                     row.status = found.exact ? "exact" : "within_gap";
                     row.gap = found.gap;
                     return row;
                   }});
  }
  static double time_sort(std::vector<std::int64_t> utility, const Clock& clock) {
    const double start = clock();
    std::sort(utility.begin(), utility.end());
    const double seconds = clock() - start;
    DETENTE_CHECK(utility.front() <= utility.back(), "sorted");
    return seconds;
  }
  static void time_listed(const std::vector<std::vector<std::int64_t>>& utilities,
                          const Clock& clock, BargainingBenchRow& row) {
    std::vector<const std::int64_t*> columns;
    columns.reserve(utilities.size());
    for (const auto& one : utilities) columns.push_back(one.data());
    const Bitset all(utilities.front().size(), true);
    const double start = clock();
    const ExplicitFrontier found = explicit_frontier(columns, all, row.threads);
    row.seconds = std::min(row.seconds, clock() - start);
    row.points = found.size();
  }
};

}  // namespace

std::vector<BargainingBench> bargaining_benches(int threads, const Clock& clock) {
  Benches out{threads, clock, {}};
  using Values = DrawnValues;
  out.sums("50 issues x 5, 2 parties, independent", 2, 50, Values::kIndependent, 9);
  out.sums("50 issues x 5, 2 parties, opposed", 2, 50, Values::kOpposed, 9);
  out.sums("50 issues x 5, 3 parties, 100 points each", 3, 50, Values::kPoints, 9);
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    for (const std::string id : {"nash", "kalai_smorodinsky", "egalitarian"})
      out.solution(fmt::format("50 issues x 5, 6 parties, {}, seed {}", id, seed), 6, id, seed,
                   Budget::kDefaultWork);
  }
  constexpr std::uint64_t kSomeWork = 100'000'000;  // branches
  out.solution("50 issues x 5, 8 parties, kalai_smorodinsky, stopped", 8, "kalai_smorodinsky", 1,
               kSomeWork);
  out.sums("15 issues x 5, 3 parties, independent", 3, 15, Values::kIndependent, 3);
  out.sums("20 issues x 5, 3 parties, independent", 3, 20, Values::kIndependent, 3);
  out.sums("11 issues x 5, 2 parties, zero-sum", 2, 11, Values::kZeroSum, 1);
  out.sums("50 issues x 5, 2 parties, zero-sum", 2, 50, Values::kZeroSum, 1);
  for (const std::size_t parties : {2U, 3U, 4U}) {
    const std::string name = fmt::format("10^7 outcomes, {} parties", parties);
    out.listed(name + ", independent", parties, DrawnOutcomes::kIndependent);
    out.listed(name + ", alike", parties, DrawnOutcomes::kAlike);
    out.listed(name + ", tied", parties, DrawnOutcomes::kTied);
    out.listed(name + ", opposed", parties, DrawnOutcomes::kOpposed);
    if (parties == 4) continue;  // all are efficient: minutes
    out.listed(name + ", zero-sum", parties, DrawnOutcomes::kZeroSum);
  }
  return std::move(out.all);
}

}  // namespace detente
