// Reads people from a CSV or tab-separated file with a header line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/detect/known/table.h"

namespace fun::detect {

// Cuts a table into rows (RFC 4180: quotes, quotes doubled within quotes, line ends within
// quotes; LF or CRLF).
class TableReader {
 public:
  TableReader(std::string_view text, char separator) : text_(text), separator_(separator) {}

  enum class Outcome { kRow, kEnd, kBrokenQuotes };

  // The next row that is not empty; the memory of `fields` is reused.
  Outcome Next(std::vector<std::string>& fields);

  std::size_t line() const { return line_; }  // where the row began, from 1

 private:
  bool ReadField(std::string& field);
  bool ReadQuoted(std::string& field);

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;
  std::size_t next_line_ = 1;
  bool row_ends_ = false;
};

struct RowCounts {
  std::size_t people = 0;   // rows
  std::size_t refused = 0;  // identities that IdentityTable::Add did not keep
};

// Adds each identity in the file at `path` to `table`.  Errors as Identities::Load.
Result<RowCounts> ReadIdentities(const std::string& path, IdentityTable& table);

}  // namespace fun::detect
