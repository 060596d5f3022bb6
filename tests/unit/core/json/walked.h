// Walks a text and writes down what a visitor was told.
#pragma once

#include <string>
#include <string_view>

#include "core/json/structure.h"
#include "core/json/text.h"
#include "core/json/walk.h"

namespace fun::json {

// Each call as a word: "{ k:a s:b k:c n:1 }"; strings as they stand, escaped.
class Recorder {
 public:
  explicit Recorder(std::string_view text) : text_(text) {}
  void OnKey(Span raw) { Add("k:", raw); }
  void OnString(Span raw) { Add("s:", raw); }
  void OnScalar(Span raw) { Add("n:", raw); }
  void OnOpen(std::size_t at, bool is_object) {
    Add("", {at, at + 1});
    is_bracket_right = is_bracket_right && text_[at] == (is_object ? '{' : '[');
  }
  void OnClose(std::size_t at) { Add("", {at, at + 1}); }

  std::string words;
  bool is_bracket_right = true;

 private:
  void Add(std::string_view kind, Span span) {
    if (!words.empty()) words += ' ';
    words.append(kind).append(Slice(text_, span));
  }
  std::string_view text_;
};

struct Walked {
  std::string_view reason;  // "" when the text is one sound value
  std::size_t offset = 0;   // where the walk stopped
  std::string words;
};

inline Walked WalkTokens(std::string_view text, const Structure& structure,
                         WalkOptions options = {}) {
  Recorder recorder(text);
  Walker walker(text, structure.start(), options, recorder);
  const Verdict verdict = walker.Walk();
  if (!recorder.is_bracket_right) return {"wrong-bracket", verdict.offset, recorder.words};
  return {verdict.ok() ? std::string_view() : NameOf(verdict.refusal), verdict.offset,
          recorder.words};
}

// As the gate does it: stage 1, walk.
inline Walked WalkText(std::string_view text, std::size_t max_depth = kDefaultMaxDepth) {
  Structure structure;
  const Refusal refusal = structure.Index(text);
  if (refusal != Refusal::kNone) return {NameOf(refusal), 0, ""};
  return WalkTokens(text, structure, {max_depth, true});
}

}  // namespace fun::json
