// Outcomes of a sum over issues, drawn issue by issue with more chance for what gives more.
//
// Answers: how are deals drawn of which a uniform draw would never meet one?
// Definition: under the tilt t, an option of an issue has a probability proportional to
//   exp(sum over parties t_p v_p); outcomes are drawn issue by issue. L(t) is the logarithm of the
//   mean of exp(t u) over all outcomes, so the uniform distribution has the density
//   exp(L(t) - t u) over it: it depends on the utilities alone.
// Source: Siegmund 1976.
// Shapes and units: tilts, aims and means [party] in parts of each party's range; utilities in
//   billionths.
// Cost: a tilt takes kSweeps * parties * kHalvings looks at every option.
// Checked by: drawn_ranks_test.cc.
#ifndef DETENTE_ANALYSIS_BARGAINING_TILTED_SUMS_H_
#define DETENTE_ANALYSIS_BARGAINING_TILTED_SUMS_H_

#include <vector>

#include "analysis/bargaining/additive_form.h"
#include "analysis/bargaining/plain_solutions.h"
#include "base/random.h"

namespace detente {

class TiltedSums {
 public:
  explicit TiltedSums(const AdditiveForm& form);  // it must outlive this

  std::size_t parties() const { return unit_.size(); }
  const std::vector<double>& floors() const { return floors_; }
  const std::vector<double>& most() const { return most_; }
  bool is_deal(const Point& utility) const;

  std::vector<double> mean(const std::vector<double>& tilt) const;
  double log_mean(const std::vector<double>& tilt) const;  // L
  // The least tilt under which every mean is at least the aim, or as near as kMostTilt lets it
  // come.
  std::vector<double> tilt_to(const std::vector<double>& aim) const;

  class Draws {
   public:
    void draw(Random& random, Point& utility) const;

   private:
    friend class TiltedSums;
    const AdditiveForm* form_ = nullptr;
    std::vector<std::vector<double>> below_;  // [issue][option]: chance of this one or one before
  };
  Draws draws(const std::vector<double>& tilt) const;

  // Equal parts of several tilts.
  class Mixture {
   public:
    // Of the uniform distribution over the mixture's.
    double weight(const Point& utility) const;

   private:
    friend class TiltedSums;
    const TiltedSums* sums_ = nullptr;
    std::vector<std::vector<double>> tilts_;
    std::vector<double> log_mean_;
  };
  Mixture mixture(std::vector<std::vector<double>> tilts) const;

 private:
  double scaled(std::size_t party, std::int64_t utility) const {
    return static_cast<double>(utility - zero_[party]) / unit_[party];
  }
  // [option]: chance under a tilt; the logarithm of the mean of exp(t v).
  std::vector<double> chances(std::size_t issue, const std::vector<double>& tilt,
                              double& log_mean) const;

  const AdditiveForm& form_;
  std::vector<std::int64_t> zero_;          // [party]: the least sum
  std::vector<double> unit_;                // [party]: its range, at least 1
  std::vector<std::vector<double>> value_;  // [issue][option * parties + party], scaled
  std::vector<double> floors_, most_;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_TILTED_SUMS_H_
