#include "cli/write_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace detente::cli {
namespace fs = std::filesystem;

int write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(file) == 0 || errno == EINVAL ? 0 : errno;
}

tl::unexpected<Errors> cannot_write(const std::string& path, std::string why, std::string hint) {
  return fail(ErrorCode::kIo, "the file cannot be written: " + std::move(why), {path, 0, 0},
              std::move(hint));
}

Result<bool> write_file(const std::string& path, const std::string& text, bool force) {
  std::error_code code;
  const fs::file_status status = fs::status(path, code);
  const std::string taken = "there is a file of that name";
  if (fs::exists(status) && !fs::is_regular_file(status))
    return cannot_write(path, "there is something of that name that is no file");
  if (fs::exists(status) && !force) return cannot_write(path, taken, "--force writes over it");
  const std::string beside = fmt::format("{}.{}.part", path, ::getpid());
  const int file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file < 0) return cannot_write(path, std::strerror(errno));
  int trouble = write_all(file, text);
  if (::close(file) != 0 && trouble == 0) trouble = errno;
  if (trouble == 0 && !force) {  // a link is refused if somebody has made the file meanwhile
    fs::create_hard_link(beside, path, code);
    const bool linked = !code;
    if (code == std::errc::file_exists) {
      fs::remove(beside, code);
      return cannot_write(path, taken, "--force writes over it");
    }
    if (linked) {
      fs::remove(beside, code);
      return true;
    }
  }
  if (trouble == 0) {
    fs::rename(beside, path, code);
    if (!code) return true;
    trouble = code.value();
  }
  fs::remove(beside, code);
  return cannot_write(path, std::strerror(trouble));
}

}  // namespace detente::cli
