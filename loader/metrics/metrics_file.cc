#include "loader/metrics/metrics_file.h"

#include <filesystem>
#include <utility>

#include "core/base/command_line.h"
#include "core/base/file.h"
#include "core/stream/output.h"
#include "loader/metrics/metrics_text.h"
#include "loader/options.h"

namespace fun::loader {

void AddMetricsOption(CommandLine& command, std::string& path) {
  command
      .Add("--metrics", path,
           "Write counts there at each flush interval, as Prometheus reads them: a name in .prom "
           "in the folder of node_exporter's textfile collector")
      .Takes("FILE")
      .Filled();
}

Result<std::unique_ptr<MetricsFile>> MetricsFile::Open(const std::string& path) {
  if (path == "-") {
    return Failure(ExitCode::kUsage, "--metrics cannot be standard output", "name a file");
  }
  std::error_code ignored;  // what cannot be looked at is no folder
  const auto folder = std::filesystem::absolute(path, ignored).parent_path();
  if (!std::filesystem::is_directory(folder, ignored)) {
    return Failure(ExitCode::kUsage, "the folder of --metrics does not exist",
                   "make it, or name a file in another");
  }
  const auto probe = AtomicFile::Create(path, stream::kPublicMode);  // removes itself
  if (!probe) return std::unexpected(probe.error());
  return std::unique_ptr<MetricsFile>(new MetricsFile(path));
}

void MetricsFile::Start(std::chrono::milliseconds interval) {
  thread_ = std::jthread([this, interval](const std::stop_token& stop) { Run(stop, interval); });
}

void MetricsFile::Count(const LoadCounts& counts) {
  const std::lock_guard lock(mutex_);
  counts_ = counts;
}

void MetricsFile::Run(const std::stop_token& stop, std::chrono::milliseconds interval) {
  std::condition_variable_any stopped;
  while (!stop.stop_requested()) {
    Write();
    std::unique_lock lock(mutex_);
    stopped.wait_for(lock, stop, interval, [] { return false; });
  }
  Write();
}

void MetricsFile::Write() {
  std::string text;
  {
    const std::lock_guard lock(mutex_);
    text = MetricsText(counts_, traffic_);
  }
  auto file = AtomicFile::Create(path_, stream::kPublicMode);
  auto written = file ? file->Write(text) : std::unexpected(file.error());
  if (written) written = file->Commit();
  if (written || std::exchange(has_failed_, true)) return;
  Say(kTool, "warning: " + written.error().message + "; the load goes on without new metrics");
}

}  // namespace fun::loader
