// What is left of a secret in the memory of the process, once all that used it has gone: nothing.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "core/base/fd.h"
#include "keys/at_rest/sealed_key.h"
#include "keys/file/key_text.h"
#include "keys/key_file.h"
#include "keys/options.h"
#include "keys/pseudonym.h"
#include "keys/signing/signing_key.h"
#include "tests/unit/keys/needle.h"
#include "tests/unit/keys/pipe.h"
#include "tests/unit/keys/scratch.h"

namespace fun::keys {
namespace {

// As Scratch::File, whose stream would keep a copy in its buffer.
std::string WriteQuietly(const Scratch& scratch, const Secret& bytes) {
  std::string path = scratch.Path("quiet.key");
  const UniqueFd fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL, 0600));
  EXPECT_EQ(::write(fd.get(), bytes.bytes().data(), bytes.bytes().size()),
            static_cast<ssize_t>(bytes.bytes().size()));
  return path;
}

TEST(Residue, OfASecretIsSeenWhileItLivesAndNotAfter) {
  const Needle needle(32);
  EXPECT_EQ(needle.CountInMemory(), 0);
  {
    const Secret secret = needle.Bytes();
    EXPECT_GE(needle.CountInMemory(), 1);
  }
  EXPECT_EQ(needle.CountInMemory(), 0);
}

TEST(Residue, OfACopyThatNobodyWipesIsSeen) {
  const Needle needle(32);
  std::vector<char> careless(4096);
  const Secret secret = needle.Bytes();
  std::ranges::copy(secret.bytes(), careless.begin() + 1000);
  EXPECT_GE(needle.CountInMemory(), 2);
}

TEST(Residue, OfARawKeyFileAndItsPseudonymsIsNone) {
  const Scratch scratch;
  const Needle needle(48);
  KeyOptions options;
  options.path = WriteQuietly(scratch, needle.Bytes());
  std::optional<Needle> working;
  {
    options.release = "2026-spring";
    const auto secret = LoadWorkingSecret(options);
    ASSERT_TRUE(secret.has_value());
    working.emplace(*secret);
    EXPECT_GE(working->CountInMemory(), 1);
    for (const Domain domain : {Domain::kUsername, Domain::kUserId}) {
      auto pseudonymizer = Pseudonymizer::Create(*secret, domain);
      ASSERT_TRUE(pseudonymizer.has_value());
      ASSERT_EQ(pseudonymizer->Of("ada").size(), kPseudonymSize);
    }
    ASSERT_TRUE(KeyId(*secret).has_value());
  }
  EXPECT_EQ(needle.CountInMemory(), 0);
  EXPECT_EQ(working->CountInMemory(), 0);
}

TEST(Residue, OfATextKeyFileIsNone) {
  const Scratch scratch;
  const Needle needle(32);
  std::optional<Needle> text;
  {
    const Secret file = FormatKeyText(needle.Bytes(), "2026-11-23T10:00:00Z").value();
    const std::size_t base64 = file.bytes().size() - 45;
    text.emplace(Secret::CopyOf(file.bytes().substr(base64, 44)));
    ASSERT_TRUE(ReadKeyFile(WriteQuietly(scratch, file), {}).has_value());
  }
  EXPECT_EQ(needle.CountInMemory(), 0);
  EXPECT_EQ(text->CountInMemory(), 0);
}

TEST(Residue, OfASealedKeyAndItsPassphraseIsNone) {
  const Scratch scratch;
  const Needle needle(48);
  const Needle words(40);
  {
    const auto sealed = Seal(needle.Bytes().bytes(), "0123456789abcdef", words.Bytes());
    ASSERT_TRUE(sealed.has_value());
    const UniqueFd fd = PipeOf(words.Bytes().bytes());
    const auto plain = Unseal(*sealed, {fd.get(), false}, "key");
    ASSERT_TRUE(plain.has_value()) << plain.error().message;
    EXPECT_EQ(plain->bytes(), needle.Bytes().bytes());
  }
  EXPECT_EQ(needle.CountInMemory(), 0);
  EXPECT_EQ(words.CountInMemory(), 0);
}

TEST(Residue, OfASigningKeyIsNone) {
  const Scratch scratch;
  const Needle needle(32);
  std::optional<Needle> text;
  {
    const auto made = SigningKey::FromSeed(needle.Bytes());
    ASSERT_TRUE(made.has_value());
    const Secret pem = made->Pem();
    text.emplace(Secret::CopyOf(pem.bytes().substr(28, 64)));
    const auto read = SigningKey::Load(WriteQuietly(scratch, pem), {});
    ASSERT_TRUE(read.has_value()) << read.error().message;
    const auto signature = read->Sign("message");
    ASSERT_TRUE(signature.has_value());
    EXPECT_TRUE(made->verifying().Verify("message", *signature));
  }
  EXPECT_EQ(needle.CountInMemory(), 0);
  EXPECT_EQ(text->CountInMemory(), 0);
}

TEST(Residue, OfAnEncryptedSigningKeyIsNone) {
  const Scratch scratch;
  const Needle needle(32);
  const Needle words(40);
  {
    const auto pem = SigningKey::FromSeed(needle.Bytes())->EncryptedPem(words.Bytes());
    ASSERT_TRUE(pem.has_value());
    const UniqueFd fd = PipeOf(words.Bytes().bytes());
    const auto read = SigningKey::Load(scratch.File("key", *pem), {.passphrase_fd = fd.get()});
    ASSERT_TRUE(read.has_value()) << read.error().message;
  }
  EXPECT_EQ(needle.CountInMemory(), 0);
  EXPECT_EQ(words.CountInMemory(), 0);
}

}  // namespace
}  // namespace fun::keys
