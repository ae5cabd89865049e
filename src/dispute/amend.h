// A dispute with some of its preferences changed: what would be, if a party wanted something else.
//
// Requires: valid indices; numbers that fit a weight. Indices of everything that was there stay
// the same, so that changes made for the one dispute fit the other.
#ifndef DETENTE_DISPUTE_AMEND_H_
#define DETENTE_DISPUTE_AMEND_H_

#include <utility>
#include <vector>

#include "dispute/dispute.h"

namespace detente {

struct Amendment {
  // A party, and its statements in a new order; extra ones count on from those that are there, and
  // come last where no order is given.
  std::vector<std::pair<int, std::vector<int>>> orders;
  // A statement's weight becomes a new factor of its own: these are appended to the factors.
  struct Lever {
    int statement = -1;
    double value = 0;
    Interval domain;
  };
  std::vector<Lever> levers;
  // Appended, each with a toggle of its own, switched off.
  std::vector<Statement> extra;
  std::vector<Rule> rules;
  std::vector<Order> order_constraints;
  std::vector<Ratifier> ratifiers;
};
Dispute amended(const Dispute& dispute, const Amendment& amendment);

}  // namespace detente

#endif  // DETENTE_DISPUTE_AMEND_H_
