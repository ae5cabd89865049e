// The picture of outcomes and the moves between them.
#include <algorithm>
#include <map>

#include "analysis/dossier/dossier.h"
#include "analysis/readiness/words.h"

namespace detente {
namespace {

constexpr std::size_t kMostNodes = 12;

std::string holding(const Stability& stability, Outcome s) {
  std::vector<std::string> names;
  for (std::size_t c = 0; c < kConcepts; ++c) {
    if (stability.equilibria[c].test(s)) names.emplace_back(concept_name(static_cast<Concept>(c)));
  }
  if (names.size() == kConcepts) return "under every notion of foresight";
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "under " : ", ") + name;
  return out;
}

class Picture {
 public:
  Picture(const Dispute& dispute, const CaseAnswer& answer, const StabilityStudy& study)
      : dispute_(dispute), answer_(answer), study_(study) {}

  std::optional<MoveChart> run() {
    const Space& space = study_.space;
    if (space.layout() == nullptr || space.graph_form()) return std::nullopt;
    add(answer_.status_quo, MoveChart::Node::Kind::kStart);
    for (const DealReport& deal : answer_.deals) {
      for (const Step& step : way(deal)) add(step.to, MoveChart::Node::Kind::kPlain);
      add(deal.outcome, MoveChart::Node::Kind::kGoal);
      if (!deal.broken) continue;
      for (const Step& step : deal.broken->path) add(step.to, MoveChart::Node::Kind::kPlain);
    }
    if (space.feasible().count() <= kMostNodes) {
      space.feasible().for_each([&](std::size_t s) {
        add(space.layout()->options(static_cast<Outcome>(s)), MoveChart::Node::Kind::kPlain);
      });
    }
    if (outcomes_.size() < 2) return std::nullopt;
    improvements();
    if (!answer_.deals.empty()) the_way(way(answer_.deals.front()));
    return std::move(chart_);
  }

 private:
  static const std::vector<Step>& way(const DealReport& deal) {
    return deal.path.empty() ? deal.legal_path : deal.path;
  }

  // Its number; nothing if there are too many already.
  std::optional<std::size_t> add(const std::vector<int>& options, MoveChart::Node::Kind kind) {
    const auto s = static_cast<Outcome>(study_.space.layout()->index(options));
    if (const auto known = place_.find(s); known != place_.end()) {
      if (kind == MoveChart::Node::Kind::kGoal) chart_.nodes[known->second].kind = kind;
      return known->second;
    }
    if (outcomes_.size() == kMostNodes) return std::nullopt;
    const bool today = s == study_.space.status_quo();
    chart_.nodes.push_back(
        {today ? "today" : changes_in_words(dispute_, answer_.status_quo, options),
         holding(study_.stability, s), kind});
    outcomes_.push_back(s);
    return place_.emplace(s, outcomes_.size() - 1).first->second;
  }

  std::size_t mover(PartySet members) {
    const auto [it, fresh] = movers_.emplace(members, chart_.movers.size());
    if (fresh) chart_.movers.push_back(party_names(dispute_, members));
    return it->second;
  }

  void improvements() {
    const Space& space = study_.space;
    for (std::size_t n = 0; n < outcomes_.size(); ++n) {
      for (std::size_t g = 0; g < space.movers().size(); ++g) {
        const PartySet members = space.movers()[g].members;
        for (std::size_t m = 0; m < outcomes_.size(); ++m) {
          if (m == n || !space.all_prefer(members, outcomes_[m], outcomes_[n])) continue;
          bool moves = false;
          space.each_move(g, outcomes_[n], [&](Outcome t) { moves = moves || t == outcomes_[m]; });
          if (moves) chart_.arrows.push_back({n, m, mover(members), false, true});
        }
      }
    }
  }

  void the_way(const std::vector<Step>& steps) {
    std::size_t from = 0;
    for (const Step& step : steps) {
      const auto to = add(step.to, MoveChart::Node::Kind::kPlain);
      if (!to) return;
      const std::size_t who = mover(step.mover);
      const auto drawn = std::find_if(
          chart_.arrows.begin(), chart_.arrows.end(), [&](const MoveChart::Arrow& arrow) {
            return arrow.from == from && arrow.to == *to && arrow.mover == who;
          });
      if (drawn != chart_.arrows.end()) {
        drawn->chosen = true;
      } else {
        chart_.arrows.push_back(
            {from, *to, who, true,
             study_.space.all_prefer(step.mover, outcomes_[*to], outcomes_[from])});
      }
      from = *to;
    }
  }

  const Dispute& dispute_;
  const CaseAnswer& answer_;
  const StabilityStudy& study_;
  MoveChart chart_;
  std::vector<Outcome> outcomes_;
  std::map<Outcome, std::size_t> place_;
  std::map<PartySet, std::size_t> movers_;
};

}  // namespace

std::optional<MoveChart> moves_picture(const Dispute& dispute, const CaseAnswer& answer,
                                       const StabilityStudy& study) {
  if (study.stability.stopped != StopReason::kDone) return std::nullopt;
  return Picture(dispute, answer, study).run();
}

}  // namespace detente
