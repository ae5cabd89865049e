// A set of outcomes, one bit each, 64 to a word. Bits past size() are always 0.
#ifndef DETENTE_SPACE_BITSET_H_
#define DETENTE_SPACE_BITSET_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace detente {

class Bitset {
 public:
  Bitset() = default;
  explicit Bitset(std::size_t size, bool value = false)
      : size_(size), words_((size + 63) / 64, value ? ~std::uint64_t{0} : 0) {
    trim();
  }

  std::size_t size() const { return size_; }
  std::size_t word_count() const { return words_.size(); }
  std::uint64_t word(std::size_t w) const { return words_[w]; }
  std::uint64_t& word(std::size_t w) { return words_[w]; }

  bool test(std::size_t i) const { return (words_[i / 64] >> (i % 64) & 1U) != 0; }
  void set(std::size_t i) { words_[i / 64] |= std::uint64_t{1} << (i % 64); }
  void reset(std::size_t i) { words_[i / 64] &= ~(std::uint64_t{1} << (i % 64)); }

  // Sets the bits [from, to).
  void set_range(std::size_t from, std::size_t to) {
    if (from >= to) return;
    const std::size_t first = from / 64, last = (to - 1) / 64;
    for (std::size_t w = first; w <= last; ++w) {
      std::uint64_t mask = ~std::uint64_t{0};
      if (w == first) mask &= ~std::uint64_t{0} << (from % 64);
      if (w == last) mask &= ~std::uint64_t{0} >> (63 - (to - 1) % 64);
      words_[w] |= mask;
    }
  }

  Bitset& operator&=(const Bitset& other) {
    return combine(other, [](auto a, auto b) { return a & b; });
  }
  Bitset& operator|=(const Bitset& other) {
    return combine(other, [](auto a, auto b) { return a | b; });
  }
  Bitset& operator^=(const Bitset& other) {
    return combine(other, [](auto a, auto b) { return a ^ b; });
  }
  Bitset& subtract(const Bitset& other) {
    return combine(other, [](auto a, auto b) { return a & ~b; });
  }
  Bitset& flip() {
    for (auto& word : words_) word = ~word;
    trim();
    return *this;
  }

  bool any() const {
    for (const auto word : words_) {
      if (word != 0) return true;
    }
    return false;
  }
  bool none() const { return !any(); }
  std::size_t count() const {
    std::size_t total = 0;
    for (const auto word : words_) total += static_cast<std::size_t>(std::popcount(word));
    return total;
  }
  bool intersects(const Bitset& other) const {
    for (std::size_t w = 0; w < words_.size(); ++w) {
      if ((words_[w] & other.words_[w]) != 0) return true;
    }
    return false;
  }

  // Calls f(index) for every member, in order.
  template <class F>
  void for_each(F f) const {
    for (std::size_t w = 0; w < words_.size(); ++w) {
      for (std::uint64_t rest = words_[w]; rest != 0; rest &= rest - 1) {
        f(w * 64 + static_cast<std::size_t>(std::countr_zero(rest)));
      }
    }
  }
  std::vector<std::uint32_t> members() const {
    std::vector<std::uint32_t> out;
    out.reserve(count());
    for_each([&](std::size_t i) { out.push_back(static_cast<std::uint32_t>(i)); });
    return out;
  }

  friend bool operator==(const Bitset&, const Bitset&) = default;

 private:
  template <class F>
  Bitset& combine(const Bitset& other, F f) {
    for (std::size_t w = 0; w < words_.size(); ++w) words_[w] = f(words_[w], other.words_[w]);
    return *this;
  }
  void trim() {
    if (size_ % 64 != 0) words_.back() &= ~std::uint64_t{0} >> (64 - size_ % 64);
  }

  std::size_t size_ = 0;
  std::vector<std::uint64_t> words_;
};

inline Bitset operator&(Bitset a, const Bitset& b) { return a &= b; }
inline Bitset operator|(Bitset a, const Bitset& b) { return a |= b; }
inline Bitset operator~(Bitset a) { return a.flip(); }

}  // namespace detente

#endif  // DETENTE_SPACE_BITSET_H_
