#include "space/order.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <numeric>

namespace detente {
namespace {

struct Keyed {
  std::uint64_t key;
  Outcome outcome;
};

// Least significant digit first, 11 bits at a time; digits on which all keys agree are skipped.
void radix_sort(std::vector<Keyed>& items, std::uint64_t largest) {
  constexpr int kBits = 11;
  constexpr std::size_t kBuckets = std::size_t{1} << kBits;
  std::vector<Keyed> other(items.size());
  for (int shift = 0; shift < static_cast<int>(std::bit_width(largest)); shift += kBits) {
    std::array<std::uint32_t, kBuckets + 1> start{};
    const auto digit = [shift](const Keyed& item) { return (item.key >> shift) & (kBuckets - 1); };
    for (const Keyed& item : items) ++start[digit(item) + 1];
    if (start[digit(items.front()) + 1] == items.size()) continue;
    for (std::size_t b = 1; b <= kBuckets; ++b) start[b] += start[b - 1];
    for (const Keyed& item : items) other[start[digit(item)]++] = item;
    items.swap(other);
  }
}

// All keys are often multiples of something large (whole weights in billionths): divide it out.
// Below 2^50 a product with the reciprocal finds the quotient, and the check that it does.
void divide_out_common_step(std::vector<Keyed>& items, std::uint64_t& largest) {
  if (largest >> 50U != 0) return;
  std::uint64_t step = 0;
  double inverse = 0;
  const auto quotient = [&](std::uint64_t key) {
    const auto below = static_cast<std::uint64_t>(static_cast<double>(key) * inverse);
    return below * step == key ? below : below + 1;
  };
  for (const Keyed& item : items) {
    if (item.key == 0 || (step != 0 && quotient(item.key) * step == item.key)) continue;
    step = std::gcd(step, item.key);
    if (step == 1) return;
    inverse = 1.0 / static_cast<double>(step);
  }
  if (step == 0) return;
  for (Keyed& item : items) item.key = quotient(item.key);
  largest = quotient(largest);
}

// Keys that lie close together: which of them occur, as a bit set, gives the ranks at once.
PartyOrder counted_order(std::span<const std::int64_t> key, const Bitset& feasible,
                         std::int64_t low, std::uint64_t largest) {
  const auto above_low = [&](std::size_t s) {
    return static_cast<std::uint64_t>(key[s]) - static_cast<std::uint64_t>(low);
  };
  // 64 keys: which of them occur, and how many lower ones do; together, as both are asked for
  struct Keys {
    std::uint64_t occur = 0;
    std::uint64_t before = 0;
  };
  std::vector<Keys> keys(largest / 64 + 1);
  feasible.for_each([&](std::size_t s) {
    const std::uint64_t at = above_low(s);
    keys[at / 64].occur |= std::uint64_t{1} << (at % 64);
  });
  for (std::size_t w = 1; w < keys.size(); ++w)
    keys[w].before = keys[w - 1].before + static_cast<unsigned>(std::popcount(keys[w - 1].occur));
  PartyOrder order;
  order.ranks = static_cast<std::int32_t>(keys.back().before) + std::popcount(keys.back().occur);
  order.rank.assign(key.size(), -1);
  const bool strict = static_cast<std::size_t>(order.ranks) == feasible.count();
  order.worst_first.resize(feasible.count());
  std::vector<std::uint32_t> start(strict ? 0 : static_cast<std::size_t>(order.ranks) + 1, 0);
  feasible.for_each([&](std::size_t s) {
    const std::uint64_t at = above_low(s);
    const Keys& near = keys[at / 64];
    const std::uint64_t lower = near.occur & ((std::uint64_t{1} << (at % 64)) - 1);
    order.rank[s] = static_cast<std::int32_t>(near.before) + std::popcount(lower);
    if (!strict) ++start[static_cast<std::size_t>(order.rank[s]) + 1];
  });
  if (strict) {
    constexpr std::size_t kAhead = 24;  // ranks come in no order of memory
    for (std::size_t s = 0; s < key.size(); ++s) {
      if (s + kAhead < key.size() && order.rank[s + kAhead] >= 0)
        __builtin_prefetch(&order.worst_first[static_cast<std::size_t>(order.rank[s + kAhead])], 1);
      if (order.rank[s] >= 0)
        order.worst_first[static_cast<std::size_t>(order.rank[s])] = static_cast<Outcome>(s);
    }
    return order;
  }
  for (std::size_t r = 1; r < start.size(); ++r) start[r] += start[r - 1];
  feasible.for_each([&](std::size_t s) {
    order.worst_first[start[static_cast<std::size_t>(order.rank[s])]++] = static_cast<Outcome>(s);
  });
  return order;
}

}  // namespace

PartyOrder order_of(std::span<const std::int64_t> key, const Bitset& feasible) {
  std::int64_t low = std::numeric_limits<std::int64_t>::max();
  std::int64_t high = std::numeric_limits<std::int64_t>::min();
  feasible.for_each([&](std::size_t s) {
    low = std::min(low, key[s]);
    high = std::max(high, key[s]);
  });
  std::uint64_t largest = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
  if (largest / 4 < key.size()) return counted_order(key, feasible, low, largest);

  PartyOrder order;
  order.rank.assign(key.size(), -1);
  std::vector<Keyed> items;
  items.reserve(feasible.count());
  feasible.for_each([&](std::size_t s) {
    items.push_back({static_cast<std::uint64_t>(key[s]) - static_cast<std::uint64_t>(low),
                     static_cast<Outcome>(s)});
  });
  if (std::bit_width(largest) > 22) divide_out_common_step(items, largest);
  radix_sort(items, largest);
  order.worst_first.reserve(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0 && items[i].key != items[i - 1].key) ++order.ranks;
    order.rank[items[i].outcome] = order.ranks;
    order.worst_first.push_back(items[i].outcome);
  }
  ++order.ranks;
  return order;
}

BlockOrder block_order_of(const PartyOrder& order, const Mover& mover,
                          std::span<const std::int64_t> key) {
  BlockOrder out;
  out.start.assign(mover.base.size() + 1, 0);
  for (const Outcome y : order.worst_first) ++out.start[mover.block[y] + 1];
  for (std::size_t b = 1; b < out.start.size(); ++b) out.start[b] += out.start[b - 1];
  out.outcome.resize(order.worst_first.size());
  std::vector<std::uint32_t> next(out.start.begin(), out.start.end() - 1);
  for (auto it = order.worst_first.rbegin(); it != order.worst_first.rend(); ++it) {
    out.outcome[next[mover.block[*it]]++] = *it;
  }
  out.key.reserve(out.outcome.size());
  for (const Outcome x : out.outcome) out.key.push_back(key[x]);
  return out;
}

BlockKeys block_keys_of(const BlockOrder& order, std::span<const std::int64_t> key) {
  BlockKeys out;
  const std::size_t places = order.outcome.size();
  out.key.resize(places);
  out.most.reserve(places / BlockKeys::kStride + 1);
  for (std::size_t at = 0; at < places; at += BlockKeys::kStride) {
    std::int64_t most = std::numeric_limits<std::int64_t>::min();
    for (std::size_t k = at; k < std::min(places, at + BlockKeys::kStride); ++k) {
      out.key[k] = key[order.outcome[k]];
      most = std::max(most, out.key[k]);
    }
    out.most.push_back(most);
  }
  return out;
}

}  // namespace detente
