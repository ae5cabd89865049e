#include "analysis/readiness/varied_work.h"

namespace detente {
namespace {

constexpr std::uint64_t kPassesOfAView = 4;  // accepted, above and not below no-deal, indifferent

// A view over the same table is put right where weights differ, else added up from its statements.
std::uint64_t passes_of(const PartyView& before, const PartyView& now, bool same_table) {
  if (!same_table || before.statements != now.statements)
    return kPassesOfAView + now.statements.size();
  std::uint64_t passes = kPassesOfAView;
  for (std::size_t k = 0; k < now.weights.size(); ++k)
    passes += before.weights[k] != now.weights[k] ? 1 : 0;
  return passes;
}

}  // namespace

std::uint64_t work_of_varying(const World& base, const World& varied) {
  const bool same_table = &base.table() == &varied.table();
  std::uint64_t passes = 0;
  for (int p = 0; p < static_cast<int>(varied.parties()); ++p) {
    if (&base.view(p) == &varied.view(p)) continue;
    passes += passes_of(base.view(p), varied.view(p), same_table);
  }
  if (&base.feasible() != &varied.feasible()) passes += 1 + varied.movers().size();
  return passes * varied.size() + varied.size() / 64 + 1;
}

std::uint64_t work_of_listing(const World& world) { return world.signings().size() + 1; }

}  // namespace detente
