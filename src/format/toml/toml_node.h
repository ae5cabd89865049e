// Looking at parsed TOML with places, literals and the file's order: the reader's eyes. Not for
// other folders.
#ifndef DETENTE_FORMAT_TOML_TOML_NODE_H_
#define DETENTE_FORMAT_TOML_TOML_NODE_H_

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <toml++/toml.h>

#include "dispute/draft.h"
#include "format/toml/schema_table.h"

namespace detente::reading {

// What all readers of one file share.
class Context {
 public:
  Context(std::string text, std::string file);
  Location at(const toml::source_region& region) const;
  Location at(const toml::node& node) const { return at(node.source()); }
  // The literal that stands at a place, up to the next delimiter.
  std::string literal(const toml::node& node) const;
  // The place of a string's first character (behind its quotes).
  Location inside(const toml::node& node) const;
  void error(ErrorCode code, std::string message, Location where, std::string hint = {});
  void error(Error error) { errors_.push_back(std::move(error)); }
  void wrong_type(const KeyRow& row, const toml::node& node);
  Errors take();
  const std::string& text() const { return text_; }
  std::string line(int number) const;
  void lose() { lost_ = true; }
  // Can the rest of the file be checked in spite of the errors?
  bool readable() const;

 private:
  std::string_view line_view(int number) const;
  std::size_t offset(const Location& where) const;
  // The last place looked up: texts come in order, and a line may hold many thousands.
  struct Cursor {
    int line = 0, column = 0;
    std::size_t offset = 0;
  };
  mutable Cursor cursor_;
  std::string text_, file_;
  std::vector<std::size_t> line_starts_;
  Errors errors_;
  bool lost_ = false;
};

// Entries of a table in the order of the file.
std::vector<std::pair<const toml::key*, const toml::node*>> in_order(const toml::table& table);

std::string_view kind_of(const toml::node& node);  // "a text", "a number", ...

}  // namespace detente::reading

#endif  // DETENTE_FORMAT_TOML_TOML_NODE_H_
