#include "analysis/claims/study.h"

#include <algorithm>
#include <bit>
#include <set>

#include "analysis/readiness/sanctions.h"
#include "analysis/readiness/thresholds.h"
#include "analysis/readiness/verdict.h"

namespace detente {

Study::Known& Study::known(int case_index) {
  const auto [it, fresh] = known_.try_emplace(case_index);
  if (fresh) {
    auto made = World::make(dispute_, make_scenario(dispute_, case_index, changes_of(case_index)),
                            most_outcomes_);
    if (made) {
      it->second.world.emplace(std::move(*made));
    } else {
      it->second.errors = made.error();
    }
  }
  return it->second;
}

Errors Study::problem(int case_index) { return known(case_index).errors; }

Changes Study::changes_of(int case_index) const {
  Changes out = changes_;
  const auto given = [&](int factor) {
    const auto sets = [factor](const auto& list) {
      return std::any_of(list.begin(), list.end(),
                         [factor](const auto& entry) { return entry.first == factor; });
    };
    return sets(changes_.set) || sets(dispute_->cases[static_cast<std::size_t>(case_index)].set);
  };
  for (const auto& [factor, value] : drawn_.set) {
    if (!given(factor)) out.set.emplace_back(factor, value);
  }
  out.weights.insert(out.weights.end(), drawn_.weights.begin(), drawn_.weights.end());
  out.shares.insert(out.shares.end(), drawn_.shares.begin(), drawn_.shares.end());
  return out;
}

const World* Study::world(int case_index) {
  Known& entry = known(case_index);
  return entry.world ? &*entry.world : nullptr;
}

Verdict Study::verdict_of(const World& world) { return find_verdict(world, budget_); }

Verdict Study::verdict(int case_index) {
  Known& entry = known(case_index);
  if (!entry.verdict) entry.verdict = entry.world ? verdict_of(*entry.world) : 0;
  return *entry.verdict;
}

bool Study::can_be_asked(const Query& query, int case_index) {
  if (!query.parts.empty())
    return std::all_of(query.parts.begin(), query.parts.end(),
                       [&](const Query& part) { return can_be_asked(part, case_index); });
  if (query.other_case >= 0 && !problem(query.other_case).empty()) return false;
  return problem(query.case_index >= 0 ? query.case_index : case_index).empty();
}

bool Study::answer(const Query& query, int case_index) {
  const auto part = [&](const Query& one) { return answer(one, case_index); };
  switch (query.kind) {
    case Query::Kind::kAnd:
      return std::all_of(query.parts.begin(), query.parts.end(), part);
    case Query::Kind::kOr:
      return std::any_of(query.parts.begin(), query.parts.end(), part);
    case Query::Kind::kNot:
      return !part(query.parts.front());
    case Query::Kind::kRung: {
      const Verdict other = query.other_case >= 0 ? verdict(query.other_case) : query.rung;
      return compare(query.relation, verdict(query.case_index), other);
    }
    case Query::Kind::kIsReady:
      return verdict(query.case_index) == kReady;
    case Query::Kind::kStoppedBy:
      return stopped_by(query);
    case Query::Kind::kLifts:
      return lifts(query);
    case Query::Kind::kThreshold:
      return threshold(query);
    default:
      break;
  }
  const World* here = world(case_index);
  if (here == nullptr) return false;
  switch (query.kind) {
    case Query::Kind::kAccepts:
      return accepts(query, *here);
    case Query::Kind::kNeverAccepts:
      return !accepts(query, *here);
    case Query::Kind::kPrefers:
      return prefers(query, *here);
    case Query::Kind::kPossible:
      return reachable_by_moves(*here).intersects(here->satisfying(query.first));
    default:
      break;
  }
  auto& cache = known(case_index).breaks;
  const auto it = cache.find(query.who + ":" + query.first.text);
  if (it != cache.end()) return it->second;
  return cache[query.who + ":" + query.first.text] = breaks(query, *here);
}

bool Study::accepts(const Query& query, const World& world) const {
  return (world.satisfying(query.first) & world.feasible())
      .intersects(world.view(query.party).accepts);
}

namespace {

// Each proposition once: `seen`.
void mention(const Dispute& dispute, const Formula& formula, std::set<int>& issues,
             std::set<int>& seen) {
  for (const int issue : mentioned_issues(formula)) issues.insert(issue);
  for (const int p : mentioned_propositions(formula)) {
    if (seen.insert(p).second)
      mention(dispute, dispute->proposition_formulas[static_cast<std::size_t>(p)], issues, seen);
  }
}

}  // namespace

// Outcomes that agree on all issues not mentioned: the worst of A must rank above the best of B.
bool Study::prefers(const Query& query, const World& world) const {
  std::set<int> mentioned, seen;
  mention(dispute_, query.first, mentioned, seen);
  mention(dispute_, query.second, mentioned, seen);
  const auto context = [&](Outcome s) {
    Outcome rest = s;
    for (const int k : mentioned) {
      if (world.layout().is_free(k))
        rest -= static_cast<Outcome>(world.layout().option(s, k)) * world.layout().stride(k);
    }
    return rest;
  };
  const auto& key = world.view(query.party).key;
  std::map<Outcome, std::int64_t> worst;
  (world.satisfying(query.first) & world.feasible()).for_each([&](std::size_t s) {
    const auto [it, fresh] = worst.try_emplace(context(static_cast<Outcome>(s)), key[s]);
    if (!fresh) it->second = std::min(it->second, key[s]);
  });
  bool some = false, all = true;
  (world.satisfying(query.second) & world.feasible()).for_each([&](std::size_t s) {
    const auto it = worst.find(context(static_cast<Outcome>(s)));
    if (it == worst.end()) return;
    some = true;
    all = all && it->second > key[s];
  });
  return some && all;
}

bool Study::breaks(const Query& query, const World& world) {
  std::vector<std::pair<Outcome, PartySet>> deals;
  std::vector<Outcome> targets;
  (world.satisfying(query.first) & world.feasible()).for_each([&](std::size_t s) {
    for (const PartySet set : world.signatories(static_cast<Outcome>(s))) {
      deals.emplace_back(static_cast<Outcome>(s), set);
      targets.push_back(static_cast<Outcome>(s));
    }
  });
  if (deals.empty()) return false;
  const Sanctions sanctions(world, std::move(targets), Sanctions::Asked::kMuch, budget_);
  for (int g = 0; g < static_cast<int>(world.movers().size()); ++g) {
    if ((query.members & ~world.movers()[static_cast<std::size_t>(g)].members) != 0) continue;
    const bool found = std::any_of(deals.begin(), deals.end(), [&](const auto& deal) {
      return sanctions.breaks(g, deal.first, deal.first, deal.second);
    });
    if (found) return true;
  }
  return false;
}

bool Study::stopped_by(const Query& query) {
  Known& entry = known(query.case_index);
  if (!entry.world) return false;
  if (!entry.stoppers) {
    AnswerOptions options;
    options.changes = changes_of(query.case_index);
    options.lifts = options.thresholds = false;
    options.most_deals = 0;
    options.threads = threads_;
    options.most_outcomes = most_outcomes_;
    auto answer = answer_case(dispute_, query.case_index, options, budget_);
    entry.stoppers = answer ? std::move(answer->stopped_by) : std::vector<Stopper>{};
  }
  return std::any_of(entry.stoppers->begin(), entry.stoppers->end(), [&](const Stopper& stopper) {
    if (stopper.statement_id == query.who || stopper.who == query.who) return true;
    const std::string among = "+" + stopper.who + "+";  // joint movers
    return among.find("+" + query.who + "+") != std::string::npos;
  });
}

bool Study::lifts(const Query& query) {
  Known& entry = known(query.case_index);
  if (!entry.world) return false;
  const auto key = std::make_pair(query.toggles, query.parties);
  if (const auto it = entry.removed.find(key); it != entry.removed.end())
    return it->second > verdict(query.case_index);
  Changes removal;
  for (const int toggle : query.toggles) removal.toggles.emplace_back(toggle, false);
  removal.without = query.parties;
  const auto varied = entry.world->vary(removal);
  entry.removed[key] = varied ? verdict_of(*varied) : 0;
  return entry.removed[key] > verdict(query.case_index);
}

const std::vector<Threshold>* Study::thresholds_found(int factor, int case_index) {
  const auto& found = known(case_index).thresholds;
  const auto it = found.find(factor);
  return it == found.end() ? nullptr : &it->second;
}

bool Study::threshold(const Query& query) {
  Known& entry = known(query.case_index);
  if (!entry.world) return false;
  auto it = entry.thresholds.find(query.factor);
  if (it == entry.thresholds.end()) {
    std::uint64_t ladders = 0;
    it = entry.thresholds
             .emplace(query.factor,
                      find_thresholds(*entry.world, query.factor, budget_, ladders).crossings)
             .first;
  }
  return std::any_of(it->second.begin(), it->second.end(), [&](const Threshold& t) {
    return compare(query.relation, t.at, query.number);
  });
}

}  // namespace detente
