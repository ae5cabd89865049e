#include "analysis/conditions/removal_sets.h"

#include <algorithm>
#include <atomic>
#include <set>

#include "analysis/readiness/inquiry.h"
#include "analysis/readiness/removals.h"
#include "base/check.h"
#include "base/parallel.h"
#include "dispute/amend.h"

namespace detente {
namespace {

struct Thing {
  std::string id;
  Changes changes;
  int party = -1;  // a statement: whose; a party: itself
  bool along = false;
};
using Members = std::vector<std::size_t>;

// A switched-off wish for the compromise for every party that can come along, in file order.
std::vector<Statement> wishes(const World& world, std::vector<std::string>& cannot) {
  const Dispute& dispute = world.dispute();
  std::vector<Statement> out;
  for (int p = 0; p < static_cast<int>(dispute->parties.size()); ++p) {
    if (p == dispute->of || !world.scenario().present(p)) continue;
    const auto form = dispute->preferences[static_cast<std::size_t>(p)].form;
    const Party& party = dispute->parties[static_cast<std::size_t>(p)];
    if (form != PreferenceForm::kWeights && form != PreferenceForm::kPriority) {
      cannot.push_back(party.id);
      continue;
    }
    if (world.view(p).statements.empty()) continue;  // it wants nothing as it is
    Statement wish;
    wish.id = party.id;
    wish.party = p;
    wish.formula = world.scenario().compromise;
    std::int64_t weight = Decimal::kOne + std::max<std::int64_t>(party.margin.units(), 0);
    if (const auto* no_deal = std::get_if<Decimal>(&party.no_deal))
      weight += std::max<std::int64_t>(no_deal->units(), 0);
    wish.weight.value = Decimal::from_units(weight);
    out.push_back(std::move(wish));
  }
  return out;
}

class Search {
 public:
  Search(const World& world, Verdict want, const RemovalSetsOptions& options, Budget& budget)
      : want_(want), options_(options), budget_(budget), amended_(amend(world)) {
    auto like = World::make(amended_, on_amended(world), kMostOutcomesEver);
    DETENTE_CHECK(like.has_value(), "wishes that are switched off change nothing");
    world_.emplace(std::move(*like));
    if (options.measure.is_ladder()) Improvements::prepare_orders(*world_);
    list_things(world);
  }

  RemovalSets run() {
    found_.things = things_.size();
    for (int size = 1; size <= options_.most; ++size) {
      std::vector<Members> list;
      const std::uint64_t count =
          each_candidate(static_cast<std::size_t>(size), [&](const auto& set) {
            if (list.size() < options_.most_sets) list.push_back(set);
          });
      if (count > options_.most_sets) {
        found_.left_out = count;
        break;
      }
      if (!look(list)) break;
      found_.largest = size;
    }
    found_.ladders = ladders_;
    return std::move(found_);
  }

 private:
  Dispute amend(const World& world) {
    Amendment amendment;
    if (options_.along) amendment.extra = wishes(world, found_.cannot_come_along);
    return amended(world.dispute(), amendment);
  }
  Scenario on_amended(const World& world) const {
    Scenario scenario = world.scenario();
    scenario.active.resize(amended_->toggles.size(), 0);
    return scenario;
  }
  void list_things(const World& world) {
    for (Removable& removable : removables(*world_)) {
      Thing thing{removable.id, removable.changes, removable.party, false};
      if (thing.changes.without != 0) thing.party = amended_.find_party(thing.id);
      things_.push_back(std::move(thing));
    }
    for (std::size_t s = world.dispute()->statements.size(); s < amended_->statements.size(); ++s) {
      const Statement& wish = amended_->statements[s];
      Thing thing{wish.id, {}, wish.party, true};
      thing.changes.toggles.emplace_back(wish.toggle, true);
      for (const int own : world_->view(wish.party).statements) {
        thing.changes.toggles.emplace_back(
            amended_->statements[static_cast<std::size_t>(own)].toggle, false);
      }
      things_.push_back(std::move(thing));
    }
  }

  // A party that comes along has no statements left to drop, and is not removed.
  bool clash(const Members& set) const {
    for (const std::size_t a : set) {
      for (const std::size_t b : set) {
        if (a != b && things_[a].along && things_[b].party == things_[a].party) return true;
      }
    }
    return false;
  }
  bool minimal(const Members& set) const {
    for (const Members& good : good_) {
      if (std::includes(set.begin(), set.end(), good.begin(), good.end())) return false;
    }
    return true;
  }
  // Calls f(set) for the sets to be looked at, in order; how many are they?
  template <class F>
  std::uint64_t each_candidate(std::size_t size, F f) const {
    std::uint64_t count = 0;
    Members set;
    const auto extend = [&](auto&& self, std::size_t from) -> void {
      if (set.size() == size) {
        if (clash(set)) return;
        ++count;
        f(set);
        return;
      }
      for (std::size_t k = from; k < things_.size(); ++k) {
        set.push_back(k);
        if (minimal(set)) self(self, k + 1);
        set.pop_back();
      }
    };
    extend(extend, 0);
    return count;
  }

  bool look(const std::vector<Members>& list) {
    constexpr std::size_t kRound = 256;
    std::vector<Verdict> verdicts(list.size(), 0);
    for (std::size_t first = 0; first < list.size(); first += kRound) {
      const std::size_t some = std::min(kRound, list.size() - first);
      parallel_for(some, options_.threads,
                   [&](std::size_t k) { verdicts[first + k] = verdict_of(list[first + k]); });
      if (budget_.cancelled() || budget_.exhausted()) {
        found_.stopped = budget_.cancelled() ? StopReason::kCancelled : StopReason::kWorkLimit;
        return false;
      }
      if (options_.progress)
        options_.progress(static_cast<double>(first + some) / static_cast<double>(list.size()));
    }
    for (std::size_t k = 0; k < list.size(); ++k) {
      if (verdicts[k] >= want_) add(list[k], verdicts[k]);
    }
    return true;
  }
  Verdict verdict_of(const Members& set) {
    Changes changes;
    for (const std::size_t k : set) {
      const Changes& more = things_[k].changes;
      changes.toggles.insert(changes.toggles.end(), more.toggles.begin(), more.toggles.end());
      changes.without |= more.without;
    }
    const auto verdict = verdict_with(options_.measure, *world_, changes, budget_);
    if (!verdict) return 0;  // the case makes no sense without them
    ++ladders_;
    return *verdict;
  }
  void add(const Members& set, Verdict verdict) {
    good_.push_back(set);
    RemovalSet out;
    for (const std::size_t k : set)
      (things_[k].along ? out.along : out.remove).push_back(things_[k].id);
    out.verdict = verdict;
    found_.sets.push_back(std::move(out));
  }

  Verdict want_;
  const RemovalSetsOptions& options_;
  Budget& budget_;
  RemovalSets found_;
  Dispute amended_;
  std::optional<World> world_;
  std::vector<Thing> things_;
  std::vector<Members> good_;
  std::atomic<std::uint64_t> ladders_{0};
};

}  // namespace

RemovalSets find_removal_sets(const World& world, Verdict want, const RemovalSetsOptions& options,
                              Budget& budget) {
  return Search(world, want, options, budget).run();
}

}  // namespace detente
