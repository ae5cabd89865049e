// The picture of outcomes and the moves between them.
#include <fmt/format.h>

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
  if (names.size() == kConcepts) return "every notion";
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

class Picture {
 public:
  Picture(const Dispute& dispute, const CaseAnswer& answer, const StabilityStudy& study)
      : dispute_(dispute), answer_(answer), study_(study) {}

  std::optional<MoveChart> run() {
    const Space& space = study_.space;
    if (space.layout() == nullptr || space.graph_form()) return std::nullopt;
    using Kind = MoveChart::Node::Kind;
    add(answer_.status_quo, Kind::kStart, "today", "");
    for (std::size_t k = 0; k < answer_.deals.size(); ++k)
      add(answer_.deals[k].outcome, Kind::kGoal, deal_name(k), deal_words(k));
    for (std::size_t k = 0; k < answer_.deals.size(); ++k) {
      const DealReport& deal = answer_.deals[k];
      follow(answer_.status_quo, way(deal), "on the way to " + deal_name(k));
      if (deal.broken) follow(deal.broken->from, deal.broken->path, deal_name(k) + " under attack");
    }
    if (space.feasible().count() <= kMostNodes) {
      space.feasible().for_each([&](std::size_t s) {
        const std::vector<int> options = space.layout()->options(static_cast<Outcome>(s));
        add(options, Kind::kPlain, "instead",
            changes_in_words(dispute_, answer_.status_quo, options));
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

  std::string deal_name(std::size_t k) const {
    return fmt::format("{} {}", answer_.ready ? "deal" : "near deal", k + 1);
  }
  // What tells it from the other deals; all of it if it is the only one.
  std::string deal_words(std::size_t k) const {
    const std::vector<int>& mine = answer_.deals[k].outcome;
    std::vector<int> from = answer_.status_quo;
    for (std::size_t issue = 0; issue < mine.size() && answer_.deals.size() > 1; ++issue) {
      const bool agreed =
          std::all_of(answer_.deals.begin(), answer_.deals.end(),
                      [&](const DealReport& deal) { return deal.outcome[issue] == mine[issue]; });
      from[issue] = agreed ? mine[issue] : -1;
    }
    std::string out;
    for (std::size_t issue = 0; issue < mine.size(); ++issue) {
      if (from[issue] == mine[issue]) continue;
      out += (out.empty() ? "" : "; ") +
             dispute_->issues[issue].labels[static_cast<std::size_t>(mine[issue])];
    }
    return out;
  }
  void follow(std::vector<int> at, const std::vector<Step>& steps, const std::string& label) {
    for (const Step& step : steps) {
      add(step.to, MoveChart::Node::Kind::kPlain, label, changes_in_words(dispute_, at, step.to));
      at = step.to;
    }
  }

  // Its number; nothing if there are too many already.
  std::optional<std::size_t> add(const std::vector<int>& options, MoveChart::Node::Kind kind,
                                 const std::string& label, const std::string& detail) {
    const std::optional<std::size_t> known = find(options);
    if (known || outcomes_.size() == kMostNodes) return known;
    const auto s = static_cast<Outcome>(study_.space.layout()->index(options));
    chart_.nodes.push_back({label, detail, holding(study_.stability, s), kind});
    outcomes_.push_back(s);
    return place_.emplace(s, outcomes_.size() - 1).first->second;
  }
  std::optional<std::size_t> find(const std::vector<int>& options) const {
    const auto known = place_.find(static_cast<Outcome>(study_.space.layout()->index(options)));
    if (known == place_.end()) return std::nullopt;
    return known->second;
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
      const auto to = find(step.to);
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
