#include "auditor/pseudonyms/known_digests.h"

#include <gtest/gtest.h>

#include "tests/unit/auditor/judge/judging.h"

namespace fun::auditor {
namespace {

// Source: RFC 1321 A.5, RFC 3174 7.3, FIPS 180-2 B.1, of "abc"; the keyed one is Python's
// hmac.new(b"secret", b"abc", "sha256").hexdigest().
constexpr std::string_view kMd5 = "900150983cd24fb0d6963f7d28e17f72";
constexpr std::string_view kSha1 = "a9993e364706816aba3e25717850c26c9cd0d89d";
constexpr std::string_view kSha256 =
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
constexpr std::string_view kKeyed =
    "9946dad4e00e913fc8be8e5d3f7e110a4a9e832f83fb09c345285d78638d8a0e";

KnownDigests OfAbc() {
  const detect::Identities people = People("username\nabc\n");
  return KnownDigests(&people);
}

std::string Said(const BrokenDigest& broken) {
  return std::string(broken.rule) + " " + std::string(broken.form);
}

std::vector<Span> Places(const KnownDigests& digests, std::string_view text) {
  std::vector<BrokenDigest> found;
  digests.Scan(text, found);
  std::vector<Span> places;
  for (const BrokenDigest& broken : found) places.push_back(broken.span);
  return places;
}

TEST(KnownDigests, FindNothingThatNoGuessExplains) {
  const KnownDigests digests = OfAbc();
  const std::string other = std::string(kMd5.substr(0, 15)) + "e" + std::string(kMd5.substr(16));
  for (const std::string& token :
       {std::string(), std::string(kMd5.substr(1)), other, std::string(kMd5) + "00000000",
        std::string(64, '0'), std::string(31, '0') + "g"}) {
    EXPECT_EQ(digests.Find(token).rule, "") << token;
  }
}

TEST(KnownDigests, FindTheVectorsOfTheStandardsInEitherCase) {
  const KnownDigests digests = OfAbc();
  EXPECT_EQ(Said(digests.Find(kMd5)), "unkeyed-hash md5");
  EXPECT_EQ(Said(digests.Find(kSha1)), "unkeyed-hash sha1");
  EXPECT_EQ(Said(digests.Find(kSha256)), "unkeyed-hash sha256");
  EXPECT_EQ(Said(digests.Find(kKeyed)), "weak-key hmac-sha256");
  EXPECT_EQ(Said(digests.Find("900150983CD24FB0D6963F7D28E17F72")), "unkeyed-hash md5");
}

TEST(KnownDigests, FindTokensThatStandAloneWhereverTheyBegin) {
  const KnownDigests digests = OfAbc();
  const std::string token(kMd5);
  for (std::size_t before = 0; before < 100; ++before) {
    const std::string text = std::string(before, '/') + token;
    EXPECT_EQ(Places(digests, text + ".jpg"), (std::vector<Span>{{before, before + 32}})) << before;
    EXPECT_EQ(Places(digests, text), (std::vector<Span>{{before, before + 32}})) << before;
    EXPECT_EQ(Places(digests, text + "_" + token).size(), 2U) << before;
    EXPECT_TRUE(Places(digests, text + "a").empty()) << before;
    EXPECT_TRUE(Places(digests, text + "z").empty()) << before;
    EXPECT_TRUE(Places(digests, "z" + std::string(before, '0') + token).empty()) << before;
  }
}

TEST(KnownDigests, AreOfNamesAsWrittenAndAsGravatarHasThem) {
  const detect::Identities people = People("email,username\n Ada@Example.org ,Ada\n");
  const KnownDigests digests(&people);
  // md5 of "ada@example.org" and of "Ada".
  EXPECT_EQ(Said(digests.Find("5bfcf2d8e394674550332640d72db509")), "unkeyed-hash md5");
  EXPECT_EQ(Said(digests.Find("1a382809b7c03f686e12dd15677c5497")), "unkeyed-hash md5");
}

TEST(KnownDigests, KnowTheDemonstrationAccountsWithoutAList) {
  const KnownDigests digests(nullptr);
  EXPECT_EQ(Said(digests.Find("8ab4ca2f83725a04752af6fed80c77ff6708f20ebd4ee32e95c9a375bd8fc1ed")),
            "unkeyed-hash sha256");
  EXPECT_EQ(digests.Find(kMd5).rule, "");
  EXPECT_GT(digests.guesses().keyed, 0U);
}

TEST(KnownDigests, CountWhatWasTriedAndKeepToTheBound) {
  const GuessCounts none = KnownDigests(nullptr).guesses();
  const GuessCounts one = OfAbc().guesses();
  EXPECT_EQ(one.unkeyed, none.unkeyed + 3);
  std::string csv = "username\n";
  for (int i = 0; i < 10'100; ++i) csv += "someone" + std::to_string(i) + "\n";
  const detect::Identities people = People(csv);
  const std::uint64_t keys = one.keyed - none.keyed;
  EXPECT_EQ(KnownDigests(&people).guesses().keyed, keys * KnownDigests::kMostNamesForKeys);
}

TEST(Digester, IsNothingForAnAlgorithmThatIsNotThere) {
  EXPECT_FALSE(Digester::Create("no-such-digest").has_value());
}

}  // namespace
}  // namespace fun::auditor
