// Compares short texts without a call: keys and values of events, most of them under 32 bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace fun {

// True when `size` bytes are the same.  Words at both ends overlap in the middle.
inline bool EqualBytes(const char* a, const char* b, std::size_t size) {
  const auto differ = [a, b]<typename Word>(std::size_t at, Word) {
    Word x = 0;
    Word y = 0;
    std::memcpy(&x, a + at, sizeof x);
    std::memcpy(&y, b + at, sizeof y);
    return x != y;
  };
  if (size > 32) return std::memcmp(a, b, size) == 0;
  if (size >= 8) {
    for (std::size_t at = 0; at + 8 < size; at += 8) {
      if (differ(at, std::uint64_t{})) return false;
    }
    return !differ(size - 8, std::uint64_t{});
  }
  if (size >= 4) return !differ(0, std::uint32_t{}) && !differ(size - 4, std::uint32_t{});
  for (std::size_t at = 0; at < size; ++at) {
    if (a[at] != b[at]) return false;
  }
  return true;
}

}  // namespace fun
