#include "core/base/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>

#include "core/base/version.h"

namespace fun {
namespace {

std::atomic<bool> stop_requested = false;
int stop_pipe[2] = {-1, -1};

void RequestStop(int) {
  const int saved = errno;
  stop_requested = true;
  [[maybe_unused]] const ssize_t n = ::write(stop_pipe[1], "x", 1);
  errno = saved;
}

// A descriptor 0, 1 or 2 that the caller closed would be given to the next file or pipe
// opened, ours or a library's, and then read or written as a standard stream: the
// pipe below as an input that never ends.  What is put there fails as a closed one does.
void KeepStandardStreamsApart() {
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(fd, F_GETFD) != -1) continue;
    // The lowest free number: all below are open.
    [[maybe_unused]] const int opened =
        ::open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
  }
}

}  // namespace

void PrepareProcess() {
  KeepStandardStreamsApart();
  ::prctl(PR_SET_DUMPABLE, 0);
  const rlimit no_core = {0, 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
  if (::pipe2(stop_pipe, O_CLOEXEC | O_NONBLOCK) != 0) stop_pipe[0] = stop_pipe[1] = -1;
  struct sigaction action = {};
  action.sa_handler = RequestStop;  // no SA_RESTART: a blocked read must wake
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
  action.sa_handler = SIG_IGN;
  ::sigaction(SIGPIPE, &action, nullptr);
  ::sigaction(SIGXFSZ, &action, nullptr);
}

bool IsStopRequested() { return stop_requested; }

int StopFd() { return stop_pipe[0]; }

bool WaitForInput(int fd, int milliseconds) {
  pollfd wanted[] = {{fd, POLLIN, 0}, {StopFd(), POLLIN, 0}};
  while (!IsStopRequested()) {
    const int ready = ::poll(wanted, 2, milliseconds);
    if (ready < 0 && errno == EINTR) continue;
    return ready > 0 && !IsStopRequested();
  }
  return false;
}

std::string VersionText() {
  return std::string(kVersion) + " (commit " + std::string(kCommit) + ")";
}

}  // namespace fun
