#include "format/csv/csv_table.h"

#include <algorithm>

namespace detente::csv {
namespace {

class Scanner {
 public:
  Scanner(std::string_view text, const std::string& file, char separator)
      : text_(text), separator_(separator), place_{file, 1, 1} {
    if (text_.substr(0, 3) == "\xEF\xBB\xBF") at_ = 3;  // spreadsheets write it
  }

  Result<std::vector<Row>> run() {
    std::vector<Row> rows;
    while (at_ < text_.size()) {
      Row row;
      row.where = place_;
      do {
        auto one = next_field();
        if (!one) return tl::unexpected(std::move(one.error()));
        row.fields.push_back(std::move(*one));
      } while (take(separator_));
      take('\r');
      if (at_ < text_.size() && !take('\n')) {
        return fail(ErrorCode::kSyntax, "expected the end of the field behind the closing quote",
                    place_, "a quote inside a field in quotes is doubled");
      }
      const bool empty = std::all_of(row.fields.begin(), row.fields.end(),
                                     [](const draft::Text& f) { return f.value.empty(); });
      if (!empty) rows.push_back(std::move(row));
    }
    return rows;
  }

 private:
  void step() {
    if (text_[at_] == '\n') {
      ++place_.line;
      place_.column = 0;
    }
    ++at_;
    const bool inside =
        at_ < text_.size() && (static_cast<unsigned char>(text_[at_]) & 0xC0U) == 0x80U;
    if (!inside) ++place_.column;
  }
  bool take(char wanted) {
    if (at_ >= text_.size() || text_[at_] != wanted) return false;
    step();
    return true;
  }
  void skip_blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || (text_[at_] == '\t' && separator_ != '\t')))
      step();
  }
  Result<draft::Text> next_field() {
    skip_blanks();
    draft::Text out{"", place_};
    if (at_ < text_.size() && text_[at_] == '"') return quoted_field(std::move(out));
    while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n' &&
           text_[at_] != '\r') {
      out.value += text_[at_];
      step();
    }
    while (!out.value.empty() && out.value.back() == ' ') out.value.pop_back();
    return out;
  }
  Result<draft::Text> quoted_field(draft::Text out) {
    const Location opening = place_;
    step();
    for (;;) {
      if (at_ >= text_.size())
        return fail(ErrorCode::kSyntax, "this quote is never closed", opening);
      if (text_[at_] == '"') {
        step();
        if (at_ >= text_.size() || text_[at_] != '"') break;
      }
      out.value += text_[at_];
      step();
    }
    skip_blanks();
    return out;
  }

  std::string_view text_;
  char separator_;
  Location place_;
  std::size_t at_ = 0;
};

}  // namespace

Result<std::vector<Row>> read_table(std::string_view text, const std::string& file,
                                    char separator) {
  return Scanner(text, file, separator).run();
}

std::string field(const std::string& text, char separator) {
  const bool plain = text.find_first_of(std::string("\"\r\n") + separator) == std::string::npos &&
                     (text.empty() || (text.front() != ' ' && text.back() != ' '));
  if (plain) return text;
  std::string out = "\"";
  for (const char c : text) {
    out += c;
    if (c == '"') out += c;
  }
  return out + "\"";
}

}  // namespace detente::csv
