#include "keys/signing/signing_key.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <random>
#include <string>
#include <utility>

#include "core/base/encoding.h"
#include "keys/signing/generate_pair.h"
#include "tests/unit/keys/pipe.h"
#include "tests/unit/keys/scratch.h"
#include "tests/unit/keys/signing/rfc8032.h"

namespace fun::keys {
namespace {

static_assert(!std::is_copy_constructible_v<SigningKey>);
static_assert(std::is_move_constructible_v<SigningKey>);

std::string FromHex(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  }
  return bytes;
}

SigningKey KeyOfHex(std::string_view seed) {
  return SigningKey::FromSeed(Secret::CopyOf(FromHex(seed))).value();
}

TEST(SigningKey, GivesTheVectorsOfRfc8032) {
  for (const Rfc8032& vector : kRfc8032) {
    const SigningKey key = KeyOfHex(vector.seed);
    const std::string message = FromHex(vector.message);
    EXPECT_EQ(EncodeHex(key.Sign(message).value()), vector.signature);
    const std::string pem = key.verifying().Pem();
    const auto verifying = VerifyingKey::FromPem(pem, "key.pub");
    ASSERT_TRUE(verifying.has_value()) << verifying.error().message;
    EXPECT_TRUE(verifying->Verify(message, FromHex(vector.signature)));
    EXPECT_EQ(EncodeHex(DecodeBase64(pem.substr(27, 60)).value()).substr(24), vector.open);
  }
}

TEST(VerifyingKey, RefusesEveryOtherSignatureMessageAndKey) {
  const SigningKey key = KeyOfHex(kRfc8032[0].seed);
  const std::string signature = key.Sign("message").value();
  ASSERT_TRUE(key.verifying().Verify("message", signature));
  EXPECT_FALSE(key.verifying().Verify("Message", signature));
  EXPECT_FALSE(key.verifying().Verify("", signature));
  EXPECT_FALSE(KeyOfHex(kRfc8032[1].seed).verifying().Verify("message", signature));
  EXPECT_FALSE(key.verifying().Verify("message", ""));
  EXPECT_FALSE(key.verifying().Verify("message", signature.substr(1)));
  EXPECT_FALSE(key.verifying().Verify("message", signature + '\0'));
  for (std::size_t bit = 0; bit < 8 * signature.size(); ++bit) {
    std::string other = signature;
    other[bit / 8] = static_cast<char>(other[bit / 8] ^ 1 << bit % 8);
    EXPECT_FALSE(key.verifying().Verify("message", other)) << bit;
  }
}

// hashlib.sha256(bytes.fromhex("302a300506032b6570032100" + the public half)).hexdigest()
TEST(SigningKey, HasTheDigestOfItsPublicHalfForItsId) {
  EXPECT_EQ(KeyOfHex(kRfc8032[0].seed).Id(),
            "06e3fd8fda29bb60ab59557de61edb0aecdb231134be30e75b455f8e1b792fa9");
}

// The code of a refusal and its words; kDone for a key that was taken.
struct Refusal {
  ExitCode code = ExitCode::kDone;
  std::string words;
};

Refusal LoadSecretHalf(std::string_view text, mode_t mode = 0600, SigningAccess access = {}) {
  const Scratch scratch;
  const auto key = SigningKey::Load(scratch.File("signing.key", text, mode), access);
  return key ? Refusal{} : Refusal{key.error().code, key.error().message};
}

Refusal LoadPublicHalf(std::string_view text) {
  const Scratch scratch;
  const auto key = VerifyingKey::Load(scratch.File("signing.key.pub", text, 0644));
  return key ? Refusal{} : Refusal{key.error().code, key.error().message};
}

TEST(GeneratePair, MakesTwoFilesThatAreOneKey) {
  const Scratch scratch;
  const mode_t before = ::umask(0);
  const auto made = GeneratePair(scratch.Path("signing.key"));
  ::umask(before);
  ASSERT_TRUE(made.has_value()) << made.error().message;
  EXPECT_EQ(scratch.CountFiles(), 2);
  EXPECT_EQ(ModeOf(scratch.Path("signing.key")), 0600U);
  EXPECT_EQ(ModeOf(scratch.Path("signing.key.pub")), 0644U);
  const auto key = SigningKey::Load(scratch.Path("signing.key"), {});
  const auto open = VerifyingKey::Load(scratch.Path("signing.key.pub"));
  ASSERT_TRUE(key && open);
  EXPECT_EQ(key->Id(), made->key_id);
  EXPECT_EQ(open->Id(), made->key_id);
  EXPECT_TRUE(open->Verify("message", key->Sign("message").value()));
}

TEST(GeneratePair, ReplacesNeitherFileAndLeavesNoHalf) {
  for (const std::string_view there : {"signing.key", "signing.key.pub"}) {
    const Scratch scratch;
    const std::string path = scratch.File(there, "what was there");
    const auto made = GeneratePair(scratch.Path("signing.key"));
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().code, ExitCode::kEnvironment);
    EXPECT_EQ(ReadWhole(path), "what was there");
    EXPECT_EQ(scratch.CountFiles(), 1);
  }
}

TEST(SigningKey, RefusesWhatIsNoSecretHalfInWordsThatSayWhatItIs) {
  const SigningKey key = KeyOfHex(kRfc8032[0].seed);
  const std::string pem(key.Pem().bytes());
  ASSERT_EQ(LoadSecretHalf(pem).code, ExitCode::kDone);
  const struct {
    std::string text, words;
  } refused[] = {
      {"", "is empty"},
      {"FUNKEY-SECRET-1 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n", "secret for pseudonyms"},
      {"the 2015 script kept this key", "no PEM block"},
      {key.verifying().Pem(), "public half"},
      {pem + pem, "more than one"},
      {pem.substr(0, 60), "not whole"},
      {pem.substr(0, pem.size() - 10), "not whole"},
      {pem.substr(0, 40) + "\x01" + pem.substr(41), "not whole"},
      {"-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n", "no Ed25519 key"},
      {std::string(10'000, 'x'), "more than 8 KiB"},
  };
  for (const auto& [text, words] : refused) {
    const Refusal refusal = LoadSecretHalf(text);
    EXPECT_EQ(refusal.code, ExitCode::kUsage) << words;
    EXPECT_NE(refusal.words.find(words), std::string::npos) << refusal.words;
  }
  for (std::size_t size = 1; size + 1 < pem.size(); ++size) {
    EXPECT_EQ(LoadSecretHalf(pem.substr(0, size)).code, ExitCode::kUsage) << size;
  }
}

TEST(SigningKey, RefusesAFileThatOthersCanOpenUnlessAllowed) {
  const std::string pem(KeyOfHex(kRfc8032[0].seed).Pem().bytes());
  EXPECT_EQ(LoadSecretHalf(pem, 0644).code, ExitCode::kEnvironment);
  EXPECT_EQ(LoadSecretHalf(pem, 0644, {.allow_open = true}).code, ExitCode::kDone);
}

TEST(VerifyingKey, RefusesASecretHalfAndWhatIsNoKey) {
  const SigningKey key = KeyOfHex(kRfc8032[0].seed);
  ASSERT_EQ(LoadPublicHalf(key.verifying().Pem()).code, ExitCode::kDone);
  EXPECT_NE(LoadPublicHalf(key.Pem().bytes()).words.find("secret half"), std::string::npos);
  for (const std::string& text :
       {std::string(key.Pem().bytes()), std::string(), std::string("x"),
        key.verifying().Pem().substr(0, 80), key.verifying().Pem() + key.verifying().Pem(),
        std::string("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n")}) {
    EXPECT_EQ(LoadPublicHalf(text).code, ExitCode::kUsage) << text.size();
  }
  const Scratch scratch;
  EXPECT_EQ(VerifyingKey::Load(scratch.Path("absent")).error().code, ExitCode::kUsage);
}

Result<SigningKey> LoadWith(std::string_view pem, std::string_view words) {
  const Scratch scratch;
  const UniqueFd fd = PipeOf(words);
  return SigningKey::Load(scratch.File("key", pem), {.passphrase_fd = fd.get()});
}

TEST(SigningKey, ComesBackFromItsEncryptedForm) {
  const SigningKey key = KeyOfHex(kRfc8032[0].seed);
  const auto pem = key.EncryptedPem(Secret::CopyOf(kWords));
  ASSERT_TRUE(pem.has_value());
  const auto read = LoadWith(*pem, kWords);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(read->Id(), key.Id());
  EXPECT_EQ(LoadWith(*pem, "another passphrase").error().code, ExitCode::kVerify);
}

// openssl pkcs8 -topk8 -in signing.key -passout 'pass:plum orbit lantern quiver'
TEST(SigningKey, OpensWhatOpensslEncryptedWithPbkdf2) {
  const auto read = LoadWith(
      "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
      "MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAh7IuxOsxa2UwICCAAw\n"
      "DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEDFThSglLJqQY0ZTYONjiRUEQM+i\n"
      "ARk7d/yZpbzgCDQgvlO7hQR+kdizEIymV8tuUOcJTdwipW4Nt8tCYgh1iRvhfBAz\n"
      "XsrzajFb0kkjqtcUubw=\n"
      "-----END ENCRYPTED PRIVATE KEY-----\n",
      kWords);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(read->Id(), KeyOfHex(kRfc8032[0].seed).Id());
}

TEST(SigningKey, AsksNoPassphraseForAFileThatIsRefused) {
  const std::string pem = KeyOfHex(kRfc8032[0].seed).EncryptedPem(Secret::CopyOf(kWords)).value();
  EXPECT_EQ(LoadSecretHalf(pem, 0644, {.passphrase_fd = 99}).words.find("descriptor"),
            std::string::npos);
  EXPECT_EQ(LoadSecretHalf(pem.substr(0, 150), 0600, {.passphrase_fd = 99}).code, ExitCode::kUsage);
}

TEST(VerifyingKey, IsRefusedOrWholeWhenItsFileIsDamaged) {
  std::mt19937 random(20260226);  // fixed: a failure must repeat
  const SigningKey key = KeyOfHex(kRfc8032[0].seed);
  const std::string whole = key.verifying().Pem();
  int refused = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string text = whole;
    for (auto i = random() % 3; i < 3; ++i) {
      const std::size_t at = random() % text.size();
      if (random() % 2 == 0) text.erase(at, random() % 9);
      if (!text.empty()) text.insert(at % text.size(), 1, static_cast<char>(random() & 127));
    }
    const auto read = VerifyingKey::FromPem(text, "key.pub");
    refused += read ? 0 : 1;
    // A digit that was changed is another key: the text holds nothing to tell.
    if (read) {
      EXPECT_EQ(read->Pem().size(), whole.size());
    }
  }
  EXPECT_GT(refused, 15'000);
}

}  // namespace
}  // namespace fun::keys
