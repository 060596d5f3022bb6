#include "core/detect/known/runs.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <algorithm>

#include "core/detect/known/fold.h"

namespace fun::detect {
namespace {

struct Classes {
  std::uint64_t word = 0;
  std::uint64_t high = 0;
};

Classes ClassifyBytewise(std::string_view bytes) {
  Classes classes;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const bool is_high = static_cast<unsigned char>(bytes[i]) >= 0x80;
    classes.high |= std::uint64_t{is_high} << i;
    classes.word |= std::uint64_t{is_high || IsAsciiWordByte(bytes[i])} << i;
  }
  return classes;
}

#ifdef __SSE2__
constexpr std::size_t kLane = 16;

// Of the 16 bytes at `at`.
Classes ClassifyLane(const char* at) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
  const __m128i letters =
      _mm_sub_epi8(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), _mm_set1_epi8('a'));
  const __m128i digits = _mm_sub_epi8(bytes, _mm_set1_epi8('0'));
  const __m128i is_letter = _mm_cmpeq_epi8(_mm_min_epu8(letters, _mm_set1_epi8(25)), letters);
  const __m128i is_digit = _mm_cmpeq_epi8(_mm_min_epu8(digits, _mm_set1_epi8(9)), digits);
  const auto high = static_cast<unsigned>(_mm_movemask_epi8(bytes));
  const auto word = static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(is_letter, is_digit)));
  return {word | high, high};
}

// Of the up to 64 bytes at `at`, which lie in `text`, of 16 bytes or more.
Classes Classify(std::string_view text, std::size_t at, std::size_t size) {
  Classes classes;
  std::size_t done = 0;
  for (; done + kLane <= size; done += kLane) {
    const Classes lane = ClassifyLane(text.data() + at + done);
    classes.word |= lane.word << done;
    classes.high |= lane.high << done;
  }
  if (done < size) {  // the last lane reaches back over bytes already seen
    const std::size_t back = kLane - (size - done);
    const Classes lane = ClassifyLane(text.data() + at + size - kLane);
    classes.word |= lane.word >> back << done;
    classes.high |= lane.high >> back << done;
  }
  return classes;
}
#endif

}  // namespace

bool RunFinder::Load() {
  word_ = 0;
  if (next_ == text_.size()) return false;
  base_ = next_;
  const std::size_t size = std::min(kBlock, text_.size() - base_);
  next_ += size;
  Classes classes;
#ifdef __SSE2__
  if (text_.size() >= kLane) {
    classes = Classify(text_, base_, size);
  } else {
    classes = ClassifyBytewise(text_.substr(base_, size));
  }
#else
  classes = ClassifyBytewise(text_.substr(base_, size));
#endif
  word_ = classes.word;
  high_ = classes.high;
  return true;
}

}  // namespace fun::detect
