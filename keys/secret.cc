#include "keys/secret.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>
#include <utility>

#include "core/base/encoding.h"

namespace fun::keys {
namespace {

constexpr std::size_t kDerivedSize = 32;
constexpr std::size_t kKeyIdBytes = 8;  // 16 hex digits

std::size_t PageSize() {
  static const auto size = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  return size;
}

struct FreeKdf {
  void operator()(EVP_KDF* kdf) const { EVP_KDF_free(kdf); }
  void operator()(EVP_KDF_CTX* context) const { EVP_KDF_CTX_free(context); }
};

// OSSL_PARAM takes its inputs by non-const pointer and does not write to them.
OSSL_PARAM TextParam(const char* name, const char* text) {
  return OSSL_PARAM_construct_utf8_string(name, const_cast<char*>(text), 0);
}

OSSL_PARAM BytesParam(const char* name, std::string_view bytes) {
  return OSSL_PARAM_construct_octet_string(name, const_cast<char*>(bytes.data()), bytes.size());
}

}  // namespace

Secret::Secret(std::size_t size)
    : size_(size), capacity_((size + PageSize() - 1) / PageSize() * PageSize()) {
  if (size == 0) return;
  bytes_ = static_cast<char*>(::operator new(capacity_, std::align_val_t{PageSize()}));
  is_locked_ = ::mlock(bytes_, capacity_) == 0;
  std::memset(bytes_, 0, capacity_);
}

Secret::Secret(Secret&& other) noexcept
    : bytes_(std::exchange(other.bytes_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      capacity_(std::exchange(other.capacity_, 0)),
      is_locked_(std::exchange(other.is_locked_, false)) {}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this == &other) return *this;
  Free();
  bytes_ = std::exchange(other.bytes_, nullptr);
  size_ = std::exchange(other.size_, 0);
  capacity_ = std::exchange(other.capacity_, 0);
  is_locked_ = std::exchange(other.is_locked_, false);
  return *this;
}

Secret::~Secret() { Free(); }

void Secret::Free() {
  if (bytes_ == nullptr) return;
  OPENSSL_cleanse(bytes_, capacity_);
  if (is_locked_) ::munlock(bytes_, capacity_);
  ::operator delete(bytes_, std::align_val_t{PageSize()});
  bytes_ = nullptr;
}

Secret Secret::CopyOf(std::string_view bytes) {
  Secret secret(bytes.size());
  std::ranges::copy(bytes, secret.bytes_);
  return secret;
}

void Secret::Narrow(std::size_t begin, std::size_t end) {
  if (bytes_ == nullptr) return;
  std::memmove(bytes_, bytes_ + begin, end - begin);
  OPENSSL_cleanse(bytes_ + (end - begin), capacity_ - (end - begin));
  size_ = end - begin;
}

Result<Secret> Hkdf(const Secret& secret, std::string_view salt, std::string_view info,
                    std::size_t size) {
  if (secret.bytes().empty()) return Failure(ExitCode::kUsage, "cannot derive from an empty key");
  const std::unique_ptr<EVP_KDF, FreeKdf> kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr));
  const std::unique_ptr<EVP_KDF_CTX, FreeKdf> context(EVP_KDF_CTX_new(kdf.get()));
  const OSSL_PARAM parameters[] = {
      TextParam(OSSL_KDF_PARAM_MODE, "EXTRACT_AND_EXPAND"),
      TextParam(OSSL_KDF_PARAM_DIGEST, "SHA256"),
      BytesParam(OSSL_KDF_PARAM_KEY, secret.bytes()),
      BytesParam(OSSL_KDF_PARAM_SALT, salt),
      BytesParam(OSSL_KDF_PARAM_INFO, info),
      OSSL_PARAM_construct_end(),
  };
  Secret derived(size);
  auto* const out = reinterpret_cast<unsigned char*>(derived.room().data());
  if (!context || EVP_KDF_derive(context.get(), out, size, parameters) != 1) {
    return Failure(ExitCode::kEnvironment, "cannot derive a key: OpenSSL refuses HKDF-SHA256",
                   "look at the system's OpenSSL configuration");
  }
  return derived;
}

Result<Secret> Derive(const Secret& secret, std::string_view info) {
  return Hkdf(secret, "", info, kDerivedSize);
}

Result<std::string> KeyId(const Secret& secret) {
  const auto derived = Derive(secret, "fun/v1/key-id");
  if (!derived) return std::unexpected(derived.error());
  return EncodeHex(derived->bytes().substr(0, kKeyIdBytes));
}

}  // namespace fun::keys
