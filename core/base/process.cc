#include "core/base/process.h"

#include <fcntl.h>
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

}  // namespace

void PrepareProcess() {
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
}

bool IsStopRequested() { return stop_requested; }

int StopFd() { return stop_pipe[0]; }

std::string VersionText() {
  return std::string(kVersion) + " (commit " + std::string(kCommit) + ")";
}

}  // namespace fun
