// Any bytes to the auditor, with its short cuts and without: they hide no finding.
#include "core/json/text.h"
#include "tests/fuzz/laws.h"
#include "tests/unit/auditor/judge/both_judges.h"

namespace fun::fuzz {
namespace {

void CheckJudges(std::string_view text) {
  static auditor::BothJudges judges;
  Require(judges.FindTheSame(text), "an audit without short cuts finds the same");
  Require(judges.IsEveryAlphabetNoLess(), "an exhaustive audit finds no less");
}

}  // namespace

// As lines, and as what one string says.
void TryJudge(std::string_view bytes) {
  CheckJudges(bytes);
  std::string line = R"({"event":)";
  json::AppendQuoted(bytes, line);
  CheckJudges(line + "}");
}

}  // namespace fun::fuzz
