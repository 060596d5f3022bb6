#include "core/base/shown.h"

#include <gtest/gtest.h>

namespace fun {
namespace {

TEST(Shown, LeavesTextAsItIs) {
  const std::string text = "key 0a~ café, Ελένη, 東京 😀\u00A0\u2027\u202F\u2065\u206A";
  EXPECT_EQ(Shown(text), text);
  EXPECT_EQ(Shown(""), "");
}

TEST(Shown, MasksWhatSteersATerminal) {
  EXPECT_EQ(Shown(std::string_view("a\0b\tc\nd\r\x1b[31m\x1f\x7f", 15)), "a?b?c?d??[31m??");
  EXPECT_EQ(Shown("\u0080a\u0085b\u009B31m\u009F"), "?a?b?31m?");
}

TEST(Shown, MasksWhatTurnsTheOrderOfWriting) {
  EXPECT_EQ(Shown("\u2028\u2029\u202A\u202B\u202C\u202D\u202E"), "???????");
  EXPECT_EQ(Shown("a\u2066b\u2067c\u2068d\u2069"), "a?b?c?d?");
}

TEST(Shown, MasksBytesThatAreNoUtf8) {
  EXPECT_EQ(Shown("\x9b\x33\xff"), "?3?");
  EXPECT_EQ(Shown("caf\xc3"), "caf?");
  EXPECT_EQ(Shown("\xed\xa0\x80"), "???");  // half of a pair
  EXPECT_EQ(Shown("\xc0\x9b"), "??");       // an overlong ESC is none, nor a C1
}

}  // namespace
}  // namespace fun
