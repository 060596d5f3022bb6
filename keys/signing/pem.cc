#include "keys/signing/pem.h"

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "core/base/encoding.h"
#include "keys/bytes.h"
#include "keys/key_bytes.h"
#include "keys/signing/signing_key.h"

namespace fun::keys {
namespace {

constexpr std::string_view kBegin = "-----BEGIN ";
constexpr std::string_view kSecretLabel = "PRIVATE KEY";
constexpr std::string_view kEncryptedLabel = "ENCRYPTED PRIVATE KEY";
constexpr std::string_view kPublicLabel = "PUBLIC KEY";

// RFC 8410, section 7: the DER of every Ed25519 secret half begins so; the 32 bytes follow.
constexpr std::string_view kPkcs8Start(
    "\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20", 16);
constexpr std::string_view kOctetString("\x04\x20", 2);  // of 32 bytes

struct FreeBio {
  void operator()(BIO* bio) const { BIO_free(bio); }
};
struct FreePkcs8 {
  void operator()(PKCS8_PRIV_KEY_INFO* key) const { PKCS8_PRIV_KEY_INFO_free(key); }  // wipes
};

// What stands in a PEM block.
struct PemBlock {
  std::string label;
  Secret der;
};

// The first block of `text`, if it is whole.
std::optional<PemBlock> FirstPemBlock(std::string_view text) {
  const std::unique_ptr<BIO, FreeBio> bio(
      BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  char* label = nullptr;
  char* header = nullptr;
  unsigned char* der = nullptr;
  long size = 0;
  // PEM_FLAG_SECURE: what it reads through is wiped.
  if (!bio || PEM_read_bio_ex(bio.get(), &label, &header, &der, &size, PEM_FLAG_SECURE) != 1) {
    return std::nullopt;
  }
  const auto length = static_cast<std::size_t>(size);
  PemBlock block = {label, Secret::CopyOf({reinterpret_cast<const char*>(der), length})};
  const bool is_plain = *header == '\0';
  OPENSSL_secure_clear_free(label, block.label.size());
  OPENSSL_secure_clear_free(header, 1);
  OPENSSL_secure_clear_free(der, length);
  if (!is_plain) return std::nullopt;  // the encryption of 1993, whose key is one MD5
  return block;
}

std::size_t CountPemBlocks(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = text.find(kBegin); at != text.npos; at = text.find(kBegin, at + 1)) ++count;
  return count;
}

// The one block of a file, or what the file is instead.
Result<PemBlock> OnlyPemBlock(std::string_view text, const std::string& name) {
  const std::string maker = "funkey generate --signing -o FILE";
  if (text.empty()) return FailureOfEmptyKey(name, maker);
  if (text.size() > kLargestEncryptedFile) {
    return Failure(ExitCode::kUsage, name + " holds more than 8 KiB, so it is not a key",
                   "give the file that holds one key and nothing else");
  }
  if (text.find("FUNKEY-") != text.npos) {
    return Failure(ExitCode::kUsage, name + " holds a secret for pseudonyms, which signs nothing",
                   "give a signing key; " + maker + " makes one");
  }
  const std::size_t blocks = CountPemBlocks(text);
  if (blocks == 0) {
    return Failure(ExitCode::kUsage, name + " holds no PEM block, so it is no signing key",
                   "give a signing key; " + maker + " makes one");
  }
  if (blocks > 1) {
    return Failure(ExitCode::kUsage, name + " holds more than one PEM block",
                   "give a file that holds one key and nothing else");
  }
  auto block = FirstPemBlock(text);
  if (!block) return FailureOfBrokenPem(name);
  return std::move(*block);
}

Result<Secret> SeedInPkcs8(const Secret& der, const std::string& name) {
  const unsigned char* at = Bytes(der.bytes().data());
  const std::unique_ptr<PKCS8_PRIV_KEY_INFO, FreePkcs8> key(
      d2i_PKCS8_PRIV_KEY_INFO(nullptr, &at, static_cast<long>(der.bytes().size())));
  const ASN1_OBJECT* algorithm = nullptr;
  const unsigned char* octets = nullptr;
  int size = 0;
  if (!key || at != Bytes(der.bytes().data()) + der.bytes().size() ||
      PKCS8_pkey_get0(&algorithm, &octets, &size, nullptr, key.get()) != 1) {
    return FailureOfBrokenPem(name);
  }
  if (OBJ_obj2nid(algorithm) != NID_ED25519) return FailureOfOtherAlgorithm(name);
  const std::string_view held(reinterpret_cast<const char*>(octets),
                              static_cast<std::size_t>(size));
  if (held.size() != kOctetString.size() + kSeedSize || !held.starts_with(kOctetString)) {
    return FailureOfBrokenPem(name);
  }
  return Secret::CopyOf(held.substr(kOctetString.size()));
}

}  // namespace

Result<std::string> PublicDerIn(std::string_view text, const std::string& name) {
  const auto block = OnlyPemBlock(text, name);
  if (!block) return std::unexpected(block.error());
  if (block->label == kPublicLabel) return std::string(block->der.bytes());
  if (block->label == kSecretLabel || block->label == kEncryptedLabel) {
    return Failure(ExitCode::kUsage, name + " holds the secret half of a signing key",
                   "give the public half, FILE.pub, and keep this one to yourself; funkey public "
                   "prints the public half");
  }
  return FailureOfOtherAlgorithm(name);
}

Result<Secret> SeedIn(std::string_view text, const std::string& name, int) {
  const auto block = OnlyPemBlock(text, name);
  if (!block) return std::unexpected(block.error());
  if (block->label == kSecretLabel) return SeedInPkcs8(block->der, name);
  if (block->label == kPublicLabel) {
    return Failure(ExitCode::kUsage, name + " holds the public half of a signing key",
                   "give the secret half, whose name has no .pub");
  }
  return FailureOfOtherAlgorithm(name);
}

Secret SecretPemOf(const Secret& seed) {
  constexpr std::string_view kHead = "-----BEGIN PRIVATE KEY-----\n";
  constexpr std::string_view kTail = "\n-----END PRIVATE KEY-----\n";
  constexpr std::size_t kBase64Size = 64;  // of 48 bytes: one line
  Secret der(kPkcs8Start.size() + kSeedSize);
  std::ranges::copy(seed.bytes(), std::ranges::copy(kPkcs8Start, der.room().data()).out);
  Secret text(kHead.size() + kBase64Size + kTail.size() + 1);
  char* const base64 = std::ranges::copy(kHead, text.room().data()).out;
  EVP_EncodeBlock(Bytes(base64), Bytes(der.bytes().data()), static_cast<int>(der.bytes().size()));
  std::ranges::copy(kTail, base64 + kBase64Size);  // over OpenSSL's final NUL
  text.Narrow(0, text.bytes().size() - 1);
  return text;
}

std::string PublicPemOf(std::string_view der) {
  return "-----BEGIN PUBLIC KEY-----\n" + EncodeBase64(der) + "\n-----END PUBLIC KEY-----\n";
}

std::unexpected<Error> FailureOfBrokenPem(const std::string& name) {
  return Failure(ExitCode::kUsage, name + " is marked as a PEM file but is not whole",
                 "take it from its copy again");
}

std::unexpected<Error> FailureOfOtherAlgorithm(const std::string& name) {
  return Failure(ExitCode::kUsage, name + " holds no Ed25519 key, and releases are signed by these",
                 "funkey generate --signing -o FILE makes one");
}

}  // namespace fun::keys
