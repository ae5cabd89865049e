// Checks that every reader of a text format makes before it looks closer.
#ifndef DETENTE_FORMAT_TEXT_H_
#define DETENTE_FORMAT_TEXT_H_

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "format/reading.h"

namespace detente {

// An error if the text is not text (a NUL byte, broken UTF-8) or empty, with its place.
Errors check_text(std::string_view text, const std::string& file);

// Places of byte offsets. Looked up in order it costs no more than reading the text once.
class Places {
 public:
  Places(std::string_view text, std::string file);
  Location at(std::size_t offset) const;

 private:
  std::string_view text_;
  std::string file_;
  std::vector<std::size_t> line_starts_;
  mutable std::size_t last_offset_ = 0;
  mutable int last_column_ = 1;
};

// tidy_errors() for errors of several files: file by file, each line from its own text.
void tidy_errors_of(Errors& errors, const std::vector<SourceFile>& files);

// "folder/oil_war.gmcr" -> "oil_war": what a format without titles calls a dispute. Bytes that are
// not UTF-8 become U+FFFD.
std::string title_of(const std::string& file);

}  // namespace detente

#endif  // DETENTE_FORMAT_TEXT_H_
