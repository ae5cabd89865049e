#include "format/folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>

#include "format/registry.h"

namespace detente {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 256;               // looked at in a folder
constexpr std::size_t kMostBytes = 4 * kLargestFile;  // of all files together

Result<std::string> text_of(const std::string& path) {
  std::error_code code;
  const fs::file_status status = fs::status(path, code);
  if (!fs::exists(status))
    return fail(ErrorCode::kIo, "there is no such file", {path, 0, 0},
                "detente cases lists the casebook");
  if (fs::is_directory(status))
    return fail(ErrorCode::kIo, "this is a directory, not a file", {path, 0, 0});
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
  return text;
}

struct Found {
  SourceFile source;
  PartLook look;
  const Format* format = nullptr;
};

// The domains and profiles of a folder, by name, broken ones too: nobody who sits at the table may
// be left out without a word. Files that are neither are.
Result<std::vector<Found>> parts_in(const fs::path& folder) {
  std::vector<std::string> paths;
  std::error_code code;
  for (const auto& entry : fs::directory_iterator(folder, code)) {
    const std::string path = entry.path().string();
    const Format* format = format_of_ending(path);
    if (format != nullptr && format->look != nullptr && entry.is_regular_file(code))
      paths.push_back(path);
  }
  std::sort(paths.begin(), paths.end());
  const Location where{folder.string(), 0, 0};
  if (paths.size() > kMostFiles) {
    return fail(ErrorCode::kLimit,
                fmt::format("there are {} .xml and .json files in this folder, and at most {} are "
                            "looked at",
                            paths.size(), kMostFiles),
                where, "name the domain and the profiles");
  }
  std::vector<Found> out;
  std::size_t bytes = 0;
  for (const std::string& path : paths) {
    auto text = text_of(path);
    if (!text) continue;
    bytes += text->size();
    if (bytes > kMostBytes) {
      return fail(ErrorCode::kLimit,
                  fmt::format("the .xml and .json files of this folder have more than {} MiB "
                              "together",
                              kMostBytes >> 20U),
                  where, "name the domain and the profiles");
    }
    const Format* format = format_of_ending(path);
    const PartLook look = format->look(*text);
    if (look.part != Part::kNone) out.push_back({{path, std::move(*text)}, look, format});
  }
  return out;
}

std::string names(const std::vector<SourceFile>& files) {
  constexpr std::size_t kFew = 6;
  std::string out;
  for (std::size_t k = 0; k < std::min(kFew, files.size()); ++k)
    out += (k == 0 ? "" : ", ") + fs::path(files[k].file).filename().string();
  if (files.size() > kFew) out += fmt::format(" and {} more", files.size() - kFew);
  return out;
}

// "Barbecue-B-domain" and "Barbecue-B-prof1" begin alike.
std::string beginning(const std::string& file) {
  std::string stem = fs::path(file).stem().string();
  std::transform(stem.begin(), stem.end(), stem.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (const std::string_view word : {"domain", "template"}) {
    if (stem.ends_with(word)) stem.resize(stem.size() - word.size());
  }
  while (!stem.empty() && (stem.back() == '-' || stem.back() == '_' || stem.back() == ' '))
    stem.pop_back();
  return stem;
}

std::vector<SourceFile> with(SourceFile domain, std::vector<SourceFile> profiles) {
  profiles.insert(profiles.begin(), std::move(domain));
  return profiles;
}

// The profiles beside a domain, if it is clear which ones are meant.
Result<std::vector<SourceFile>> beside(const Found& domain, const ReadOptions& options) {
  const fs::path folder = fs::path(domain.source.file).parent_path();
  auto parts = parts_in(folder.empty() ? "." : folder);
  if (!parts) return tl::unexpected(std::move(parts.error()));
  std::vector<SourceFile> fitting, named, alike, broken;
  bool alike_broken = false;
  const std::string begin = beginning(domain.source.file);
  for (Found& one : *parts) {
    const bool is_broken = one.look.part == Part::kBroken;
    if ((one.look.part != Part::kProfile && !is_broken) || one.format != domain.format) continue;
    if (folder.empty()) one.source.file = fs::path(one.source.file).filename().string();
    const std::string name = fs::path(one.source.file).filename().string();
    const auto& wanted = domain.look.profiles;
    const bool is_named = std::any_of(wanted.begin(), wanted.end(), [&](const std::string& w) {
      return fs::path(w).filename().string() == name;
    });
    if (is_named) named.push_back(one.source);  // if it does not fit, the reader says why
    const bool is_alike = !begin.empty() && beginning(name).starts_with(begin);
    if (is_broken) {
      alike_broken = alike_broken || is_alike;
      broken.push_back(std::move(one.source));
      continue;
    }
    if (!domain.format->read_parts({domain.source, one.source}, options)) continue;
    if (is_alike) alike.push_back(one.source);
    fitting.push_back(std::move(one.source));
  }
  if (!named.empty() && named.size() == domain.look.profiles.size()) {
    const auto place = [&](const SourceFile& file) {
      const auto& wanted = domain.look.profiles;
      return std::find_if(wanted.begin(), wanted.end(), [&](const std::string& w) {
        return fs::path(w).filename() == fs::path(file.file).filename();
      });
    };
    std::sort(named.begin(), named.end(),
              [&](const SourceFile& a, const SourceFile& b) { return place(a) < place(b); });
    return with(domain.source, std::move(named));
  }
  const bool two_alike = alike.size() == 2 && !alike_broken;
  if (fitting.size() == 2 && broken.empty()) return with(domain.source, std::move(fitting));
  if (two_alike) return with(domain.source, std::move(alike));
  if (!broken.empty() && fitting.size() <= 2) return with(domain.source, std::move(broken));
  const Location where{domain.source.file, 0, 0};
  if (fitting.empty()) {
    return fail(ErrorCode::kModel, "this is a domain, and no profile beside it fits it", where,
                "name the parties' profiles behind it");
  }
  if (fitting.size() == 1) {
    return fail(ErrorCode::kModel, "this is a domain, and only one profile beside it fits it",
                where, "a party alone: name it behind it: " + names(fitting));
  }
  return fail(ErrorCode::kModel,
              fmt::format("this is a domain: which of the {} profiles beside it negotiate?",
                          fitting.size()),
              where, "name some behind it: " + names(fitting));
}

Result<std::vector<SourceFile>> in_folder(const std::string& path) {
  auto parts = parts_in(path);
  if (!parts) return tl::unexpected(std::move(parts.error()));
  std::vector<SourceFile> domains, profiles;
  for (Found& one : *parts) {
    if (one.format != parts->front().format) {
      return fail(ErrorCode::kModel, "there are GENIUS and GeniusWeb files in this folder",
                  {path, 0, 0}, "name those that you mean");
    }
    auto& into = one.look.part == Part::kDomain ? domains : profiles;
    into.push_back(std::move(one.source));
  }
  if (domains.size() > 1) {
    return fail(ErrorCode::kModel,
                fmt::format("there are {} domains in this folder", domains.size()), {path, 0, 0},
                "name one, and profiles behind it: " + names(domains));
  }
  if (!profiles.empty() && !domains.empty())
    return with(std::move(domains.front()), std::move(profiles));
  if (!profiles.empty()) return profiles;
  std::error_code code;
  return fail(
      ErrorCode::kIo, "this is a directory, not a file", {path, 0, 0},
      fs::exists(fs::path(path) / "dispute.toml", code) ? "name the dispute.toml in it" : "");
}

}  // namespace

Result<std::vector<SourceFile>> gather(const std::vector<std::string>& paths,
                                       const ReadOptions& options) {
  std::error_code code;
  if (paths.size() == 1 && fs::is_directory(paths.front(), code)) return in_folder(paths.front());
  std::vector<SourceFile> out;
  std::size_t bytes = 0;
  for (const std::string& path : paths) {
    auto text = text_of(path);
    if (!text) return tl::unexpected(std::move(text.error()));
    bytes += text->size();
    if (bytes > kMostBytes) {
      return fail(ErrorCode::kLimit,
                  fmt::format("the files may have at most {} MiB together", kMostBytes >> 20U),
                  {path, 0, 0});
    }
    out.push_back({path, std::move(*text)});
  }
  if (out.size() > 1) return out;
  const Format* format = format_of_ending(out.front().file);
  if (format == nullptr || format->look == nullptr) return out;
  Found only{out.front(), format->look(out.front().text), format};
  return only.look.part == Part::kDomain ? beside(only, options) : out;
}

}  // namespace detente
