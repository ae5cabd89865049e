#include "analysis/worlds/claim_tally.h"

namespace detente {
namespace {

constexpr double kOften = 0.1, kHardly = 0.01;  // tensions: shares of worlds

}  // namespace

Errors ClaimTally::prepare(const Dispute& dispute) {
  Errors errors;
  for (std::size_t k = 0; k < dispute->claims.size(); ++k) {
    const Claim& claim = dispute->claims[k];
    auto query = parse_query(claim.holds, claim.holds_where, dispute);
    if (!query) {
      errors.insert(errors.end(), query.error().begin(), query.error().end());
      continue;
    }
    for (const int c : claim.in)
      rows_.push_back(
          {static_cast<int>(k), c, 0, claim.id, dispute->cases[static_cast<std::size_t>(c)].id});
    queries_.push_back(std::move(*query));
  }
  both_.assign(rows_.size() * rows_.size(), 0);
  return errors;
}

void ClaimTally::hold(const Dispute& dispute, Study& study, std::uint8_t* out) const {
  std::size_t row = 0;
  for (std::size_t k = 0; k < queries_.size(); ++k) {
    for (const int c : dispute->claims[k].in) out[row++] = study.holds(queries_[k], c) ? 1 : 0;
  }
}

void ClaimTally::add(const std::uint8_t* holds) {
  const std::size_t rows = rows_.size();
  for (std::size_t a = 0; a < rows; ++a) {
    if (holds[a] == 0) continue;
    ++rows_[a].holds;
    for (std::size_t b = a + 1; b < rows; ++b) both_[a * rows + b] += holds[b];
  }
}

std::vector<Tension> ClaimTally::tensions(std::uint64_t worlds) const {
  std::vector<Tension> out;
  const std::size_t rows = rows_.size();
  const auto n = static_cast<double>(worlds);
  const auto often = [&](std::size_t row) {
    return static_cast<double>(rows_[row].holds) >= kOften * n;
  };
  for (std::size_t a = 0; a < rows && n > 0; ++a) {
    for (std::size_t b = a + 1; b < rows; ++b) {
      const std::uint64_t both = both_[a * rows + b];
      if (often(a) && often(b) && static_cast<double>(both) <= kHardly * n)
        out.push_back({a, b, both});
    }
  }
  return out;
}

}  // namespace detente
