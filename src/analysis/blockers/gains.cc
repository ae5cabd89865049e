#include "analysis/blockers/gains.h"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/readiness/words.h"

namespace detente {
namespace {

// What every party gains over its no-deal.
class Gains {
 public:
  explicit Gains(const World& world) : world_(world), dispute_(world.dispute()) {}

  std::vector<PartyGains> at(const std::vector<DealReport>& deals) const {
    std::vector<PartyGains> out;
    for (int p = 0; p < static_cast<int>(world_.parties()); ++p) {
      if (!world_.scenario().present(p) || world_.view(p).indifferent) continue;
      out.push_back(of(p, deals));
    }
    return out;
  }

 private:
  PartyGains of(int p, const std::vector<DealReport>& deals) const {
    PartyGains out;
    out.party = p;
    const auto form = dispute_->preferences[static_cast<std::size_t>(p)].form;
    out.cardinal = form != PreferenceForm::kPriority && form != PreferenceForm::kRanking;
    const PartyView& view = world_.view(p);
    const std::vector<std::int64_t> scale = out.cardinal ? utility(view) : ranks(view);
    const auto no_deal = no_deal_outcome(world_.table(), world_.scenario(), p);
    const auto& who = dispute_->parties[static_cast<std::size_t>(p)];
    const std::int64_t from = *no_deal ? scale[**no_deal] : std::get<Decimal>(who.no_deal).units();
    Bitset good = world_.compromise();
    good &= world_.reachable();
    good &= view.accepts;
    good.for_each([&](std::size_t t) {
      if (!out.best || scale[t] - from > out.best->units) out.best = Gain{scale[t] - from, true};
    });
    for (const DealReport& deal : deals) {
      const auto t = static_cast<Outcome>(world_.layout().index(deal.outcome));
      out.deals.push_back({scale[t] - from, world_.accepts(p, t)});
    }
    return out;
  }
  static std::vector<std::int64_t> utility(const PartyView& view) {
    return view.utility.empty() ? view.key : view.utility;
  }
  // Places in the order of feasible outcomes, ties sharing one.
  std::vector<std::int64_t> ranks(const PartyView& view) const {
    std::vector<std::int64_t> keys;
    world_.feasible().for_each([&](std::size_t s) { keys.push_back(view.key[s]); });
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    std::vector<std::int64_t> out(view.key.size(), 0);
    world_.feasible().for_each([&](std::size_t s) {
      out[s] = std::lower_bound(keys.begin(), keys.end(), view.key[s]) - keys.begin();
    });
    return out;
  }

  const World& world_;
  const Dispute& dispute_;
};

std::string in_words(const Gain& gain, bool cardinal) {
  const std::string text =
      cardinal ? Decimal::from_units(gain.units).to_string() : std::to_string(gain.units);
  return gain.accepts ? text : text + " (refuses)";
}

}  // namespace

std::vector<PartyGains> gains_at(const World& world, const std::vector<DealReport>& deals) {
  return Gains(world).at(deals);
}

void write_gains(const Dispute& dispute, const BlockersStudy& study, Document& document) {
  if (study.gains.empty()) return;
  document.heading(3, "Who loses what from no deal");
  document.paragraph(
      study.answer.deals.empty()
          ? "There is no outcome that counts as a compromise."
          : "At best: the most a party would have over its no-deal in a compromise that moves "
            "reach "
            "and that it accepts. Then what it would have at each candidate deal.");
  Table table;
  table.header = {"party", "unit", "at best"};
  table.right = {false, false, true};
  for (std::size_t d = 0; d < study.answer.deals.size(); ++d) {
    table.header.push_back(fmt::format("deal {}", d + 1));
    table.right.push_back(true);
  }
  for (const PartyGains& row : study.gains) {
    std::vector<std::string> cells{party_names(dispute, party_bit(row.party)),
                                   row.cardinal ? "its weights" : "ranks",
                                   row.best ? in_words(*row.best, row.cardinal) : "none"};
    for (const Gain& one : row.deals) cells.push_back(in_words(one, row.cardinal));
    table.rows.push_back(std::move(cells));
  }
  document.table(std::move(table));
  std::vector<std::string> items;
  for (std::size_t d = 0; d < study.answer.deals.size(); ++d) {
    items.push_back(fmt::format(
        "deal {}: {}", d + 1,
        changes_in_words(dispute, study.answer.status_quo, study.answer.deals[d].outcome)));
  }
  if (!items.empty()) document.bullets(std::move(items));
}

}  // namespace detente
