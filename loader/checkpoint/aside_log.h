// Which lines before the points of --state went aside, and why: with it a run that goes on puts
// the same lines aside again without judging them, and the state needs no copy of a line.
//
// A text file that grows, a line for each:
//     KIND INPUT LINE<TAB>RULE<TAB>WORDS
// What the points do not vouch for yet is cut off when it is opened.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/fd.h"
#include "loader/bulk/batch.h"

namespace fun::loader {

enum class AsideKind : char { kReject = 'r', kQuarantine = 'q', kDeadLetter = 'd' };

struct AsideEntry {
  LinePlace place;
  AsideKind kind = AsideKind::kReject;
  std::string_view rule;   // or the reason, or the error type
  std::string_view words;  // what is said of the line
};

// One thread.
class AsideLog {
 public:
  // Opens the log at `path` (0600), of which the first `bytes` count.  kInput when it is shorter
  // or holds something else.
  static Result<AsideLog> Open(const std::string& path, std::uint64_t bytes);

  // The entry of the line at `place` among those that were there at Open, else nullptr.
  const AsideEntry* Find(LinePlace place) const;

  // Control characters in its words become spaces.
  Result<void> Add(const AsideEntry& entry);

  // Everything added is on disk; returns the bytes that count now.
  Result<std::uint64_t> Sync();

 private:
  Result<void> Read(std::uint64_t bytes);
  bool ReadEntry(std::string_view line);
  Result<void> WritePending();

  std::string path_;
  UniqueFd fd_;
  std::uint64_t bytes_ = 0;  // on disk
  std::string pending_;
  std::optional<Error> failed_;
  std::vector<AsideEntry> entries_;           // by place
  std::set<std::string, std::less<>> words_;  // what they look at
};

}  // namespace fun::loader
