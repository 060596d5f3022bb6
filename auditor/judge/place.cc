#include "auditor/judge/place.h"

#include <algorithm>
#include <bit>

#include "core/base/arena.h"
#include "core/base/ascii.h"
#include "core/event/field_names.h"
#include "core/event/grammar.h"
#include "core/json/text.h"

namespace fun::auditor {
namespace {

constexpr std::size_t kLongestKey = 256;     // bytes, raw; longer ones are data
constexpr std::size_t kShownAtEachEnd = 16;  // steps of a path

bool IsLetter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
bool IsHigh(char c) { return static_cast<unsigned char>(c) >= 0x80; }

bool MayShow(std::string_view key, const event::Policy& policy, Scanner& scanner) {
  // Before any scan: a person who took the name `event` must not blind the reports.
  if (event::IsFieldName(key) || policy.Names(key)) return true;
  return event::IsPlatformId(key) && scanner.Scan(key).IsClean();
}

bool IsIndex(std::string_view step) {
  return !step.empty() && std::ranges::all_of(step, [](char c) { return c >= '0' && c <= '9'; });
}

void AppendKey(std::string_view key, const PathWatch& watch, std::string& pointer) {
  pointer += MayShow(key, watch.policy, watch.scanner) ? key : "*";
}

}  // namespace

void AppendPath(const Layer& layer, const PathWatch& watch, std::string& pointer) {
  Arena arena;
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
      const std::string_view raw = Slice(layer.text, frame.key);
      AppendKey(raw.size() > kLongestKey ? raw : json::Unescape(raw, arena).text, watch, pointer);
    } else {
      pointer += std::to_string(frame.elements - 1);
    }
  }
}

std::string PatternOf(std::string_view pointer) {
  std::string pattern;
  while (!pointer.empty()) {
    const std::size_t end = std::min(pointer.find_first_of("/>"), pointer.size());
    const std::string_view step = pointer.substr(0, end);
    pattern += IsIndex(step) ? "*" : step;
    if (end < pointer.size()) pattern += pointer[end];
    pointer.remove_prefix(std::min(end + 1, pointer.size()));
  }
  return pattern;
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

std::string ShapeOf(const Hit& hit) {
  return hit.form.empty() ? ShapeOf(hit.text) : WithLength(hit.form, hit.text.size());
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
