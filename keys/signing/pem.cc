#include "keys/signing/pem.h"

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "core/base/ascii.h"
#include "core/base/encoding.h"
#include "keys/at_rest/sealed_key.h"
#include "keys/bytes.h"
#include "keys/file/key_bytes.h"
#include "keys/signing/signing_key.h"

namespace fun::keys {
namespace {

constexpr std::string_view kBegin = "-----BEGIN ";
constexpr std::string_view kDashes = "-----";
constexpr std::string_view kSecretLabel = "PRIVATE KEY";
constexpr std::string_view kEncryptedLabel = "ENCRYPTED PRIVATE KEY";
constexpr std::string_view kPublicLabel = "PUBLIC KEY";

// RFC 8410, section 7: the DER of every Ed25519 secret half begins so; the 32 bytes follow.
constexpr std::string_view kPkcs8Start(
    "\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20", 16);
constexpr std::string_view kOctetString("\x04\x20", 2);  // of 32 bytes

// scrypt (RFC 7914) within the 32 MiB that every OpenSSL takes when it reads PKCS#8.
constexpr std::uint64_t kPbeN = 1 << 14;
constexpr std::uint64_t kPbeR = 8;
constexpr std::uint64_t kPbeP = 5;
constexpr int kPbeSaltSize = 16;

struct FreeBio {
  void operator()(BIO* bio) const { BIO_free(bio); }
};
struct FreePkcs8 {
  void operator()(PKCS8_PRIV_KEY_INFO* key) const { PKCS8_PRIV_KEY_INFO_free(key); }  // wipes
  void operator()(X509_SIG* encrypted) const { X509_SIG_free(encrypted); }
  void operator()(X509_ALGOR* algorithm) const { X509_ALGOR_free(algorithm); }
};
using Pkcs8 = std::unique_ptr<PKCS8_PRIV_KEY_INFO, FreePkcs8>;
using EncryptedPkcs8 = std::unique_ptr<X509_SIG, FreePkcs8>;

// What stands in a PEM block.
struct PemBlock {
  std::string label;
  Secret der;
};

bool IsWhiteSpace(char c) { return c == '\n' || c == '\r' || c == ' ' || c == '\t'; }
bool IsBase64(char c) { return IsLetterOrDigit(c) || c == '+' || c == '/'; }

// The bytes of base64 with white space in it.  OpenSSL's reader of PEM would leave the text behind.
std::optional<Secret> DecodePemBody(std::string_view body) {
  Secret text(body.size());
  const auto end = std::ranges::copy_if(body, text.room().data(), std::not_fn(IsWhiteSpace)).out;
  const std::string_view digits(text.bytes().data(),
                                static_cast<std::size_t>(end - text.bytes().data()));
  const std::size_t size = digits.find('=');
  const std::string_view padding = size == digits.npos ? "" : digits.substr(size);
  if (digits.empty() || digits.size() % 4 != 0 ||
      (!padding.empty() && padding != "=" && padding != "==") ||
      !std::ranges::all_of(digits.substr(0, size), IsBase64)) {
    return std::nullopt;
  }
  Secret der(digits.size() / 4 * 3);
  if (EVP_DecodeBlock(Bytes(der.room().data()), Bytes(digits.data()),
                      static_cast<int>(digits.size())) < 0) {
    return std::nullopt;
  }
  der.Narrow(0, der.bytes().size() - padding.size());
  return der;
}

// The first block of `text`, if it is whole.  One with headers is not: the encryption of 1993,
// whose key is one MD5.
std::optional<PemBlock> FirstPemBlock(std::string_view text) {
  text.remove_prefix(text.find(kBegin) + kBegin.size());
  const std::size_t label_size = text.find(kDashes);
  if (label_size == text.npos) return std::nullopt;
  const std::string label(text.substr(0, label_size));
  text.remove_prefix(label_size + kDashes.size());
  const std::size_t body_size = text.find("\n-----END " + label + "-----");
  if (body_size == text.npos) return std::nullopt;
  auto der = DecodePemBody(text.substr(0, body_size));
  if (!der) return std::nullopt;
  return PemBlock{label, std::move(*der)};
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

Result<Secret> SeedInPkcs8(const PKCS8_PRIV_KEY_INFO& key, const std::string& name) {
  const ASN1_OBJECT* algorithm = nullptr;
  const unsigned char* octets = nullptr;
  int size = 0;
  if (PKCS8_pkey_get0(&algorithm, &octets, &size, nullptr, &key) != 1) {
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

Result<Secret> SeedInPlain(const Secret& der, const std::string& name) {
  const unsigned char* at = Bytes(der.bytes().data());
  const Pkcs8 key(d2i_PKCS8_PRIV_KEY_INFO(nullptr, &at, static_cast<long>(der.bytes().size())));
  if (!key || at != Bytes(der.bytes().data()) + der.bytes().size()) return FailureOfBrokenPem(name);
  return SeedInPkcs8(*key, name);
}

Result<Secret> SeedInEncrypted(const Secret& der, const std::string& name,
                               const PassphraseSource& source) {
  const unsigned char* at = Bytes(der.bytes().data());
  const EncryptedPkcs8 sealed(d2i_X509_SIG(nullptr, &at, static_cast<long>(der.bytes().size())));
  if (!sealed || at != Bytes(der.bytes().data()) + der.bytes().size()) {
    return FailureOfBrokenPem(name);
  }
  const auto passphrase = AskPassphrase(source, name);
  if (!passphrase) return std::unexpected(passphrase.error());
  const std::string_view words = passphrase->bytes();
  const Pkcs8 key(PKCS8_decrypt(sealed.get(), words.data(), static_cast<int>(words.size())));
  if (!key) return FailureOfPassphrase(name);
  return SeedInPkcs8(*key, name);
}

// The DER of the plain PKCS#8 form.
Secret DerOf(const Secret& seed) {
  Secret der(kPkcs8Start.size() + kSeedSize);
  std::ranges::copy(seed.bytes(), std::ranges::copy(kPkcs8Start, der.room().data()).out);
  return der;
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

bool IsEncryptedPem(std::string_view text) {
  return text.find("-----BEGIN ENCRYPTED PRIVATE KEY-----") != text.npos;
}

Result<Secret> SeedIn(std::string_view text, const std::string& name,
                      const PassphraseSource& source) {
  const auto block = OnlyPemBlock(text, name);
  if (!block) return std::unexpected(block.error());
  if (block->label == kSecretLabel) return SeedInPlain(block->der, name);
  if (block->label == kEncryptedLabel) return SeedInEncrypted(block->der, name, source);
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
  const Secret der = DerOf(seed);
  Secret text(kHead.size() + kBase64Size + kTail.size() + 1);
  char* const base64 = std::ranges::copy(kHead, text.room().data()).out;
  EVP_EncodeBlock(Bytes(base64), Bytes(der.bytes().data()), static_cast<int>(der.bytes().size()));
  std::ranges::copy(kTail, base64 + kBase64Size);  // over OpenSSL's final NUL
  text.Narrow(0, text.bytes().size() - 1);
  return text;
}

Result<std::string> EncryptedPemOf(const Secret& seed, const Secret& passphrase) {
  const Secret der = DerOf(seed);
  const unsigned char* at = Bytes(der.bytes().data());
  const Pkcs8 plain(d2i_PKCS8_PRIV_KEY_INFO(nullptr, &at, static_cast<long>(der.bytes().size())));
  std::unique_ptr<X509_ALGOR, FreePkcs8> scheme(PKCS5_pbe2_set_scrypt(
      EVP_aes_256_cbc(), nullptr, kPbeSaltSize, nullptr, kPbeN, kPbeR, kPbeP));
  const std::string_view words = passphrase.bytes();
  EncryptedPkcs8 sealed;
  if (plain && scheme) {
    sealed.reset(
        PKCS8_set0_pbe(words.data(), static_cast<int>(words.size()), plain.get(), scheme.get()));
  }
  const std::unique_ptr<BIO, FreeBio> bio(BIO_new(BIO_s_mem()));
  if (!sealed || !bio || PEM_write_bio_PKCS8(bio.get(), sealed.get()) != 1) {
    return Failure(ExitCode::kEnvironment, "cannot encrypt a signing key: OpenSSL refuses scrypt",
                   "look at the system's OpenSSL configuration");
  }
  [[maybe_unused]] X509_ALGOR* const taken = scheme.release();  // by `sealed`
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &text);
  return std::string(text, static_cast<std::size_t>(size));
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
