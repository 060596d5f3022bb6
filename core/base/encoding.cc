#include "core/base/encoding.h"

#include <openssl/evp.h>
#include <openssl/sha.h>

namespace fun {
namespace {

unsigned char* Bytes(char* p) { return reinterpret_cast<unsigned char*>(p); }

const unsigned char* Bytes(const char* p) { return reinterpret_cast<const unsigned char*>(p); }

}  // namespace

void EncodeHexTo(std::string_view bytes, char* out) {
  constexpr char kDigits[] = "0123456789abcdef";
  for (const char c : bytes) {
    *out++ = kDigits[static_cast<unsigned char>(c) >> 4];
    *out++ = kDigits[static_cast<unsigned char>(c) & 15];
  }
}

std::string EncodeHex(std::string_view bytes) {
  std::string text(2 * bytes.size(), '\0');
  EncodeHexTo(bytes, text.data());
  return text;
}

std::string EncodeBase64(std::string_view bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');  // + its final NUL
  const int size =
      EVP_EncodeBlock(Bytes(text.data()), Bytes(bytes.data()), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

std::optional<std::string> DecodeBase64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string bytes(text.size() / 4 * 3, '\0');
  const int size =
      EVP_DecodeBlock(Bytes(bytes.data()), Bytes(text.data()), static_cast<int>(text.size()));
  if (size < 0) return std::nullopt;
  bytes.resize(static_cast<std::size_t>(size));
  for (int pad = 0; pad < 2 && text.ends_with('='); ++pad) {
    text.remove_suffix(1);
    bytes.pop_back();
  }
  // OpenSSL ignores white space at both ends and stray bits: only the one
  // canonical spelling is a key.
  std::string again = EncodeBase64(bytes);
  while (again.ends_with('=')) again.pop_back();
  if (again != text) return std::nullopt;
  return bytes;
}

void Sha256::Free::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr);
}

void Sha256::Add(std::string_view bytes) {
  EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size());
}

Digest Sha256::Finish() {
  Digest digest = {};
  EVP_DigestFinal_ex(context_.get(), Bytes(digest.data()), nullptr);
  return digest;
}

Sha256 Sha256::Copy() const {
  Sha256 copy;
  EVP_MD_CTX_copy_ex(copy.context_.get(), context_.get());
  return copy;
}

Digest Sha256::Of(std::string_view bytes) {
  Digest digest = {};
  SHA256(Bytes(bytes.data()), bytes.size(), Bytes(digest.data()));
  return digest;
}

}  // namespace fun
