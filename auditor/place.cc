#include "auditor/place.h"

#include <algorithm>
#include <bit>

#include "core/base/arena.h"
#include "core/json/text.h"

namespace fun::auditor {
namespace {

constexpr std::size_t kLongestKey = 64;  // bytes; longer ones are data
constexpr std::size_t kFewestIdDigits = 5;
constexpr std::size_t kShownAtEachEnd = 16;  // steps of a path

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
bool IsHigh(char c) { return static_cast<unsigned char>(c) >= 0x80; }
bool IsKeyByte(char c) { return IsDigit(c) || IsLetter(c) || c == '_' || c == '-'; }

bool IsPlainKey(std::string_view key) {
  if (key.size() > kLongestKey || !std::ranges::all_of(key, IsKeyByte)) return false;
  return key.size() < kFewestIdDigits || !std::ranges::all_of(key, IsDigit);
}

void AppendKey(std::string_view raw, Scanner& scanner, std::string& pointer) {
  constexpr std::size_t kLongestEscape = 6;
  Arena arena;
  const bool is_long = raw.size() > kLongestKey * kLongestEscape;
  const std::string_view key = is_long ? raw : json::Unescape(raw, arena).text;
  if (IsPlainKey(key) && scanner.Scan(key).empty()) {
    pointer += key;
  } else {
    pointer += '*';
  }
}

}  // namespace

void AppendPath(const Layer& layer, Scanner& scanner, std::string& pointer) {
  const std::size_t steps = layer.frames.size();
  for (std::size_t i = 0; i < steps; ++i) {
    pointer += '/';
    if (steps > 2 * kShownAtEachEnd && i == kShownAtEachEnd) {
      pointer += "…";
      i = steps - kShownAtEachEnd - 1;
      continue;
    }
    const Frame& frame = layer.frames[i];
    if (frame.is_object) {
      AppendKey(Slice(layer.text, frame.key), scanner, pointer);
    } else {
      pointer += std::to_string(frame.elements - 1);
    }
  }
}

std::string WithLength(std::string_view kind, std::size_t bytes) {
  std::string text(kind);
  const std::size_t low = std::bit_floor(bytes);
  text.append("[").append(std::to_string(low));
  if (low > 1) text.append("-").append(std::to_string(2 * low - 1));
  return text.append("]");
}

std::string ShapeOf(std::string_view text) {
  struct Kind {
    std::string_view name;
    bool is_there = false;
  };
  Kind letters = {"letters"};
  Kind digits = {"digits"};
  Kind spaces = {"spaces"};
  Kind symbols = {"symbols"};
  for (const char c : text) {
    const bool is_space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    Kind& kind = IsLetter(c) || IsHigh(c) ? letters
                 : IsDigit(c)             ? digits
                 : is_space               ? spaces
                                          : symbols;
    kind.is_there = true;
  }
  std::string shape;
  for (const Kind& kind : {letters, digits, spaces, symbols}) {
    if (kind.is_there) shape.append(shape.empty() ? "" : "+").append(kind.name);
  }
  return WithLength(shape.empty() ? "empty" : shape, text.size());
}

std::string ShapeOf(const Value& value) {
  switch (value.kind) {
    case ValueKind::kString:
    case ValueKind::kNumber:
      return ShapeOf(value.text);
    case ValueKind::kTrueOrFalse:
    case ValueKind::kNull:
      return "literal";
    case ValueKind::kObject:
      return "object";
    case ValueKind::kList:
      return "list";
  }
  return {};
}

}  // namespace fun::auditor
