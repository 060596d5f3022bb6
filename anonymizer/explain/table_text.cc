#include "anonymizer/explain/table_text.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/record/summary.h"

namespace fun::anonymizer {
namespace {

constexpr std::size_t kColumns = 9;
constexpr std::array<bool, kColumns> kIsNumber = {false, true,  true,  true, true,
                                                  false, false, false, false};
using Cells = std::array<std::string, kColumns>;

// What the policy says of a place, in words.
struct Words {
  std::string action;
  std::string rule;  // its selector; "": none
  std::string why;
};

std::string ActionText(event::Action action, event::Grammar grammar) {
  std::string text(event::NameOf(action));
  if (grammar != event::Grammar::kAny) text.append(" ").append(event::NameOf(grammar));
  return text;
}

Words WordsOfRule(int rule, const event::Policy& policy) {
  switch (rule) {
    case kNoRule:
      return {std::string(event::NameOf(policy.unknown_action())), "", "no rule selects it"};
    case kWayToFields:
      return {ActionText(event::Action::kKeep, event::Grammar::kContainer), "",
              "it holds fields that the policy lists"};
    case kSeveralRules:
      return {"", "", "places beyond the first 20,000"};
    default:
      break;
  }
  const event::FieldRule& by = policy.rules()[static_cast<std::size_t>(rule)];
  return {ActionText(by.action, by.grammar), by.selector, by.why};
}

// A why may have been written over several lines.
std::string OnOneLine(std::string text) {
  std::ranges::replace_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return text;
}

std::string MarksText(const FieldTally& tally) {
  std::string text;
  for (const auto& [mark, count] : tally.marks) {
    if (!text.empty()) text += ", ";
    text.append(mark).append(" ").append(std::to_string(count));
  }
  return text.empty() ? "-" : text;
}

Cells CellsOf(const FieldPlace& place, const FieldTally& tally, const event::Policy& policy) {
  Words words = WordsOfRule(place.rule, policy);
  if (place.rule == kNoRule) words.action.insert(0, "unknown: ");
  return {place.path + (place.is_key ? " (key)" : ""),
          std::to_string(tally.Count()),
          std::to_string(tally.kept),
          std::to_string(tally.changed),
          std::to_string(tally.dropped),
          words.action.empty() ? "-" : words.action,
          words.rule.empty() ? "-" : words.rule,
          MarksText(tally),
          words.why.empty() ? "-" : OnOneLine(words.why)};
}

// In characters.
std::size_t WidthOf(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void AppendRow(const Cells& cells, const std::array<std::size_t, kColumns>& widths,
               std::string& out) {
  for (std::size_t i = 0; i < kColumns; ++i) {
    const std::size_t gap = widths[i] - WidthOf(cells[i]);
    if (i != 0) out += "  ";
    if (kIsNumber[i]) out.append(gap, ' ');
    out += cells[i];
    if (!kIsNumber[i] && i + 1 != kColumns) out.append(gap, ' ');
  }
  out += '\n';
}

}  // namespace

std::string ExplainText(const FieldTable& table, const event::Policy& policy) {
  std::vector<Cells> rows = {
      {"path", "count", "kept", "changed", "dropped", "action", "rule", "put there", "why"}};
  for (const auto& [place, tally] : table) rows.push_back(CellsOf(place, tally, policy));
  std::array<std::size_t, kColumns> widths = {};
  for (const Cells& cells : rows) {
    for (std::size_t i = 0; i < kColumns; ++i) widths[i] = std::max(widths[i], WidthOf(cells[i]));
  }
  std::string out;
  for (const Cells& cells : rows) AppendRow(cells, widths, out);
  return out;
}

std::string ExplainJson(const FieldTable& table, const event::Policy& policy) {
  std::string out;
  for (const auto& [place, tally] : table) {
    const Words words = WordsOfRule(place.rule, policy);
    record::JsonObject marks;
    for (const auto& [mark, count] : tally.marks) marks.Add(mark, count);
    record::JsonObject row;
    row.Add("path", place.path);
    if (place.is_key) row.AddRaw("key", "true");
    row.Add("count", tally.Count())
        .Add("kept", tally.kept)
        .Add("changed", tally.changed)
        .Add("dropped", tally.dropped)
        .Add("action", words.action);
    if (place.rule == kNoRule) row.AddRaw("unknown", "true");
    if (!words.rule.empty()) row.Add("rule", words.rule);
    row.AddRaw("put_there", marks.Text()).Add("why", words.why);
    out.append(row.Text()).append("\n");
  }
  return out;
}

}  // namespace fun::anonymizer
