#include "analysis/paths/paths.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <numeric>

namespace detente {
namespace {

constexpr std::size_t kMostTargets = 20;
constexpr std::size_t kMostSteps = 7;

// One step: the issues that it puts where the target has them, as what it adds to an outcome's
// index.
struct Change {
  std::string words;
  std::int64_t offset = 0;
};

class Orders {
 public:
  Orders(const Dispute& dispute, const Space& space, Outcome from, Outcome to)
      : dispute_(dispute), space_(space), from_(from), to_(to) {}

  void work_out(PathsTo& out) {
    list_issues();
    if (changes_.size() > kMostSteps) {
      list_packages();
      out.packages = true;
    }
    if (changes_.size() > kMostSteps) {
      out.why_no_orders =
          fmt::format("{} movers have something to change; orders are compared for at most {}",
                      changes_.size(), kMostSteps);
      return;
    }
    for (const Change& change : changes_) out.steps.push_back(change.words);
    std::vector<int> order(changes_.size());
    std::iota(order.begin(), order.end(), 0);
    do {
      out.orders.push_back(walk(order));
    } while (std::next_permutation(order.begin(), order.end()));
    // an order that breaks early says the same for all its continuations: keep one of them
    std::stable_sort(
        out.orders.begin(), out.orders.end(),
        [](const OrderOfSteps& a, const OrderOfSteps& b) { return a.holds < b.holds; });
    const auto same = [](const OrderOfSteps& a, const OrderOfSteps& b) {
      return a.steps == b.steps;
    };
    out.orders.erase(std::unique(out.orders.begin(), out.orders.end(), same), out.orders.end());
  }

 private:
  Change change_of(int issue) const {
    const Layout& layout = *space_.layout();
    const Issue& what = dispute_->issues[static_cast<std::size_t>(issue)];
    const int to = layout.option(to_, issue);
    return {what.id + " = " + what.options[static_cast<std::size_t>(to)],
            static_cast<std::int64_t>(layout.stride(issue)) * (to - layout.option(from_, issue))};
  }
  bool differs(int issue) const {
    return space_.layout()->option(from_, issue) != space_.layout()->option(to_, issue);
  }
  void list_issues() {
    changes_.clear();
    for (const int issue : space_.layout()->free_issues()) {
      if (differs(issue)) changes_.push_back(change_of(issue));
    }
  }
  void list_packages() {
    changes_.clear();
    std::vector<char> taken(dispute_->issues.size(), 0);
    for (const Actor& actor : space_.movers()) {
      Change package;
      for (const int issue : space_.layout()->free_issues()) {
        const bool mine =
            std::any_of(actor.places.begin(), actor.places.end(),
                        [&](const Place& p) { return p.stride == space_.layout()->stride(issue); });
        if (!mine || !differs(issue) || taken[static_cast<std::size_t>(issue)] != 0) continue;
        taken[static_cast<std::size_t>(issue)] = 1;
        const Change one = change_of(issue);
        package.words += (package.words.empty() ? "" : ", ") + one.words;
        package.offset += one.offset;
      }
      if (!package.words.empty()) changes_.push_back(std::move(package));
    }
  }

  OrderOfSteps walk(const std::vector<int>& order) const {
    OrderOfSteps out;
    Outcome here = from_;
    for (std::size_t k = 0; k < order.size(); ++k) {
      const Change& change = changes_[static_cast<std::size_t>(order[k])];
      const auto next = static_cast<Outcome>(static_cast<std::int64_t>(here) + change.offset);
      out.steps.push_back(order[k]);
      const auto [mover, holds] = who_steps(here, next);
      if (holds >= Holds::kUnwanted) {
        out.holds = holds;
        out.breaks_at = k;
        if (mover) out.breaks_for = unwilling(*mover, here);
        return out;
      }
      out.holds = std::max(out.holds, holds);
      out.moves.push_back({*mover, next});
      here = next;
    }
    return out;
  }
  PartySet unwilling(std::size_t mover, Outcome here) const {
    PartySet out = 0;
    for (PartySet rest = space_.movers()[mover].members; rest != 0; rest &= rest - 1) {
      const int i = std::countr_zero(rest);
      if (!space_.prefers(i, to_, here)) out |= party_bit(i);
    }
    return out;
  }
  std::pair<std::optional<std::size_t>, Holds> who_steps(Outcome here, Outcome next) const {
    std::optional<std::size_t> best;
    Holds holds = Holds::kImpossible;
    if (!space_.feasible().test(next)) return {best, holds};
    for (std::size_t g = 0; g < space_.movers().size(); ++g) {
      bool can = false;
      space_.each_move(g, here, [&](Outcome t) { can = can || t == next; });
      if (!can) continue;
      const PartySet members = space_.movers()[g].members;
      const Holds mine = space_.all_prefer(members, next, here)  ? Holds::kGains
                         : space_.all_prefer(members, to_, here) ? Holds::kLooksAhead
                                                                 : Holds::kUnwanted;
      if (mine < holds) {
        holds = mine;
        best = g;
      }
    }
    return {best, holds};
  }

  const Dispute& dispute_;
  const Space& space_;
  Outcome from_, to_;
  std::vector<Change> changes_;
};

Result<std::vector<Outcome>> satisfying(const Dispute& dispute, const Space& space,
                                        const Scenario& scenario, const Formula& formula) {
  OutcomeTable table(dispute, *space.layout(), scenario.factors);
  const Bitset found = table.evaluate(formula) & space.feasible();
  if (found.none()) {
    return fail(ErrorCode::kModel, fmt::format("no feasible outcome satisfies '{}'", formula.text),
                {}, "detente stability FILE lists the outcomes of a small dispute");
  }
  return found.members();
}

}  // namespace

Result<PathsStudy> study_paths(const Dispute& dispute, int case_index, const PathsAsked& asked,
                               Budget& budget) {
  const Scenario scenario = make_scenario(dispute, case_index, asked.changes);
  auto made = Space::make(dispute, scenario, asked.most_outcomes);
  if (!made) return tl::unexpected(std::move(made.error()));
  PathsStudy study{case_index, std::move(*made), {}, asked.which, 0, !asked.to, {}, 0, {}};
  const Space& space = study.space;
  study.from = space.status_quo();
  if (asked.from) {
    const auto from = satisfying(dispute, space, scenario, *asked.from);
    if (!from) return tl::unexpected(from.error());
    if (from->size() > 1) {
      return fail(ErrorCode::kModel,
                  fmt::format("'{}' is true at {} outcomes, but paths start from one",
                              asked.from->text, from->size()),
                  {}, "say more about where they start");
    }
    study.from = from->front();
  }
  study.stability = find_stability(space, {asked.threads}, budget);
  study.stopped = study.stability.stopped;
  if (study.stopped != StopReason::kDone) return study;
  std::vector<Outcome> targets;
  if (asked.to) {
    auto to = satisfying(dispute, space, scenario, *asked.to);
    if (!to) return tl::unexpected(std::move(to.error()));
    targets = std::move(*to);
  } else {
    targets = study.stability.equilibria[at(asked.which)].members();
  }
  std::vector<std::size_t> all(space.movers().size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  Sequences legal(space, all, false), enforcing(space, all, true);
  legal.search(study.from);
  enforcing.search(study.from);
  // the nearest first: by self-enforcing paths, then by legal ones
  const auto length = [](const Sequences& sequences, Outcome t) {
    const int found = sequences.distance(t);
    return found < 0 ? 1 << 30 : found;
  };
  std::stable_sort(targets.begin(), targets.end(), [&](Outcome a, Outcome b) {
    return std::pair(length(enforcing, a), length(legal, a)) <
           std::pair(length(enforcing, b), length(legal, b));
  });
  study.enforced = static_cast<std::size_t>(std::count_if(
      targets.begin(), targets.end(), [&](Outcome t) { return enforcing.distance(t) >= 0; }));
  if (targets.size() > kMostTargets) {
    study.more_targets = targets.size() - kMostTargets;
    targets.resize(kMostTargets);
  }
  for (const Outcome t : targets) {
    PathsTo row;
    row.target = t;
    if (legal.distance(t) >= 0) row.legal = legal.path_to(t);
    if (enforcing.distance(t) >= 0) row.enforcing = enforcing.path_to(t);
    if (space.graph_form()) {
      row.why_no_orders = "in graph form the arcs say which steps there are";
    } else if (t != study.from) {
      Orders(dispute, space, study.from, t).work_out(row);
    }
    study.targets.push_back(std::move(row));
  }
  return study;
}

}  // namespace detente
