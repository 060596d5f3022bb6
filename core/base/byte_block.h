// Sixteen bytes at a time, where the machine has SSE2 (every x86-64): callers keep a loop over
// single bytes for the others.
#pragma once

#ifdef __SSE2__

#include <emmintrin.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace fun {

inline constexpr std::size_t kBlockSize = 16;

inline __m128i LoadBlock(const char* at) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
}

// The last bytes of a text, fewer than a block, and zeros behind them.
inline __m128i LoadRest(std::string_view rest) {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  const std::size_t size = rest.size();
  if (size >= 8) {
    std::memcpy(&low, rest.data(), 8);
    if (size > 8) {
      std::memcpy(&high, rest.data() + size - 8, 8);
      high >>= 8 * (16 - size);
    }
  } else if (size >= 4) {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::memcpy(&first, rest.data(), 4);
    std::memcpy(&last, rest.data() + size - 4, 4);
    low = first | std::uint64_t{last} << 8 * (size - 4);
  } else {
    for (std::size_t i = 0; i < size; ++i) {
      low |= std::uint64_t{static_cast<unsigned char>(rest[i])} << 8 * i;
    }
  }
  return _mm_set_epi64x(static_cast<long long>(high), static_cast<long long>(low));
}

inline __m128i Equal(__m128i bytes, char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); }

// Bytes in [first, first + count).
inline __m128i InRange(__m128i bytes, char first, char count) {
  const __m128i offset = _mm_sub_epi8(bytes, _mm_set1_epi8(first));
  return _mm_cmpeq_epi8(_mm_min_epu8(offset, _mm_set1_epi8(static_cast<char>(count - 1))), offset);
}

inline __m128i Or(__m128i a, __m128i b) { return _mm_or_si128(a, b); }

// A bit for each byte of 0xFF.
inline unsigned BitsOf(__m128i bytes) { return static_cast<unsigned>(_mm_movemask_epi8(bytes)); }

}  // namespace fun

#endif
