// Claims held to every world: in how many each holds, and which exclude each other.
//
// Definition: docs/methods/worlds.md (tensions).
// Cost: one look at every claim per world, and the square of those that hold there.
// Checked by: run_test.cc.
#ifndef DETENTE_ANALYSIS_WORLDS_CLAIM_TALLY_H_
#define DETENTE_ANALYSIS_WORLDS_CLAIM_TALLY_H_

#include <cstdint>
#include <vector>

#include "analysis/claims/study.h"
#include "analysis/worlds/run.h"

namespace detente {

class ClaimTally {
 public:
  // Every claim in each of its cases. Errors: queries that cannot be parsed.
  Errors prepare(const Dispute& dispute);
  std::size_t size() const { return rows_.size(); }
  const std::vector<ClaimShare>& rows() const { return rows_; }

  // Which hold in this world: one byte per row. Called from several threads.
  void hold(const Dispute& dispute, Study& study, std::uint8_t* out) const;
  void add(const std::uint8_t* holds);
  std::vector<Tension> tensions(std::uint64_t worlds) const;

 private:
  std::vector<ClaimShare> rows_;
  std::vector<Query> queries_;
  std::vector<std::uint64_t> both_;  // [row * rows + later row]
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_WORLDS_CLAIM_TALLY_H_
