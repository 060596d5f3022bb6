#include "core/record/bag.h"

#include <gtest/gtest.h>

#include <string>

namespace fun::record {
namespace {

const std::string kDigestA(64, 'a');
const std::string kDigestB(64, 'b');

// What ParseManifest says of a manifest of the payload: "ok", or code and message.
std::string ManifestVerdict(std::string_view text, ManifestKind kind = ManifestKind::kPayload) {
  const auto manifest = ParseManifest(text, kind, "the list");
  if (manifest) return "ok";
  return std::to_string(static_cast<int>(manifest.error().code)) + " " + manifest.error().message;
}

TEST(ManifestText, IsWhatSha256sumReadsInByteOrderOfThePaths) {
  EXPECT_EQ(ManifestText({{"data/b.ndjson.gz", kDigestB}, {"data/a b.ndjson.gz", kDigestA}}),
            kDigestA + "  data/a b.ndjson.gz\n" + kDigestB + "  data/b.ndjson.gz\n");
  EXPECT_EQ(ManifestText({}), "");
}

TEST(ManifestText, EncodesLineEndsAndPercentSignsAsTheRfcSays) {
  EXPECT_EQ(ManifestText({{"data/100%\r\n", kDigestA}}), kDigestA + "  data/100%25%0D%0A\n");
}

TEST(ParseManifest, ReadsBackWhatWasWritten) {
  const Manifest entries = {{"data/%0A", kDigestA},
                            {"data/%25", kDigestB},
                            {"data/a\n\r%b", kDigestA},
                            {"data/é", kDigestB}};
  const auto read = ParseManifest(ManifestText(entries), ManifestKind::kPayload, "the list");
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(*read, entries);
}

TEST(ParseManifest, TakesEntriesInAnyOrderAndAnEmptyList) {
  EXPECT_EQ(ManifestVerdict(kDigestA + "  data/b\n" + kDigestB + "  data/a\n"), "ok");
  EXPECT_EQ(ManifestVerdict(""), "ok");
}

TEST(ParseManifest, RefusesWhatPointsOutOfTheBag) {
  const std::string refused = "5 the list, line 1: it names a file that cannot be in the bag";
  for (const char* path : {"/etc/passwd", "../a", "data/../../a", "data/..", "data//a", "data/./a",
                           "data/a/", "", "~/data/a", "data/\x1b[2J", "data/\xff"}) {
    EXPECT_EQ(ManifestVerdict(kDigestA + "  " + path + "\n"), refused);
  }
  EXPECT_EQ(ManifestVerdict(kDigestA + "  data/a" + std::string(1, '\0') + "\n"), refused);
  EXPECT_EQ(ManifestVerdict(kDigestA + "  data/a\t\n"), refused);
}

TEST(ParseManifest, TakesACarriageReturnOnlyEncoded) {
  EXPECT_EQ(ManifestVerdict(kDigestA + "  data/a%0D\n"), "ok");
  EXPECT_EQ(ManifestVerdict(kDigestA + "  data/a%0d\n"), "ok");
  EXPECT_EQ(ManifestVerdict(kDigestA + "  data/a\r\n"),
            "5 the list, line 1: it has a bare CR, as of a list that was changed");
}

TEST(ParseManifest, RefusesAPathThatComesTwiceHoweverItIsEncoded) {
  EXPECT_EQ(ManifestVerdict(kDigestA + "  data/a%0A\n" + kDigestB + "  data/a%0a\n"),
            "5 the list, line 2: it names a file a second time");
}

TEST(ParseManifest, RefusesAPercentSignThatEncodesNothing) {
  for (const char* path : {"data/%", "data/%2", "data/%2e%2e/a", "data/%00", "data/%2F"}) {
    EXPECT_EQ(ManifestVerdict(kDigestA + "  " + path + "\n"),
              "5 the list, line 1: it has a % that is none of %0A, %0D, %25");
  }
}

TEST(ParseManifest, RefusesAnythingButDigestTwoSpacesAndPath) {
  const std::string refused =
      "5 the list, line 1: it is not 64 hexadecimal digits, two spaces and a path";
  const std::string upper(64, 'A');
  for (const std::string& line :
       {kDigestA + " data/a", kDigestA + " *data/a", kDigestA + "\tdata/a", upper + "  data/a",
        "\\" + kDigestA + "  data/a", "\xef\xbb\xbf" + kDigestA + "  data/a",
        kDigestA.substr(1) + "  data/a", std::string("# note"), kDigestA, std::string()}) {
    EXPECT_EQ(ManifestVerdict(line + "\n"), refused);
  }
}

TEST(ParseManifest, RefusesAListThatWasCut) {
  EXPECT_EQ(ManifestVerdict(kDigestA + "  data/a\n" + kDigestB + "  data/b"),
            "5 the list, line 2: it has no end: the list was cut");
}

TEST(ParseManifest, KeepsPayloadAndTagFilesApart) {
  EXPECT_EQ(ManifestVerdict(kDigestA + "  README.md\n"),
            "5 the list, line 1: it names a file that is not in data/");
  EXPECT_EQ(
      ManifestVerdict(kDigestA + "  README.md\n" + kDigestB + "  load/x\n", ManifestKind::kTags),
      "ok");
  EXPECT_EQ(ManifestVerdict(kDigestA + "  data/a\n", ManifestKind::kTags),
            "5 the list, line 1: it names a file of the payload, which the other manifest lists");
  for (const char* path : {"tagmanifest-sha256.txt", "release.intoto.jsonl"}) {
    EXPECT_EQ(ManifestVerdict(kDigestA + "  " + path + "\n", ManifestKind::kTags),
              "5 the list, line 1: it names a file that is in no list");
  }
}

}  // namespace
}  // namespace fun::record
