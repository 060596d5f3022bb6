// The report files of a run, from its begin to its end.
//
// What an earlier run left under their names is removed before anything else is done, and whatever
// way the run ends, they are written: yesterday's "passed" never lies there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "auditor/report/report.h"
#include "core/base/error.h"

namespace fun::auditor {

// What --json, --sarif … name; "": none.  `markdown` "-" is standard output.
struct ReportPaths {
  std::string json;
  std::string sarif;
  std::string junit;
  std::string markdown;
  std::string html;
  std::string new_baseline;  // no report, but no other may have its name; see NewBaseline
};

class ReportFiles {
 public:
  // kUsage when two are one file, one is among the files `read`, a folder or a device, or
  // another than Markdown is "-";
  // kEnvironment when one cannot be written where it is named.  Removes what stands there.
  static Result<ReportFiles> Open(ReportPaths paths, const std::vector<std::string>& read);

  // Writes all; the first error, after the others were tried.
  Result<void> Write(const Audit& audit, const Heading& heading) const;

  bool empty() const;
  bool TakesStandardOutput() const { return paths_.markdown == "-"; }

 private:
  explicit ReportFiles(ReportPaths paths) : paths_(std::move(paths)) {}

  ReportPaths paths_;
};

}  // namespace fun::auditor
