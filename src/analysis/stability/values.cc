#include "analysis/stability/values.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace detente {
namespace {

// Along a one-way issue: the best over the options from here on.
template <class Best>
void spread_forward(Values& values, const Place& place, Best best) {
  const std::size_t stride = place.stride, period = stride * place.radix;
  for (std::size_t start = 0; start < values.size(); start += period) {
    for (std::size_t o = place.radix - 1; o-- > 0;) {
      std::int32_t* const to = values.data() + start + o * stride;
      const std::int32_t* const from = to + stride;
      for (std::size_t k = 0; k < stride; ++k) to[k] = best(to[k], from[k]);
    }
  }
}

// Along any other: the best over all options, in pieces that stay near the processor.
template <class Best>
void spread_over(Values& values, const Place& place, Best best) {
  constexpr std::size_t kPiece = 1024;
  const std::size_t stride = place.stride, period = stride * place.radix;
  for (std::size_t start = 0; start < values.size(); start += period) {
    if (stride == 1) {
      std::int32_t* const row = values.data() + start;
      const std::int32_t found = std::accumulate(row + 1, row + period, *row, best);
      std::fill(row, row + period, found);
      continue;
    }
    for (std::size_t piece = 0; piece < stride; piece += kPiece) {
      const std::size_t some = std::min(kPiece, stride - piece);
      std::int32_t* const to = values.data() + start + piece;
      for (std::size_t o = 1; o < place.radix; ++o) {
        const std::int32_t* const from = to + o * stride;
        for (std::size_t k = 0; k < some; ++k) to[k] = best(to[k], from[k]);
      }
      for (std::size_t o = 1; o < place.radix; ++o) std::copy(to, to + some, to + o * stride);
    }
  }
}

// Neighbouring issues that go both ways are one with all combinations of their options.
std::vector<Place> merged(std::span<const Place> places) {
  std::vector<Place> out;
  for (const Place& place : places) {
    if (!out.empty() && !out.back().one_way && !place.one_way &&
        out.back().stride == place.stride * place.radix) {
      out.back() = {place.stride, out.back().radix * place.radix, false};
    } else {
      out.push_back(place);
    }
  }
  return out;
}

template <class Best>
void spread(Values& values, std::span<const Place> places, Best best) {
  for (const Place& place : merged(places)) {
    if (place.one_way) {
      spread_forward(values, place, best);
    } else {
      spread_over(values, place, best);
    }
  }
}

}  // namespace

Values best_by_own_moves(const Space& space, std::size_t mover, Values values) {
  if (space.transitive()) {
    const auto larger = [](std::int32_t a, std::int32_t b) { return std::max(a, b); };
    spread(values, space.movers()[mover].places, larger);
    return values;
  }
  Values best = values;
  space.feasible().for_each([&](std::size_t s) {
    space.each_move(mover, static_cast<Outcome>(s),
                    [&](Outcome t) { best[s] = std::max(best[s], values[t]); });
  });
  return best;
}

void spread_minimum(Values& values, std::span<const Place> places) {
  spread(values, places, [](std::int32_t a, std::int32_t b) { return std::min(a, b); });
}

Ascending::Ascending(const Values& values, const Bitset& feasible) : values_(values) {
  for (const std::int32_t value : values) most_ = std::max(most_, value);
  const auto bits = static_cast<int>(std::bit_width(static_cast<std::uint32_t>(most_)));
  shift_ = bits > 12 ? static_cast<std::uint32_t>(bits - 12) : 0;
  counts_.assign((static_cast<std::uint32_t>(most_) >> shift_) + 1, 0);
  feasible.for_each(
      [&](std::size_t s) { ++counts_[static_cast<std::uint32_t>(values[s]) >> shift_]; });
}

const std::vector<Outcome>& Ascending::next(const Bitset& open) {
  constexpr int kFills = 2;  // then all that is left
  constexpr std::uint32_t kSome = 4096;
  batch_.clear();
  const std::int32_t low = static_cast<std::int32_t>(bucket_ << shift_);
  if (bucket_ == counts_.size()) return batch_;
  if (++fills_ > kFills) {
    bucket_ = static_cast<std::uint32_t>(counts_.size());
  } else {
    for (std::uint32_t count = 0; bucket_ < counts_.size() && count < kSome;)
      count += counts_[bucket_++];
  }
  const std::int64_t high = std::int64_t{bucket_} << shift_;
  open.for_each([&](std::size_t s) {
    if (values_[s] >= low && values_[s] < high) batch_.push_back(static_cast<Outcome>(s));
  });
  if (batch_.empty()) return bucket_ == counts_.size() ? batch_ : next(open);
  sort(low, std::min<std::int64_t>(high, most_ + std::int64_t{1}));
  return batch_;
}

// By value, then by number. Ranks are dense, so that counting them takes less than comparing.
void Ascending::sort(std::int64_t low, std::int64_t high) {
  const auto range = static_cast<std::size_t>(high - low);
  if (range > 2 * batch_.size()) {
    std::sort(batch_.begin(), batch_.end(), [this](Outcome a, Outcome b) {
      return values_[a] != values_[b] ? values_[a] < values_[b] : a < b;
    });
    return;
  }
  std::vector<std::uint32_t> first(range + 1, 0);  // [value - low]: where its outcomes begin
  const auto place = [&](Outcome s) { return static_cast<std::size_t>(values_[s] - low); };
  for (const Outcome s : batch_) ++first[place(s) + 1];
  for (std::size_t k = 1; k < first.size(); ++k) first[k] += first[k - 1];
  sorted_.resize(batch_.size());
  for (const Outcome s : batch_) sorted_[first[place(s)]++] = s;
  batch_.swap(sorted_);
}

}  // namespace detente
