#include "cli/convert.h"

#include <fmt/format.h>

#include <filesystem>
#include <iostream>

#include "cli/write_file.h"
#include "format/registry.h"
#include "space/ranked.h"

namespace detente::cli {
namespace {

namespace fs = std::filesystem;

std::string format_ids() {
  std::vector<std::string_view> ids;
  for (const Format& format : formats()) ids.push_back(format.id);
  return fmt::format("{}", fmt::join(ids, ", "));
}

Result<const Format*> chosen_format(const ConvertOptions& convert) {
  if (convert.to.empty()) {
    if (const Format* by_ending = format_of_ending(convert.out)) return by_ending;
    return fail(ErrorCode::kUnsupported,
                convert.out == "-" ? "which format shall be written?"
                                   : fmt::format("the name '{}' tells no format", convert.out),
                {}, "--to " + format_ids());
  }
  for (const Format& format : formats()) {
    if (format.id == convert.to) return &format;
  }
  return fail(ErrorCode::kUnsupported, fmt::format("--to names no format: '{}'", convert.to), {},
              "known: " + format_ids());
}

}  // namespace

void add_convert(CLI::App& command, ConvertOptions& convert) {
  command
      .add_option("files", convert.files,
                  "the file to read (a domain with its profiles behind it); without -o the last "
                  "one is written")
      ->required();
  command.add_option("-o,--out", convert.out,
                     "the file to write; its ending tells the format; - is standard output");
  command.add_option("--to", convert.to, "the format: " + format_ids());
  command.add_flag("--force", convert.force, "write over a file that is there");
}

namespace {

// Profiles go beside the first file. All or none: nobody's file may stand in the way.
Result<bool> write_beside(const ConvertOptions& convert, const Written& written) {
  const fs::path folder = fs::path(convert.out).parent_path();
  std::error_code code;
  for (const WrittenFile& more : written.more) {
    const std::string path = (folder / more.name).string();
    if (fs::path(path) == fs::path(convert.out))
      return cannot_write(path, "the domain and a party's profile would have the same name",
                          "choose another name than the party's");
    if (!convert.force && fs::exists(path, code))
      return cannot_write(path, "there is a file of that name", "--force writes over it");
  }
  for (const WrittenFile& more : written.more) {
    auto done = write_file((folder / more.name).string(), more.text, convert.force);
    if (!done) return done;
  }
  return true;
}

}  // namespace

int convert(Options options, ConvertOptions convert) {
  if (convert.out.empty() && convert.files.size() > 1) {
    convert.out = convert.files.back();
    convert.files.pop_back();
  }
  if (convert.out.empty()) {
    return report(Errors{Error{ErrorCode::kUnsupported,
                               "which file shall be written?",
                               {},
                               "detente convert FILE OUT, or -o OUT",
                               {}}});
  }
  options.file = convert.files.front();
  options.profiles.assign(convert.files.begin() + 1, convert.files.end());
  const auto format = chosen_format(convert);
  if (!format) return report(format.error());
  const auto dispute = load(options);
  if (!dispute) return kBadInput;
  const auto rank = [&]() -> Result<RankedOutcomes> {
    const auto world = World::make(*dispute, make_scenario(*dispute, 0), options.most_outcomes);
    if (!world) return tl::unexpected(world.error());
    return ranked_outcomes(*world);
  };
  const auto written = (*format)->write(*dispute, rank);
  if (!written) return report(written.error());
  if (convert.out == "-" && !written->more.empty()) {
    return report(Errors{Error{ErrorCode::kUnsupported,
                               fmt::format("a {} is {} files, more than standard output holds",
                                           (*format)->description, written->more.size() + 1),
                               {},
                               "-o domain" + std::string((*format)->ending),
                               {}}});
  }
  if (convert.out == "-") {
    std::cout << written->text;
  } else {
    const auto beside = write_beside(convert, *written);
    if (!beside) return report(beside.error());
    const auto done = write_file(convert.out, written->text, convert.force);
    if (!done) return report(done.error());
  }
  if (!written->left_out.empty()) {
    std::cerr << fmt::format("{}: warning: a {} has no place for {}\n", (*dispute)->file,
                             (*format)->description, fmt::join(written->left_out, ", "));
  }
  return kAnswered;
}

}  // namespace detente::cli
