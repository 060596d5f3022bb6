#include "auditor/pseudonyms/digester.h"

#include <openssl/evp.h>

namespace fun::auditor {

void Digester::Free::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }
void Digester::Free::operator()(evp_md_st* algorithm) const { EVP_MD_free(algorithm); }

std::optional<Digester> Digester::Create(const char* algorithm) {
  Digester digester;
  digester.algorithm_.reset(EVP_MD_fetch(nullptr, algorithm, nullptr));
  digester.context_.reset(EVP_MD_CTX_new());
  if (!digester.algorithm_ || !digester.context_) return std::nullopt;
  return digester;
}

std::optional<DigestPrefix> Digester::PrefixOf(std::string_view message) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  if (EVP_DigestInit_ex2(context_.get(), algorithm_.get(), nullptr) != 1 ||
      EVP_DigestUpdate(context_.get(), message.data(), message.size()) != 1 ||
      EVP_DigestFinal_ex(context_.get(), digest, &size) != 1) {
    return std::nullopt;
  }
  return PrefixOfDigest({reinterpret_cast<const char*>(digest), size});
}

DigestPrefix PrefixOfDigest(std::string_view digest) {
  DigestPrefix prefix = 0;
  for (const char c : digest.substr(0, sizeof prefix)) {
    prefix = prefix << 8 | static_cast<unsigned char>(c);
  }
  return prefix;
}

}  // namespace fun::auditor
