// Bytes that must never be seen: a key, and what is derived from it.
//
// A Secret owns whole pages, so that locking them in memory (mlock) and
// unlocking them touches nobody else's; it wipes them when it goes.  It can be
// moved, not copied, and has no way to be printed.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace fun::keys {

class Secret {
 public:
  Secret() = default;                 // empty
  explicit Secret(std::size_t size);  // zero bytes, to be written through room()
  Secret(Secret&& other) noexcept;    // leaves `other` empty
  Secret& operator=(Secret&& other) noexcept;
  ~Secret();

  static Secret CopyOf(std::string_view bytes);

  // Valid until the Secret is moved, narrowed or destroyed.
  std::string_view bytes() const { return {bytes_, size_}; }
  std::span<char> room() { return {bytes_, size_}; }

  // Keeps the bytes [begin, end) of the present ones and wipes the others.
  void Narrow(std::size_t begin, std::size_t end);

  // False when the system did not lock the pages: they may reach the swap
  // device.  Worth a warning, no reason to stop.
  bool is_locked() const { return is_locked_ || size_ == 0; }

 private:
  void Free();

  char* bytes_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;  // whole pages
  bool is_locked_ = false;
};

// HKDF-SHA256 (RFC 5869) of `secret`, extract and expand; `size` up to 8,160 bytes.  Errors as
// Derive.
Result<Secret> Hkdf(const Secret& secret, std::string_view salt, std::string_view info,
                    std::size_t size);

// The same with an empty salt and 32 bytes: all keys that the tools derive.
// Never expand alone: with the secret as PRK the result would be
// HMAC(secret, info || 1), the pseudonym of a possible username.  kUsage when
// `secret` is empty, kEnvironment when OpenSSL cannot.
Result<Secret> Derive(const Secret& secret, std::string_view info);

// The public name of a secret: the first 16 hex digits of its derivation
// "fun/v1/key-id".  Errors as Derive.
Result<std::string> KeyId(const Secret& secret);

}  // namespace fun::keys
