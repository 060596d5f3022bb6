#include "core/base/process.h"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

namespace fun {
namespace {

// In a process of its own: what it asks for lasts until the process ends.
template <typename Question>
bool InAnotherProcess(Question question) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(question() ? 0 : 1);
  int status = -1;
  return ::waitpid(child, &status, 0) == child && status == 0;
}

bool StopsOn(int signal) {
  PrepareProcess();
  if (IsStopRequested()) return false;
  pollfd wanted = {StopFd(), POLLIN, 0};
  if (::poll(&wanted, 1, 0) != 0) return false;
  std::raise(signal);
  return IsStopRequested() && ::poll(&wanted, 1, 0) == 1;
}

bool SurvivesABrokenPipe() {
  PrepareProcess();
  std::raise(SIGPIPE);
  return !IsStopRequested();
}

bool SurvivesTheEndOfItsFileSize() {
  ::signal(SIGXFSZ, SIG_DFL);
  PrepareProcess();
  std::raise(SIGXFSZ);
  return !IsStopRequested();
}

bool DumpsNothing() {
  PrepareProcess();
  rlimit core = {1, 1};
  ::getrlimit(RLIMIT_CORE, &core);
  return core.rlim_max == 0 && ::prctl(PR_GET_DUMPABLE) == 0;
}

TEST(PrepareProcess, TurnsSigintAndSigtermIntoARequestToStop) {
  EXPECT_TRUE(InAnotherProcess([] { return StopsOn(SIGINT); }));
  EXPECT_TRUE(InAnotherProcess([] { return StopsOn(SIGTERM); }));
}

TEST(PrepareProcess, SurvivesABrokenPipe) { EXPECT_TRUE(InAnotherProcess(SurvivesABrokenPipe)); }

TEST(PrepareProcess, SurvivesTheEndOfItsFileSize) {
  EXPECT_TRUE(InAnotherProcess(SurvivesTheEndOfItsFileSize));
}

TEST(PrepareProcess, ForbidsACoreDumpThatWouldHoldKeys) {
  EXPECT_TRUE(InAnotherProcess(DumpsNothing));
}

TEST(VersionText, NamesVersionAndCommit) {
  EXPECT_NE(VersionText().find(" (commit "), std::string::npos);
}

}  // namespace
}  // namespace fun
