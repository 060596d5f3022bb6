#include "core/json/scalar.h"

#include <cstring>

#include "core/base/ascii.h"

namespace fun::json {
namespace {

// Moves `at` behind a run of digits; false if there is none.
bool SkipDigits(std::string_view token, std::size_t& at) {
  const std::size_t begin = at;
  while (at < token.size() && IsDigit(token[at])) ++at;
  return at != begin;
}

// Sizes that the compiler knows spare a call of memcmp for each null.
bool IsLiteral(std::string_view token) {
  if (token.size() == 4) {
    return std::memcmp(token.data(), "null", 4) == 0 || std::memcmp(token.data(), "true", 4) == 0;
  }
  return token.size() == 5 && std::memcmp(token.data(), "false", 5) == 0;
}

bool IsNumber(std::string_view token) {
  std::size_t at = token.starts_with('-') ? 1 : 0;
  const bool leading_zero = at < token.size() && token[at] == '0';
  const std::size_t begin = at;
  if (!SkipDigits(token, at) || (leading_zero && at > begin + 1)) return false;
  if (at < token.size() && token[at] == '.') {
    ++at;
    if (!SkipDigits(token, at)) return false;
  }
  if (at < token.size() && (token[at] | 0x20) == 'e') {
    ++at;
    if (at < token.size() && (token[at] == '+' || token[at] == '-')) ++at;
    if (!SkipDigits(token, at)) return false;
  }
  return at == token.size();
}

}  // namespace

Refusal CheckScalar(std::string_view token) {
  const char c = token.empty() ? '\0' : token.front();
  if (c == '-' || IsDigit(c)) return IsNumber(token) ? Refusal::kNone : Refusal::kBadNumber;
  if (IsLiteral(token)) return Refusal::kNone;
  if (c == '\0') return Refusal::kControlCharacter;
  const bool is_word = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  return is_word ? Refusal::kBadLiteral : Refusal::kBadStructure;
}

bool LooksLikeJson(std::string_view text) {
  for (const char c : text) {
    if (!IsJsonSpace(c)) return c == '{' || c == '[' || c == '"';
  }
  return false;
}

}  // namespace fun::json
