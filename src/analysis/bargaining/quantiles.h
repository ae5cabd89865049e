// Cuts a range of numbers into parts that hold about as many of a sample each.
#ifndef DETENTE_ANALYSIS_BARGAINING_QUANTILES_H_
#define DETENTE_ANALYSIS_BARGAINING_QUANTILES_H_

#include <algorithm>
#include <cstddef>
#include <vector>

namespace detente {

template <class Number>
class Quantiles {
 public:
  Quantiles(std::vector<Number> sample, std::size_t parts) {
    std::sort(sample.begin(), sample.end());
    for (std::size_t k = 1; k < parts && !sample.empty(); ++k)
      cuts_.push_back(sample[k * sample.size() / parts]);
    cuts_.erase(std::unique(cuts_.begin(), cuts_.end()), cuts_.end());
  }
  std::size_t parts() const { return cuts_.size() + 1; }
  // How many cuts are not above x: larger numbers never get a lower part.
  std::size_t part(Number x) const {
    std::size_t from = 0, count = cuts_.size();
    while (count > 0) {
      const std::size_t half = count / 2;
      const bool right = cuts_[from + half] <= x;
      from = right ? from + half + 1 : from;
      count = right ? count - half - 1 : half;
    }
    return from;
  }

 private:
  std::vector<Number> cuts_;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_QUANTILES_H_
