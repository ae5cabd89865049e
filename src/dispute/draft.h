// A dispute as somebody wrote it: names, numbers and formulas still as text, each with its place.
//
// Readers of file formats fill in a Draft (checking keys and types); build_dispute() turns it into
// a Dispute or says everything that is wrong with it. Nothing here is resolved or validated.
#ifndef DETENTE_DISPUTE_DRAFT_H_
#define DETENTE_DISPUTE_DRAFT_H_

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/error.h"

namespace detente::draft {

struct Text {
  std::string value;
  Location where;
};
struct Number {
  std::string literal;  // as written in the file, for exact decimals
  double value = 0;
  Location where;
};
struct Flag {
  bool value = true;
  Location where;
};
using TextList = std::vector<Text>;

// What every described thing may carry.
struct Remarks {
  std::optional<Text> name, source, note;
};

struct Distribution {
  Text kind;
  std::vector<std::pair<Text, Number>> parameters;  // low, mode, high, mean, sd, alpha, beta
  std::vector<Number> values;                       // empirical
  Location where;
};

struct Uncertain {
  Number value;
  std::optional<std::pair<Number, Number>> range;
  std::optional<Distribution> distribution;
};

struct Source {
  Text id;
  std::optional<Text> title, author, publisher, date, section, url, note;
};
struct Factor {
  Text id;
  Uncertain number;
  std::optional<std::pair<Number, Number>> domain;
  std::optional<Number> drift;
  std::optional<Text> unit;
  Remarks remarks;
};
// How far two factors are high and low together.
struct Correlation {
  TextList between;
  Number value;
  Remarks remarks;
  Location where;
};
// { issue = "option", ... }
using Assignment = std::vector<std::pair<Text, Text>>;

struct Party {
  Text id;
  std::optional<std::variant<Assignment, Number>> no_deal;
  Location no_deal_where;
  std::optional<Number> margin;
  std::optional<Number> discount;
  Remarks remarks;
};
struct Issue {
  Text id;
  TextList options;
  std::optional<TextList> labels;
  std::optional<std::vector<Number>> levels;
  std::optional<TextList> by, by_any;
  bool one_way = false;
  bool divisible = false;
  bool active = true;
  Remarks remarks;
};
// The other form of a dispute's body: outcomes by name, and who can move between which.
struct Arc {
  Text from, to;
};
struct Graph {
  TextList outcomes;
  std::optional<TextList> labels;
  std::vector<std::pair<Text, std::vector<Arc>>> moves;  // party, arcs; a party may come again
  Location where;
};
struct Proposition {
  Text id;
  Text formula;
};
struct Rule {
  std::optional<Text> id;
  Text never;
  bool active = true;
  Remarks remarks;
  Location where;
};
struct Order {
  std::optional<Text> id;
  Text first, then;
  bool active = true;
  Remarks remarks;
  Location where;
};
struct Coalition {
  std::optional<Text> id;
  TextList members;
  bool active = true;
  Remarks remarks;
  Location where;
};
struct Statement {
  std::optional<Text> id;
  std::optional<Text> wants, never;
  std::optional<std::variant<Uncertain, Text>> weight;  // number, uncertain number, or expression
  std::optional<Text> when, from, says;
  bool active = true;
  Remarks remarks;
  Location where;
};
// An outcome or a set of outcomes: a formula or a table.
using OutcomeSpec = std::variant<Text, Assignment>;
struct Preference {
  Text party;
  std::vector<Statement> statements;
  std::optional<Flag> priority;
  std::optional<std::vector<std::vector<OutcomeSpec>>> ranking;
  std::optional<std::vector<std::pair<Text, std::vector<std::pair<Text, Number>>>>> values;
  std::optional<std::vector<std::pair<OutcomeSpec, Number>>> outcome_values;
  Location where;
};
struct Segment {
  Number share;
  Text approves;
  std::optional<Text> name;
};
struct Ratifier {
  Text id;
  Text of;
  std::optional<Text> asked_if, approves, party;
  std::optional<std::vector<Segment>> segments;
  std::optional<Number> quota, respondents;
  bool active = true;
  Remarks remarks;
};
struct Case {
  Text id;
  std::optional<Text> extends;
  std::vector<std::pair<Text, Number>> set;
  Assignment status_quo;
  std::optional<Text> compromise;
  TextList on, off, without;
  std::optional<OutcomeSpec> history;
  Remarks remarks;
};
struct Claim {
  Text id;
  std::optional<Text> by;
  Text says, holds;
  TextList in;
  std::optional<bool> recorded;  // empty: unknown
  bool required = false;
  Remarks remarks;
};

struct Question {
  std::optional<Text> text;
  Text of;
  TextList with;
  Text compromise;
};

struct Draft {
  Errors errors;  // of the reader, that leave everything else readable
  Text title;
  std::optional<Text> note, date;
  std::optional<Question> question;
  std::vector<Source> sources;
  std::vector<Factor> factors;
  std::vector<Correlation> correlations;
  std::vector<Party> parties;
  std::vector<Issue> issues;
  std::optional<Graph> graph;  // instead of issues
  Assignment status_quo;
  std::vector<Proposition> propositions;
  std::vector<Rule> rules;
  std::vector<Order> order;
  std::vector<Coalition> coalitions;
  std::vector<Preference> preferences;
  std::vector<Ratifier> ratifiers;
  std::vector<Case> cases;
  std::vector<Claim> claims;
  std::string file;  // as the user named it
  std::string text;  // the whole file, so that errors can show the line
};

}  // namespace detente::draft

#endif  // DETENTE_DISPUTE_DRAFT_H_
