#include "analysis/readiness/inquiry.h"

#include <algorithm>
#include <bit>
#include <functional>

namespace detente {

Inquiry::Inquiry(const World& world, std::uint64_t most_looked)
    : world_(world),
      improvements_(world),
      most_looked_(most_looked),
      memories_(world.movers().size()) {}

Inquiry::Memory& Inquiry::memory(int mover) {
  Memory& memory = memories_[static_cast<std::size_t>(mover)];
  if (memory.ready) return memory;
  memory.ready = true;
  mark_.resize(world_.size(), 0);
  const auto& movers = world_.movers();
  const PartySet members = movers[static_cast<std::size_t>(mover)].members;
  for (std::size_t h = 0; h < movers.size(); ++h) {
    if ((movers[h].members & members) == 0 && movers[h].block_size() > 1)
      memory.others.push_back(h);
  }
  std::stable_sort(memory.others.begin(), memory.others.end(), [&](std::size_t a, std::size_t b) {
    return movers[a].block_size() < movers[b].block_size();
  });
  return memory;
}

bool Inquiry::harms(const Question& question, Outcome x) const {
  for (PartySet rest = question.victims; rest != 0; rest &= rest - 1) {
    const int j = std::countr_zero(rest);
    if (question.inside ? world_.prefers(j, question.t, x)
                        : world_.accepts(j, question.t) && !world_.accepts(j, x))
      return true;
  }
  return false;
}

bool Inquiry::meet(Memory& memory, const Question& question, const Node& node, bool from_memory) {
  const Outcome x = node.outcome;
  mark_[x] = search_;
  Outcome deterrent = kNone;
  if (deters(question.members, x, question.t)) {
    deterrent = x;
  }
  const Known* const known = memory.known.find(x);
  if (deterrent == kNone && known != nullptr && known->leads_to != kNone &&
      deters(question.members, known->leads_to, question.t)) {
    deterrent = known->leads_to;
  }
  if (deterrent != kNone) {
    memory.known.at(x).leads_to = deterrent;
    for (std::uint32_t k = node.from; k != kNobody; k = nodes_[k].from)
      memory.known.at(nodes_[k].outcome).leads_to = deterrent;
    return true;
  }
  if (!harmed_) harmed_ = harms(question, x);
  if (from_memory) {
    const Outcome other = known == nullptr ? kNone : known->safe_for;
    const auto no_worse = [&](int i) { return !world_.prefers(i, question.t, other); };
    bool covered = other != kNone;
    for (PartySet rest = question.members; rest != 0 && covered; rest &= rest - 1)
      covered = no_worse(std::countr_zero(rest));
    if (covered) {
      skipped_ = true;
      return false;
    }
  }
  waiting_.emplace_back(world_.view(std::countr_zero(question.members)).key[x],
                        static_cast<std::uint32_t>(nodes_.size()));
  std::push_heap(waiting_.begin(), waiting_.end(), std::greater<>());
  nodes_.push_back(node);
  return false;
}

Inquiry::End Inquiry::explore(Memory& memory, const Question& question, Outcome y,
                              bool from_memory) {
  if (++search_ == 0) {
    std::fill(mark_.begin(), mark_.end(), 0);
    search_ = 1;
  }
  nodes_.clear();
  waiting_.clear();
  harmed_ = skipped_ = false;
  const bool transitive = world_.transitive();
  if (meet(memory, question, {y, kNobody, kNobody}, from_memory)) return End::kDeterred;
  while (!waiting_.empty()) {
    std::pop_heap(waiting_.begin(), waiting_.end(), std::greater<>());
    const std::uint32_t k = waiting_.back().second;
    waiting_.pop_back();
    const Node node = nodes_[k];
    for (const std::size_t h : memory.others) {
      // what a mover can do after its own move, it can do at once
      if (transitive && node.by == h) continue;
      std::uint64_t looked = 0;
      const bool deterred =
          improvements_.any(h, node.outcome, node.outcome, looked, [&](Outcome x) {
            return mark_[x] != search_ &&
                   meet(memory, question, {x, k, static_cast<std::uint32_t>(h)}, from_memory);
          });
      looked_ += looked;
      memory.looked += looked;
      if (deterred) return End::kDeterred;
      if (memory.looked > most_looked_) {
        memory.gave_up = true;
        return End::kGaveUp;
      }
    }
  }
  for (const Node& node : nodes_) memory.known.at(node.outcome).safe_for = question.t;
  return End::kSpared;
}

std::optional<bool> Inquiry::spoils(int mover, Outcome y, Outcome t, PartySet signatories) {
  Memory& memory = this->memory(mover);
  if (memory.gave_up) return std::nullopt;
  const PartySet members = world_.movers()[static_cast<std::size_t>(mover)].members;
  const Question question{members, signatories & ~members, (members & signatories) != 0, t};
  if (question.victims == 0) return false;
  switch (explore(memory, question, y, true)) {
    case End::kDeterred:
      return false;
    case End::kGaveUp:
      return std::nullopt;
    case End::kSpared:
      break;
  }
  if (harmed_ || !skipped_) return harmed_;
  // Nothing harmful among the outcomes looked at; behind those known to be safe there may be.
  if (explore(memory, question, y, false) == End::kGaveUp) return std::nullopt;
  return harmed_;
}

}  // namespace detente
