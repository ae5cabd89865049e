#include "space/party_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <functional>
#include <optional>

#include "base/check.h"
#include "space/preference_keys.h"

namespace detente {

std::vector<std::int64_t> add_terms(std::span<const Term> terms, std::size_t outcomes) {
  std::vector<std::int64_t> sum(outcomes, 0);
  add_terms_to(sum, terms);
  return sum;
}

// Word by word; sets with most of a word are added to all of it and taken off the rest.
void add_terms_to(std::span<std::int64_t> sum, std::span<const Term> terms) {
  const std::size_t words = (sum.size() + 63) / 64;
  for (std::size_t w = 0; w < words; ++w) {
    const std::span<std::int64_t> at =
        sum.subspan(w * 64, std::min<std::size_t>(64, sum.size() - w * 64));
    const std::uint64_t all = ~std::uint64_t{0} >> (64 - at.size());
    std::int64_t everywhere = 0;
    for (const Term& term : terms) {
      const std::uint64_t word = term.set->word(w);
      const bool most = std::popcount(word) > 32;
      const std::int64_t units = most ? -term.units : term.units;
      if (most) everywhere += term.units;
      for (std::uint64_t rest = most ? all & ~word : word; rest != 0; rest &= rest - 1) {
        at[static_cast<std::size_t>(std::countr_zero(rest))] += units;
      }
    }
    if (everywhere == 0) continue;
    for (std::int64_t& value : at) value += everywhere;
  }
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

// Where the key is at least so much; four independent parts of a word at a time, highest bit first.
Bitset where(std::span<const std::int64_t> key, std::int64_t least) {
  Bitset out(key.size());
  const std::size_t whole = key.size() / 64;
  for (std::size_t w = 0; w < whole; ++w) {
    const std::int64_t* const at = key.data() + w * 64;
    std::uint64_t a = 0, b = 0, c = 0, d = 0;
    for (std::size_t k = 16; k-- > 0;) {
      a = 2 * a + std::uint64_t{at[k] >= least};
      b = 2 * b + std::uint64_t{at[16 + k] >= least};
      c = 2 * c + std::uint64_t{at[32 + k] >= least};
      d = 2 * d + std::uint64_t{at[48 + k] >= least};
    }
    out.word(w) = a | b << 16U | c << 32U | d << 48U;
  }
  for (std::size_t s = whole * 64; s < key.size(); ++s) {
    if (key[s] >= least) out.set(s);
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

namespace {

// The weighted sums of `like`, put right where statements come, go or weigh differently.
std::vector<std::int64_t> adjusted(OutcomeTable& table, const PartyView& like,
                                   const PartyView& view) {
  std::vector<std::int64_t> sum = like.utility.empty() ? like.key : like.utility;
  std::vector<Term> terms;
  const auto add = [&](int s, std::int64_t units) {
    if (units == 0) return;
    const Statement& statement = table.dispute()->statements[static_cast<std::size_t>(s)];
    terms.push_back({&table.satisfying(statement.formula), units});
  };
  // both lists are in the order of the file
  std::size_t a = 0, b = 0;
  while (a < like.statements.size() || b < view.statements.size()) {
    const bool old_first = b == view.statements.size() ||
                           (a < like.statements.size() && like.statements[a] < view.statements[b]);
    const bool new_first = a == like.statements.size() ||
                           (b < view.statements.size() && view.statements[b] < like.statements[a]);
    if (old_first) {
      add(like.statements[a], -like.weights[a]);
    } else if (new_first) {
      add(view.statements[b], view.weights[b]);
    } else {
      add(view.statements[b], view.weights[b] - like.weights[a]);
    }
    if (!new_first) ++a;
    if (!old_first) ++b;
  }
  add_terms_to(sum, terms);
  return sum;
}

}  // namespace

Result<PartyView> view_of(OutcomeTable& table, const Scenario& scenario, int party,
                          const Bitset& feasible, const PartyView* like) {
  const Dispute& dispute = table.dispute();
  if (Errors errors = uncovered(table, party, feasible); !errors.empty())
    return tl::unexpected(std::move(errors));
  const auto no_deal = no_deal_outcome(table, scenario, party);
  if (!no_deal) return tl::unexpected(no_deal.error());

  PartyView view;
  view.statements = holding_statements(dispute, scenario, party);
  view.weights = weights_of(dispute, scenario, view.statements);
  const bool weighted =
      dispute->preferences[static_cast<std::size_t>(party)].form == PreferenceForm::kWeights;
  std::vector<std::int64_t> utility = weighted && like != nullptr
                                          ? adjusted(table, *like, view)
                                          : utilities(table, scenario, party, view.statements);
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
  const bool plain_no_deal = *no_deal && respects.empty() && who.margin.units() == 0;

  if (respects.empty()) {
    view.key = std::move(utility);
  } else {
    if (weighted) view.utility = utility;
    std::vector<const Bitset*> sets;
    sets.reserve(respects.size());
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
    view.not_below_no_deal = plain_no_deal ? view.accepts : where(view.key, view.key[**no_deal]);
    view.above_no_deal = where(view.key, view.key[**no_deal] + 1);
  } else {  // a number: compare within the outcomes that break nothing
    std::vector<std::int64_t> plain = utilities(table, scenario, party, view.statements);
    view.not_below_no_deal = kept & where(plain, reference);
    view.above_no_deal = kept & where(plain, reference + 1);
  }
  view.indifferent =
      std::adjacent_find(view.key.begin(), view.key.end(), std::not_equal_to<>()) == view.key.end();
  return view;
}

}  // namespace detente
