#include "base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace detente {

std::string_view to_string(ErrorCode code) {
  switch (code) {
    case ErrorCode::kIo:
      return "io";
    case ErrorCode::kSyntax:
      return "syntax";
    case ErrorCode::kUnknownKey:
      return "unknown-key";
    case ErrorCode::kMissingKey:
      return "missing-key";
    case ErrorCode::kType:
      return "type";
    case ErrorCode::kRange:
      return "range";
    case ErrorCode::kUnknownName:
      return "unknown-name";
    case ErrorCode::kDuplicate:
      return "duplicate";
    case ErrorCode::kCycle:
      return "cycle";
    case ErrorCode::kFormula:
      return "formula";
    case ErrorCode::kModel:
      return "model";
    case ErrorCode::kLimit:
      return "limit";
    case ErrorCode::kUnsupported:
      return "unsupported";
  }
  return "error";
}

namespace {

bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

// The part of a long line around the column, so that the caret stays on the screen.
struct Window {
  std::string text;
  int column = 0;  // of the caret, from 1
};
Window window_around(const std::string& line, int column) {
  constexpr int kWidth = 96;
  std::vector<std::size_t> starts;  // byte offset of each character
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (!continues_character(line[i])) starts.push_back(i);
  }
  const int characters = static_cast<int>(starts.size());
  if (characters <= kWidth) return {line, column};
  const int first = std::clamp(column - kWidth / 2, 0, characters - kWidth);
  const int last = std::min(characters, first + kWidth);
  const std::size_t from = starts[static_cast<std::size_t>(first)];
  const std::size_t to = last == characters ? line.size() : starts[static_cast<std::size_t>(last)];
  return {line.substr(from, to - from), column - first};
}

}  // namespace

std::string format_error(const Error& error) {
  std::string out;
  const Location& at = error.where;
  if (!at.file.empty()) {
    out += at.file;
    if (at.line > 0) out += ":" + std::to_string(at.line);
    if (at.line > 0 && at.column > 0) out += ":" + std::to_string(at.column);
    out += ": ";
  }
  out += "error: " + error.message + "\n";
  if (!error.line_text.empty() && at.column > 0) {
    const Window window = window_around(error.line_text, at.column);
    std::string shown = window.text;
    std::replace(shown.begin(), shown.end(), '\t', ' ');
    out += "  " + shown + "\n  " + std::string(static_cast<std::size_t>(window.column - 1), ' ') +
           "^\n";
  }
  if (!error.hint.empty()) out += "  hint: " + error.hint + "\n";
  return out;
}

namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates) {
  constexpr std::size_t kLongestName = 200;  // longer ones are no typing slips
  if (name.size() > kLongestName) return {};
  std::string best;
  std::size_t best_distance = 0;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > kLongestName) continue;
    const auto [shorter, longer] = std::minmax({name.size(), candidate.size()});
    const std::size_t allowed = std::max<std::size_t>(1, longer / 3);
    if (longer - shorter > allowed) continue;
    const std::size_t distance = edit_distance(name, candidate);
    if (distance > allowed) continue;
    if (best.empty() || distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
    if (!best.empty() && best_distance <= 1) break;  // `name` itself is no candidate
  }
  return best;
}

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

void tidy_errors(Errors& errors, std::string_view text) {
  constexpr std::size_t kMost = 20;
  std::stable_sort(errors.begin(), errors.end(), [](const Error& a, const Error& b) {
    return a.where.line != b.where.line ? a.where.line < b.where.line
                                        : a.where.column < b.where.column;
  });
  const auto same = [](const Error& a, const Error& b) {
    return a.where.line == b.where.line && a.where.column == b.where.column &&
           a.message == b.message;
  };
  errors.erase(std::unique(errors.begin(), errors.end(), same), errors.end());
  if (errors.size() > kMost) {
    Error rest;
    rest.message = fmt::format("{} more errors are not shown", errors.size() - kMost);
    rest.where.file = errors.front().where.file;
    errors.resize(kMost);
    errors.push_back(std::move(rest));
  }
  for (Error& error : errors) {
    if (error.line_text.empty() && error.where.line > 0)
      error.line_text = line_of(text, error.where.line);
  }
}

}  // namespace detente
