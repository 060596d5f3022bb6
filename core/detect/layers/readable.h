// Tells text from the bytes that chance makes when something is decoded that was no encoding.
#pragma once

#include <cstddef>
#include <string_view>

namespace fun::detect {

// Printable characters of UTF-8 and white space, as many as stand together.
struct Stretch {
  std::size_t end = 0;
  std::size_t characters = 0;
  std::size_t common = 0;  // most in a row of those that texts are mostly made of
};

// Where six readable bytes in a row may begin, at or behind `at`, which is no byte within a
// character; the end when nowhere.  A shorter stretch is not readable.
std::size_t FindStretch(std::string_view bytes, std::size_t at);

// The stretch that begins at `begin`.  It also ends where two scripts meet in a word.
Stretch ReadStretch(std::string_view bytes, std::size_t begin);

// Six characters, six of them common in a row; or twelve, or all that there is: chance makes no
// such.  `is_whole`: the stretch is all that there is.
bool IsReadable(const Stretch& stretch, bool is_whole);

}  // namespace fun::detect
