#include "format/registry.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "format/csv/csv_reader.h"
#include "format/csv/csv_writer.h"
#include "format/gmcr/gmcr_reader.h"
#include "format/gmcr/gmcr_writer.h"
#include "format/toml/toml_reader.h"
#include "format/toml/toml_writer.h"

namespace detente {
namespace {

Result<Written> write_any(const Dispute& dispute, const RankOutcomes&) {
  return write_toml(dispute);
}

constexpr Format kFormats[] = {
    {"toml", ".toml", "Détente dispute file", read_toml, write_any},
    {"gmcr", ".gmcr", "GMCR+ file", read_gmcr, write_gmcr},
    {"csv", ".csv", "table of moves and ranks", read_csv, write_csv},
    {"tsv", ".tsv", "the same table, separated by tabs", read_tsv, write_tsv},
};

}  // namespace

std::span<const Format> formats() { return kFormats; }

const Format* format_of_ending(std::string_view file) {
  const auto* it = std::find_if(std::begin(kFormats), std::end(kFormats),
                                [&](const Format& f) { return file.ends_with(f.ending); });
  return it == std::end(kFormats) ? nullptr : it;
}

Result<Dispute> parse_dispute(std::string text, const std::string& file) {
  const Format* format = format_of_ending(file);
  if (format == nullptr) format = looks_like_gmcr(text) ? format_of_ending(".gmcr") : kFormats;
  auto draft = format->read(std::move(text), file);
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
