// Some lines of a log, few enough to keep: those with the smallest SHA-256.
//
// Which lines these are is a function of the lines alone: not of how they were cut into chunks, of
// their order, or of which thread saw them.  Of equal lines one is kept.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "core/base/encoding.h"

namespace fun::auditor {

// One thread; the sample of a whole is the merged sample of its parts.
class LineSample {
 public:
  static constexpr std::size_t kMostLines = 1'000;
  // Bytes.  Longer lines are passed over, so that a sample takes at most 8 MB.
  static constexpr std::size_t kLongestLine = 8 * 1024;

  void Add(std::string_view line);
  void Merge(LineSample other);

  // In the order of their digests.
  const std::map<Digest, std::string>& lines() const { return lines_; }

 private:
  void Shrink();

  std::map<Digest, std::string> lines_;
};

}  // namespace fun::auditor
