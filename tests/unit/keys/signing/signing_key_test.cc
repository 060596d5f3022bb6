#include "keys/signing/signing_key.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <string>
#include <utility>

#include "core/base/encoding.h"
#include "keys/signing/generate_pair.h"
#include "tests/unit/keys/scratch.h"

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

// RFC 8032, section 7.1.
const struct Rfc8032 {
  std::string_view seed, open, message, signature;
} kRfc8032[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b"
     "4"
     "6bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11"
     "d"
     "8c387b2eaeb4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc"
     "6"
     "594a7c15e9716ed28dc027beceea1ec40a"},
    {"833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
     "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
     "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3fee"
     "b"
     "bd454d4423643ce80e2a9ac94fa54ca49f",
     "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e"
     "0"
     "303dca179c138ac17ad9bef1177331a704"},
};

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

}  // namespace
}  // namespace fun::keys
