// The bytes of a file that may hold a key, before anybody looks what kind of key it is.
//
// A secret, a signing key and an encrypted one are opened the same way, so that each is refused
// for the same faults and in the same words.
#pragma once

#include <sys/types.h>

#include <string>

#include "core/base/error.h"
#include "keys/secret.h"

namespace fun::keys {

inline constexpr std::size_t kLargestKeyFile = 4096;  // bytes
inline constexpr std::size_t kLargestEncryptedFile =
    8192;  // a key file of the largest size, packed

struct KeyBytes {
  Secret bytes;     // may be empty; at most kLargestEncryptedFile + 1, then the file holds more
  mode_t mode = 0;  // of a regular file
  bool is_file = false;  // a pipe has no mode to check
};

// Reads `path`; a link is followed, the mode is that of the file behind it.  Never waits for
// somebody to open a named pipe.
//   kUsage        no such file, a directory, a named pipe, a terminal
//   kEnvironment  cannot be read
//   kIncomplete   interrupted by a signal
// Messages hold no byte of the file; nor `path` when no file has that name: it could be a key put
// in the wrong place.
Result<KeyBytes> ReadKeyBytes(const std::string& path);

// As above, from the open descriptor `fd` up to its end; leaves it open.  `name` stands for it in
// messages.
Result<KeyBytes> ReadKeyBytesFrom(int fd, const std::string& name);

// kEnvironment unless `fd` was open when the process began.  One that was not may have become one
// of our own since, which all close on exec; what was handed down does not.
Result<void> CheckHandedDown(int fd, const std::string& name);

// kEnvironment when group or others can read or write the file.
Result<void> CheckKeyMode(const KeyBytes& file, const std::string& name);

// The permissions of `mode` as chmod takes them: "0600".
std::string OctalMode(mode_t mode);

// kUsage, for a file that holds nothing; `maker` is the command that makes a key.
std::unexpected<Error> FailureOfEmptyKey(const std::string& name, const std::string& maker);

}  // namespace fun::keys
