// Rung 6 for up to 64 deals at a time: is there a path on which every step's mover looks ahead to
// the deal?
//
// Definition: docs/methods/readiness.md, rung 6.
// Cost: a few sweeps over outcomes and movers per 64 deals.
#ifndef DETENTE_ANALYSIS_READINESS_FORESIGHT_H_
#define DETENTE_ANALYSIS_READINESS_FORESIGHT_H_

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/readiness/ladder.h"
#include "analysis/readiness/sanctions.h"
#include "space/spread.h"

namespace detente {

class Foresight {
 public:
  explicit Foresight(const Sanctions& sanctions, Budget& budget);

  // Bit k: a path leads to deals[k]. Requires: at most 64 deals, each unbroken at its own outcome.
  std::uint64_t reachable(std::span<const Deal> deals, bool weak);

 private:
  void prepare(std::span<const Deal> deals, bool weak);
  std::uint64_t allowed(const std::vector<int>& members, Outcome z) const;
  std::uint64_t not_broken(Outcome z, std::uint64_t which);
  std::uint64_t diverted(std::size_t mover, Outcome z, std::uint64_t suspects);
  void prepare_diversions(std::size_t mover, std::uint32_t block);
  bool sweep(std::size_t mover);

  // An outcome with the deals that it spoils.
  struct Diversion {
    Outcome outcome;
    std::int32_t first;    // its rank for the first member
    std::uint64_t spoils;  // not empty
    std::uint64_t so_far;  // of this and all that the first member likes better in the block
  };
  // For one mover: in each block the outcomes that spoil a deal, best for its first member first.
  struct Diversions {
    bool plain = false;  // one member, no one-way issue, no order constraint: a prefix decides
    const BlockOrder* order = nullptr;
    std::vector<char> ready;  // [block]: is the list below worked out for these deals?
    std::vector<std::vector<Diversion>> in;  // [block]
  };

  const Sanctions& sanctions_;
  const World& world_;
  Budget& budget_;
  std::vector<std::vector<int>> members_;  // [mover]
  std::vector<Spread> spreads_;            // [mover]
  bool weak_ = false;
  std::vector<std::vector<std::uint64_t>> above_;     // [party][rank]: deals ranked above it
  std::vector<std::vector<std::uint64_t>> at_least_;  // [party][rank]: ranked at least so
  std::vector<std::uint64_t> above_start_,
      at_least_start_;                  // [party]: deals better than its no-deal
  std::vector<std::uint64_t> harmful_;  // [mover]: deals whose signatories it can harm
  std::vector<std::uint64_t> signs_, signs_and_accepts_;  // [party]: deals it is a signatory of
  std::vector<std::uint64_t> inside_;          // [mover]: deals that a member of it signs
  std::vector<Diversions> diversions_;         // [mover]
  std::vector<std::uint64_t> reached_, dead_;  // [outcome]
  std::uint64_t open_ = 0;                     // deals not yet reached
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_FORESIGHT_H_
