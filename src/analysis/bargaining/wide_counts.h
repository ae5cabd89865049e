// Counts of ways that may outgrow a machine word, all of one width, side by side.
#ifndef DETENTE_ANALYSIS_BARGAINING_WIDE_COUNTS_H_
#define DETENTE_ANALYSIS_BARGAINING_WIDE_COUNTS_H_

#include <cstdint>
#include <string>
#include <vector>

namespace detente {

class WideCounts {
 public:
  // All 0. Each count has room for 64 * words bits.
  WideCounts(std::size_t size, std::size_t words) : words_(words), digits_(size * words, 0) {}

  std::size_t words() const { return words_; }
  void set_one(std::size_t k) { digits_[k * words_] = 1; }
  // Requires that the sum fits, and that `from` is no wider.
  void add(std::size_t k, const WideCounts& from, std::size_t other) {
    std::uint64_t carry = 0;
    for (std::size_t w = 0; w < words_; ++w) {
      const std::uint64_t more = w < from.words_ ? from.digits_[other * from.words_ + w] : 0;
      std::uint64_t& digit = digits_[k * words_ + w];
      const std::uint64_t sum = digit + more;
      const std::uint64_t next = (sum < digit ? 1U : 0U) + (sum + carry < sum ? 1U : 0U);
      digit = sum + carry;
      carry = next;
    }
  }
  // Decimal digits.
  std::string text(std::size_t k) const {
    constexpr std::uint64_t kBase = 1'000'000'000;
    std::vector<std::uint64_t> left(
        digits_.begin() + static_cast<std::ptrdiff_t>(k * words_),
        digits_.begin() + static_cast<std::ptrdiff_t>((k + 1) * words_));
    while (!left.empty() && left.back() == 0) left.pop_back();
    if (left.size() <= 1) return std::to_string(left.empty() ? 0 : left.front());
    std::string out;
    while (!left.empty()) {  // divide by 10^9, half a word at a time
      std::uint64_t rest = 0;
      for (std::size_t w = left.size(); w-- > 0;) {
        const std::uint64_t high = (rest << 32U) | (left[w] >> 32U);
        const std::uint64_t low = ((high % kBase) << 32U) | (left[w] & 0xFFFFFFFFU);
        left[w] = (high / kBase << 32U) | (low / kBase);
        rest = low % kBase;
      }
      while (!left.empty() && left.back() == 0) left.pop_back();
      const std::string part = std::to_string(rest);
      out.insert(0, left.empty() ? part : std::string(9 - part.size(), '0') + part);
    }
    return out;
  }

 private:
  std::size_t words_;
  std::vector<std::uint64_t> digits_;  // [count][word], least significant first
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_WIDE_COUNTS_H_
