// From a chunk of log to lines that may be walked.
//
// A line is an event (one JSON object, behind a logger prefix or not), blank, or
// refused.  The tokens of a whole chunk are found in one call; when that call finds
// anything unsound, the chunk is done again line by line, so that a broken
// line costs its neighbours time but never their meaning.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/json/structure.h"
#include "core/json/text.h"
#include "core/json/walk.h"

namespace fun::event {

// Names of refusals that are not the grammar's (those: json::NameOf).
inline constexpr std::string_view kUnknownPrefix = "unknown-prefix";
inline constexpr std::string_view kTooLong = "too-long";
inline constexpr std::string_view kCutByPlatform = "cut-by-platform";
inline constexpr std::string_view kUnfinishedLastLine = "unfinished-last-line";
inline constexpr std::string_view kAlreadyAnonymized = "already-anonymized";
inline constexpr std::string_view kUnknownField = "unknown-field";  // and the policy refuses them

struct Line {
  std::string_view text;            // without its LF
  Span json;                        // its bytes behind the logger prefix
  bool is_blank = false;            // nothing but white space
  bool is_last_without_lf = false;  //
  json::Tokens tokens;              // of the JSON, and maybe of the lines behind it
  std::string_view refusal;         // not empty: refused before walking, and why
};

// Cuts a chunk into lines.  One thread; reuse it.
class LineSplitter {
 public:
  // `chunk` ends with a LF, or is the last of its input.
  void Start(std::string_view chunk);

  // The next line; false behind the last.  `line` is valid until the next call.
  bool Next(Line& line);

 private:
  void FindJson(Line& line);
  void IndexAlone(Line& line);

  json::Structure chunk_structure_;
  json::Structure line_structure_;
  std::string_view chunk_;
  std::size_t at_ = 0;
  bool chunk_is_sound_ = false;
  std::span<const std::uint32_t> tokens_;  // from the current line on
};

// Walks one line that is neither blank nor refused: one object, every
// escape valid.  Returns "" or the reason; the visitor's spans are offsets into line.text.
template <typename Visitor>
std::string_view WalkLine(const Line& line, std::size_t max_depth, Visitor& visitor) {
  json::Walker walker(line.text, line.tokens, {max_depth, true}, visitor);
  const json::Verdict verdict = walker.Walk();
  return verdict.ok() ? std::string_view() : json::NameOf(verdict.refusal);
}

// `reason` as it is reported: a broken line of exactly 10,000 or 50,000
// characters was cut by the platform; a broken line at the end has no end yet.
std::string_view RefineRefusal(const Line& line, std::string_view reason);

}  // namespace fun::event
