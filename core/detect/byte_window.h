// Which of 64 bytes are of a kind, a bit for each: what stands beside what is then a shift.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace fun::detect {

// The first byte's bit is the lowest.  Beyond the text's end all are 0.
struct ByteWindow {
  static constexpr std::size_t kSize = 64;

  std::uint64_t digits = 0;
  std::uint64_t letters = 0;   // ASCII, as all but `high`
  std::uint64_t capitals = 0;  //
  std::uint64_t words = 0;     // letters, digits and _
  std::uint64_t white = 0;     //
  std::uint64_t dots = 0;      //
  std::uint64_t colons = 0;    //
  std::uint64_t equals = 0;    //
  std::uint64_t commas = 0;    // or A0, the end of a no-break space
  std::uint64_t ats = 0;       //
  std::uint64_t brackets = 0;  // ( [ { <
  std::uint64_t run = 0;       // what a number, its separators included, is made of
  std::uint64_t high = 0;      // 0x80 and up

  bool operator==(const ByteWindow&) const = default;
};

// The window of text[at, …), by the widest registers that the machine has.
ByteWindow WindowAt(std::string_view text, std::size_t at);

// The same byte by byte: for machines that have none of them, and for tests.
ByteWindow PlainWindowAt(std::string_view text, std::size_t at);

#ifdef __SSE2__
// By sixteen bytes: every x86-64.
ByteWindow Sse2WindowAt(std::string_view text, std::size_t at);
#endif

}  // namespace fun::detect
