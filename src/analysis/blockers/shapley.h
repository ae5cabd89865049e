// How an effect that several players bring about together is shared out among them.
//
// Definition: a game gives every set S of players a worth v(S). The Shapley share of a player is
//   what it adds when it joins those before it, on average over all orders of the players:
//   share(i) = sum over S without i of |S|! (n - |S| - 1)! / n! * (v(S + i) - v(S)).
//   The shares add up to v(all) - v(none).
// Source: Shapley 1953; sampling by orders and their reverses: Mitchell, Cooper, Frank & Holmes
// 2022. Deviates: v(none) need not be 0. Shapes: several games over the same players are played at
// once, [game][player]. Cost: exact 2^n worths; sampled 2 * pairs * (n - 1) + 2. Checked by:
// shapley_test.cc (published games, sampled against exact); tests/oracle.
#ifndef DETENTE_ANALYSIS_BLOCKERS_SHAPLEY_H_
#define DETENTE_ANALYSIS_BLOCKERS_SHAPLEY_H_

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include "analysis/bargaining/fraction.h"
#include "base/limits.h"

namespace detente {

constexpr std::size_t kGames = 2;
using Worth = std::array<std::int64_t, kGames>;

struct ShapleyOptions {
  std::size_t exact_up_to = 16;  // players; at most 20
  std::uint64_t pairs = 32;      // of orders, each with its reverse, beyond that; at least 2
  std::uint64_t seed = 1;
  int threads = 1;
};

struct ShapleyShare {
  double value = 0;
  double error = 0;  // standard error; 0 if exact
  Fraction exact;    // if exact
};

struct ShapleyResult {
  bool exact = true;
  std::array<std::vector<ShapleyShare>, kGames> shares;  // [game][player]
  Worth none{}, all{};
  std::uint64_t worths = 0;                // worked out
  std::uint64_t pairs = 0;                 // sampled
  StopReason stopped = StopReason::kDone;  // if not done there are no shares
};

// Calls `worth` for sets of players (joined[i] != 0: i is in it), from several threads.
ShapleyResult shapley(std::size_t players,
                      const std::function<Worth(const std::vector<char>& joined)>& worth,
                      const ShapleyOptions& options, const Budget& budget);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BLOCKERS_SHAPLEY_H_
