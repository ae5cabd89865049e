#include "analysis/stability/stability_sections.h"

#include <fmt/format.h>

#include <bit>

#include "analysis/readiness/words.h"

namespace detente {
namespace {

Bitset for_all(const StabilityWriting& of, const std::vector<const Bitset*>& sets) {
  Bitset out = of.study.space.feasible();
  for (const Bitset* set : sets) out &= *set;
  return out;
}

}  // namespace

std::string StabilityWriting::mover(std::size_t g) const {
  return party_names(dispute, study.space.movers()[g].members);
}

std::string StabilityWriting::list(const std::vector<Outcome>& outcomes) const {
  std::string out;
  for (std::size_t k = 0; k < outcomes.size(); ++k) {
    if (k == 10) return out + fmt::format("; and {} more", outcomes.size() - k);
    out += (k == 0 ? "" : "; ") + name(outcomes[k]);
  }
  return out.empty() ? "none" : out;
}

std::string apart_here(const Dispute& dispute, const Space& space) {
  const PartySet together = dispute.negotiators();
  if (std::popcount(together) < 2) return {};
  for (const Actor& mover : space.movers()) {
    if (mover.members == together) return {};
  }
  return fmt::format(
      "Movers are parties, and groups whose joint consent an issue needs: {} do not move together "
      "here, as they do where 'detente ask' looks for deals.",
      party_names(dispute, together));
}

void write_foresight(const StabilityWriting& of) {
  std::vector<std::string> items;
  if (of.study.simultaneous && of.study.simultaneous->stopped == StopReason::kDone) {
    std::vector<const Bitset*> sets;
    for (const Bitset& one : of.study.simultaneous->stable) sets.push_back(&one);
    items.push_back("SIM, against simultaneous improvements: " +
                    of.list(for_all(of, sets).members()));
  }
  if (of.study.limited) {
    for (std::size_t h = 0; h < of.study.limited->horizon.size(); ++h) {
      const auto& both = of.study.limited->horizon[h];
      items.push_back(
          fmt::format("L_{}: {}", h + 1, of.list(for_all(of, {&both[0], &both[1]}).members())));
    }
    if (of.study.limited->stopped == StopReason::kDone) {
      const auto& both = of.study.limited->nonmyopic;
      items.push_back("non-myopic: " + of.list(for_all(of, {&both[0], &both[1]}).members()));
    }
  }
  for (std::size_t h = 0; h < of.study.maximin.size(); ++h) {
    std::vector<const Bitset*> sets;
    for (const auto& one : of.study.maximin[h]) {
      if (one) sets.push_back(&*one);
    }
    items.push_back(fmt::format("Maximin_{}: {}", h + 1, of.list(for_all(of, sets).members())));
  }
  if (items.empty()) return;
  of.document.heading(2, "Other foresight");
  of.document.bullets(std::move(items));
}

void write_coalitions(const StabilityWriting& of) {
  if (of.study.coalitions.coalitions.empty()) return;
  of.document.heading(2, "Coalitions");
  Table table;
  table.header = {"coalition", "CNash", "CSEQ", "CSMR", "CGMR"};
  table.right = {false, true, true, true, true};
  Bitset all[kCoalitionConcepts];
  for (Bitset& one : all) one = of.study.space.feasible();
  for (const CoalitionStability& one : of.study.coalitions.coalitions) {
    const auto count = [&](CoalitionConcept which) {
      return std::to_string(one.stable[static_cast<std::size_t>(which)].count());
    };
    table.rows.push_back({party_names(of.dispute, one.members), count(CoalitionConcept::kCNash),
                          count(CoalitionConcept::kCSeq), count(CoalitionConcept::kCSmr),
                          count(CoalitionConcept::kCGmr)});
    for (std::size_t c = 0; c < kCoalitionConcepts; ++c) all[c] &= one.stable[c];
  }
  of.document.table(std::move(table));
  std::vector<std::string> items;
  for (std::size_t c = 0; c < kCoalitionConcepts; ++c) {
    items.push_back(fmt::format("{}, stable for all of these: {}",
                                coalition_concept_name(static_cast<CoalitionConcept>(c)),
                                of.list(all[c].members())));
  }
  of.document.bullets(std::move(items));
}

void write_why(const StabilityWriting& of) {
  for (const WhyRow& row : of.study.why) {
    of.document.heading(2, fmt::format("{} for {}", of.name(row.outcome), of.mover(row.mover)));
    if (row.reasons.front().replies.empty()) {
      of.document.paragraph("Stable under every concept: there is nothing to gain by moving.");
      continue;
    }
    std::vector<std::string> items;
    for (const Reason& reason : row.reasons) {
      for (const Reply& reply : reason.replies) {
        std::string text =
            fmt::format("{}: {} to {}", concept_name(reason.which),
                        reason.stable ? "the move" : "moves", of.name(reply.improvement));
        if (reason.stable || reply.punished) {
          text += " is punished:";
          for (const SequenceStep& step : reply.sanction)
            text += fmt::format(" {} -> {};", of.mover(step.mover), of.name(step.to));
          text.back() = '.';
        } else {
          text += ", and nothing punishes that.";
        }
        items.push_back(text);
      }
    }
    of.document.bullets(std::move(items));
  }
}

void write_inverse(const StabilityWriting& of) {
  for (const InverseRow& row : of.study.inverse) {
    of.document.heading(2, fmt::format("What would make {} stable for {}", of.name(row.target),
                                       of.mover(row.mover)));
    Table table;
    table.header = {"concept", "now", "share of its orders", "orders", "smallest change"};
    table.right = {false, false, true, true, false};
    for (const InverseCount& count : row.counts) {
      std::vector<std::string> changes;
      for (const auto& change : count.changes) {
        std::vector<std::string> named;
        named.reserve(change.size());
        for (const Outcome s : change) named.push_back(of.name(s));
        if (changes.size() == 3) {
          changes.emplace_back("...");
          break;
        }
        changes.push_back(fmt::format("{}", fmt::join(named, " and ")));
      }
      std::string change = "none needed";
      if (!count.stable_now)
        change = changes.empty()
                     ? "no four outcomes do it"
                     : fmt::format("no longer above it: {}", fmt::join(changes, ", or "));
      table.rows.push_back(
          {std::string(concept_name(count.which)), count.stable_now ? "stable" : "unstable",
           count.share ? count.share->text() : "too many", count.orders.value_or("-"), change});
    }
    of.document.table(std::move(table));
  }
}

}  // namespace detente
