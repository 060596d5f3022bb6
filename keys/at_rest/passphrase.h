// The words that open an encrypted key: from the terminal, or from an open descriptor.
//
// Never from the command line or the environment, as keys: other users see those.
#pragma once

#include <string>

#include "core/base/error.h"
#include "keys/secret.h"

namespace fun::keys {

inline constexpr std::size_t kLongestPassphrase = 1024;  // bytes
inline constexpr std::size_t kLeastPassphrase = 12;      // of a new one

// Where a passphrase comes from.
struct PassphraseSource {
  int fd = -1;              // --passphrase-fd N; -1: the terminal is asked, without echo
  bool allow_open = false;  // though N is a file that group or others can read or write
};

// The passphrase of the key `name`: the line's bytes without its LF.  From a descriptor one line is
// taken and no byte more, so that a second key takes the second line.
//   kUsage        empty, over kLongestPassphrase, a NUL in it, or there is no terminal to ask
//   kEnvironment  the descriptor is not open or cannot be read; a file that others can open
//   kIncomplete   interrupted by a signal; the terminal's echo is on again
Result<Secret> AskPassphrase(const PassphraseSource& source, const std::string& name);

// The same for a key that is to be encrypted: the terminal asks twice.  kUsage too when the two
// differ, or when it is under kLeastPassphrase bytes or made of common words.
Result<Secret> AskNewPassphrase(const PassphraseSource& source, const std::string& name);

}  // namespace fun::keys
