#include "core/detect/byte_summary.h"

#include <algorithm>
#include <array>
#include <bit>

#include "core/base/byte_block.h"
#include "core/detect/checks/text.h"

namespace fun::detect {
namespace {

// What a number, its separators included, is made of.
bool IsOfRun(char c) { return IsAsciiDigit(c) || SeparatesDigits(c); }
bool IsOfWord(char c) { return IsAsciiLetter(c) || c == '_'; }

#ifdef __SSE2__
class BlockSummary {
 public:
  void Add(__m128i bytes) {
    at_ = Or(at_, Equal(bytes, '@'));
    dot_ = Or(dot_, Equal(bytes, '.'));
    colon_ = Or(colon_, Equal(bytes, ':'));
    comma_ = Or(comma_, Or(Equal(bytes, ','), Equal(bytes, '\xA0')));
    equals_ = Or(equals_, Equal(bytes, '='));
    space_ = Or(space_, Or(Equal(bytes, ' '), InRange(bytes, '\t', 5)));
    const __m128i lower = Or(bytes, _mm_set1_epi8(0x20));  // [ and { become {
    bracket_ = Or(bracket_, Or(Or(Equal(bytes, '('), Equal(bytes, '<')), Equal(lower, '{')));
    const __m128i ones = _mm_and_si128(InRange(bytes, '0', 10), _mm_set1_epi8(1));
    digits_ = _mm_add_epi64(digits_, _mm_sad_epu8(ones, _mm_setzero_si128()));
  }

  ByteSummary Finish() const {
    ByteSummary summary;
    const auto high = _mm_cvtsi128_si32(_mm_unpackhi_epi64(digits_, digits_));
    summary.digits = static_cast<std::uint32_t>(_mm_cvtsi128_si32(digits_) + high);
    const auto has = [](__m128i found, std::uint16_t kind) {
      return _mm_movemask_epi8(found) != 0 ? unsigned{kind} : 0U;
    };
    summary.kinds = static_cast<std::uint16_t>(
        has(at_, ByteSummary::kHasAt) | has(dot_, ByteSummary::kHasDot) |
        has(colon_, ByteSummary::kHasColon) | has(comma_, ByteSummary::kHasComma) |
        has(space_, ByteSummary::kHasSpace) | has(bracket_, ByteSummary::kHasBracket) |
        has(equals_, ByteSummary::kHasEquals) |
        (summary.digits != 0 ? unsigned{ByteSummary::kHasDigit} : 0U));
    return summary;
  }

 private:
  __m128i at_ = {};
  __m128i dot_ = {};
  __m128i colon_ = {};
  __m128i comma_ = {};
  __m128i equals_ = {};
  __m128i space_ = {};
  __m128i bracket_ = {};
  __m128i digits_ = {};
};

// False when none of the bytes is of a kind: letters, mostly.
bool MayHoldKinds(__m128i bytes) {
  const __m128i up_to_at = InRange(bytes, '\1', '@');  // all but zeros behind the text
  const __m128i lower = Or(bytes, _mm_set1_epi8(0x20));
  return BitsOf(Or(up_to_at, Or(Equal(lower, '{'), Equal(bytes, '\xA0')))) != 0;
}

ByteSummary KindsOf(std::string_view text) {
  BlockSummary blocks;
  std::size_t at = 0;
  for (; at + kBlockSize <= text.size(); at += kBlockSize) blocks.Add(LoadBlock(text.data() + at));
  const __m128i rest = LoadRest(text.substr(at));
  if (at == 0 && !MayHoldKinds(rest)) return {};
  blocks.Add(rest);
  return blocks.Finish();
}

// A bit for each byte of the block that may be part of a number.
unsigned RunBits(__m128i bytes) {
  const __m128i signs = Or(Or(InRange(bytes, '-', 13), Equal(bytes, ' ')), InRange(bytes, '(', 2));
  return static_cast<unsigned>(_mm_movemask_epi8(Or(signs, bytes)));  // - . / 0 … 9, high bytes
}

// A bit for each of the 64 bytes from `at` on, none beyond the text.
std::uint64_t RunBitsOf64(std::string_view text, std::size_t at) {
  std::uint64_t bits = 0;
  for (unsigned block = 0; block < 4 && at < text.size(); ++block, at += kBlockSize) {
    const __m128i bytes =
        at + kBlockSize <= text.size() ? LoadBlock(text.data() + at) : LoadRest(text.substr(at));
    bits |= std::uint64_t{RunBits(bytes)} << 16 * block;
  }
  return bits;
}

// Where eight bytes of a run follow each other, at or behind `at`; text.size() when nowhere.
std::size_t FindRun(std::string_view text, std::size_t at) {
  constexpr std::size_t kStep = 64 - (ByteSummary::kFewestInRun - 1);
  for (; at < text.size(); at += kStep) {
    std::uint64_t bits = RunBitsOf64(text, at);
    bits &= bits >> 1;
    bits &= bits >> 2;
    bits &= bits >> 4;
    if (bits != 0) return at + static_cast<std::size_t>(std::countr_zero(bits));
  }
  return text.size();
}
#else
constexpr std::array<std::uint16_t, 256> kKindOfByte = [] {
  std::array<std::uint16_t, 256> kinds = {};
  kinds['@'] = ByteSummary::kHasAt;
  kinds['.'] = ByteSummary::kHasDot;
  kinds[':'] = ByteSummary::kHasColon;
  kinds[','] = kinds[0xA0] = ByteSummary::kHasComma;
  kinds['='] = ByteSummary::kHasEquals;
  for (const char c : {' ', '\t', '\n', '\v', '\f', '\r'}) {
    kinds[static_cast<std::size_t>(c)] = ByteSummary::kHasSpace;
  }
  for (const char c : {'(', '[', '{', '<'}) {
    kinds[static_cast<std::size_t>(c)] = ByteSummary::kHasBracket;
  }
  for (int digit = '0'; digit <= '9'; ++digit) {
    kinds[static_cast<std::size_t>(digit)] = ByteSummary::kHasDigit;
  }
  return kinds;
}();

ByteSummary KindsOf(std::string_view text) {
  ByteSummary summary;
  for (const char c : text) {
    summary.kinds |= kKindOfByte[static_cast<unsigned char>(c)];
    summary.digits += IsAsciiDigit(c) ? 1U : 0U;
  }
  return summary;
}

std::size_t FindRun(std::string_view text, std::size_t at) {
  while (at < text.size() && !IsOfRun(text[at])) ++at;
  return at;
}
#endif

// Digits that touch a letter are of an id: no number holds them.  [at, …) are bytes of a run, and
// `at` is moved to its end.
std::uint32_t LongestIn(std::string_view text, std::size_t& at) {
  std::uint32_t longest = 0;
  std::uint32_t run = 0;
  while (at < text.size() && IsOfRun(text[at])) {
    const std::size_t begin = at;
    while (at < text.size() && IsAsciiDigit(text[at])) ++at;
    if (at == begin) {
      ++at;
      continue;
    }
    const bool touches =
        (begin > 0 && IsOfWord(text[begin - 1])) || (at < text.size() && IsOfWord(text[at]));
    run = touches ? 0 : run + static_cast<std::uint32_t>(at - begin);
    longest = std::max(longest, run);
  }
  return longest;
}

std::uint32_t LongestRun(std::string_view text) {
  std::uint32_t longest = 0;
  for (std::size_t at = 0; (at = FindRun(text, at)) < text.size();) {
    while (at > 0 && IsOfRun(text[at - 1])) --at;
    longest = std::max(longest, LongestIn(text, at));
  }
  return longest < ByteSummary::kFewestInRun ? 0 : longest;
}

}  // namespace

ByteSummary Summarize(std::string_view text) {
  ByteSummary summary = KindsOf(text);
  if (summary.digits < ByteSummary::kFewestInRun) return summary;
  summary.longest_run = LongestRun(text);
  if (summary.longest_run != 0) summary.kinds |= ByteSummary::kHasRun;
  return summary;
}

}  // namespace fun::detect
