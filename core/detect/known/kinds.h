// What an identity is, and what a mention of one in a text is.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/base/span.h"

namespace fun::detect {

// In order of precedence: a text that is two of these at once is the first.
enum class IdentityKind : std::uint8_t { kUsername, kEmail, kName, kUserId };

inline constexpr std::size_t kIdentityKinds = 4;

// "username", "email", "name", "user_id": as in files and reports.
inline constexpr std::string_view NameOf(IdentityKind kind) {
  constexpr std::string_view kNames[] = {"username", "email", "name", "user_id"};
  return kNames[static_cast<std::size_t>(kind)];
}

// A place in a text where a known identity stands.
struct KnownMatch {
  Span span;
  IdentityKind kind = IdentityKind::kUsername;
  // kUsername and kUserId: the message of the pseudonym that belongs there, as the platform
  // spells it; lives as long as the Identities.  "" for the others, and when ambiguous.
  std::string_view exact;
  // Several usernames fold to what stands there, and none is spelled so: nobody can tell whose
  // pseudonym it would be.
  bool is_ambiguous = false;
};

}  // namespace fun::detect
