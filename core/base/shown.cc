#include "core/base/shown.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "core/base/utf8.h"

namespace fun {
namespace {

bool IsShown(std::uint32_t point) {
  if (point < 0x20 || (point >= 0x7F && point < 0xA0)) return false;
  return (point < 0x2028 || point > 0x202E) && (point < 0x2066 || point > 0x2069);
}

}  // namespace

std::string Shown(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const Utf8Character character = ReadUtf8(text, 0);
    const std::size_t size = std::max(character.size, std::size_t{1});
    shown += character.size > 0 && IsShown(character.point) ? text.substr(0, size) : "?";
    text.remove_prefix(size);
  }
  return shown;
}

}  // namespace fun
