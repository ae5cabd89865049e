#include <fmt/format.h>

#include <algorithm>

#include "dispute/builder.h"

namespace detente::building {

// A file that asks nothing counts nothing as a compromise: every formula stays one that can be
// evaluated.
void Builder::question() {
  data_.title = draft_.title.value;
  if (draft_.note) data_.note = draft_.note->value;
  if (draft_.date) data_.date = draft_.date->value;
  if (!draft_.question) {
    Node nothing;
    nothing.op = Op::kFalse;
    data_.compromise = {{nothing}, "false", draft_.title.where};
    return;
  }
  const draft::Question& from = *draft_.question;
  data_.of = find_party(from.of);
  data_.with = find_parties(from.with);
  if (from.with.empty())
    error(ErrorCode::kMissingKey, "the question names nobody to compromise with", from.of.where,
          "with = [\"...\"]");
  for (const draft::Text& name : from.with) {
    if (name.value == from.of.value)
      error(ErrorCode::kModel, "a party cannot compromise with itself", name.where);
  }
  data_.compromise = formula(from.compromise).value_or(Formula{});
  data_.question = from.text ? from.text->value : question_text();
}

// "Is A ready to compromise with B, C and D?"
std::string Builder::question_text() const {
  if (data_.of < 0 || data_.with.empty()) return {};
  const auto name = [&](int party) {
    return data_.parties[static_cast<std::size_t>(party)].remarks.name;
  };
  std::string out = "Is " + name(data_.of) + " ready to compromise with";
  for (std::size_t k = 0; k < data_.with.size(); ++k) {
    out += k == 0 ? " " : k + 1 == data_.with.size() ? " and " : ", ";
    out += name(data_.with[k]);
  }
  return out + "?";
}

}  // namespace detente::building
