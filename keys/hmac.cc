#include "keys/hmac.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <cstdlib>

#include "keys/bytes.h"

namespace fun::keys {
void Hmac::Free::operator()(evp_mac_ctx_st* context) const { EVP_MAC_CTX_free(context); }

Result<Hmac> Hmac::Create(const Secret& key) {
  if (key.bytes().empty()) return Failure(ExitCode::kUsage, "cannot use an empty key");
  EVP_MAC* const mac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  Hmac hmac(EVP_MAC_CTX_new(mac));
  EVP_MAC_free(mac);  // the context holds its own reference
  char digest[] = "SHA256";
  const OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
      OSSL_PARAM_construct_end(),
  };
  if (!hmac.context_ || EVP_MAC_init(hmac.context_.get(), Bytes(key.bytes().data()),
                                     key.bytes().size(), parameters) != 1) {
    return Failure(ExitCode::kEnvironment, "cannot make pseudonyms: OpenSSL refuses HMAC-SHA256",
                   "look at the system's OpenSSL configuration");
  }
  return hmac;
}

Digest Hmac::Of(std::string_view message) {
  Digest digest = {};
  std::size_t size = 0;
  // No key: the one that Create hashed.
  if (EVP_MAC_init(context_.get(), nullptr, 0, nullptr) != 1 ||
      EVP_MAC_update(context_.get(), Bytes(message.data()), message.size()) != 1 ||
      EVP_MAC_final(context_.get(), Bytes(digest.data()), &size, digest.size()) != 1 ||
      size != digest.size()) {
    std::abort();
  }
  return digest;
}

}  // namespace fun::keys
