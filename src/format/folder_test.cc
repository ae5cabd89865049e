// A folder with a domain and its profiles: nobody is left out without a word.
#include "format/folder.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace detente {
namespace {

namespace fs = std::filesystem;

constexpr const char* kDomain =
    "<negotiation_template><utility_space><issue index=\"1\" name=\"x\"><item value=\"a\"/>"
    "<item value=\"b\"/></issue></utility_space></negotiation_template>";
constexpr const char* kProfile =
    "<utility_space><issue index=\"1\" name=\"x\"><item value=\"a\" evaluation=\"1\"/>"
    "<item value=\"b\" evaluation=\"2\"/></issue><weight index=\"1\" value=\"1\"/></utility_space>";

class Folder : public testing::Test {
 protected:
  Folder() {
    static int made = 0;
    path_ = fs::temp_directory_path() / fmt::format("detente_folder_{}_{}", getpid(), made++);
    fs::create_directories(path_);
    write("shop_domain.xml", kDomain);
    write("shop_a.xml", kProfile);
    write("shop_b.xml", kProfile);
  }
  ~Folder() override { fs::remove_all(path_); }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name) << text;
  }
  // The names of the files, or the error.
  std::string found(const std::string& name = "") const {
    const auto files = gather({(path_ / name).string()}, {});
    if (!files) return files.error().front().message + " | " + files.error().front().hint;
    std::vector<std::string> names;
    for (const SourceFile& file : *files) names.push_back(fs::path(file.file).filename().string());
    return fmt::format("{}", fmt::join(names, " "));
  }

  fs::path path_;
};

TEST_F(Folder, HoldsADomainAndItsProfiles) {
  write("shop_pareto.xml", "0.5, 0.25 1.0, 0.0");
  write("build.xml", "<project>");
  EXPECT_EQ(found(), "shop_domain.xml shop_a.xml shop_b.xml");
  EXPECT_EQ(found("shop_domain.xml"), "shop_domain.xml shop_a.xml shop_b.xml");
}

// The reader says then what is wrong with it.
TEST_F(Folder, ABrokenProfileIsNotLeftOut) {
  write("shop_c.xml", "<utility_space><issue");
  EXPECT_EQ(found(), "shop_domain.xml shop_a.xml shop_b.xml shop_c.xml");
  EXPECT_EQ(found("shop_domain.xml"), "shop_domain.xml shop_c.xml");
  fs::rename(path_ / "shop_c.xml", path_ / "farm_c.xml");  // of another domain, it seems
  EXPECT_EQ(found("shop_domain.xml"), "shop_domain.xml shop_a.xml shop_b.xml");
}

TEST_F(Folder, ProfilesThatTheDomainNamesAreTakenEvenIfTheyDoNotFit) {
  std::string domain = kDomain;
  domain.insert(domain.find("<utility_space"),
                "<agent utility_space=\"shop_b.xml\"/><agent utility_space=\"shop_c.xml\"/>");
  write("shop_domain.xml", domain);
  write("shop_c.xml",
        "<utility_space><issue index=\"1\" name=\"y\"><item value=\"a\"/></issue>"
        "<weight index=\"1\" value=\"1\"/></utility_space>");
  EXPECT_EQ(found("shop_domain.xml"), "shop_domain.xml shop_b.xml shop_c.xml");
}

TEST_F(Folder, OneProfileIsNoNegotiation) {
  fs::remove(path_ / "shop_b.xml");
  EXPECT_EQ(found("shop_domain.xml"),
            "this is a domain, and only one profile beside it fits it | a party alone: name it "
            "behind it: shop_a.xml");
}

TEST_F(Folder, TwoFormatsAreNotChosenFrom) {
  write("trip.json", R"({"name": "trip", "issuesValues": {"x": {"values": ["a", "b"]}}})");
  EXPECT_EQ(found(),
            "there are GENIUS and GeniusWeb files in this folder | name those that you "
            "mean");
}

TEST_F(Folder, ProfilesOfOtherTypesAreNotLeftOut) {
  const std::string domain = R"({"name": "trip", "issuesValues": {"x": {"values": ["a", "b"]}}})";
  fs::remove_all(path_);
  fs::create_directories(path_);
  write("trip.json", domain);
  write("ann.json", R"({"DefaultPartialOrdering": {"domain": )" + domain + "}}");
  write("settings.json", R"({"rounds": 5})");
  EXPECT_EQ(found(), "trip.json ann.json");
}

TEST_F(Folder, HasABoundOnItsFiles) {
  for (int k = 0; k < 254; ++k) write(fmt::format("other{}.xml", k), "<project/>");
  EXPECT_EQ(found(),
            "there are 257 .xml and .json files in this folder, and at most 256 are looked "
            "at | name the domain and the profiles");
}

}  // namespace
}  // namespace detente
