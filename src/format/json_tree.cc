#include "format/json_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>
#include <unordered_set>

namespace detente {
namespace {

constexpr std::size_t kDeepest = 64;

// Reads characters and tells how far the parser has come.
class Tape {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  Tape(const char* at, const char** furthest) : at_(at), furthest_(furthest) {}
  const char& operator*() const { return *at_; }
  Tape& operator++() {
    *furthest_ = ++at_;
    return *this;
  }
  Tape operator++(int) {
    Tape before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const Tape& a, const Tape& b) { return a.at_ == b.at_; }
  friend bool operator!=(const Tape& a, const Tape& b) { return a.at_ != b.at_; }

 private:
  const char* at_;
  const char** furthest_;
};

// Builds the tree from the parser's events. Between two tokens there are only blanks, commas and
// colons, so a token starts at the first other character behind the end of the one before; where
// the parser had to look one character ahead, that was one of these or a closing bracket.
class Builder {
 public:
  Builder(std::string_view text, const Places& places, const char* const* furthest,
          const std::string& hint)
      : text_(text), places_(places), furthest_(furthest), hint_(hint) {}

  bool null() { return add(make(JsonValue::Kind::kNull)); }
  bool boolean(bool value) {
    JsonValue out = make(JsonValue::Kind::kFlag);
    out.flag = value;
    return add(std::move(out));
  }
  bool number_integer(std::int64_t value) { return number(value); }
  bool number_unsigned(std::uint64_t value) {
    if (value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
      return number(static_cast<std::int64_t>(value));
    return number(std::nullopt);
  }
  bool number_float(double value, const std::string& literal) {
    constexpr double kExact = 9007199254740992.0;  // 2^53
    if (std::abs(value) <= kExact && value == std::floor(value))
      return number(static_cast<std::int64_t>(value), literal);
    return number(std::nullopt, literal);
  }
  bool string(std::string& value) {
    JsonValue out = make(JsonValue::Kind::kText);
    out.text = std::move(value);
    return add(std::move(out));
  }
  bool binary(std::vector<std::uint8_t>&) { return false; }
  bool start_object(std::size_t) { return open(JsonValue::Kind::kObject); }
  bool start_array(std::size_t) { return open(JsonValue::Kind::kList); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(std::string& name) {
    const std::size_t at = start_of_token();
    std::vector<std::string>& keys = open_.back().keys;
    if (!known_.back().insert(name).second) {
      return stop({ErrorCode::kDuplicate,
                   fmt::format("the key '{}' is there twice", name),
                   places_.at(at),
                   "",
                   {}});
    }
    keys.push_back(std::move(name));
    return true;
  }
  template <class Exception>
  bool parse_error(std::size_t position, const std::string&, const Exception&) {
    const std::size_t at = std::min(position == 0 ? 0 : position - 1, text_.size());
    const bool at_end = text_.find_first_not_of(" \t\r\n", std::min(position, text_.size())) ==
                        std::string_view::npos;
    if (at_end && !open_.empty()) {
      return stop({ErrorCode::kSyntax,
                   "the JSON ends before it is complete",
                   places_.at(text_.size()),
                   "was the file cut off when it was copied?",
                   {}});
    }
    const auto [start, shown] = word_around(at);
    return stop({ErrorCode::kSyntax, "not valid JSON at " + shown, places_.at(start), hint_, {}});
  }

  Error error;
  JsonValue root;

 private:
  std::size_t start_of_token() {
    const std::size_t found = text_.find_first_not_of(" \t\r\n,:", end_);
    end_ = static_cast<std::size_t>(*furthest_ - text_.data());
    return found == std::string_view::npos ? text_.size() : found;
  }
  JsonValue make(JsonValue::Kind kind) {
    JsonValue out;
    out.kind = kind;
    out.at = start_of_token();
    return out;
  }
  bool number(std::optional<std::int64_t> value, const std::string& literal = {}) {
    JsonValue out = make(JsonValue::Kind::kNumber);
    out.whole = value;
    out.text = literal;
    return add(std::move(out));
  }
  bool add(JsonValue value) {
    if (open_.empty()) {
      root = std::move(value);
    } else {
      open_.back().items.push_back(std::move(value));
    }
    return true;
  }
  bool open(JsonValue::Kind kind) {
    JsonValue value = make(kind);
    if (open_.size() == kDeepest) {
      return stop({ErrorCode::kLimit,
                   fmt::format("nested more than {} deep", kDeepest),
                   places_.at(value.at),
                   "",
                   {}});
    }
    open_.push_back(std::move(value));
    known_.emplace_back();
    return true;
  }
  bool close() {
    end_ = static_cast<std::size_t>(*furthest_ - text_.data());
    JsonValue value = std::move(open_.back());
    open_.pop_back();
    known_.pop_back();
    return add(std::move(value));
  }
  // Where the word, number or sign that holds a place starts, and what it is.
  std::pair<std::size_t, std::string> word_around(std::size_t at) const {
    const auto in_word = [&](std::size_t i) {
      const auto byte = static_cast<unsigned char>(text_[i]);
      return std::isalnum(byte) != 0 || byte >= 0x80 || text_[i] == '_' || text_[i] == '.';
    };
    if (at >= text_.size()) return {text_.size(), "the end"};
    if (static_cast<unsigned char>(text_[at]) < 0x20) return {at, "a control character"};
    std::size_t start = at, end = at + 1;
    if (in_word(at)) {
      while (start > 0 && in_word(start - 1)) --start;
      while (end < text_.size() && in_word(end)) ++end;
    }
    constexpr std::size_t kLongest = 40;
    if (end - start > kLongest) return {start, "a long word"};
    return {start, "'" + std::string(text_.substr(start, end - start)) + "'"};
  }
  bool stop(Error problem) {
    error = std::move(problem);
    return false;
  }

  std::string_view text_;
  const Places& places_;
  const char* const* furthest_;
  const std::string& hint_;
  std::vector<std::unordered_set<std::string>> known_;  // keys of the open objects
  std::size_t end_ = 0;                                 // of the last token
  std::vector<JsonValue> open_;
};

}  // namespace

const JsonValue* JsonValue::get(std::string_view key) const {
  const auto it = std::find(keys.begin(), keys.end(), key);
  return it == keys.end() ? nullptr : &items[static_cast<std::size_t>(it - keys.begin())];
}

std::string_view describe(JsonValue::Kind kind) {
  switch (kind) {
    case JsonValue::Kind::kNull:
      return "null";
    case JsonValue::Kind::kFlag:
      return "true or false";
    case JsonValue::Kind::kNumber:
      return "a number";
    case JsonValue::Kind::kText:
      return "a text";
    case JsonValue::Kind::kList:
      return "a list";
    case JsonValue::Kind::kObject:
      return "an object";
  }
  return "something else";
}

Result<JsonValue> parse_json(std::string_view text, const Places& places, const std::string& hint) {
  const char* furthest = text.data();
  Builder builder(text, places, &furthest, hint);
  const Tape first(text.data(), &furthest), last(text.data() + text.size(), &furthest);
  if (!nlohmann::json::sax_parse(first, last, &builder)) return fail(std::move(builder.error));
  return std::move(builder.root);
}

}  // namespace detente
