#include "core/json/escapes.h"

#include <bit>

#ifdef __SSE2__
#include <immintrin.h>
#endif

namespace fun::json {

#ifdef __SSE2__
std::uint64_t FindInBlock(const char* bytes, char c) {
  const __m128i wanted = _mm_set1_epi8(c);
  std::uint64_t found = 0;
  for (unsigned quarter = 0; quarter < 4; ++quarter) {
    const __m128i part = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes) + quarter);
    const auto hits = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(part, wanted)));
    found |= static_cast<std::uint64_t>(hits) << (16 * quarter);
  }
  return found;
}
#else
std::uint64_t FindInBlock(const char* bytes, char c) {
  std::uint64_t found = 0;
  for (unsigned i = 0; i < kBlockSize; ++i) found |= static_cast<std::uint64_t>(bytes[i] == c) << i;
  return found;
}
#endif

#ifdef __x86_64__
namespace {

[[gnu::target("avx512f,avx512bw,avx512vbmi2")]] void Compress(const char*& from, const char* end,
                                                              char*& out) {
  const __m512i backslash = _mm512_set1_epi8('\\');
  const __m512i quote = _mm512_set1_epi8('"');
  const __m512i slash = _mm512_set1_epi8('/');
  while (end - from >= static_cast<std::ptrdiff_t>(kBlockSize)) {
    const __m512i bytes = _mm512_loadu_si512(from);
    const std::uint64_t backslashes = _mm512_cmpeq_epi8_mask(bytes, backslash);
    if (backslashes == 0) {
      _mm512_storeu_si512(out, bytes);
      from += kBlockSize;
      out += kBlockSize;
      continue;
    }
    const std::uint64_t escapes = EscapesAmong(backslashes);
    const std::uint64_t plain =
        backslashes | _mm512_cmpeq_epi8_mask(bytes, quote) | _mm512_cmpeq_epi8_mask(bytes, slash);
    // Its character stands in the next block, or is none that stands for itself.
    const std::uint64_t last = escapes & (std::uint64_t{1} << (kBlockSize - 1));
    const std::uint64_t stops = (escapes & ~(plain >> 1)) | last;
    const std::uint64_t taken = stops == 0 ? ~std::uint64_t{0} : (stops & -stops) - 1;
    const std::uint64_t kept = ~escapes & taken;
    _mm512_storeu_si512(out, _mm512_maskz_compress_epi8(kept, bytes));
    out += std::popcount(kept);
    from += std::popcount(taken);
    if ((stops & ~last) != 0) return;
  }
}

}  // namespace

void CopyPlainEscapes(const char*& from, const char* end, char*& out) {
  static const bool can_compress =
      __builtin_cpu_supports("avx512vbmi2") != 0 && __builtin_cpu_supports("avx512bw") != 0;
  if (can_compress) Compress(from, end, out);
}
#else
void CopyPlainEscapes(const char*&, const char*, char*&) {}
#endif

}  // namespace fun::json
