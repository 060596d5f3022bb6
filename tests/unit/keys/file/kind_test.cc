#include "keys/file/kind.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

namespace fun::keys {
namespace {

constexpr std::string_view kWholeText =
    "# created: 2026-11-23T10:00:00Z\n# key id: c9f3e926bf4d405c\n"
    "FUNKEY-SECRET-1 MDEyMzQ1Njc4OTo7PD0+P0BBQkNERUZHSElKS0xNTk8=\n";
constexpr std::string_view kWholeSeal =
    "# key id: c9f3e926bf4d405c\nFUNKEY-ENCRYPTED-1 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGw7/b/iJ\n";
constexpr std::string_view kWholeSigning =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIDAxMjM0NTY3ODk6Ozw9Pj9AQUJDREVGR0hJSktMTU5P\n"
    "-----END PRIVATE KEY-----\n";
constexpr std::string_view kWholePublic =
    "-----BEGIN PUBLIC KEY-----\n"
    "MCowBQYDK2VwAyEAi7BOHBuD3d8xH1vN33xQ7ePAgC9H7HluKhMc9BKY2fM=\n"
    "-----END PUBLIC KEY-----\n";

// As UTF-16 without a mark of its byte order.
std::string InUtf16(std::string_view text, bool is_big_endian) {
  std::string wide;
  for (const char c : text) wide += is_big_endian ? std::string{'\0', c} : std::string{c, '\0'};
  return wide;
}

std::string InLowerCase(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

TEST(IsPieceOfKeyFile, SeesAFirstPartOfEveryKind) {
  for (const std::string_view file : {kWholeText, kWholeSeal, kWholeSigning, kWholePublic}) {
    for (std::size_t size = 16; size <= file.size(); ++size) {
      EXPECT_TRUE(IsPieceOfKeyFile(file.substr(0, size))) << file.substr(0, size);
    }
  }
}

TEST(IsPieceOfKeyFile, SeesEveryLineThatIsPublic) {
  for (const std::string_view piece :
       {"# created: 2026-11-23T10:00:00Z", "# key id: c9f3e926bf4d405c",
        "  #KEY ID:c9f3e926bf4d405c", "\n\t# Created: 2026-11-23T10:00:00Z\r\n",
        "-----END PUBLIC KEY-----\n",
        "MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSsGAQQB2kcECzAcBBAAAQIDBAUGBwgJCgsM\n",
        "MCowBQYDK2VwAyEAi7BOHBuD3d8xH1vN33xQ7ePAgC9H7HluKhMc9BKY2fM=\n"}) {
    EXPECT_TRUE(IsPieceOfKeyFile(piece)) << piece;
  }
}

TEST(IsPieceOfKeyFile, SeesPemWithoutItsFirstLineOrBoth) {
  for (const std::string_view file : {kWholeSigning, kWholePublic}) {
    const std::size_t begin = file.find('\n') + 1;
    EXPECT_TRUE(IsPieceOfKeyFile(file.substr(begin)));
    EXPECT_TRUE(IsPieceOfKeyFile(file.substr(begin, file.find("\n---") - begin)));
  }
}

TEST(IsPieceOfKeyFile, SeesAnotherCaseAndEncoding) {
  for (const std::string_view file :
       {kWholeText, kWholeText.substr(0, 59), kWholeSeal, kWholeSigning, kWholePublic}) {
    EXPECT_TRUE(IsPieceOfKeyFile(InLowerCase(std::string(file))));
    EXPECT_TRUE(IsPieceOfKeyFile("\xef\xbb\xbf" + std::string(file)));
    EXPECT_TRUE(IsPieceOfKeyFile("\xff\xfe" + InUtf16(file, false)));
    EXPECT_TRUE(IsPieceOfKeyFile("\xfe\xff" + InUtf16(file, true)));
    EXPECT_TRUE(IsPieceOfKeyFile(InUtf16(file, true)));
  }
}

TEST(IsPieceOfKeyFile, SeesTextInUtf16WhateverItSays) {
  EXPECT_TRUE(IsPieceOfKeyFile("\xff\xfe" + InUtf16("plum orbit lantern quiver", false)));
  EXPECT_TRUE(IsPieceOfKeyFile("\xfe\xff" + InUtf16("plum orbit lantern quiver", true)));
  EXPECT_FALSE(IsPieceOfKeyFile(InUtf16("plum orbit lantern quiver", true)));
}

TEST(IsPieceOfKeyFile, SeesNoneInARawSecret) {
  for (const std::string_view raw :
       {"the 2015 script kept this key", "8f14e45fceea167a5a36dedd4bea2543",
        "MDEyMzQ1Njc4OTo7PD0+P0BBQkNERUZHSElKS0xNTk8=", "plum orbit lantern quiver",
        "# plum orbit created lantern: quiver", "my key id: plum orbit lantern", "--- begin ---",
        "funkey is the word, plum orbit", "created: plum orbit lantern", "#1 secret: plum orbit"}) {
    EXPECT_FALSE(IsPieceOfKeyFile(raw)) << raw;
  }
  std::mt19937 random(20261126);  // fixed: a failure must repeat
  for (int round = 0; round < 10'000; ++round) {
    std::string bytes(32, '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    ASSERT_FALSE(IsPieceOfKeyFile(bytes)) << round;
    ASSERT_FALSE(IsPieceOfKeyFile("\xff\xfe" + bytes)) << round;
  }
}

}  // namespace
}  // namespace fun::keys
