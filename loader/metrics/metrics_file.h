// The file of --metrics: how a load is doing, for a monitoring that asks others.
//
// It is written anew by a thread of its own, because the reading thread waits where it matters
// most: while the server takes nothing.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

#include "core/base/error.h"
#include "loader/bulk/traffic.h"
#include "loader/summary.h"

namespace fun {
class CommandLine;
}

namespace fun::loader {

void AddMetricsOption(CommandLine& command, std::string& path);

class MetricsFile {
 public:
  // kUsage when the folder of `path` is missing, or `path` is one or "-"; kEnvironment when no file
  // can be made there.  Writes nothing yet.
  static Result<std::unique_ptr<MetricsFile>> Open(const std::string& path);

  // Writes the file now and at each `interval`, and a last time at the end of this object.  A
  // failure to write is said once and ends nothing: the load is worth more than its figures.
  void Start(std::chrono::milliseconds interval);

  // The counts that are written from now on.
  void Count(const LoadCounts& counts);

  // For the sender to count in.
  Traffic& traffic() { return traffic_; }

 private:
  explicit MetricsFile(std::string path) : path_(std::move(path)) {}
  void Run(const std::stop_token& stop, std::chrono::milliseconds interval);
  void Write();

  const std::string path_;
  bool has_failed_ = false;  // the thread's alone
  Traffic traffic_;
  std::mutex mutex_;
  LoadCounts counts_;  // guarded by mutex_
  std::jthread thread_;
};

}  // namespace fun::loader
