#include "analysis/stability/inverse.h"

#include <algorithm>
#include <bit>
#include <numeric>

#include "analysis/stability/sequences.h"

namespace detente {
namespace {

constexpr std::size_t kMostBits = 22;
constexpr std::size_t kMostChanges = 4;

Wide gcd(Wide a, Wide b) {
  while (b != 0) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

std::string digits(Wide number) {
  if (number == 0) return "0";
  std::string out;
  for (; number != 0; number /= 10) out += static_cast<char>('0' + static_cast<int>(number % 10));
  std::reverse(out.begin(), out.end());
  return out;
}

OrderShare lowest(Wide numerator, Wide denominator) {
  const Wide common = gcd(numerator, denominator);
  return {numerator / common, denominator / common};
}

// When an improvement q goes unpunished: q is above the target, and so is, for every sanction, the
// sanction or one of its escapes. `needs` lists for every sanction (q itself first) the outcomes of
// which one must be above.
struct Threat {
  std::vector<std::vector<Outcome>> needs;
  bool impossible = false;  // some sanction always deters
};

class Inverse {
 public:
  Inverse(const Space& space, std::size_t mover, Outcome target)
      : space_(space), mover_(mover), target_(target) {
    space.each_move(mover, target, [&](Outcome q) { moves_.push_back(q); });
  }

  InverseCount count(Concept which) {
    InverseCount out;
    out.which = which;
    list_threats(which);
    const auto party = std::countr_zero(space_.movers()[mover_].members);
    const auto above_now = [&](Outcome x) { return space_.prefers(party, x, target_); };
    out.stable_now = !unstable(above_now);
    const bool escapes = which == Concept::kSmr || which == Concept::kSseq;
    if (!escapes) {
      minimal_sets(out.one_of);
      out.share = by_sets(out.one_of);
    }
    if (!out.share) out.share = by_subsets();
    if (out.share) out.orders = orders(*out.share);
    if (!out.stable_now) find_changes(above_now, out.changes);
    return out;
  }

 private:
  void list_threats(Concept which) {
    threats_.clear();
    const bool escapes = which == Concept::kSmr || which == Concept::kSseq;
    const bool improving = which == Concept::kSeq || which == Concept::kSseq;
    Sequences sequences(space_, space_.opponents(mover_), improving);
    for (const Outcome q : moves_) {
      Threat threat;
      threat.needs.push_back({q});
      if (which != Concept::kNash) {
        std::vector<Outcome> reached;
        sequences.search(q, [&](Outcome x) {
          reached.push_back(x);
          return false;
        });
        std::sort(reached.begin(), reached.end());
        reached.erase(std::unique(reached.begin(), reached.end()), reached.end());
        for (const Outcome x : reached) {
          std::vector<Outcome> one;
          if (x != target_) one.push_back(x);
          if (escapes) {
            space_.each_move(mover_, x, [&](Outcome y) {
              if (y != target_) one.push_back(y);
            });
          }
          threat.impossible = threat.impossible || one.empty();
          threat.needs.push_back(std::move(one));
        }
      }
      if (!threat.impossible) threats_.push_back(std::move(threat));
    }
  }

  template <class Above>
  bool unstable(Above above) const {
    return std::any_of(threats_.begin(), threats_.end(), [&](const Threat& threat) {
      return std::all_of(threat.needs.begin(), threat.needs.end(), [&](const auto& one) {
        return std::any_of(one.begin(), one.end(), above);
      });
    });
  }

  // Without escapes a threat is one set that must lie above the target as a whole.
  void minimal_sets(std::vector<std::vector<Outcome>>& out) const {
    for (const Threat& threat : threats_) {
      std::vector<Outcome> set;
      for (const auto& one : threat.needs) set.insert(set.end(), one.begin(), one.end());
      std::sort(set.begin(), set.end());
      set.erase(std::unique(set.begin(), set.end()), set.end());
      out.push_back(std::move(set));
    }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
      return a.size() != b.size() ? a.size() < b.size() : a < b;
    });
    std::vector<std::vector<Outcome>> kept;
    for (auto& set : out) {
      const bool larger = std::any_of(kept.begin(), kept.end(), [&](const auto& small) {
        return std::includes(set.begin(), set.end(), small.begin(), small.end());
      });
      if (!larger) kept.push_back(std::move(set));
    }
    out = std::move(kept);
  }

  // 1 minus the share of orders in which some set lies above the target. The denominators divide
  // the least common multiple of 1 .. 40, which fits.
  std::optional<OrderShare> by_sets(const std::vector<std::vector<Outcome>>& sets) const {
    std::vector<Outcome> all;
    for (const auto& set : sets) all.insert(all.end(), set.begin(), set.end());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    if (sets.size() > kMostBits || all.size() > 40) return std::nullopt;
    Wide common = 1;
    for (Wide k = 1; k <= all.size() + 1; ++k) common = common / gcd(common, k) * k;
    std::vector<std::uint64_t> masks;
    for (const auto& set : sets) {
      std::uint64_t mask = 0;
      for (const Outcome x : set)
        mask |= std::uint64_t{1} << (std::lower_bound(all.begin(), all.end(), x) - all.begin());
      masks.push_back(mask);
    }
    WideSigned stable = static_cast<WideSigned>(common);
    const auto add = [&](auto&& self, std::size_t k, std::uint64_t joined, int sign) -> void {
      for (; k < masks.size(); ++k) {
        const std::uint64_t next = joined | masks[k];
        stable +=
            sign * static_cast<WideSigned>(common / static_cast<Wide>(std::popcount(next) + 1));
        self(self, k + 1, next, -sign);
      }
    };
    add(add, 0, 0, -1);
    return lowest(static_cast<Wide>(stable), common);
  }

  // Every subset of what matters, by its size.
  std::optional<OrderShare> by_subsets() const {
    std::vector<Outcome> all;
    for (const Threat& threat : threats_) {
      for (const auto& one : threat.needs) all.insert(all.end(), one.begin(), one.end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    const std::size_t r = all.size();
    if (r > kMostBits) return std::nullopt;
    std::vector<std::vector<std::uint32_t>>
        needs;  // [threat][sanction]: bits of which one is needed
    for (const Threat& threat : threats_) {
      needs.emplace_back();
      for (const auto& one : threat.needs) {
        std::uint32_t mask = 0;
        for (const Outcome x : one)
          mask |= std::uint32_t{1} << (std::lower_bound(all.begin(), all.end(), x) - all.begin());
        needs.back().push_back(mask);
      }
    }
    std::vector<Wide> stable_of_size(r + 1, 0);
    for (std::uint32_t above = 0; above < std::uint32_t{1} << r; ++above) {
      const bool leaves = std::any_of(needs.begin(), needs.end(), [above](const auto& threat) {
        return std::all_of(threat.begin(), threat.end(),
                           [above](std::uint32_t mask) { return (mask & above) != 0; });
      });
      if (!leaves) ++stable_of_size[static_cast<std::size_t>(std::popcount(above))];
    }
    std::vector<Wide> factorial(r + 2, 1);
    for (std::size_t k = 1; k < factorial.size(); ++k)
      factorial[k] = factorial[k - 1] * static_cast<Wide>(k);
    Wide sum = 0;
    for (std::size_t k = 0; k <= r; ++k) sum += stable_of_size[k] * factorial[k] * factorial[r - k];
    return lowest(sum, factorial[r + 1]);
  }

  std::optional<std::string> orders(const OrderShare& share) const {
    const std::size_t m = space_.feasible().count();
    if (m > 33) return std::nullopt;  // 34! has more than 128 bits
    Wide all = 1;
    for (std::size_t k = 2; k <= m; ++k) all *= static_cast<Wide>(k);
    return digits(all / share.denominator * share.numerator);
  }

  // All smallest sets of outcomes above the target whose coming down makes it stable.
  template <class Above>
  void find_changes(Above above, std::vector<std::vector<Outcome>>& out) const {
    std::vector<Outcome> all;
    for (const Threat& threat : threats_) {
      for (const auto& one : threat.needs) all.insert(all.end(), one.begin(), one.end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    std::erase_if(all, [&](Outcome x) { return !above(x); });
    std::vector<Outcome> down;
    const auto choose = [&](auto&& self, std::size_t from, std::size_t left) -> void {
      if (left == 0) {
        const bool still = unstable([&](Outcome x) {
          return above(x) && std::find(down.begin(), down.end(), x) == down.end();
        });
        if (!still) out.push_back(down);
        return;
      }
      for (std::size_t k = from; k < all.size(); ++k) {
        down.push_back(all[k]);
        self(self, k + 1, left - 1);
        down.pop_back();
      }
    };
    for (std::size_t size = 1; size <= kMostChanges && out.empty(); ++size) {
      double sets = 1;
      for (std::size_t k = 0; k < size; ++k)
        sets *= static_cast<double>(all.size() - k) / static_cast<double>(k + 1);
      if (all.size() < size || sets > 1e6) return;
      choose(choose, 0, size);
    }
  }

  const Space& space_;
  std::size_t mover_;
  Outcome target_;
  std::vector<Outcome> moves_;
  std::vector<Threat> threats_;
};

}  // namespace

double OrderShare::value() const {
  return static_cast<double>(numerator) / static_cast<double>(denominator);
}

std::string OrderShare::text() const { return digits(numerator) + "/" + digits(denominator); }

std::vector<InverseCount> count_orders(const Space& space, std::size_t mover, Outcome target) {
  Inverse inverse(space, mover, target);
  std::vector<InverseCount> out;
  out.reserve(kConcepts);
  for (int c = 0; c < kConcepts; ++c) out.push_back(inverse.count(static_cast<Concept>(c)));
  return out;
}

}  // namespace detente
