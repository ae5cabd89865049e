// A case made concrete: every factor a number, every switch on or off.
#ifndef DETENTE_SPACE_SCENARIO_H_
#define DETENTE_SPACE_SCENARIO_H_

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "dispute/dispute.h"

namespace detente {

// What a command line, a removal or a slider adds to a case.
struct Changes {
  std::vector<std::pair<int, double>> set;    // factor, value
  std::vector<std::pair<int, bool>> toggles;  // toggle, on
  PartySet without = 0;
  std::optional<Formula> compromise;
  // Other numbers than the file's, in billionths: the weight of a statement (a number there, no
  // expression), the shares of a ratifier's segments.
  std::vector<std::pair<int, std::int64_t>> weights = {};
  std::vector<std::pair<int, std::vector<std::int64_t>>> shares = {};
};

struct Scenario {
  int case_index = 0;
  std::vector<double> factors;
  std::vector<int> status_quo;  // option per issue
  std::vector<char> active;     // per toggle
  PartySet without = 0;
  Formula compromise;
  std::map<int, std::int64_t> weights;              // statement: instead of the file's
  std::map<int, std::vector<std::int64_t>> shares;  // ratifier, per segment: the same

  bool on(int toggle) const { return active[static_cast<std::size_t>(toggle)] != 0; }
  bool present(int party) const { return (without & party_bit(party)) == 0; }
};

// The base, then the case, then the changes. Requires: valid indices; `set` inside the domains
// (check_changes says so in words).
Scenario make_scenario(const Dispute& dispute, int case_index, const Changes& changes = {});

// What is wrong with changes that came from outside: factor values outside their domains, removing
// P or a member of Q. Empty if nothing.
Errors check_changes(const Dispute& dispute, const Changes& changes);

// Is the statement there in this world: switched on, its pressing party present, its `when` true?
bool statement_holds(const Dispute& dispute, const Scenario& scenario, const Statement& statement);
// Is the ratifier there: switched on, and neither its party nor the party it asks removed?
bool ratifier_holds(const Scenario& scenario, const Ratifier& ratifier);

// The exact weight of a statement in this world, in billionths.
std::int64_t weight_units(const Dispute& dispute, const Scenario& scenario,
                          const Statement& statement);
// The share of a ratifier's segment in this world, in billionths.
std::int64_t share_units(const Scenario& scenario, const Ratifier& ratifier, int index,
                         std::size_t segment);

// The scenario with further changes.
void apply(const Changes& changes, Scenario& scenario);

}  // namespace detente

#endif  // DETENTE_SPACE_SCENARIO_H_
