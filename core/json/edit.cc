#include "core/json/edit.h"

#include <algorithm>

#include "core/json/text.h"

namespace fun::json {
namespace {

// Walks the raw bytes of a string and its decoded text side by side.
class RawCursor {
 public:
  explicit RawCursor(std::string_view raw) : raw_(raw) {}

  // Raw offset of the byte or escape sequence that holds decoded byte
  // `offset`; the end if there is none.  Offsets must not fall from call to call.
  std::size_t Begin(std::size_t offset) {
    SkipPlain(offset);
    while (raw_at_ < raw_.size() && decoded_at_ + Next().decoded <= offset) Step(offset);
    return raw_at_;
  }

  // Raw offset behind everything that decoded bytes before `offset` come from.
  std::size_t End(std::size_t offset) {
    SkipPlain(offset);
    while (raw_at_ < raw_.size() && decoded_at_ < offset) Step(offset);
    return raw_at_;
  }

 private:
  EscapeSize Next() const { return SizeOfNext(raw_, raw_at_); }

  void Step(std::size_t offset) {
    const EscapeSize next = Next();
    raw_at_ += next.raw;
    decoded_at_ += next.decoded;
    SkipPlain(offset);
  }

  // Bytes up to the next backslash stand for themselves.
  void SkipPlain(std::size_t offset) {
    if (offset <= decoded_at_) return;
    const std::string_view rest = raw_.substr(raw_at_, offset - decoded_at_);
    const std::size_t plain = std::min(rest.find('\\'), rest.size());
    raw_at_ += plain;
    decoded_at_ += plain;
  }

  std::string_view raw_;
  std::size_t raw_at_ = 0;
  std::size_t decoded_at_ = 0;
};

}  // namespace

Result<void> AppendEdited(std::string_view line, std::span<const Edit> edits, std::string& out) {
  std::size_t at = 0;
  for (const Edit& edit : edits) {
    if (edit.span.begin < at || edit.span.end < edit.span.begin || edit.span.end > line.size()) {
      return Failure(ExitCode::kInput, "edits overlap or reach past the end of a line");
    }
    at = edit.span.end;
  }
  at = 0;
  for (const Edit& edit : edits) {
    out.append(line, at, edit.span.begin - at);
    out.append(edit.text);
    at = edit.span.end;
  }
  out.append(line, at);
  return {};
}

void MapEditsOut(std::string_view raw, std::size_t raw_begin, std::span<const Edit> inner,
                 Arena& arena, std::vector<Edit>& outer) {
  RawCursor cursor(raw);
  for (const Edit& edit : inner) {
    Span span;
    span.begin = cursor.Begin(edit.span.begin);
    span.end = edit.span.size() == 0 ? span.begin : cursor.End(edit.span.end);
    span.begin += raw_begin;
    span.end += raw_begin;
    outer.push_back({span, EscapeInto(edit.text, arena)});
  }
}

}  // namespace fun::json
