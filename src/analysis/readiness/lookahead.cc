#include "analysis/readiness/lookahead.h"

#include <algorithm>
#include <bit>

namespace detente {
namespace {

constexpr std::uint64_t kLeastMoves = 4096;  // of a search, however small the space
constexpr std::uint64_t kShare = 8;          // else: outcomes of the space / this
constexpr std::uint64_t kMostLooked = 16;    // by questions of a search: outcomes times this
constexpr std::size_t kMostMixed = 64;       // outcomes that a mixed path may try
constexpr std::size_t kNobody = ~std::size_t{0};

}  // namespace

Lookahead::Lookahead(const Sanctions& sanctions, Budget& budget)
    : sanctions_(sanctions),
      world_(sanctions.world()),
      budget_(budget),
      most_moves_(std::max<std::uint64_t>(kLeastMoves, world_.size() / kShare)) {}

bool Lookahead::look_forward(const Search& search, PartySet members, Outcome z) const {
  const Outcome t = search.deal->outcome;
  const bool start = z == world_.status_quo();
  bool some = false;
  for (PartySet rest = members; rest != 0; rest &= rest - 1) {
    const PartyView& view = world_.view(std::countr_zero(rest));
    const bool better = start ? view.above_no_deal.test(t) : view.prefers(t, z);
    if (!better) {
      if (!search.weak) return false;
      if (start ? !view.not_below_no_deal.test(t) : view.prefers(z, t)) return false;
    }
    some = some || better;
  }
  return some;
}

bool Lookahead::stands(const Search& search, Outcome z) const {
  return !sanctions_.broken(z, search.deal->outcome, search.deal->signatories);
}

// Outcomes nearest to the deal first. Whether somebody breaks it is asked only of what comes to its
// turn. A mover whose moves are transitive need not move twice running.
Lookahead::End Lookahead::walk(const Search& search) {
  mark_.resize(world_.size(), 0);
  if (++searches_ == 0) {
    std::fill(mark_.begin(), mark_.end(), 0);
    searches_ = 1;
  }
  const Outcome t = search.deal->outcome, start = world_.status_quo();
  const bool transitive = !world_.ordered();
  std::uint64_t moves = 0;
  const std::uint64_t looked_before = sanctions_.looked();
  by_distance_.assign(world_.layout().free_issues().size() + 1, {});
  by_distance_[distance(start, t)].push_back({start, kNobody});
  mark_[start] = searches_;
  End end = End::kNone;
  for (std::size_t d = 0; d < by_distance_.size() && end == End::kNone;) {
    if (by_distance_[d].empty()) {
      ++d;
      continue;
    }
    const Node node = by_distance_[d].back();
    by_distance_[d].pop_back();
    if (search.guarded) {
      if (sanctions_.looked() - looked_before > kMostLooked * world_.size()) {
        end = End::kGaveUp;
        break;
      }
      if (!stands(search, node.outcome)) continue;
    }
    for (std::size_t g = 0; g < world_.movers().size() && end == End::kNone; ++g) {
      const Mover& mover = world_.movers()[g];
      if (mover.block_size() < 2 || (transitive && node.by == g)) continue;
      if (!look_forward(search, mover.members, node.outcome)) continue;
      if (mover.block[t] == mover.block[node.outcome] && world_.allows(mover, node.outcome, t)) {
        end = End::kFound;
        break;
      }
      moves += mover.block_size();
      if (moves > most_moves_ * (search.guarded ? 64 : 1)) {
        end = End::kGaveUp;
        break;
      }
      world_.any_move(mover, node.outcome, [&](Outcome y) {
        if (mark_[y] == searches_) return false;
        mark_[y] = searches_;
        const std::size_t away = distance(y, t);
        by_distance_[away].push_back({y, g});
        d = std::min(d, away);
        return false;
      });
    }
  }
  budget_.spend(moves);
  return end;
}

// The number of issues on which they differ.
std::size_t Lookahead::distance(Outcome a, Outcome b) const {
  const Layout& layout = world_.layout();
  std::size_t differ = 0;
  for (const int k : layout.free_issues())
    differ += layout.option(a, k) != layout.option(b, k) ? 1 : 0;
  return differ;
}

// z with one issue as in t.
Outcome Lookahead::with(const Search& search, Outcome z, int issue) const {
  const Layout& layout = world_.layout();
  return z +
         static_cast<Outcome>(layout.option(search.deal->outcome, issue)) * layout.stride(issue) -
         static_cast<Outcome>(layout.option(z, issue)) * layout.stride(issue);
}

// Each step carries all the issues still to change that a mover has, or one of them, or all but
// one.
std::vector<Outcome> Lookahead::mixed_steps(const Search& search, Outcome z) const {
  std::vector<Outcome> out;
  for (const Mover& mover : world_.movers()) {
    if (!look_forward(search, mover.members, z)) continue;
    Outcome all = z;
    for (const int issue : mover.issues) all = with(search, all, issue);
    if (all == z) continue;
    std::vector<Outcome> tries{all};
    for (const int issue : mover.issues) {
      const Outcome one = with(search, z, issue);
      if (one == z || one == all) continue;
      tries.push_back(all - one + z);  // all but that one
      tries.push_back(one);
    }
    for (const Outcome y : tries) {
      if (world_.allows(mover, z, y)) out.push_back(y);
    }
  }
  return out;
}

// Finds most paths that there are; finding none proves nothing.
bool Lookahead::mixed_path(const Search& search) {
  std::vector<Outcome> visited{world_.status_quo()};
  std::vector<std::size_t> before{0};
  for (std::size_t k = 0; k < visited.size() && visited.size() < kMostMixed; ++k) {
    const std::vector<Outcome> steps = mixed_steps(search, visited[k]);
    if (std::find(steps.begin(), steps.end(), search.deal->outcome) != steps.end()) {
      path_.clear();
      for (std::size_t at = k; at != 0; at = before[at]) path_.push_back(visited[at]);
      path_.push_back(world_.status_quo());
      return true;
    }
    for (const Outcome y : steps) {
      if (std::find(visited.begin(), visited.end(), y) != visited.end()) continue;
      if (search.guarded && !stands(search, y)) continue;
      visited.push_back(y);
      before.push_back(k);
    }
  }
  return false;
}

std::optional<bool> Lookahead::reachable(const Deal& deal, bool weak) {
  const Search free{&deal, weak, false}, guarded{&deal, weak, true};
  // Breaks are costly to look for: first a path without that guard, then whether it stands.
  const bool mixed = mixed_path(free);
  if (!mixed && walk(free) == End::kNone) return false;
  if (!stands(guarded, world_.status_quo())) return false;
  if (mixed &&
      std::all_of(path_.begin(), path_.end(), [&](Outcome z) { return stands(guarded, z); }))
    return true;
  if (mixed_path(guarded)) return true;
  switch (walk(guarded)) {
    case End::kFound:
      return true;
    case End::kNone:
      return false;
    case End::kGaveUp:
      break;
  }
  return std::nullopt;
}

}  // namespace detente
