// Files that go into every release as they are, compiled in by cmake/release_files.cmake.
#pragma once

#include <span>
#include <string_view>

namespace fun::anonymizer {

struct ReleaseFile {
  std::string_view name;  // "load/bulk.sh"
  std::string_view text;
};

// Those of load/: what somebody needs who has none of our programs.
std::span<const ReleaseFile> LoadFiles();

// The dashboard of docs/kibana.
std::string_view DashboardTemplate();

// The data sheet with {{places}} for what differs from release to release.
std::string_view SheetTemplate();

}  // namespace fun::anonymizer
