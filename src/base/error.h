// Errors in what a user gave us: a bad file, a bad option, an unsupported request.
//
// Three kinds are never mixed (ARCHITECTURE.md): bad input is a value of type Result<T>; a broken
// invariant is our own bug and throws (base/check.h); stopping early is part of a result.
#ifndef DETENTE_BASE_ERROR_H_
#define DETENTE_BASE_ERROR_H_

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace detente {

// A place in a file. Lines and columns count from 1, columns in characters; 0 means unknown.
struct Location {
  std::string file;
  int line = 0;
  int column = 0;
};

enum class ErrorCode {
  kIo,           // cannot be read
  kSyntax,       // not well-formed TOML
  kUnknownKey,   // a key the reader does not know
  kMissingKey,   // a key that must be there
  kType,         // a value of the wrong type
  kRange,        // a number outside what is allowed, NaN, infinite
  kUnknownName,  // a party, issue, option, ... that is not declared
  kDuplicate,    // an id used twice
  kCycle,        // propositions, cases or order constraints in a circle
  kFormula,      // a formula that cannot be parsed or has the wrong kind
  kModel,        // parts that do not fit together
  kLimit,        // larger than a stated limit
  kUnsupported,  // a request this version cannot serve
};

std::string_view to_string(ErrorCode code);

// One thing that is wrong, where, and what to do about it.
struct Error {
  ErrorCode code = ErrorCode::kModel;
  std::string message;  // one sentence, no full stop
  Location where;
  std::string hint;       // may be empty
  std::string line_text;  // the line of the file, if known (for the caret)
};

using Errors = std::vector<Error>;

template <class T>
using Result = tl::expected<T, Errors>;

// The failed Result with one error in it.
inline tl::unexpected<Errors> fail(Error error) {
  return tl::unexpected<Errors>(Errors{std::move(error)});
}
inline tl::unexpected<Errors> fail(ErrorCode code, std::string message, Location where = {},
                                   std::string hint = {}) {
  return fail(Error{code, std::move(message), std::move(where), std::move(hint), {}});
}

// "file:line:column: message" with the line, a caret and the hint below it, as a terminal shows it.
std::string format_error(const Error& error);

// What a file's errors become before they are shown: in the order of places, each once and with its
// line of the text, and after 20 only a count of the rest.
void tidy_errors(Errors& errors, std::string_view text);

// The candidate nearest to `name`, which is none of them, in edit distance, or empty if none is
// near enough to be meant (distance at most a third of the longer name's length, and at least 1).
std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace detente

#endif  // DETENTE_BASE_ERROR_H_
