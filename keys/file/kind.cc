#include "keys/file/kind.h"

#include <algorithm>

#include "keys/at_rest/sealed_key.h"
#include "keys/secret.h"
#include "keys/signing/pem.h"

namespace fun::keys {
namespace {

// In lower case and without white space, as LettersOf gives what is searched for them.
constexpr std::string_view kSigns[] = {
    "#created:",
    "#keyid:",
    "funkey-secret",
    "funkey-encrypted",
    "-----begin",
    "-----end",
    "mc4caqawbqydk2vwbciei",  // base64 of the DER that begins the secret half
    "gcsqgsib3dqefdt",        // of an encrypted one: the OID of PBES2
    "mcowbqydk2vwayea",       // of the public half
};

bool IsPrintable(char c) { return c > ' ' && c <= '~'; }
char LowerLetter(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// The printable ASCII of `bytes`, whatever stands between: NULs of UTF-16, white space, line ends.
Secret LettersOf(std::string_view bytes) {
  Secret letters(bytes.size());
  const auto kept = std::ranges::copy_if(bytes, letters.room().data(), IsPrintable).out;
  letters.Narrow(0, static_cast<std::size_t>(kept - letters.room().data()));
  std::ranges::transform(letters.room(), letters.room().data(), LowerLetter);
  return letters;
}

// As editors write ASCII in it: a byte order mark, then every second byte NUL.  No look at weakness
// would see a common word in it.
bool IsUtf16(std::string_view bytes) {
  const bool is_little_endian = bytes.starts_with("\xff\xfe");
  if (!is_little_endian && !bytes.starts_with("\xfe\xff")) return false;
  if (bytes.size() == 2 || bytes.size() % 2 != 0) return false;
  for (std::size_t i = is_little_endian ? 3 : 2; i < bytes.size(); i += 2) {
    if (bytes[i] != '\0') return false;
  }
  return true;
}

}  // namespace

KeyKind KindOf(std::string_view bytes) {
  if (IsEncryptedPem(bytes)) return KeyKind::kEncryptedSigning;
  if (bytes.find("-----BEGIN PUBLIC KEY-----") != bytes.npos) return KeyKind::kPublic;
  if (bytes.find("-----BEGIN") != bytes.npos) return KeyKind::kSigning;
  return IsSealed(bytes) ? KeyKind::kSealedSecret : KeyKind::kSecret;
}

bool IsPieceOfKeyFile(std::string_view bytes) {
  const Secret letters = LettersOf(bytes);
  return IsUtf16(bytes) || std::ranges::any_of(kSigns, [&letters](std::string_view sign) {
           return letters.bytes().contains(sign);
         });
}

}  // namespace fun::keys
