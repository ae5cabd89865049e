#include "analysis/readiness/aftermath.h"

#include <algorithm>
#include <bit>

namespace detente {
namespace {

constexpr std::size_t kLargeBlock = 128;  // from here on a block is kept in a member's order

}  // namespace

Aftermath::Aftermath(const World& world, std::size_t mover)
    : world_(world),
      parties_(world.parties()),
      worst_(std::make_unique_for_overwrite<Outcome[]>(world.size() * world.parties())),
      losers_(world.size(), 0),
      number_(world.size(), 0) {
  const PartySet group = world.movers()[mover].members;
  for (std::size_t h = 0; h < world.movers().size(); ++h) {
    const Mover& who = world.movers()[h];
    if ((who.members & group) != 0 || who.block_size() < 2) continue;
    Other other{&who, {}, nullptr, {}};
    for (PartySet rest = who.members; rest != 0; rest &= rest - 1) {
      other.keys.push_back(world.view(std::countr_zero(rest)).key.data());
    }
    if (who.block_size() >= kLargeBlock) {
      other.order = &world.block_order(h);
      if (other.keys.size() > 1) {
        other.second.reserve(other.order->outcome.size());
        for (const Outcome x : other.order->outcome) other.second.push_back(other.keys[1][x]);
      }
    }
    others_.push_back(std::move(other));
  }
  for (std::size_t i = 0; i < parties_; ++i) {
    const PartyView& view = world.view(static_cast<int>(i));
    keys_.push_back(view.indifferent ? nullptr : view.key.data());
  }
}

std::size_t Aftermath::moves_of_others(const World& world, std::size_t mover) {
  const PartySet group = world.movers()[mover].members;
  std::size_t moves = 0;
  for (const Mover& who : world.movers()) {
    if ((who.members & group) == 0) moves += who.block_size() - 1;
  }
  return moves;
}

void Aftermath::explore_all() {
  world_.feasible().for_each([this](std::size_t s) { explore(static_cast<Outcome>(s)); });
}

void Aftermath::explore(Outcome y) {
  if (number_[y] == kDone) return;
  visit(y);
  while (!frames_.empty()) {
    Frame& frame = frames_.back();
    if (frame.next == edges_.size()) {
      finish();
      continue;
    }
    const Outcome x = edges_[frame.next++];
    if (number_[x] == 0) {
      visit(x);
    } else if (number_[x] == kDone) {
      merge(frame.outcome, x);
    } else {
      frame.low = std::min(frame.low, number_[x]);
    }
  }
}

void Aftermath::visit(Outcome y) {
  number_[y] = ++visits_;
  component_.push_back(y);
  for (std::size_t i = 0; i < parties_; ++i) {
    worst_[y * parties_ + i] = y;
    if (!world_.view(static_cast<int>(i)).accepts.test(y)) losers_[y] |= PartySet{1} << i;
  }
  const std::size_t first = edges_.size();
  frames_.push_back({y, visits_, first, first});
  list_improvements(y);
}

// Deeper frames take their edges away with them, so the last frame's edges end the list.
void Aftermath::finish() {
  const Frame frame = frames_.back();
  frames_.pop_back();
  edges_.resize(frame.first);
  if (!frames_.empty()) {
    Frame& before = frames_.back();
    before.low = std::min(before.low, frame.low);
    merge(before.outcome, frame.outcome);
  }
  if (frame.low != number_[frame.outcome]) return;
  for (Outcome member = ~Outcome{0}; member != frame.outcome;) {
    member = component_.back();
    component_.pop_back();
    number_[member] = kDone;
    if (member != frame.outcome) merge(member, frame.outcome);
  }
}

void Aftermath::merge(Outcome into, Outcome from) {
  losers_[into] |= losers_[from];
  for (std::size_t i = 0; i < parties_; ++i) {
    if (keys_[i] == nullptr) continue;
    Outcome& mine = worst_[into * parties_ + i];
    const Outcome theirs = worst_[from * parties_ + i];
    if (keys_[i][theirs] < keys_[i][mine]) mine = theirs;
  }
}

void Aftermath::list_improvements(Outcome y) {
  for (const Other& other : others_) {
    const Mover& who = *other.mover;
    const auto consider = [&](Outcome x) {
      for (const std::int64_t* key : other.keys) {
        if (key[x] <= key[y]) return;
      }
      if (world_.allows(who, y, x)) edges_.push_back(x);
    };
    if (other.order == nullptr) {
      const Outcome base = who.base[who.block[y]];
      for (const Outcome offset : who.offset) consider(base + offset);
      moves_ += who.offset.size();
      continue;
    }
    // what the first member prefers to y is the head of its order
    const std::uint32_t block = who.block[y];
    const auto from = other.order->outcome.begin() + other.order->start[block];
    const auto to = other.order->outcome.begin() + other.order->start[block + 1];
    const std::int64_t* const first = other.keys[0];
    const auto end = std::partition_point(from, to, [&](Outcome x) { return first[x] > first[y]; });
    const auto head = static_cast<std::size_t>(end - from);
    moves_ += head + 1;
    if (other.second.empty()) {
      for (std::size_t k = 0; k < head; ++k) consider(from[static_cast<std::ptrdiff_t>(k)]);
      continue;
    }
    const std::int64_t* const second = other.second.data() + other.order->start[block];
    const std::int64_t least = other.keys[1][y];
    for (std::size_t k = 0; k < head; ++k) {
      if (second[k] > least) consider(from[static_cast<std::ptrdiff_t>(k)]);
    }
  }
}

}  // namespace detente
