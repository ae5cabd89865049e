#include "analysis/stability/chains.h"

#include <algorithm>
#include <bit>
#include <map>

namespace detente {
namespace {

// The one-way options of every slot, and which classes of them may go to which.
template <class Slot>
void classify(Chain<Slot>& chain, std::span<const Place> places) {
  std::vector<std::vector<std::uint32_t>> options(chain.blocks.width());
  for (std::uint32_t s = 0; s < options.size(); ++s) {
    std::uint32_t rest = s;
    for (std::size_t k = places.size(); k-- > 0;) {
      if (places[k].one_way) options[s].push_back(rest % places[k].radix);
      rest /= places[k].radix;
    }
  }
  std::map<std::vector<std::uint32_t>, std::uint32_t> numbers;
  for (const auto& key : options) numbers.try_emplace(key, 0);
  std::uint32_t next = 0;
  for (auto& [key, number] : numbers) number = next++;
  chain.classes = numbers.size();
  chain.class_of.resize(options.size());
  std::vector<std::uint32_t> sizes(chain.classes, 0);
  for (std::size_t s = 0; s < options.size(); ++s) {
    chain.class_of[s] = numbers[options[s]];
    ++sizes[chain.class_of[s]];
  }
  chain.class_start.assign(chain.classes + 1, 0);
  for (std::size_t c = 0; c < chain.classes; ++c)
    chain.class_start[c + 1] = chain.class_start[c] + sizes[c] + 1;
  chain.sources.resize(chain.classes);
  for (const auto& [to, t] : numbers) {
    for (const auto& [from, f] : numbers) {
      bool forward = true;
      for (std::size_t k = 0; k < to.size(); ++k) forward = forward && from[k] <= to[k];
      if (forward) chain.sources[t].push_back(f);
    }
  }
}

// The second member's ranks along a group's chain.
template <class Slot>
void plant(const Space& space, PartySet members, Chain<Slot>& chain) {
  for (PartySet rest = members; rest != 0; rest &= rest - 1)
    chain.members.push_back(std::countr_zero(rest));
  const std::span<const std::int32_t> second = space.rank(chain.members[1]);
  const Blocks& blocks = chain.blocks;
  const std::size_t width = blocks.width();
  std::vector<std::uint32_t> sizes = {static_cast<std::uint32_t>(width)};
  if (chain.classes > 1) {
    sizes.clear();
    for (std::size_t c = 0; c < chain.classes; ++c)
      sizes.push_back(chain.class_start[c + 1] - chain.class_start[c] - 1);
  }
  chain.trees = RankTrees(blocks.count(), sizes);
  std::vector<std::uint32_t> next(chain.classes);
  for (std::uint32_t b = 0; b < blocks.count(); ++b) {
    std::fill(next.begin(), next.end(), 0);
    for (std::uint32_t k = 0; k < chain.filled[b]; ++k) {
      const Slot slot = chain.order[b * width + k];
      const std::uint32_t c = chain.classes > 1 ? chain.class_of[slot] : 0;
      chain.trees.set(b, c, next[c]++, second[blocks.base(b) + blocks.offset(slot)]);
    }
  }
  chain.trees.finish();
}

// The cells of one-way classes.
template <class Slot>
void fill_cells(Chain<Slot>& chain) {
  const std::size_t width = chain.blocks.width(), stretch = width + chain.classes;
  chain.cells.assign(chain.blocks.count() * stretch, {Chain<Slot>::kEnd, Slot{0}});
  std::vector<std::uint32_t> at(chain.classes);
  for (std::size_t b = 0; b < chain.blocks.count(); ++b) {
    std::copy(chain.class_start.begin(), chain.class_start.end() - 1, at.begin());
    for (std::uint32_t k = 0; k < chain.filled[b]; ++k) {
      const Slot slot = chain.order[b * width + k];
      chain.cells[b * stretch + at[chain.class_of[slot]]++] = {static_cast<Slot>(k), slot};
    }
  }
}

// The masks of one-way classes.
template <class Slot>
void fill_masks(Chain<Slot>& chain) {
  const std::size_t width = chain.blocks.width();
  std::vector<std::uint64_t> of_class(chain.classes);
  chain.sources_of.assign(chain.blocks.count() * (chain.classes + 1), ~std::uint64_t{0});
  for (std::size_t b = 0; b < chain.blocks.count(); ++b) {
    std::fill(of_class.begin(), of_class.end(), 0);
    for (std::uint32_t k = 0; k < chain.filled[b]; ++k)
      of_class[chain.class_of[chain.order[b * width + k]]] |= std::uint64_t{1} << k;
    for (std::size_t to = 0; to < chain.classes; ++to) {
      std::uint64_t& mask = chain.sources_of[b * (chain.classes + 1) + 1 + to];
      mask = 0;
      for (const std::uint32_t from : chain.sources[to]) mask |= of_class[from];
    }
  }
}

}  // namespace

template <class Slot>
Chain<Slot> make_chain(const Space& space, std::size_t mover) {
  const Actor& who = space.movers()[mover];
  const PartyOrder& mine = space.order(std::countr_zero(who.members));
  Chain<Slot> chain(Blocks(space.size(), who.places));
  const Blocks& blocks = chain.blocks;
  const std::size_t width = blocks.width();
  chain.order.resize(space.size());
  chain.below.resize(space.size());
  chain.filled.assign(blocks.count(), 0);
  std::vector<Slot>& filled = chain.filled;
  // without ties what a block has so far is what lies below
  const bool ties = static_cast<std::size_t>(mine.ranks) < mine.worst_first.size();
  std::vector<Slot> lower(ties ? blocks.count() : 0, 0);
  // the rank of the block's last outcome
  std::vector<std::int32_t> last(ties ? blocks.count() : 0, -1);
  constexpr std::size_t kAhead = 16;
  for (std::size_t k = 0; k < mine.worst_first.size(); ++k) {
    if (k + kAhead < mine.worst_first.size()) {  // outcomes come in no order of memory
      const Outcome next = mine.worst_first[k + kAhead];
      const std::uint32_t there = blocks.block(next);
      __builtin_prefetch(&chain.below[next], 1);
      __builtin_prefetch(&chain.order[there * width], 1);
      if (ties) __builtin_prefetch(&mine.rank[next]);
    }
    const Outcome s = mine.worst_first[k];
    const std::uint32_t b = blocks.block(s);
    if (!ties) {
      chain.below[s] = filled[b];
    } else {
      if (mine.rank[s] != last[b]) {
        last[b] = mine.rank[s];
        lower[b] = filled[b];
      }
      chain.below[s] = lower[b];
    }
    chain.order[b * width + filled[b]++] = static_cast<Slot>(blocks.slot(s));
  }
  const bool one_way = std::any_of(who.places.begin(), who.places.end(),
                                   [](const Place& place) { return place.one_way; });
  if (one_way) {
    classify(chain, who.places);
    constexpr std::size_t kBits = 64;
    if (width <= kBits && who.single()) {
      fill_masks(chain);
    } else {
      fill_cells(chain);
    }
  }
  if (!who.single()) plant(space, who.members, chain);
  return chain;
}

template Chain<std::uint8_t> make_chain(const Space& space, std::size_t mover);
template Chain<std::uint16_t> make_chain(const Space& space, std::size_t mover);
template Chain<std::uint32_t> make_chain(const Space& space, std::size_t mover);

}  // namespace detente
