#include "keys/signing/signing_key.h"

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <algorithm>
#include <utility>

#include "core/base/encoding.h"
#include "keys/bytes.h"
#include "keys/file/key_bytes.h"
#include "keys/generate.h"
#include "keys/signing/pem.h"

namespace fun::keys {
namespace {

struct FreeDigestContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using DigestContext = std::unique_ptr<EVP_MD_CTX, FreeDigestContext>;

std::unexpected<Error> FailureOfOpenSsl(std::string_view doing) {
  return Failure(ExitCode::kEnvironment,
                 "cannot " + std::string(doing) + ": OpenSSL refuses Ed25519",
                 "look at the system's OpenSSL configuration");
}

}  // namespace

void FreeEvpKey::operator()(evp_pkey_st* key) const { EVP_PKEY_free(key); }

Result<VerifyingKey> VerifyingKey::Of(EvpKey key) {
  VerifyingKey verifying;
  unsigned char* der = nullptr;
  const int size = i2d_PUBKEY(key.get(), &der);
  if (size <= 0) return FailureOfOpenSsl("read a public key");
  verifying.der_.assign(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
  OPENSSL_free(der);
  verifying.id_ = EncodeHex(AsBytes(Sha256::Of(verifying.der_)));
  verifying.key_ = std::move(key);
  return verifying;
}

Result<VerifyingKey> VerifyingKey::Load(const std::string& path) {
  auto file = ReadKeyBytes(path);
  if (!file) return std::unexpected(file.error());
  return FromPem(file->bytes.bytes(), path);
}

Result<VerifyingKey> VerifyingKey::FromPem(std::string_view text, const std::string& name) {
  const auto der = PublicDerIn(text, name);
  if (!der) return std::unexpected(der.error());
  const unsigned char* at = Bytes(der->data());
  EvpKey key(d2i_PUBKEY(nullptr, &at, static_cast<long>(der->size())));
  if (!key || at != Bytes(der->data()) + der->size()) return FailureOfBrokenPem(name);
  if (EVP_PKEY_get_id(key.get()) != EVP_PKEY_ED25519) return FailureOfOtherAlgorithm(name);
  return Of(std::move(key));
}

bool VerifyingKey::Verify(std::string_view message, std::string_view signature) const {
  if (signature.size() != kSignatureSize) return false;
  const DigestContext context(EVP_MD_CTX_new());
  return context &&
         EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1 &&
         EVP_DigestVerify(context.get(), Bytes(signature.data()), signature.size(),
                          Bytes(message.data()), message.size()) == 1;
}

std::string VerifyingKey::Pem() const { return PublicPemOf(der_); }

SigningKey::SigningKey(Secret seed, EvpKey key, VerifyingKey verifying)
    : seed_(std::move(seed)), key_(std::move(key)), verifying_(std::move(verifying)) {}

Result<SigningKey> SigningKey::Generate() {
  auto seed = RandomSecret();
  if (!seed) return std::unexpected(seed.error());
  return FromSeed(std::move(*seed));
}

Result<SigningKey> SigningKey::FromSeed(Secret seed) {
  if (seed.bytes().size() != kSeedSize) {
    return Failure(ExitCode::kUsage, "the secret of a signing key is not 32 bytes");
  }
  EvpKey key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, Bytes(seed.bytes().data()),
                                          kSeedSize));
  unsigned char point[32];
  std::size_t size = sizeof point;
  if (!key || EVP_PKEY_get_raw_public_key(key.get(), point, &size) != 1) {
    return FailureOfOpenSsl("use a signing key");
  }
  EvpKey half(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, point, size));
  if (!half) return FailureOfOpenSsl("use a signing key");
  auto verifying = VerifyingKey::Of(std::move(half));
  if (!verifying) return std::unexpected(verifying.error());
  return SigningKey(std::move(seed), std::move(key), std::move(*verifying));
}

Result<SigningKey> SigningKey::Load(const std::string& path, SigningAccess access) {
  auto file = ReadKeyBytes(path);
  if (!file) return std::unexpected(file.error());
  return Parse(*file, path, access);
}

Result<SigningKey> SigningKey::Parse(const KeyBytes& file, const std::string& name,
                                     SigningAccess access) {
  const auto mode = access.allow_open ? Result<void>() : CheckKeyMode(file, name);
  // Nobody is asked to type for a file that is refused.
  if (!mode && IsEncryptedPem(file.bytes.bytes())) return std::unexpected(mode.error());
  auto seed = SeedIn(file.bytes.bytes(), name, {access.passphrase_fd, access.allow_open});
  if (!seed) return std::unexpected(seed.error());
  if (!mode) return std::unexpected(mode.error());
  return FromSeed(std::move(*seed));
}

Result<std::string> SigningKey::Sign(std::string_view message) const {
  std::string signature(kSignatureSize, '\0');
  std::size_t size = signature.size();
  const DigestContext context(EVP_MD_CTX_new());
  if (!context || EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) != 1 ||
      EVP_DigestSign(context.get(), Bytes(signature.data()), &size, Bytes(message.data()),
                     message.size()) != 1 ||
      size != signature.size()) {
    return FailureOfOpenSsl("sign");
  }
  return signature;
}

Secret SigningKey::Pem() const { return SecretPemOf(seed_); }

Result<std::string> SigningKey::EncryptedPem(const Secret& passphrase) const {
  return EncryptedPemOf(seed_, passphrase);
}

}  // namespace fun::keys
