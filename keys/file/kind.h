// What kind of key a file holds, by the marks in it; whether it is whole is for its reader to say.
#pragma once

#include <string_view>

namespace fun::keys {

enum class KeyKind {
  kSecret,            // of pseudonyms: the text form, or raw
  kSealedSecret,      // FUNKEY-ENCRYPTED-1
  kSigning,           // PEM, and none of the others
  kEncryptedSigning,  // PEM ENCRYPTED PRIVATE KEY
  kPublic,            // PEM PUBLIC KEY
};

KeyKind KindOf(std::string_view bytes);

}  // namespace fun::keys
