// The one folder whose files the workbench may read and write.
//
// Names are relative to it; whatever leads out of it, by "..", an absolute path or a link, is
//   refused. A file is written whole or not at all: beside its place, synced, renamed, the folder
//   synced. Every file has a version (a hash of its bytes); who saves says which version was read,
//   so that a second tab or another editor is noticed.
// Checked by: folder_test.cc; tests/server kills the program while it saves.
#ifndef DETENTE_APPS_SERVER_FOLDER_H_
#define DETENTE_APPS_SERVER_FOLDER_H_

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace detente::server {

std::string version_of(std::string_view text);

struct FileText {
  std::string text, version;
};
struct Saved {
  bool conflict = false;  // the file is another than the one that was read: it was left alone
  std::string version;    // of what is there now
  std::string there;      // conflict: its text
};

class Folder {
 public:
  explicit Folder(const std::filesystem::path& folder);

  const std::filesystem::path& path() const { return folder_; }
  // Disputes and files of formats that can be imported, in it and one level below; sorted.
  std::vector<std::string> files() const;
  // Errors: kIo (no such file, leads out, cannot be read), kLimit.
  Result<FileText> read(const std::string& name) const;
  // `expected`: the version that was read; nothing for a file that must not be there yet. Errors:
  // kIo; kUnsupported for names that do not end in .toml.
  Result<Saved> save(const std::string& name, const std::string& text,
                     const std::optional<std::string>& expected) const;

 private:
  Result<std::filesystem::path> inside(const std::string& name) const;

  std::filesystem::path folder_;
};

}  // namespace detente::server

#endif  // DETENTE_APPS_SERVER_FOLDER_H_
