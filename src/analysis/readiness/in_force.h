// The formulas and weights that a world rests on, and which factors they see.
#ifndef DETENTE_ANALYSIS_READINESS_IN_FORCE_H_
#define DETENTE_ANALYSIS_READINESS_IN_FORCE_H_

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "space/world.h"

namespace detente {

// Truth formulas: the compromise, and those of everything that is switched on, conditions included.
std::vector<const Formula*> formulas_in_force(const World& world);
// Weights of statements that are switched on, where they are expressions.
std::vector<const Formula*> weights_in_force(const World& world);
// Does one of them move with the factors, or may it?
bool weights_move(const World& world, std::span<const int> factors);
// Factors with some room in their domain that any of these mentions, in the order of the file.
std::vector<int> factors_in_force(const World& world);

// The factors (one bit per entry of `factors`) below a node of arithmetic, if it is linear in each
// of them while the others are held; else nothing.
std::optional<std::uint32_t> multilinear(const Formula& formula, int node,
                                         std::span<const int> factors);

// A comparison that sees a factor, somewhere in a formula.
struct Comparison {
  const Formula* formula = nullptr;
  int node = -1;
};
std::vector<Comparison> comparisons_in_force(const World& world, std::span<const int> factors);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_IN_FORCE_H_
