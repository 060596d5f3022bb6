// Sets of bytes, asked without a call; and the search for one of a few bytes, 16 at a time.
//
// std::string_view::find_first_of calls memchr for every byte of the text.
#pragma once

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <array>
#include <bit>
#include <cstddef>
#include <string_view>

namespace fun {

class ByteSet {
 public:
  constexpr ByteSet() = default;
  constexpr explicit ByteSet(std::string_view bytes) {
    for (const char c : bytes) Add(c);
  }

  constexpr void Add(char c) { has_[static_cast<unsigned char>(c)] = true; }
  constexpr bool Has(char c) const { return has_[static_cast<unsigned char>(c)]; }

  // Where the first byte of the set stands in `text`, from `from` on; its size if nowhere.
  constexpr std::size_t FindIn(std::string_view text, std::size_t from = 0) const {
    while (from < text.size() && !Has(text[from])) ++from;
    return from < text.size() ? from : text.size();
  }

 private:
  std::array<bool, 256> has_ = {};
};

// The same for a few bytes that are rare in `text`.
template <char... bytes>
std::size_t FindAny(std::string_view text, std::size_t from) {
#ifdef __SSE2__
  for (; from + 16 <= text.size(); from += 16) {
    const __m128i part = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + from));
    __m128i found = _mm_setzero_si128();
    ((found = _mm_or_si128(found, _mm_cmpeq_epi8(part, _mm_set1_epi8(bytes)))), ...);
    const auto hits = static_cast<unsigned>(_mm_movemask_epi8(found));
    if (hits != 0) return from + static_cast<std::size_t>(std::countr_zero(hits));
  }
#endif
  while (from < text.size() && ((text[from] != bytes) && ...)) ++from;
  return from < text.size() ? from : text.size();
}

}  // namespace fun
