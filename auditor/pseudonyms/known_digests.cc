#include "auditor/pseudonyms/known_digests.h"

#include <algorithm>
#include <bit>
#include <optional>

#include "auditor/judge/judge.h"
#include "core/base/hash_sort.h"
#include "core/base/hex_text.h"
#include "core/base/load_word.h"
#include "core/detect/layers/escape.h"
#include "keys/hmac.h"
#include "keys/weakness.h"

namespace fun::auditor {
namespace {

using detect::IdentityKind;

struct Algorithm {
  const char* openssl;
  std::string_view form;  // in reports
  std::size_t hex_digits;
};

constexpr std::array kAlgorithms = {
    Algorithm{"MD5", "md5", 32},
    Algorithm{"SHA1", "sha1", 40},
    Algorithm{"SHA256", "sha256", 64},
};
constexpr std::size_t kKeyedDigits = 64;

// Accounts that a platform is installed with, and those that everybody makes first.
constexpr std::string_view kDemoAccounts[] = {
    "honor",
    "audit",
    "verified",
    "staff",
    "edx",
    "admin",
    "administrator",
    "root",
    "test",
    "user",
    "demo",
    "guest",
    "student",
    "instructor",
    "honor@example.com",
    "audit@example.com",
    "verified@example.com",
    "staff@example.com",
    "edx@example.com",
    "admin@example.com",
};

bool IsHex(char c) { return detect::HexDigitOf(c) != detect::kNoDigit; }

bool IsLetterOrDigit(char c) {
  return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

// Trimmed and in lower case, as Gravatar has an e-mail.
void Fold(std::string_view value, std::string& folded) {
  constexpr std::string_view kSpaces = " \t\n\r\v\f";
  const std::size_t begin = std::min(value.find_first_not_of(kSpaces), value.size());
  folded = value.substr(begin, value.find_last_not_of(kSpaces) + 1 - begin);
  std::ranges::transform(folded, folded.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  });
}

// Makes one algorithm's digests of names, one after the other.
class Guesser {
 public:
  // Makes room for `room` digests, which saves the memory of growing.
  Guesser(Digester digester, std::size_t room) : digester_(std::move(digester)) {
    prefixes_.reserve(room);
  }

  void Try(std::string_view message) {
    if (const auto prefix = digester_.PrefixOf(message)) prefixes_.push_back(*prefix);
  }

  std::vector<DigestPrefix> Finish() { return std::move(prefixes_); }

 private:
  Digester digester_;
  std::vector<DigestPrefix> prefixes_;
};

using Guessers = std::array<std::optional<Guesser>, kAlgorithms.size()>;

Guessers MakeGuessers(std::size_t people) {
  constexpr std::size_t kSpare = 100;       // demonstration accounts
  constexpr std::size_t kMessagesEach = 5;  // username, e-mail, user id, a name in two cases
  Guessers guessers;
  for (std::size_t i = 0; i < kAlgorithms.size(); ++i) {
    auto digester = Digester::Create(kAlgorithms[i].openssl);
    if (digester) guessers[i].emplace(std::move(*digester), kMessagesEach * people + kSpare);
  }
  return guessers;
}

void TryAll(std::string_view value, std::string_view folded, Guessers& guessers) {
  for (std::optional<Guesser>& guesser : guessers) {
    if (!guesser) continue;
    guesser->Try(value);
    if (folded != value) guesser->Try(folded);
  }
}

// Those to try under common keys: the first usernames, then e-mails.
class NamesForKeys {
 public:
  void Take(IdentityKind kind, std::string_view value) {
    if (kind == IdentityKind::kUsername) Keep(value, usernames_);
    if (kind == IdentityKind::kEmail) Keep(value, emails_);
  }

  std::vector<std::string> Finish() {
    for (const std::string& email : emails_) Keep(email, usernames_);
    return std::move(usernames_);
  }

 private:
  static void Keep(std::string_view name, std::vector<std::string>& names) {
    if (names.size() < KnownDigests::kMostNamesForKeys) names.emplace_back(name);
  }

  std::vector<std::string> usernames_;
  std::vector<std::string> emails_;
};

// Calls `visit(kind, value)` with each demonstration account and each identity.
template <typename Visit>
void ForEachKnown(const detect::Identities* identities, Visit visit) {
  for (const std::string_view account : kDemoAccounts) {
    visit(account.contains('@') ? IdentityKind::kEmail : IdentityKind::kUsername, account);
  }
  if (identities != nullptr) identities->ForEach(visit);
}

// Sorts, each once.
std::vector<DigestPrefix> Sorted(std::vector<DigestPrefix> prefixes) {
  SortHashes(prefixes);
  prefixes.erase(std::unique(prefixes.begin(), prefixes.end()), prefixes.end());
  return prefixes;
}

// Eight characters, hexadecimal digits, as the number they spell: a digit is the lower half of its
// byte, and 9 more if it is a letter.
std::uint32_t ValueOfEight(const char* digits) {
  auto bytes = LoadWord<std::uint64_t>(digits);
  if constexpr (std::endian::native == std::endian::little) bytes = std::byteswap(bytes);
  const std::uint64_t letters = bytes >> 6 & 0x0101010101010101;
  std::uint64_t halves = (bytes & 0x0F0F0F0F0F0F0F0F) + 9 * letters;
  halves = (halves | halves >> 4) & 0x00FF00FF00FF00FF;
  halves = (halves | halves >> 8) & 0x0000FFFF0000FFFF;
  return static_cast<std::uint32_t>(halves | halves >> 16);
}

// Of a token's first digits; of other characters any number.
DigestPrefix PrefixOfHex(std::string_view token) {
  return DigestPrefix{ValueOfEight(token.data())} << 32 | ValueOfEight(token.data() + 8);
}

// The hexadecimal digits around the one at `at`.
Span RunAround(std::string_view text, std::size_t at) {
  Span run = {at, at + 1};
  while (run.begin > 0 && IsHex(text[run.begin - 1])) --run.begin;
  while (run.end < text.size() && IsHex(text[run.end])) ++run.end;
  return run;
}

bool StandsAlone(std::string_view text, Span token) {
  const bool goes_on = token.end < text.size() && IsLetterOrDigit(text[token.end]);
  return !goes_on && (token.begin == 0 || !IsLetterOrDigit(text[token.begin - 1]));
}

}  // namespace

KnownDigests::KnownDigests(const detect::Identities* identities) {
  Guessers guessers = MakeGuessers(identities != nullptr ? identities->size() : 0);
  NamesForKeys names;
  std::string folded;
  ForEachKnown(identities, [&](IdentityKind kind, std::string_view value) {
    Fold(value, folded);
    TryAll(value, folded, guessers);
    names.Take(kind, value);
  });
  for (std::size_t i = 0; i < kAlgorithms.size(); ++i) {
    if (!guessers[i]) {
      missing_.emplace_back(kAlgorithms[i].openssl);
      continue;
    }
    Prefixes prefixes = guessers[i]->Finish();
    guesses_.unkeyed += prefixes.size();
    unkeyed_[i] = Sorted(std::move(prefixes));
  }
  TryKeys(names.Finish());
  FillFilter();
}

void KnownDigests::FillFilter() {
  const std::array lists = {&unkeyed_[0], &unkeyed_[1], &unkeyed_[2], &keyed_};
  std::size_t most = 0;
  for (const Prefixes* list : lists) most += list->size();
  filter_.Start(most);
  for (const Prefixes* list : lists) {
    for (const DigestPrefix prefix : *list) filter_.Add(prefix);
  }
}

void KnownDigests::TryKeys(std::span<const std::string> names) {
  Prefixes prefixes;
  for (const std::string_view key : keys::CommonSecrets()) {
    auto hmac = keys::Hmac::Create(keys::Secret::CopyOf(key));
    if (!hmac) continue;
    for (const std::string& name : names) {
      prefixes.push_back(PrefixOfDigest(AsBytes(hmac->Of(name))));
    }
  }
  guesses_.keyed = prefixes.size();
  keyed_ = Sorted(std::move(prefixes));
}

BrokenDigest KnownDigests::Find(std::string_view token) const {
  const Span whole = {0, token.size()};
  const auto* const algorithm =
      std::ranges::find(kAlgorithms, token.size(), &Algorithm::hex_digits);
  if (algorithm == kAlgorithms.end()) return {};
  const DigestPrefix prefix = PrefixOfHex(token);
  if (!filter_.MayHold(prefix) || !IsHexText(token)) return {};
  const auto index = static_cast<std::size_t>(algorithm - kAlgorithms.begin());
  if (std::ranges::binary_search(unkeyed_[index], prefix)) {
    return {kUnkeyedHashRule, algorithm->form, whole};
  }
  const bool is_keyed = token.size() == kKeyedDigits && std::ranges::binary_search(keyed_, prefix);
  return is_keyed ? BrokenDigest{kWeakKeyRule, "hmac-sha256", whole} : BrokenDigest{};
}

// A run of 32 digits holds one of any 32 bytes in a row: most bytes are not looked at.
void KnownDigests::Scan(std::string_view text, std::vector<BrokenDigest>& found) const {
  for (std::size_t at = kShortestToken - 1; at < text.size(); at += kShortestToken) {
    if (!IsHex(text[at])) continue;
    const Span token = RunAround(text, at);
    at = token.end;
    if (!StandsAlone(text, token)) continue;
    BrokenDigest broken = Find(Slice(text, token));
    if (broken.rule.empty()) continue;
    broken.span = token;
    found.push_back(broken);
  }
}

}  // namespace fun::auditor
