#include <algorithm>
#include <span>

#include "auditor/report/markup.h"
#include "auditor/report/report.h"
#include "auditor/report/tables.h"
#include "auditor/report/words.h"
#include "core/stream/progress.h"

namespace fun::auditor {
namespace {

// With rows of up to 1 kB this stays under the 1 MiB that GitHub takes.
constexpr std::size_t kMostRows = 100;
constexpr std::size_t kLongestCell = 400;  // bytes

std::string Code(std::string_view text) {
  std::string cut(text.substr(0, kLongestCell));
  if (cut.size() < text.size()) {
    while (!cut.empty() && (static_cast<unsigned char>(cut.back()) & 0xC0) == 0x80) cut.pop_back();
    if (!cut.empty() && static_cast<unsigned char>(cut.back()) >= 0xC0) cut.pop_back();
    cut += "…";
  }
  return Element("code", cut);
}

std::string Heading2(std::string_view text) { return "\n## " + std::string(text) + "\n\n"; }

std::string More(std::size_t all) {
  if (all <= kMostRows) return {};
  return "\nAnd " + stream::WithThousands(all - kMostRows) + " more.\n";
}

std::string RulesTable(const Audit& audit) {
  std::string text = "| rule | severity | findings | what |\n|---|---|---:|---|\n";
  for (const auto& [rule, count] : RulesByWorst(audit)) {
    text += "| " + Code(rule) + " | " + std::string(detect::NameOf(SeverityOf(rule))) + " | " +
            stream::WithThousands(count) + " | " + Escaped(WhatIs(rule)) + " |\n";
  }
  return text;
}

std::string CountedTable(std::string_view head, const std::vector<Counted>& rows) {
  std::string text = "| " + std::string(head) + " | findings |\n|---|---:|\n";
  for (const Counted& row : std::span(rows).first(std::min(rows.size(), kMostRows))) {
    text += "| " + Code(row.word) + " | " + stream::WithThousands(row.count) + " |\n";
  }
  return text + More(rows.size());
}

std::string BaselineTable(const Heading& heading) {
  const auto rows = BaselineRows(heading);
  std::string text = "|";
  std::string line = "|";
  for (const std::string_view head : kBaselineHeads) {
    text.append(" ").append(head).append(" |");
    line += "---|";
  }
  text += "\n" + line + "\n";
  for (const auto& row : std::span(rows).first(std::min(rows.size(), kMostRows))) {
    text += "|";
    for (const std::string& cell : row) text += " " + Code(cell) + " |";
    text += "\n";
  }
  return text + More(rows.size());
}

std::string SelfTestTables(const SelfTest& test) {
  std::string text = Heading2(kWords.self_test) + Escaped(kWords.self_test_note) + "\n";
  for (const RecallTable& table : RecallTables(test)) {
    text += "\n| " + std::string(table.head) + " |";
    for (const std::string_view head : kRecallHead) text.append(" ").append(head).append(" |");
    text += "\n|---|---:|---:|---:|---|\n";
    for (const RecallRow& row : table.rows) {
      text += "| " + Code(row[0]) + " |";
      for (const std::string& cell : std::span(row).subspan(1)) text += " " + cell + " |";
      text += "\n";
    }
  }
  return text;
}

std::string InputsTable(const Heading& heading) {
  std::string text = "| file | lines | bytes | SHA-256 |\n|---|---:|---:|---|\n";
  const std::size_t shown = std::min(heading.inputs.size(), kMostRows);
  for (const InputRecord& input : std::span(heading.inputs).first(shown)) {
    text += "| " + Code(input.name) + " | " + stream::WithThousands(input.lines) + " | " +
            stream::WithThousands(input.bytes) + " | " + Code(input.sha256) + " |\n";
  }
  return text + More(heading.inputs.size());
}

}  // namespace

std::string MarkdownReport(const Audit& audit, const Heading& heading) {
  std::string text = "# " + std::string(kWords.title) + ": " +
                     std::string(NameOf(heading.verdict)) + "\n\n" +
                     Escaped(VerdictSentence(audit, heading)) + "\n";
  if (!audit.rules().empty()) {
    text += Heading2(kWords.rules) + RulesTable(audit);
    text += Heading2(kWords.places) + CountedTable("rule and place", CountedPlaces(audit)) + "\n" +
            Escaped(kWords.place_note) + "\n";
    text += Heading2(kWords.days) + CountedTable("day", CountedDays(audit));
  }
  if (heading.baseline != nullptr) text += Heading2(kWords.baseline) + BaselineTable(heading);
  if (heading.self_test) text += SelfTestTables(*heading.self_test);
  text += Heading2(kWords.inputs) + InputsTable(heading);
  text += Heading2(kWords.terms) + "| | |\n|---|---|\n";
  for (const auto& [name, value] : Terms(heading)) {
    text += "| " + Escaped(name) + " | " + Code(value) + " |\n";
  }
  return text;
}

}  // namespace fun::auditor
