// Any bytes as JSON: a plain second reader agrees, and strings survive being read and written.
#include <vector>

#include "core/json/edit.h"
#include "tests/fuzz/laws.h"
#include "tests/unit/core/json/reference_parser.h"
#include "tests/unit/core/json/walked.h"

namespace fun::fuzz {
namespace {

constexpr std::size_t kMaxDepth = 1024;

// Raw strings of a text, keys too.
struct Strings {
  void OnKey(json::RawString raw) { all.push_back(raw); }
  void OnString(json::RawString raw) { all.push_back(raw); }
  void OnScalar(Span /*raw*/) {}
  void OnOpen(std::size_t /*at*/, bool /*is_object*/) {}
  void OnClose(std::size_t /*at*/) {}

  std::vector<json::RawString> all;
};

void CheckWalk(std::string_view text) {
  json::Structure plain;
  plain.IndexAsFarAsPossible(text);
  const json::Walked leniently = json::WalkTokens(text, plain, {kMaxDepth, false});
  const json::Walked strictly = json::WalkText(text, kMaxDepth);
  Require(leniently.offset <= text.size() && strictly.offset <= text.size(),
          "a walk stops within its text");
  if (strictly.reason == json::NameOf(json::Refusal::kTooDeep)) return;
  const bool is_json = json::ReferenceParser(text).IsJson();
  Require(strictly.reason.empty() == is_json, "the walker accepts exactly JSON");
  if (!is_json) return;
  Require(leniently.reason.empty() && leniently.words == strictly.words,
          "both indexes lead to the same walk of sound JSON");
}

// What is decoded and escaped again means the same, and may stand in a line.
void CheckString(std::string_view raw) {
  Arena arena;
  const json::DecodedText decoded = json::Unescape(raw, arena);
  Require(decoded.has_lone_surrogate || json::IsUtf8(decoded.text), "a decoded string is UTF-8");
  const std::string_view escaped = json::EscapeInto(decoded.text, arena);
  Require(json::IsUtf8(escaped) && json::AreEscapesValid(escaped), "an escaped string is sound");
  Require(json::Unescape(escaped, arena).text == decoded.text, "escaping keeps the text");
}

// Takes the middle third of a string out, by edits of its decoded text.
void CheckEdits(std::string_view text, const json::RawString& raw) {
  Arena arena;
  const std::string_view raw_text = Slice(text, raw);
  Span inner;
  std::size_t decoded_size = 0;
  for (std::size_t at = 0; at < raw_text.size();) {
    const json::EscapeSize size = json::SizeOfNext(raw_text, at);
    Require(size.raw != 0 && at + size.raw <= raw_text.size(), "a character has a size");
    at += size.raw;
    decoded_size += size.decoded;
    if (at <= raw_text.size() / 3) inner.begin = decoded_size;
    if (at <= raw_text.size() * 2 / 3) inner.end = decoded_size;
  }
  const std::string_view decoded = json::Unescape(raw_text, arena).text;
  Require(decoded.size() == decoded_size, "the sizes of characters add up");
  const json::Edit edits[] = {{inner, "\"<\n>"}};
  std::vector<json::Edit> outer;
  json::MapEditsOut(raw_text, raw.begin, edits, arena, outer);
  std::string line;
  Require(json::AppendEdited(text, outer, line).has_value(), "mapped edits fit the line");
  const Span edited = {raw.begin, raw.end + line.size() - text.size()};
  std::string want(decoded);
  want.replace(inner.begin, inner.size(), "\"<\n>");
  const std::string_view got = json::Unescape(Slice(line, edited), arena).text;
  Require(got == want, "an edit of the decoded text is that edit of the raw one");
}

void CheckStrings(std::string_view text) {
  json::Structure structure;
  if (structure.Index(text) != json::Refusal::kNone) return;
  Strings strings;
  json::Walker walker(text, structure.start(), {kMaxDepth, true}, strings);
  walker.Walk();
  for (const json::RawString& raw : strings.all) {
    CheckString(Slice(text, raw));
    CheckEdits(text, raw);
  }
}

}  // namespace

void TryJson(std::string_view bytes) {
  CheckWalk(bytes);
  CheckStrings(bytes);
}

}  // namespace fun::fuzz
