#include "auditor/fingerprint.h"

#include <utility>

#include "core/base/encoding.h"

namespace fun::auditor {
namespace {

constexpr std::size_t kBytes = 16;

}  // namespace

Result<Fingerprinter> Fingerprinter::Create(const keys::Secret& secret) {
  const auto key = keys::Derive(secret, "fun/v1/fingerprint");
  if (!key) return std::unexpected(key.error());
  auto hmac = keys::Hmac::Create(*key);
  if (!hmac) return std::unexpected(hmac.error());
  return Fingerprinter(std::move(*hmac));
}

std::string Fingerprinter::Of(std::string_view rule, std::string_view pattern,
                              std::string_view value) {
  // Neither a rule nor a pattern holds a zero byte: where one part ends is never in doubt.
  std::string message;
  message.append(rule).append(1, '\0').append(pattern).append(1, '\0').append(value);
  const Digest digest = hmac_.Of(message);
  return EncodeHex(AsBytes(digest).substr(0, kBytes));
}

}  // namespace fun::auditor
