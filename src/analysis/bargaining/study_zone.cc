#include <fmt/format.h>

#include "analysis/bargaining/study_explicit.h"

namespace detente {

void add_zone_sample(const Dispute& dispute, const Scenario& scenario, const Conditions& conditions,
                     const AdditiveForm* table, const BargainingAsked& asked, Budget& budget,
                     BargainingStudy& study) {
  ZoneSampleAsked how;
  how.threads = asked.threads;
  ZoneSample sample =
      sample_zone(dispute, scenario, study.bargainers, conditions, table, how, budget);
  if (sample.drawn > 0) {
    study.zone_sample = std::move(sample);
  } else {
    study.zone->why += fmt::format(
        "; of {} combinations of options drawn at random none is on the table, so that no share "
        "could be estimated",
        sample.tried);
  }
}

}  // namespace detente
