// The efficient mixtures of two bargainers as chains of edges.
//
// Definition: mixture_chains.h. One chain per efficient choice of the indivisible issues; all have
//   the same edges, in order of slope, and start elsewhere.
// Shapes and units: doubles in the parties' own units.
// Cost: the frontier of the indivisible issues, and a hull per divisible one.
// Checked by: mixtures_test.cc, mixture_search_test.cc.
#ifndef DETENTE_ANALYSIS_BARGAINING_CHAIN_SET_H_
#define DETENTE_ANALYSIS_BARGAINING_CHAIN_SET_H_

#include <algorithm>
#include <array>
#include <vector>

#include "analysis/bargaining/mixtures.h"

namespace detente {

using ChainPair = std::array<double, 2>;

struct ChainEdge {
  std::size_t issue;
  int from, to;  // places of options
  double a, b;   // change: a <= 0 <= b
};
// A place on a chain: all edges before `edge` are done, and `part` of it.
struct ChainSpot {
  std::size_t chain = 0, edge = 0;
  double part = 0;
  ChainPair at{0, 0};
};

class ChainSet {
 public:
  explicit ChainSet(const MixtureProblem& problem) : problem_(problem), form_(problem.form) {}

  // False if there is no chain of some issue, or too many chains of all.
  bool prepare(Budget& budget);

  // Calls f(from, to) for the part of every edge (or lone point) that is at least `least`.
  template <class F>
  void each_segment(const ChainPair& least, F f) const {
    for (std::size_t c = 0; c < chains_.size(); ++c) {
      ChainPair at = chains_[c];
      if (edges_.empty() && at[0] >= least[0] && at[1] >= least[1]) {
        const ChainSpot lone{c, 0, 0, at};
        f(lone, lone);
      }
      for (std::size_t e = 0; e < edges_.size(); ++e) {
        const ChainEdge& edge = edges_[e];
        double from = 0, to = 1;
        if (at[1] < least[1]) from = (least[1] - at[1]) / edge.b;
        if (at[0] + edge.a < least[0]) to = edge.a < 0 ? (least[0] - at[0]) / edge.a : -1;
        if (from <= to && from <= 1 && to >= 0)
          f(spot(c, e, at, from), spot(c, e, at, std::min(to, 1.0)));
        at = {at[0] + edge.a, at[1] + edge.b};
      }
    }
  }
  MixedPoint mixed(const ChainSpot& spot) const;

 private:
  bool add_hull(std::size_t i);
  ChainSpot spot(std::size_t c, std::size_t e, const ChainPair& at, double part) const {
    return {c, e, part, {at[0] + part * edges_[e].a, at[1] + part * edges_[e].b}};
  }

  const MixtureProblem& problem_;
  const AdditiveForm& form_;
  std::vector<ChainEdge> edges_;
  std::vector<int> start_option_;
  std::vector<std::size_t> indivisible_;
  std::vector<ChainPair> chains_;          // where each starts
  std::vector<std::vector<int>> choices_;  // [chain][indivisible]: option of the dispute
  ChainPair base_{0, 0};
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_CHAIN_SET_H_
