// Finds where the tokens of JSON text begin, and nothing else.
//
// This is simdjson's stage 1: one pass of SIMD code that checks UTF-8, finds
// the strings, and lists the offset of every { } [ ] : , of every string's
// opening quote and of every other scalar's first byte.  It says nothing about
// grammar; core/json/walk.h does.  One call serves a whole chunk of lines, as
// long as all of them are sound: an open string swallows the newline, and a
// newline in a string is an error, so that no broken line passes unseen.
//
// `simdjson::internal` is no promised interface of that library; this file is
// the only one that touches it (docs/adr/0002-stage-one.md).
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "core/json/refusal.h"

namespace simdjson::internal {
class dom_parser_implementation;
}

namespace fun::json {

bool IsUtf8(std::string_view text);

// Where a walk begins among the tokens of a text.  At least two more that are not below the text's
// size stand behind its last.
struct Tokens {
  const std::uint32_t* begin = nullptr;
  std::uint32_t shift = 0;  // to be subtracted: where the walked text begins in the indexed one
};

// One thread; reuse it, it keeps its memory: 4 bytes a byte of the largest text.
class Structure {
 public:
  Structure();
  Structure(Structure&&) noexcept;
  ~Structure();

  // Lists the tokens of `text` (one value or many lines, under 4 GiB).  Refuses invalid
  // UTF-8, an unclosed string, a control character in a string.
  Refusal Index(std::string_view text);

  // What Index does where simdjson has no code for the processor: its own fallback tells other
  // tokens of broken text.
  Refusal IndexByteByByte(std::string_view text);

  // As Index, byte by byte, for text that need not be sound: takes any bytes
  // in strings and stops before a string that never closes.  For payloads that
  // the platform cut in the middle; also the plain word against which tests
  // hold Index.
  void IndexAsFarAsPossible(std::string_view text);

  // Offsets in rising order, valid until the next Index.
  std::span<const std::uint32_t> tokens() const { return tokens_; }
  Tokens start() const { return {tokens_.data(), 0}; }

 private:
  void EndPlain(std::size_t end);

  std::unique_ptr<simdjson::internal::dom_parser_implementation> stage1_;
  std::vector<std::uint32_t> plain_;
  std::span<const std::uint32_t> tokens_;
};

}  // namespace fun::json
