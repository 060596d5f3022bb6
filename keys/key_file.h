// Reads the file that holds a secret.
//
// Two forms: the text form of keys/key_text.h, and any other file, which *is*
// the secret: its exact bytes less one final newline, so that the key of the
// 2015 script works.  The default is to refuse: a marked file that does not
// parse, a secret that can be guessed, a file that others can read.
#pragma once

#include <string>
#include <string_view>

#include "core/base/error.h"
#include "keys/file/key_bytes.h"
#include "keys/secret.h"

namespace fun::keys {

struct KeyFile {
  Secret secret;              // never empty
  bool is_raw = false;        // not in the text form
  bool is_sealed = false;     // was encrypted
  std::string created;        // "" when the file does not say
  std::string_view weakness;  // see WeaknessOf; not "" only by allow.weak
};

// What the user allowed in so many words, and what opens an encrypted file.
struct Allowance {
  bool weak = false;       // a raw secret that can be guessed
  bool open = false;       // a file that group or others can read or write
  int passphrase_fd = -1;  // -1: the terminal is asked
};

// Reads `path`; a link is followed, the mode is that of the file behind it.
//   kUsage        no such file, a directory, a named pipe, empty, over 4 KiB, malformed, weak
//   kEnvironment  cannot be read, mode too loose
//   kVerify       encrypted, and the passphrase does not open it
//   kIncomplete   interrupted by a signal
// Of several the first in that order, but for what only an open file tells.  Messages hold no byte
// of the file; nor `path` when no file has that name: it could be a key put in the wrong place.
Result<KeyFile> ReadKeyFile(const std::string& path, Allowance allow);

// As ReadKeyFile, of what ReadKeyBytes gave; `name` stands for it in messages.
Result<KeyFile> ParseKeyFile(KeyBytes file, const std::string& name, Allowance allow);

// As ReadKeyFile, from the open descriptor `fd` up to its end; leaves it open.
// Only a regular file has a mode to check.  `name` stands for it in messages.
Result<KeyFile> ReadKeyFrom(int fd, const std::string& name, Allowance allow);

}  // namespace fun::keys
