#include "analysis/stability/reasons.h"

namespace detente {
namespace {

// Does x deter the mover from leaving s: is some member no better off at x, and, if it may move
// once more, at everything that follows?
bool deters(const Space& space, std::size_t mover, Outcome s, Outcome x, bool no_escape) {
  const PartySet members = space.movers()[mover].members;
  if (space.all_prefer(members, x, s)) return false;
  bool holds = true;
  if (no_escape) {
    space.each_move(mover, x, [&](Outcome y) {
      if (space.all_prefer(members, y, s)) holds = false;
    });
  }
  return holds;
}

}  // namespace

std::vector<Reason> reasons_for(const Space& space, std::size_t mover, Outcome s) {
  const PartySet members = space.movers()[mover].members;
  std::vector<Outcome> improvements;
  space.each_move(mover, s, [&](Outcome t) {
    if (space.all_prefer(members, t, s)) improvements.push_back(t);
  });
  Sequences moves(space, space.opponents(mover), false);
  Sequences gains(space, space.opponents(mover), true);
  std::vector<Reason> out;
  for (int c = 0; c < kConcepts; ++c) {
    const auto which = static_cast<Concept>(c);
    Reason reason;
    reason.which = which;
    for (const Outcome t : improvements) {
      Reply reply;
      reply.improvement = t;
      if (which != Concept::kNash) {
        const bool improving = which == Concept::kSeq || which == Concept::kSseq;
        const bool no_escape = which == Concept::kSmr || which == Concept::kSseq;
        Sequences& sequences = improving ? gains : moves;
        const auto found =
            sequences.search(t, [&](Outcome x) { return deters(space, mover, s, x, no_escape); });
        reply.punished = found.has_value();
        if (found) reply.sanction = sequences.path_to(*found);
      }
      reason.stable = reason.stable && reply.punished;
      reason.replies.push_back(std::move(reply));
    }
    out.push_back(std::move(reason));
  }
  return out;
}

}  // namespace detente
