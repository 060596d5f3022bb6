#include "keys/pseudonym.h"

#include <string>
#include <utility>

#include "core/base/encoding.h"

namespace fun::keys {
namespace {

Result<Hmac> HmacFor(const Secret& working, Domain domain) {
  if (domain == Domain::kUsername) return Hmac::Create(working);
  const auto key = Derive(working, "fun/v1/domain/" + std::string(DomainName(domain)));
  if (!key) return std::unexpected(key.error());
  return Hmac::Create(*key);
}

}  // namespace

std::string_view DomainName(Domain domain) {
  switch (domain) {
    case Domain::kUsername:
      return "username";
    case Domain::kUserId:
      return "user_id";
    case Domain::kSession:
      return "session";
    case Domain::kAnonymousId:
      return "anonymous_id";
  }
  std::unreachable();
}

std::optional<Domain> DomainNamed(std::string_view name) {
  for (const Domain domain :
       {Domain::kUsername, Domain::kUserId, Domain::kSession, Domain::kAnonymousId}) {
    if (name == DomainName(domain)) return domain;
  }
  return std::nullopt;
}

Result<Pseudonymizer> Pseudonymizer::Create(const Secret& working, Domain domain) {
  auto hmac = HmacFor(working, domain);
  if (!hmac) return std::unexpected(hmac.error());
  return Pseudonymizer(std::move(*hmac));
}

std::string_view Pseudonymizer::Of(std::string_view message) {
  PseudonymCache::Place place = {uncached_.data(), false};
  if (!message.empty() && message.size() <= PseudonymCache::kLongestMessage) {
    place = cache_.At(message);
  }
  if (!place.is_known) EncodeHexTo(AsBytes(hmac_.Of(message)), place.pseudonym);
  return {place.pseudonym, kPseudonymSize};
}

}  // namespace fun::keys
