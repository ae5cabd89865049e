// Why one deal fails, rung by rung (stoppers_of in explain.h).
#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "analysis/readiness/explain.h"
#include "analysis/readiness/witness.h"

namespace detente {
namespace {

class Explainer {
 public:
  Explainer(const World& world, const Ladder& ladder, const Deal& deal)
      : world_(world), dispute_(world.dispute()), ladder_(ladder), deal_(deal) {}

  std::vector<Stopper> run() {
    const auto fails = [&](Rung rung) {
      return (deal_.known >> at(rung) & 1U) != 0 && (deal_.passes >> at(rung) & 1U) == 0;
    };
    if (fails(Rung::kPossible)) impossible();
    if (fails(Rung::kWilling)) unacceptable(Rung::kWilling, dispute_->of);
    if (fails(Rung::kMutual)) {
      for (const int i : members_of(deal_.signatories)) {
        if (i != dispute_->of && !world_.accepts(i, deal_.outcome)) unacceptable(Rung::kMutual, i);
      }
    }
    if (fails(Rung::kRatifiable)) unratified();
    if (fails(Rung::kDurable)) broken();
    if (fails(Rung::kReachable) && !fails(Rung::kDurable) && !fails(Rung::kPossible)) unreachable();
    return std::move(out_);
  }

 private:
  std::string party_ids(PartySet parties) const {
    std::string out;
    for (const int p : members_of(parties)) {
      out += (out.empty() ? "" : "+") + dispute_->parties[static_cast<std::size_t>(p)].id;
    }
    return out;
  }
  Role role_of(PartySet parties) const {
    if ((parties & ~dispute_.negotiators()) == 0) return Role::kNegotiator;
    return (parties & deal_.signatories) != 0 ? Role::kSignatory : Role::kThirdParty;
  }
  void add_statement(Rung rung, Ground ground, PartySet who, int index) {
    const Statement& statement = dispute_->statements[static_cast<std::size_t>(index)];
    Stopper stopper{rung,
                    ground,
                    role_of(who),
                    party_ids(who),
                    statement.id,
                    index,
                    statement.says.empty() ? statement.formula.text : statement.says,
                    statement.remarks.source,
                    statement.remarks.note};
    if (ground == Ground::kStatement && statement.red_line) stopper.ground = Ground::kRedLine;
    out_.push_back(std::move(stopper));
  }
  std::optional<Outcome> no_deal(int party) const {
    const auto outcome = no_deal_outcome(world_.table(), world_.scenario(), party);
    return outcome ? *outcome : std::nullopt;
  }

  // A party rejects `a` against `b`: name what weighs most, whatever its form of preference.
  void weigh(Rung rung, Ground ground, PartySet who, int party, Outcome a,
             std::optional<Outcome> b) {
    const std::vector<int> statements = largest_losses(world_, party, a, b);
    for (const int s : statements) add_statement(rung, ground, who, s);
    if (!statements.empty()) return;
    const Party& named = dispute_->parties[static_cast<std::size_t>(party)];
    const Preference& preference = dispute_->preferences[static_cast<std::size_t>(party)];
    Stopper stopper{rung, ground, role_of(who), party_ids(who), named.id, -1, "", "", ""};
    switch (preference.form) {
      case PreferenceForm::kRanking:
        stopper.ground = Ground::kRanking;
        stopper.text = "its ranking puts it lower";
        break;
      case PreferenceForm::kValues:
      case PreferenceForm::kOutcomeValues:
        stopper.ground = Ground::kValues;
        stopper.text = "its values add up to less" + largest_value_loss(preference, a, b);
        break;
      default:
        stopper.text = named.margin.units() > 0
                           ? "no gain of at least its margin of " + named.margin.to_string()
                           : "no gain";
    }
    out_.push_back(std::move(stopper));
  }
  std::string largest_value_loss(const Preference& preference, Outcome a,
                                 std::optional<Outcome> b) const {
    if (!b) return "";
    std::int64_t most = 0;
    std::string issues;
    for (std::size_t k = 0; k < preference.values.size(); ++k) {
      const auto& column = preference.values[k];
      if (column.empty()) continue;
      const auto value = [&](Outcome s) {
        return column[static_cast<std::size_t>(world_.layout().option(s, static_cast<int>(k)))]
            .units();
      };
      const std::int64_t loss = value(*b) - value(a);
      if (loss <= 0 || loss < most) continue;
      if (loss > most) issues.clear();
      most = loss;
      issues += (issues.empty() ? "" : ", ") + dispute_->issues[k].remarks.name;
    }
    return issues.empty() ? "" : ", most of all on " + issues;
  }

  void unacceptable(Rung rung, int party) {
    weigh(rung, Ground::kStatement, party_bit(party), party, deal_.outcome, no_deal(party));
  }

  void impossible() {
    const std::size_t before = out_.size();
    for (const Order& order : dispute_->orders) {
      if (!world_.scenario().on(order.toggle)) continue;
      if (opens(order.toggle)) {
        out_.push_back({Rung::kPossible, Ground::kOrder, Role::kNobody, "", order.id, -1,
                        "'" + order.then.text + "' only after '" + order.first.text + "'",
                        order.remarks.source, order.remarks.note});
      }
    }
    for (const Rule& rule : dispute_->rules) {
      if (!world_.scenario().on(rule.toggle)) continue;
      if (opens(rule.toggle)) {
        out_.push_back({Rung::kPossible, Ground::kRule, Role::kNobody, "", rule.id, -1,
                        "never '" + rule.never.text + "'", rule.remarks.source, rule.remarks.note});
      }
    }
    for (const int k : world_.layout().free_issues()) {
      const Issue& issue = dispute_->issues[static_cast<std::size_t>(k)];
      if (!issue.one_way || world_.layout().option(deal_.outcome, k) >=
                                world_.layout().option(world_.status_quo(), k))
        continue;
      out_.push_back({Rung::kPossible, Ground::kOneWay, Role::kNobody, "", issue.id, -1,
                      "'" + issue.remarks.name + "' cannot go back", issue.remarks.source,
                      issue.remarks.note});
    }
    if (out_.size() == before) {
      out_.push_back({Rung::kPossible, Ground::kNoMove, Role::kNobody, "", "", -1,
                      "no sequence of moves leads there", "", ""});
    }
  }
  bool opens(int toggle) const {
    Changes changes;
    changes.toggles.emplace_back(toggle, false);
    const auto varied = world_.vary(changes);
    return varied && reachable_by_moves(*varied).test(deal_.outcome);
  }

  void unratified() {
    for (std::size_t r = 0; r < dispute_->ratifiers.size(); ++r) {
      const Ratifier& ratifier = dispute_->ratifiers[r];
      const Bitset* asked = world_.asked(static_cast<int>(r));
      if (asked == nullptr || (deal_.signatories & party_bit(ratifier.of)) == 0) continue;
      if (world_.approved(static_cast<int>(r)).test(deal_.outcome)) continue;
      Stopper stopper{Rung::kRatifiable,
                      Ground::kRatifier,
                      Role::kRatifier,
                      ratifier.id,
                      ratifier.id,
                      -1,
                      "",
                      ratifier.remarks.source,
                      ratifier.remarks.note};
      if (ratifier.party >= 0) {
        stopper.text = "it asks " +
                       dispute_->parties[static_cast<std::size_t>(ratifier.party)].remarks.name +
                       ", which does not accept";
      } else if (!ratifier.approves.empty()) {
        stopper.text = "it approves only '" + ratifier.approves.text + "'";
      } else {
        stopper.text = support(ratifier);
      }
      out_.push_back(std::move(stopper));
    }
  }
  std::string support(const Ratifier& ratifier) const {
    std::int64_t units = 0;
    std::string who;
    const auto index = static_cast<int>(&ratifier - dispute_->ratifiers.data());
    for (std::size_t k = 0; k < ratifier.segments.size(); ++k) {
      const Segment& segment = ratifier.segments[k];
      if (!world_.table().satisfying(segment.approves).test(deal_.outcome)) continue;
      const std::int64_t share = share_units(world_.scenario(), ratifier, index, k);
      units += share;
      const std::string name =
          segment.name.empty() ? "'" + segment.approves.text + "'" : segment.name;
      who += (who.empty() ? "" : "; ") + name + " " + percent(Decimal::from_units(share));
    }
    return "only " + percent(Decimal::from_units(units)) + " approve" +
           (who.empty() ? "" : " (" + who + ")") + ", " + percent(ratifier.quota) + " are needed";
  }
  static std::string percent(Decimal share) {
    return Decimal::from_units(share.units() * 100).to_string() + "%";
  }

  void broken() {
    if (!ladder_.sanctions) return;
    const auto found =
        find_break(*ladder_.sanctions, deal_.outcome, deal_.outcome, deal_.signatories);
    if (found) add_break(Rung::kDurable, Ground::kBreaks, *found);
  }
  void add_break(Rung rung, Ground ground, const BreakWitness& found) {
    const PartySet members = world_.movers()[static_cast<std::size_t>(found.mover)].members;
    const Outcome end = found.path.back().to;
    const bool inside = (members & deal_.signatories) != 0;
    weigh(rung, ground, members, found.victim, end,
          inside ? std::optional<Outcome>(deal_.outcome) : no_deal(found.victim));
    for (Stopper& stopper : out_) {
      if (stopper.rung == rung && stopper.statement < 0 && stopper.ground == ground)
        stopper.who = party_ids(members);
    }
  }

  // The first mover on a shortest legal path that will not step, or after whose step somebody
  // diverts.
  void unreachable() {
    if (!ladder_.sanctions) return;
    const auto path = legal_path(world_, deal_.outcome);
    if (!path) return;
    Outcome z = world_.status_quo();
    for (std::size_t k = 0; k <= path->size(); ++k) {
      if (const auto found = find_break(*ladder_.sanctions, z, deal_.outcome, deal_.signatories)) {
        add_break(Rung::kReachable, Ground::kDiverts, *found);
        return;
      }
      if (k == path->size()) return;
      const PartySet members = world_.movers()[static_cast<std::size_t>((*path)[k].mover)].members;
      if (!looks_forward(world_, members, z, deal_.outcome)) {
        for (const int i : members_of(members)) {
          if (looks_forward(world_, party_bit(i), z, deal_.outcome)) continue;
          const auto reference = k == 0 ? no_deal(i) : std::optional<Outcome>(z);
          weigh(Rung::kReachable, Ground::kWillNotStep, party_bit(i), i, deal_.outcome, reference);
        }
        return;
      }
      z = (*path)[k].to;
    }
  }

  const World& world_;
  const Dispute& dispute_;
  const Ladder& ladder_;
  const Deal& deal_;
  std::vector<Stopper> out_;
};

}  // namespace

std::vector<Stopper> stoppers_of(const World& world, const Ladder& ladder, const Deal& deal) {
  return Explainer(world, ladder, deal).run();
}

}  // namespace detente
