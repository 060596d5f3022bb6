// Hits on standard output: a document a line as the server holds it, or the columns of a table.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "loader/query/search_answer.h"

namespace fun::loader {

class HitPrinter {
 public:
  // `columns`: paths in the document, _id or _index; none: whole documents.
  explicit HitPrinter(std::vector<std::string> columns) : columns_(std::move(columns)) {}

  // Prints a page.  kUsage when a hit has no document; kIncomplete, kEnvironment when it cannot be
  // written.
  Result<void> Print(const std::vector<Hit>& hits);

  std::uint64_t printed() const { return printed_; }

 private:
  void AppendHeadings();
  Result<void> AppendHit(const Hit& hit);

  std::vector<std::string> columns_;
  std::string out_;
  std::uint64_t printed_ = 0;
  bool has_begun_ = false;
};

}  // namespace fun::loader
