// Walks the tokens of one JSON text, checks the grammar of RFC 8259 as it
// goes, and tells a visitor what stands where.
//
// The walk is the one reader of JSON in this project: gate, anonymizer, auditor and
// loader differ only in their visitors.  It visits every token, so that nothing
// is passed over unchecked, and builds nothing.
//
// A visitor has these members; spans are offsets into `text`, strings without
// their quotes and still escaped:
//   void OnKey(Span raw);             then the member's value
//   void OnString(Span raw);
//   void OnScalar(Span raw);          number, true, false, null
//   void OnOpen(std::size_t at, bool is_object);
//   void OnClose(std::size_t at);     at: its closing bracket
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/span.h"
#include "core/json/refusal.h"
#include "core/json/scalar.h"

namespace fun::json {

inline constexpr std::size_t kDefaultMaxDepth = 1024;

template <typename Visitor>
class Walker {
 public:
  // `tokens` come from Structure and may run on beyond [begin, end) of `text`,
  // which holds one value and white space around it.
  Walker(std::string_view text, Span range, std::span<const std::uint32_t> tokens,
         std::size_t max_depth, Visitor& visitor)
      : text_(text.data()),
        end_(range.end),
        next_(tokens.data()),
        last_(tokens.data() + tokens.size()),
        max_depth_(max_depth),
        visitor_(visitor) {}

  // Visits the one value.  Escapes in strings are NOT checked (AreEscapesValid).  After a
  // refusal the visitor has seen everything that was whole before `offset`.
  Verdict Walk() {
    if (!Peek()) return Stop(Refusal::kUnfinished);
    for (;;) {
      if (!Value()) return verdict_;
      while (!in_object_.empty()) {
        if (!Peek()) return Stop(Refusal::kUnfinished);
        const char c = text_[at_];
        if (c == ',') {
          ++next_;
          if (in_object_.back() != 0 && !Key()) return verdict_;
          if (in_object_.back() == 0 && !Peek()) return Stop(Refusal::kUnfinished);
          break;
        }
        if (c != (in_object_.back() != 0 ? '}' : ']')) return Stop(Refusal::kBadStructure);
        Close();
      }
      if (in_object_.empty()) return Peek() ? Stop(Refusal::kTrailingContent) : verdict_;
    }
  }

  // The first token that was not walked.
  const std::uint32_t* next() const { return next_; }

 private:
  // Sets at_ to the next token; false at the end of the text.
  bool Peek() {
    if (next_ == last_ || *next_ >= end_) {
      at_ = end_;
      return false;
    }
    at_ = *next_;
    return true;
  }

  // End of the token at at_: where the next begins, less white space.
  std::size_t TokenEnd() const {
    std::size_t end = last_ - next_ > 1 && next_[1] < end_ ? next_[1] : end_;
    while (IsJsonSpace(text_[end - 1])) --end;
    return end;
  }

  bool String(Span& raw) {
    if (last_ - next_ > 1 && next_[1] < end_ && text_[next_[1] - 1] == '"' && next_[1] - at_ >= 2) {
      raw = {at_ + 1, next_[1] - std::size_t{1}};
      ++next_;
      return true;
    }
    const std::size_t end = TokenEnd();
    if (end < at_ + 2 || text_[end - 1] != '"') return Refuse(Refusal::kBadStructure);
    raw = {at_ + 1, end - 1};
    ++next_;
    return true;
  }

  // A key and its colon; the value's first token is then in at_.
  bool Key() {
    if (last_ - next_ > 2 && next_[2] < end_) {
      // As nearly always: three tokens, and no space before the colon.
      const std::size_t open = next_[0];
      const std::size_t colon = next_[1];
      if (text_[open] == '"' && text_[colon] == ':' && text_[colon - 1] == '"' &&
          colon - open >= 2) {
        next_ += 2;
        at_ = *next_;
        visitor_.OnKey({open + 1, colon - 1});
        return true;
      }
    }
    return RareKey();
  }

  bool RareKey() {
    Span raw;
    if (!Peek()) return Refuse(Refusal::kUnfinished);
    if (text_[at_] != '"') return Refuse(Refusal::kBadStructure);
    if (!String(raw)) return false;
    if (!Peek()) return Refuse(Refusal::kUnfinished);
    if (text_[at_] != ':') return Refuse(Refusal::kBadStructure);
    ++next_;
    visitor_.OnKey(raw);
    return Peek() || Refuse(Refusal::kUnfinished);
  }

  // The value at at_: a scalar, or opened containers down to their first scalar.
  bool Value() {
    for (;;) {
      const char c = text_[at_];
      if (c == '"') {
        Span raw;
        if (!String(raw)) return false;
        visitor_.OnString(raw);
        return true;
      }
      if (c != '{' && c != '[') return Scalar();
      if (in_object_.size() == max_depth_) return Refuse(Refusal::kTooDeep);
      const bool is_object = c == '{';
      visitor_.OnOpen(at_, is_object);
      in_object_.push_back(is_object ? 1 : 0);
      ++next_;
      if (!Peek()) return Refuse(Refusal::kUnfinished);
      if (text_[at_] == (is_object ? '}' : ']')) {
        Close();
        return true;
      }
      if (is_object && !Key()) return false;
    }
  }

  bool Scalar() {
    const std::size_t end = TokenEnd();
    const Span raw = {at_, end};
    const Refusal refusal = CheckScalar({text_ + at_, raw.size()});
    // Without a bracket behind it, a number may have lost its last digits.
    const bool may_go_on = end == end_ && !in_object_.empty();
    if (may_go_on && refusal != Refusal::kBadStructure) return Refuse(Refusal::kUnfinished);
    if (refusal != Refusal::kNone) return Refuse(refusal);
    ++next_;
    visitor_.OnScalar(raw);
    return true;
  }

  void Close() {
    visitor_.OnClose(at_);
    in_object_.pop_back();
    ++next_;
  }

  bool Refuse(Refusal refusal) {
    verdict_ = {refusal, at_};
    return false;
  }

  Verdict Stop(Refusal refusal) {
    Refuse(refusal);
    return verdict_;
  }

  const char* text_;
  std::size_t end_;
  const std::uint32_t* next_;
  const std::uint32_t* last_;
  std::size_t max_depth_;
  Visitor& visitor_;
  std::size_t at_ = 0;
  Verdict verdict_;
  BracketStack in_object_;
};

}  // namespace fun::json
