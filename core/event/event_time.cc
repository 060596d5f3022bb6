#include "core/event/event_time.h"

#include "core/base/arena.h"
#include "core/json/scalar.h"
#include "core/json/text.h"

namespace fun::event {
namespace {

// The quote that closes the string whose content begins at `at`; json.size() if none does.
std::size_t ClosingQuote(std::string_view json, std::size_t at) {
  for (std::size_t end = json.find('"', at); end != std::string_view::npos;
       end = json.find('"', end + 1)) {
    std::size_t begin = end;
    while (begin > at && json[begin - 1] == '\\') --begin;
    if ((end - begin) % 2 == 0) return end;
  }
  return json.size();
}

std::size_t BehindSpace(std::string_view json, std::size_t at) {
  while (at < json.size() && json::IsJsonSpace(json[at])) ++at;
  return at;
}

bool IsKey(std::string_view raw, std::string_view key) {
  if (raw == key) return true;
  if (raw.find('\\') == std::string_view::npos) return false;
  Arena arena;
  return json::Unescape(raw, arena).text == key;
}

// The times of one event, as they are met.
struct Times {
  std::optional<EpochMs> time;
  std::optional<EpochMs> timestamp;

  void Take(std::string_view key, std::string_view value) {
    const bool is_time = IsKey(key, "time");
    if (!is_time && !IsKey(key, "timestamp")) return;
    Arena arena;
    const auto read = ParseTime(json::Unescape(value, arena).text);
    if (read) (is_time ? time : timestamp) = read;
  }
};

// The string at json[at] of the event's own object; returns where to go on.
std::size_t TakeOuterString(std::string_view json, std::size_t at, Times& times) {
  const std::size_t end = ClosingQuote(json, at + 1);
  const std::string_view key = json.substr(at + 1, end - at - 1);
  const std::size_t colon = BehindSpace(json, end + 1);
  if (colon >= json.size() || json[colon] != ':') return end + 1;  // a value
  const std::size_t value = BehindSpace(json, colon + 1);
  if (value >= json.size() || json[value] != '"') return value;
  const std::size_t value_end = ClosingQuote(json, value + 1);
  times.Take(key, json.substr(value + 1, value_end - value - 1));
  return value_end + 1;
}

}  // namespace

std::optional<EpochMs> TimeOfEvent(std::string_view json) {
  Times times;
  int depth = 0;
  for (std::size_t at = 0; at < json.size();) {
    const char c = json[at];
    if (c == '"') {
      at = depth == 1 ? TakeOuterString(json, at, times) : ClosingQuote(json, at + 1) + 1;
      continue;
    }
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    ++at;
  }
  return times.time ? times.time : times.timestamp;
}

}  // namespace fun::event
