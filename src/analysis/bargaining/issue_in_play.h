// One issue tried out in combinations that are drawn for all issues at once.
//
// Answers: is a combination a deal with the issue at the status quo, and is there an option of it
//   that makes the others' a deal?
// Definition: linkage_sample.h.
// Cost: of a combination, the summands that the issue's options appear in, once per option tried.
// Checked by: linkage_sample_test.cc against listing.
#ifndef DETENTE_ANALYSIS_BARGAINING_ISSUE_IN_PLAY_H_
#define DETENTE_ANALYSIS_BARGAINING_ISSUE_IN_PLAY_H_

#include <cstdint>
#include <vector>

#include "analysis/bargaining/linkage.h"
#include "analysis/bargaining/outcome_sums.h"
#include "analysis/bargaining/table_draws.h"
#include "base/random.h"

namespace detente {

// One issue in the combinations that all share.
class IssueInPlay {
 public:
  IssueInPlay(const TableDraws& draws, const OutcomeSums& sums, const IssueEffect& row)
      : sums_(sums),
        choices_(draws.choices(row.issue)),
        summands_(sums.speaking_of(choices_.issues)),
        wants_frozen_(row.frozen_drawn.has_value()),
        wants_packages_(row.packages_drawn.has_value()) {}

  struct Tally {
    DrawnShare frozen, packages;
  };
  bool done(const Tally& tally, std::uint64_t draws) const {
    return (!wants_frozen_ || tally.frozen.drawn >= draws) &&
           (!wants_packages_ || tally.packages.drawn >= draws);
  }
  struct Space {
    OutcomeSums::Sums others, sums;
    std::vector<int> before;
  };
  // `all`: the sums of the combination. Leaves the combination as it is.
  void look(Random& random, std::vector<int>& combination, const OutcomeSums::Sums& all,
            std::uint64_t draws, Tally& tally, Space& space) const {
    if (!sums_.others_on_table(summands_, combination, all)) {  // no option mends that
      if (wants_frozen_ && tally.frozen.drawn < draws) ++tally.frozen.tried;
      if (wants_packages_ && tally.packages.drawn < draws) ++tally.packages.tried;
      return;
    }
    space.others = all;
    sums_.add(summands_, combination, -1, space.others);
    std::vector<int>& before = space.before;
    before.clear();
    for (const int k : choices_.issues) before.push_back(combination[static_cast<std::size_t>(k)]);
    if (wants_frozen_ && tally.frozen.drawn < draws) {
      const std::size_t place = choices_.frozen[pick(random, choices_.frozen.size())];
      count(set(combination, choices_.packages[place], space), tally.frozen);
    }
    if (wants_packages_ && tally.packages.drawn < draws) {
      Seen best;
      for (const std::size_t place : choices_.groups[pick(random, choices_.groups.size())]) {
        const Seen seen = set(combination, choices_.packages[place], space);
        best.table = best.table || seen.table;
        best.deal = best.deal || seen.deal;
        if (best.deal) break;
      }
      count(best, tally.packages);
    }
    put(combination, before);
  }

 private:
  struct Seen {
    bool table = false, deal = false;
  };
  static std::size_t pick(Random& random, std::size_t count) {
    return count > 1 ? static_cast<std::size_t>(random.below(count)) : 0;
  }
  void put(std::vector<int>& combination, const std::vector<int>& package) const {
    for (std::size_t m = 0; m < package.size(); ++m)
      combination[static_cast<std::size_t>(choices_.issues[m])] = package[m];
  }
  Seen set(std::vector<int>& combination, const std::vector<int>& package, Space& space) const {
    put(combination, package);
    space.sums = space.others;
    sums_.add(summands_, combination, 1, space.sums);
    return {OutcomeSums::on_table(space.sums), sums_.is_deal(space.sums)};
  }
  static void count(const Seen& seen, DrawnShare& to) {
    ++to.tried;
    to.drawn += seen.table ? 1 : 0;
    to.hits += seen.deal ? 1 : 0;
  }

  const OutcomeSums& sums_;
  IssueChoices choices_;
  std::vector<std::size_t> summands_;
  bool wants_frozen_, wants_packages_;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_ISSUE_IN_PLAY_H_
