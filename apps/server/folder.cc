#include "server/folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/sha256.h"
#include "cli/write_file.h"
#include "format/registry.h"

namespace detente::server {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostListed = 500;

// A file handle that is closed in the end.
class Handle {
 public:
  explicit Handle(int number) : number_(number) {}
  ~Handle() {
    if (number_ >= 0) ::close(number_);
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  int number() const { return number_; }
  int close() {
    const int done = ::close(number_);
    number_ = -1;
    return done == 0 ? 0 : errno;
  }

 private:
  int number_;
};

tl::unexpected<Errors> trouble(const std::string& name, const std::string& what, int error,
                               std::string hint = {}) {
  return fail(ErrorCode::kIo, fmt::format("the file cannot be {}: {}", what, std::strerror(error)),
              {name, 0, 0}, std::move(hint));
}

Result<std::string> read_all(const fs::path& path, const std::string& name) {
  const Handle file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.number() < 0) return trouble(name, "read", errno);
  struct stat facts;
  if (::fstat(file.number(), &facts) != 0) return trouble(name, "read", errno);
  if (!S_ISREG(facts.st_mode))
    return trouble(name, "read", S_ISDIR(facts.st_mode) ? EISDIR : EINVAL);
  std::string text;
  char part[65536];
  for (;;) {
    const ssize_t got = ::read(file.number(), part, sizeof part);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return trouble(name, "read", errno);
    if (got == 0) return text;
    text.append(part, static_cast<std::size_t>(got));
    if (text.size() > kLargestFile)
      return fail(ErrorCode::kLimit, "the file is too large", {name, 0, 0});
  }
}

}  // namespace

std::string version_of(std::string_view text) { return sha256(text); }

Folder::Folder(const fs::path& folder) {
  std::error_code code;
  folder_ = fs::canonical(folder, code);
  if (code) folder_ = folder;
}

Result<fs::path> Folder::inside(const std::string& name) const {
  const auto refused = [&](const char* why) {
    return fail(ErrorCode::kIo, fmt::format("the file is not opened: {}", why), {name, 0, 0},
                "only files of the folder that was opened");
  };
  if (name.empty() || name.find('\0') != std::string::npos) return refused("it has no name");
  const fs::path asked(name);
  if (asked.is_absolute()) return refused("its name is not relative to the folder");
  for (const fs::path& part : asked) {
    if (part == "..") return refused("its name leads out of the folder");
    if (part.string().starts_with(".")) return refused("hidden files are left alone");
  }
  std::error_code code;
  const fs::path real = fs::weakly_canonical(folder_ / asked, code);
  if (code) return refused("its place cannot be found");
  const auto [end, rest] = std::mismatch(folder_.begin(), folder_.end(), real.begin(), real.end());
  if (end != folder_.end() || rest == real.end()) return refused("a link leads out of the folder");
  return real;
}

std::vector<std::string> Folder::files() const {
  std::vector<std::string> out;
  const auto look = [&](const fs::path& where, bool deeper, const auto& self) -> void {
    std::error_code code;
    for (fs::directory_iterator it(where, code), end; !code && it != end; it.increment(code)) {
      if (out.size() >= kMostListed) return;
      const fs::path& path = it->path();
      const std::string name = path.filename().string();
      std::error_code ignored;
      if (name.starts_with(".")) continue;
      if (it->is_directory(ignored) && deeper && !it->is_symlink(ignored)) self(path, false, self);
      if (!it->is_regular_file(ignored) || format_of_ending(name) == nullptr) continue;
      const std::string relative = path.lexically_relative(folder_).string();
      if (inside(relative)) out.push_back(relative);
    }
  };
  look(folder_, true, look);
  std::sort(out.begin(), out.end());
  return out;
}

Result<FileText> Folder::read(const std::string& name) const {
  const auto path = inside(name);
  if (!path) return tl::unexpected(path.error());
  auto text = read_all(*path, name);
  if (!text) return tl::unexpected(text.error());
  std::string version = version_of(*text);
  return FileText{std::move(*text), std::move(version)};
}

Result<Saved> Folder::save(const std::string& name, const std::string& text,
                           const std::optional<std::string>& expected) const {
  if (!name.ends_with(".toml"))
    return fail(ErrorCode::kUnsupported, "disputes are saved as .toml files", {name, 0, 0},
                "choose a name that ends in .toml");
  const auto path = inside(name);
  if (!path) return tl::unexpected(path.error());
  const fs::path around = path->parent_path();
  const Handle folder(::open(around.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.number() < 0) return trouble(name, "written", errno);
  // one save at a time, also between two servers
  while (::flock(folder.number(), LOCK_EX) != 0) {
    if (errno != EINTR) return trouble(name, "written", errno);
  }
  std::error_code code;
  mode_t mode = 0644;
  if (fs::exists(*path, code)) {
    const auto there = read_all(*path, name);
    if (!there) return tl::unexpected(there.error());
    std::string version = version_of(*there);
    if (!expected || version != *expected) {
      if (*there == text) return Saved{false, std::move(version), ""};
      return Saved{true, std::move(version), *there};
    }
    struct stat facts;
    if (::stat(path->c_str(), &facts) == 0) mode = facts.st_mode & 0777;
  } else if (expected) {
    return Saved{true, "", ""};  // it has gone
  }
  // A fixed name: what a killed save has left is written over by the next.
  const fs::path beside = around / fmt::format(".{}.detente-part", path->filename().string());
  ::unlink(beside.c_str());
  Handle file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
  if (file.number() < 0) return trouble(name, "written", errno);
  ::fchmod(file.number(), mode);
  int error = cli::write_all(file.number(), text);
  const int closing = file.close();
  if (error == 0) error = closing;
  if (error == 0 && ::rename(beside.c_str(), path->c_str()) != 0) error = errno;
  if (error == 0 && ::fsync(folder.number()) != 0 && errno != EINVAL) error = errno;
  if (error != 0) {
    ::unlink(beside.c_str());
    return trouble(name, "written", error);
  }
  return Saved{false, version_of(text), ""};
}

}  // namespace detente::server
