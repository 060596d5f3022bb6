// Escapes 64 bytes at a time: JSON in a string has one every few bytes, nearly all of them \".
//
// Internal to core/json/text.cc.  Source of the arithmetic that tells which backslashes begin an
// escape: simdjson's escape scanner (Langdale and Lemire, "Parsing Gigabytes of JSON per Second",
// 2019, section 3.1.1).
#pragma once

#include <cstddef>
#include <cstdint>

namespace fun::json {

inline constexpr std::size_t kBlockSize = 64;

// Which of the 64 bytes at `bytes` are `c`: bit i for bytes[i].
std::uint64_t FindInBlock(const char* bytes, char c);

// Of backslashes, those that begin an escape; the first byte of the block is in none that began
// before it.
constexpr std::uint64_t EscapesAmong(std::uint64_t backslashes) {
  constexpr std::uint64_t kOdd = 0xAAAAAAAAAAAAAAAA;
  return ((((backslashes << 1) | kOdd) - backslashes) ^ kOdd) & backslashes;
}

// Copies [from, end) to `out` without the backslashes of \" \\ and \/, which stand for the
// character behind them.  Stops before an escape of another kind, or with fewer than 64 bytes left;
// both pointers move.  Writes up to 64 bytes behind where `out` ends.  Does nothing on a machine
// that cannot do it fast.
void CopyPlainEscapes(const char*& from, const char* end, char*& out);

}  // namespace fun::json
