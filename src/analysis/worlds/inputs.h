// Every number of a dispute that is uncertain, and how one world draws them all.
//
// Definition: docs/methods/worlds.md. Inputs are, in this order: factors with a range or a
//   distribution; weights likewise; for each ratifier with `respondents` n one input per segment
//   and one for the rest, whose shares are Dirichlet with parameters n * share + 1/2 (a poll of n,
//   and Jeffreys' prior). A factor that the case (or the command line) sets is no input of that
//   case.
// Shapes: a world is one number in (0, 1) per input.
// Deviates: shares are rounded to billionths one by one.
// Checked by: run_test.cc, distribution_test.cc, copula_test.cc.
#ifndef DETENTE_ANALYSIS_WORLDS_INPUTS_H_
#define DETENTE_ANALYSIS_WORLDS_INPUTS_H_

#include <span>
#include <string>
#include <vector>

#include "space/scenario.h"

namespace detente {

struct Input {
  enum class Kind { kFactor, kWeight, kShare } kind = Kind::kFactor;
  int index = -1;           // factor, statement, ratifier
  std::size_t segment = 0;  // kShare; the number of segments: those who approve nothing
  std::string id;           // of the factor or statement; "ratifier.1" for a share
};

std::vector<Input> inputs_of(const Dispute& dispute);
// The number of the file.
double base_of(const Dispute& dispute, const Input& input);
// Factors whose value is given in this case.
std::vector<char> given_factors(const Dispute& dispute, int case_index, const Changes& changes);

// What the inputs are in the world with these shares. `given`: factors to leave alone.
Changes changes_of_world(const Dispute& dispute, std::span<const Input> inputs,
                         std::span<const double> shares, std::span<const char> given);
// The number that an input takes there, as a person reads it.
double value_of(const Input& input, const Changes& changes, double base);

enum class Sampling { kRandom, kSobol };
// World number `world` of a stream: one number per input. Neither the thread nor the worlds drawn
// before matter. Sobol points are shifted by a random digital shift that the seed and the replicate
// give; a replicate has at most 2^31 worlds.
class Sampler {
 public:
  static constexpr std::size_t kMostSobol = 3667;
  Sampler(Sampling sampling, std::size_t inputs, std::uint64_t seed, int replicate);
  // Requires: `out` has one place per input. Worlds in order are cheapest.
  void draw(std::uint64_t world, std::span<double> out);

 private:
  Sampling sampling_;
  std::size_t inputs_;
  std::uint64_t seed_;
  int replicate_;
  std::vector<std::uint64_t> shift_;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_WORLDS_INPUTS_H_
