#include "space/preference_keys.h"

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "space/party_view.h"

namespace detente {
namespace {

// The outcome that a formula names option by option, if it is so short a way of writing one: all
// free issues, each `issue = option`. Long rankings consist of these; a bit set for each would take
// quadratic time and memory. -1: look at the bit set.
std::int64_t named_outcome(const OutcomeTable& table, const Formula& formula) {
  const std::size_t free = table.layout().free_issues().size();
  const Node& root = formula.nodes.back();
  const std::size_t atoms = root.op == Op::kAnd ? formula.nodes.size() - 1 : formula.nodes.size();
  if (atoms != free || (root.op == Op::kAnd && root.children.size() != atoms)) return -1;
  std::int64_t index = 0;
  std::uint64_t seen = 0;
  for (std::size_t a = 0; a < atoms; ++a) {
    const Node& atom = formula.nodes[a];
    if (atom.op != Op::kIssueIn || atom.options.size() != 1 || atom.index >= 64 ||
        !table.layout().is_free(atom.index) || (seen >> atom.index & 1U) != 0)
      return -1;
    seen |= std::uint64_t{1} << atom.index;
    index += static_cast<std::int64_t>(table.layout().stride(atom.index)) * atom.options.front();
  }
  return index;
}

template <class F>
void for_each_satisfying(OutcomeTable& table, const Formula& formula, F f) {
  const std::int64_t one = named_outcome(table, formula);
  if (one >= 0) {
    f(static_cast<std::size_t>(one));
  } else {
    table.satisfying(formula).for_each(f);
  }
}

}  // namespace

// 62 statements to a word, the words compared in turn.
std::vector<std::int64_t> lexicographic(std::span<const Bitset* const> sets, std::size_t outcomes) {
  std::vector<std::vector<std::int64_t>> words;
  for (std::size_t first = 0; first < sets.size(); first += kKeyBits) {
    const std::size_t last = std::min(sets.size(), first + kKeyBits);
    std::vector<Term> terms;
    for (std::size_t j = first; j < last; ++j) {
      terms.push_back({sets[j], std::int64_t{1} << (last - 1 - j)});
    }
    words.push_back(add_terms(terms, outcomes));
  }
  if (words.empty()) return std::vector<std::int64_t>(outcomes, 0);
  if (words.size() == 1) return std::move(words.front());
  return dense_ranks(outcomes, [&](Outcome a, Outcome b) {
    for (const auto& word : words) {
      if (word[a] != word[b]) return word[a] < word[b];
    }
    return false;
  });
}

std::vector<std::int64_t> ranking_keys(OutcomeTable& table, const Preference& preference) {
  std::vector<std::int64_t> key(table.size(),
                                -static_cast<std::int64_t>(preference.ranking.size()));
  for (std::size_t g = preference.ranking.size(); g-- > 0;) {
    for (const Formula& alternative : preference.ranking[g]) {
      for_each_satisfying(table, alternative,
                          [&](std::size_t s) { key[s] = -static_cast<std::int64_t>(g); });
    }
  }
  return key;
}

std::vector<std::int64_t> value_keys(const OutcomeTable& table, const Preference& preference) {
  const Layout& layout = table.layout();
  std::vector<std::int64_t> key(table.size(), 0);
  for (std::size_t k = 0; k < preference.values.size(); ++k) {
    const auto& column = preference.values[k];
    if (column.empty()) continue;
    const int issue = static_cast<int>(k);
    for (std::size_t s = 0; s < key.size(); ++s) {
      key[s] +=
          column[static_cast<std::size_t>(layout.option(static_cast<Outcome>(s), issue))].units();
    }
  }
  return key;
}

std::vector<std::int64_t> outcome_value_keys(OutcomeTable& table, const Preference& preference) {
  std::vector<std::int64_t> key(table.size(), 0);
  const auto& rows = preference.outcome_values;
  for (std::size_t r = rows.size(); r-- > 0;) {
    for_each_satisfying(table, rows[r].first,
                        [&](std::size_t s) { key[s] = rows[r].second.units(); });
  }
  return key;
}

Errors uncovered(OutcomeTable& table, int party, const Bitset& feasible) {
  const Dispute& dispute = table.dispute();
  const Preference& preference = dispute->preferences[static_cast<std::size_t>(party)];
  Bitset missing = feasible;
  std::string_view what;
  if (preference.form == PreferenceForm::kRanking) {
    what = "ranking";
    for (const auto& group : preference.ranking) {
      for (const Formula& alternative : group)
        for_each_satisfying(table, alternative, [&](std::size_t s) { missing.reset(s); });
    }
  } else if (preference.form == PreferenceForm::kOutcomeValues) {
    what = "outcome_values";
    for (const auto& row : preference.outcome_values)
      for_each_satisfying(table, row.first, [&](std::size_t s) { missing.reset(s); });
  } else {
    return {};
  }
  if (missing.none()) return {};
  std::string example;
  const auto options = table.layout().options(missing.members().front());
  for (const int issue : table.layout().free_issues()) {
    const Issue& named = dispute->issues[static_cast<std::size_t>(issue)];
    example += (example.empty() ? "" : " and ") + named.id + " = " +
               named.options[static_cast<std::size_t>(options[static_cast<std::size_t>(issue)])];
  }
  return {Error{ErrorCode::kModel,
                fmt::format("'{}' of '{}' leaves out {} feasible outcome{}, such as {}", what,
                            dispute->parties[static_cast<std::size_t>(party)].id, missing.count(),
                            missing.count() == 1 ? "" : "s", example),
                preference.where,
                "an entry \"true\" at the end takes all the rest",
                {}}};
}

}  // namespace detente
