#include "loader/query/hit_printer.h"

#include <unistd.h>

#include <algorithm>

#include "core/base/file.h"
#include "core/json/value.h"
#include "loader/query/csv.h"

namespace fun::loader {
namespace {

constexpr std::size_t kDeepestDocument = 512;

// A document that somebody stored with line ends between its tokens, on one line.
void AppendOnOneLine(std::string_view document, std::string& out) {
  const std::size_t begin = out.size();
  out += document;
  std::replace_if(
      out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(),
      [](char c) { return c == '\n' || c == '\r'; }, ' ');
  out += '\n';
}

void AppendRow(const Hit& hit, const std::vector<std::string>& columns, std::string& out) {
  const auto document = json::ReadValue(hit.source, {kDeepestDocument, true});
  CsvRow row(out);
  for (const std::string& column : columns) {
    if (column == "_id" || column == "_index") {
      const std::string_view raw = column == "_id" ? hit.id : hit.index;
      const auto name = json::ReadValue('"' + std::string(raw) + '"', {1, true});
      row.AddValue(name ? &*name : nullptr);
    } else {
      row.AddValue(document ? FindPath(*document, column) : nullptr);
    }
  }
  row.End();
}

}  // namespace

Result<void> HitPrinter::Print(const std::vector<Hit>& hits) {
  if (!has_begun_) AppendHeadings();
  for (const Hit& hit : hits) {
    if (auto appended = AppendHit(hit); !appended) return appended;
  }
  auto written = WriteAll(STDOUT_FILENO, out_, "standard output");
  out_.clear();
  return written;
}

void HitPrinter::AppendHeadings() {
  has_begun_ = true;
  if (columns_.empty()) return;
  CsvRow row(out_);
  for (const std::string& column : columns_) row.AddHeading(column);
  row.End();
}

Result<void> HitPrinter::AppendHit(const Hit& hit) {
  if (hit.source.empty()) {
    return Failure(ExitCode::kUsage, "a hit came without its document",
                   "leave \"_source\": false and \"fields\": [] out of the query");
  }
  if (columns_.empty()) {
    AppendOnOneLine(hit.source, out_);
  } else {
    AppendRow(hit, columns_, out_);
  }
  ++printed_;
  return {};
}

}  // namespace fun::loader
