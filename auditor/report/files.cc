#include "auditor/report/files.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include "core/base/file.h"
#include "core/stream/output.h"

namespace fun::auditor {
namespace {

using MakeReport = std::string (*)(const Audit&, const Heading&);

// Each with what makes it.
std::array<std::pair<const std::string*, MakeReport>, 5> AllOf(const ReportPaths& paths) {
  return {{{&paths.json, JsonReport},
           {&paths.sarif, SarifReport},
           {&paths.junit, JunitReport},
           {&paths.markdown, MarkdownReport},
           {&paths.html, HtmlReport}}};
}

// A path that cannot be resolved fails when it is opened.
std::string WholePath(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::weakly_canonical(std::filesystem::absolute(path), ignored).string();
}

Result<void> CheckPaths(const ReportPaths& paths, const std::vector<std::string>& read) {
  std::vector<std::string> named;
  if (!paths.new_baseline.empty()) named.push_back(WholePath(paths.new_baseline));
  for (const auto& [path, make] : AllOf(paths)) {
    if (path->empty() || (*path == "-" && path == &paths.markdown)) continue;
    if (*path == "-") {
      return Failure(ExitCode::kUsage, "standard output holds the report for people",
                     "name a file; only --markdown takes -");
    }
    if (auto safe = stream::RefuseToReplaceInput(*path, read); !safe) return safe;
    std::error_code ignored;
    if (std::filesystem::is_directory(*path, ignored)) {
      return Failure(ExitCode::kUsage, "a report names a folder", "name a file in it");
    }
    named.push_back(WholePath(*path));
  }
  std::ranges::sort(named);
  if (std::ranges::adjacent_find(named) == named.end()) return {};
  return Failure(ExitCode::kUsage, "two outputs name the same file", "give each a file of its own");
}

}  // namespace

Result<ReportFiles> ReportFiles::Open(ReportPaths paths, const std::vector<std::string>& read) {
  if (auto checked = CheckPaths(paths, read); !checked) return std::unexpected(checked.error());
  for (const auto& [path, make] : AllOf(paths)) {
    if (path->empty() || *path == "-") continue;
    ::unlink(path->c_str());
    // Better now than after an hour of work; the probe removes itself.
    const auto probe = AtomicFile::Create(*path, stream::kPublicMode);
    if (!probe) return std::unexpected(probe.error());
  }
  return ReportFiles(std::move(paths));
}

Result<void> ReportFiles::Write(const Audit& audit, const Heading& heading) const {
  Result<void> all;
  for (const auto& [path, make] : AllOf(paths_)) {
    if (path->empty()) continue;
    const std::string report = make(audit, heading);
    auto written = *path == "-" ? WriteAll(STDOUT_FILENO, report, "standard output")
                                : WriteFileAtomically(*path, report, stream::kPublicMode);
    if (!written && all) all = std::move(written);
  }
  return all;
}

bool ReportFiles::empty() const {
  return std::ranges::all_of(AllOf(paths_), [](const auto& entry) { return entry.first->empty(); });
}

}  // namespace fun::auditor
