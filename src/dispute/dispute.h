// A dispute: parties, issues, preferences, ratifiers, factors and cases as one immutable value.
//
// Definition: docs/file-reference.md. Made only by build_dispute(), which validates everything;
//   whoever holds a Dispute may rely on every index and every promise written here. Vectors keep
//   the file's order.
#ifndef DETENTE_DISPUTE_DISPUTE_H_
#define DETENTE_DISPUTE_DISPUTE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/decimal.h"
#include "base/error.h"
#include "dispute/draft.h"
#include "dispute/formula.h"

namespace detente {

using PartySet = std::uint64_t;  // bit p = party p
constexpr int kMostParties = 64;
constexpr PartySet party_bit(int party) { return PartySet{1} << party; }

struct Remarks {
  std::string name;    // never empty: the id if nothing else was given
  std::string source;  // source id, or empty
  std::string note;
  Location where;
};

struct Distribution {
  std::string kind;  // uniform, triangular, normal, beta, lognormal, empirical
  std::vector<std::pair<std::string, double>> parameters;
  std::vector<double> values;
};
// A number with what we are unsure of. `value` is the base value.
struct Uncertain {
  double value = 0;
  std::optional<Interval> range;
  std::optional<Distribution> distribution;
};

struct Source {
  std::string id, title, author, publisher, date, section, url, note;
};
struct Factor {
  std::string id;
  Uncertain number;
  Interval domain{0, 1};
  double drift = 0;  // per year
  std::string unit;
  Remarks remarks;
};
// Two uncertain factors that are drawn together. The matrix of all correlations is positive
// definite.
struct Correlation {
  int first = -1, second = -1;  // factors, as listed
  double value = 0;             // of their normal scores; in (-1, 1)
  Remarks remarks;
};
struct Assignment {
  std::vector<std::pair<int, int>> options;  // (issue, option)
};
struct Party {
  std::string id;
  std::variant<Assignment, Decimal> no_deal;  // an empty assignment: the status quo
  Decimal margin;
  Decimal discount = Decimal::from_units(Decimal::kOne);  // what a unit of delay leaves of 1
  Remarks remarks;
};
struct Issue {
  std::string id;
  std::vector<std::string> options;
  std::vector<std::string> labels;  // as many as options
  std::vector<double> levels;       // empty: not ordered
  std::vector<int> by, by_any;      // parties; exactly one is not empty (graph form: both are)
  bool one_way = false;
  bool divisible = false;  // mixtures of its options are possible (bargaining)
  int toggle = -1;
  Remarks remarks;
};
// Graph form: who can move from which outcome to which. The dispute then has exactly one issue,
// with the id `outcome` and the outcomes as its options; nobody controls it, these arcs do.
struct Graph {
  static constexpr std::size_t kMostOfLadder = 4096;   // outcomes for which there is a ladder
  std::vector<std::vector<std::pair<int, int>>> arcs;  // [party]: (from, to), sorted, unique
};
struct Proposition {
  std::string id;
  Formula formula;
};
struct Rule {
  std::string id;
  Formula never;
  int toggle = -1;
  Remarks remarks;
};
struct Order {
  std::string id;
  Formula first, then;
  int toggle = -1;
  Remarks remarks;
};
struct Coalition {
  std::string id;
  PartySet members = 0;
  int toggle = -1;
  Remarks remarks;
};

// A weight: a decimal known when the file is read, or an expression in factors.
struct Weight {
  Decimal value;       // the base value where it is a number
  Formula expression;  // empty: use value
  std::optional<Uncertain> uncertain;
  bool is_expression() const { return !expression.empty(); }
};

struct Statement {
  std::string id;
  int party = -1;
  bool red_line = false;  // `never`
  Formula formula;        // what it wants, or what it never accepts
  Weight weight;          // weights only
  Formula when;           // empty: always
  int from = -1;          // the pressing party, or -1
  std::string says;       // in plain words, may be empty
  int toggle = -1;
  Remarks remarks;
};

enum class PreferenceForm { kWeights, kPriority, kRanking, kValues, kOutcomeValues };

// Statements refer into Dispute::statements. A party without preferences has form kWeights and
// none.
struct Preference {
  PreferenceForm form = PreferenceForm::kWeights;
  std::vector<int> statements;                // in listed order, red lines included
  std::vector<std::vector<Formula>> ranking;  // [group][alternative]
  std::vector<std::vector<Decimal>> values;   // [issue][option], all issues filled
  std::vector<std::pair<Formula, Decimal>> outcome_values;
  Location where;
};

struct Segment {
  std::string name;
  Decimal share;
  Formula approves;
};
struct Ratifier {
  std::string id;
  int of = -1;
  Formula asked_if;  // empty: always
  Formula approves;  // or
  int party = -1;    // or
  std::vector<Segment> segments;
  Decimal quota;
  std::optional<std::int64_t> respondents;
  int toggle = -1;
  Remarks remarks;
};

// One case with `extends` already followed: what differs from the base.
struct Case {
  std::string id;
  std::string extends;                      // as written, may be empty
  std::vector<std::pair<int, double>> set;  // factor, value
  Assignment status_quo;
  std::optional<Formula> compromise;
  std::map<int, bool> toggles;  // toggle -> on
  PartySet without = 0;
  std::optional<Formula> history;
  Remarks remarks;
};

struct Claim {
  std::string id, by, says;
  std::string holds;             // the query, as written
  Location holds_where;          // of its first character
  std::vector<int> in;           // cases
  std::optional<bool> recorded;  // empty: unknown
  bool required = false;
  Remarks remarks;
};

// Something that can be switched on and off by id.
struct Toggle {
  enum class Kind { kIssue, kStatement, kRule, kOrder, kRatifier, kCoalition };
  std::string id;
  Kind kind = Kind::kStatement;
  int index = -1;      // into the vector of its kind
  bool active = true;  // in the base
};

struct DisputeData {
  std::string title, note, date;
  std::string question;   // empty: the file asks none
  int of = -1;            // P; -1: no question
  std::vector<int> with;  // Q
  Formula compromise;     // "false" if there is no question
  std::vector<Source> sources;
  std::vector<Factor> factors;
  std::vector<Correlation> correlations;  // each pair once
  std::vector<Party> parties;
  std::vector<Issue> issues;
  std::optional<Graph> graph;
  std::vector<int> status_quo;  // option per issue, in the base
  std::vector<Proposition> propositions;
  std::vector<Rule> rules;
  std::vector<Order> orders;
  std::vector<Coalition> coalitions;
  std::vector<Statement> statements;
  std::vector<Preference> preferences;  // one per party
  std::vector<Ratifier> ratifiers;
  std::vector<Case> cases;  // [0] is `now`
  std::vector<Claim> claims;
  std::vector<Toggle> toggles;
  std::vector<int>
      formula_factors;  // factors in formulas over outcomes (not in weights or conditions)
  NameScope scope;      // to parse further formulas (claims, --compromise)
  std::vector<std::vector<double>> levels;    // [issue][option]; empty where not ordered
  std::vector<Formula> proposition_formulas;  // = propositions[i].formula
  std::string file;
  std::string text;  // of the file
};

struct Amendment;  // amend.h

class Dispute {
 public:
  const DisputeData* operator->() const { return &data_; }
  const DisputeData& operator*() const { return data_; }

  // Index by id, or -1.
  int find_party(std::string_view id) const;
  int find_issue(std::string_view id) const;
  int find_factor(std::string_view id) const;
  int find_case(std::string_view id) const;
  int find_toggle(std::string_view id) const;
  int find_source(std::string_view id) const;
  bool asks() const { return data_.of >= 0; }  // is there a question?
  bool has_ladder() const;                     // and not too large a graph to climb about it?
  PartySet negotiators() const;                // {P} + Q; nobody if there is no question

 private:
  friend Result<Dispute> build_dispute(const draft::Draft& draft);
  friend Dispute amended(const Dispute& dispute, const Amendment& amendment);
  explicit Dispute(DisputeData data);
  DisputeData data_;
};

// Validates a draft and makes the dispute of it. Errors: up to 20 of them, in file order.
Result<Dispute> build_dispute(const draft::Draft& draft);

}  // namespace detente

#endif  // DETENTE_DISPUTE_DISPUTE_H_
