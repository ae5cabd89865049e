#include "format/registry.h"

#include <algorithm>

#include "format/csv/csv_reader.h"
#include "format/csv/csv_writer.h"
#include "format/folder.h"
#include "format/genius/genius_reader.h"
#include "format/genius/genius_writer.h"
#include "format/geniusweb/geniusweb_reader.h"
#include "format/geniusweb/geniusweb_writer.h"
#include "format/gmcr/gmcr_reader.h"
#include "format/gmcr/gmcr_writer.h"
#include "format/text.h"
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
    {"csv", ".csv", "table of moves and ranks, or of scores", read_csv, write_csv},
    {"tsv", ".tsv", "the same table, separated by tabs", read_tsv, write_tsv},
    {"genius", ".xml", "GENIUS domain and profiles", read_genius, write_genius, read_genius,
     look_genius},
    {"geniusweb", ".json", "GeniusWeb domain and profiles", read_geniusweb, write_geniusweb,
     read_geniusweb, look_geniusweb},
};

// By what the text begins with; dispute TOML if nothing fits.
const Format* format_of(std::string_view text, std::string_view file) {
  const Format* by_ending = format_of_ending(file);
  const bool json = by_ending != nullptr && by_ending->id == "geniusweb";
  if (by_ending != nullptr && !json) return by_ending;
  if (looks_like_gmcr(text)) return format_of_ending(".gmcr");
  if (json) return by_ending;
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && text[first] == '<') return format_of_ending(".xml");
  if (first != std::string_view::npos && text[first] == '{') return format_of_ending(".json");
  return kFormats;
}

Result<Dispute> build(const Result<draft::Draft>& draft, const std::vector<SourceFile>& files,
                      bool parts) {
  if (draft) {
    auto dispute = build_dispute(*draft);
    if (dispute || files.size() == 1) return dispute;
    Errors errors = std::move(dispute.error());
    for (Error& error : errors) error.line_text.clear();  // they were looked up in one file
    tidy_errors_of(errors, files);
    return tl::unexpected(std::move(errors));
  }
  Errors errors = draft.error();
  if (parts) tidy_errors_of(errors, files);  // the other readers have done it
  return tl::unexpected(std::move(errors));
}

}  // namespace

std::span<const Format> formats() { return kFormats; }

const Format* format_of_ending(std::string_view file) {
  const auto* it = std::find_if(std::begin(kFormats), std::end(kFormats),
                                [&](const Format& f) { return file.ends_with(f.ending); });
  return it == std::end(kFormats) ? nullptr : it;
}

Result<Dispute> parse_dispute(const std::vector<SourceFile>& files, const ReadOptions& options) {
  const SourceFile& first = files.front();
  const Format* format = format_of(first.text, first.file);
  if (format->read_parts == nullptr) {
    if (files.size() == 1) return build(format->read(first.text, first.file), files, false);
    return fail(ErrorCode::kUnsupported, "this kind of file stands alone", {files[1].file, 0, 0},
                "several files are a GENIUS or GeniusWeb domain and its profiles");
  }
  for (const SourceFile& source : files) {
    if (format_of(source.text, source.file) == format) continue;
    return fail(ErrorCode::kUnsupported, "a domain and its profiles have one format",
                {source.file, 0, 0}, "convert one of them first");
  }
  auto draft = format->read_parts(files, options);
  if (draft) {
    const auto title = std::find_if(files.begin(), files.end(), [&](const SourceFile& source) {
      return source.file == draft->title.where.file;
    });
    const SourceFile& main = title == files.end() ? first : *title;
    draft->file = main.file;
    draft->text = main.text;
  }
  return build(draft, files, true);
}

Result<Dispute> parse_dispute(std::string text, const std::string& file) {
  return parse_dispute({SourceFile{file, std::move(text)}});
}

Result<Dispute> load_dispute(const std::vector<std::string>& paths, const ReadOptions& options) {
  auto files = gather(paths, options);
  if (!files) return tl::unexpected(std::move(files.error()));
  return parse_dispute(*files, options);
}

Result<Dispute> load_dispute(const std::string& path) {
  return load_dispute(std::vector<std::string>{path});
}

}  // namespace detente
