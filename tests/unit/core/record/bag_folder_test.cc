#include "core/record/bag_folder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

#include "tests/unit/keys/scratch.h"

namespace fun::record {
namespace {

const std::string kAnyDigest(64, 'a');
const std::string kRidesAlong = "the release holds a file or a folder that none of its lists names";
const std::string kLinkOrSpecial = "the release holds a link or a special file";

// A bag of one data file in a folder of its own; digests are any, for nobody looks at them here.
class OneBag {
 public:
  OneBag() {
    std::filesystem::create_directories(path() + "/data/2015");
    Put("data/2015/a.ndjson", "{}\n");
    Put("bagit.txt", kDeclarationText);
    Put("bag-info.txt", "Fun-Policy: standard\n");
    Put("manifest-sha256.txt", kAnyDigest + "  data/2015/a.ndjson\n");
    Put("tagmanifest-sha256.txt", kAnyDigest + "  bag-info.txt\n" + kAnyDigest + "  bagit.txt\n" +
                                      kAnyDigest + "  manifest-sha256.txt\n");
  }
  std::string path() const { return scratch_.Path("bag"); }
  std::string In(std::string_view name) const { return path() + "/" + std::string(name); }
  void Put(std::string_view name, std::string_view text) const {
    std::ofstream(In(name), std::ios::binary) << text;
  }
  // "ok", or code and message without the folder's path.
  std::string BagVerdict() const {
    const auto bag = ReadBag(path());
    if (bag) return "ok";
    std::string message = bag.error().message;
    if (const auto at = message.find(path()); at != std::string::npos) {
      message.replace(at, path().size(), "DIR");
    }
    return bag.error().code == ExitCode::kVerify ? message : "not 5: " + message;
  }

 private:
  keys::Scratch scratch_;
};

std::string NotAsItMustBe(std::string_view name) {
  return "DIR is no release that can be read: its " + std::string(name) +
         " is missing, unlisted or not as it must be";
}

TEST(ReadBag, TellsWhatABagHolds) {
  const OneBag bag;
  const auto read = ReadBag(bag.path() + "/");
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(read->payload, (Manifest{{"data/2015/a.ndjson", kAnyDigest}}));
  EXPECT_EQ(read->tags.size(), 3U);
  EXPECT_EQ(ValueOf(read->info, kPolicyLabel), "standard");
  EXPECT_FALSE(read->has_statements);
  bag.Put("release.intoto.jsonl", "");
  EXPECT_TRUE(ReadBag(bag.path())->has_statements);
}

TEST(ReadBag, RefusesWhatRidesAlong) {
  for (const char* name : {"data/secret.key", "data/2015/b.ndjson", "users.csv", ".hidden",
                           "data/.DS_Store", "bagit.txt~"}) {
    const OneBag bag;
    bag.Put(name, "x");
    EXPECT_EQ(bag.BagVerdict(), kRidesAlong) << name;
  }
  const OneBag bag;
  std::filesystem::create_directory(bag.In("data/2016"));
  EXPECT_EQ(bag.BagVerdict(), kRidesAlong);
}

TEST(ReadBag, RefusesLinksAndSpecialFilesWhereverTheyLead) {
  const OneBag bag;
  const std::string data = bag.In("data/2015/a.ndjson");
  std::filesystem::rename(data, bag.In("../b"));
  std::filesystem::create_symlink(bag.In("../b"), data);
  EXPECT_EQ(bag.BagVerdict(), kLinkOrSpecial);
  std::filesystem::remove(data);
  ASSERT_EQ(::mkfifo(data.c_str(), 0600), 0);
  EXPECT_EQ(bag.BagVerdict(), kLinkOrSpecial);
}

TEST(ReadBag, RefusesAFolderThatIsALink) {
  const OneBag bag;
  std::filesystem::rename(bag.In("data"), bag.In("../elsewhere"));
  std::filesystem::create_directory_symlink("../elsewhere", bag.In("data"));
  EXPECT_EQ(bag.BagVerdict(), kLinkOrSpecial);
}

TEST(ReadBag, RefusesListsThatAreMissingOrLinksOrPipes) {
  for (const char* name :
       {"bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"}) {
    const OneBag bag;
    std::filesystem::rename(bag.In(name), bag.In("../moved"));
    EXPECT_EQ(bag.BagVerdict(), NotAsItMustBe(name));
    std::filesystem::create_symlink("../moved", bag.In(name));
    EXPECT_EQ(bag.BagVerdict(), NotAsItMustBe(name));
    std::filesystem::remove(bag.In(name));
    ASSERT_EQ(::mkfifo(bag.In(name).c_str(), 0600), 0);
    EXPECT_EQ(bag.BagVerdict(), NotAsItMustBe(name));
  }
}

TEST(ReadBag, RefusesAListedFileThatIsMissing) {
  const OneBag bag;
  std::filesystem::remove(bag.In("data/2015/a.ndjson"));
  EXPECT_EQ(bag.BagVerdict(), "the release lacks 1 of the files that its lists name");
}

TEST(ReadBag, RefusesTagFilesThatAreInNoList) {
  const OneBag bag;
  bag.Put("tagmanifest-sha256.txt",
          kAnyDigest + "  bagit.txt\n" + kAnyDigest + "  manifest-sha256.txt\n");
  EXPECT_EQ(bag.BagVerdict(), NotAsItMustBe("bag-info.txt"));
}

TEST(ReadBag, RefusesAnotherDeclaration) {
  const OneBag bag;
  bag.Put("bagit.txt", "BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n");
  EXPECT_EQ(bag.BagVerdict(), NotAsItMustBe("bagit.txt"));
}

TEST(ListPayload, IsNothingForAFolderThatIsNoBag) {
  const keys::Scratch scratch;
  scratch.File("a.log", "{}\n");
  const auto listed = ListPayload(scratch.Path("."));
  ASSERT_TRUE(listed.has_value());
  EXPECT_FALSE(listed->has_value());
}

TEST(ListPayload, NamesTheDataFilesFromTheFolder) {
  const OneBag bag;
  const auto listed = ListPayload(bag.path());
  ASSERT_TRUE(listed.has_value() && listed->has_value());
  EXPECT_EQ(**listed, std::vector<std::string>{"data/2015/a.ndjson"});
}

}  // namespace
}  // namespace fun::record
