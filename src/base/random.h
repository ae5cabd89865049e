// Random numbers that are the same everywhere: a stream is (seed, task number), nothing else.
#ifndef DETENTE_BASE_RANDOM_H_
#define DETENTE_BASE_RANDOM_H_

#include <cstdint>

namespace detente {

// SplitMix64 (Steele, Lea & Flood 2014).
class Random {
 public:
  Random(std::uint64_t seed, std::uint64_t task)
      : state_(mix(seed + 0x9E3779B97F4A7C15ULL) ^ mix(task * 0xBF58476D1CE4E5B9ULL + 1)) {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    return mix(state_);
  }
  // Uniform in [0, n). Requires n > 0.
  std::uint64_t below(std::uint64_t n) {
    const std::uint64_t least = (0 - n) % n;  // reject the uneven part
    std::uint64_t drawn = next();
    while (drawn < least) drawn = next();
    return drawn % n;
  }
  // Uniform in [0, 1).
  double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

 private:
  static std::uint64_t mix(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  std::uint64_t state_;
};

}  // namespace detente

#endif  // DETENTE_BASE_RANDOM_H_
