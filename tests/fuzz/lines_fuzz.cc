// Any bytes as a chunk of log: each line means the same alone as among its neighbours, and a
// prefix is what RE2 says it is.
#include <re2/re2.h>

#include "core/event/lines.h"
#include "core/event/prefix.h"
#include "tests/fuzz/laws.h"
#include "tests/unit/core/json/reference_parser.h"
#include "tests/unit/core/json/walked.h"

namespace fun::fuzz {
namespace {

constexpr std::size_t kMaxDepth = 1024;

// core/event/prefix.h said once more; bytes, so that any may come.
bool IsPrefixByPattern(std::string_view header) {
  static const RE2 pattern(
      R"((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}[0-9]{1,2} )"
      R"([0-9]{2}:[0-9]{2}:[0-9]{2} [^ \t-\r{\x00]+ [^{\x00]*(?:: | - ))"
      R"(|[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2},[0-9]{3} [A-Z]+ [0-9]+ )"
      R"(\[tracking\] \[user [^\]{\x00]*\] \[ip [^\]{\x00]*\] [^ \t-\r:{\x00]+:[0-9]+ - )",
      RE2::Latin1);
  return RE2::FullMatch({header.data(), header.size()}, pattern);
}

void CheckPrefix(std::string_view line) {
  const std::size_t brace = line.find('{');
  const auto size = event::PrefixSize(line);
  Require(!size || *size == brace, "a prefix ends at the first brace");
  const bool has_prefix =
      brace != std::string_view::npos && brace != 0 && IsPrefixByPattern(line.substr(0, brace));
  Require(size.has_value() == has_prefix, "a prefix is one of the two forms");
}

// What became of a line: "" or why it is refused, and what its walk saw.
struct Verdict {
  std::string_view reason;
  std::string words;
  bool operator==(const Verdict&) const = default;
};

Verdict VerdictOf(const event::Line& line) {
  if (line.is_blank) return {"blank", ""};
  if (!line.refusal.empty()) return {line.refusal, ""};
  json::Recorder recorder(line.text);
  const std::string_view reason = event::WalkLine(line, kMaxDepth, recorder);
  if (!reason.empty()) return {reason, ""};
  return {reason, std::move(recorder.words)};
}

void CheckVerdict(const event::Line& line, const Verdict& verdict) {
  if (verdict.reason == "blank") {
    Require(line.text.find_first_not_of(" \t\r") == std::string_view::npos,
            "a blank line holds white space only");
    return;
  }
  if (verdict.reason == json::NameOf(json::Refusal::kTooDeep)) return;
  const std::string_view text = line.text;
  const std::size_t begin = event::PrefixSize(text).value_or(0);
  const std::string_view json = text.substr(begin);
  const std::size_t first = json.find_first_not_of(" \t\r");
  const bool is_object = first != std::string_view::npos && json[first] == '{';
  const bool is_sound =
      is_object && json::ReferenceParser(json).IsJson() && json::IsUtf8(text.substr(0, begin));
  Require(verdict.reason.empty() == is_sound, "a line is accepted exactly if it is an object");
}

}  // namespace

void TryLogLines(std::string_view bytes) {
  event::LineSplitter chunk;
  event::LineSplitter alone;
  event::Line line;
  event::Line same;
  std::size_t size = 0;
  for (chunk.Start(bytes); chunk.Next(line);) {
    size += line.text.size() + (line.is_last_without_lf ? 0 : 1);
    CheckPrefix(line.text);
    const Verdict verdict = VerdictOf(line);
    CheckVerdict(line, verdict);
    alone.Start(line.text);
    if (line.text.empty()) continue;
    Require(alone.Next(same) && same.text == line.text, "a line is one line");
    Require(VerdictOf(same) == verdict, "a line means the same alone");
  }
  Require(size == bytes.size(), "the lines are all of a chunk");
}

}  // namespace fun::fuzz
