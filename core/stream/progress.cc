#include "core/stream/progress.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <thread>

#include "core/stream/ordered.h"

namespace fun::stream {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kPause = std::chrono::milliseconds(250);
constexpr unsigned kMostJobs = 64;

bool IsWatched() {
  struct stat status = {};
  const bool to_pipe = ::fstat(STDOUT_FILENO, &status) == 0 && S_ISFIFO(status.st_mode);
  return ::isatty(STDERR_FILENO) == 1 && !to_pipe;
}

double Seconds(Clock::duration duration) { return std::chrono::duration<double>(duration).count(); }

}  // namespace

Result<ProgressMode> ParseProgressMode(std::string_view word) {
  if (word == "auto") return ProgressMode::kAuto;
  if (word == "always") return ProgressMode::kAlways;
  if (word == "never") return ProgressMode::kNever;
  if (word == "json") return ProgressMode::kJson;
  return Failure(ExitCode::kUsage, "no such kind of progress", "auto, always, never or json");
}

Progress::Progress(std::string_view tool, ProgressMode mode, std::uint64_t total_bytes,
                   std::string_view stage)
    : tool_(tool),
      stage_(stage),
      mode_(mode),
      total_(total_bytes),
      start_(Clock::now()),
      last_(start_) {
  if (mode_ == ProgressMode::kAuto && !IsWatched()) mode_ = ProgressMode::kNever;
}

Progress::~Progress() {
  if (is_drawn_) std::fputs("\r\033[K", stderr);
}

void Progress::Update(std::uint64_t bytes, std::uint64_t lines) {
  if (mode_ == ProgressMode::kNever) return;
  const auto now = Clock::now();
  if (now - last_ < kPause) return;
  last_ = now;
  Write(bytes, lines, Seconds(now - start_));
}

void Progress::Write(std::uint64_t bytes, std::uint64_t lines, double seconds) {
  const double rate = static_cast<double>(bytes) / std::max(seconds, 0.001);
  if (mode_ == ProgressMode::kJson) {
    const std::string stage = stage_.empty() ? "" : ",\"stage\":\"" + stage_ + '"';
    std::fprintf(
        stderr,
        "{\"tool\":\"%s\"%s,\"bytes\":%llu,\"total_bytes\":%llu,\"lines\":%llu,\"seconds\":%.1f}\n",
        tool_.c_str(), stage.c_str(), static_cast<unsigned long long>(bytes),
        static_cast<unsigned long long>(total_), static_cast<unsigned long long>(lines), seconds);
    return;
  }
  std::string line = tool_ + ": " + (stage_.empty() ? "" : stage_ + ", ") + WithThousands(lines) +
                     " lines, " + BytesText(bytes) + ", " +
                     BytesText(static_cast<std::uint64_t>(rate)) + "/s";
  if (total_ > bytes && rate > 0) {
    const double left = static_cast<double>(total_ - bytes) / rate;
    line += ", " + std::to_string(100 * bytes / total_) + " %, " +
            std::to_string(static_cast<int>(left) + 1) + " s left";
  }
  std::fprintf(stderr, "\r\033[K%s", line.c_str());
  std::fflush(stderr);
  is_drawn_ = true;
}

std::uint64_t TotalSize(const std::vector<std::string>& paths) {
  std::uint64_t total = 0;
  for (const std::string& path : paths) {
    struct stat status = {};
    if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return 0;
    total += static_cast<std::uint64_t>(status.st_size);
  }
  return total;
}

std::string WithThousands(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, ",");
  return text;
}

std::string BytesText(std::uint64_t bytes) {
  constexpr const char* kUnits[] = {"B", "kB", "MB", "GB", "TB"};
  double value = static_cast<double>(bytes);
  std::size_t unit = 0;
  for (; value >= 1000 && unit + 1 < std::size(kUnits); ++unit) value /= 1000;
  char text[32];
  std::snprintf(text, sizeof text, unit == 0 ? "%.0f %s" : "%.1f %s", value, kUnits[unit]);
  return text;
}

unsigned JobsFor(unsigned asked) {
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  return std::min(asked == 0 ? cores : asked, kMostJobs);
}

}  // namespace fun::stream
