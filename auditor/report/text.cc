#include <algorithm>

#include "auditor/report/report.h"
#include "auditor/report/tables.h"
#include "auditor/report/words.h"
#include "core/stream/progress.h"

namespace fun::auditor {
namespace {

// One cell of the table; `width` 0: the last column.
void AppendCell(std::string_view text, std::size_t width, bool is_number, std::string& out) {
  const std::size_t pad = width - std::min(width, text.size());
  if (is_number) out.append(pad, ' ');
  out.append(text);
  if (!is_number && width != 0) out.append(pad, ' ');
  out.append(width == 0 ? "\n" : "  ");
}

struct Row {
  std::string_view rule;
  std::string_view severity;
  std::string count;
  std::string_view what;
};

std::vector<Row> RowsOf(const Audit& audit) {
  std::vector<Row> rows = {{"rule", "severity", "count", "what"}};
  for (const auto& [rule, count] : RulesByWorst(audit)) {
    rows.push_back(
        {rule, detect::NameOf(SeverityOf(rule)), stream::WithThousands(count), WhatIs(rule)});
  }
  return rows;
}

void AppendTable(const Audit& audit, std::string& out) {
  const std::vector<Row> rows = RowsOf(audit);
  std::size_t rule_width = 0;
  std::size_t count_width = 0;
  for (const Row& row : rows) {
    rule_width = std::max(rule_width, row.rule.size());
    count_width = std::max(count_width, row.count.size());
  }
  for (const Row& row : rows) {
    AppendCell(row.rule, rule_width, false, out);
    AppendCell(row.severity, std::string_view("severity").size(), false, out);
    AppendCell(row.count, count_width, true, out);
    AppendCell(row.what, 0, false, out);
  }
}

// "app.log:17: error email /event>/POST/body/0 json letters+symbols[16-31]".
void AppendPlace(const PlacedFinding& found, const std::string& input, std::string& out) {
  const Finding& finding = found.finding;
  out.append(input).append(":").append(std::to_string(found.line)).append(": ");
  out.append(detect::NameOf(finding.severity)).append(" ").append(finding.rule);
  for (const std::string& part : {finding.pointer, finding.chain, finding.shape}) {
    out.append(" ").append(part.empty() ? "-" : part);
  }
  out.append("\n");
}

void AppendSelfTest(const SelfTest& test, std::string& out) {
  for (const RecallTable& table : RecallTables(test)) {
    std::vector<RecallRow> rows = {{std::string(table.head)}};
    for (const std::string_view head : kRecallHead) rows[0].emplace_back(head);
    rows.insert(rows.end(), table.rows.begin(), table.rows.end());
    std::vector<std::size_t> widths(rows[0].size());
    for (const RecallRow& row : rows) {
      for (std::size_t i = 0; i + 1 < row.size(); ++i) {
        widths[i] = std::max(widths[i], row[i].size());
      }
    }
    for (const RecallRow& row : rows) {
      for (std::size_t i = 0; i < row.size(); ++i) AppendCell(row[i], widths[i], i != 0, out);
    }
    out.append("\n");
  }
}

}  // namespace

std::string TextReport(const Audit& audit, const Heading& heading, std::size_t most) {
  std::string out;
  if (!audit.rules().empty()) {
    AppendTable(audit, out);
    out.append("\n");
  }
  const std::size_t shown = std::min(most, audit.findings().size());
  for (const PlacedFinding& found : audit.findings().first(shown)) {
    AppendPlace(found, heading.inputs[found.input].name, out);
  }
  if (shown < audit.FindingCount()) {
    out.append("… and ").append(stream::WithThousands(audit.FindingCount() - shown));
    out.append(" more; --show N or --json FILE says where\n");
  }
  if (!audit.rules().empty()) out.append("\n");
  if (heading.self_test) AppendSelfTest(*heading.self_test, out);
  out.append("verdict: ").append(NameOf(heading.verdict)).append("\n");
  if (heading.is_exhaustive) out.append("scan: exhaustive\n");
  return out.append(VerdictSentence(audit, heading)).append("\n");
}

std::string AuditEquation(const record::LineCounts& counts) {
  return "read " + std::to_string(counts.read) + " = judged " + std::to_string(counts.out) +
         " + rejected " + std::to_string(counts.rejected) + " + blank " +
         std::to_string(counts.blank);
}

}  // namespace fun::auditor
