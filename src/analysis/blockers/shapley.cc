#include "analysis/blockers/shapley.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include "base/check.h"
#include "base/parallel.h"
#include "base/random.h"

namespace detente {
namespace {

using WorthOf = std::function<Worth(const std::vector<char>& joined)>;

class Game {
 public:
  Game(std::size_t players, const WorthOf& worth, const ShapleyOptions& options,
       const Budget& budget)
      : players_(players), worth_(worth), options_(options), budget_(budget) {
    for (auto& shares : result_.shares) shares.resize(players);
  }

  ShapleyResult run() {
    result_.exact = players_ <= options_.exact_up_to;
    if (result_.exact) {
      all_sets();
    } else {
      sample();
    }
    if (result_.stopped != StopReason::kDone) {
      for (auto& shares : result_.shares) shares.clear();
    }
    return std::move(result_);
  }

 private:
  static constexpr std::size_t kRound = 256;  // worths between two questions to the budget

  bool stop() {
    if (budget_.cancelled()) {
      result_.stopped = StopReason::kCancelled;
    } else if (budget_.exhausted()) {
      result_.stopped = StopReason::kWorkLimit;
    }
    return result_.stopped != StopReason::kDone;
  }

  void all_sets() {
    DETENTE_CHECK(players_ <= 20, "n! and every sum of worths fit");
    const std::size_t sets = std::size_t{1} << players_;
    std::vector<Worth> worth(sets);
    for (std::size_t first = 0; first < sets; first += kRound) {
      const std::size_t some = std::min(kRound, sets - first);
      parallel_for(some, options_.threads, [&](std::size_t k) {
        std::vector<char> joined(players_);
        for (std::size_t i = 0; i < players_; ++i) joined[i] = (first + k) >> i & 1U;
        worth[first + k] = worth_(joined);
      });
      result_.worths += some;
      if (stop()) return;
    }
    result_.none = worth.front();
    result_.all = worth.back();
    for (std::size_t g = 0; g < kGames; ++g) add_up(worth, g);
  }
  void add_up(const std::vector<Worth>& worth, std::size_t game) {
    std::vector<Int128> factorial(players_ + 1, 1);
    for (std::size_t k = 1; k <= players_; ++k)
      factorial[k] = factorial[k - 1] * static_cast<Int128>(k);
    for (std::size_t i = 0; i < players_; ++i) {
      Int128 sum = 0;
      for (std::size_t set = 0; set < worth.size(); ++set) {
        if ((set >> i & 1U) != 0) continue;
        const auto size = static_cast<std::size_t>(std::popcount(set));
        const std::int64_t adds = worth[set | (std::size_t{1} << i)][game] - worth[set][game];
        sum += factorial[size] * factorial[players_ - size - 1] * adds;
      }
      ShapleyShare& share = result_.shares[game][i];
      share.exact = Fraction::of(sum, factorial[players_]);
      share.value = share.exact.to_double();
    }
  }

  // What each player adds in one order, for every game.
  using Adds = std::array<std::vector<std::int64_t>, kGames>;
  Adds along(const std::vector<std::size_t>& order) const {
    Adds adds;
    for (auto& row : adds) row.resize(players_);
    std::vector<char> joined(players_, 0);
    Worth before = result_.none;
    for (std::size_t k = 0; k < players_; ++k) {
      joined[order[k]] = 1;
      const Worth after = k + 1 == players_ ? result_.all : worth_(joined);
      for (std::size_t g = 0; g < kGames; ++g) adds[g][order[k]] = after[g] - before[g];
      before = after;
    }
    return adds;
  }
  void sample() {
    DETENTE_CHECK(options_.pairs >= 2, "an error needs two samples");
    result_.none = worth_(std::vector<char>(players_, 0));
    result_.all = worth_(std::vector<char>(players_, 1));
    result_.worths = 2;
    std::vector<Adds> twice(options_.pairs);  // both orders of a pair added up
    constexpr std::size_t kPairs = 8;
    for (std::size_t first = 0; first < twice.size(); first += kPairs) {
      const std::size_t some = std::min(kPairs, twice.size() - first);
      parallel_for(some, options_.threads,
                   [&](std::size_t k) { twice[first + k] = pair(first + k); });
      result_.worths += some * 2 * (players_ - 1);
      if (stop()) return;
    }
    result_.pairs = options_.pairs;
    for (std::size_t g = 0; g < kGames; ++g) average(twice, g);
  }
  Adds pair(std::size_t number) const {
    Random random(options_.seed, number);
    std::vector<std::size_t> order(players_);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t k = players_; k > 1; --k) std::swap(order[k - 1], order[random.below(k)]);
    Adds sum = along(order);
    std::reverse(order.begin(), order.end());
    const Adds other = along(order);
    for (std::size_t g = 0; g < kGames; ++g) {
      for (std::size_t i = 0; i < players_; ++i) sum[g][i] += other[g][i];
    }
    return sum;
  }
  void average(const std::vector<Adds>& twice, std::size_t game) {
    const auto count = static_cast<double>(twice.size());
    for (std::size_t i = 0; i < players_; ++i) {
      std::int64_t sum = 0;
      for (const Adds& adds : twice) sum += adds[game][i];
      const double mean = static_cast<double>(sum) / count;
      double squares = 0;
      for (const Adds& adds : twice) {
        const double off = static_cast<double>(adds[game][i]) - mean;
        squares += off * off;
      }
      result_.shares[game][i].value = mean / 2;
      result_.shares[game][i].error = std::sqrt(squares / (count - 1) / count) / 2;
    }
  }

  std::size_t players_;
  const WorthOf& worth_;
  const ShapleyOptions& options_;
  const Budget& budget_;
  ShapleyResult result_;
};

}  // namespace

ShapleyResult shapley(std::size_t players, const WorthOf& worth, const ShapleyOptions& options,
                      const Budget& budget) {
  return Game(players, worth, options, budget).run();
}

}  // namespace detente
