// The pair with which a release is signed: Ed25519 (RFC 8032), by OpenSSL.
//
// The secret half is a PKCS#8 PEM file, plain or encrypted, the public half an SPKI PEM file, so
// that stock tools read both.  A signing key signs and nothing else: it never makes a pseudonym,
// and the secret of pseudonyms never signs.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "keys/file/key_bytes.h"
#include "keys/secret.h"

struct evp_pkey_st;  // OpenSSL's EVP_PKEY

namespace fun::keys {

inline constexpr std::size_t kSeedSize = 32;  // the secret half of Ed25519, RFC 8032
inline constexpr std::size_t kSignatureSize = 64;
inline constexpr std::string_view kEd25519Strength = "128 bits, as every Ed25519 key has";

struct FreeEvpKey {
  void operator()(evp_pkey_st* key) const;
};
using EvpKey = std::unique_ptr<evp_pkey_st, FreeEvpKey>;

// The public half.  One thread at a time.
class VerifyingKey {
 public:
  // Reads an SPKI PEM file.  kUsage when there is no such file, when it is not whole, is over
  // 4 KiB or holds anything but one Ed25519 public key (a secret half is refused in so many
  // words), kEnvironment when it cannot be read.
  static Result<VerifyingKey> Load(const std::string& path);

  // As Load, from the text of the file; `name` stands for it in messages.
  static Result<VerifyingKey> FromPem(std::string_view text, const std::string& name);

  // True when `signature` (64 bytes; any other size is false) is this key's of `message`.
  bool Verify(std::string_view message, std::string_view signature) const;

  // SHA-256 of the SPKI DER, 64 lower-case hexadecimal digits: DSSE's keyid.
  const std::string& Id() const { return id_; }

  // The SPKI PEM file's text.
  std::string Pem() const;

 private:
  friend class SigningKey;
  static Result<VerifyingKey> Of(EvpKey key);

  EvpKey key_;
  std::string der_;  // SPKI
  std::string id_;
};

// How a secret file may be opened; see KeyOptions.
struct SigningAccess {
  bool allow_open = false;  // though group or others can read or write it
  int passphrase_fd = -1;   // of an encrypted key; -1: the terminal is asked
};

// The secret half, and its public one.  Wiped when it goes.  One thread at a time.
class SigningKey {
 public:
  // kEnvironment when OpenSSL has no seed.
  static Result<SigningKey> Generate();

  // `seed`: the kSeedSize secret bytes.  kUsage for any other size.
  static Result<SigningKey> FromSeed(Secret seed);

  // Reads a PKCS#8 PEM file, plain or encrypted.
  //   kUsage        no such file, a directory, a named pipe, empty, over 8 KiB, not whole, not an
  //                 Ed25519 secret: the secret of pseudonyms, a public half, another algorithm
  //   kVerify       the passphrase does not open it
  //   kEnvironment  cannot be read, mode too loose
  static Result<SigningKey> Load(const std::string& path, SigningAccess access);

  // As Load, of what ReadKeyBytes gave; `name` stands for the file in messages.
  static Result<SigningKey> Parse(const KeyBytes& file, const std::string& name,
                                  SigningAccess access);

  // kSignatureSize bytes (RFC 8032, section 5.1.6, without prehash), a function of key and message.
  // kEnvironment when OpenSSL cannot.
  Result<std::string> Sign(std::string_view message) const;

  const VerifyingKey& verifying() const { return verifying_; }
  const std::string& Id() const { return verifying_.Id(); }

  // The unencrypted PKCS#8 PEM file's text.
  Secret Pem() const;

  // The same encrypted: PBES2 with scrypt and AES-256-CBC.  kEnvironment when OpenSSL cannot.
  Result<std::string> EncryptedPem(const Secret& passphrase) const;

 private:
  SigningKey(Secret seed, EvpKey key, VerifyingKey verifying);

  Secret seed_;
  EvpKey key_;
  VerifyingKey verifying_;
};

}  // namespace fun::keys
