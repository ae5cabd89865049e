#include "analysis/bargaining/linkage.h"

#include <algorithm>

#include "analysis/bargaining/conditions.h"

namespace detente {
namespace {

constexpr std::size_t kMostVaried = std::size_t{1} << 18;
constexpr std::uint64_t kMostPairs = 4'000'000;

// Issues that differ from the status quo somewhere in A.
std::vector<int> changeable(const World& world, const BargainingTable& table) {
  const Layout& layout = world.layout();
  std::vector<int> out;
  for (const int k : layout.free_issues()) {
    bool changes = false;
    const int here = layout.option(world.status_quo(), k);
    table.outcomes.for_each([&](std::size_t s) {
      changes = changes || layout.option(static_cast<Outcome>(s), k) != here;
    });
    if (changes) out.push_back(k);
  }
  return out;
}

Outcome changed(const Layout& layout, Outcome s, int issue, int option) {
  const auto stride = static_cast<std::int64_t>(layout.stride(issue));
  return static_cast<Outcome>(s + (option - layout.option(s, issue)) * stride);
}

std::vector<std::int64_t> utilities_at(const std::vector<PartyUtility>& utilities, Outcome s) {
  std::vector<std::int64_t> out;
  out.reserve(utilities.size());
  for (const PartyUtility& one : utilities) out.push_back(one.utility[s]);
  return out;
}

std::vector<std::int64_t> difference(const std::vector<PartyUtility>& utilities, Outcome from,
                                     Outcome to) {
  std::vector<std::int64_t> out;
  out.reserve(utilities.size());
  for (const PartyUtility& one : utilities) out.push_back(one.utility[to] - one.utility[from]);
  return out;
}

// How a trade is ranked: how many gain, then the product of their gains.
std::pair<std::size_t, long double> worth(const Trade& trade) {
  std::size_t gainers = 0;
  long double product = 1;
  for (const std::int64_t gain : trade.both) {
    if (gain == 0) continue;
    ++gainers;
    product *= static_cast<long double>(gain);
  }
  return {gainers, product};
}

}  // namespace

bool someone_loses(const std::vector<std::int64_t>& change) {
  return std::any_of(change.begin(), change.end(), [](std::int64_t d) { return d < 0; });
}

bool someone_gains(const std::vector<std::int64_t>& change) {
  return std::any_of(change.begin(), change.end(), [](std::int64_t d) { return d > 0; });
}

bool breaks_a_red_line(const Dispute& dispute, const Scenario& scenario,
                       const std::vector<int>& bargainers, std::span<const int> before,
                       std::span<const int> after) {
  for (const int party : bargainers) {
    for (const int s : holding_statements(dispute, scenario, party)) {
      const Statement& one = dispute->statements[static_cast<std::size_t>(s)];
      if (one.red_line && holds_at(dispute, scenario, one.formula, after) &&
          !holds_at(dispute, scenario, one.formula, before))
        return true;
    }
  }
  return false;
}

void keep_best_trades(std::vector<Trade> found, Linkage& linkage) {
  std::stable_sort(found.begin(), found.end(),
                   [](const Trade& a, const Trade& b) { return worth(a) > worth(b); });
  linkage.more_trades = found.size() > kMostTrades ? found.size() - kMostTrades : 0;
  if (found.size() > kMostTrades) found.resize(kMostTrades);
  linkage.trades = std::move(found);
}

OneByOne decide_one_by_one(const World& world, const BargainingTable& table,
                           const std::vector<PartyUtility>& utilities, const std::string& solution,
                           const Chooser& choose) {
  OneByOne out;
  out.solution = solution;
  const Layout& layout = world.layout();
  const std::vector<Outcome> joint = choose(table.deals);
  const Outcome together = joint.empty() ? world.status_quo() : joint.front();
  Outcome apart = world.status_quo();
  for (const int k : changeable(world, table)) {
    Bitset alone(world.size());
    for (std::uint32_t o = 0; o < layout.radix(k); ++o) {
      const Outcome s = changed(layout, world.status_quo(), k, static_cast<int>(o));
      if (table.deals.test(s)) alone.set(s);
    }
    const std::vector<Outcome> best = choose(alone);
    if (best.empty()) continue;
    int first = layout.option(best.front(), k);
    for (const Outcome s : best) first = std::min(first, layout.option(s, k));
    apart = changed(layout, apart, k, first);
  }
  out.together = layout.options(together);
  out.apart = layout.options(apart);
  out.feasible = table.outcomes.test(apart);
  out.deal = table.deals.test(apart);
  out.utility_together = utilities_at(utilities, together);
  out.utility_apart = utilities_at(utilities, apart);
  return out;
}

void find_trades(const World& world, const BargainingTable& table,
                 const std::vector<PartyUtility>& utilities, Linkage& linkage) {
  if (world.dispute()->graph) {
    linkage.why_no_trades = "in graph form there are no issues to trade";
    return;
  }
  const Layout& layout = world.layout();
  const std::vector<int> issues = changeable(world, table);
  std::uint64_t options = 0;
  for (const int k : issues) options += layout.radix(k);
  if (options * options / 2 > kMostPairs) {
    linkage.why_no_trades = "there are too many pairs of options";
    return;
  }
  const Outcome start = world.status_quo();
  std::vector<Trade> found;
  for (std::size_t i = 0; i < issues.size(); ++i) {
    for (std::size_t j = i + 1; j < issues.size(); ++j) {
      for (std::uint32_t o = 0; o < layout.radix(issues[i]); ++o) {
        const Outcome one = changed(layout, start, issues[i], static_cast<int>(o));
        if (one == start || !someone_loses(difference(utilities, start, one))) continue;
        for (std::uint32_t q = 0; q < layout.radix(issues[j]); ++q) {
          const Outcome other = changed(layout, start, issues[j], static_cast<int>(q));
          const Outcome both = changed(layout, one, issues[j], static_cast<int>(q));
          if (other == start || !table.outcomes.test(both)) continue;
          Trade trade;
          trade.both = difference(utilities, start, both);
          trade.second = difference(utilities, start, other);
          if (someone_loses(trade.both) || !someone_loses(trade.second) ||
              !someone_gains(trade.both) ||
              breaks_a_red_line(world.dispute(), world.scenario(), table.bargainers,
                                layout.options(start), layout.options(both)))
            continue;
          trade.first = difference(utilities, start, one);
          trade.issue[0] = issues[i];
          trade.issue[1] = issues[j];
          trade.option[0] = static_cast<int>(o);
          trade.option[1] = static_cast<int>(q);
          found.push_back(std::move(trade));
        }
      }
    }
  }
  keep_best_trades(std::move(found), linkage);
}

namespace {

std::size_t packages_of(const World& world, const BargainingTable& table, int issue) {
  Bitset seen(world.size());
  table.deals.for_each(
      [&](std::size_t s) { seen.set(changed(world.layout(), static_cast<Outcome>(s), issue, 0)); });
  return seen.count();
}

}  // namespace

Changes taking_away(const Dispute& dispute, int issue) {
  Changes changes;
  changes.toggles.emplace_back(dispute->issues[static_cast<std::size_t>(issue)].toggle, false);
  const auto speaks = [&](const Formula& formula) {
    const auto issues = issues_in(dispute, formula);
    return std::find(issues.begin(), issues.end(), issue) != issues.end();
  };
  for (const Statement& one : dispute->statements) {
    if (speaks(one.formula)) changes.toggles.emplace_back(one.toggle, false);
  }
  for (const Rule& one : dispute->rules) {
    if (speaks(one.never)) changes.toggles.emplace_back(one.toggle, false);
  }
  for (const Order& one : dispute->orders) {
    if (speaks(one.first) || speaks(one.then)) changes.toggles.emplace_back(one.toggle, false);
  }
  return changes;
}

void find_issue_effects(const World& world, const BargainingTable& table,
                        const std::optional<Formula>& within, Linkage& linkage) {
  if (world.dispute()->graph) return;
  for (const int k : changeable(world, table)) {
    IssueEffect effect;
    effect.issue = k;
    const int here = world.layout().option(world.status_quo(), k);
    std::size_t frozen = 0;
    table.deals.for_each([&](std::size_t s) {
      frozen += world.layout().option(static_cast<Outcome>(s), k) == here ? 1U : 0U;
    });
    effect.deals_frozen = frozen;
    effect.packages = packages_of(world, table, k);
    if (world.size() <= kMostVaried) {
      const auto varied = world.vary(taking_away(world.dispute(), k));
      if (varied) {
        const BargainingTable left = make_table(*varied, table.bargainers, within);
        effect.without = left.deals.count();
        effect.outcomes_without = left.outcomes.count();
      } else {
        linkage.why_no_effects = varied.error().front().message;
      }
    } else {
      linkage.why_no_effects = "there are too many outcomes to look at each issue's absence";
    }
    linkage.issues.push_back(effect);
  }
}

}  // namespace detente
