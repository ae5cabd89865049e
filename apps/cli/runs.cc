#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/write_file.h"
#include "report/json_text.h"
#include "store/compare_runs.h"
#include "store/export.h"

namespace detente::cli {
namespace {

namespace fs = std::filesystem;

// Files in a folder that is made, and must not hold anything yet.
class Folder : public FileSink {
 public:
  explicit Folder(fs::path folder) : folder_(std::move(folder)) {}

  Errors make() {
    std::error_code code;
    if (fs::exists(folder_, code) && !(fs::is_directory(folder_, code) && fs::is_empty(folder_)))
      return {Error{ErrorCode::kIo,
                    "the folder is not empty, or is none",
                    {folder_.string(), 0, 0},
                    "name a folder that does not exist yet",
                    {}}};
    fs::create_directories(folder_, code);
    if (!code) return {};
    return {Error{ErrorCode::kIo,
                  "the folder cannot be made: " + code.message(),
                  {folder_.string(), 0, 0},
                  {},
                  {}}};
  }
  Errors open(const std::string& name) override {
    if (Errors errors = close(); !errors.empty()) return errors;
    path_ = (folder_ / name).string();
    file_.open(path_, std::ios::binary);
    return trouble();
  }
  Errors write(std::string_view text) override {
    file_.write(text.data(), static_cast<std::streamsize>(text.size()));
    return trouble();
  }
  Errors close() override {
    if (!file_.is_open()) return {};
    file_.close();
    return trouble();
  }

 private:
  Errors trouble() const {
    if (file_) return {};
    return cannot_write(path_, std::strerror(errno)).value();
  }

  fs::path folder_;
  std::string path_;
  std::ofstream file_;
};

}  // namespace

void add_runs(CLI::App& command, RunsOptionsAsked& wanted) {
  command.add_option("file", wanted.file, "what 'detente worlds --save' wrote")->required();
  command.add_option("runs", wanted.runs, "the numbers of two runs to compare")->expected(2);
  command.add_option("--export", wanted.export_to,
                     "write every table, and a wide one per run, as CSV into this new folder");
}

int runs(const RunsOptionsAsked& wanted, const Options& options) {
  const auto reader = RunReader::open(wanted.file);
  if (!reader) return report(reader.error());
  if (!wanted.export_to.empty()) {
    Folder folder(wanted.export_to);
    if (const Errors errors = folder.make(); !errors.empty()) return report(errors);
    if (const Errors errors = export_runs(*reader, folder); !errors.empty()) return report(errors);
    return kAnswered;
  }
  if (!wanted.runs.empty()) {
    const auto comparison = compare_runs(*reader, wanted.runs.front(), wanted.runs.back());
    if (!comparison) return report(comparison.error());
    if (options.format == "json") {
      std::cout << json_text(comparison_json(*comparison), 2) << "\n";
    } else {
      print_document(comparison_document(*comparison), options);
    }
    return kAnswered;
  }
  const auto listed = list_runs(*reader);
  if (!listed) return report(listed.error());
  if (options.format == "json") {
    std::cout << json_text(runs_json(*listed), 2) << "\n";
  } else {
    print_document(runs_document(*listed), options);
  }
  return kAnswered;
}

}  // namespace detente::cli
