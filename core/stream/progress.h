// Says how far a run is, on standard error.
//
// The bar appears only where a person sees it and nothing else writes there: standard error is a
// terminal and standard output is not a pipe.  One thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace fun::stream {

enum class ProgressMode : std::uint8_t { kAuto, kAlways, kNever, kJson };

// kUsage for anything but auto, always, never, json.
Result<ProgressMode> ParseProgressMode(std::string_view word);

class Progress {
 public:
  // `total_bytes`: of all inputs together as they lie on disk, 0 when unknown.  `stage`: what is
  // done, if that is not the tool's work itself: "gathering names".
  Progress(std::string_view tool, ProgressMode mode, std::uint64_t total_bytes,
           std::string_view stage = "");
  ~Progress();  // wipes the bar

  // Call as often as you like: it writes at most four times a second.
  void Update(std::uint64_t bytes, std::uint64_t lines);

 private:
  void Write(std::uint64_t bytes, std::uint64_t lines, double seconds);

  std::string tool_;
  std::string stage_;
  ProgressMode mode_;
  std::uint64_t total_;
  std::chrono::steady_clock::time_point start_;
  std::chrono::steady_clock::time_point last_;
  bool is_drawn_ = false;
};

// Size of all regular files among `paths`; 0 when one of them is not regular.
std::uint64_t TotalSize(const std::vector<std::string>& paths);

// "1,234,567".
std::string WithThousands(std::uint64_t number);

// "12.3 MB".
std::string BytesText(std::uint64_t bytes);

}  // namespace fun::stream
