// Bytes of a text as a number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace fun {

// The bytes at `at`, in the machine's order.
template <typename Word>
std::uint64_t LoadWord(const char* at) {
  Word word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}

// Of up to seven bytes: the first is the lowest, those that are not there are 0.
inline std::uint64_t LoadUpToSeven(std::string_view bytes) {
  const std::size_t size = bytes.size();
  const auto byte = [bytes](std::size_t at) {
    return std::uint64_t{static_cast<unsigned char>(bytes[at])};
  };
  const auto four = [byte](std::size_t at) {  // compilers make one load of it
    return byte(at) | byte(at + 1) << 8 | byte(at + 2) << 16 | byte(at + 3) << 24;
  };
  // Bytes that are taken twice are the same bits.
  if (size >= 4) return four(0) | four(size - 4) << 8 * (size - 4);
  if (size == 0) return 0;
  return byte(0) | byte(size / 2) << 8 * (size / 2) | byte(size - 1) << 8 * (size - 1);
}

}  // namespace fun
