// Makes inputs that are drawn independently go together as the file says.
//
// Definition: a Gaussian copula. The shares u of a group of correlated inputs become normal scores
//   z = Phi^-1(u), the scores w = L z with L times its transpose the matrix of correlations, and
//   the shares Phi(w): each is again uniform on (0, 1), so that what an input takes alone stays the
//   same. Their rank correlation (Spearman) is 6 / pi * asin(r / 2).
// Source: Nelsen 2006, An Introduction to Copulas, section 2.3 (Sklar's theorem); Cario & Nelson
//   1997 (normal to anything); Kruskal 1958 (Spearman's rho of normal scores).
// Deviates: nothing. An input that hangs on no input before it keeps its share to the bit.
// Shapes: one share per input; groups in the order of their first inputs.
// Cost: one normal quantile and one probability per correlated input, and the square of a group.
// Checked by: copula_test.cc (marginals, rank correlations, hand-worked decomposition);
// tests/worlds.
#ifndef DETENTE_ANALYSIS_WORLDS_COPULA_H_
#define DETENTE_ANALYSIS_WORLDS_COPULA_H_

#include <span>
#include <vector>

#include "analysis/worlds/inputs.h"

namespace detente {

// Inputs, every one in exactly one group; groups in the order of their first inputs.
using InputGroups = std::vector<std::vector<std::size_t>>;

class Copula {
 public:
  Copula(const Dispute& dispute, std::span<const Input> inputs);

  // Independent groups of inputs: most have one.
  const InputGroups& groups() const { return groups_; }
  // The place of the group that has this input.
  std::size_t group_of(std::size_t input) const;
  // Independent shares in (0, 1) become shares in (0, 1) that go together.
  void apply(std::span<double> shares) const;

 private:
  struct Tie {
    std::vector<std::size_t> inputs;
    std::vector<double> lower;  // L
  };
  std::vector<Tie> ties_;
  InputGroups groups_;
};

double spearman_of(double correlation);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_WORLDS_COPULA_H_
