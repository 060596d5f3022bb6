#include "keys/secret.h"

#include <gtest/gtest.h>

#include <sstream>
#include <type_traits>
#include <utility>

#include "core/base/encoding.h"

namespace fun::keys {
namespace {

static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);
static_assert(std::is_nothrow_move_constructible_v<Secret>);
static_assert(std::is_nothrow_move_assignable_v<Secret>);
template <typename T>
concept Printable = requires(std::ostream& out, const T& value) { out << value; };
static_assert(!Printable<Secret>);
static_assert(!std::is_convertible_v<Secret, std::string>);
static_assert(!std::is_convertible_v<Secret, std::string_view>);

// The bytes 0, 1, … 31: the secret of all golden values in these tests.
Secret CountedSecret() {
  Secret secret(32);
  for (std::size_t i = 0; i < 32; ++i) secret.room()[i] = static_cast<char>(i);
  return secret;
}

TEST(Secret, KeepsBytesThroughAMoveAndLeavesTheSourceEmpty) {
  Secret first = Secret::CopyOf(std::string_view("a\0b", 3));
  Secret second = std::move(first);
  EXPECT_EQ(second.bytes(), std::string_view("a\0b", 3));
  EXPECT_EQ(first.bytes(), "");  // NOLINT: moved from, which is the claim
  first = std::move(second);
  EXPECT_EQ(first.bytes(), std::string_view("a\0b", 3));
  EXPECT_EQ(second.bytes(), "");  // NOLINT: as above
}

TEST(Secret, NarrowsToTheBytesAskedFor) {
  Secret secret = Secret::CopyOf("0123456789");
  secret.Narrow(2, 5);
  EXPECT_EQ(secret.bytes(), "234");
  secret.Narrow(0, 0);
  EXPECT_EQ(secret.bytes(), "");
}

TEST(Secret, IsLockedInMemory) { EXPECT_TRUE(Secret::CopyOf("x").is_locked()); }

std::string RowOfBytes(int first, int last) {
  std::string bytes;
  for (int c = first; c <= last; ++c) bytes += static_cast<char>(c);
  return bytes;
}

// RFC 5869, appendix A.1 to A.3; the others are SHA-1.
TEST(Hkdf, GivesTheVectorsOfRfc5869) {
  const struct {
    std::string secret, salt, info, key;
  } vectors[] = {
      {std::string(22, '\x0b'), RowOfBytes(0, 0x0c), RowOfBytes(0xf0, 0xf9),
       "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"},
      {RowOfBytes(0, 0x4f), RowOfBytes(0x60, 0xaf), RowOfBytes(0xb0, 0xff),
       "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e"
       "590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"},
      {std::string(22, '\x0b'), "", "",
       "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"},
  };
  for (const auto& [secret, salt, info, key] : vectors) {
    const auto derived = Hkdf(Secret::CopyOf(secret), salt, info, key.size() / 2);
    ASSERT_TRUE(derived.has_value());
    EXPECT_EQ(EncodeHex(derived->bytes()), key);
  }
}

TEST(Derive, IsHkdfWithAnEmptySaltAnd32Bytes) {
  const auto derived = Derive(Secret::CopyOf(std::string(22, '\x0b')), "");
  ASSERT_TRUE(derived.has_value());
  EXPECT_EQ(EncodeHex(derived->bytes()),
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
}

// Computed with Python's hmac by the two steps of RFC 5869.
TEST(Derive, GivesTheGoldenKeyOfEveryInfo) {
  const struct {
    std::string_view info;
    std::string_view key;
  } golden[] = {
      {"fun/v1/key-id", "08ddeff7cf84023e77de187cb48c75e484446da23c3a51f961c354a744b3ed93"},
      {"fun/v1/domain/user_id", "913c56bace21deb6de78d6131b0b7b01147ac5ddd9b0176d74aa491b1e85a4fd"},
      {"fun/v1/domain/session", "27a2a1ea955ca7e77c1fbf6747450e78b303ca362948f0b41ba9855af81782a1"},
      {"fun/v1/release/2026-spring",
       "f8e402ff5d749e95c90f3419591265c5ac6dd6b15f621cbba32ac5962e4afb72"},
      {"fun/v1/fingerprint", "1e9b7f526a743662041545705dffbe4725210b8d616625a499a109718bd988ec"},
  };
  for (const auto& [info, key] : golden) {
    const auto derived = Derive(CountedSecret(), info);
    ASSERT_TRUE(derived.has_value()) << info;
    EXPECT_EQ(EncodeHex(derived->bytes()), key) << info;
  }
}

TEST(Derive, RefusesAnEmptySecret) {
  const auto derived = Derive(Secret(), "fun/v1/key-id");
  ASSERT_FALSE(derived.has_value());
  EXPECT_EQ(derived.error().code, ExitCode::kUsage);
}

TEST(KeyId, IsTheFirst16DigitsOfItsDerivation) {
  EXPECT_EQ(KeyId(CountedSecret()).value(), "08ddeff7cf84023e");
}

}  // namespace
}  // namespace fun::keys
