#include "space/party_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <functional>
#include <numeric>
#include <optional>

#include "base/check.h"

namespace detente {

std::vector<std::int64_t> add_terms(std::span<const Term> terms, std::size_t outcomes) {
  std::vector<std::int64_t> sum((outcomes + 63) / 64 * 64, 0);
  for (const Term& term : terms) {
    if (term.units == 0) continue;
    for (std::size_t w = 0; w < term.set->word_count(); ++w) {
      const std::uint64_t word = term.set->word(w);
      if (word == 0) continue;
      std::int64_t* const at = sum.data() + w * 64;
      if (word == ~std::uint64_t{0}) {
        for (int b = 0; b < 64; ++b) at[b] += term.units;
      } else {
        for (int b = 0; b < 64; ++b)
          at[b] += term.units & -static_cast<std::int64_t>(word >> b & 1U);
      }
    }
  }
  sum.resize(outcomes);
  return sum;
}

std::vector<int> holding_statements(const Dispute& dispute, const Scenario& scenario, int party) {
  std::vector<int> out;
  for (const int s : dispute->preferences[static_cast<std::size_t>(party)].statements) {
    if (statement_holds(dispute, scenario, dispute->statements[static_cast<std::size_t>(s)]))
      out.push_back(s);
  }
  return out;
}

std::vector<std::int64_t> weights_of(const Dispute& dispute, const Scenario& scenario,
                                     std::span<const int> statements) {
  std::vector<std::int64_t> out;
  for (const int s : statements) {
    const Statement& statement = dispute->statements[static_cast<std::size_t>(s)];
    const bool weighted = !statement.red_line &&
                          dispute->preferences[static_cast<std::size_t>(statement.party)].form ==
                              PreferenceForm::kWeights;
    out.push_back(weighted ? weight_units(dispute, scenario, statement) : 0);
  }
  return out;
}

Result<std::optional<Outcome>> no_deal_outcome(const OutcomeTable& table, const Scenario& scenario,
                                               int party) {
  const Dispute& dispute = table.dispute();
  const Party& who = dispute->parties[static_cast<std::size_t>(party)];
  if (std::holds_alternative<Decimal>(who.no_deal)) return std::optional<Outcome>();
  std::vector<int> options = scenario.status_quo;
  for (const auto& [issue, option] : std::get<Assignment>(who.no_deal).options) {
    options[static_cast<std::size_t>(issue)] = option;
    if (!table.layout().is_free(issue) &&
        option != scenario.status_quo[static_cast<std::size_t>(issue)]) {
      return fail(
          ErrorCode::kModel,
          fmt::format("the no-deal of '{}' changes issue '{}', which stays at its status quo here",
                      who.id, dispute->issues[static_cast<std::size_t>(issue)].id),
          who.remarks.where, "leave that issue out of 'no_deal', or switch it on");
    }
  }
  return std::optional<Outcome>(static_cast<Outcome>(table.layout().index(options)));
}

namespace {

// Dense ranks of the outcomes under a comparison; equal outcomes share a rank.
template <class Less>
std::vector<std::int64_t> dense_ranks(std::size_t outcomes, Less less) {
  std::vector<Outcome> order(outcomes);
  std::iota(order.begin(), order.end(), Outcome{0});
  std::sort(order.begin(), order.end(), less);
  std::vector<std::int64_t> rank(outcomes, 0);
  for (std::size_t i = 1; i < outcomes; ++i) {
    rank[order[i]] = rank[order[i - 1]] + (less(order[i - 1], order[i]) ? 1 : 0);
  }
  return rank;
}

constexpr int kKeyBits = 62;

// Statements compared in their order, any number of them: 62 to a word, the words compared in turn.
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
      table.satisfying(alternative).for_each([&](std::size_t s) {
        key[s] = -static_cast<std::int64_t>(g);
      });
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
    table.satisfying(rows[r].first).for_each([&](std::size_t s) {
      key[s] = rows[r].second.units();
    });
  }
  return key;
}

// Every feasible outcome must be named by some group or row.
Errors uncovered(OutcomeTable& table, int party, const Bitset& feasible) {
  const Dispute& dispute = table.dispute();
  const Preference& preference = dispute->preferences[static_cast<std::size_t>(party)];
  Bitset missing = feasible;
  std::string_view what;
  if (preference.form == PreferenceForm::kRanking) {
    what = "ranking";
    for (const auto& group : preference.ranking) {
      for (const Formula& alternative : group) missing.subtract(table.satisfying(alternative));
    }
  } else if (preference.form == PreferenceForm::kOutcomeValues) {
    what = "outcome_values";
    for (const auto& row : preference.outcome_values) missing.subtract(table.satisfying(row.first));
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

Bitset where(std::span<const std::int64_t> key, std::int64_t least) {
  Bitset out(key.size());
  for (std::size_t w = 0; w < out.word_count(); ++w) {
    const std::size_t from = w * 64, to = std::min(key.size(), from + 64);
    std::uint64_t word = 0;
    for (std::size_t s = from; s < to; ++s) word |= std::uint64_t{key[s] >= least} << (s - from);
    out.word(w) = word;
  }
  return out;
}

}  // namespace

std::vector<std::int64_t> utilities(OutcomeTable& table, const Scenario& scenario, int party,
                                    std::span<const int> statements) {
  const Dispute& dispute = table.dispute();
  const Preference& preference = dispute->preferences[static_cast<std::size_t>(party)];
  switch (preference.form) {
    case PreferenceForm::kRanking:
      return ranking_keys(table, preference);
    case PreferenceForm::kValues:
      return value_keys(table, preference);
    case PreferenceForm::kOutcomeValues:
      return outcome_value_keys(table, preference);
    case PreferenceForm::kPriority: {
      std::vector<const Bitset*> sets;
      for (const int s : statements) {
        const Statement& statement = dispute->statements[static_cast<std::size_t>(s)];
        if (!statement.red_line) sets.push_back(&table.satisfying(statement.formula));
      }
      return lexicographic(sets, table.size());
    }
    case PreferenceForm::kWeights:
      break;
  }
  std::vector<Term> terms;
  for (const int s : statements) {
    const Statement& statement = dispute->statements[static_cast<std::size_t>(s)];
    if (statement.red_line) continue;
    terms.push_back(
        {&table.satisfying(statement.formula), weight_units(dispute, scenario, statement)});
  }
  return add_terms(terms, table.size());
}

Result<PartyView> view_of(OutcomeTable& table, const Scenario& scenario, int party,
                          const Bitset& feasible) {
  const Dispute& dispute = table.dispute();
  if (Errors errors = uncovered(table, party, feasible); !errors.empty())
    return tl::unexpected(std::move(errors));
  const auto no_deal = no_deal_outcome(table, scenario, party);
  if (!no_deal) return tl::unexpected(no_deal.error());

  PartyView view;
  view.statements = holding_statements(dispute, scenario, party);
  view.weights = weights_of(dispute, scenario, view.statements);
  std::vector<std::int64_t> utility = utilities(table, scenario, party, view.statements);
  std::vector<Bitset> respects;  // of each red line, most important first
  for (const int s : view.statements) {
    const Statement& statement = dispute->statements[static_cast<std::size_t>(s)];
    if (statement.red_line) respects.push_back(~Bitset(table.satisfying(statement.formula)));
  }

  // kept: breaks no red line that no-deal respects. gains: respects one that no-deal breaks.
  Bitset kept(table.size(), true), gains(table.size());
  for (const Bitset& red : respects) {
    if (!*no_deal || red.test(**no_deal)) {
      kept &= red;
    } else {
      gains |= red;
    }
  }
  const Party& who = dispute->parties[static_cast<std::size_t>(party)];
  const std::int64_t reference =
      *no_deal ? utility[**no_deal] : std::get<Decimal>(who.no_deal).units();
  view.accepts = kept & (gains | where(utility, reference + who.margin.units()));

  if (respects.empty()) {
    view.key = std::move(utility);
  } else {
    std::vector<const Bitset*> sets;
    for (const Bitset& red : respects) sets.push_back(&red);
    const std::vector<std::int64_t> red = lexicographic(sets, table.size());
    const auto [low, high] = std::minmax_element(utility.begin(), utility.end());
    const auto width = static_cast<std::uint64_t>(*high) - static_cast<std::uint64_t>(*low) + 1;
    const std::int64_t most = *std::max_element(red.begin(), red.end());
    if (width != 0 &&
        std::bit_width(width) + std::bit_width(static_cast<std::uint64_t>(most)) <= kKeyBits) {
      const std::int64_t lowest = *low;
      for (std::size_t s = 0; s < utility.size(); ++s) {
        utility[s] = red[s] * static_cast<std::int64_t>(width) + (utility[s] - lowest);
      }
      view.key = std::move(utility);
    } else {
      view.key = dense_ranks(table.size(), [&](Outcome a, Outcome b) {
        return red[a] != red[b] ? red[a] < red[b] : utility[a] < utility[b];
      });
    }
  }

  if (*no_deal) {
    view.not_below_no_deal = where(view.key, view.key[**no_deal]);
    view.above_no_deal = where(view.key, view.key[**no_deal] + 1);
  } else {  // a number: compare within the outcomes that break nothing
    std::vector<std::int64_t> plain = utilities(table, scenario, party, view.statements);
    view.not_below_no_deal = kept & where(plain, reference);
    view.above_no_deal = kept & where(plain, reference + 1);
  }
  view.indifferent = std::adjacent_find(view.key.begin(), view.key.end(), std::not_equal_to<>()) ==
                     view.key.end();
  return view;
}

}  // namespace detente
