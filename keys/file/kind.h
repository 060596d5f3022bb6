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

// True when `bytes`, which no mark makes a key file, show that they are a part of one, or a whole
// one in another case or encoding; also of any text in UTF-16.  Such a part may be public, as a key
// id is, and so must never be taken for a raw secret.
bool IsPieceOfKeyFile(std::string_view bytes);

}  // namespace fun::keys
