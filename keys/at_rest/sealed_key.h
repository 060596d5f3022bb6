// A secret's key file, encrypted under a passphrase: what `funkey encrypt` writes.
//
//     # key id: 0123456789abcdef
//     FUNKEY-ENCRYPTED-1 <base64 of salt, nonce, ciphertext and tag>
//
// The plaintext is the key file as it was, to the byte; docs/format/key-file.md says the rest.  The
// figures belong to the mark: a file cannot ask for more memory or less work.
#pragma once

#include <string>
#include <string_view>

#include "core/base/error.h"
#include "keys/at_rest/passphrase.h"
#include "keys/secret.h"

namespace fun::keys {

// True when `bytes` have a line that begins as the one above.
bool IsSealed(std::string_view bytes);

// The file above for the key file `plain`, whose secret has the id `key_id`.  kEnvironment when
// OpenSSL cannot.
Result<std::string> Seal(std::string_view plain, std::string_view key_id, const Secret& passphrase);

// The key file that the sealed `text` holds.
//   kUsage   anything but comments and one line as above in canonical base64; too short; or as
//            AskPassphrase, which is asked after these are looked at
//   kVerify  the passphrase is not its own, or a byte was changed: the two cannot be told apart
Result<Secret> Unseal(std::string_view text, const PassphraseSource& source,
                      const std::string& name);

// The key id that a sealed file states; "" when it states none.  Nobody vouches for it.
std::string StatedIdOfSealed(std::string_view text);

// kVerify: the passphrase, or a changed byte.
std::unexpected<Error> FailureOfPassphrase(const std::string& name);

}  // namespace fun::keys
