// HMAC-SHA256 (RFC 2104, FIPS 198-1) under one key, for many messages.
//
// The padded key is hashed once, in Create; a message then costs no more than
// its own blocks.
#pragma once

#include <memory>
#include <string_view>

#include "core/base/encoding.h"
#include "core/base/error.h"
#include "keys/secret.h"

struct evp_mac_ctx_st;  // OpenSSL's EVP_MAC_CTX; it wipes its copy of the key

namespace fun::keys {

class Hmac {
 public:
  // kUsage when `key` is empty, kEnvironment when OpenSSL cannot.
  static Result<Hmac> Create(const Secret& key);

  // Ends the process (abort) if OpenSSL fails, which it has no reason to after
  // Create: a wrong pseudonym must not leave.  One thread at a time.
  Digest Of(std::string_view message);

 private:
  struct Free {
    void operator()(evp_mac_ctx_st* context) const;
  };
  explicit Hmac(evp_mac_ctx_st* context) : context_(context) {}

  std::unique_ptr<evp_mac_ctx_st, Free> context_;
};

}  // namespace fun::keys
