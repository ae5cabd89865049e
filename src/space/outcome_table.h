// All outcomes as mixed-radix numbers, and every formula as the bit set of outcomes that satisfy
// it.
//
// Definition: an outcome's index is the number whose digits are its options, the first issue most
//   significant. Issues that cannot change in this scenario (inactive, or nobody left to change
//   them) have no digit; they stand at the status quo. In graph form the one issue always has one.
// Cost: a formula takes O(nodes * outcomes / 64).
#ifndef DETENTE_SPACE_OUTCOME_TABLE_H_
#define DETENTE_SPACE_OUTCOME_TABLE_H_

#include <cstdint>
#include <map>
#include <shared_mutex>
#include <span>
#include <vector>

#include "dispute/dispute.h"
#include "space/bitset.h"
#include "space/scenario.h"

namespace detente {

using Outcome = std::uint32_t;
constexpr std::uint64_t kMostOutcomes = std::uint64_t{1} << 26;  // default of --max-outcomes
constexpr std::uint64_t kMostOutcomesEver = (std::uint64_t{1} << 32) - 2;

// Which issues have a digit, and what a digit is worth.
class Layout {
 public:
  // Errors: kLimit with the count if there are more than `most` outcomes.
  static Result<Layout> make(const Dispute& dispute, const Scenario& scenario, std::uint64_t most);

  std::size_t size() const { return size_; }  // outcomes, feasible or not
  std::span<const int> free_issues() const { return free_; }
  bool is_free(int issue) const { return radix_[static_cast<std::size_t>(issue)] > 1; }
  std::uint32_t stride(int issue) const { return stride_[static_cast<std::size_t>(issue)]; }
  std::uint32_t radix(int issue) const { return radix_[static_cast<std::size_t>(issue)]; }
  int option(Outcome outcome, int issue) const {
    const auto k = static_cast<std::size_t>(issue);
    return radix_[k] == 1 ? fixed_[k] : static_cast<int>(outcome / stride_[k] % radix_[k]);
  }
  std::vector<int> options(Outcome outcome) const;
  // The outcome with these options; -1 if it puts a fixed issue elsewhere.
  std::int64_t index(std::span<const int> options) const;

  friend bool operator==(const Layout&, const Layout&) = default;

 private:
  std::size_t size_ = 1;
  std::vector<int> free_, fixed_;
  std::vector<std::uint32_t> stride_, radix_;  // radix 1: fixed
};

class OutcomeTable {
 public:
  OutcomeTable(const Dispute& dispute, Layout layout, std::vector<double> factors);

  const Dispute& dispute() const { return *dispute_; }
  const Layout& layout() const { return layout_; }
  std::span<const double> factors() const { return factors_; }
  std::size_t size() const { return layout_.size(); }

  // The outcomes that satisfy the formula (feasible or not). Remembered for formulas that live in
  // the dispute (by address); `evaluate` does not remember. Both may be called from several
  // threads.
  const Bitset& satisfying(const Formula& formula);
  Bitset evaluate(const Formula& formula);

 private:
  Bitset node(const Formula& formula, int index);
  Bitset counted(const Formula& formula, const Node& node);
  Bitset compared(const Formula& formula, const Node& node);
  Bitset issue_in(int issue, std::span<const int> options) const;

  const Dispute* dispute_;
  Layout layout_;
  std::vector<double> factors_;
  std::shared_mutex mutex_;  // of known_
  std::map<const Formula*, Bitset> known_;
};

}  // namespace detente

#endif  // DETENTE_SPACE_OUTCOME_TABLE_H_
