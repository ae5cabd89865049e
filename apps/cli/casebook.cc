#include "cli/casebook.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

namespace detente::cli {
namespace {

namespace fs = std::filesystem;

[[maybe_unused]] bool is_folder(const fs::path& path) {
  std::error_code code;
  return !path.empty() && fs::is_directory(path, code);
}

}  // namespace

std::string casebook_folder() {
  if (const char* named = std::getenv("DETENTE_CASEBOOK"); named != nullptr && *named != '\0')
    return named;
#ifdef DETENTE_CASEBOOK_SOURCE_DIR
  if (is_folder(DETENTE_CASEBOOK_SOURCE_DIR)) return DETENTE_CASEBOOK_SOURCE_DIR;
#endif
#ifdef DETENTE_CASEBOOK_FROM_EXECUTABLE
  std::error_code code;
  const fs::path self = fs::read_symlink("/proc/self/exe", code);
  if (!code && is_folder(self.parent_path() / DETENTE_CASEBOOK_FROM_EXECUTABLE)) {
    return (self.parent_path() / DETENTE_CASEBOOK_FROM_EXECUTABLE).lexically_normal().string();
  }
#endif
#ifdef DETENTE_CASEBOOK_INSTALL_DIR
  if (is_folder(DETENTE_CASEBOOK_INSTALL_DIR)) return DETENTE_CASEBOOK_INSTALL_DIR;
#endif
  return "";
}

std::vector<std::string> casebook_ids() {
  std::vector<std::string> ids;
  std::error_code code;
  const fs::path folder = casebook_folder();
  if (folder.empty()) return ids;
  for (const auto& entry : fs::directory_iterator(folder, code)) {
    if (fs::exists(entry.path() / "dispute.toml", code))
      ids.push_back(entry.path().filename().string());
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

std::string resolve_file(const std::string& name) {
  std::error_code code;
  if (fs::exists(name, code) || name.find('/') != std::string::npos ||
      name.find('.') != std::string::npos)
    return name;
  const std::string folder = casebook_folder();
  if (folder.empty()) return name;
  const fs::path found = fs::path(folder) / name / "dispute.toml";
  return fs::exists(found, code) ? found.string() : name;
}

}  // namespace detente::cli
