// The parts of the data sheet that come from tables: policy, marks, types.
#include <algorithm>
#include <map>
#include <utility>

#include "anonymizer/release/data_sheet.h"
#include "core/detect/rules.h"
#include "core/stream/progress.h"

namespace fun::anonymizer {
namespace {

using event::Action;
using event::FieldRule;

std::string_view WordsForAction(Action action) {
  switch (action) {
    case Action::kKeep:
      return "stayed as it was";
    case Action::kScan:
      return "stayed, with marks in place of what was found in it";
    case Action::kDrop:
      return "gone, with its value";
    case Action::kPseudonymUsername:
      return "pseudonym of a username";
    case Action::kPseudonymUserId:
      return "pseudonym of a user id";
    case Action::kPseudonymSession:
      return "pseudonym of a session";
    case Action::kPseudonymAnonymousId:
      return "pseudonym of an id that somebody else minted";
    case Action::kTruncateIp:
      return "cut to its network";
    case Action::kTemplate:
      return "a path or URL: what points at a person was replaced, then as a text with marks";
    case Action::kCoarsenTime:
      return "cut to the hour";
    case Action::kCoarsenAgent:
      return "browser, its main version and family of systems";
  }
  return "";
}

std::string_view WordsForUnknown(event::Unknown unknown) {
  switch (unknown) {
    case event::Unknown::kScan:
      return WordsForAction(Action::kScan);
    case event::Unknown::kDrop:
      return WordsForAction(Action::kDrop);
    case event::Unknown::kRefuse:
      return "its line was rejected";
    case event::Unknown::kKeep:
      return WordsForAction(Action::kKeep);
  }
  return "";
}

std::string WhatHappened(const FieldRule& rule) {
  std::string text(WordsForAction(rule.action));
  if (rule.grammar == event::Grammar::kAny) return text;
  text += "; gone unless it is of the form `" + std::string(event::NameOf(rule.grammar)) + "`";
  if (rule.words.empty()) return text;
  text += ":";
  for (const std::string& word : rule.words) text += " `" + word + "`";
  return text;
}

bool IsOneRow(const FieldRule& a, const FieldRule& b) {
  return a.action == b.action && a.grammar == b.grammar && a.words == b.words && a.why == b.why;
}

bool Does(const event::Policy& policy, bool (*is_meant)(Action)) {
  return is_meant(policy.unknown_action()) ||
         std::ranges::any_of(policy.rules(), is_meant, &FieldRule::action);
}

// One mark: what it stands for, and how often it was put.
struct MarkUse {
  std::string meaning;
  std::uint64_t count = 0;
};

}  // namespace

std::string FieldsPart(const event::Policy& policy) {
  std::string text = "| fields | what happened | why |\n|---|---|---|\n";
  const std::span<const FieldRule> rules = policy.rules();
  for (std::size_t begin = 0, end = 0; begin < rules.size(); begin = end) {
    std::string fields;
    for (end = begin; end < rules.size() && IsOneRow(rules[begin], rules[end]); ++end) {
      fields.append(fields.empty() ? "" : ", ").append("`" + rules[end].selector + "`");
    }
    text += "| " + TableCell(fields) + " | " + TableCell(WhatHappened(rules[begin])) + " | " +
            TableCell(rules[begin].why) + " |\n";
  }
  text += "| all others | " + std::string(WordsForUnknown(policy.unknown())) + " | |\n";
  for (const event::Allowance& allowed : policy.allowances()) {
    text += "\nAn audit by this policy lets `" + allowed.rule + "` stand at `" + allowed.path +
            "`" + (allowed.why.empty() ? "" : ": " + allowed.why) + ".\n";
  }
  return text;
}

std::string MarksPart(const FieldCounts& counts) {
  std::map<std::string_view, MarkUse> uses;
  for (std::size_t i = 0; i < detect::Rules().size(); ++i) {
    const detect::Rule& rule = detect::Rules()[i];
    MarkUse& use = uses[rule.mark];
    use.meaning.append(use.meaning.empty() ? "" : "; ").append(rule.what);
    use.count += counts.redacted[i];
  }
  uses["<<SECRET>>"].meaning += "; a token in a path";
  uses["<<SECRET>>"].count += counts.secrets;
  uses["<<NAME>>"] = {"a known person, by name, or by a username that several share",
                      counts.mentions};
  std::string text = "| mark | stands for | put so often |\n|---|---|---|\n";
  for (const auto& [mark, use] : uses) {
    text += "| `" + std::string(mark) + "` | " + use.meaning + " | " +
            stream::WithThousands(use.count) + " |\n";
  }
  return text +
         "\n`<<BASE64>>` stands for base64 in which something was found. Mentions of known people "
         "that became their pseudonym or `<<EMAIL>>` are counted with `<<NAME>>`.\n";
}

std::string TypesPart(const event::Policy& policy) {
  std::string text =
      "- A member that is gone went with its comma; a list or an object may be empty "
      "now.\n";
  if (Does(policy, event::IsPseudonym)) {
    text +=
        "- A pseudonym is a text of 64 lower-case hexadecimal digits, also where a number "
        "stood. `\"\"` and `null` stayed; of a list each element was replaced; a value of "
        "another type is gone.\n";
  }
  if (Does(policy, [](Action action) { return action == Action::kTruncateIp; })) {
    text += "- An IP address is the first of its network: IPv4 of its /24, IPv6 of its /48.\n";
  }
  if (Does(policy, [](Action action) { return action == Action::kCoarsenTime; })) {
    text += "- A time that was cut to the hour has the same form, minutes and seconds zero.\n";
  }
  if (Does(policy, [](Action action) { return action == Action::kCoarsenAgent; })) {
    text += "- A user agent is a text such as `Chrome/116 (Windows)`, or `Other`.\n";
  }
  if (Does(policy, event::IsScanned)) {
    text +=
        "- A number in which something was found is a text, its mark. A name of a member may "
        "hold a mark, too.\n";
  }
  return text + "- JSON that stood in a text is in a text still.\n";
}

}  // namespace fun::anonymizer
