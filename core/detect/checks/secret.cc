#include "core/detect/checks/secret.h"

#include <algorithm>
#include <array>
#include <bit>

#include "core/base/byte_block.h"
#include "core/base/byte_set.h"
#include "core/detect/checks/text.h"

namespace fun::detect {
namespace {

// Every name in the pattern ends so, but for a digit behind it.
constexpr std::string_view kNameEndings[] = {
    "password", "passwd", "passphrase", "pwd",       "mdp",      "passe",    "key",
    "secret",   "token",  "sessid",     "sessionid", "loggedin", "user-info"};

constexpr std::string_view kNoSecrets[] = {
    "none",  "null",      "true",   "false",    "undefined", "required", "requis",   "input",
    "str",   "string",    "value",  "valeur",   "text",      "password", "passwd",   "pwd",
    "token", "secret",    "xxx",    "redacted", "dropped",   "changed",  "empty",    "vide",
    "key",   "mandatory", "hidden", "optional", "forgotten", "reset",    "incorrect"};

// A bit for each ending that has these last two letters, each by its lower five bits.
constexpr auto kByLastTwo = [] {
  std::array<std::uint16_t, kLetterPairs> endings = {};
  for (std::size_t i = 0; i < std::size(kNameEndings); ++i) {
    const std::string_view ending = kNameEndings[i];
    std::uint16_t& bits = endings[PairOf(ending[ending.size() - 2], ending.back())];
    bits = static_cast<std::uint16_t>(bits | 1U << i);
  }
  return endings;
}();

// Where a sign stands that may follow a name, `=`, `:`, or " is " and " est " by their begin, from
// `at` on; text.size() when nowhere.
std::size_t FindSign(std::string_view text, std::size_t at) {
#ifdef __SSE2__
  for (; at + 1 + kBlockSize <= text.size(); at += kBlockSize) {
    const __m128i bytes = LoadBlock(text.data() + at);
    const __m128i next = LoadBlock(text.data() + at + 1);
    const __m128i verbs = _mm_and_si128(Equal(bytes, ' '), Or(Equal(next, 'i'), Equal(next, 'e')));
    const unsigned signs = BitsOf(Or(Or(Equal(bytes, '='), Equal(bytes, ':')), verbs));
    if (signs != 0) return at + static_cast<std::size_t>(std::countr_zero(signs));
  }
#endif
  return FindAny<'=', ':', ' '>(text, at);
}

// What may stand between a name and its sign.
bool IsBetween(char c) { return IsWhiteByte(c) || c == '"' || c == '\'' || c == '\\'; }
constexpr int kMostBetween = 7;

std::string_view WithoutBetween(std::string_view before) {
  for (int i = 0; i < kMostBetween && !before.empty() && IsBetween(before.back()); ++i) {
    before.remove_suffix(1);
  }
  return before;
}

// Letters only, in one case but for the first: a word of a sentence.
bool IsPlainWord(std::string_view value) {
  bool has_upper = false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    if (!IsAsciiLetter(c) && !IsBeyondAscii(c)) return false;
    has_upper = has_upper || (i > 0 && c >= 'A' && c <= 'Z');
  }
  return !has_upper;
}

bool IsStandIn(std::string_view value) {
  if (value.find_first_not_of("*x.\xE2\x80\xA2-_") == value.npos) return true;  // masked
  return std::ranges::any_of(kNoSecrets, [value](std::string_view word) {
    return value.size() == word.size() && StartsFolded(value, word);
  });
}

// `password = input("…")`, `pwd: /home`, `token={{ token }}`.
bool IsCode(std::string_view value) {
  if (std::string_view("=$%{[(/~.<#@|").find(value.front()) != std::string_view::npos) return true;
  const std::size_t call = value.find('(');
  return StartsFolded(value, "http") || (call != value.npos && call > 0 && value.back() == ')') ||
         value.ends_with('(');
}

// Where the sign or the verb between name and value ends: "=", ":", " is ", " is: ".
std::size_t EndOfSign(std::string_view found) {
  for (const std::string_view verb : {" is", " est"}) {
    const std::size_t at = found.find(verb);
    const std::size_t end = at + verb.size();
    if (at == found.npos || end >= found.size()) continue;
    if (found[end] == ':') return end;
    if (found[end] == ' ') return found.substr(end + 1).starts_with(':') ? end + 1 : end;
  }
  return found.find_first_of("=:");
}

bool IsVerb(std::string_view rest) {
  for (const std::string_view verb : {" is", " est"}) {
    if (!rest.starts_with(verb) || rest.size() == verb.size()) continue;
    if (rest[verb.size()] == ' ' || rest[verb.size()] == ':') return true;
  }
  return false;
}

}  // namespace

bool EndsSecretName(std::string_view before) {
  before = WithoutBetween(before);
  if (!before.empty() && IsAsciiDigit(before.back())) before.remove_suffix(1);
  if (before.size() < 2) return false;
  const std::size_t last_two = PairOf(before[before.size() - 2], before.back());
  for (unsigned endings = kByLastTwo[last_two]; endings != 0; endings &= endings - 1) {
    if (EndsFolded(before, kNameEndings[static_cast<std::size_t>(std::countr_zero(endings))]))
      return true;
  }
  return false;
}

bool EndsCookieName(std::string_view before) {
  return EndsFolded(WithoutBetween(before), "cookie");
}

bool MayHoldSecret(const ByteSummary&, std::string_view text) {
  for (std::size_t at = 3; (at = FindSign(text, at)) < text.size(); ++at) {
    if (text[at] == ' ' && !IsVerb(text.substr(at, 5))) continue;
    if (EndsSecretName(text.substr(0, at))) return true;
  }
  return false;
}

bool MayNameSecret(std::string_view before) {
  std::string_view name = before;
  while (!name.empty() && IsBetween(name.back())) name.remove_suffix(1);
  return name.ends_with('=') || name.ends_with(':') || name.ends_with(" is") ||
         name.ends_with(" est") || MayHoldAuthorization({}, before);
}

bool MayHoldCookie(const ByteSummary&, std::string_view text) {
  return FindFolded(text, "cookie") != text.npos;
}

bool MayHoldAuthorization(const ByteSummary&, std::string_view text) {
  return FindFolded(text, "bearer") != text.npos || FindFolded(text, "authorization") != text.npos;
}

bool IsSecret(std::string_view text, Span& match) {
  const std::string_view found = Slice(text, match);
  const std::size_t sign = EndOfSign(found);
  if (HoldsHighByte(found.substr(0, sign))) return false;
  const std::size_t from = found.find_first_not_of(" \t\r\n\f\"'\\", sign + 1);
  if (from == found.npos) return false;  // of "password is :" the colon is the value
  std::string_view value = found.substr(from);
  const std::size_t last = value.find_last_not_of(".,:;)]}");
  if (last == value.npos || last + 1 < 3) return false;
  const bool is_call = value.find('(') != value.npos;
  if (IsCode(value)) return false;
  if (!is_call) value = value.substr(0, last + 1);
  if (IsStandIn(value)) return false;
  const bool is_tight = found[sign] == '=' && sign + 1 == from && !IsWhiteByte(found[sign - 1]);
  if (!is_tight && (IsPlainWord(value) || value.size() < 4)) return false;
  match = {match.begin + from, match.begin + from + value.size()};
  return true;
}

bool IsCookie(std::string_view text, Span& match) {
  const std::string_view found = Slice(text, match);
  const std::size_t sign = found.find_first_of(":=");
  if (HoldsHighByte(found.substr(0, sign))) return false;
  const std::size_t from = found.find_first_not_of(" \t\r\n\f\"'\\", sign + 1);
  match.begin += from;
  return true;
}

bool IsAuthorization(std::string_view text, Span& match) {
  const std::string_view found = Slice(text, match);
  std::size_t from = found.find_last_of(" \t\r\n\f\"'\\") + 1;
  const std::string_view value = found.substr(from);
  if (HoldsHighByte(found.substr(0, from))) return false;
  const bool is_named = StartsFolded(found, "authorization");
  const bool has_digit = std::ranges::any_of(value, IsAsciiDigit);
  if (!is_named && (value.size() < 16 || !has_digit)) return false;
  match.begin += from;
  return true;
}

}  // namespace fun::detect
