#include "core/detect/checks/text.h"

#include <algorithm>
#include <bit>
#include <string>

#include "core/base/byte_block.h"

namespace fun::detect {
namespace {

// Lower case of ASCII, and of U+00C0 to U+00DE, which UTF-8 writes C3 80 to C3 9E.
std::string FoldLatin(std::string_view text) {
  std::string folded(text);
  for (std::size_t i = 0; i < folded.size(); ++i) {
    folded[i] = LowerAscii(folded[i]);
    const auto byte = static_cast<unsigned char>(folded[i]);
    if (i > 0 && folded[i - 1] == '\xC3' && byte >= 0x80 && byte <= 0x9E && byte != 0x97) {
      folded[i] = static_cast<char>(byte + 0x20);
    }
  }
  return folded;
}

// A letter ends right before `at`, as far as bytes tell.
bool IsBehindLetter(std::string_view text, std::size_t at) {
  if (at == 0 || !IsBeyondAscii(text[at - 1])) return at > 0 && IsAsciiLetter(text[at - 1]);
  std::size_t begin = at - 1;
  while (begin > 0 && at - begin < 4 && (text[begin] & 0xC0) == 0x80) --begin;
  return !BeginsSign(text.substr(begin, at - begin));
}

// `from`: what is before that is only there to tell whether a word begins.
bool HoldsWholeWord(std::string_view text, std::string_view word, std::size_t from) {
  const bool open = word.ends_with('*');
  if (open) word.remove_suffix(1);
  for (std::size_t at = text.find(word, from); at != text.npos; at = text.find(word, at + 1)) {
    const std::string_view behind = text.substr(at + word.size());
    if (IsBehindLetter(text, at)) continue;
    if (open || behind.empty() || (!IsAsciiLetter(behind[0]) && !IsBeyondAscii(behind[0]))) {
      return true;
    }
    if (BeginsSign(behind)) return true;
  }
  return false;
}

}  // namespace

bool BeginsSign(std::string_view text) {
  const auto byte = [text](std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
  };
  return byte(0) == 0xC2 || (byte(0) == 0xE2 && byte(1) < 0xB0) || byte(0) == 0xF0;
}

bool TouchesWord(std::string_view text, Span match) {
  return IsWordByte(ByteBefore(text, match)) || IsWordByte(ByteBehind(text, match));
}

bool IsPartOfLongerId(std::string_view text, Span match) {
  if (TouchesWord(text, match)) return true;
  const auto joins = [](char c, char beyond) {
    if (c == '-' || c == '/' || c == '+' || c == '~') return IsWordByte(beyond);
    return (c == '.' || c == ':') && IsAsciiDigit(beyond);
  };
  const char before = ByteBefore(text, match);
  if (before == '@' || joins(before, ByteBefore(text, match, 2))) return true;
  return text.substr(match.end) != ".0" &&
         joins(ByteBehind(text, match), ByteBehind(text, match, 2));
}

bool HasWordBefore(std::string_view text, Span match, std::span<const std::string_view> words,
                   std::size_t reach) {
  const std::size_t begin = match.begin - std::min(match.begin, reach);
  // A character more than the reach: whether a word begins there or goes on.
  const std::size_t from = std::min<std::size_t>(begin, 4);
  const std::string before = FoldLatin(text.substr(begin - from, match.begin - begin + from));
  return std::ranges::any_of(
      words, [&before, from](std::string_view word) { return HoldsWholeWord(before, word, from); });
}

bool EndsFolded(std::string_view whole, std::string_view part) {
  return whole.size() >= part.size() &&
         StartsFolded(whole.substr(whole.size() - part.size()), part);
}

std::size_t FindFolded(std::string_view text, std::string_view part, std::size_t from) {
  std::size_t at = from;
#ifdef __SSE2__
  // First and last letter at once, at 16 places: both in their places are rare.
  const __m128i first = _mm_set1_epi8(part.front());
  const __m128i last = _mm_set1_epi8(part.back());
  const __m128i lower = _mm_set1_epi8(0x20);
  const auto load = [&text, lower](std::size_t place) {
    const auto* const bytes = reinterpret_cast<const __m128i*>(text.data() + place);
    return _mm_or_si128(_mm_loadu_si128(bytes), lower);
  };
  for (; at + part.size() + 15 <= text.size(); at += 16) {
    const __m128i both = _mm_and_si128(_mm_cmpeq_epi8(load(at), first),
                                       _mm_cmpeq_epi8(load(at + part.size() - 1), last));
    auto hits = static_cast<unsigned>(_mm_movemask_epi8(both));
    for (; hits != 0; hits &= hits - 1) {
      const std::size_t place = at + static_cast<std::size_t>(std::countr_zero(hits));
      if (StartsFolded(text.substr(place), part)) return place;
    }
  }
#endif
  for (; at + part.size() <= text.size(); ++at) {
    if (LowerAscii(text[at]) == part[0] && StartsFolded(text.substr(at), part)) return at;
  }
  return text.npos;
}

std::size_t FindDigit(std::string_view text, std::size_t from) {
#ifdef __SSE2__
  for (; from + kBlockSize <= text.size(); from += kBlockSize) {
    const unsigned digits = BitsOf(InRange(LoadBlock(text.data() + from), '0', 10));
    if (digits != 0) return from + static_cast<std::size_t>(std::countr_zero(digits));
  }
#endif
  while (from < text.size() && !IsAsciiDigit(text[from])) ++from;
  return std::min(from, text.size());
}

std::size_t FindNumber(std::string_view text, std::size_t from) {
  if (from == 0 && !text.empty() && IsAsciiDigit(text[0])) return 0;
  from = std::max<std::size_t>(from, 1);
#ifdef __SSE2__
  for (; from + kBlockSize <= text.size(); from += kBlockSize) {
    const __m128i before = LoadBlock(text.data() + from - 1);
    const __m128i letters = InRange(Or(before, _mm_set1_epi8(0x20)), 'a', 26);
    const __m128i word = Or(Or(letters, InRange(before, '0', 10)), Equal(before, '_'));
    const __m128i digits = InRange(LoadBlock(text.data() + from), '0', 10);
    const unsigned begins = BitsOf(_mm_andnot_si128(word, digits));
    if (begins != 0) return from + static_cast<std::size_t>(std::countr_zero(begins));
  }
#endif
  while (from < text.size() && (!IsAsciiDigit(text[from]) || IsWordByte(text[from - 1]))) ++from;
  return std::min(from, text.size());
}

bool AreDigitsAt(std::string_view text, std::size_t at, std::size_t fewest) {
  std::size_t digits = 0;
  for (; at < text.size() && digits < fewest; ++at) {
    if (!IsAsciiDigit(text[at]) && !SeparatesDigits(text[at])) break;
    digits += IsAsciiDigit(text[at]) ? 1 : 0;
  }
  return digits == fewest;
}

bool AreDigitsBefore(std::string_view text, std::size_t at, std::size_t fewest) {
  std::size_t digits = 0;
  for (; at > 0 && digits < fewest; --at) {
    if (!IsAsciiDigit(text[at - 1]) && !SeparatesDigits(text[at - 1])) break;
    digits += IsAsciiDigit(text[at - 1]) ? 1 : 0;
  }
  return digits == fewest;
}

bool HoldsHighByte(std::string_view text) { return std::ranges::any_of(text, IsBeyondAscii); }

bool HoldsFoldingLetter(std::string_view text) {
  return HoldsHighByte(text) &&
         (text.find("\xC5\xBF") != text.npos || text.find("\xE2\x84\xAA") != text.npos);
}

DigitsOf::DigitsOf(std::string_view text) {
  for (const char c : text) {
    if (!IsAsciiDigit(c)) continue;
    if (size < sizeof digits) digits[size++] = c;
    ++total;
  }
}

}  // namespace fun::detect
