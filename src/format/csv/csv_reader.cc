#include "format/csv/csv_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/decimal.h"
#include "format/csv/csv_table.h"
#include "format/ids.h"
#include "format/scores/scores.h"
#include "format/text.h"

namespace detente {
namespace csv {
namespace {

constexpr const char* kHeader[] = {"kind", "party", "outcome", "value"};

// Names in the order of their first appearance.
struct Names {
  std::vector<draft::Text> list;
  std::unordered_map<std::string, int> places;

  int add(const draft::Text& name) {
    const auto [it, fresh] = places.try_emplace(name.value, static_cast<int>(list.size()));
    if (fresh) list.push_back(name);
    return it->second;
  }
  std::vector<std::string> values() const {
    std::vector<std::string> out;
    for (const draft::Text& name : list) out.push_back(name.value);
    return out;
  }
};

class Reader {
 public:
  explicit Reader(char separator) : separator_(separator) {}

  Result<draft::Draft> run(const std::vector<Row>& rows) {
    if (Errors wrong = header(rows.front()); !wrong.empty())
      return tl::unexpected(std::move(wrong));
    for (std::size_t k = 1; k < rows.size(); ++k) {
      if (shaped(rows[k]) && rows[k].fields[0].value == "outcome") outcome(rows[k]);
    }
    declared_ = !outcomes_.list.empty();
    for (std::size_t k = 1; k < rows.size(); ++k) {
      const Row& row = rows[k];
      if (row.fields.size() < 4) continue;
      if (row.fields[0].value == "move") move(row);
      if (row.fields[0].value == "rank") rank(row);
    }
    all_ranked();
    if (!errors_.empty()) return tl::unexpected(std::move(errors_));
    return make();
  }

 private:
  void error(ErrorCode code, std::string message, const Location& where, std::string hint = {}) {
    errors_.push_back({code, std::move(message), where, std::move(hint), {}});
  }
  std::string header_text() const {
    return fmt::format("{}", fmt::join(kHeader, separator_ == '\t' ? "TAB" : ","));
  }
  Errors header(const Row& row) const {
    bool good = row.fields.size() >= 4;
    for (std::size_t k = 0; good && k < row.fields.size(); ++k)
      good = row.fields[k].value == (k < 4 ? kHeader[k] : "");
    if (good) return {};
    const std::string& first = row.fields.front().value;
    const bool semicolons = separator_ == ',' && first.find(';') != std::string::npos;
    return {Error{ErrorCode::kSyntax,
                  fmt::format("the first line must be {}", header_text()),
                  row.where,
                  semicolons ? "separate fields by commas, or by tabs in a file named .tsv"
                             : "docs/formats/csv.md shows a table",
                  {}}};
  }
  // Four fields, the last ones filled; of a kind that we know.
  bool shaped(const Row& row) {
    const draft::Text& kind = row.fields[0];
    if (kind.value != "move" && kind.value != "rank" && kind.value != "outcome") {
      const std::string near = nearest_name(kind.value, {"move", "rank", "outcome"});
      error(ErrorCode::kUnknownKey, fmt::format("unknown kind of row '{}'", kind.value), kind.where,
            near.empty() ? "known: move, rank, outcome" : "did you mean '" + near + "'?");
      return false;
    }
    const bool more =
        std::any_of(row.fields.begin() + std::min<std::ptrdiff_t>(4, size_of(row)),
                    row.fields.end(), [](const draft::Text& f) { return !f.value.empty(); });
    if (row.fields.size() < 4 || more) {
      error(ErrorCode::kSyntax, fmt::format("a row has four fields, not {}", row.fields.size()),
            row.where, header_text());
      return false;
    }
    const bool outcome_row = kind.value == "outcome";
    for (std::size_t k = 1; k < 4; ++k) {
      const bool may_be_empty = outcome_row && k != 2;
      if (!row.fields[k].value.empty() || may_be_empty) continue;
      error(ErrorCode::kMissingKey,
            fmt::format("this '{}' row has no {}", kind.value,
                        k == 3 && kind.value == "move" ? "outcome to go to" : kHeader[k]),
            row.fields[k].where, header_text());
      return false;
    }
    if (outcome_row && !row.fields[1].value.empty()) {
      error(ErrorCode::kModel, "an 'outcome' row names no party", row.fields[1].where,
            "leave the field empty");
      return false;
    }
    return true;
  }
  static std::ptrdiff_t size_of(const Row& row) {
    return static_cast<std::ptrdiff_t>(row.fields.size());
  }

  void outcome(const Row& row) {
    const std::size_t before = outcomes_.list.size();
    outcomes_.add(row.fields[2]);
    if (outcomes_.list.size() == before) {
      error(ErrorCode::kDuplicate, fmt::format("outcome '{}' is listed twice", row.fields[2].value),
            row.fields[2].where);
      return;
    }
    labels_.push_back(row.fields[3]);
  }
  // -1 if outcomes are declared and this is none.
  int find_outcome(const draft::Text& name) {
    if (!declared_) return outcomes_.add(name);
    const auto known = outcomes_.places.find(name.value);
    if (known != outcomes_.places.end()) return known->second;
    constexpr std::size_t kMostSearched = 200;
    const std::string near =
        errors_.size() > kMostSearched ? "" : nearest_name(name.value, outcomes_.values());
    error(ErrorCode::kUnknownName, fmt::format("unknown outcome '{}'", name.value), name.where,
          near.empty() ? "there are 'outcome' rows, and it is in none of them"
                       : "did you mean '" + near + "'?");
    return -1;
  }
  std::size_t find_party(const draft::Text& name) {
    const auto p = static_cast<std::size_t>(parties_.add(name));
    arcs_.resize(parties_.list.size());
    ranks_.resize(parties_.list.size());
    return p;
  }
  void move(const Row& row) {
    const std::size_t p = find_party(row.fields[1]);
    const int from = find_outcome(row.fields[2]), to = find_outcome(row.fields[3]);
    if (from < 0 || to < 0) return;
    if (from == to) {
      error(ErrorCode::kModel, fmt::format("a move goes from '{}' to itself", row.fields[2].value),
            row.fields[3].where, "staying needs no row");
      return;
    }
    arcs_[p].push_back({{from, row.fields[2].where}, {to, row.fields[3].where}});
  }
  void rank(const Row& row) {
    const std::size_t p = find_party(row.fields[1]);
    const int named = find_outcome(row.fields[2]);
    const auto value = Decimal::parse(row.fields[3].value);
    if (!value) {
      error(ErrorCode::kRange, fmt::format("'{}' is no rank", row.fields[3].value),
            row.fields[3].where, "a rank is a number; 1 is best, equal ranks are ties");
    }
    if (named < 0 || !value) return;
    if (!ranks_[p].places.try_emplace(named, *value).second) {
      error(ErrorCode::kDuplicate,
            fmt::format("'{}' ranks outcome '{}' twice", row.fields[1].value, row.fields[2].value),
            row.fields[2].where);
    }
    if (ranks_[p].where.line == 0) ranks_[p].where = row.where;
  }
  // Whoever ranks some outcomes ranks all.
  void all_ranked() {
    for (std::size_t p = 0; p < ranks_.size(); ++p) {
      const Ranks& ranks = ranks_[p];
      if (ranks.places.empty() || ranks.places.size() == outcomes_.list.size()) continue;
      int missing = 0;
      while (ranks.places.contains(missing)) ++missing;
      error(ErrorCode::kModel,
            fmt::format("'{}' ranks {} of {} outcomes; '{}' is left out", parties_.list[p].value,
                        ranks.places.size(), outcomes_.list.size(),
                        outcomes_.list[static_cast<std::size_t>(missing)].value),
            ranks.where, "rank every outcome, or none for a party that is indifferent");
    }
  }

  draft::Draft make() const {
    draft::Draft out;
    IdMaker outcome_ids, party_ids({"outcome"});
    draft::Graph graph;
    graph.where = {parties_.list.empty() ? Location{} : parties_.list.front().where};
    draft::TextList labels;
    bool labelled = false;
    for (std::size_t k = 0; k < outcomes_.list.size(); ++k) {
      const draft::Text& name = outcomes_.list[k];
      graph.outcomes.push_back({outcome_ids.make(name.value, "state", k + 1), name.where});
      const bool given = k < labels_.size() && !labels_[k].value.empty();
      labels.push_back(given ? labels_[k] : name);
      labelled = labelled || labels.back().value != graph.outcomes.back().value;
    }
    if (labelled) graph.labels = std::move(labels);
    for (std::size_t p = 0; p < parties_.list.size(); ++p) {
      const draft::Text& name = parties_.list[p];
      const draft::Text id{party_ids.make(name.value, "party", p + 1), name.where};
      draft::Party party;
      party.id = id;
      party.remarks.name = name;
      out.parties.push_back(std::move(party));
      std::vector<draft::Arc> arcs;
      const auto outcome = [&](const Place& place) {
        return draft::Text{graph.outcomes[static_cast<std::size_t>(place.index)].value,
                           place.where};
      };
      for (const auto& [from, to] : arcs_[p]) arcs.push_back({outcome(from), outcome(to)});
      if (!arcs.empty()) graph.moves.emplace_back(id, std::move(arcs));
      if (!ranks_[p].places.empty()) out.preferences.push_back(ranking(id, ranks_[p], graph));
    }
    out.graph = std::move(graph);
    return out;
  }

  struct Place {
    int index = 0;
    Location where;
  };
  struct Ranks {
    std::map<int, Decimal> places;  // outcome -> rank
    Location where;
  };
  static draft::Preference ranking(const draft::Text& id, const Ranks& ranks,
                                   const draft::Graph& graph) {
    std::vector<std::pair<Decimal, int>> order;
    for (const auto& [named, value] : ranks.places) order.emplace_back(value, named);
    std::sort(order.begin(), order.end());
    draft::Preference out;
    out.party = id;
    out.where = ranks.where;
    out.ranking.emplace();
    for (std::size_t k = 0; k < order.size(); ++k) {
      if (k == 0 || order[k].first != order[k - 1].first) out.ranking->emplace_back();
      const std::string& name = graph.outcomes[static_cast<std::size_t>(order[k].second)].value;
      out.ranking->back().emplace_back(std::in_place_type<draft::Text>,
                                       draft::Text{name, ranks.where});
    }
    return out;
  }

  char separator_;
  Errors errors_;
  Names outcomes_, parties_;
  std::vector<draft::Text> labels_;
  bool declared_ = false;  // are outcomes only those that 'outcome' rows name?
  std::vector<std::vector<std::pair<Place, Place>>> arcs_;  // [party]
  std::vector<Ranks> ranks_;                                // [party]
};

Result<draft::Draft> read(std::string text, std::string file, char separator) {
  if (Errors errors = check_text(text, file); !errors.empty())
    return tl::unexpected(std::move(errors));
  const auto rows = read_table(text, file, separator);
  auto draft = !rows           ? Result<draft::Draft>(tl::unexpected(rows.error()))
               : rows->empty() ? fail(ErrorCode::kSyntax, "the table is empty", {file, 1, 1})
               : scores::is_header(rows->front()) ? scores::read_scores(*rows)
                                                  : Reader(separator).run(*rows);
  if (!draft) {
    tidy_errors(draft.error(), text);
    return draft;
  }
  draft->title = {title_of(file), {file, 1, 1}};
  draft->file = std::move(file);
  draft->text = std::move(text);
  return draft;
}

}  // namespace
}  // namespace csv

Result<draft::Draft> read_csv(std::string text, std::string file) {
  return csv::read(std::move(text), std::move(file), ',');
}
Result<draft::Draft> read_tsv(std::string text, std::string file) {
  return csv::read(std::move(text), std::move(file), '\t');
}

}  // namespace detente
