// Whether a text is hexadecimal throughout, 16 bytes at a time: pseudonyms and ids are everywhere.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "core/base/ascii.h"
#include "core/base/byte_block.h"

namespace fun {

// All bytes are 0-9 and a-f.
inline bool IsLowerHexText(std::string_view text) {
  std::size_t at = 0;
#ifdef __SSE2__
  for (; at + kBlockSize <= text.size(); at += kBlockSize) {
    const __m128i bytes = LoadBlock(text.data() + at);
    if (BitsOf(Or(InRange(bytes, '0', 10), InRange(bytes, 'a', 6))) != 0xFFFF) return false;
  }
#endif
  return std::ranges::all_of(text.substr(at), IsLowerHexDigit);
}

// Or A-F.
inline bool IsHexText(std::string_view text) {
  std::size_t at = 0;
#ifdef __SSE2__
  for (; at + kBlockSize <= text.size(); at += kBlockSize) {
    const __m128i bytes = LoadBlock(text.data() + at);
    const __m128i lower = Or(bytes, _mm_set1_epi8(0x20));
    if (BitsOf(Or(InRange(bytes, '0', 10), InRange(lower, 'a', 6))) != 0xFFFF) return false;
  }
#endif
  return std::ranges::all_of(text.substr(at), IsHexDigit);
}

}  // namespace fun
