#include "analysis/readiness/flood.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace detente {
namespace {

constexpr std::int32_t kGone = std::numeric_limits<std::int32_t>::max();

}  // namespace

std::vector<int> members_of(PartySet group) {
  std::vector<int> members;
  for (PartySet rest = group; rest != 0; rest &= rest - 1) members.push_back(std::countr_zero(rest));
  return members;
}

Predecessors make_predecessors(const World& world, const Mover& mover, const std::vector<PartyOrder>& orders) {
  Predecessors out;
  out.mover = &mover;
  out.members = members_of(mover.members);
  const PartyOrder& first = orders[static_cast<std::size_t>(out.members[0])];

  // by block, keeping the first member's order
  std::vector<std::uint32_t> start(mover.base.size() + 1, 0);
  for (const Outcome s : first.worst_first) ++start[mover.block[s] + 1];
  for (std::size_t b = 1; b < start.size(); ++b) start[b] += start[b - 1];
  out.outcome.resize(first.worst_first.size());
  std::vector<std::uint32_t> next(start.begin(), start.end() - 1);
  for (const Outcome s : first.worst_first) out.outcome[next[mover.block[s]]++] = s;

  const bool one_range = mover.forward.empty() && !world.ordered();
  const auto alike = [&](Outcome a, Outcome b) {
    return (mover.forward.empty() || mover.forward[mover.slot[a]] == mover.forward[mover.slot[b]]) &&
           world.shut_out(a) == world.shut_out(b);
  };
  const auto before = [&](Outcome a, Outcome b) {
    if (!mover.forward.empty() && mover.forward[mover.slot[a]] != mover.forward[mover.slot[b]]) {
      return mover.forward[mover.slot[a]] < mover.forward[mover.slot[b]];
    }
    return world.shut_out(a) < world.shut_out(b);
  };
  for (std::size_t b = 0; b + 1 < start.size(); ++b) {
    out.block_start.push_back(static_cast<std::uint32_t>(out.ranges.size()));
    const auto from = out.outcome.begin() + start[b], to = out.outcome.begin() + start[b + 1];
    if (!one_range) std::stable_sort(from, to, before);
    for (auto low = from; low != to;) {
      auto high = to;
      if (!one_range) high = std::find_if(low, to, [&](Outcome s) { return !alike(*low, s); });
      Predecessors::Range range;
      range.first = static_cast<std::uint32_t>(low - out.outcome.begin());
      range.last = static_cast<std::uint32_t>(high - out.outcome.begin());
      range.width = std::bit_ceil(range.last - range.first);
      range.slot = mover.slot[*low];
      range.shut_out = world.shut_out(*low);
      if (out.members.size() > 1) {
        range.tree = static_cast<std::uint32_t>(out.minima.size());
        out.minima.resize(out.minima.size() + 2 * std::size_t{range.width}, kGone);
        std::int32_t* const tree = out.minima.data() + range.tree;
        const auto& second = orders[static_cast<std::size_t>(out.members[1])].rank;
        for (std::uint32_t k = range.first; k < range.last; ++k) tree[range.width + k - range.first] = second[out.outcome[k]];
        for (std::uint32_t n = range.width - 1; n > 0; --n) tree[n] = std::min(tree[2 * n], tree[2 * n + 1]);
      }
      out.ranges.push_back(range);
      low = high;
    }
  }
  out.block_start.push_back(static_cast<std::uint32_t>(out.ranges.size()));
  return out;
}

Flood::Flood(const World& world, const std::vector<PartyOrder>& orders, const std::vector<Predecessors>& all,
             PartySet without)
    : world_(world), orders_(orders), label_(world.size(), -1) {
  for (const Predecessors& of : all) {
    if (of.mover == nullptr || (of.mover->members & without) != 0) continue;
    State state{&of, {}, of.minima, {}, {}};
    state.live.resize(of.ranges.size());
    for (std::uint32_t r = 0; r < of.ranges.size(); ++r) state.live[r] = r;
    for (std::size_t b = 0; b + 1 < of.block_start.size(); ++b) {
      state.live_count.push_back(of.block_start[b + 1] - of.block_start[b]);
    }
    if (of.members.size() == 1) {
      for (const auto& range : of.ranges) state.cursor.push_back(range.first);
    }
    states_.push_back(std::move(state));
  }
}

void Flood::label(Outcome z, std::int32_t value) {
  if (label_[z] >= 0) return;
  label_[z] = value;
  stack_.push_back(z);
}

void Flood::seed(Outcome s, std::int32_t value) {
  if (label_[s] >= 0) return;
  label(s, value);
  while (!stack_.empty()) {
    const Outcome x = stack_.back();
    stack_.pop_back();
    for (State& state : states_) pull(state, x, value);
  }
}

// Labels the outcomes from which this mover improves to x.
void Flood::pull(State& state, Outcome x, std::int32_t value) {
  const Predecessors& of = *state.of;
  const Mover& mover = *of.mover;
  const std::uint32_t block = mover.block[x];
  const std::uint32_t begin = of.block_start[block];
  const std::uint32_t entered = world_.entered(x);
  const std::int32_t limit = orders_[static_cast<std::size_t>(of.members[0])].rank[x];
  for (std::uint32_t k = 0; k < state.live_count[block];) {
    ++work_;
    const std::uint32_t r = state.live[begin + k];
    const Predecessors::Range& range = of.ranges[r];
    bool exhausted = false;
    if (mover.goes_forward(range.slot, mover.slot[x]) && (range.shut_out & entered) == 0) {
      if (state.minima.empty()) {
        exhausted = pull_prefix(state, r, limit, value);
      } else {
        const auto& first = orders_[static_cast<std::size_t>(of.members[0])].rank;
        const auto from = of.outcome.begin() + range.first, to = of.outcome.begin() + range.last;
        const auto prefix = std::partition_point(from, to, [&](Outcome z) { return first[z] < limit; }) - from;
        if (prefix > 0) pull_tree(state, range, 1, 0, range.width, static_cast<std::uint32_t>(prefix), x, value);
        exhausted = state.minima[range.tree + 1] == kGone;
      }
    }
    if (exhausted) {
      state.live[begin + k] = state.live[begin + --state.live_count[block]];
    } else {
      ++k;
    }
  }
}

bool Flood::pull_prefix(State& state, std::uint32_t r, std::int32_t limit, std::int32_t value) {
  const Predecessors& of = *state.of;
  const auto& first = orders_[static_cast<std::size_t>(of.members[0])].rank;
  std::uint32_t& at = state.cursor[r];
  const std::uint32_t end = of.ranges[r].last;
  while (at < end && first[of.outcome[at]] < limit) {
    label(of.outcome[at++], value);
    ++work_;
  }
  return at == end;
}

void Flood::pull_tree(State& state, const Predecessors::Range& range, std::uint32_t node, std::uint32_t low,
                      std::uint32_t width, std::uint32_t prefix, Outcome x, std::int32_t value) {
  const Predecessors& of = *state.of;
  std::int32_t* const tree = state.minima.data() + range.tree;
  const auto& second = orders_[static_cast<std::size_t>(of.members[1])].rank;
  if (low >= prefix || tree[node] >= second[x]) return;
  ++work_;
  if (width == 1) {
    const Outcome z = of.outcome[range.first + low];
    for (std::size_t k = 2; k < of.members.size(); ++k) {
      const auto& rank = orders_[static_cast<std::size_t>(of.members[k])].rank;
      if (label_[z] < 0 && rank[z] >= rank[x]) return;
    }
    tree[node] = kGone;
    label(z, value);
    return;
  }
  pull_tree(state, range, 2 * node, low, width / 2, prefix, x, value);
  pull_tree(state, range, 2 * node + 1, low + width / 2, width / 2, prefix, x, value);
  tree[node] = std::min(tree[2 * node], tree[2 * node + 1]);
}

}  // namespace detente
