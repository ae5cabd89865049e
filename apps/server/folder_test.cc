#include "server/folder.h"

#include <gtest/gtest.h>

#include <fstream>

namespace detente::server {
namespace {

namespace fs = std::filesystem;

class Folders : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "detente-folder-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    root_ = pattern;
    fs::create_directories(root_ / "open" / "sub");
    write("secret.toml", "secret");
    write("open/a.toml", "one");
    write("open/sub/b.toml", "two");
  }
  void TearDown() override { fs::remove_all(root_); }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(root_ / name) << text;
  }
  std::string text(const std::string& name) const {
    std::ifstream in(root_ / name);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  fs::path root_;
};

TEST_F(Folders, what_leads_out_is_refused) {
  fs::create_symlink(root_ / "secret.toml", root_ / "open" / "link.toml");
  fs::create_directory_symlink(root_, root_ / "open" / "up");
  const Folder folder(root_ / "open");
  ASSERT_TRUE(folder.read("a.toml"));
  EXPECT_EQ(folder.read("sub/b.toml")->text, "two");
  for (const std::string& name :
       {std::string("../secret.toml"), std::string("sub/../../secret.toml"),
        (root_ / "secret.toml").string(), std::string("link.toml"), std::string("up/secret.toml"),
        std::string(""), std::string("."), std::string(".hidden.toml"), std::string("a.toml\0x", 8),
        std::string("sub")}) {
    EXPECT_FALSE(folder.read(name)) << name;
    EXPECT_FALSE(folder.save(name, "x", std::nullopt)) << name;
  }
  EXPECT_EQ(text("secret.toml"), "secret");
  EXPECT_EQ(folder.files(), (std::vector<std::string>{"a.toml", "sub/b.toml"}));
}
TEST_F(Folders, a_link_that_stays_inside_is_followed_and_stays_a_link) {
  fs::create_symlink("sub/b.toml", root_ / "open" / "link.toml");
  const Folder folder(root_ / "open");
  const auto read = folder.read("link.toml");
  ASSERT_TRUE(read);
  ASSERT_TRUE(folder.save("link.toml", "new", read->version));
  EXPECT_TRUE(fs::is_symlink(root_ / "open" / "link.toml"));
  EXPECT_EQ(text("open/sub/b.toml"), "new");
}
TEST_F(Folders, who_saves_over_another_is_told) {
  const Folder folder(root_ / "open");
  const auto read = folder.read("a.toml");
  ASSERT_TRUE(read);
  const auto first = folder.save("a.toml", "mine", read->version);
  ASSERT_TRUE(first);
  EXPECT_FALSE(first->conflict);
  const auto second = folder.save("a.toml", "theirs", read->version);
  ASSERT_TRUE(second);
  EXPECT_TRUE(second->conflict);
  EXPECT_EQ(second->there, "mine");
  EXPECT_EQ(second->version, first->version);
  EXPECT_EQ(text("open/a.toml"), "mine");
}
TEST_F(Folders, a_new_file_does_not_take_anothers_place) {
  const Folder folder(root_ / "open");
  EXPECT_TRUE(folder.save("a.toml", "mine", std::nullopt)->conflict);
  EXPECT_FALSE(folder.save("new.toml", "mine", std::nullopt)->conflict);
  EXPECT_TRUE(folder.save("gone.toml", "mine", version_of("x"))->conflict);
  EXPECT_FALSE(folder.save("note.txt", "mine", std::nullopt));
  EXPECT_EQ(text("open/new.toml"), "mine");
}
TEST_F(Folders, permissions_stay) {
  fs::permissions(root_ / "open/a.toml", fs::perms::owner_read | fs::perms::owner_write);
  const Folder folder(root_ / "open");
  ASSERT_TRUE(folder.save("a.toml", "x", version_of("one")));
  EXPECT_EQ(fs::status(root_ / "open/a.toml").permissions(),
            fs::perms::owner_read | fs::perms::owner_write);
}
TEST_F(Folders, nothing_is_left_beside) {
  const Folder folder(root_ / "open");
  ASSERT_TRUE(folder.save("a.toml", "x", version_of("one")));
  for (const auto& entry : fs::directory_iterator(root_ / "open"))
    EXPECT_FALSE(entry.path().filename().string().starts_with("."));
}

}  // namespace
}  // namespace detente::server
