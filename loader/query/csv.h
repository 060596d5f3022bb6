// Rows of a table, as RFC 4180 has them: CRLF behind each, quotes where they are needed, UTF-8.
//
// A text that a spreadsheet would run as a formula (it begins with = + - @, a tab or a line end)
// gets an apostrophe in front.  Numbers do not: -5 is a number.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/json/value.h"

namespace fun::loader {

// Appends one cell, behind a comma unless it is the row's first.  Null and nullptr are empty; lists
// and objects are JSON.
class CsvRow {
 public:
  explicit CsvRow(std::string& out) : out_(out) {}

  void AddValue(const json::Value* value);
  void AddText(std::string_view text);     // of somebody: guarded
  void AddHeading(std::string_view text);  // of the command line: as it is
  void End() { out_ += "\r\n"; }

 private:
  void AddCell(std::string_view text);

  std::string& out_;
  bool is_first_ = true;
};

// "a,b.c" as {"a", "b.c"}; empty when a name is.
std::vector<std::string> SplitColumns(std::string_view text);

// The value at `path` in a document: "context.course_id", whether keys hold dots or objects nest.
// nullptr when there is none.
const json::Value* FindPath(const json::Value& document, std::string_view path);

}  // namespace fun::loader
