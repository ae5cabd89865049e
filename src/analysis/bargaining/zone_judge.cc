#include "analysis/bargaining/zone_judge.h"

#include <algorithm>
#include <set>

namespace detente {

void ZoneTally::add(const ZoneTally& other) {
  outcomes += other.outcomes;
  deals += other.deals;
  accepted_by_all += other.accepted_by_all;
  ratified_for_all += other.ratified_for_all;
  const auto sum = [](std::vector<std::uint64_t>& to, const std::vector<std::uint64_t>& more) {
    for (std::size_t k = 0; k < to.size(); ++k) to[k] += more[k];
  };
  sum(accepts, other.accepts);
  sum(ratified, other.ratified);
  sum(both, other.both);
  sum(removes, other.removes);
  sum(alone, other.alone);
}

ZoneJudge::ZoneJudge(const Dispute& dispute, const Scenario& scenario,
                     const std::vector<int>& bargainers, const Conditions& conditions)
    : dispute_(dispute), scenario_(scenario), bargainers_(bargainers), conditions_(conditions) {
  for (std::size_t b = 0; b < bargainers.size(); ++b) {
    Reason no_deal;
    no_deal.bargainer = b;
    no_deal.floors.push_back(&conditions.floors[b]);
    reasons_.push_back(std::move(no_deal));
    std::set<int> lines;
    for (const Condition& one : conditions.deals) {
      if (one.origin.party == bargainers[b] && one.origin.red_line >= 0)
        lines.insert(one.origin.red_line);
    }
    for (const int line : lines) {
      Reason reason;
      reason.bargainer = b;
      reason.kind = CutKind::kRedLine;
      reason.index = line;
      for (const Condition& one : conditions.deals) {
        if (one.origin.party == bargainers[b] && one.origin.red_line == line)
          reason.conditions.push_back(&one);
      }
      reasons_.push_back(std::move(reason));
    }
    for (const int r : ratifiers_of(dispute, scenario, {bargainers[b]})) {
      Reason reason;
      reason.bargainer = b;
      reason.kind = CutKind::kRatifier;
      reason.index = r;
      for (const FloorCondition& one : conditions.floors) {
        if (one.origin.ratifier == r) reason.floors.push_back(&one);
      }
      for (const Condition& one : conditions.deals) {
        if (one.origin.ratifier == r) reason.conditions.push_back(&one);
      }
      for (const QuotaCondition& one : conditions.quotas) {
        if (one.origin.ratifier == r) reason.quotas.push_back(&one);
      }
      for (const PartnerRatifier& one : conditions.partners) {
        if (one.ratifier != r) continue;
        reason.partner = &one;
        reason.judge = static_cast<std::size_t>(
            std::find(bargainers.begin(), bargainers.end(), one.judge) - bargainers.begin());
      }
      reasons_.push_back(std::move(reason));
    }
  }
}

ZoneTally ZoneJudge::nothing() const {
  ZoneTally out;
  out.accepts.assign(bargainers_.size(), 0);
  out.ratified = out.both = out.accepts;
  out.removes.assign(reasons_.size(), 0);
  out.alone = out.removes;
  return out;
}

bool ZoneJudge::excludes(const Reason& reason, std::span<const int> outcome) const {
  for (const FloorCondition* one : reason.floors) {
    if (!meets_floor(dispute_, scenario_, conditions_, *one, outcome)) return true;
  }
  for (const Condition* one : reason.conditions) {
    if (holds_at(dispute_, scenario_, one->formula, outcome) != one->holds) return true;
  }
  return std::any_of(reason.quotas.begin(), reason.quotas.end(), [&](const QuotaCondition* one) {
    return !meets_quota(dispute_, scenario_, *one, outcome);
  });
}

void ZoneJudge::count(std::span<const int> outcome, ZoneTally& to) const {
  const std::size_t n = bargainers_.size();
  std::vector<char> accepts(n, 1), ratified(n, 1), excluded(reasons_.size(), 0);
  for (std::size_t k = 0; k < reasons_.size(); ++k) {
    excluded[k] = excludes(reasons_[k], outcome) ? 1 : 0;
    if (reasons_[k].kind != CutKind::kRatifier && excluded[k] != 0)
      accepts[reasons_[k].bargainer] = 0;
  }
  for (std::size_t k = 0; k < reasons_.size(); ++k) {
    const PartnerRatifier* partner = reasons_[k].partner;
    if (partner != nullptr && accepts[reasons_[k].judge] == 0) {
      if (partner->asked.empty() || holds_at(dispute_, scenario_, partner->asked, outcome))
        excluded[k] = 1;
    }
    if (reasons_[k].kind == CutKind::kRatifier && excluded[k] != 0)
      ratified[reasons_[k].bargainer] = 0;
  }
  const auto all = [](const std::vector<char>& flags) {
    return std::find(flags.begin(), flags.end(), 0) == flags.end();
  };
  ++to.outcomes;
  to.accepted_by_all += all(accepts) ? 1 : 0;
  to.ratified_for_all += all(ratified) ? 1 : 0;
  to.deals += all(accepts) && all(ratified) ? 1 : 0;
  for (std::size_t b = 0; b < n; ++b) {
    to.accepts[b] += accepts[b] != 0 ? 1 : 0;
    to.ratified[b] += ratified[b] != 0 ? 1 : 0;
    to.both[b] += accepts[b] != 0 && ratified[b] != 0 ? 1 : 0;
  }
  const auto cuts = std::count(excluded.begin(), excluded.end(), 1);
  for (std::size_t k = 0; k < reasons_.size(); ++k) {
    if (excluded[k] == 0) continue;
    ++to.removes[k];
    to.alone[k] += cuts == 1 ? 1 : 0;
  }
}

Zone ZoneJudge::zone(const ZoneTally* tally) const {
  const auto number = [&](std::uint64_t ZoneTally::*what) {
    return tally != nullptr ? Count(tally->*what) : Count();
  };
  const auto one_of = [&](std::vector<std::uint64_t> ZoneTally::*what, std::size_t k) {
    return tally != nullptr ? Count((tally->*what)[k]) : Count();
  };
  Zone out;
  out.outcomes = number(&ZoneTally::outcomes);
  out.deals = number(&ZoneTally::deals);
  out.accepted_by_all = number(&ZoneTally::accepted_by_all);
  out.ratified_for_all = number(&ZoneTally::ratified_for_all);
  for (std::size_t b = 0; b < bargainers_.size(); ++b) {
    ZoneParty row;
    row.party = bargainers_[b];
    row.no_deal = row.ideal = conditions_.no_deal[b];
    row.accepts = one_of(&ZoneTally::accepts, b);
    row.ratified = one_of(&ZoneTally::ratified, b);
    row.both = one_of(&ZoneTally::both, b);
    out.parties.push_back(std::move(row));
  }
  for (std::size_t k = 0; k < reasons_.size(); ++k) {
    out.parties[reasons_[k].bargainer].cuts.push_back({reasons_[k].kind, reasons_[k].index,
                                                       one_of(&ZoneTally::removes, k),
                                                       one_of(&ZoneTally::alone, k)});
  }
  return out;
}

}  // namespace detente
