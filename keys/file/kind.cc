#include "keys/file/kind.h"

#include "keys/at_rest/sealed_key.h"
#include "keys/signing/pem.h"

namespace fun::keys {

KeyKind KindOf(std::string_view bytes) {
  if (IsEncryptedPem(bytes)) return KeyKind::kEncryptedSigning;
  if (bytes.find("-----BEGIN PUBLIC KEY-----") != bytes.npos) return KeyKind::kPublic;
  if (bytes.find("-----BEGIN") != bytes.npos) return KeyKind::kSigning;
  return IsSealed(bytes) ? KeyKind::kSealedSecret : KeyKind::kSecret;
}

}  // namespace fun::keys
