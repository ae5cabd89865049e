#include "analysis/bargaining/zone_sample.h"

#include <algorithm>
#include <cmath>

#include "analysis/bargaining/table_draws.h"
#include "analysis/bargaining/zone_judge.h"

namespace detente {

ZoneSample sample_zone(const Dispute& dispute, const Scenario& scenario,
                       const std::vector<int>& bargainers, const Conditions& conditions,
                       const AdditiveForm* table, const ZoneSampleAsked& asked, Budget& budget) {
  const ZoneJudge judge(dispute, scenario, bargainers, conditions);
  const TableDraws draws(dispute, scenario, conditions, table);
  std::vector<ZoneTally> tallies(kDrawTasks, judge.nothing());
  ZoneSample out;
  out.seed = asked.seed;
  out.tried = draw_until(draws, {asked.seed, asked.draws, asked.most_tried, asked.threads}, budget,
                         [&](std::size_t task, const std::vector<int>& outcome) {
                           if (!on_table(dispute, scenario, conditions, outcome)) return false;
                           judge.count(outcome, tallies[task]);
                           return true;
                         });
  ZoneTally all = judge.nothing();
  for (const ZoneTally& tally : tallies) all.add(tally);
  out.drawn = all.outcomes;
  budget.spend(out.tried + out.drawn);
  out.zone = judge.zone(&all);
  return out;
}

ShareEstimate share_estimate(std::uint64_t hits, std::uint64_t draws, double deviations) {
  const auto n = static_cast<double>(draws), h = static_cast<double>(hits);
  const double z = deviations, all = n + z * z, middle = (h + z * z / 2) / all;
  const double half = z * std::sqrt(h * (n - h) / n + z * z / 4) / all;
  return {h / n, hits == 0 ? 0 : std::max(0.0, middle - half),
          hits == draws ? 1 : std::min(1.0, middle + half)};
}

ShareEstimate share_estimate(const Count& hits, const ZoneSample& sample) {
  return share_estimate(static_cast<std::uint64_t>(hits.to_double()), sample.drawn);
}

}  // namespace detente
