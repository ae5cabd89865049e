#include "analysis/stability/legal_reach.h"

namespace detente {
namespace {

class SequenceFlood {
 public:
  SequenceFlood(const Bitset& outcomes, const std::vector<Sources>& actors, Budget& budget)
      : actors_(actors),
        budget_(budget),
        label_(outcomes.size(), -1),
        entered_(outcomes.size(), kNever) {}

  void seed(Outcome s, std::int32_t value) {
    if (label_[s] == -1) label_[s] = value;
    open_all(s);
    while (!waiting_.empty()) {
      const auto [x, actor] = waiting_.back();
      waiting_.pop_back();
      sources_.clear();
      actors_[actor](x, sources_);
      budget_.spend(sources_.size() + 1);
      for (const Outcome z : sources_) {
        if (label_[z] == -1) label_[z] = value;
        enter(z, actor);
      }
    }
  }
  Values take() { return std::move(label_); }

 private:
  // What an outcome has been entered through: nothing yet, everything that matters, or one actor.
  static constexpr std::uint32_t kNever = 0, kAll = 1, kFirst = 2;

  void open_all(Outcome s) {
    if (entered_[s] == kAll) return;
    const std::uint32_t before = entered_[s];
    entered_[s] = kAll;
    for (std::uint32_t a = 0; a < actors_.size(); ++a) {
      if (before == kNever || before - kFirst == a) waiting_.emplace_back(s, a);
    }
  }
  void enter(Outcome z, std::uint32_t actor) {
    if (entered_[z] == kNever) {
      entered_[z] = actor + kFirst;
      for (std::uint32_t a = 0; a < actors_.size(); ++a) {
        if (a != actor) waiting_.emplace_back(z, a);
      }
    } else if (entered_[z] != kAll && entered_[z] != actor + kFirst) {
      open_all(z);
    }
  }

  const std::vector<Sources>& actors_;
  Budget& budget_;
  Values label_;
  std::vector<std::uint32_t> entered_;
  std::vector<std::pair<Outcome, std::uint32_t>> waiting_;
  std::vector<Outcome> sources_;
};

}  // namespace

Values least_by_sequences(const Bitset& outcomes, const std::vector<Sources>& actors,
                          const Values& values, Budget& budget) {
  SequenceFlood flood(outcomes, actors, budget);
  Ascending seeds(values, outcomes);
  while (true) {
    const std::vector<Outcome>& batch = seeds.next(outcomes);
    if (batch.empty()) break;
    for (const Outcome s : batch) {
      if (budget.cancelled() || budget.exhausted()) return flood.take();
      flood.seed(s, values[s]);
    }
  }
  return flood.take();
}

Values LegalReach::least_by_moves(const Values& values) {
  std::vector<Sources> actors;
  for (const std::size_t h : movers_) {
    actors.push_back([this, h](Outcome to, std::vector<Outcome>& out) {
      space_.each_source(h, to, [&out](Outcome s) { out.push_back(s); });
    });
  }
  return least_by_sequences(space_.feasible(), actors, values, budget_);
}

Values LegalReach::least_by_improvements(const Values& values) {
  std::vector<Sources> actors;
  for (const std::size_t h : movers_) {
    const PartySet members = space_.movers()[h].members;
    actors.push_back([this, h, members](Outcome to, std::vector<Outcome>& out) {
      space_.each_source(h, to, [&](Outcome s) {
        if (space_.all_prefer(members, to, s)) out.push_back(s);
      });
    });
  }
  return least_by_sequences(space_.feasible(), actors, values, budget_);
}

}  // namespace detente
