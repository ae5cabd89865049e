#include "format/text.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace detente {
namespace {

// Length of the well-formed UTF-8 character at text[i], 0 if there is none: no longer form than
// needed, no surrogate, nothing above U+10FFFF.
std::size_t utf8_length(std::string_view text, std::size_t i) {
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
  const unsigned char first = byte(i);
  const std::size_t length = first < 0x80           ? 1
                             : (first >> 5) == 0x6  ? 2
                             : (first >> 4) == 0xE  ? 3
                             : (first >> 3) == 0x1E ? 4
                                                    : 0;
  if (length == 0 || i + length > text.size()) return 0;
  for (std::size_t k = 1; k < length; ++k) {
    if ((byte(i + k) & 0xC0U) != 0x80U) return 0;
  }
  if (length == 2 && first < 0xC2) return 0;
  if (length == 3) {
    const unsigned char second = byte(i + 1);
    if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F)) return 0;
  }
  if (length == 4) {
    const unsigned char second = byte(i + 1);
    if ((first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F) || first > 0xF4)
      return 0;
  }
  return length;
}

}  // namespace

Errors check_text(std::string_view text, const std::string& file) {
  Location at{file, 1, 1};
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = text[i] == '\0' ? 0 : utf8_length(text, i);
    if (length == 0) {
      return {Error{ErrorCode::kSyntax,
                    "this is not a text file in UTF-8",
                    at,
                    "a dispute file is plain text; is it the right file?",
                    {}}};
    }
    if (text[i] == '\n') {
      ++at.line;
      at.column = 1;
    } else {
      ++at.column;
    }
    i += length;
  }
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) {
    return {Error{ErrorCode::kSyntax,
                  "the file is empty",
                  {file, 1, 1},
                  "docs/tutorial.md builds a first dispute",
                  {}}};
  }
  return {};
}

Places::Places(std::string_view text, std::string file) : text_(text), file_(std::move(file)) {
  line_starts_.push_back(0);
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') line_starts_.push_back(i + 1);
  }
}

Location Places::at(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const std::size_t start = *std::prev(next);
  if (last_offset_ < start || last_offset_ > offset) {
    last_offset_ = start;
    last_column_ = 1;
  }
  for (; last_offset_ < offset; ++last_offset_) {
    if ((static_cast<unsigned char>(text_[last_offset_]) & 0xC0U) != 0x80U) ++last_column_;
  }
  return {file_, static_cast<int>(next - line_starts_.begin()), last_column_};
}

void tidy_errors_of(Errors& errors, const std::vector<SourceFile>& files) {
  Errors out;
  for (const SourceFile& source : files) {
    Errors own;
    for (Error& error : errors) {
      if (error.where.file != source.file || error.message.empty()) continue;
      own.push_back(std::exchange(error, {}));
    }
    tidy_errors(own, source.text);
    out.insert(out.end(), std::make_move_iterator(own.begin()), std::make_move_iterator(own.end()));
  }
  for (Error& error : errors) {
    if (!error.message.empty()) out.push_back(std::move(error));
  }
  errors = std::move(out);
}

std::string title_of(const std::string& file) {
  const std::size_t slash = file.find_last_of('/');
  const std::string name = slash == std::string::npos ? file : file.substr(slash + 1);
  const std::size_t dot = name.find_last_of('.');
  const std::string stem = dot == std::string::npos || dot == 0 ? name : name.substr(0, dot);
  std::string title;
  for (std::size_t i = 0; i < stem.size();) {
    const std::size_t length = utf8_length(stem, i);
    title += length == 0 ? "\xef\xbf\xbd" : stem.substr(i, length);
    i += std::max<std::size_t>(length, 1);
  }
  return title;
}

}  // namespace detente
