// The text form of a key file: what `funkey generate` writes.
//
//     # created: 2026-11-23T10:00:00Z
//     # key id: 0123456789abcdef
//     FUNKEY-SECRET-1 <base64 of 32 bytes>
//
// Text, so that it survives a mail, a vault or a printout; marked, so that no
// tool takes the text itself for a raw secret.
#pragma once

#include <string>
#include <string_view>

#include "core/base/error.h"
#include "keys/secret.h"

namespace fun::keys {

inline constexpr std::size_t kGeneratedBytes = 32;

struct KeyText {
  Secret secret;        // 32 bytes
  std::string created;  // UTC, "2026-11-23T10:00:00Z"; "" when not stated so
};

// True when `bytes` claim to be in a marked form (this one or PEM), and so
// must never be taken for a raw secret.
bool IsMarked(std::string_view bytes);

// Reads the form above: comment lines, empty lines and exactly one secret line
// in canonical base64; LF or CRLF.  kUsage, with `name` for the file and none
// of its bytes, for anything else, and when a stated key id is another key's:
// a mistyped key would make pseudonyms that match nothing.
Result<KeyText> ParseKeyText(std::string_view text, std::string_view name);

// kUsage when `stated` is another key's id than that of `secret`; "" states none.
Result<void> CheckStatedId(const Secret& secret, std::string_view stated, std::string_view name);

// The form above for a `secret` of 32 bytes.  Errors as KeyId.
Result<Secret> FormatKeyText(const Secret& secret, std::string_view created);

}  // namespace fun::keys
