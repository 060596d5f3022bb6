// Forms without which a text holds no match of some rules: two letters and two digits begin an
// IBAN, three dots between digits make an IPv4 address.
//
// All are looked for at once, 64 bytes at a time, so that most rules never read the text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/detect/byte_window.h"

namespace fun::detect {

inline constexpr std::uint16_t kFormEnglishAddress = 1;  // a number, and a street's name behind
inline constexpr std::uint16_t kFormFrenchAddress = 2;   // a number and a word, or a postcode
inline constexpr std::uint16_t kFormIban = 4;            // a country's two letters and two digits
inline constexpr std::uint16_t kFormIpv4 = 8;            // three dots between digits
inline constexpr std::uint16_t kFormIpv6 = 16;           // six colons, or two that touch
inline constexpr std::uint16_t kFormNir = 32;            // a letter amid six and six digits
inline constexpr std::uint16_t kFormSpoken = 64;         // a spoken "at"
inline constexpr std::uint16_t kFormSecret = 128;        // a sign behind a secret's name, or a verb
inline constexpr std::uint16_t kFormToken = 256;         // how the keys of some service begin
inline constexpr std::uint16_t kFormJwt = 512;           // "eyJ", "eyA"

inline constexpr std::uint16_t kFormCookie = 1024;  // a sign behind a name that ends in "cookie"
inline constexpr std::uint16_t kFormWord = 2048;    // a letter

inline constexpr std::size_t kForms = 4096;

// One text's, which is read in windows that overlap, so that each form lies whole in one.  What
// stands before a window is not known: at its begin a form may be seen that is none.
class FormFinder {
 public:
  static constexpr std::size_t kOverlap = 16;  // the longest form has 13 bytes
  static constexpr std::size_t kStep = ByteWindow::kSize - kOverlap;

  // `at` is where the window begins.
  void Add(const ByteWindow& window, std::string_view text, std::size_t at);

  // Of all windows together.
  std::uint16_t Finish() const;

 private:
  void AddStreets(const ByteWindow& window, std::string_view text, std::size_t at);
  void AddWords(const ByteWindow& window, std::string_view text, std::size_t at);
  void AddNames(const ByteWindow& window, std::string_view text, std::size_t at);

  std::uint16_t forms_ = 0;
  bool has_street_ = false;  // a number and a word
  bool has_gap_ = false;     // a space or a comma
  int dots_ = 0;
  int colons_ = 0;
};

}  // namespace fun::detect
