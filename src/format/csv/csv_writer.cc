#include "format/csv/csv_writer.h"

#include <fmt/format.h>

#include <algorithm>

#include "format/csv/csv_table.h"
#include "format/scores/scores.h"

namespace detente {
namespace csv {
namespace {

class Writer {
 public:
  Writer(const Dispute& dispute, char separator) : dispute_(dispute), separator_(separator) {}

  std::string run(const RankedOutcomes& ranked) {
    row("kind", "party", "outcome", "value");
    const Issue& issue = dispute_->issues.front();
    feasible_.assign(issue.options.size(), 0);
    for (const auto& outcome : ranked.outcomes) feasible_[index(outcome.front())] = 1;
    const int first = dispute_->status_quo.front();
    outcome(first);
    for (int o = 0; o < static_cast<int>(issue.options.size()); ++o) {
      if (o != first) outcome(o);
    }
    // party by party, so that reading finds them in the same order
    for (std::size_t p = 0; p < dispute_->parties.size(); ++p) {
      for (const auto& [from, to] : dispute_->graph->arcs[p]) {
        if (feasible_[index(from)] != 0 && feasible_[index(to)] != 0)
          row("move", party(p), name(from), name(to));
      }
      for (std::size_t k = 0; k < ranked.outcomes.size(); ++k) {
        row("rank", party(p), name(ranked.outcomes[k].front()), std::to_string(ranked.rank[p][k]));
      }
    }
    return std::move(out_);
  }

 private:
  static std::size_t index(int option) { return static_cast<std::size_t>(option); }
  // The name, unless somebody else has it too.
  const std::string& party(std::size_t p) const {
    const std::string& name = dispute_->parties[p].remarks.name;
    const auto same = [&](const Party& one) { return one.remarks.name == name; };
    const auto& all = dispute_->parties;
    return std::count_if(all.begin(), all.end(), same) == 1 ? name : all[p].id;
  }
  const std::string& name(int option) const {
    return dispute_->issues.front().options[index(option)];
  }
  void outcome(int option) {
    if (feasible_[index(option)] == 0) return;
    const std::string& label = dispute_->issues.front().labels[index(option)];
    row("outcome", "", name(option), label == name(option) ? "" : label);
  }
  void row(const std::string& kind, const std::string& who, const std::string& what,
           const std::string& value) {
    out_ += kind;
    for (const std::string& text : {who, what, value}) out_ += separator_ + field(text, separator_);
    out_ += '\n';
  }

  const Dispute& dispute_;
  char separator_;
  std::vector<char> feasible_;  // [outcome]
  std::string out_;
};

Result<Written> write(const Dispute& dispute, const RankOutcomes& rank, char separator) {
  if (!dispute->graph) return scores::write_scores(dispute, separator);
  const auto ranked = rank();
  if (!ranked) return tl::unexpected(ranked.error());
  Written out{Writer(dispute, separator).run(*ranked), beside_states_and_rankings(dispute)};
  if (!dispute->coalitions.empty()) out.left_out.emplace_back("the coalitions");
  return out;
}

}  // namespace
}  // namespace csv

Result<Written> write_csv(const Dispute& dispute, const RankOutcomes& rank) {
  return csv::write(dispute, rank, ',');
}
Result<Written> write_tsv(const Dispute& dispute, const RankOutcomes& rank) {
  return csv::write(dispute, rank, '\t');
}

}  // namespace detente
