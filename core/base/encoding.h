// Hexadecimal and base64 text of bytes, and SHA-256.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct evp_md_ctx_st;  // OpenSSL's EVP_MD_CTX

namespace fun {

// Lower case.
std::string EncodeHex(std::string_view bytes);

// Writes 2 * bytes.size() characters to `out`.
void EncodeHexTo(std::string_view bytes, char* out);

// Standard alphabet (RFC 4648 section 4), padded, no line breaks.
std::string EncodeBase64(std::string_view bytes);

// Nothing when `text` is not exactly that.
std::optional<std::string> DecodeBase64(std::string_view text);

using Digest = std::array<char, 32>;

// SHA-256 of a stream of bytes.  One thread at a time.
class Sha256 {
 public:
  Sha256();
  void Add(std::string_view bytes);
  Digest Finish();      // once
  Sha256 Copy() const;  // of the bytes so far; goes its own way
  static Digest Of(std::string_view bytes);

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

inline std::string_view AsBytes(const Digest& digest) { return {digest.data(), digest.size()}; }

}  // namespace fun
