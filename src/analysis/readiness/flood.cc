#include "analysis/readiness/flood.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <map>

#include "base/check.h"

namespace detente {
namespace {

constexpr std::int32_t kGone = std::numeric_limits<std::int32_t>::max();

// Classes of sources (one-way options, constraints that shut out) and of targets (one-way options,
// constraints fulfilled), numbered in order of their keys.
struct Classes {
  std::vector<std::uint32_t> source;  // [outcome]
  std::vector<std::pair<std::uint64_t, std::uint32_t>> source_keys, target_keys;
};

Classes classify(const World& world, const Mover& mover, Predecessors& out) {
  Classes classes;
  std::map<std::pair<std::uint64_t, std::uint32_t>, std::uint32_t> sources, targets;
  const auto forward = [&](Outcome s) {
    return mover.forward.empty() ? 0 : mover.forward[mover.slot[s]];
  };
  world.feasible().for_each([&](std::size_t s) {
    const auto at = static_cast<Outcome>(s);
    sources.try_emplace({forward(at), world.shut_out(at)});
    targets.try_emplace({forward(at), world.entered(at)});
  });
  for (auto& [key, number] : sources) {
    number = static_cast<std::uint32_t>(classes.source_keys.size());
    classes.source_keys.push_back(key);
  }
  for (auto& [key, number] : targets) {
    number = static_cast<std::uint32_t>(classes.target_keys.size());
    classes.target_keys.push_back(key);
  }
  classes.source.assign(world.size(), 0);
  out.target_class.assign(world.size(), 0);
  world.feasible().for_each([&](std::size_t s) {
    const auto at = static_cast<Outcome>(s);
    classes.source[s] = sources.find({forward(at), world.shut_out(at)})->second;
    out.target_class[s] = targets.find({forward(at), world.entered(at)})->second;
  });
  return classes;
}

void relate(const Mover& mover, const Classes& classes, Predecessors& out) {
  out.classes = classes.source_keys.size();
  out.words = (out.classes + 63) / 64;
  out.compatible.assign(classes.target_keys.size() * out.words, 0);
  for (std::size_t t = 0; t < classes.target_keys.size(); ++t) {
    const auto& [forward, entered] = classes.target_keys[t];
    for (std::size_t s = 0; s < out.classes; ++s) {
      const auto& [from, shut] = classes.source_keys[s];
      if ((((forward | mover.spare) - from) & mover.spare) != mover.spare || (shut & entered) != 0)
        continue;
      out.compatible[t * out.words + s / 64] |= std::uint64_t{1} << (s % 64);
    }
  }
}

}  // namespace

std::vector<int> members_of(PartySet group) {
  std::vector<int> members;
  for (PartySet rest = group; rest != 0; rest &= rest - 1)
    members.push_back(std::countr_zero(rest));
  return members;
}

Predecessors make_predecessors(const World& world, const Mover& mover, const PartyOrder& first) {
  DETENTE_CHECK(mover.arcs.empty(), "no floods in graph form");
  Predecessors out;
  out.mover = &mover;
  out.members = members_of(mover.members);
  Classes classes;
  const bool alike = mover.forward.empty() && !world.ordered();
  if (alike) {
    out.compatible = {1};
  } else {
    classes = classify(world, mover, out);
    relate(mover, classes, out);
  }
  // counting sort by (block, class), keeping the first member's order
  const auto cell = [&](Outcome s) {
    return mover.block[s] * out.classes + (alike ? 0 : classes.source[s]);
  };
  std::vector<std::uint32_t> start(mover.base.size() * out.classes + 1, 0);
  for (const Outcome s : first.worst_first) ++start[cell(s) + 1];
  for (std::size_t c = 1; c < start.size(); ++c) start[c] += start[c - 1];
  out.outcome.resize(first.worst_first.size());
  std::vector<std::uint32_t> next(start.begin(), start.end() - 1);
  for (const Outcome s : first.worst_first) out.outcome[next[cell(s)]++] = s;

  out.range_of.assign(mover.base.size() * out.classes, Predecessors::kNoRange);
  out.live.assign(mover.base.size() * out.words, 0);
  for (std::size_t c = 0; c + 1 < start.size(); ++c) {
    if (start[c] == start[c + 1]) continue;
    Predecessors::Range range;
    range.first = start[c];
    range.last = start[c + 1];
    range.width = std::bit_ceil(range.last - range.first);
    if (out.members.size() > 1) {
      range.tree = static_cast<std::uint32_t>(out.minima);
      out.minima += 2 * std::size_t{range.width};
    }
    out.range_of[c] = static_cast<std::uint32_t>(out.ranges.size());
    const std::size_t block = c / out.classes, number = c % out.classes;
    out.live[block * out.words + number / 64] |= std::uint64_t{1} << (number % 64);
    out.ranges.push_back(range);
  }
  return out;
}

Flood::Flood(const World& world, const std::vector<const PartyOrder*>& orders,
             const std::vector<const Predecessors*>& all, PartySet without,
             std::vector<std::int32_t> label, std::size_t open)
    : orders_(orders), label_(std::move(label)), transitive_(!world.ordered()), open_(open) {
  for (const Predecessors* of : all) {
    if (of == nullptr || (of->mover->members & without) != 0) continue;
    State state;
    state.of = of;
    state.first = orders[static_cast<std::size_t>(of->members[0])]->rank.data();
    state.live = of->live;
    const std::size_t cells = of->mover->base.size() * of->target_classes();
    if (of->members.size() == 1) {
      for (const auto& range : of->ranges) state.cursor.push_back(range.first);
      state.highest.assign(cells, -1);
    } else {
      if (of->members.size() == 2) state.staircase.resize(cells);
      state.second = orders[static_cast<std::size_t>(of->members[1])]->rank.data();
      build_trees(state);
    }
    states_.push_back(std::move(state));
  }
}

// Trees of the second member's ranks over the outcomes that are still to be labelled.
void Flood::build_trees(State& state) const {
  const Predecessors& of = *state.of;
  state.minima.assign(of.minima, kGone);
  for (const Predecessors::Range& range : of.ranges) {
    std::int32_t* const tree = state.minima.data() + range.tree;
    for (std::uint32_t k = range.first; k < range.last; ++k) {
      const Outcome z = of.outcome[k];
      if (label_[z] == -1) tree[range.width + k - range.first] = state.second[z];
    }
    for (std::uint32_t n = range.width - 1; n > 0; --n)
      tree[n] = std::min(tree[2 * n], tree[2 * n + 1]);
  }
}

void Flood::label(Outcome z, std::int32_t value) {
  if (label_[z] != -1) return;
  label_[z] = value;
  --open_;
  stack_.push_back({z, pulling_});
}

void Flood::seed(Outcome s, std::int32_t value) {
  if (label_[s] == -1) {
    label_[s] = value;
    --open_;
  }
  stack_.push_back({s, kNoState});
  while (!stack_.empty()) {
    const Waiting x = stack_.back();
    stack_.pop_back();
    for (std::size_t h = 0; h < states_.size() && open_ != 0; ++h) {
      if (transitive_ && x.labelled_by == h) continue;
      pulling_ = h;
      pull(states_[h], x.outcome, value);
    }
  }
}

// Has the mover already pulled from an outcome of the same class that its members rank at least as
// high as x? If not, from now on it has.
bool Flood::nothing_new(State& state, std::size_t cell, Outcome x) {
  const std::int32_t first = state.first[x];
  if (!state.highest.empty()) {
    if (first <= state.highest[cell]) return true;
    state.highest[cell] = first;
    return false;
  }
  if (state.staircase.empty()) return false;
  // in the order of falling `first`, hence of rising `second`
  auto& stairs = state.staircase[cell];
  const std::int32_t second = state.second[x];
  const auto below = std::partition_point(stairs.begin(), stairs.end(),
                                          [&](const RankPair& at) { return at.first >= first; });
  if (below != stairs.begin() && std::prev(below)->second >= second) return true;
  const auto above =
      std::find_if(below, stairs.end(), [&](const RankPair& at) { return at.second > second; });
  const auto at = stairs.erase(below, above);
  stairs.insert(at, {first, second});
  return false;
}

// Labels the outcomes from which this mover improves to x.
void Flood::pull(State& state, Outcome x, std::int32_t value) {
  const Predecessors& of = *state.of;
  const std::uint32_t block = of.mover->block[x];
  const std::size_t target_class = of.target_class_of(x);
  if (nothing_new(state, block * of.target_classes() + target_class, x)) return;
  const std::uint64_t* const compatible = of.compatible.data() + target_class * of.words;
  std::uint64_t* const live = state.live.data() + block * of.words;
  const std::int32_t limit = state.first[x];
  for (std::size_t w = 0; w < of.words; ++w) {
    for (std::uint64_t rest = live[w] & compatible[w]; rest != 0; rest &= rest - 1) {
      ++work_;
      const auto bit = static_cast<std::size_t>(std::countr_zero(rest));
      const std::uint32_t r = of.range_of[block * of.classes + w * 64 + bit];
      bool exhausted = false;
      if (state.minima.empty()) {
        exhausted = pull_prefix(state, r, limit, value);
      } else {
        const Predecessors::Range& range = of.ranges[r];
        if (state.minima[range.tree + 1] < state.second[x] &&
            state.first[of.outcome[range.first]] < limit) {
          const auto from = of.outcome.begin() + range.first, to = of.outcome.begin() + range.last;
          const auto prefix =
              std::partition_point(from, to, [&](Outcome z) { return state.first[z] < limit; }) -
              from;
          pull_tree(state, range, 1, 0, range.width, static_cast<std::uint32_t>(prefix), x, value);
        }
        exhausted = state.minima[range.tree + 1] == kGone;
      }
      if (exhausted) live[w] &= ~(std::uint64_t{1} << bit);
    }
  }
}

bool Flood::pull_prefix(State& state, std::uint32_t r, std::int32_t limit, std::int32_t value) {
  const Predecessors& of = *state.of;
  std::uint32_t& at = state.cursor[r];
  const std::uint32_t end = of.ranges[r].last;
  while (at < end && (state.first[of.outcome[at]] < limit || label_[of.outcome[at]] != -1)) {
    label(of.outcome[at++], value);
    ++work_;
  }
  return at == end;
}

void Flood::pull_tree(State& state, const Predecessors::Range& range, std::uint32_t node,
                      std::uint32_t low, std::uint32_t width, std::uint32_t prefix, Outcome x,
                      std::int32_t value) {
  std::int32_t* const tree = state.minima.data() + range.tree;
  if (low >= prefix || tree[node] >= state.second[x]) return;
  ++work_;
  if (width == 1) {
    const Predecessors& of = *state.of;
    const Outcome z = of.outcome[range.first + low];
    for (std::size_t k = 2; k < of.members.size() && label_[z] == -1; ++k) {
      const auto& rank = orders_[static_cast<std::size_t>(of.members[k])]->rank;
      if (rank[z] >= rank[x]) return;
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
