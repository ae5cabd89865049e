#include "analysis/blockers/study.h"

#include <algorithm>
#include <atomic>
#include <bit>

#include "analysis/blockers/gains.h"
#include "analysis/readiness/inquiry.h"
#include "analysis/readiness/removals.h"
#include "analysis/readiness/verdict.h"
#include "base/parallel.h"

namespace detente {
namespace {

std::string kind_of(const Dispute& dispute, const std::string& id) {
  const int toggle = dispute.find_toggle(id);
  if (toggle < 0) return "third party";
  const Toggle& of = dispute->toggles[static_cast<std::size_t>(toggle)];
  switch (of.kind) {
    case Toggle::Kind::kRule:
      return "rule";
    case Toggle::Kind::kOrder:
      return "order constraint";
    case Toggle::Kind::kRatifier:
      return "ratifier";
    default:
      break;
  }
  const Statement& statement = dispute->statements[static_cast<std::size_t>(of.index)];
  if (statement.red_line) return "red line";
  return statement.from >= 0 ? "pressure" : "statement";
}

struct Player {
  std::string id;
  Changes changes;
};

class Search {
 public:
  Search(const World& world, const BlockersOptions& options, Budget& budget)
      : world_(world), dispute_(world.dispute()), options_(options), budget_(budget) {}

  void drops(BlockersStudy& study) {
    const std::vector<Removable> all = removables(world_);
    study.drops.resize(all.size());
    constexpr std::size_t kRound = 64;
    for (std::size_t first = 0; first < all.size() && !stopped(); first += kRound) {
      const std::size_t some = std::min(kRound, all.size() - first);
      parallel_for(some, options_.shapley.threads, [&](std::size_t k) {
        const Removable& removable = all[first + k];
        DropEffect& effect = study.drops[first + k];
        effect.id = removable.id;
        effect.kind = kind_of(dispute_, removable.id);
        if (!options_.measure.is_ladder()) {
          note(study, removable.changes, effect);
        } else if (const auto varied = world_.vary(removable.changes)) {
          effect.after = count_survivors(*varied, budget_);
        }
      });
    }
    if (stopped()) study.drops.clear();
  }

  // Requires: `now`, the verdict as it is, is neither ready nor that the measure holds.
  void sets(Verdict now, BlockersStudy& study) {
    if (options_.most_sets == 0) return;
    RemovalSetsOptions asked;
    asked.measure = options_.measure;
    asked.along = false;
    asked.most_sets = options_.most_sets;
    asked.threads = options_.shapley.threads;
    asked.progress = [this](double share) {
      if (options_.progress) options_.progress("sets of things less", share);
    };
    study.sets = find_removal_sets(world_, kReady, asked, budget_);
    const bool none = study.sets->sets.empty() && study.sets->stopped == StopReason::kDone;
    if (none && options_.measure.is_ladder())
      study.sets = find_removal_sets(world_, now + 1, asked, budget_);
  }

  void games(BlockersStudy& study) {
    std::vector<Player> statements, pressures, parties;
    for (int p = 0; p < static_cast<int>(dispute_->parties.size()); ++p) {
      add_statements(p, statements, pressures);
      add_party(p, parties);
    }
    // the game of pressures first: it is the shortest
    play("pressures", pressures, study);
    play("parties", parties, study);
    play("statements", statements, study);
  }

 private:
  void note(const BlockersStudy& study, const Changes& changes, DropEffect& effect) const {
    if (!study.outcomes) {
      if (const auto found = passing_with(options_.measure, world_, changes, budget_))
        effect.passing = found->count();
      return;
    }
    const auto found = passing_outcomes(options_.measure, world_, changes, budget_);
    if (!found) return;
    effect.passing = found->size();
    const auto lacking = [](const OutcomeList& list, const OutcomeList& from) {
      OutcomeList out;
      for (const auto& one : list) {
        if (std::find(from.begin(), from.end(), one) == from.end()) out.push_back(one);
      }
      return out;
    };
    effect.gained = lacking(*found, study.now_passing);
    effect.lost = lacking(study.now_passing, *found);
  }
  static constexpr std::size_t kFewPlayers = 10;  // then all their sets are counted

  bool stopped() const { return budget_.exhausted() || budget_.cancelled(); }

  void add_statements(int p, std::vector<Player>& statements,
                      std::vector<Player>& pressures) const {
    for (const int s : world_.view(p).statements) {
      const Statement& statement = dispute_->statements[static_cast<std::size_t>(s)];
      Player player{statement.id, {}};
      player.changes.toggles.emplace_back(statement.toggle, false);
      if (statement.from >= 0) pressures.push_back(player);
      statements.push_back(std::move(player));
    }
  }
  // A third party goes; a negotiator stays and gives up all that it wants.
  void add_party(int p, std::vector<Player>& parties) const {
    if (!world_.scenario().present(p)) return;
    Player player{dispute_->parties[static_cast<std::size_t>(p)].id, {}};
    if ((dispute_.negotiators() & party_bit(p)) == 0) {
      player.changes.without = party_bit(p);
    } else {
      for (const int s : world_.view(p).statements) {
        player.changes.toggles.emplace_back(
            dispute_->statements[static_cast<std::size_t>(s)].toggle, false);
      }
      if (player.changes.toggles.empty()) return;  // nothing to give up
    }
    parties.push_back(std::move(player));
  }

  void play(const std::string& id, const std::vector<Player>& players, BlockersStudy& study) {
    if (players.empty()) return;
    BlockingGame game;
    game.id = id;
    for (const Player& player : players) game.players.push_back(player.id);
    if (options_.progress) options_.progress("shares of " + id, 0);
    const bool ladder = options_.measure.is_ladder();
    game.outcomes = !ladder || options_.outcomes || players.size() <= kFewPlayers;
    std::atomic<bool> impossible{false};
    const auto worth = [&](const std::vector<char>& joined) -> Worth {
      if (impossible || stopped()) return {};  // nobody will use what is found
      Changes changes;
      for (std::size_t i = 0; i < players.size(); ++i) {
        if (joined[i] == 0) continue;
        const Changes& more = players[i].changes;
        changes.toggles.insert(changes.toggles.end(), more.toggles.begin(), more.toggles.end());
        changes.without |= more.without;
      }
      const auto found = ladder ? rungs_with(changes, game.outcomes) : passing_in(changes);
      if (!found) impossible = true;
      return found.value_or(Worth{});
    };
    game.result = shapley(players.size(), worth, options_.shapley, budget_);
    if (impossible) game.undefined = "without some of them the case makes no sense";
    study.games.push_back(std::move(game));
  }

  // Nothing where the case makes no sense with these changes.
  std::optional<Worth> rungs_with(const Changes& changes, bool outcomes) const {
    const auto varied = world_.vary(changes);
    if (!varied) return std::nullopt;
    if (!outcomes) return Worth{find_verdict(*varied, budget_), 0};
    const Survivors found = count_survivors(*varied, budget_);
    return Worth{found.verdict(), static_cast<std::int64_t>(found.ready())};
  }
  std::optional<Worth> passing_in(const Changes& changes) const {
    const auto found = passing_with(options_.measure, world_, changes, budget_);
    if (!found) return std::nullopt;
    const auto count = static_cast<std::int64_t>(found->count());
    return Worth{count > 0 ? 1 : 0, count};
  }

  const World& world_;
  const Dispute& dispute_;
  const BlockersOptions& options_;
  Budget& budget_;
};

StopReason why_stopped(const Budget& budget) {
  return budget.cancelled()   ? StopReason::kCancelled
         : budget.exhausted() ? StopReason::kWorkLimit
                              : StopReason::kDone;
}

void study_ladder(const World& world, const BlockersOptions& options, Budget& budget,
                  BlockersStudy& study) {
  Improvements::prepare_orders(world);  // everything here varies it
  study.gains = gains_at(world, study.answer.deals);
  for (std::size_t r = 0; r < kRungs; ++r) study.now.at[r] = study.answer.rungs[r].survivors;
  if (study.answer.stopped != StopReason::kDone) return;
  Search search(world, options, budget);
  search.drops(study);
  if (why_stopped(budget) == StopReason::kDone) search.games(study);
  const Verdict now = study.now.verdict();
  if (why_stopped(budget) == StopReason::kDone && now != kReady) search.sets(now, study);
}

void study_measure(const World& world, const BlockersOptions& options, Budget& budget,
                   BlockersStudy& study) {
  study.outcomes = options.outcomes;
  study.now_passing = passing_outcomes(options.measure, world, {}, budget).value_or(OutcomeList{});
  study.passing = study.now_passing.size();
  Search search(world, options, budget);
  if (why_stopped(budget) == StopReason::kDone) search.drops(study);
  if (why_stopped(budget) == StopReason::kDone) search.games(study);
  if (why_stopped(budget) == StopReason::kDone && study.passing == 0) search.sets(0, study);
}

}  // namespace

Result<BlockersStudy> study_blockers(const Dispute& dispute, int case_index,
                                     const BlockersOptions& options, Budget& budget) {
  BlockersStudy study;
  study.case_index = case_index;
  study.measure = options.measure;
  if (options.measure.is_ladder()) {
    AnswerOptions answer_options;
    answer_options.changes = options.changes;
    answer_options.thresholds = false;
    answer_options.threads = options.shapley.threads;
    answer_options.most_outcomes = options.most_outcomes;
    answer_options.progress = options.progress;
    auto answer = answer_case(dispute, case_index, answer_options, budget);
    if (!answer) return tl::unexpected(answer.error());
    study.answer = std::move(*answer);
  }
  auto world = World::make(dispute, make_scenario(dispute, case_index, options.changes),
                           options.most_outcomes);
  if (!world) return tl::unexpected(world.error());
  if (Errors errors = check_measure(options.measure, *world); !errors.empty())
    return tl::unexpected(std::move(errors));
  const auto study_it = options.measure.is_ladder() ? study_ladder : study_measure;
  study_it(*world, options, budget, study);
  study.stopped = why_stopped(budget);
  return study;
}

}  // namespace detente
