// The cases of a run with the numbers of the file, and what is found in them where the uncertain
// ones are drawn.
//
// Shapes: `shares` are one per input, each the share of its distribution below what is drawn.
// Threads: everything but `prepare` may be called from several at once.
#ifndef DETENTE_ANALYSIS_WORLDS_CASE_BASES_H_
#define DETENTE_ANALYSIS_WORLDS_CASE_BASES_H_

#include <memory>
#include <span>
#include <vector>

#include "analysis/worlds/run.h"

namespace detente {

// Errors: nothing is uncertain, or more than Sobol's points have room for.
Errors check_inputs(const Dispute& dispute, const std::vector<Input>& inputs,
                    const WorldsAsked& asked);

class CaseBases {
 public:
  // All must outlive it.
  CaseBases(const Dispute& dispute, const std::vector<Input>& inputs, const WorldsAsked& asked,
            Budget& budget)
      : dispute_(dispute), inputs_(inputs), asked_(asked), budget_(budget) {}

  // Errors: those of World::make and check_measure.
  Errors prepare(const std::vector<int>& cases);
  // The verdict with the numbers of the file.
  Verdict base(std::size_t c) const { return base_[c]; }
  // Per factor: does the case itself say what it is?
  const std::vector<char>& given(std::size_t c) const { return given_[c]; }
  std::vector<int> options(std::size_t c, Outcome outcome) const {
    return worlds_[c]->layout().options(outcome);
  }
  DealName deal_name() const;

  Changes changes_in(std::size_t c, std::span<const double> shares) const {
    return changes_of_world(dispute_, inputs_, shares, given_[c]);
  }
  // 0 where there is no such world: e.g. a rule makes s0 impossible there.
  Verdict verdict_in(std::size_t c, std::span<const double> shares) const;
  // The same, and the deals that pass.
  Verdict deals_in(std::size_t c, std::span<const double> shares, std::vector<Outcome>& out) const;
  // Is there no such world?
  bool is_impossible(std::size_t c, std::span<const double> shares) const {
    return !worlds_[c]->vary(changes_in(c, shares)).has_value();
  }

 private:
  const Dispute& dispute_;
  const std::vector<Input>& inputs_;
  const WorldsAsked& asked_;
  Budget& budget_;
  std::vector<std::unique_ptr<World>> worlds_;
  std::vector<Verdict> base_;
  std::vector<std::vector<char>> given_;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_WORLDS_CASE_BASES_H_
