#include "core/detect/byte_window.h"

#include <cstring>

#include "core/base/byte_block.h"
#include "core/detect/checks/text.h"

#ifdef __SSE2__
#include <immintrin.h>
#endif

namespace fun::detect {
namespace {

#ifdef __SSE2__
// Sets the bits of a block, whose first byte's is `shift`.
void AddBlock(__m128i bytes, unsigned shift, ByteWindow& window) {
  const auto add = [shift](__m128i found, std::uint64_t& bits) {
    bits |= std::uint64_t{BitsOf(found)} << shift;
  };
  const __m128i lower = Or(bytes, _mm_set1_epi8(0x20));  // [ becomes {
  const __m128i digits = InRange(bytes, '0', 10);
  const __m128i letters = InRange(lower, 'a', 26);
  const __m128i space = Equal(bytes, ' ');
  add(digits, window.digits);
  add(letters, window.letters);
  add(InRange(bytes, 'A', 26), window.capitals);
  add(Or(Or(digits, letters), Equal(bytes, '_')), window.words);
  add(Or(space, InRange(bytes, '\t', 5)), window.white);
  add(Equal(bytes, '.'), window.dots);
  add(Equal(bytes, ':'), window.colons);
  add(Equal(bytes, '='), window.equals);
  add(Or(Equal(bytes, ','), Equal(bytes, '\xA0')), window.commas);
  add(Equal(bytes, '@'), window.ats);
  add(Or(Or(Equal(bytes, '('), Equal(bytes, '<')), Equal(lower, '{')), window.brackets);
  // - . / and the digits follow each other, as ( and ) do; of high bytes the sign is enough.
  add(Or(Or(InRange(bytes, '-', 13), space), Or(InRange(bytes, '(', 2), bytes)), window.run);
  add(bytes, window.high);
}

[[gnu::target("avx2")]] std::uint64_t BitsOfTwo(__m256i first, __m256i second) {
  const auto low = static_cast<unsigned>(_mm256_movemask_epi8(first));
  const auto high = static_cast<unsigned>(_mm256_movemask_epi8(second));
  return low | std::uint64_t{high} << 32;
}

[[gnu::target("avx2")]] __m256i Equal(__m256i bytes, char c) {
  return _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(c));
}

[[gnu::target("avx2")]] __m256i InRange(__m256i bytes, char first, char count) {
  const __m256i offset = _mm256_sub_epi8(bytes, _mm256_set1_epi8(first));
  const __m256i last = _mm256_set1_epi8(static_cast<char>(count - 1));
  return _mm256_cmpeq_epi8(_mm256_min_epu8(offset, last), offset);
}

[[gnu::target("avx2")]] __m256i Or(__m256i a, __m256i b) { return _mm256_or_si256(a, b); }

// As AddBlock, the window's two halves at once.
[[gnu::target("avx2")]] ByteWindow Avx2Window(const char* at) {
  const __m256i a = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
  const __m256i b = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at + 32));
  const __m256i lower_bit = _mm256_set1_epi8(0x20);
  const __m256i a_lower = Or(a, lower_bit);
  const __m256i b_lower = Or(b, lower_bit);
  const __m256i a_space = Equal(a, ' ');
  const __m256i b_space = Equal(b, ' ');
  ByteWindow window;
  window.digits = BitsOfTwo(InRange(a, '0', 10), InRange(b, '0', 10));
  window.letters = BitsOfTwo(InRange(a_lower, 'a', 26), InRange(b_lower, 'a', 26));
  window.capitals = BitsOfTwo(InRange(a, 'A', 26), InRange(b, 'A', 26));
  window.words = window.digits | window.letters | BitsOfTwo(Equal(a, '_'), Equal(b, '_'));
  window.white = BitsOfTwo(Or(a_space, InRange(a, '\t', 5)), Or(b_space, InRange(b, '\t', 5)));
  window.dots = BitsOfTwo(Equal(a, '.'), Equal(b, '.'));
  window.colons = BitsOfTwo(Equal(a, ':'), Equal(b, ':'));
  window.equals = BitsOfTwo(Equal(a, '='), Equal(b, '='));
  window.commas =
      BitsOfTwo(Or(Equal(a, ','), Equal(a, '\xA0')), Or(Equal(b, ','), Equal(b, '\xA0')));
  window.ats = BitsOfTwo(Equal(a, '@'), Equal(b, '@'));
  window.brackets = BitsOfTwo(Or(Or(Equal(a, '('), Equal(a, '<')), Equal(a_lower, '{')),
                              Or(Or(Equal(b, '('), Equal(b, '<')), Equal(b_lower, '{')));
  window.high = BitsOfTwo(a, b);
  window.run = BitsOfTwo(Or(a_space, Or(InRange(a, '-', 13), InRange(a, '(', 2))),
                         Or(b_space, Or(InRange(b, '-', 13), InRange(b, '(', 2)))) |
               window.high;
  return window;
}

ByteWindow Avx2WindowAt(std::string_view text, std::size_t at) {
  const std::size_t size = text.size() - at;
  if (size >= ByteWindow::kSize) return Avx2Window(text.data() + at);
  char bytes[ByteWindow::kSize] = {};
  std::memcpy(bytes, text.data() + at, size);
  return Avx2Window(bytes);
}

const auto kWindowAt = __builtin_cpu_supports("avx2") != 0 ? Avx2WindowAt : Sse2WindowAt;
#else
const auto kWindowAt = PlainWindowAt;
#endif

}  // namespace

ByteWindow WindowAt(std::string_view text, std::size_t at) { return kWindowAt(text, at); }

ByteWindow PlainWindowAt(std::string_view text, std::size_t at) {
  ByteWindow window;
  text = text.substr(at, ByteWindow::kSize);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto add = [i](bool is_one, std::uint64_t& bits) {
      bits |= std::uint64_t{is_one ? 1U : 0U} << i;
    };
    add(IsAsciiDigit(c), window.digits);
    add(IsAsciiLetter(c), window.letters);
    add(c >= 'A' && c <= 'Z', window.capitals);
    add(IsWordByte(c), window.words);
    add(IsWhiteByte(c), window.white);
    add(c == '.', window.dots);
    add(c == ':', window.colons);
    add(c == '=', window.equals);
    add(c == ',' || c == '\xA0', window.commas);
    add(c == '@', window.ats);
    add(c == '(' || c == '[' || c == '{' || c == '<', window.brackets);
    add(IsAsciiDigit(c) || SeparatesDigits(c), window.run);
    add(IsBeyondAscii(c), window.high);
  }
  return window;
}

#ifdef __SSE2__
ByteWindow Sse2WindowAt(std::string_view text, std::size_t at) {
  ByteWindow window;
  for (unsigned shift = 0; shift < ByteWindow::kSize && at < text.size();
       shift += kBlockSize, at += kBlockSize) {
    const bool is_whole = at + kBlockSize <= text.size();
    AddBlock(is_whole ? LoadBlock(text.data() + at) : LoadRest(text.substr(at)), shift, window);
  }
  return window;
}
#endif

}  // namespace fun::detect
