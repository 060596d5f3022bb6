// The PEM forms of signing keys: PKCS#8 (RFC 5958, RFC 8410) and SPKI, as OpenSSL writes them.
//
// A secret half is never given to OpenSSL's readers of PEM and of whole keys, which leave copies of
// it in memory that they free: only its layers are, in functions that wipe.
#pragma once

#include <string>
#include <string_view>

#include "core/base/error.h"
#include "keys/at_rest/passphrase.h"
#include "keys/secret.h"

namespace fun::keys {

// The DER of the one public key in `text`.  kUsage, in words that say what the file holds instead.
Result<std::string> PublicDerIn(std::string_view text, const std::string& name);

// True when `text` begins an encrypted PKCS#8 block.
bool IsEncryptedPem(std::string_view text);

// The 32 secret bytes of the Ed25519 key in `text`, plain or encrypted; the passphrase is asked
// for last.  Errors as SigningKey::Load.
Result<Secret> SeedIn(std::string_view text, const std::string& name,
                      const PassphraseSource& source);

// The texts of the two files; `seed` is 32 bytes.
Secret SecretPemOf(const Secret& seed);
Result<std::string> EncryptedPemOf(const Secret& seed, const Secret& passphrase);
std::string PublicPemOf(std::string_view der);

std::unexpected<Error> FailureOfBrokenPem(const std::string& name);
std::unexpected<Error> FailureOfOtherAlgorithm(const std::string& name);

}  // namespace fun::keys
