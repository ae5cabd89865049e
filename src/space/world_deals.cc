// What a world says about deals: who must sign, which ratifiers approve, what can be reached.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/check.h"
#include "space/spread.h"
#include "space/world.h"

namespace detente {

void World::prepare_ratifiers(const World* like) {
  const auto& ratifiers = (*dispute_)->ratifiers;
  ratifications_.resize(ratifiers.size());
  ratified_.resize(parties());
  for (std::size_t r = 0; r < ratifiers.size(); ++r) {
    const Ratifier& ratifier = ratifiers[r];
    if (!ratifier_holds(scenario_, ratifier)) continue;
    const bool same = like != nullptr && like->table_ == table_ &&
                      like->ratifications_[r] != nullptr &&
                      same_shares(like->scenario_, static_cast<int>(r)) &&
                      (ratifier.party < 0 || &like->view(ratifier.party) == &view(ratifier.party));
    ratifications_[r] =
        same ? like->ratifications_[r]
             : std::make_shared<Ratification>(find_ratification(static_cast<int>(r)));
    auto& of = ratified_[static_cast<std::size_t>(ratifier.of)];
    if (of) {
      *of &= ratifications_[r]->approved;
    } else {
      of = ratifications_[r]->approved;
    }
  }
}

bool World::same_shares(const Scenario& other, int ratifier) const {
  const auto here = scenario_.shares.find(ratifier), there = other.shares.find(ratifier);
  const bool given = here != scenario_.shares.end();
  if (given != (there != other.shares.end())) return false;
  return !given || here->second == there->second;
}

World::Ratification World::find_ratification(int index) const {
  const Ratifier& ratifier = (*dispute_)->ratifiers[static_cast<std::size_t>(index)];
  Bitset asked =
      ratifier.asked_if.empty() ? Bitset(size(), true) : table_->satisfying(ratifier.asked_if);
  Bitset approves(size());
  if (ratifier.party >= 0) {
    approves = view(ratifier.party).accepts;
  } else if (!ratifier.approves.empty()) {
    approves = table_->satisfying(ratifier.approves);
  } else {
    std::vector<Term> terms;
    for (std::size_t k = 0; k < ratifier.segments.size(); ++k) {
      terms.push_back({&table_->satisfying(ratifier.segments[k].approves),
                       share_units(scenario_, ratifier, index, k)});
    }
    const auto support = add_terms(terms, size());
    for (std::size_t s = 0; s < support.size(); ++s) {
      if (support[s] >= ratifier.quota.units()) approves.set(s);
    }
  }
  approves |= ~Bitset(asked);
  return {std::move(asked), std::move(approves)};
}

// Block by block, and again only where something new has come in.
Bitset World::find_reachable() const {
  const std::vector<Mover>& all = movers();
  std::vector<std::uint8_t> reached(size(), 0);
  std::vector<std::vector<std::uint32_t>> met, seen;  // [mover][block]: outcomes reached in it
  std::vector<Spread> spreads;
  for (const Mover& mover : all) {
    met.emplace_back(mover.base.size(), 0);
    seen.emplace_back(mover.base.size(), 0);
    spreads.emplace_back(*this, mover);
  }
  const auto reach = [&](Outcome t) {
    reached[t] = 1;
    for (std::size_t g = 0; g < all.size(); ++g) ++met[g][all[g].block[t]];
  };
  reach(status_quo_);
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t g = 0; g < all.size(); ++g) {
      const Mover& mover = all[g];
      const auto slots = static_cast<std::uint32_t>(mover.block_size());
      const bool anywhere = mover.anywhere && !ordered();
      for (std::uint32_t b = 0; b < mover.base.size() && slots > 1; ++b) {
        const std::uint32_t before = met[g][b];
        if (before == seen[g][b]) continue;
        if (!anywhere) {
          spreads[g].clear();
          for (std::uint32_t s = 0; s < slots; ++s) {
            if (reached[mover.base[b] + mover.offset[s]] != 0) spreads[g].add(b, s, 1);
          }
          spreads[g].run();
        }
        for (std::uint32_t s = 0; s < slots; ++s) {
          const Outcome t = mover.base[b] + mover.offset[s];
          if (reached[t] != 0 || !feasible().test(t)) continue;
          if (!anywhere && spreads[g].out(b, s) == 0) continue;
          reach(t);
          changed = true;
        }
        // an order constraint can be met halfway, and arcs end: what is new may lead on
        seen[g][b] = transitive() ? met[g][b] : before;
      }
    }
  }
  Bitset out(size());
  for (std::size_t s = 0; s < reached.size(); ++s) {
    if (reached[s] != 0) out.set(s);
  }
  return out;
}

bool World::ratified(int party, Outcome t) const {
  const auto& of = ratified_[static_cast<std::size_t>(party)];
  return !of || of->test(t);
}

const Bitset* World::asked(int ratifier) const {
  const auto& of = ratifications_[static_cast<std::size_t>(ratifier)];
  return of ? &of->asked : nullptr;
}

const Bitset& World::approved(int ratifier) const {
  const auto& of = ratifications_[static_cast<std::size_t>(ratifier)];
  DETENTE_CHECK(of != nullptr, "the ratifier is there in this world");
  return of->approved;
}

int World::changes(Outcome t) const {
  if (ways_ != nullptr) return static_cast<int>(std::min<std::size_t>(ways_->length[t], size()));
  int count = 0;
  for (const int k : layout().free_issues()) {
    if (layout().option(t, k) != layout().option(status_quo_, k)) ++count;
  }
  return count;
}

Bitset World::packages(PartySet group, Outcome from) const {
  return Arcs(*dispute_, scenario_, feasible()).packages(group, from);
}

std::vector<PartySet> World::signatories(Outcome t) const {
  if (ways_ != nullptr) return {dispute_->negotiators() | ways_->parties[t]};
  PartySet always = dispute_->negotiators();
  std::vector<std::vector<int>> lists;
  for (const int k : layout().free_issues()) {
    if (layout().option(t, k) == layout().option(status_quo_, k)) continue;
    const Issue& issue = (*dispute_)->issues[static_cast<std::size_t>(k)];
    for (const int party : issue.by) {
      if (scenario_.present(party)) always |= party_bit(party);
    }
    if (!issue.by_any.empty()) lists.push_back(issue.by_any);
  }
  // what is equal after one issue stays equal: with p parties at most 2^p sets are kept
  std::vector<PartySet> sets{always}, chosen;
  std::unordered_set<PartySet> met;
  for (const std::vector<int>& list : lists) {
    chosen.clear();
    met.clear();
    for (const PartySet set : sets) {
      for (const int party : list) {
        const PartySet with = set | party_bit(party);
        if (scenario_.present(party) && met.insert(with).second) chosen.push_back(with);
      }
    }
    std::swap(sets, chosen);
  }
  return sets;
}

PartySet World::possible_signatories() const {
  PartySet all = dispute_->negotiators();
  if (ways_ != nullptr) {
    for (const PartySet parties : ways_->parties) all |= parties;
  }
  for (const int k : layout().free_issues()) {
    const Issue& issue = (*dispute_)->issues[static_cast<std::size_t>(k)];
    for (const auto* list : {&issue.by, &issue.by_any}) {
      for (const int party : *list) {
        if (scenario_.present(party)) all |= party_bit(party);
      }
    }
  }
  return all;
}

// In option form the sets depend only on which issues differ from s0.
const std::vector<std::pair<Outcome, PartySet>>& World::signings() const {
  return signings_->get([&] {
    std::vector<std::pair<Outcome, PartySet>> out;
    if (ways_ != nullptr) {
      compromise_.for_each([&](std::size_t s) {
        const auto t = static_cast<Outcome>(s);
        if (t != status_quo_) out.emplace_back(t, signatories(t).front());
      });
      return out;
    }
    struct Place {
      Outcome stride, radix, here;
    };
    std::vector<Place> places;
    for (const int k : layout().free_issues()) {
      places.push_back({static_cast<Outcome>(layout().stride(k)),
                        static_cast<Outcome>(layout().radix(k)),
                        static_cast<Outcome>(layout().option(status_quo_, k))});
    }
    std::unordered_map<std::uint64_t, std::vector<PartySet>> known;
    compromise_.for_each([&](std::size_t s) {
      const auto t = static_cast<Outcome>(s);
      if (t == status_quo_) return;
      std::uint64_t changed = 0;
      for (std::size_t k = 0; k < places.size(); ++k) {
        const Place& place = places[k];
        if (t / place.stride % place.radix != place.here) changed |= std::uint64_t{1} << k;
      }
      auto it = known.find(changed);
      if (it == known.end()) it = known.emplace(changed, signatories(t)).first;
      for (const PartySet set : it->second) out.emplace_back(t, set);
    });
    return out;
  });
}

}  // namespace detente
