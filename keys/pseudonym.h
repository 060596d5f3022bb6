// Turns a username, a user id or a session into its pseudonym.
//
// A pseudonym is lower-case hexadecimal HMAC-SHA256 of the message's bytes.
// For usernames the key is the working secret itself: the contract of 2015,
// hmac.new(secret, username, sha256).hexdigest().  Every other domain has a key
// of its own, so that user 42 and a learner named "42" do not meet.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "core/base/error.h"
#include "keys/hmac.h"
#include "keys/pseudonym_cache.h"
#include "keys/secret.h"

namespace fun::keys {

inline constexpr std::size_t kPseudonymSize = PseudonymCache::kPseudonymSize;  // characters

// kAnonymousId: of ids that somebody else minted.
enum class Domain { kUsername, kUserId, kSession, kAnonymousId };

// "username", "user_id", "session", "anonymous_id": as in policies, flags and derivations.
std::string_view DomainName(Domain domain);

// Nothing when `name` is none of these.
std::optional<Domain> DomainNamed(std::string_view name);

// For one thread; make one a thread.
class Pseudonymizer {
 public:
  // `working` is what LoadWorkingSecret returned.  Errors as Derive.
  static Result<Pseudonymizer> Create(const Secret& working, Domain domain);

  // kPseudonymSize lower-case hexadecimal characters, valid until the next call or move.
  // Any bytes are a message; "" has a pseudonym too, though the platform's ""
  // means nobody and is the caller's to keep.  Messages up to 64 bytes are
  // remembered, at most 32,768 of them.
  std::string_view Of(std::string_view message);

 private:
  explicit Pseudonymizer(Hmac hmac) : hmac_(std::move(hmac)) {}

  Hmac hmac_;
  PseudonymCache cache_;
  std::array<char, kPseudonymSize> uncached_ = {};
};

}  // namespace fun::keys
