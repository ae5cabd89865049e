// How to get from here to there: shortest paths, and which orders of steps hold.
//
// Answers: by which moves can an outcome be reached, and would everybody make theirs?
// Definition: docs/methods/paths.md. A legal path is a sequence of moves, no mover twice running;
//   it is self-enforcing if every step is an improvement of its mover. An order of steps changes
//   the issues in which the two outcomes differ one at a time (or one mover's at a time, if there
//   are more than seven); each step is made by the first mover that can make it and gains by it,
//   else by the first that can and prefers the end, else by the first that can.
// Source: status quo analysis, Li, Kilgour & Hipel 2005; looking ahead to the end: Harsanyi 1974,
//   Chwe 1994.
// Cost: a breadth-first search; the factorial of the number of steps for the orders.
// Checked by: tests/oracle (lengths), paths_test.cc.
#ifndef DETENTE_ANALYSIS_PATHS_PATHS_H_
#define DETENTE_ANALYSIS_PATHS_PATHS_H_

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "analysis/stability/sequences.h"
#include "analysis/stability/study.h"

namespace detente {

enum class Holds {
  kGains,       // every mover gains at its step
  kLooksAhead,  // every mover prefers the end to where it stands, some lose at their step
  kUnwanted,    // somebody would neither gain nor get to something better in the end
  kImpossible   // nobody can make the step: not feasible, not allowed, or not under control
};
struct OrderOfSteps {
  std::vector<int> steps;  // numbers into PathsTo::steps, as far as they were made
  Holds holds = Holds::kGains;
  std::size_t breaks_at = 0;        // the step that is not made (kUnwanted, kImpossible)
  PartySet breaks_for = 0;          // whom it would have needed (kUnwanted)
  std::vector<SequenceStep> moves;  // those that are made
};
struct PathsTo {
  Outcome target = 0;
  std::optional<std::vector<SequenceStep>> legal, enforcing;  // empty: there is none
  std::vector<std::string> steps;                             // what each step changes, in words
  std::vector<OrderOfSteps> orders;                           // all orders, those that hold first
  bool packages = false;      // steps are whole movers' changes, not single issues
  std::string why_no_orders;  // empty if they were worked out
};

struct PathsAsked {
  Changes changes;
  std::optional<Formula> from, to;  // default: the status quo; all equilibria of `concept`
  Concept which = Concept::kSeq;
  int threads = 1;
  std::uint64_t most_outcomes = kMostOutcomes;
};
struct PathsStudy {
  int case_index = 0;
  Space space;
  Stability stability;
  Concept which = Concept::kSeq;
  Outcome from = 0;
  bool to_equilibria = false;
  std::vector<PathsTo> targets;  // at most 20
  std::size_t more_targets = 0;  // not worked out
  std::size_t enforced = 0;      // of all: a self-enforcing path leads there
  StopReason stopped = StopReason::kDone;
};
Result<PathsStudy> study_paths(const Dispute& dispute, int case_index, const PathsAsked& asked,
                               Budget& budget);

Document paths_document(const Dispute& dispute, const std::vector<PathsStudy>& studies,
                        const std::vector<OutcomeName>& names);
nlohmann::ordered_json paths_json(const Dispute& dispute, const std::vector<PathsStudy>& studies,
                                  const std::vector<OutcomeName>& names);

// The move graph with its equilibria, for drawing: Graphviz's DOT, or GraphML. Improvements are
// drawn solid. Errors: kLimit if there are more than 2,000 feasible outcomes or 50,000 moves.
Result<std::string> move_graph_dot(const Dispute& dispute, const PathsStudy& study,
                                   const OutcomeName& name);
Result<std::string> move_graph_graphml(const Dispute& dispute, const PathsStudy& study,
                                       const OutcomeName& name);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_PATHS_PATHS_H_
