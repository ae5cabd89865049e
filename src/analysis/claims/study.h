// Worlds and verdicts of a dispute's cases under one modification, worked out when first asked
// for.
#ifndef DETENTE_ANALYSIS_CLAIMS_STUDY_H_
#define DETENTE_ANALYSIS_CLAIMS_STUDY_H_

#include <map>
#include <memory>
#include <vector>

#include "analysis/claims/query.h"
#include "analysis/readiness/answer.h"
#include "space/world.h"

namespace detente {

class Study {
 public:
  // `changes` apply to every case.
  Study(const Dispute& dispute, Changes changes, int threads, std::uint64_t most_outcomes,
        Budget& budget)
      : dispute_(dispute),
        changes_(std::move(changes)),
        threads_(threads),
        most_outcomes_(most_outcomes),
        budget_(budget) {}

  // Numbers of a sampled world: they give way to what a case or the changes set.
  void draw(Changes world) { drawn_ = std::move(world); }

  // Does the query hold in this case? Where it cannot be asked it does not, whatever it says.
  bool holds(const Query& query, int case_index) {
    return can_be_asked(query, case_index) && answer(query, case_index);
  }
  // Can the worlds be made of all cases that it looks at?
  bool can_be_asked(const Query& query, int case_index);
  // Thresholds that some query had to look for; null if none did.
  const std::vector<Threshold>* thresholds_found(int factor, int case_index);
  // Why a case's world cannot be made; empty if it can.
  Errors problem(int case_index);

 private:
  bool answer(const Query& query, int case_index);
  Changes changes_of(int case_index) const;
  const World* world(int case_index);
  Verdict verdict(int case_index);
  Verdict verdict_of(const World& world);
  bool accepts(const Query& query, const World& world) const;
  bool prefers(const Query& query, const World& world) const;
  bool breaks(const Query& query, const World& world);
  bool stopped_by(const Query& query);
  bool lifts(const Query& query);
  bool threshold(const Query& query);

  const Dispute& dispute_;
  Changes changes_, drawn_;
  int threads_;
  std::uint64_t most_outcomes_;
  Budget& budget_;
  struct Known {
    std::optional<World> world;
    Errors errors;
    std::optional<Verdict> verdict;
    std::optional<std::vector<Stopper>> stoppers;
    std::map<int, std::vector<Threshold>> thresholds;
    std::map<std::pair<std::vector<int>, PartySet>, Verdict> removed;
    std::map<std::string, bool> breaks;
  };
  Known& known(int case_index);
  std::map<int, Known> known_;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_CLAIMS_STUDY_H_
