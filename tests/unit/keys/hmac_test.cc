#include "keys/hmac.h"

#include <gtest/gtest.h>

#include <string>

#include "core/base/encoding.h"

namespace fun::keys {
namespace {

std::string HexOf(std::string_view key, std::string_view message) {
  auto hmac = Hmac::Create(Secret::CopyOf(key));
  return hmac ? EncodeHex(AsBytes(hmac->Of(message))) : hmac.error().message;
}

// RFC 4231, section 4; of case 5 it shows the first 16 bytes, and no tool truncates.
TEST(Hmac, GivesTheVectorsOfRfc4231) {
  std::string counting;
  for (char c = 1; c <= 25; ++c) counting += c;
  const std::string long_key(131, '\xaa');
  EXPECT_EQ(HexOf(std::string(20, '\x0b'), "Hi There"),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(HexOf("Jefe", "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(HexOf(std::string(20, '\xaa'), std::string(50, '\xdd')),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
  EXPECT_EQ(HexOf(counting, std::string(50, '\xcd')),
            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b");
  EXPECT_EQ(HexOf(std::string(20, '\x0c'), "Test With Truncation").substr(0, 32),
            "a3b6167473100ee06e0c796c2955552b");
  EXPECT_EQ(HexOf(long_key, "Test Using Larger Than Block-Size Key - Hash Key First"),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  EXPECT_EQ(HexOf(long_key,
                  "This is a test using a larger than block-size key and a larger than block-size "
                  "data. The key needs to be hashed before being used by the HMAC algorithm."),
            "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
}

TEST(Hmac, ForgetsTheMessageBefore) {
  auto hmac = Hmac::Create(Secret::CopyOf("Jefe"));
  ASSERT_TRUE(hmac.has_value());
  const Digest first = hmac->Of("what do ya want for nothing?");
  hmac->Of("something else");
  hmac->Of("");
  EXPECT_EQ(hmac->Of("what do ya want for nothing?"), first);
}

TEST(Hmac, RefusesAnEmptyKey) { EXPECT_EQ(HexOf("", "x"), "cannot use an empty key"); }

}  // namespace
}  // namespace fun::keys
