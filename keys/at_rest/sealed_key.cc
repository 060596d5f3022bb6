#include "keys/at_rest/sealed_key.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>

#include <array>
#include <memory>
#include <utility>

#include "core/base/encoding.h"
#include "keys/bytes.h"
#include "keys/file/key_lines.h"

namespace fun::keys {
namespace {

constexpr std::string_view kMark = "FUNKEY-ENCRYPTED-1";
constexpr std::string_view kSealedLine = "FUNKEY-ENCRYPTED-1 ";
constexpr std::size_t kSaltSize = 16;
constexpr std::size_t kNonceSize = 12;
constexpr std::size_t kTagSize = 16;
constexpr std::size_t kHeadSize = kSaltSize + kNonceSize;

// scrypt (RFC 7914): 32 MiB, and three times over, for each guess.
constexpr std::uint64_t kScryptN = 1 << 15;
constexpr std::uint32_t kScryptR = 8;
constexpr std::uint32_t kScryptP = 3;
constexpr std::uint64_t kScryptMemory = 64 << 20;  // that OpenSSL may take

struct FreeCipher {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }  // wipes
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

struct FreeScrypt {
  void operator()(EVP_KDF* kdf) const { EVP_KDF_free(kdf); }
  void operator()(EVP_KDF_CTX* context) const { EVP_KDF_CTX_free(context); }
};

std::unexpected<Error> FailureToSeal() {
  return Failure(ExitCode::kEnvironment,
                 "cannot encrypt or decrypt a key: OpenSSL refuses scrypt or AES-256-GCM",
                 "look at the system's OpenSSL configuration");
}

Result<Secret> StretchPassphrase(const Secret& passphrase, std::string_view salt) {
  const std::unique_ptr<EVP_KDF, FreeScrypt> kdf(EVP_KDF_fetch(nullptr, "SCRYPT", nullptr));
  const std::unique_ptr<EVP_KDF_CTX, FreeScrypt> context(EVP_KDF_CTX_new(kdf.get()));
  std::uint64_t n = kScryptN;
  std::uint32_t r = kScryptR;
  std::uint32_t p = kScryptP;
  std::uint64_t memory = kScryptMemory;
  // OSSL_PARAM takes its inputs by non-const pointer and does not write to them.
  const OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_PASSWORD,
                                        const_cast<char*>(passphrase.bytes().data()),
                                        passphrase.bytes().size()),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, const_cast<char*>(salt.data()),
                                        salt.size()),
      OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_N, &n),
      OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_SCRYPT_R, &r),
      OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_SCRYPT_P, &p),
      OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_MAXMEM, &memory),
      OSSL_PARAM_construct_end(),
  };
  Secret key(32);
  if (!context || EVP_KDF_derive(context.get(), Bytes(key.room().data()), key.bytes().size(),
                                 parameters) != 1) {
    return FailureToSeal();
  }
  return key;
}

// AES-256-GCM with the mark as additional data, ready for the text.
Result<Cipher> StartCipher(const Secret& key, std::string_view nonce, bool is_encrypting) {
  Cipher cipher(EVP_CIPHER_CTX_new());
  int size = 0;
  if (!cipher ||
      EVP_CipherInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, Bytes(key.bytes().data()),
                        Bytes(nonce.data()), is_encrypting ? 1 : 0) != 1 ||
      EVP_CipherUpdate(cipher.get(), nullptr, &size, Bytes(kMark.data()),
                       static_cast<int>(kMark.size())) != 1) {
    return FailureToSeal();
  }
  return cipher;
}

std::unexpected<Error> MalformedSealed(const std::string& name) {
  return Failure(ExitCode::kUsage, name + " is marked as an encrypted key but is not whole",
                 "it must hold one line FUNKEY-ENCRYPTED-1 with base64, and else only lines that "
                 "begin with #: take it from its copy again");
}

Result<Secret> DecryptBody(std::string_view body, const Secret& passphrase,
                           const std::string& name) {
  const auto key = StretchPassphrase(passphrase, body.substr(0, kSaltSize));
  if (!key) return std::unexpected(key.error());
  const auto cipher = StartCipher(*key, body.substr(kSaltSize, kNonceSize), false);
  if (!cipher) return std::unexpected(cipher.error());
  const std::string_view text = body.substr(kHeadSize, body.size() - kHeadSize - kTagSize);
  std::string tag(body.substr(body.size() - kTagSize));
  Secret plain(text.size());
  int size = 0;
  if (EVP_CipherUpdate(cipher->get(), Bytes(plain.room().data()), &size, Bytes(text.data()),
                       static_cast<int>(text.size())) != 1 ||
      EVP_CIPHER_CTX_ctrl(cipher->get(), EVP_CTRL_AEAD_SET_TAG, static_cast<int>(kTagSize),
                          tag.data()) != 1 ||
      EVP_CipherFinal_ex(cipher->get(), Bytes(plain.room().data()), &size) != 1) {
    return FailureOfPassphrase(name);
  }
  return plain;
}

}  // namespace

std::unexpected<Error> FailureOfPassphrase(const std::string& name) {
  return Failure(ExitCode::kVerify, "the passphrase does not open " + name,
                 "type it again; if it is right, the file was changed: take it from its copy");
}

bool IsSealed(std::string_view bytes) {
  return bytes.starts_with(kSealedLine) || bytes.find("\nFUNKEY-ENCRYPTED-1 ") != bytes.npos;
}

Result<std::string> Seal(std::string_view plain, std::string_view key_id,
                         const Secret& passphrase) {
  std::string body(kHeadSize + plain.size() + kTagSize, '\0');
  if (RAND_bytes(Bytes(body.data()), static_cast<int>(kHeadSize)) != 1) return FailureToSeal();
  const std::string_view head = std::string_view(body).substr(0, kHeadSize);
  const auto key = StretchPassphrase(passphrase, head.substr(0, kSaltSize));
  if (!key) return std::unexpected(key.error());
  const auto cipher = StartCipher(*key, head.substr(kSaltSize), true);
  if (!cipher) return std::unexpected(cipher.error());
  char* const text = body.data() + kHeadSize;
  int size = 0;
  if (EVP_CipherUpdate(cipher->get(), Bytes(text), &size, Bytes(plain.data()),
                       static_cast<int>(plain.size())) != 1 ||
      EVP_CipherFinal_ex(cipher->get(), Bytes(text), &size) != 1 ||
      EVP_CIPHER_CTX_ctrl(cipher->get(), EVP_CTRL_AEAD_GET_TAG, static_cast<int>(kTagSize),
                          text + plain.size()) != 1) {
    return FailureToSeal();
  }
  return std::string(kKeyIdComment).append(key_id).append("\n").append(kSealedLine) +
         EncodeBase64(body) + "\n";
}

Result<Secret> Unseal(std::string_view text, const PassphraseSource& source,
                      const std::string& name) {
  const auto lines = ReadKeyLines(text, kSealedLine);
  const auto body = lines ? DecodeBase64(lines->body) : std::nullopt;
  if (!body || body->size() <= kHeadSize + kTagSize) return MalformedSealed(name);
  const auto passphrase = AskPassphrase(source, name);
  if (!passphrase) return std::unexpected(passphrase.error());
  return DecryptBody(*body, *passphrase, name);
}

std::string StatedIdOfSealed(std::string_view text) {
  const auto lines = ReadKeyLines(text, kSealedLine);
  return lines ? std::string(lines->key_id) : "";
}

}  // namespace fun::keys
