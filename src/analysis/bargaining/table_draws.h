// Outcomes of the table drawn at random, where they are too many to list.
//
// Definition: a combination of the options that pass the filters of their issues, each with the
//   same chance; whether it is on the table is asked afterwards. Of a sum over issues every draw
//   is.
// Checked by: zone_sample_test.cc, drawn_ranks_test.cc against listing.
#ifndef DETENTE_ANALYSIS_BARGAINING_TABLE_DRAWS_H_
#define DETENTE_ANALYSIS_BARGAINING_TABLE_DRAWS_H_

#include <vector>

#include "analysis/bargaining/additive_form.h"
#include "base/random.h"

namespace detente {

class TableDraws {
 public:
  // `table`: the table as a sum over issues, if it is one; it must outlive this.
  TableDraws(const Dispute& dispute, const Scenario& scenario, const Conditions& conditions,
             const AdditiveForm* table);

  bool any() const { return any_; }  // else some issue has no option left
  std::vector<int> draw(Random& random) const;

 private:
  const AdditiveForm* table_;
  std::vector<int> start_;
  std::vector<std::vector<int>> options_;
  bool any_ = true;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_TABLE_DRAWS_H_
