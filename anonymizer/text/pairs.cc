#include "anonymizer/text/pairs.h"

#include <algorithm>

#include "core/base/byte_set.h"

namespace fun::anonymizer {
namespace {

constexpr std::size_t kLongestName = 128;  // bytes; no form field has a longer one

bool IsSeparator(char c) { return c == '&' || c == ';'; }

constexpr ByteSet kNameBytes(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.[]%+$~*!");
constexpr ByteSet kNeverInPairs(" \t\r\n<>\"");

bool IsNameByte(char c) { return kNameBytes.Has(c); }

int HexDigitOf(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// What the `%xx` at text[at] stands for, or -1.
int PercentByte(std::string_view text, std::size_t at) {
  if (at + 2 >= text.size() || text[at] != '%') return -1;
  const int high = HexDigitOf(text[at + 1]);
  const int low = HexDigitOf(text[at + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

bool IsName(std::string_view name) {
  return !name.empty() && name.size() <= kLongestName && std::ranges::all_of(name, IsNameByte);
}

}  // namespace

bool LooksLikePairs(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == text.npos || !IsName(text.substr(0, equals))) return false;
  if (kNeverInPairs.FindIn(text) != text.size()) return false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('&'), text.size());
    const std::string_view pair = text.substr(0, end);
    if (!pair.empty() && !IsName(pair.substr(0, pair.find('=')))) return false;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return true;
}

void CutPairs(std::string_view text, Span range, std::vector<Pair>& pairs) {
  std::size_t begin = range.begin;
  while (begin < range.end) {
    std::size_t end = begin;
    while (end < range.end && !IsSeparator(text[end])) ++end;
    const std::size_t equals =
        begin + std::min(text.substr(begin, end - begin).find('='), end - begin);
    if (end != begin) pairs.push_back({{begin, equals}, {std::min(equals + 1, end), end}});
    begin = end + 1;
  }
}

std::string_view PlusesToSpaces(std::string_view encoded, Arena& arena) {
  if (encoded.find('+') == encoded.npos) return encoded;
  char* const spaced = arena.Take(encoded.size());
  std::ranges::replace_copy(encoded, spaced, '+', ' ');
  return {spaced, encoded.size()};
}

std::string_view DecodePart(std::string_view encoded, char plus, Arena& arena) {
  if (FindAny<'%', '+'>(encoded, 0) == encoded.size()) return encoded;
  char* const decoded = arena.Take(encoded.size());
  std::size_t size = 0;
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    const int byte = PercentByte(encoded, i);
    if (byte >= 0) {
      decoded[size++] = static_cast<char>(byte);
      i += 2;
    } else {
      decoded[size++] = encoded[i] == '+' ? plus : encoded[i];
    }
  }
  arena.Return(encoded.size() - size);
  return {decoded, size};
}

}  // namespace fun::anonymizer
