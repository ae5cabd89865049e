#include "format/genius/file_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

namespace detente::genius {
namespace {

using domains::Ratio;

constexpr int kDeepest = 32;

}  // namespace

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

void FileValues::error(ErrorCode code, std::string message, const Location& where,
                       std::string hint) {
  errors_.push_back({code, std::move(message), where, std::move(hint), {}});
}

bool FileValues::too_deep(pugi::xml_node node, int depth) {
  if (depth <= kDeepest) return false;
  error(ErrorCode::kLimit, fmt::format("nested more than {} deep", kDeepest), xml_.at(node));
  return true;
}

std::optional<Ratio> FileValues::number(pugi::xml_node node, const char* attribute) {
  const std::string text = node.attribute(attribute).value();
  if (text.find_first_not_of(" \t\r\n") == std::string::npos || text == "null") return std::nullopt;
  auto out = Ratio::parse(text);
  if (!out) {
    constexpr std::size_t kLongest = 40;
    const std::string shown = text.size() > kLongest ? "a long text" : "'" + text + "'";
    error(ErrorCode::kRange,
          fmt::format("'{}' of <{}> must be a number of at most {}, not {}", attribute, node.name(),
                      Ratio::kLargest, shown),
          xml_.at(node, attribute),
          text.find(',') == std::string::npos ? "" : "decimals are written with a point");
  }
  return out;
}

std::optional<Ratio> FileValues::needed(pugi::xml_node node, const char* attribute) {
  const std::size_t before = errors_.size();
  auto out = number(node, attribute);
  if (!out && errors_.size() == before) {
    error(ErrorCode::kMissingKey, fmt::format("<{}> has no '{}'", node.name(), attribute),
          xml_.at(node));
  }
  return out;
}

std::optional<int> FileValues::index(pugi::xml_node node) {
  const auto value = needed(node, "index");
  if (!value) return std::nullopt;
  constexpr int kLargest = 1'000'000;
  if (!value->is_whole() || *value < Ratio(0) || *value > Ratio(kLargest)) {
    error(ErrorCode::kRange, "'index' must be a whole number", xml_.at(node, "index"));
    return std::nullopt;
  }
  return static_cast<int>(value->to_double());
}

}  // namespace detente::genius
