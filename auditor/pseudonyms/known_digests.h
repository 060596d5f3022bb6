// Pseudonyms that anybody could break: digests of known people without a key, or under a key that
// everybody knows.
//
// All that a guesser would try is tried once, at the start, and kept as the first eight bytes of
// each digest in sorted lists: 8 bytes for each guess, 24 to 48 for an identity.  A token that
// stands for nobody is taken for one of n guesses by chance n times in 2^64: of a million people
// and a billion tokens one time in some thousands.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "auditor/pseudonyms/digester.h"
#include "core/base/error.h"
#include "core/base/span.h"
#include "core/detect/known/filter.h"
#include "core/detect/known/identities.h"

namespace fun::auditor {

// What was tried: a message under an algorithm, with or without a key.
struct GuessCounts {
  std::uint64_t unkeyed = 0;
  std::uint64_t keyed = 0;
};

// A token that a guess explains.
struct BrokenDigest {
  std::string_view rule;  // kUnkeyedHashRule or kWeakKeyRule
  std::string_view form;  // "md5", "sha1", "sha256", "hmac-sha256"
  Span span;
};

// Immutable; share it between threads.
class KnownDigests {
 public:
  static constexpr std::size_t kShortestToken = 32;

  // So many names are tried under every common key: usernames before e-mails, in the order of
  // Identities::ForEach.  One pseudonym that is found gives the key of all.
  static constexpr std::size_t kMostNamesForKeys = 10'000;

  // Of `identities` (may be nullptr) and of the platform's demonstration accounts: usernames,
  // e-mails, names and user ids as they are written, and trimmed and in lower case (ASCII), as
  // Gravatar has e-mails.  Some 2.5 s of one core for a million people.
  explicit KnownDigests(const detect::Identities* identities);

  // What the whole of `token` is; rule "" when no guess explains it.
  BrokenDigest Find(std::string_view token) const;

  // Appends the tokens in `text` that a guess explains, in order.  A token: 32, 40 or 64
  // hexadecimal digits of either case, no ASCII letter or digit beside them.
  void Scan(std::string_view text, std::vector<BrokenDigest>& found) const;

  GuessCounts guesses() const { return guesses_; }

  // Algorithms that this machine's OpenSSL does not have: not tried.
  std::span<const std::string_view> missing() const { return missing_; }

 private:
  using Prefixes = std::vector<DigestPrefix>;  // sorted

  void TryKeys(std::span<const std::string> names);
  void FillFilter();

  std::array<Prefixes, 3> unkeyed_;  // MD5, SHA-1, SHA-256
  Prefixes keyed_;
  detect::HashFilter filter_;  // of all these
  GuessCounts guesses_;
  std::vector<std::string_view> missing_;
};

}  // namespace fun::auditor
