// A negotiation as formats of domains and profiles know it, on its way to a draft: issues with
// options on which all parties must agree, and for each party numbers: a table of values, or
// weights of formulas.
//
// Deviates: values and weights are kept as fractions and rounded to nine decimals each, halves away
//   from zero, when the draft is made (the engine's decimals). A utility of k terms is therefore
//   within k / 2 billionths of the exact sum.
#ifndef DETENTE_FORMAT_DOMAINS_DOMAIN_H_
#define DETENTE_FORMAT_DOMAINS_DOMAIN_H_

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/error.h"
#include "dispute/draft.h"
#include "format/domains/ratio.h"
#include "format/ids.h"

namespace detente::domains {

constexpr std::size_t kMostOptions = 200'000;  // of all issues together

struct Option {
  draft::Text label;    // as written
  double level = 0;     // ordered issues only
  std::string id = {};  // made by name_everything()
};
struct Issue {
  draft::Text name;
  std::vector<Option> options;
  bool ordered = false;
  bool divisible =
      false;            // between neighbouring options everything is possible, values go straight
  std::string id = {};  // made by name_everything()
};
struct Weighed {
  std::string formula;
  Ratio weight;
  Location where;
};
using Bid = std::vector<int>;  // an option for every issue
struct Profile {
  draft::Text name;
  std::vector<std::vector<Ratio>> values;  // [issue][option]; empty: `statements` instead
  std::vector<Weighed> statements;
  std::variant<Ratio, Bid> no_deal = Ratio();
  std::optional<Ratio> discount;
  std::vector<std::string> remarks;  // what the reader had to decide
  std::string id = {};               // made by name_everything()
};
struct Domain {
  draft::Text title;
  std::vector<Issue> issues;
  std::vector<Profile> profiles;
  std::vector<draft::Proposition> propositions;
  std::vector<std::string> remarks;
};

// Gives every party, issue and option its id; the same names get the same ids. Returns the maker,
// for propositions.
IdMaker name_everything(Domain& domain);

// Requires: name_everything() was called. An issue with a single option gets a second one, `none`,
// and a rule that excludes it, as a dispute's issue has at least two. Errors: kRange (a number too
// large for a decimal), kLimit (options, parties), kModel (an issue without options).
Result<draft::Draft> make_draft(const Domain& domain);

// The id of the option that stands beside a single one.
constexpr const char* kNoOption = "none";

}  // namespace detente::domains

#endif  // DETENTE_FORMAT_DOMAINS_DOMAIN_H_
