// Lines of a dispute file, and the names of a dispute's things: what its writers share. Not for
// other folders.
#ifndef DETENTE_FORMAT_TOML_TOML_LINES_H_
#define DETENTE_FORMAT_TOML_TOML_LINES_H_

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dispute/dispute.h"
#include "format/toml/toml_text.h"
#include "format/toml/write_preferences.h"

namespace detente::writing {

class Lines {
 protected:
  explicit Lines(const Dispute& dispute) : dispute_(dispute) {}

  void header(const std::string& name) { out_ += "\n" + name + "\n"; }
  void line(std::string_view key, const std::string& value) {
    out_ += fmt::format("{} = {}\n", key, value);
  }
  // Texts that are empty are not there.
  void text_line(std::string_view key, const std::string& value) {
    if (!value.empty()) line(key, writing::quoted(value));
  }
  void remark_lines(const Remarks& remarks) {
    for (const std::string& key : source_and_note(remarks)) out_ += key + "\n";
  }
  static void add_name(std::vector<std::string>& keys, const Remarks& remarks,
                       const std::string& id) {
    if (remarks.name != id) keys.push_back("name = " + writing::quoted(remarks.name));
  }
  static void add(std::vector<std::string>& keys, const std::vector<std::string>& more) {
    keys.insert(keys.end(), more.begin(), more.end());
  }
  bool active(int toggle) const {
    return dispute_->toggles[static_cast<std::size_t>(toggle)].active;
  }
  const std::string& party(int index) const {
    return dispute_->parties[static_cast<std::size_t>(index)].id;
  }
  std::string party_list(const std::vector<int>& parties) const {
    std::vector<std::string> ids;
    ids.reserve(parties.size());
    for (const int p : parties) ids.push_back(party(p));
    return texts(ids);
  }
  std::string party_list(PartySet set) const {
    std::vector<int> parties;
    for (int p = 0; p < kMostParties; ++p) {
      if ((set >> static_cast<unsigned>(p) & 1U) != 0) parties.push_back(p);
    }
    return party_list(parties);
  }
  std::string assignment(const std::vector<std::pair<int, int>>& options) const {
    std::vector<std::string> keys;
    for (const auto& [issue, option] : options) {
      const Issue& named = dispute_->issues[static_cast<std::size_t>(issue)];
      keys.push_back(named.id + " = " +
                     writing::quoted(named.options[static_cast<std::size_t>(option)]));
    }
    return inline_table(keys);
  }

  const Dispute& dispute_;
  std::string out_;
};

}  // namespace detente::writing

#endif  // DETENTE_FORMAT_TOML_TOML_LINES_H_
