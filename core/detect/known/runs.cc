#include "core/detect/known/runs.h"

#include <algorithm>

#include "core/base/byte_block.h"
#include "core/detect/known/fold.h"

namespace fun::detect {

#ifdef __SSE2__
namespace {

WordBytes BitsOfBlock(__m128i bytes) {
  const __m128i letters = InRange(Or(bytes, _mm_set1_epi8(0x20)), 'a', 26);
  const unsigned high = BitsOf(bytes);
  return {BitsOf(Or(letters, InRange(bytes, '0', 10))) | high, high};
}

// The last bytes of a text, fewer than a block.
WordBytes BitsOfRest(std::string_view text, std::size_t size) {
  if (text.size() < kBlockSize) return BitsOfBlock(LoadRest(text));
  const auto [word, high] = BitsOfBlock(LoadBlock(text.data() + text.size() - kBlockSize));
  return {word >> (kBlockSize - size), high >> (kBlockSize - size)};
}

}  // namespace

WordBytes WordBytesAt(std::string_view text, std::size_t at) {
  WordBytes bits;
  const std::size_t size = std::min(WordBytes::kSize, text.size() - at);
  std::size_t done = 0;
  const auto add = [&bits, &done](WordBytes more) {
    bits.word |= more.word << done;
    bits.high |= more.high << done;
  };
  for (; done + kBlockSize <= size; done += kBlockSize) {
    add(BitsOfBlock(LoadBlock(text.data() + at + done)));
  }
  if (done < size) add(BitsOfRest(text, size - done));
  return bits;
}
#else
WordBytes WordBytesAt(std::string_view text, std::size_t at) {
  WordBytes bits;
  text = text.substr(at, WordBytes::kSize);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_high = static_cast<unsigned char>(text[i]) >= 0x80;
    bits.high |= std::uint64_t{is_high} << i;
    bits.word |= std::uint64_t{is_high || IsAsciiWordByte(text[i])} << i;
  }
  return bits;
}
#endif

}  // namespace fun::detect
