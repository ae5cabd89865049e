// Changes to a dispute's text that leave everything else as its author wrote it.
//
// Answers: which few characters change when a form or a slider changes one value? Comments, order
//   and layout stay; the text is never printed anew.
// Method: the text is parsed for the places of its values; where a value ends is found by reading
//   on from its place.
// Checked by: toml_edit_test.cc.
#ifndef DETENTE_FORMAT_TOML_TOML_EDIT_H_
#define DETENTE_FORMAT_TOML_TOML_EDIT_H_

#include <string>
#include <variant>
#include <vector>

#include "base/error.h"

namespace detente {

// Where a value is: keys of tables and places in lists, from the top of the file.
using TomlPath = std::vector<std::variant<std::string, std::size_t>>;

struct TomlEdit {
  enum class Kind {
    kSet,     // this value there; the last key may be new, and so may the tables around it
    kAppend,  // one more value at the end of the list; where that is written as [[parts]] or not
              // there yet, one more part at the end of the file
    kRemove,  // without the key, the member of the list, or the [part] that has no parts of its own
  };
  Kind kind = Kind::kSet;
  TomlPath path;
  std::string value;  // as TOML; kRemove: not looked at
};

// The bytes from `from` up to `to` of the text give way to `insert`.
struct Splice {
  std::size_t from = 0, to = 0;
  std::string insert;
};

// Errors: kSyntax if the text is no TOML; kUnknownName if there is no such place; kUnsupported if
// the value there cannot be changed so.
Result<Splice> splice_of(const std::string& text, const TomlEdit& edit);

// Is there something at this place? Not in a text that is no TOML.
bool toml_has(const std::string& text, const TomlPath& path);

std::string spliced(const std::string& text, const Splice& splice);

}  // namespace detente

#endif  // DETENTE_FORMAT_TOML_TOML_EDIT_H_
