// The query language of claims: what a source asserts, as a question to the model.
//
// Definition: docs/claims.md. A query is parsed once against the names of a dispute.
#ifndef DETENTE_ANALYSIS_CLAIMS_QUERY_H_
#define DETENTE_ANALYSIS_CLAIMS_QUERY_H_

#include <string>
#include <string_view>
#include <vector>

#include "dispute/dispute.h"

namespace detente {

struct Query {
  enum class Kind {
    kAnd,
    kOr,
    kNot,
    kAccepts,
    kNeverAccepts,
    kPrefers,
    kPossible,
    kBreaks,  // in the case of the claim
    kRung,
    kIsReady,
    kStoppedBy,
    kLifts,
    kThreshold,  // of a named case
  };
  Kind kind = Kind::kAnd;
  std::vector<Query> parts;  // and, or, not
  int party = -1;
  Formula first, second;  // F, or A and B
  std::string who;        // stopped_by, breaks: an id
  PartySet members = 0;   // breaks: the party, or the members of the coalition
  int case_index = -1, other_case = -1;
  Relation relation = Relation::kEqual;
  int rung = 0;              // compared with, as a Verdict
  std::vector<int> toggles;  // lifts
  PartySet parties = 0;      // lifts: third parties
  int factor = -1;
  double number = 0;  // threshold compared with
};

// Errors: kFormula and kUnknownName, with the place inside the query.
Result<Query> parse_query(std::string_view text, const Location& where, const Dispute& dispute);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_CLAIMS_QUERY_H_
