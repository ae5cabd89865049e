#include "dispute/builder.h"

#include <algorithm>

namespace detente {
namespace building {
Result<DisputeData> Builder::run() {
  data_.file = draft_.file;
  data_.text = draft_.text;
  sources();
  factors();
  correlations();
  party_names();
  issues();
  graph();
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
  order_cycles();
  claims();
  // What follows from an error that the reader has already found is not told again.
  for (const Error& known : draft_.errors) {
    std::erase_if(errors_, [&](const Error& e) { return e.where.line == known.where.line; });
  }
  errors_.insert(errors_.end(), draft_.errors.begin(), draft_.errors.end());
  if (errors_.empty()) return std::move(data_);
  tidy_errors(errors_, draft_.text);
  return tl::unexpected(std::move(errors_));
}

}  // namespace building

Result<Dispute> build_dispute(const draft::Draft& draft) {
  auto data = building::Builder(draft).run();
  if (!data) return tl::unexpected(std::move(data.error()));
  return Dispute(std::move(*data));
}

}  // namespace detente
