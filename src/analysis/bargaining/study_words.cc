#include "analysis/bargaining/study_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "analysis/readiness/words.h"

namespace detente {
namespace {

// What a table of solutions may take, and what its first and its last column usually do.
constexpr std::size_t kWidest = 100, kOtherColumns = 36, kNumbers = 11;

}  // namespace

StudyWords::StudyWords(const Dispute& dispute, const BargainingStudy& study)
    : dispute_(dispute), study_(study) {
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

std::string StudyWords::step(int issue, int option) const {
  const Issue& one = dispute_->issues[static_cast<std::size_t>(issue)];
  const auto o = static_cast<std::size_t>(option);
  return one.labels[o] == one.options[o] ? one.remarks.name + ": " + one.labels[o] : one.labels[o];
}

std::string StudyWords::value(std::size_t b, std::int64_t utility) const {
  return study_.cardinal[b] != 0 ? decimal_in_words(utility) : fmt::format("rank {}", utility);
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
