#include "format/geniusweb/geniusweb_file.h"

#include <fmt/format.h>

#include <utility>

namespace detente::geniusweb {

using domains::Ratio;
using Kind = JsonValue::Kind;

Result<std::unique_ptr<Source>> parse(const SourceFile& from) {
  auto out = std::make_unique<Source>();
  out->file = from.file;
  out->text = from.text;
  if (Errors errors = check_text(out->text, out->file); !errors.empty())
    return tl::unexpected(std::move(errors));
  out->places = std::make_unique<Places>(out->text, out->file);
  auto root = parse_json(out->text, *out->places, "GeniusWeb domains and profiles are JSON");
  if (!root) return tl::unexpected(std::move(root.error()));
  out->root = std::move(*root);
  const Location start = out->at(out->root);
  if (out->root.get("issuesValues") != nullptr) {
    out->domain = &out->root;
  } else if (const JsonValue* profile = out->root.get("LinearAdditiveUtilitySpace")) {
    out->profile = profile;
    out->domain = profile->get("domain");
    if (out->domain == nullptr)
      return fail(ErrorCode::kMissingKey, "the profile has no 'domain'", out->at(*profile));
  } else if (out->root.keys.size() == 1 && out->root.items.front().get("domain") != nullptr) {
    return fail(ErrorCode::kUnsupported,
                fmt::format("profiles of type {} are not read", out->root.keys.front()), start,
                "LinearAdditiveUtilitySpace is");
  } else {
    return fail(ErrorCode::kUnsupported, "this is neither a GeniusWeb domain nor a profile", start,
                "a domain has the key issuesValues, a profile LinearAdditiveUtilitySpace");
  }
  return out;
}

std::string label_of(const JsonValue& value) {
  const bool whole = value.is(Kind::kNumber) && value.text.empty() && value.whole;
  return whole ? std::to_string(*value.whole) : value.text;
}

void Checker::error(ErrorCode code, std::string message, const Location& where, std::string hint) {
  if (!full()) errors.push_back({code, std::move(message), where, std::move(hint), {}});
}

const JsonValue* Checker::needed(const Source& source, const JsonValue& from, const char* key,
                                 Kind kind) {
  const JsonValue* out = from.get(key);
  if (out == nullptr) {
    error(ErrorCode::kMissingKey, fmt::format("'{}' is missing", key), source.at(from));
    return nullptr;
  }
  if (!out->is(kind)) {
    error(ErrorCode::kType,
          fmt::format("'{}' must be {}, not {}", key, describe(kind), describe(out->kind)),
          source.at(*out));
    return nullptr;
  }
  return out;
}

std::optional<Ratio> Checker::number(const Source& source, const JsonValue& from) {
  std::optional<Ratio> out;
  if (from.is(Kind::kNumber) || from.is(Kind::kText)) {
    out = from.text.empty() && from.whole ? Ratio::parse(std::to_string(*from.whole))
                                          : Ratio::parse(from.text);
  }
  if (!out) {
    error(ErrorCode::kRange, fmt::format("this must be a number of at most {}", Ratio::kLargest),
          source.at(from));
  }
  return out;
}

}  // namespace detente::geniusweb
