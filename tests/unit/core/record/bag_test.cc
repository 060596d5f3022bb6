#include "core/record/bag.h"

#include <gtest/gtest.h>

#include <string>

namespace fun::record {
namespace {

const std::string kA(64, 'a');
const std::string kB(64, 'b');

// What ParseManifest says of a manifest of the payload: "ok", or code and message.
std::string Verdict(std::string_view text, ManifestKind kind = ManifestKind::kPayload) {
  const auto manifest = ParseManifest(text, kind, "the list");
  if (manifest) return "ok";
  return std::to_string(static_cast<int>(manifest.error().code)) + " " + manifest.error().message;
}

TEST(ManifestText, IsWhatSha256sumReadsInByteOrderOfThePaths) {
  EXPECT_EQ(ManifestText({{"data/b.ndjson.gz", kB}, {"data/a b.ndjson.gz", kA}}),
            kA + "  data/a b.ndjson.gz\n" + kB + "  data/b.ndjson.gz\n");
  EXPECT_EQ(ManifestText({}), "");
}

TEST(ManifestText, EncodesLineEndsAndPercentSignsAsTheRfcSays) {
  EXPECT_EQ(ManifestText({{"data/100%\r\n", kA}}), kA + "  data/100%25%0D%0A\n");
}

TEST(ParseManifest, ReadsBackWhatWasWritten) {
  const Manifest entries = {
      {"data/%0A", kA}, {"data/%25", kB}, {"data/a\n\r%b", kA}, {"data/é", kB}};
  const auto read = ParseManifest(ManifestText(entries), ManifestKind::kPayload, "the list");
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(*read, entries);
}

TEST(ParseManifest, TakesEntriesInAnyOrderAndAnEmptyList) {
  EXPECT_EQ(Verdict(kA + "  data/b\n" + kB + "  data/a\n"), "ok");
  EXPECT_EQ(Verdict(""), "ok");
}

TEST(ParseManifest, RefusesWhatPointsOutOfTheBag) {
  const std::string refused = "5 the list, line 1: it names a file that cannot be in the bag";
  for (const char* path : {"/etc/passwd", "../a", "data/../../a", "data/..", "data//a", "data/./a",
                           "data/a/", "", "~/data/a", "data/\x1b[2J", "data/\xff"}) {
    EXPECT_EQ(Verdict(kA + "  " + path + "\n"), refused);
  }
  EXPECT_EQ(Verdict(kA + "  data/a" + std::string(1, '\0') + "\n"), refused);
  EXPECT_EQ(Verdict(kA + "  data/a\t\n"), refused);
}

TEST(ParseManifest, TakesACarriageReturnOnlyEncoded) {
  EXPECT_EQ(Verdict(kA + "  data/a%0D\n"), "ok");
  EXPECT_EQ(Verdict(kA + "  data/a%0d\n"), "ok");
  EXPECT_EQ(Verdict(kA + "  data/a\r\n"),
            "5 the list, line 1: it has a bare CR, as of a list that was changed");
}

TEST(ParseManifest, RefusesAPathThatComesTwiceHoweverItIsEncoded) {
  EXPECT_EQ(Verdict(kA + "  data/a%0A\n" + kB + "  data/a%0a\n"),
            "5 the list, line 2: it names a file a second time");
}

TEST(ParseManifest, RefusesAPercentSignThatEncodesNothing) {
  for (const char* path : {"data/%", "data/%2", "data/%2e%2e/a", "data/%00", "data/%2F"}) {
    EXPECT_EQ(Verdict(kA + "  " + path + "\n"),
              "5 the list, line 1: it has a % that is none of %0A, %0D, %25");
  }
}

TEST(ParseManifest, RefusesAnythingButDigestTwoSpacesAndPath) {
  const std::string refused =
      "5 the list, line 1: it is not 64 hexadecimal digits, two spaces and a path";
  const std::string upper(64, 'A');
  for (const std::string& line :
       {kA + " data/a", kA + " *data/a", kA + "\tdata/a", upper + "  data/a",
        "\\" + kA + "  data/a", "\xef\xbb\xbf" + kA + "  data/a", kA.substr(1) + "  data/a",
        std::string("# note"), kA, std::string()}) {
    EXPECT_EQ(Verdict(line + "\n"), refused);
  }
}

TEST(ParseManifest, RefusesAListThatWasCut) {
  EXPECT_EQ(Verdict(kA + "  data/a\n" + kB + "  data/b"),
            "5 the list, line 2: it has no end: the list was cut");
}

TEST(ParseManifest, KeepsPayloadAndTagFilesApart) {
  EXPECT_EQ(Verdict(kA + "  README.md\n"),
            "5 the list, line 1: it names a file that is not in data/");
  EXPECT_EQ(Verdict(kA + "  README.md\n" + kB + "  load/x\n", ManifestKind::kTags), "ok");
  EXPECT_EQ(Verdict(kA + "  data/a\n", ManifestKind::kTags),
            "5 the list, line 1: it names a file of the payload, which the other manifest lists");
  for (const char* path : {"tagmanifest-sha256.txt", "release.intoto.jsonl"}) {
    EXPECT_EQ(Verdict(kA + "  " + path + "\n", ManifestKind::kTags),
              "5 the list, line 1: it names a file that is in no list");
  }
}

}  // namespace
}  // namespace fun::record
