// What a run of worlds says in words.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/readiness/words.h"
#include "analysis/worlds/run.h"

namespace detente {
namespace {

constexpr std::size_t kShownDeals = 10;

std::string percent(double share) { return fmt::format("{:.1f}", 100 * share); }
std::string with_error(const Share& share) {
  return fmt::format("{:.1f} +- {:.1f}", 100 * share.value, 100 * share.error);
}

const std::string& case_id(const Dispute& dispute, int index) {
  return dispute->cases[static_cast<std::size_t>(index)].id;
}

}  // namespace

std::string input_name(const Dispute& dispute, const Input& input) {
  const auto index = static_cast<std::size_t>(input.index);
  switch (input.kind) {
    case Input::Kind::kFactor:
      return dispute->factors[index].remarks.name;
    case Input::Kind::kWeight: {
      const Statement& statement = dispute->statements[index];
      return "the weight of " + statement.id;
    }
    case Input::Kind::kShare:
      break;
  }
  const Ratifier& ratifier = dispute->ratifiers[index];
  if (input.segment == ratifier.segments.size())
    return ratifier.remarks.name + ": those who approve nothing";
  const Segment& segment = ratifier.segments[input.segment];
  return fmt::format("{}: share of {}", ratifier.remarks.name,
                     segment.name.empty() ? "\"" + segment.approves.text + "\"" : segment.name);
}

std::string driver_name(const Dispute& dispute, const WorldsRun& run, const Driver& driver) {
  std::string out;
  for (std::size_t k = 0; k < driver.inputs.size(); ++k) {
    if (k > 0) out += k + 1 == driver.inputs.size() ? " and " : ", ";
    out += input_name(dispute, run.inputs[driver.inputs[k]]);
  }
  return driver.inputs.size() > 1 ? out + " (correlated)" : out;
}

std::vector<std::string> deal_lines(const Dispute& dispute, const CaseWorlds& of,
                                    std::size_t most) {
  const Scenario scenario = make_scenario(dispute, of.case_index);
  std::vector<std::string> out;
  for (std::size_t k = 0; k < std::min(of.deals.size(), most); ++k)
    out.push_back(fmt::format("{}: {}", with_error(of.deals[k].share),
                              changes_in_words(dispute, scenario.status_quo, of.deals[k].options)));
  return out;
}

namespace {

class Writer {
 public:
  Writer(const Dispute& dispute, const WorldsRun& run) : dispute_(dispute), run_(run) {}

  Document run() {
    document_.heading(1, dispute_.asks() ? dispute_->question : dispute_->title);
    const CaseWorlds& first = run_.cases.front();
    const Share& ready = first.at_least[kReady];
    document_.paragraph(
        run_.worlds == 0
            ? "No world was worked out."
            : fmt::format(
                  "{} in {} % of {} worlds (standard error {} %){}.",
                  ladder() ? "Ready"
                           : fmt::format("An outcome that counts as a compromise {}",
                                         passing_in_words(run_.measure)),
                  percent(ready.value), run_.worlds, percent(ready.error),
                  first.case_index == 0 ? "" : ", case " + case_id(dispute_, first.case_index)),
        true);
    document_.paragraph(
        fmt::format("In every world each of the {} uncertain numbers is drawn anew ({}), and {}. "
                    "Seed {}.",
                    run_.inputs.size(),
                    run_.sampling == Sampling::kSobol
                        ? fmt::format("Sobol points, {} independent shifts", run_.replicates)
                        : "plain random numbers",
                    ladder() ? "the whole ladder is climbed" : "it is asked again", run_.seed));
    correlations();
    if (run_.stopped != StopReason::kDone)
      document_.paragraph(
          fmt::format("Stopped early ({}) after {} of {} worlds.",
                      run_.stopped == StopReason::kCancelled ? "cancelled" : "work limit",
                      run_.worlds, run_.asked));
    if (run_.worlds == 0) return std::move(document_);
    shares();
    for (const CaseWorlds& of : run_.cases) {
      detail(of);
      deals(of);
    }
    claims();
    return std::move(document_);
  }

 private:
  void correlations() {
    if (run_.correlations.empty()) return;
    document_.paragraph(
        "Drawn together, with this correlation of their normal scores (a Gaussian copula; in "
        "brackets that of their ranks, Spearman's rho):");
    std::vector<std::string> items;
    for (const CorrelatedInputs& pair : run_.correlations)
      items.push_back(fmt::format("{} and {}: {} ({:.2f})",
                                  input_name(dispute_, run_.inputs[pair.first]),
                                  input_name(dispute_, run_.inputs[pair.second]),
                                  number_in_words(pair.correlation), pair.spearman));
    document_.bullets(std::move(items));
  }
  void shares() {
    document_.heading(2, ladder()
                             ? "How far it gets: per cent of the worlds, with standard errors"
                             : "How often it holds: per cent of the worlds, with standard errors");
    Table table;
    table.header = {"case", "by the file"};
    table.right = {false, false};
    const int first = ladder() ? 1 : kReady;
    for (int v = first; v <= kRungs; ++v) {
      table.header.emplace_back(level_name(run_.measure, v));
      table.right.push_back(true);
    }
    for (const CaseWorlds& of : run_.cases) {
      std::vector<std::string> row{
          case_id(dispute_, of.case_index),
          ladder() && of.base == kReady ? "ready" : std::string(level_name(run_.measure, of.base))};
      for (int v = first; v <= kRungs; ++v)
        row.push_back(with_error(of.at_least[static_cast<std::size_t>(v)]));
      table.rows.push_back(std::move(row));
    }
    document_.table(std::move(table));
    for (const CaseWorlds& of : run_.cases) {
      if (of.impossible == 0) continue;
      document_.paragraph(fmt::format(
          "In {} % of the worlds case {} cannot be: its status quo or a no-deal is impossible "
          "there. They count as worlds in which no rung is reached.",
          percent(static_cast<double>(of.impossible) / static_cast<double>(run_.worlds)), of.id));
    }
  }

  void detail(const CaseWorlds& of) {
    document_.heading(2, "Case " + case_id(dispute_, of.case_index));
    const Share& share = of.at_least[static_cast<std::size_t>(of.event)];
    const std::string event = !ladder() ? "it holds"
                              : of.event == kReady
                                  ? "it is ready"
                                  : "it is as far as " + std::string(verdict_name(of.event));
    if (share.value <= 0 || share.value >= 1) {
      document_.paragraph("Every world has the same verdict.");
      return;
    }
    document_.paragraph(fmt::format("What it hangs on that {} (in {} % of the worlds):", event,
                                    percent(share.value)));
    Table table;
    table.header = {"input", "explains %", "where lowest %", "where highest %"};
    table.right = {false, true, true, true};
    if (run_.indices > 0) {
      table.header.insert(table.header.end(), {"first order", "total"});
      table.right.insert(table.right.end(), {true, true});
    }
    for (const Driver& driver : of.drivers) {
      if (driver.explained < 0.005 && driver.total < 0.005) continue;
      const bool group = driver.inputs.size() > 1;
      std::vector<std::string> row{driver_name(dispute_, run_, driver), percent(driver.explained),
                                   group ? "" : percent(driver.ends.front().low),
                                   group ? "" : percent(driver.ends.front().high)};
      if (run_.indices > 0) {
        row.push_back(fmt::format("{:.2f}", driver.first));
        row.push_back(fmt::format("{:.2f}", driver.total));
      }
      table.rows.push_back(std::move(row));
      for (std::size_t k = 0; group && k < driver.inputs.size(); ++k) {
        row = {"of these " + input_name(dispute_, run_.inputs[driver.inputs[k]]), "",
               percent(driver.ends[k].low), percent(driver.ends[k].high)};
        row.resize(table.header.size());
        table.rows.push_back(std::move(row));
      }
    }
    if (!table.rows.empty()) document_.table(std::move(table));
    if (of.typical.empty()) return;
    document_.paragraph(fmt::format(
        "In {} % of the worlds the verdict differs from that by the file ({}). A typical one of "
        "them "
        "{}:",
        percent(static_cast<double>(of.differing) / static_cast<double>(run_.worlds)),
        differing(of.base, "ready", "it gets as far as "),
        differing(of.typical_verdict, "is ready", "gets as far as ")));
    std::vector<std::string> items;
    for (std::size_t i = 0; i < run_.inputs.size(); ++i)
      items.push_back(fmt::format("{}: {}", input_name(dispute_, run_.inputs[i]),
                                  number_in_words(std::round(of.typical[i] * 1e4) / 1e4)));
    document_.bullets(std::move(items));
  }

  bool ladder() const { return run_.measure.is_ladder(); }
  std::string differing(Verdict verdict, const char* ready, const char* far) const {
    if (!ladder()) return verdict == kReady ? "holds" : "fails";
    return verdict == kReady ? ready : far + std::string(verdict_name(verdict));
  }

  void deals(const CaseWorlds& of) {
    if (!run_.deals) return;
    const std::string which = ladder() ? "Deals that pass all rungs" : "Outcomes that pass";
    document_.paragraph(!of.deals.empty()
                            ? which +
                                  ", in how many per cent of the worlds (with the standard error):"
                        : ladder() ? "No deal passes all rungs in any world."
                                   : "No outcome passes in any world.");
    if (of.deals.empty()) return;
    document_.bullets(deal_lines(dispute_, of, kShownDeals));
    if (of.deals.size() > kShownDeals)
      document_.paragraph(
          fmt::format("And {} more: --format json has all.", of.deals.size() - kShownDeals));
  }

  std::string claim_name(const ClaimShare& row) const {
    const Claim& claim = dispute_->claims[static_cast<std::size_t>(row.claim)];
    return fmt::format("{} ({})", claim.id, case_id(dispute_, row.case_index));
  }
  void claims() {
    if (run_.claims.empty()) return;
    document_.heading(2, "Claims: per cent of the worlds in which they hold");
    Table table;
    table.header = {"claim", "case", "holds %", "speaker", "says"};
    table.right = {false, false, true, false, false};
    const auto n = static_cast<double>(run_.worlds);
    for (const ClaimShare& row : run_.claims) {
      const Claim& claim = dispute_->claims[static_cast<std::size_t>(row.claim)];
      table.rows.push_back({claim.id, case_id(dispute_, row.case_index),
                            percent(static_cast<double>(row.holds) / n), claim.by, claim.says});
    }
    document_.table(std::move(table));
    document_.heading(2, "Tensions: claims that each hold often and together hardly ever");
    if (run_.tensions.empty()) {
      document_.paragraph(
          "None: no two claims hold in a tenth of the worlds each and together in less than a "
          "hundredth.");
      return;
    }
    std::vector<std::string> items;
    for (const Tension& tension : run_.tensions) {
      const ClaimShare& a = run_.claims[tension.first];
      const ClaimShare& b = run_.claims[tension.second];
      items.push_back(fmt::format("{} in {} %, {} in {} %, both in {} %", claim_name(a),
                                  percent(static_cast<double>(a.holds) / n), claim_name(b),
                                  percent(static_cast<double>(b.holds) / n),
                                  percent(static_cast<double>(tension.both) / n)));
    }
    document_.bullets(std::move(items));
  }

  const Dispute& dispute_;
  const WorldsRun& run_;
  Document document_;
};

}  // namespace

Document worlds_document(const Dispute& dispute, const WorldsRun& run) {
  return Writer(dispute, run).run();
}

}  // namespace detente
