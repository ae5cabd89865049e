#include "format/toml/write_cases.h"

#include <algorithm>

#include "format/toml/toml_lines.h"

namespace detente::writing {
namespace {

class CaseWriter : private Lines {
 public:
  explicit CaseWriter(const Dispute& dispute) : Lines(dispute) {}

  std::string run() {
    cases();
    claims();
    return std::move(out_);
  }

 private:
  // A case holds all that it inherits; only what differs from the case that it extends is written.
  void cases() {
    for (const Case& one : dispute_->cases) {
      const int parent_index = one.extends.empty() ? 0 : dispute_.find_case(one.extends);
      const Case& parent = dispute_->cases[static_cast<std::size_t>(parent_index)];
      std::string before;
      std::swap(before, out_);
      if (one.remarks.name != one.id) line("name", quoted(one.remarks.name));
      if (one.id != "now") differences(one, parent);
      if (one.history) line("history", quoted(one.history->text));
      remark_lines(one.remarks);
      std::swap(before, out_);
      if (one.id == "now" && before.empty()) continue;
      header("[cases." + one.id + "]");
      out_ += before;
    }
  }
  void differences(const Case& one, const Case& parent) {
    if (!one.extends.empty()) line("extends", quoted(one.extends));
    std::vector<std::string> set;
    for (const auto& entry : one.set) {
      if (std::find(parent.set.begin(), parent.set.end(), entry) == parent.set.end())
        set.push_back(dispute_->factors[static_cast<std::size_t>(entry.first)].id + " = " +
                      number(entry.second));
    }
    if (!set.empty()) line("set", inline_table(set));
    std::vector<std::pair<int, int>> moved;
    const auto& known = parent.status_quo.options;
    for (const auto& entry : one.status_quo.options) {
      if (std::find(known.begin(), known.end(), entry) == known.end()) moved.push_back(entry);
    }
    if (!moved.empty()) line("status_quo", assignment(moved));
    const bool same_compromise =
        parent.compromise && one.compromise && parent.compromise->text == one.compromise->text;
    if (one.compromise && !same_compromise) line("compromise", quoted(one.compromise->text));
    std::vector<std::string> on, off;
    for (const auto& [toggle, state] : one.toggles) {
      const auto inherited = parent.toggles.find(toggle);
      if (inherited != parent.toggles.end() && inherited->second == state) continue;
      (state ? on : off).push_back(dispute_->toggles[static_cast<std::size_t>(toggle)].id);
    }
    if (!on.empty()) line("on", texts(on));
    if (!off.empty()) line("off", texts(off));
    const PartySet without = one.without & ~parent.without;
    if (without != 0) line("without", party_list(without));
  }
  void claims() {
    for (const Claim& claim : dispute_->claims) {
      header("[[claims]]");
      line("id", quoted(claim.id));
      text_line("by", claim.by);
      line("says", quoted(claim.says));
      line("holds", quoted(claim.holds));
      std::vector<std::string> in;
      for (const int c : claim.in) in.push_back(dispute_->cases[static_cast<std::size_t>(c)].id);
      if (claim.in != std::vector<int>{0}) line("in", texts(in));
      if (claim.recorded) line("recorded", *claim.recorded ? "true" : "false");
      if (claim.required) line("required", "true");
      remark_lines(claim.remarks);
    }
  }
};

}  // namespace

std::string cases_and_claims(const Dispute& dispute) { return CaseWriter(dispute).run(); }

}  // namespace detente::writing
