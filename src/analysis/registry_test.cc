#include "analysis/registry.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace detente {
namespace {

TEST(AnalysisRegistry, IsWhatTheDocsIndexSays) {
  const std::string docs = std::string(DETENTE_SOURCE_DIR) + "/docs/";
  std::ifstream in(docs + "index.md");
  std::stringstream text;
  text << in.rdbuf();
  for (const AnalysisRow& row : analyses()) {
    const std::string line = "| `" + std::string(row.id) + "` | `detente " +
                             std::string(row.command) + "` | " + std::string(row.question) + " |";
    EXPECT_NE(text.str().find(line), std::string::npos) << line;
    EXPECT_TRUE(std::filesystem::exists(docs + std::string(row.page))) << row.page;
    EXPECT_TRUE(std::filesystem::is_directory(std::string(DETENTE_SOURCE_DIR) + "/src/analysis/" +
                                              std::string(row.id)));
    EXPECT_EQ(&analysis_of_command(row.command), &row);
  }
}

}  // namespace
}  // namespace detente
