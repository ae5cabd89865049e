// Looks at one factor's values: the verdict there, remembered, and proofs of it between two.
//
// Answers: what would the verdict be if this factor were x, the others held?
// Definition: a value at which there is no world (a rule makes the status quo impossible there)
//   has verdict 0.
// Cost: one world and one verdict per value; a proof at most kMostLooked visits per outcome. Spent
//   from the budget; once it has ended nothing that is found may be used: a verdict may have been
//   cut short.
// Checked by: thresholds, which look through it.
#ifndef DETENTE_ANALYSIS_READINESS_LOOKS_H_
#define DETENTE_ANALYSIS_READINESS_LOOKS_H_

#include <cstdint>
#include <map>
#include <optional>

#include "analysis/measure/measure.h"
#include "analysis/readiness/verdict.h"

namespace detente {

class Looks {
 public:
  // All must outlive it.
  Looks(const World& world, int factor, Budget& budget, std::uint64_t& ladders,
        const Measure& measure)
      : world_(world), factor_(factor), budget_(budget), ladders_(ladders), measure_(measure) {}

  bool ended() const { return budget_.exhausted() || budget_.cancelled(); }
  std::optional<World> world_at(double x) const;
  // The verdict at x, remembered.
  Verdict at(double x);
  // The same, worked out anew.
  Verdict again_at(double x);
  const std::map<double, Verdict>& seen() const { return verdicts_; }
  // Is it that verdict everywhere between two values at which it has been looked for? Requires: the
  // same statements hold at both. Never of another measure than the ladder.
  bool certain(double low, double high, Verdict verdict);

 private:
  static constexpr std::uint64_t kMostLooked = 256;  // by a proof, per outcome

  Verdict verdict_of(const World& world, std::optional<ReadyBy>* ready_by = nullptr);
  Verdict measured_at(double x);

  const World& world_;
  int factor_;
  Budget& budget_;
  std::uint64_t& ladders_;
  const Measure& measure_;
  std::map<double, Verdict> verdicts_;
  std::map<double, ReadyBy> ready_by_;  // where it is ready, if something simple shows why
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_LOOKS_H_
