#include "analysis/readiness/lookahead.h"

#include <algorithm>
#include <bit>

namespace detente {
namespace {

constexpr std::uint64_t kLeastMoves = 4096;  // of a search, however small the space
constexpr std::uint64_t kShare = 8;          // else: outcomes of the space / this
constexpr std::uint64_t kMostLooked = 4;     // by questions of a search: outcomes times this
constexpr std::size_t kMostMixed = 64;       // outcomes that a mixed path may try
constexpr std::size_t kNobody = ~std::size_t{0};

}  // namespace

Lookahead::Lookahead(const Sanctions& sanctions, Budget& budget)
    : sanctions_(sanctions),
      world_(sanctions.world()),
      budget_(budget),
      places_(world_.movers().size()),
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
  const bool transitive = world_.transitive();
  std::uint64_t moves = 0;
  const std::uint64_t looked_before = sanctions_.looked();
  // without the guard every outcome counts as equally near
  const Layout& layout = world_.layout();
  std::size_t unlike_start = 0;
  for (const int k : layout.free_issues())
    unlike_start += layout.option(start, k) != layout.option(t, k) ? 1 : 0;
  by_distance_.assign(layout.free_issues().size() + 1, {});
  by_distance_[search.guarded ? unlike_start : 0].push_back({start, kNobody});
  mark_[start] = searches_;
  End end = End::kNone;
  for (std::size_t d = 0; d < by_distance_.size() && end == End::kNone;) {
    if (by_distance_[d].empty()) {
      ++d;
      continue;
    }
    const std::size_t at = d;  // issues on which this one differs from t
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
      const std::uint8_t* const places = search.guarded ? unlike(g, t).data() : nullptr;
      const std::size_t elsewhere =
          search.guarded ? at - places[mover.slot[node.outcome]] : std::size_t{0};
      world_.any_move(mover, node.outcome, [&](Outcome y) {
        if (mark_[y] == searches_) return false;
        mark_[y] = searches_;
        const std::size_t away = places == nullptr ? 0 : elsewhere + places[mover.slot[y]];
        by_distance_[away].push_back({y, g});
        d = std::min(d, away);
        return false;
      });
    }
  }
  budget_.spend(moves);
  return end;
}

// Of every place in the mover's blocks, the number of its issues on which that differs from t.
const std::vector<std::uint8_t>& Lookahead::unlike(std::size_t g, Outcome t) {
  Places& places = places_[g];
  if (places.of == t) return places.unlike;
  const Mover& mover = world_.movers()[g];
  const Layout& layout = world_.layout();
  const std::size_t issues = mover.issues.size(), slots = mover.block_size();
  if (places.options.empty()) {
    for (const Outcome offset : mover.offset) {
      for (const int k : mover.issues)
        places.options.push_back(layout.option(mover.base[0] + offset, k));
    }
  }
  places.of = t;
  places.unlike.assign(slots, 0);
  for (std::size_t i = 0; i < issues; ++i) {
    const int wanted = layout.option(t, mover.issues[i]);
    for (std::size_t slot = 0; slot < slots; ++slot) {
      if (places.options[slot * issues + i] != wanted) ++places.unlike[slot];
    }
  }
  return places.unlike;
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
  const std::uint64_t looked_before = sanctions_.looked();
  for (std::size_t k = 0; k < visited.size() && visited.size() < kMostMixed; ++k) {
    if (sanctions_.looked() - looked_before > kMostLooked * world_.size()) return false;
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
  path_.clear();
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
