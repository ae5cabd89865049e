#include "analysis/readiness/removals.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <optional>

#include "analysis/readiness/inquiry.h"
#include "analysis/readiness/verdict.h"
#include "base/parallel.h"

namespace detente {

std::vector<Removable> removables(const World& world) {
  const Dispute& dispute = world.dispute();
  const Scenario& scenario = world.scenario();
  std::vector<Removable> out;
  const auto toggle_off = [](const std::string& id, int toggle) {
    Removable removable;
    removable.id = id;
    removable.changes.toggles.emplace_back(toggle, false);
    return removable;
  };
  for (int p = 0; p < static_cast<int>(dispute->parties.size()); ++p) {
    for (const int s : world.view(p).statements) {
      const Statement& statement = dispute->statements[static_cast<std::size_t>(s)];
      out.push_back(toggle_off(statement.id, statement.toggle));
      out.back().party = p;
    }
  }
  for (std::size_t r = 0; r < dispute->ratifiers.size(); ++r) {
    if (world.asked(static_cast<int>(r)) == nullptr) continue;
    out.push_back(toggle_off(dispute->ratifiers[r].id, dispute->ratifiers[r].toggle));
    out.back().ratifier = static_cast<int>(r);
  }
  for (const Rule& rule : dispute->rules) {
    if (!scenario.on(rule.toggle)) continue;
    out.push_back(toggle_off(rule.id, rule.toggle));
    out.back().structural = true;
  }
  for (const Order& order : dispute->orders) {
    if (!scenario.on(order.toggle)) continue;
    out.push_back(toggle_off(order.id, order.toggle));
    out.back().structural = true;
  }
  for (int p = 0; p < static_cast<int>(dispute->parties.size()); ++p) {
    if (!scenario.present(p) || (dispute.negotiators() & party_bit(p)) != 0) continue;
    Removable removable;
    removable.id = dispute->parties[static_cast<std::size_t>(p)].id;
    removable.changes.without = party_bit(p);
    removable.structural = true;
    out.push_back(std::move(removable));
  }
  return out;
}

namespace {

// Rungs 1-4 of every deal, in a form that two removals can be put together from.
struct Signature {
  std::vector<PartySet> accepts;  // per deal
  std::vector<std::uint64_t>
      approves;  // per deal, one bit per ratifier (true where not asked or not there)
};

class Search {
 public:
  Search(const World& world, Verdict verdict, int threads, Budget& budget)
      : world_(world),
        verdict_(verdict),
        threads_(threads),
        budget_(budget),
        removables_(removables(world)) {}

  Lifts run(const std::function<void(double)>& progress) {
    singles();
    bool ready = std::any_of(single_.begin(), single_.end(), [](Verdict v) { return v == kReady; });
    pairs(progress);
    for (const auto& [pair, verdict] : pair_) ready = ready || verdict == kReady;
    lifts_.make_ready = ready;
    const auto counts = [&](Verdict v) { return ready ? v == kReady : v > verdict_; };
    for (std::size_t a = 0; a < removables_.size(); ++a) {
      if (counts(single_[a])) lifts_.removals.push_back({{removables_[a].id}, single_[a]});
    }
    for (const auto& [pair, verdict] : pair_) {
      if (counts(verdict) && !counts(single_[pair.first]) && !counts(single_[pair.second])) {
        lifts_.removals.push_back(
            {{removables_[pair.first].id, removables_[pair.second].id}, verdict});
      }
    }
    lifts_.ladders = ladders_;
    return std::move(lifts_);
  }

 private:
  Verdict verdict_of(const World& world) {
    ++ladders_;
    return find_verdict(world, budget_);
  }

  void singles() {
    const std::size_t n = removables_.size();
    worlds_.resize(n);
    single_.assign(n, 0);
    list_deals();
    signatures_.resize(n);
    base_ = signature_of(world_);
    parallel_for(n, threads_, [&](std::size_t a) {
      auto varied = world_.vary(removables_[a].changes);
      if (!varied)
        return;  // e.g. the status quo would become impossible: not a removal one can make
      worlds_[a].emplace(std::move(*varied));
      if (!removables_[a].structural) signatures_[a] = signature_of(*worlds_[a]);
    });
    parallel_for(n, threads_, [&](std::size_t a) {
      if (!worlds_[a]) return;
      Improvements::prepare_orders(*worlds_[a]);  // pairs vary it
      single_[a] = verdict_of(*worlds_[a]);
    });
  }

  void list_deals() {
    const Bitset possible = reachable_by_moves(world_);
    for (const Outcome t : world_.compromise().members()) {
      if (t == world_.status_quo()) {
        always_four_ = true;
        continue;
      }
      if (!possible.test(t)) continue;
      for (const PartySet set : world_.signatories(t)) deals_.emplace_back(t, set);
    }
  }
  Signature signature_of(const World& world) const {
    Signature out;
    const auto ratifiers = world_.dispute()->ratifiers.size();
    for (const auto& [t, set] : deals_) {
      PartySet accepts = 0;
      for (PartySet rest = set; rest != 0; rest &= rest - 1) {
        const int i = std::countr_zero(rest);
        if (world.accepts(i, t)) accepts |= party_bit(i);
      }
      out.accepts.push_back(accepts);
      std::uint64_t approves = 0;
      for (std::size_t r = 0; r < std::min<std::size_t>(ratifiers, 64); ++r) {
        const bool asked = world.asked(static_cast<int>(r)) != nullptr;
        if (!asked || world.approved(static_cast<int>(r)).test(t))
          approves |= std::uint64_t{1} << r;
      }
      out.approves.push_back(approves);
    }
    return out;
  }

  // Does some deal pass rungs 1-4 with both removals? Requires: they touch different parties.
  bool passes_four(const Signature& a, const Signature& b) const {
    if (always_four_) return true;
    const auto& ratifiers = world_.dispute()->ratifiers;
    for (std::size_t d = 0; d < deals_.size(); ++d) {
      const PartySet set = deals_[d].second;
      const PartySet accepts =
          base_.accepts[d] ^ (base_.accepts[d] ^ a.accepts[d]) ^ (base_.accepts[d] ^ b.accepts[d]);
      if ((set & ~accepts) != 0) continue;
      const std::uint64_t approves = base_.approves[d] ^ (base_.approves[d] ^ a.approves[d]) ^
                                     (base_.approves[d] ^ b.approves[d]);
      bool ratified = true;
      for (std::size_t r = 0; r < ratifiers.size() && ratified; ++r) {
        ratified = (approves >> r & 1U) != 0 || (set & party_bit(ratifiers[r].of)) == 0;
      }
      if (ratified) return true;
    }
    return false;
  }

  // The verdict of a pair that passes no deal through rung 4 is at most `mutual`; is it worth
  // knowing?
  bool worth_climbing(std::size_t a, std::size_t b) const {
    const Removable& first = removables_[a];
    const Removable& second = removables_[b];
    const bool ready_is_known =
        std::any_of(single_.begin(), single_.end(), [](Verdict v) { return v == kReady; });
    if (!ready_is_known && verdict_ < 3) return true;  // lower lifts count as well
    if (first.structural || second.structural || world_.dispute()->ratifiers.size() > 64)
      return true;
    if (first.party >= 0 && first.party == second.party) return true;
    if (first.ratifier >= 0 && first.ratifier == second.ratifier) return true;
    if (asks_party(first, second) || asks_party(second, first)) return true;
    return passes_four(signatures_[a], signatures_[b]);
  }
  // A ratifier that asks the very party whose statement goes: the two do not compose.
  bool asks_party(const Removable& ratifier, const Removable& statement) const {
    return ratifier.ratifier >= 0 && statement.party >= 0 &&
           world_.dispute()->ratifiers[static_cast<std::size_t>(ratifier.ratifier)].party ==
               statement.party;
  }

  void pairs(const std::function<void(double)>& progress) {
    const bool some_ready =
        std::any_of(single_.begin(), single_.end(), [](Verdict v) { return v == kReady; });
    const auto enough = [&](Verdict v) { return some_ready ? v == kReady : v > verdict_; };
    std::vector<std::pair<std::size_t, std::size_t>> list;
    for (std::size_t a = 0; a < removables_.size(); ++a) {
      for (std::size_t b = a + 1; b < removables_.size(); ++b) {
        if (!worlds_[a] || !worlds_[b]) continue;
        // A pair with a sufficient member is not minimal. (If only pairs make it ready, one member
        // may lift.)
        if (some_ready && (enough(single_[a]) || enough(single_[b]))) continue;
        if (worth_climbing(a, b)) list.emplace_back(a, b);
      }
    }
    pair_.resize(list.size());
    constexpr std::size_t kRound = 64;
    for (std::size_t first = 0; first < list.size(); first += kRound) {
      if (budget_.exhausted() || budget_.cancelled()) {
        lifts_.complete = false;
        pair_.resize(first);
        return;
      }
      const std::size_t last = std::min(list.size(), first + kRound);
      parallel_for(last - first, threads_, [&](std::size_t k) {
        auto [a, b] = list[first + k];
        if (removables_[b].structural) std::swap(a, b);  // the dearer one is worked out already
        const auto world = worlds_[a]->vary(removables_[b].changes);
        pair_[first + k] = {list[first + k], world ? verdict_of(*world) : 0};
      });
      if (progress) progress(static_cast<double>(last) / static_cast<double>(list.size()));
    }
  }

  const World& world_;
  Verdict verdict_;
  int threads_;
  Budget& budget_;
  std::vector<Removable> removables_;
  std::vector<std::optional<World>> worlds_;
  std::vector<Verdict> single_;
  std::vector<std::pair<std::pair<std::size_t, std::size_t>, Verdict>> pair_;
  std::vector<std::pair<Outcome, PartySet>> deals_;  // those that moves can reach
  bool always_four_ = false;                         // the status quo is a compromise
  Signature base_;
  std::vector<Signature> signatures_;
  std::atomic<std::uint64_t> ladders_{0};
  Lifts lifts_;
};

}  // namespace

Lifts find_lifts(const World& world, Verdict verdict, int threads, Budget& budget,
                 const std::function<void(double)>& progress) {
  if (verdict == kReady) return {};
  return Search(world, verdict, threads, budget).run(progress);
}

}  // namespace detente
