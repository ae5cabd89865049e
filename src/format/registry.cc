#include "format/registry.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "format/toml/toml_reader.h"

namespace detente {
namespace {

constexpr Format kFormats[] = {{"toml", ".toml", "Détente dispute file", read_toml}};

// Length of the well-formed UTF-8 character at text[i], 0 if there is none.
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
  return length;
}

// An error if the text is not text: a NUL byte or broken UTF-8, with its place.
Errors check_text(const std::string& text, const std::string& file) {
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

}  // namespace

std::span<const Format> formats() { return kFormats; }

Result<Dispute> parse_dispute(std::string text, const std::string& file) {
  if (Errors errors = check_text(text, file); !errors.empty())
    return tl::unexpected(std::move(errors));
  auto draft = read_toml(std::move(text), file);
  if (!draft) return tl::unexpected(std::move(draft.error()));
  return build_dispute(*draft);
}

Result<Dispute> load_dispute(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code code;
  const fs::file_status status = fs::status(path, code);
  if (!fs::exists(status))
    return fail(ErrorCode::kIo, "there is no such file", {path, 0, 0},
                "detente cases lists the casebook");
  if (fs::is_directory(status)) {
    return fail(
        ErrorCode::kIo, "this is a directory, not a file", {path, 0, 0},
        fs::exists(fs::path(path) / "dispute.toml", code) ? "name the dispute.toml in it" : "");
  }
  const auto size = fs::file_size(path, code);
  if (!code && size > kLargestFile) {
    return fail(ErrorCode::kLimit,
                fmt::format("the file has {} MiB; a dispute file may have at most {} MiB",
                            size >> 20U, kLargestFile >> 20U),
                {path, 0, 0});
  }
  std::ifstream in(path, std::ios::binary);
  std::string text;
  char buffer[1 << 16];
  while (in && text.size() <= kLargestFile) {
    in.read(buffer, sizeof buffer);
    text.append(buffer, static_cast<std::size_t>(in.gcount()));
  }
  if (!in.eof() && text.size() <= kLargestFile)
    return fail(ErrorCode::kIo, "the file cannot be read", {path, 0, 0}, "check its permissions");
  if (text.size() > kLargestFile) {
    return fail(ErrorCode::kLimit,
                fmt::format("a dispute file may have at most {} MiB", kLargestFile >> 20U),
                {path, 0, 0});
  }
  return parse_dispute(std::move(text), path);
}

}  // namespace detente
