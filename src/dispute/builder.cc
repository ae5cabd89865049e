#include "dispute/builder.h"

#include <algorithm>

namespace detente {
namespace building {
namespace {

// The text of line `number` (from 1).
std::string line_of(std::string_view text, int number) {
  std::size_t at = 0;
  for (int line = 1; line < number; ++line) {
    at = text.find('\n', at);
    if (at == std::string_view::npos) return {};
    ++at;
  }
  std::string_view line = text.substr(at, text.find('\n', at) - at);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return std::string(line);
}

}  // namespace

Result<DisputeData> Builder::run() {
  data_.file = draft_.file;
  data_.text = draft_.text;
  sources();
  factors();
  party_names();
  issues();
  status_quo();
  propositions();
  rules();
  orders();
  coalitions();
  preferences();
  parties();
  ratifiers();
  question();
  cases();
  claims();
  if (errors_.empty()) return std::move(data_);
  std::stable_sort(errors_.begin(), errors_.end(), [](const Error& a, const Error& b) {
    return a.where.line != b.where.line ? a.where.line < b.where.line
                                        : a.where.column < b.where.column;
  });
  if (errors_.size() > kMostErrors) errors_.resize(kMostErrors);
  for (Error& error : errors_) {
    if (error.line_text.empty() && error.where.line > 0)
      error.line_text = line_of(draft_.text, error.where.line);
  }
  return tl::unexpected(std::move(errors_));
}

}  // namespace building

Result<Dispute> build_dispute(const draft::Draft& draft) {
  auto data = building::Builder(draft).run();
  if (!data) return tl::unexpected(std::move(data.error()));
  return Dispute(std::move(*data));
}

}  // namespace detente
