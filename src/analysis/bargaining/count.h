// A number of outcomes that may outgrow a machine word, or may not be known.
#ifndef DETENTE_ANALYSIS_BARGAINING_COUNT_H_
#define DETENTE_ANALYSIS_BARGAINING_COUNT_H_

#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>

namespace detente {

class Count {
 public:
  Count() = default;                                            // not known
  Count(std::size_t count) : digits_(std::to_string(count)) {}  // NOLINT: counts are counts
  static Count of_digits(std::string decimal) {
    Count out;
    out.digits_ = std::move(decimal);
    return out;
  }

  bool known() const { return !digits_.empty(); }
  bool is_zero() const { return digits_ == "0"; }
  const std::string& digits() const { return digits_; }  // empty if not known
  // For people: "-" if not known.
  std::string text() const { return known() ? digits_ : "-"; }
  double to_double() const { return std::strtod(digits_.c_str(), nullptr); }

  // What is not known is least.
  friend bool operator<(const Count& a, const Count& b) {
    return a.digits_.size() != b.digits_.size() ? a.digits_.size() < b.digits_.size()
                                                : a.digits_ < b.digits_;
  }
  friend bool operator==(const Count& a, const Count& b) { return a.digits_ == b.digits_; }

 private:
  std::string digits_;
};

// a - b, which must not be below 0; not known if one of them is not.
Count less(const Count& a, const Count& b);
// a - b in decimal digits, with a minus sign if need be; empty if one of them is not known.
std::string difference(const Count& a, const Count& b);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_COUNT_H_
