// An input that comes piece by piece, as from a slow pipe.
#pragma once

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace fun::stream {

// Hands out one piece at a time: the next comes when the one before was read.
class Drip {
 public:
  explicit Drip(std::vector<std::string> pieces) : pieces_(std::move(pieces)) {
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC) != 0) return;
    reader_ = ends[0];
    writer_ = ends[1];
    thread_ = std::jthread([this] { Write(); });
  }
  ~Drip() {
    thread_.join();
    ::close(reader_);
  }
  Drip(const Drip&) = delete;
  Drip& operator=(const Drip&) = delete;

  // Opens as a file.
  std::string path() const { return "/proc/self/fd/" + std::to_string(reader_); }

 private:
  void Write() {
    for (const std::string& piece : pieces_) {
      int waiting = 1;
      while (waiting != 0 && ::ioctl(reader_, FIONREAD, &waiting) == 0) std::this_thread::yield();
      if (::write(writer_, piece.data(), piece.size()) < 0) break;
    }
    ::close(writer_);
  }

  std::vector<std::string> pieces_;
  int reader_ = -1;
  int writer_ = -1;
  std::jthread thread_;
};

}  // namespace fun::stream
