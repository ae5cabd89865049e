// A dispute as formats of domains and profiles can hold it: for writers.
#ifndef DETENTE_FORMAT_DOMAINS_OUTGOING_H_
#define DETENTE_FORMAT_DOMAINS_OUTGOING_H_

#include <string>
#include <vector>

#include "dispute/dispute.h"
#include "format/domains/ratio.h"
#include "format/writing.h"

namespace detente::domains {

struct OutIssue {
  int index = 0;             // in the dispute
  std::string name;          // as it was written
  std::vector<int> options;  // without one that a rule excludes
  std::vector<std::string> labels;
  std::vector<double> levels;  // empty: not ordered
  bool divisible = false;
};
struct OutParty {
  int index = 0;
  std::string name;
  bool additive = true;
  std::vector<std::vector<Ratio>> values;  // additive: [issue][kept option]
  std::vector<int> statements;             // otherwise: weights of formulas
  Ratio no_deal;
  std::vector<int> no_deal_outcome;  // [issue of the dispute]: option; empty: a number
  Ratio discount = 1;
};
struct Outgoing {
  std::vector<OutIssue> issues;
  std::vector<OutParty> parties;
  std::vector<std::string> left_out;
};

// Errors: kUnsupported for whatever changes who can do or wants what and has no place: graph form,
// rules, order constraints, ratifiers, red lines, orders without numbers, conditions, issues that
// not all decide together.
Result<Outgoing> outgoing(const Dispute& dispute, std::string_view format);

// The parties' names as file names, all different, and different from `taken`.
std::vector<std::string> file_names(const Outgoing& from, const std::string& ending,
                                    const std::string& taken);

// All issues that a formula speaks of, through its propositions.
std::vector<int> issues_of(const Dispute& dispute, const Formula& formula);

}  // namespace detente::domains

#endif  // DETENTE_FORMAT_DOMAINS_OUTGOING_H_
