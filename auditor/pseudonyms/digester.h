// The digests that platforms and scripts make of names, as a guesser tries them: no key, or a
// key that everybody knows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

struct evp_md_ctx_st;  // OpenSSL's EVP_MD_CTX
struct evp_md_st;      // OpenSSL's EVP_MD

namespace fun::auditor {

// The first eight bytes of a digest, the first of them the highest.
using DigestPrefix = std::uint64_t;

// One algorithm, for many messages.  One thread.
class Digester {
 public:
  // `algorithm` as OpenSSL names it: "MD5", "SHA1", "SHA256".  Nothing when this machine's OpenSSL
  // does not have it: a FIPS provider has no MD5.
  static std::optional<Digester> Create(const char* algorithm);

  // Nothing if OpenSSL fails.
  std::optional<DigestPrefix> PrefixOf(std::string_view message);

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
    void operator()(evp_md_st* algorithm) const;
  };
  Digester() = default;

  std::unique_ptr<evp_md_st, Free> algorithm_;
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

// Of a digest's first eight bytes.
DigestPrefix PrefixOfDigest(std::string_view digest);

}  // namespace fun::auditor
