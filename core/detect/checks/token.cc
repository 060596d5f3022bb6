#include "core/detect/checks/token.h"

#include <algorithm>
#include <string>

#include "core/base/byte_set.h"
#include "core/detect/checks/text.h"

namespace fun::detect {
namespace {

constexpr std::string_view kTokenStems[] = {"AKIA", "ASIA", "ghp_",     "gho_", "ghu_",
                                            "ghs_", "ghr_", "github_p", "xox",  "glpat-",
                                            "AIza", "sk_",  "rk_"};

constexpr ByteSet kNeverInUserinfo(" \t\n\f\r/?#@<>\"'\\");

// True when a word of the text begins so.
bool HoldsWordBegin(std::string_view text, std::string_view stem) {
  for (std::size_t at = 0; (at = text.find(stem, at)) != text.npos; ++at) {
    if (at == 0 || !IsWordByte(text[at - 1])) return true;
  }
  return false;
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
  return HoldsWordBegin(text, "eyJ") || HoldsWordBegin(text, "eyA");
}

bool MayHoldPrivateKey(const ByteSummary&, std::string_view text) {
  return text.find("-----BEGIN ") != text.npos;
}

bool MayHoldToken(const ByteSummary&, std::string_view text) {
  return std::ranges::any_of(kTokenStems,
                             [text](std::string_view stem) { return HoldsWordBegin(text, stem); });
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
