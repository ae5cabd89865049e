// What may follow one mover's move, found forwards: the worst that improvements of others lead to.
//
// Definition: R(y) = y and everything reached from y by improvements of movers that share no
//   member with g (docs/methods/readiness.md). worst(i, y) = an outcome of R(y) that party i likes
//   least; losers(y) = the parties that do not accept some outcome of R(y).
// Method: depth-first over improvements from the outcomes asked about, strongly connected
//   components as one (Tarjan 1972); each outcome is worked out once, for all parties.
// Cost: visited outcomes times the moves of others from each. Right where few outcomes are asked
//   about or others have few moves; flood.h is for the rest.
// Threads: not safe; explore_all() first, then const members are.
// Checked by: the oracle in tests/oracle; verdict_test.cc against inquiry.h.
#ifndef DETENTE_ANALYSIS_READINESS_AFTERMATH_H_
#define DETENTE_ANALYSIS_READINESS_AFTERMATH_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "space/world.h"

namespace detente {

class Aftermath {
 public:
  // `mover`: g.
  Aftermath(const World& world, std::size_t mover);

  // The moves of others from one outcome, at most.
  static std::size_t moves_of_others(const World& world, std::size_t mover);

  void explore(Outcome y);
  void explore_all();
  std::uint64_t moves() const { return moves_; }

  // Requires explore(y).
  Outcome worst(int party, Outcome y) const {
    return worst_[y * parties_ + static_cast<std::size_t>(party)];
  }
  PartySet losers(Outcome y) const { return losers_[y]; }

 private:
  struct Other {
    const Mover* mover;
    std::vector<const std::int64_t*> keys;  // of the members
    const BlockOrder* order;                // for large blocks
    std::vector<std::int64_t> second;       // the second member's keys in that order
  };
  struct Frame {
    Outcome outcome;
    std::uint32_t low;
    std::size_t first, next;  // into edges_
  };
  void visit(Outcome y);
  void list_improvements(Outcome y);
  void finish();
  void merge(Outcome into, Outcome from);

  const World& world_;
  std::size_t parties_;
  std::uint64_t moves_ = 0;
  std::vector<Other> others_;
  std::vector<const std::int64_t*> keys_;  // [party]; null: indifferent
  std::unique_ptr<Outcome[]> worst_;       // [outcome * parties + party], where visited
  std::vector<PartySet> losers_;           // [outcome]
  static constexpr std::uint32_t kDone = ~std::uint32_t{0};
  std::vector<std::uint32_t> number_;  // [outcome]: 0 not yet visited, kDone, else the visit
  std::uint32_t visits_ = 0;
  std::vector<Frame> frames_;
  std::vector<Outcome> edges_, component_;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_AFTERMATH_H_
