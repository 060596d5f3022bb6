#include "core/detect/known/runs.h"

#include <algorithm>

#include "core/base/byte_block.h"
#include "core/detect/known/fold.h"

namespace fun::detect {
namespace {

struct Classes {
  std::uint64_t word = 0;
  std::uint64_t high = 0;
};

#ifdef __SSE2__
Classes ClassifyBlock(__m128i bytes) {
  const __m128i letters = InRange(Or(bytes, _mm_set1_epi8(0x20)), 'a', 26);
  const unsigned high = BitsOf(bytes);
  return {BitsOf(Or(letters, InRange(bytes, '0', 10))) | high, high};
}

// Of up to 64 bytes.
Classes Classify(std::string_view bytes) {
  Classes classes;
  std::size_t done = 0;
  const auto add = [&classes, &done](__m128i block) {
    const Classes more = ClassifyBlock(block);
    classes.word |= more.word << done;
    classes.high |= more.high << done;
  };
  for (; done + kBlockSize <= bytes.size(); done += kBlockSize) add(LoadBlock(&bytes[done]));
  if (done < bytes.size()) add(LoadRest(bytes.substr(done)));
  return classes;
}
#else
Classes Classify(std::string_view bytes) {
  Classes classes;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const bool is_high = static_cast<unsigned char>(bytes[i]) >= 0x80;
    classes.high |= std::uint64_t{is_high} << i;
    classes.word |= std::uint64_t{is_high || IsAsciiWordByte(bytes[i])} << i;
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
  const Classes classes = Classify(text_.substr(base_, size));
  word_ = classes.word;
  high_ = classes.high;
  return true;
}

}  // namespace fun::detect
