#include "keys/at_rest/sealed_key.h"

#include <gtest/gtest.h>

#include <string>

#include "core/base/encoding.h"
#include "keys/file/key_bytes.h"
#include "tests/unit/keys/pipe.h"

namespace fun::keys {
namespace {

constexpr std::string_view kPlain =
    "# created: 2026-11-23T10:00:00Z\n"
    "# key id: c9f3e926bf4d405c\n"
    "FUNKEY-SECRET-1 MDEyMzQ1Njc4OTo7PD0+P0BBQkNERUZHSElKS0xNTk8=\n";

// Python's cryptography: Scrypt(salt, 32, 2**15, 8, 3), then AESGCM(key).encrypt(nonce, plain,
// b"FUNKEY-ENCRYPTED-1"); the salt is the bytes 0 to 15, the nonce 16 to 27.
constexpr std::string_view kSealed =
    "# key id: c9f3e926bf4d405c\n"
    "FUNKEY-ENCRYPTED-1 "
    "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGw7/b/iJqOkkBmdIeyKqaoRI7qxbVetXxBVLxU+/WtKpToMlG1qeF1e8Qn"
    "Y4GoeIft9IlPYgB2xJmhv0UcHsYleoPsZmmTzCQA8iOhZf8lm1baQECZUMdEJyXo1u2CXH6xslNjY6iI9NVzZZ8XVrj5uU"
    "laQ6rOHcs8Z9a7gLeaqEXIiyAEB6PzI=\n";

Result<Secret> Open(std::string_view text, std::string_view words = kWords) {
  const UniqueFd fd = PipeOf(words);
  return Unseal(text, {fd.get(), false}, "key");
}

TEST(Unseal, OpensWhatAnotherProgramSealedByTheDocument) {
  const auto plain = Open(kSealed);
  ASSERT_TRUE(plain.has_value()) << plain.error().message;
  EXPECT_EQ(plain->bytes(), kPlain);
  EXPECT_EQ(StatedIdOfSealed(kSealed), "c9f3e926bf4d405c");
}

TEST(Seal, GivesAnotherTextEachTimeThatOpensToTheSameBytes) {
  const std::string plain = std::string("any bytes\0\n\xff", 12) + std::string(4084, 'x');
  const auto one = Seal(plain, "0123456789abcdef", Secret::CopyOf(kWords));
  const auto other = Seal(plain, "0123456789abcdef", Secret::CopyOf(kWords));
  ASSERT_TRUE(one && other);
  EXPECT_NE(*one, *other);
  EXPECT_LE(one->size(), kLargestEncryptedFile);
  EXPECT_TRUE(IsSealed(*one));
  EXPECT_EQ(Open(*one)->bytes(), plain);
  EXPECT_EQ(Open(*other)->bytes(), plain);
}

TEST(Unseal, SaysWhenThePassphraseIsAnother) {
  for (const std::string_view words :
       {"Plum orbit lantern quiver", "plum orbit lantern quiver ", "x"}) {
    const auto plain = Open(kSealed, words);
    ASSERT_FALSE(plain.has_value());
    EXPECT_EQ(plain.error().code, ExitCode::kVerify);
    EXPECT_EQ(plain.error().message.find(words), std::string::npos);
  }
}

TEST(Unseal, RefusesAChangedBitInEachOfItsParts) {
  const std::size_t at = kSealed.rfind(' ') + 1;
  const std::string body = DecodeBase64(kSealed.substr(at, kSealed.size() - at - 1)).value();
  for (std::size_t i = 0; i < body.size(); i += 31) {
    std::string changed = body;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    const auto plain = Open("FUNKEY-ENCRYPTED-1 " + EncodeBase64(changed) + "\n");
    ASSERT_FALSE(plain.has_value()) << i;
    EXPECT_EQ(plain.error().code, ExitCode::kVerify) << i;
  }
}

TEST(Unseal, RefusesWhatIsNotWholeBeforeItAsks) {
  const std::string text(kSealed);
  const std::string broken[] = {
      "FUNKEY-ENCRYPTED-1 ",
      "FUNKEY-ENCRYPTED-1 AAAA",
      "FUNKEY-ENCRYPTED-1 " + EncodeBase64(std::string(44, 'x')),
      text.substr(0, text.size() - 3),
      text + text,
      text + "and more\n",
      " " + text,
  };
  for (const std::string& bytes : broken) {
    const auto plain = Unseal(bytes, {.fd = 99}, "key");
    ASSERT_FALSE(plain.has_value()) << bytes;
    EXPECT_EQ(plain.error().code, ExitCode::kUsage) << bytes;
  }
}

TEST(IsSealed, AsksForTheMarkAtTheBeginningOfALine) {
  EXPECT_TRUE(IsSealed("FUNKEY-ENCRYPTED-1 x"));
  EXPECT_TRUE(IsSealed("# a comment\nFUNKEY-ENCRYPTED-1 x"));
  EXPECT_FALSE(IsSealed("x FUNKEY-ENCRYPTED-1 x"));
  EXPECT_FALSE(IsSealed("FUNKEY-SECRET-1 x"));
}

}  // namespace
}  // namespace fun::keys
