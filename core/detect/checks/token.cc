#include "core/detect/checks/token.h"

#include <algorithm>
#include <bit>
#include <string>

#include "core/base/byte_block.h"
#include "core/base/byte_set.h"
#include "core/detect/checks/text.h"

namespace fun::detect {
namespace {

constexpr std::string_view kTokenStems[] = {"AKIA", "ASIA", "ghp_",     "gho_", "ghu_",
                                            "ghs_", "ghr_", "github_p", "xox",  "glpat-",
                                            "AIza", "sk_",  "rk_"};

constexpr std::size_t kShortestToken = 13;
constexpr std::size_t kShortestJwt = 13;

constexpr ByteSet kNeverInUserinfo(" \t\n\f\r/?#@<>\"'\\");

// The stems' first two letters, some pairs more among them.
bool AreTwoOfStem(char first, char second) {
  switch (first) {
    case 'A':
      return second == 'K' || second == 'S' || second == 'I';
    case 'g':
      return second == 'h' || second == 'i' || second == 'l';
    case 'x':
      return second == 'o';
    case 's':
    case 'r':
      return second == 'k';
    default:
      return false;
  }
}

// Where two such letters stand, from `at` on; text.size() when nowhere.
std::size_t FindTwoOfStem(std::string_view text, std::size_t at) {
#ifdef __SSE2__
  for (; at + 1 + kBlockSize <= text.size(); at += kBlockSize) {
    const __m128i first = LoadBlock(text.data() + at);
    const __m128i second = LoadBlock(text.data() + at + 1);
    const __m128i cloud = _mm_and_si128(
        Equal(first, 'A'), Or(Or(Equal(second, 'K'), Equal(second, 'S')), Equal(second, 'I')));
    const __m128i git = _mm_and_si128(
        Equal(first, 'g'), Or(Or(Equal(second, 'h'), Equal(second, 'i')), Equal(second, 'l')));
    const __m128i slack = _mm_and_si128(Equal(first, 'x'), Equal(second, 'o'));
    const __m128i stripe =
        _mm_and_si128(Or(Equal(first, 's'), Equal(first, 'r')), Equal(second, 'k'));
    const unsigned places = BitsOf(Or(Or(cloud, git), Or(slack, stripe)));
    if (places != 0) return at + static_cast<std::size_t>(std::countr_zero(places));
  }
#endif
  for (; at + 1 < text.size(); ++at) {
    if (AreTwoOfStem(text[at], text[at + 1])) return at;
  }
  return text.size();
}

int ValueOfBase64Url(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (IsAsciiDigit(c)) return c - '0' + 52;
  return c == '-' ? 62 : c == '_' ? 63 : -1;
}

constexpr std::size_t kHeaderLooked = 400;  // a header with a certificate chain is longer

std::string DecodeBase64Url(std::string_view text) {
  std::string bytes;
  unsigned bits = 0;
  int held = 0;
  for (const char c : text.substr(0, kHeaderLooked)) {
    bits = bits << 6 | static_cast<unsigned>(ValueOfBase64Url(c));
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes.push_back(static_cast<char>(bits >> held & 0xFF));
  }
  return bytes;
}

}  // namespace

bool MayHoldJwt(const ByteSummary&, std::string_view text) {
  for (std::size_t at = 0; (at = FindPair<'e', 'y'>(text, at)) + kShortestJwt <= text.size();
       ++at) {
    if (text[at + 2] == 'J' || text[at + 2] == 'A') return true;
  }
  return false;
}

bool MayHoldPrivateKey(const ByteSummary&, std::string_view text) {
  return text.find("-----BEGIN ") != text.npos;
}

bool MayHoldToken(const ByteSummary&, std::string_view text) {
  for (std::size_t at = 0; (at = FindTwoOfStem(text, at)) + kShortestToken <= text.size(); ++at) {
    if (at > 0 && IsWordByte(text[at - 1])) continue;
    const std::string_view rest = text.substr(at);
    if (std::ranges::any_of(kTokenStems,
                            [rest](std::string_view stem) { return rest.starts_with(stem); }))
      return true;
  }
  return false;
}

bool MayHoldUserinfo(const ByteSummary&, std::string_view text) {
  for (std::size_t at = 0; (at = text.find("://", at)) != text.npos;) {
    at += 3;
    const std::size_t end = kNeverInUserinfo.FindIn(text, at);
    if (end > at && end < text.size() && text[end] == '@') return true;
  }
  return false;
}

bool IsJwt(std::string_view text, Span& match) {
  if (IsWordByte(ByteBefore(text, match)) || ByteBefore(text, match) == '-') return false;
  const std::string_view found = Slice(text, match);
  const std::string header = DecodeBase64Url(found.substr(0, found.find('.')));
  return header.find("\"alg\"") != header.npos || header.find("\"typ\"") != header.npos;
}

bool IsToken(std::string_view text, Span& match) {
  return !TouchesWord(text, match) && std::ranges::any_of(Slice(text, match), IsAsciiDigit);
}

bool IsUserinfo(std::string_view text, Span& match) {
  const std::size_t scheme = Slice(text, match).find("://");
  match.begin += scheme + 3;
  --match.end;
  return match.size() > 0;
}

}  // namespace fun::detect
