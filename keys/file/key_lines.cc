#include "keys/file/key_lines.h"

#include <algorithm>

#include "core/base/ascii.h"

namespace fun::keys {
namespace {

constexpr std::size_t kKeyIdSize = 16;

std::string_view TakeLine(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// "dddd-dd-ddTdd:dd:ddZ": anything else in a comment is never printed.
bool IsTime(std::string_view text) {
  constexpr std::string_view kShape = "dddd-dd-ddTdd:dd:ddZ";
  constexpr auto kFits = [](char c, char shape) { return shape == 'd' ? IsDigit(c) : c == shape; };
  return std::ranges::equal(text, kShape, kFits);
}

bool IsKeyId(std::string_view text) {
  return text.size() == kKeyIdSize && std::ranges::all_of(text, IsLowerHexDigit);
}

}  // namespace

std::optional<KeyLines> ReadKeyLines(std::string_view text, std::string_view mark) {
  KeyLines lines;
  bool has_body = false;
  while (!text.empty()) {
    const std::string_view line = TakeLine(text);
    if (line.starts_with(kCreatedComment) && IsTime(line.substr(kCreatedComment.size()))) {
      lines.created = line.substr(kCreatedComment.size());
    } else if (line.starts_with(kKeyIdComment) && IsKeyId(line.substr(kKeyIdComment.size()))) {
      lines.key_id = line.substr(kKeyIdComment.size());
    } else if (!line.empty() && !line.starts_with('#')) {
      if (!line.starts_with(mark) || has_body) return std::nullopt;
      lines.body = line.substr(mark.size());
      has_body = true;
    }
  }
  if (!has_body) return std::nullopt;
  return lines;
}

}  // namespace fun::keys
