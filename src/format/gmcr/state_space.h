// The feasible states of a GMCR+ file, in the order of their decimal numbers.
//
// Definition: a state is a set of options at Y; bit k of its decimal number is the option with new
//   position k (docs/formats/gmcr.md, "Numbers"). A state that some pattern matches is infeasible.
#ifndef DETENTE_FORMAT_GMCR_STATE_SPACE_H_
#define DETENTE_FORMAT_GMCR_STATE_SPACE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace detente::gmcr {

// The states s with (s & mask) == value.
struct Pattern {
  std::uint64_t mask = 0, value = 0;
};

class StateSpace {
 public:
  // Requires: options < 64.
  StateSpace(int options, std::vector<Pattern> infeasible)
      : options_(options), infeasible_(std::move(infeasible)) {}

  // The first feasible state that is not below `from`. Whole runs of infeasible states are skipped;
  // `steps` counts down and ends the search at 0.
  std::optional<std::uint64_t> next(std::uint64_t from, std::uint64_t& steps) const;
  std::string yn(std::uint64_t state) const;  // "YNN": option 0 first

 private:
  int options_;
  std::vector<Pattern> infeasible_;
};

}  // namespace detente::gmcr

#endif  // DETENTE_FORMAT_GMCR_STATE_SPACE_H_
