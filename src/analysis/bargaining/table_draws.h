// Outcomes of the table drawn at random, and what one issue may be changed to in them.
//
// Answers: how is an outcome drawn where none can be listed, and how the other issues alone?
// Definition: a combination of the options that pass the filters of their issues, uniform and
//   independent; with the table as a sum over issues, of the packages of issues tied together: then
//   every combination is on the table.
// Shapes: option per issue of the dispute.
// Cost: one random number per issue.
// Checked by: zone_sample_test.cc, linkage_sample_test.cc.
#ifndef DETENTE_ANALYSIS_BARGAINING_TABLE_DRAWS_H_
#define DETENTE_ANALYSIS_BARGAINING_TABLE_DRAWS_H_

#include <functional>
#include <vector>

#include "analysis/bargaining/additive_form.h"
#include "base/limits.h"
#include "base/random.h"

namespace detente {

// What one issue can be in a combination, the others being drawn: alone, or with those it is tied
// to.
struct IssueChoices {
  std::vector<int> issues;                 // of the dispute: the issue, or its bundle
  std::vector<std::vector<int>> packages;  // [place][issue of these]: option
  // Places that differ in the issue alone. Each group stands for one package of the others.
  std::vector<std::vector<std::size_t>> groups;
  std::vector<std::size_t> frozen;  // places with the issue at the status quo
};

class TableDraws {
 public:
  // `table`: the table as a sum over issues, or null. What is given must outlive it.
  TableDraws(const Dispute& dispute, const Scenario& scenario, const Conditions& conditions,
             const AdditiveForm* table);

  bool any() const { return any_; }  // false: nothing is on the table
  void draw(Random& random, std::vector<int>& outcome) const;
  // Issues that a combination can have elsewhere than at the status quo, ascending.
  std::vector<int> changeable() const;
  IssueChoices choices(int issue) const;
  // Without a sum: the options of each issue that pass.
  const std::vector<std::vector<int>>& options() const { return options_; }

 private:
  IssueChoices alone(int issue, const std::vector<int>& options) const;

  const AdditiveForm* table_;
  std::vector<int> status_quo_;
  std::vector<std::vector<int>> options_;  // without a sum: of each issue
  bool any_ = true;
};

// The draws are made in so many tasks, each with a stream of random numbers of its own: what comes
// out does not depend on the number of threads.
constexpr std::uint64_t kDrawTasks = 40;
struct DrawsAsked {
  std::uint64_t seed = 1;
  std::uint64_t wanted = 10'000, most_tried = 1'000'000;
  int threads = 1;
};
// Draws until as many outcomes as are wanted were taken, or as many tried as may be; returns how
// many were tried. `take`: keeps an outcome and says so, or says that it is none of those wanted.
// It is called for different tasks at once.
std::uint64_t draw_until(
    const TableDraws& draws, const DrawsAsked& asked, const Budget& budget,
    const std::function<bool(std::size_t task, const std::vector<int>& outcome)>& take);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_TABLE_DRAWS_H_
