// Walks the tokens of one JSON text, checks the grammar of RFC 8259 as it
// goes, and tells a visitor what stands where.
//
// The walk is the one reader of JSON in this project: gate, anonymizer, auditor and
// loader differ only in their visitors.  It visits every token, so that nothing
// is passed over unchecked, and builds nothing.
//
// A visitor has these members; spans are offsets into the text, strings without
// their quotes and still escaped:
//   void OnKey(RawString raw);        then the member's value
//   void OnString(RawString raw);
//   void OnScalar(Span raw);          number, true, false, null
//   void OnOpen(std::size_t at, bool is_object);
//   void OnClose(std::size_t at);     at: its closing bracket
//
// Everything that a sound line needs is inlined into one loop whose state lives in
// registers; what is rare (white space before a colon, escapes, numbers with
// fractions) is called out of line.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/span.h"
#include "core/json/bracket_stack.h"
#include "core/json/refusal.h"
#include "core/json/scalar.h"
#include "core/json/structure.h"
#include "core/json/text.h"

namespace fun::json {

inline constexpr std::size_t kDefaultMaxDepth = 1024;

// A string of the text; has_escape: a backslash stands in it.
struct RawString : Span {
  bool has_escape = false;
};

struct WalkOptions {
  std::size_t max_depth = kDefaultMaxDepth;
  // False: broken escapes are no reason to stop, as in payloads that the platform cut.
  bool checks_escapes = true;
};

template <typename Visitor>
class Walker {
 public:
  // `text` holds one value and white space around it, and maybe something else before the first
  // token.
  Walker(std::string_view text, Tokens tokens, WalkOptions options, Visitor& visitor)
      : text_(text), tokens_(tokens), options_(options), visitor_(visitor) {}

  // Visits the one value.  After a refusal the visitor has seen everything that was whole
  // before `offset`.
  Verdict Walk() {
    Cursor cursor = {text_.data(),        tokens_.begin, tokens_.shift, text_.size(), 0,
                     FindEscape(text_, 0)};
    const Refusal refusal = WalkValue(cursor);
    next_ = cursor.next;
    return {refusal, refusal == Refusal::kNone ? 0 : cursor.at};
  }

  // After Walk: the first token that was not walked.
  const std::uint32_t* next() const { return next_; }

 private:
  // Where the walk stands.  Never passed to a function that is not inlined.
  struct Cursor {
    const char* text;
    const std::uint32_t* next;  // token
    std::uint32_t shift;
    std::size_t end;     // of the text
    std::size_t at;      // of the token in hand
    std::size_t escape;  // the next backslash, or the text's size

    [[gnu::always_inline]] std::size_t Place(int ahead) const {
      return static_cast<std::uint32_t>(next[ahead] - shift);
    }

    // Sets at to the next token; false at the end of the text.
    [[gnu::always_inline]] bool Peek() {
      at = Place(0);
      if (at < end) [[likely]]
        return true;
      at = end;
      return false;
    }
  };

  [[gnu::always_inline]] Refusal WalkValue(Cursor& cursor) {
    BracketStack open(deeper_);
    if (!cursor.Peek()) return Refusal::kUnfinished;
    Refusal refusal = Value(cursor, open);
    while (refusal == Refusal::kNone && !open.empty()) {
      if (!cursor.Peek()) return Refusal::kUnfinished;
      const char c = cursor.text[cursor.at];
      if (c == ',') {
        ++cursor.next;
        refusal = open.is_object() ? Key(cursor)
                  : cursor.Peek()  ? Refusal::kNone
                                   : Refusal::kUnfinished;
        if (refusal == Refusal::kNone) refusal = Value(cursor, open);
      } else if (c == (open.is_object() ? '}' : ']')) {
        Close(cursor, open);
      } else {
        return Refusal::kBadStructure;
      }
    }
    if (refusal != Refusal::kNone) return refusal;
    return cursor.Peek() ? Refusal::kTrailingContent : Refusal::kNone;
  }

  // The string whose opening quote is at cursor.at, into a new `raw`; takes its token.
  [[gnu::always_inline]] Refusal String(Cursor& cursor, RawString& raw) {
    const std::size_t behind = cursor.Place(1) < cursor.end ? cursor.Place(1) : cursor.end;
    std::size_t end = behind;
    if (cursor.text[end - 1] != '"') [[unlikely]]
      end = SkipSpaceBefore(cursor.text, end);
    if (end < cursor.at + 2 || cursor.text[end - 1] != '"') return Refusal::kBadStructure;
    raw.begin = cursor.at + 1;
    raw.end = end - 1;
    if (cursor.escape < raw.end) [[unlikely]] {
      raw.has_escape = true;
      if (options_.checks_escapes && !AreEscapesValid(Slice(text_, raw))) {
        return Refusal::kBadEscape;
      }
      cursor.escape = FindEscape(text_, end);
    }
    ++cursor.next;
    return Refusal::kNone;
  }

  // A key and its colon; the value's first token is then in cursor.at.
  [[gnu::always_inline]] Refusal Key(Cursor& cursor) {
    RawString raw;
    if (!cursor.Peek()) return Refusal::kUnfinished;
    if (cursor.text[cursor.at] != '"') return Refusal::kBadStructure;
    if (const Refusal refusal = String(cursor, raw); refusal != Refusal::kNone) return refusal;
    if (!cursor.Peek()) return Refusal::kUnfinished;
    if (cursor.text[cursor.at] != ':') return Refusal::kBadStructure;
    ++cursor.next;
    visitor_.OnKey(raw);
    return cursor.Peek() ? Refusal::kNone : Refusal::kUnfinished;
  }

  // The value at cursor.at: a scalar, or opened containers down to their first scalar.
  [[gnu::always_inline]] Refusal Value(Cursor& cursor, BracketStack& open) {
    for (;;) {
      const char c = cursor.text[cursor.at];
      if (c == '"') {
        RawString raw;
        if (const Refusal refusal = String(cursor, raw); refusal != Refusal::kNone) return refusal;
        visitor_.OnString(raw);
        return Refusal::kNone;
      }
      if (c != '{' && c != '[') return Scalar(cursor, open);
      if (open.size() == options_.max_depth) return Refusal::kTooDeep;
      const bool is_object = c == '{';
      visitor_.OnOpen(cursor.at, is_object);
      open.Push(is_object);
      ++cursor.next;
      if (!cursor.Peek()) return Refusal::kUnfinished;
      if (cursor.text[cursor.at] == (is_object ? '}' : ']')) {
        Close(cursor, open);
        return Refusal::kNone;
      }
      if (is_object) {
        if (const Refusal refusal = Key(cursor); refusal != Refusal::kNone) return refusal;
      }
    }
  }

  [[gnu::always_inline]] Refusal Scalar(Cursor& cursor, const BracketStack& open) {
    const std::size_t behind = cursor.Place(1) < cursor.end ? cursor.Place(1) : cursor.end;
    const Span raw = {cursor.at, SkipSpaceBefore(cursor.text, behind)};
    const Refusal refusal = CheckScalar({cursor.text + raw.begin, raw.size()});
    // Without a bracket behind it, a number may have lost its last digits.
    const bool may_go_on = raw.end == cursor.end && !open.empty();
    if (may_go_on && refusal != Refusal::kBadStructure) return Refusal::kUnfinished;
    if (refusal != Refusal::kNone) return refusal;
    ++cursor.next;
    visitor_.OnScalar(raw);
    return Refusal::kNone;
  }

  [[gnu::always_inline]] void Close(Cursor& cursor, BracketStack& open) {
    visitor_.OnClose(cursor.at);
    open.Pop();
    ++cursor.next;
  }

  std::string_view text_;
  Tokens tokens_;
  WalkOptions options_;
  Visitor& visitor_;
  std::vector<std::uint64_t> deeper_;  // of the bracket stack
  const std::uint32_t* next_ = nullptr;
};

}  // namespace fun::json
