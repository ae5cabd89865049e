#include "analysis/bargaining/study_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "analysis/readiness/words.h"

namespace detente {
namespace {

// What a table of solutions may take, and what its first and its last column usually do.
constexpr std::size_t kWidest = 100, kOtherColumns = 36, kNumbers = 11;
constexpr std::size_t kMostDigits = 15;  // of a count that is written out for people

}  // namespace

StudyWords::StudyWords(const Dispute& dispute, const BargainingStudy& study, bool every_digit)
    : dispute_(dispute), study_(study), every_digit_(every_digit) {
  std::size_t width = kOtherColumns;
  for (std::size_t b = 0; b < parties(); ++b)
    width += std::max(display_width(name(b)), kNumbers) + 2;
  letters_ = width > kWidest && parties() > 2 && parties() <= 26;
}

std::string StudyWords::column(std::size_t b) const {
  return letters_ ? std::string(1, static_cast<char>('A' + b)) : name(b);
}

std::string StudyWords::all_names() const {
  PartySet all = 0;
  for (const int p : study_.bargainers) all |= party_bit(p);
  return party_names(dispute_, all);
}

std::string StudyWords::deal(const std::vector<int>& options) const {
  if (dispute_->graph) return dispute_->issues[0].labels[static_cast<std::size_t>(options[0])];
  return changes_in_words(dispute_, study_.status_quo, options);
}

std::string StudyWords::change(const std::vector<int>& from, const std::vector<int>& to) const {
  std::string out;
  for (std::size_t k = 0; k < to.size(); ++k) {
    if (from[k] != to[k]) out += (out.empty() ? "" : "; ") + step(static_cast<int>(k), to[k]);
  }
  return out;
}

std::size_t StudyWords::distance(const std::vector<int>& from, const std::vector<int>& to) {
  std::size_t out = 0;
  for (std::size_t k = 0; k < std::min(from.size(), to.size()); ++k)
    out += from[k] != to[k] ? 1 : 0;
  return out;
}

std::string StudyWords::count_of(const std::string& digits) const {
  if (every_digit_ || digits.size() <= kMostDigits) return digits;
  std::string out = fmt::format("{:.2e}", std::strtod(digits.c_str(), nullptr));
  out.erase(out.find('+'), 1);
  return out;
}

std::string StudyWords::count(const Count& from) const {
  return from.known() ? count_of(from.digits()) : from.text();
}

std::string StudyWords::count_or_share(const Count& exact, const Count* hits) const {
  if (exact.known() || hits == nullptr || !study_.zone_sample) return count(exact);
  return share_in_words(share_estimate(*hits, *study_.zone_sample));
}

std::string StudyWords::step(int issue, int option) const {
  const Issue& one = dispute_->issues[static_cast<std::size_t>(issue)];
  const auto o = static_cast<std::size_t>(option);
  return one.labels[o] == one.options[o] ? one.remarks.name + ": " + one.labels[o] : one.labels[o];
}

std::string StudyWords::value(std::size_t b, std::int64_t utility) const {
  return study_.cardinal[b] != 0 ? decimal_in_words(utility) : fmt::format("rank {}", utility);
}

std::string share_in_words(const ShareEstimate& share) {
  return fmt::format("~{:.3g}% ({:.3g} to {:.3g})", 100 * share.share, 100 * share.low,
                     100 * share.high);
}

std::string solution_name(const std::string& id) {
  static constexpr std::pair<const char*, const char*> kNames[] = {
      {"nash", "Nash"},
      {"kalai_smorodinsky", "Kalai-Smorodinsky"},
      {"relative_utilitarian", "relative utilitarian"},
      {"raiffa", "Raiffa"}};
  for (const auto& [known, name] : kNames) {
    if (id == known) return name;
  }
  return id;
}

std::string decimal_in_words(std::int64_t units) { return Decimal::from_units(units).to_string(); }

std::string signed_in_words(std::int64_t units) {
  return (units > 0 ? "+" : "") + decimal_in_words(units);
}

}  // namespace detente
