#include <algorithm>
#include <span>

#include "auditor/report/markup.h"
#include "auditor/report/report.h"
#include "auditor/report/tables.h"
#include "auditor/report/words.h"
#include "core/stream/progress.h"

namespace fun::auditor {
namespace {

constexpr std::size_t kMostPlaces = 40;
constexpr std::size_t kMostDays = 1000;
constexpr std::size_t kMostShownOpen = 200;  // findings; more are folded away
constexpr int kBarWidth = 300;               // of 1000, the rest is for the words

// Loads nothing and runs nothing: says the policy that a browser then holds it to.
constexpr std::string_view kHead = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
)";

constexpr std::string_view kStyle = R"(<style>
:root { --text: #1b1f24; --soft: #57606a; --line: #d0d7de; --page: #ffffff; --bar: #0b6bcb;
  --passed: #1a7f37; --failed: #b3261e; --incomplete: #8a5a00; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6edf3; --soft: #9aa4af; --line: #30363d; --page: #0d1117; --bar: #6cb6ff;
    --passed: #56d364; --failed: #ff7b72; --incomplete: #e3b341; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 62rem; background: var(--page);
  color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0 0 .5rem; } h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; }
.verdict { border-left: .4rem solid var(--mark); padding: .4rem 1rem; margin: 1rem 0; }
.verdict strong { color: var(--mark); font-size: 1.3rem; }
.passed { --mark: var(--passed); } .failed { --mark: var(--failed); }
.incomplete { --mark: var(--incomplete); }
p.note { color: var(--soft); font-size: .9rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line);
  vertical-align: top; }
td.n, th.n { text-align: right; white-space: nowrap; }
code { font: .88em/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
td code { min-width: 9rem; display: inline-block; }
td.bar { width: 30%; min-width: 4rem; }
@media (max-width: 40rem) { td code { min-width: 6rem; }
  td.bar:not(:last-child), th:empty:not(:last-child) { display: none; } }
svg { display: block; width: 100%; height: 1.2rem; } rect { fill: var(--bar); }
details summary { cursor: pointer; padding: .3rem 0; }
@media print { body { max-width: none; font-size: 11pt; } details > * { display: block; }
  tr { break-inside: avoid; } }
</style>
)";

std::string Cell(std::string_view text) { return "<td>" + Element("code", text) + "</td>"; }
std::string Plain(std::string_view text) { return Element("td", text); }
std::string Number(std::uint64_t number) {
  return "<td class=\"n\">" + stream::WithThousands(number) + "</td>";
}

std::string Bar(std::uint64_t count, std::uint64_t most) {
  const auto width =
      std::max<std::uint64_t>(1, kBarWidth * count / std::max<std::uint64_t>(1, most));
  return "<td class=\"bar\"><svg viewBox=\"0 0 " + std::to_string(kBarWidth) +
         " 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\"" +
         std::to_string(width) + "\" height=\"10\"/></svg></td>";
}

std::string TableHead(std::string_view title, std::string_view cells) {
  return Element("h2", title) + "\n<div class=\"wide\"><table>\n<thead><tr>" + std::string(cells) +
         "</tr></thead>\n<tbody>\n";
}

constexpr std::string_view kTableEnd = "</tbody></table></div>\n";

std::string RulesHtml(const Audit& audit) {
  std::string text =
      TableHead(kWords.rules,
                "<th>rule</th><th>severity</th><th class=\"n\">findings</th><th></th>"
                "<th>what</th>");
  std::uint64_t most = 0;
  for (const auto& [rule, count] : audit.rules()) most = std::max(most, count);
  for (const auto& [rule, count] : RulesByWorst(audit)) {
    text += "<tr>" + Cell(rule) + Plain(detect::NameOf(SeverityOf(rule))) + Number(count) +
            Bar(count, most) + Plain(WhatIs(rule)) + "</tr>\n";
  }
  return text.append(kTableEnd);
}

std::string CountedTable(std::string_view title, std::string_view head,
                         const std::vector<Counted>& rows, std::size_t most_rows) {
  std::string text =
      TableHead(title, Element("th", head) + "<th class=\"n\">findings</th><th></th>");
  std::uint64_t most = 0;
  for (const Counted& row : rows) most = std::max(most, row.count);
  for (const Counted& row : std::span(rows).first(std::min(rows.size(), most_rows))) {
    text += "<tr>" + Cell(row.word) + Number(row.count) + Bar(row.count, most) + "</tr>\n";
  }
  text.append(kTableEnd);
  if (rows.size() > most_rows) {
    text +=
        "<p class=\"note\">And " + stream::WithThousands(rows.size() - most_rows) + " more.</p>\n";
  }
  return text;
}

std::string BaselineHtml(const Heading& heading) {
  if (heading.baseline == nullptr) return {};
  std::string heads;
  for (const std::string_view head : kBaselineHeads) heads += Element("th", head);
  std::string text = TableHead(kWords.baseline, heads);
  for (const auto& row : BaselineRows(heading)) {
    text += "<tr>";
    for (const std::string& cell : row) text += Cell(cell);
    text += "</tr>\n";
  }
  return text.append(kTableEnd);
}

std::string SelfTestHtml(const SelfTest& test) {
  std::string text = Element("h2", kWords.self_test) + Element("p", kWords.self_test_note) + "\n";
  for (const RecallTable& table : RecallTables(test)) {
    text += "<div class=\"wide\"><table>\n<thead><tr>" + Element("th", table.head);
    for (const std::string_view head : kRecallHead) {
      text.append("<th class=\"n\">").append(head).append("</th>");
    }
    text += "</tr></thead>\n<tbody>\n";
    for (const RecallRow& row : table.rows) {
      text += "<tr>" + Cell(row[0]);
      for (const std::string& cell : std::span(row).subspan(1)) {
        text += "<td class=\"n\">" + cell + "</td>";
      }
      text += "</tr>\n";
    }
    text.append(kTableEnd);
  }
  return text;
}

std::string InputsHtml(const Heading& heading) {
  std::string text = TableHead(kWords.inputs,
                               "<th>file</th><th class=\"n\">lines</th><th class=\"n\">bytes, "
                               "unpacked</th><th>SHA-256 of these</th>");
  for (const InputRecord& input : heading.inputs) {
    text += "<tr>" + Cell(input.name) + Number(input.lines) + Number(input.bytes) +
            Cell(input.sha256) + "</tr>\n";
  }
  return text.append(kTableEnd);
}

std::string TermsTable(const Heading& heading) {
  std::string text = TableHead(kWords.terms, "<th></th><th></th>");
  for (const auto& [name, value] : Terms(heading)) {
    text += "<tr>" + Plain(name) + Cell(value) + "</tr>\n";
  }
  return text.append(kTableEnd);
}

std::string FindingsTable(const Audit& audit, const Heading& heading) {
  const std::span<const PlacedFinding> listed = Listed(audit, heading);
  const std::uint64_t left_out = audit.FindingCount() - listed.size();
  std::string text =
      Element("h2", kWords.findings) + "\n<details" +
      (listed.size() <= kMostShownOpen ? " open" : "") + "><summary>" +
      stream::WithThousands(listed.size()) + " listed, " + stream::WithThousands(left_out) +
      " left out</summary>\n<div class=\"wide\"><table>\n<thead><tr><th>file and "
      "line</th><th>rule</th><th>place</th><th>layers</th><th>shape</th></tr></thead>"
      "\n<tbody>\n";
  for (const PlacedFinding& found : listed) {
    const Finding& finding = found.finding;
    const std::string line = heading.inputs[found.input].name + ":" + std::to_string(found.line);
    text += "<tr>" + Cell(line) + Cell(finding.rule) + Cell(finding.pointer) + Cell(finding.chain) +
            Cell(finding.shape) + "</tr>\n";
  }
  return text.append(kTableEnd).append("</details>\n");
}

}  // namespace

std::string HtmlReport(const Audit& audit, const Heading& heading) {
  const std::string verdict(NameOf(heading.verdict));
  std::string text(kHead);
  text += Element("title", std::string(kWords.title) + ": " + verdict) + "\n";
  text.append(kStyle).append("</head>\n<body>\n");
  text += Element("h1", kWords.title) + "\n<div class=\"verdict " + verdict + "\">" +
          Element("strong", verdict) + Element("p", VerdictSentence(audit, heading)) + "</div>\n";
  if (audit.rules().empty()) {
    text += Element("h2", kWords.findings) + Element("p", kWords.none) + "\n";
  } else {
    text += RulesHtml(audit) +
            CountedTable(kWords.places, "rule and place", CountedPlaces(audit), kMostPlaces) +
            "<p class=\"note\">" + Escaped(kWords.place_note) + "</p>\n" +
            CountedTable(kWords.days, "day", CountedDays(audit), kMostDays) +
            FindingsTable(audit, heading);
  }
  text += BaselineHtml(heading);
  if (heading.self_test) text += SelfTestHtml(*heading.self_test);
  text += InputsHtml(heading) + TermsTable(heading);
  return text + "</body>\n</html>\n";
}

}  // namespace fun::auditor
