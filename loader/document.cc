#include "loader/document.h"

#include "core/json/scalar.h"
#include "core/json/text.h"

namespace fun::loader {
namespace {

enum class Field { kOther, kTime, kOldTime, kTimestamp };

Field FieldOf(std::string_view key) {
  if (key == "time") return Field::kTime;
  if (key == "timestamp") return Field::kOldTime;
  if (key == "@timestamp") return Field::kTimestamp;
  return Field::kOther;
}

// Looks at the members of the outermost object only.
class FieldVisitor {
 public:
  FieldVisitor(std::string_view line, Arena& arena) : line_(line), arena_(arena) {}

  void OnKey(Span raw) {
    if (depth_ != 1) return;
    field_ = FieldOf(json::Unescape(Slice(line_, raw), arena_).text);
    has_timestamp = has_timestamp || field_ == Field::kTimestamp;
  }
  void OnString(Span raw) {
    if (depth_ != 1 || (field_ != Field::kTime && field_ != Field::kOldTime)) return;
    const auto read = event::ParseTime(json::Unescape(Slice(line_, raw), arena_).text);
    (field_ == Field::kTime ? time : old_time) = read;
  }
  void OnScalar(Span) {}
  void OnOpen(std::size_t, bool) { ++depth_; }
  void OnClose(std::size_t) { --depth_; }

  std::optional<event::EpochMs> time;
  std::optional<event::EpochMs> old_time;
  bool has_timestamp = false;

 private:
  std::string_view line_;
  Arena& arena_;
  int depth_ = 0;
  Field field_ = Field::kOther;
};

Span WithoutSpace(std::string_view text, Span span) {
  while (span.begin < span.end && json::IsJsonSpace(text[span.begin])) ++span.begin;
  while (span.begin < span.end && json::IsJsonSpace(text[span.end - 1])) --span.end;
  return span;
}

}  // namespace

std::optional<Document> DocumentReader::Read(const event::Line& line) {
  arena_.Clear();
  FieldVisitor visitor(line.text, arena_);
  if (!event::WalkLine(line, max_depth_, visitor).empty()) return std::nullopt;
  Document document;
  document.json = WithoutSpace(line.text, line.json);
  document.time = visitor.time ? visitor.time : visitor.old_time;
  document.has_timestamp = visitor.has_timestamp;
  return document;
}

}  // namespace fun::loader
