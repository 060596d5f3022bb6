#include "core/base/encoding.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace fun {
namespace {

std::string RandomBytes(std::mt19937& random, std::size_t longest) {
  std::string bytes(random() % (longest + 1), '\0');
  for (char& c : bytes) c = static_cast<char>(random() & 255);
  return bytes;
}

TEST(EncodeHex, WritesTwoLowerCaseDigitsAByte) {
  EXPECT_EQ(EncodeHex(std::string_view("\x00\x0f\xa5\xff", 4)), "000fa5ff");
  EXPECT_EQ(EncodeHex(""), "");
}

// RFC 4648, section 10.
TEST(EncodeBase64, GivesTheVectorsOfRfc4648) {
  EXPECT_EQ(EncodeBase64(""), "");
  EXPECT_EQ(EncodeBase64("f"), "Zg==");
  EXPECT_EQ(EncodeBase64("fo"), "Zm8=");
  EXPECT_EQ(EncodeBase64("foo"), "Zm9v");
  EXPECT_EQ(EncodeBase64("foob"), "Zm9vYg==");
  EXPECT_EQ(EncodeBase64("fooba"), "Zm9vYmE=");
  EXPECT_EQ(EncodeBase64("foobar"), "Zm9vYmFy");
}

TEST(DecodeBase64, TakesWhatEncodeBase64Wrote) {
  std::mt19937 random(4648);  // fixed: a failure must repeat
  for (int round = 0; round < 20'000; ++round) {
    const std::string bytes = RandomBytes(random, 70);
    ASSERT_EQ(DecodeBase64(EncodeBase64(bytes)), bytes) << round;
  }
}

TEST(DecodeBase64, RefusesEverySpellingButTheCanonicalOne) {
  const char* const refused[] = {
      "Zg",            // no padding
      "Zg=",           //
      "Zh==",          // stray bits
      "Zm9=",          //
      " Zg==",         // white space
      "Zg== ",         //
      "Zg==\n\n\n\n",  //
      "\nZm9vYg=",     //
      "Zm9v\nYg==",    //
      "Zg==Zg==",      // goes on behind the padding
      "====",          //
      "Z===",          //
      "Zm-_",          // the alphabet of URLs
      "Zm9v!A==",      //
  };
  for (const char* const text : refused) EXPECT_EQ(DecodeBase64(text), std::nullopt) << text;
}

// A text that is taken must be the only one for its bytes.
TEST(DecodeBase64, TakesNoTwoTextsForTheSameBytes) {
  constexpr std::string_view kAlphabet = "ABQgwZz09+/=\n ";
  std::mt19937 random(4648);
  int taken = 0;
  for (int round = 0; round < 200'000; ++round) {
    std::string text(4 + 4 * (random() % 2), '\0');
    for (char& c : text) c = kAlphabet[random() % kAlphabet.size()];
    const auto bytes = DecodeBase64(text);
    if (!bytes) continue;
    ++taken;
    ASSERT_EQ(EncodeBase64(*bytes), text) << round;
  }
  EXPECT_GT(taken, 1000);
}

// FIPS 180-4, as in NIST's examples.
TEST(Sha256, GivesTheVectorsOfNist) {
  EXPECT_EQ(EncodeHex(AsBytes(Sha256::Of(""))),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(EncodeHex(AsBytes(Sha256::Of("abc"))),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(
      EncodeHex(AsBytes(Sha256::Of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))),
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Sha256, OfPiecesIsThatOfTheWhole) {
  std::mt19937 random(180);
  for (int round = 0; round < 2'000; ++round) {
    const std::string bytes = RandomBytes(random, 300);
    const std::size_t cut = random() % (bytes.size() + 1);
    Sha256 sha256;
    sha256.Add(std::string_view(bytes).substr(0, cut));
    sha256.Add("");
    sha256.Add(std::string_view(bytes).substr(cut));
    ASSERT_EQ(sha256.Finish(), Sha256::Of(bytes)) << round;
  }
}

}  // namespace
}  // namespace fun
