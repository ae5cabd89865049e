#include "analysis/bargaining/two_level.h"

#include <algorithm>

namespace detente {
namespace {

constexpr std::size_t kMostVaried = std::size_t{1} << 22;

class Levels {
 public:
  Levels(const World& world, const BargainingTable& table,
         const std::vector<PartyUtility>& utilities, const std::optional<Formula>& within,
         const Chooser* choose)
      : world_(world), table_(table), utilities_(utilities), within_(within), choose_(choose) {
    for (const int p : table.bargainers) group_ |= party_bit(p);
    accepted_ = table.outcomes;
    for (const Bitset& one : table.accepted) accepted_ &= one;
    const auto& ratifiers = world.dispute()->ratifiers;
    for (std::size_t r = 0; r < ratifiers.size(); ++r) {
      const auto index = static_cast<int>(r);
      if ((group_ & party_bit(ratifiers[r].of)) != 0 && world.asked(index) != nullptr)
        ratifiers_.push_back(index);
    }
  }

  TwoLevel run() {
    TwoLevel out;
    Bitset all = table_.outcomes;
    for (std::size_t b = 0; b < table_.bargainers.size(); ++b) {
      all &= table_.ratified[b];
      WinSet row{table_.bargainers[b], Count(table_.ratified[b].count()), {}};
      for (const int r : ratifiers_) {
        if (of(r) == row.party)
          row.by_ratifier.emplace_back(r, (world_.approved(r) & table_.outcomes).count());
      }
      if (!row.by_ratifier.empty()) out.win_sets.push_back(std::move(row));
    }
    out.ratified_for_all = all.count();
    if (table_.deals.none() && !ratifiers_.empty()) openings(out);
    if (choose_ != nullptr) {
      for (const WinSet& row : out.win_sets) out.binding.push_back(binding(row.party));
    }
    return out;
  }

 private:
  int of(int ratifier) const {
    return world_.dispute()->ratifiers[static_cast<std::size_t>(ratifier)].of;
  }
  // Accepted by all and let pass by all ratifiers but those left out.
  Bitset passing_without(int left_out, int and_this = -1) const {
    Bitset out = accepted_;
    for (const int r : ratifiers_) {
      if (r != left_out && r != and_this) out &= world_.approved(r);
    }
    return out;
  }
  std::vector<int> example(const Bitset& deals) const {
    return world_.layout().options(deals.members().front());
  }

  void openings(TwoLevel& found) const {
    std::vector<Opening>& out = found.openings;
    if (accepted_.any()) quotas(out);
    std::stable_sort(out.begin(), out.end(), [](const Opening& a, const Opening& b) {
      return a.from - a.to < b.from - b.to;
    });
    issues(out, found.issues_not_tried);
    consents(out);
    bool single = false;
    for (const int r : ratifiers_) {
      const Bitset deals = passing_without(r);
      if (deals.none()) continue;
      single = true;
      out.push_back({OpeningKind::kRatifier, {r}, 0, 0, deals.count(), example(deals)});
    }
    if (single) return;
    for (std::size_t i = 0; i < ratifiers_.size(); ++i) {
      for (std::size_t j = i + 1; j < ratifiers_.size(); ++j) {
        const Bitset deals = passing_without(ratifiers_[i], ratifiers_[j]);
        if (deals.none()) continue;
        out.push_back({OpeningKind::kRatifiers,
                       {ratifiers_[i], ratifiers_[j]},
                       0,
                       0,
                       deals.count(),
                       example(deals)});
      }
    }
  }
  void quotas(std::vector<Opening>& out) const {
    for (const int r : ratifiers_) {
      const Ratifier& ratifier = world_.dispute()->ratifiers[static_cast<std::size_t>(r)];
      const Bitset others = passing_without(r);
      if (ratifier.segments.empty() || others.none()) continue;
      std::vector<Term> terms;
      for (std::size_t k = 0; k < ratifier.segments.size(); ++k) {
        terms.push_back({&world_.table().satisfying(ratifier.segments[k].approves),
                         share_units(world_.scenario(), ratifier, r, k)});
      }
      const auto support = add_terms(terms, world_.size());
      Opening row{OpeningKind::kQuota, {r}, ratifier.quota.units(), 0, 0, {}};
      others.for_each([&](std::size_t s) { row.to = std::max(row.to, support[s]); });
      if (row.to == 0) continue;  // a quota of nothing is no quota
      Bitset deals(world_.size());
      others.for_each([&](std::size_t s) {
        if (support[s] == row.to) deals.set(s);
      });
      row.deals = deals.count();
      row.example = example(deals);
      out.push_back(std::move(row));
    }
  }
  void issues(std::vector<Opening>& out, std::vector<int>& not_tried) const {
    const auto& issues = world_.dispute()->issues;
    for (std::size_t k = 0; k < issues.size(); ++k) {
      if (world_.scenario().on(issues[k].toggle)) continue;
      Changes changes;
      changes.toggles.emplace_back(issues[k].toggle, true);
      if (world_.size() > kMostVaried) {
        not_tried.push_back(static_cast<int>(k));
        continue;
      }
      const auto varied = world_.vary(changes);
      if (!varied) {  // too many outcomes
        not_tried.push_back(static_cast<int>(k));
        continue;
      }
      const Bitset deals = make_table(*varied, table_.bargainers, within_).deals;
      if (deals.none()) continue;
      out.push_back({OpeningKind::kIssue,
                     {static_cast<int>(k)},
                     0,
                     0,
                     deals.count(),
                     varied->layout().options(deals.members().front())});
    }
  }
  void consents(std::vector<Opening>& out) const {
    for (int p = 0; p < static_cast<int>(world_.parties()); ++p) {
      if ((group_ & party_bit(p)) != 0 || !world_.scenario().present(p)) continue;
      Bitset deals = reached_jointly(world_, group_ | party_bit(p));
      if (within_) deals &= world_.satisfying(*within_);
      for (const int b : table_.bargainers) deals &= world_.view(b).accepts;
      for (const int r : ratifiers_) deals &= world_.approved(r);
      if (deals.none()) continue;
      out.push_back({OpeningKind::kConsent, {p}, 0, 0, deals.count(), example(deals)});
    }
  }

  BindingEffect binding(int party) const {
    BindingEffect out;
    out.party = party;
    Bitset free = accepted_;
    for (const int r : ratifiers_) {
      if (of(r) != party) free &= world_.approved(r);
    }
    const auto pick = [&](const Bitset& deals, std::optional<std::vector<int>>& outcome,
                          std::vector<std::int64_t>& utility) {
      const std::vector<Outcome> best = (*choose_)(deals);
      if (best.empty()) return;
      outcome = world_.layout().options(best.front());
      for (const PartyUtility& one : utilities_) utility.push_back(one.utility[best.front()]);
    };
    pick(table_.deals, out.with, out.utility_with);
    pick(free, out.without, out.utility_without);
    return out;
  }

  const World& world_;
  const BargainingTable& table_;
  const std::vector<PartyUtility>& utilities_;
  const std::optional<Formula>& within_;
  const Chooser* choose_;
  PartySet group_ = 0;
  Bitset accepted_;
  std::vector<int> ratifiers_;
};

}  // namespace

TwoLevel find_two_level(const World& world, const BargainingTable& table,
                        const std::vector<PartyUtility>& utilities,
                        const std::optional<Formula>& within, const Chooser* choose) {
  return Levels(world, table, utilities, within, choose).run();
}

}  // namespace detente
