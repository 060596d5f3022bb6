// Runs one program and says what it used:  launch RESULT PROGRAM [ARGUMENT]...
//
// Writes to RESULT: user, system and wall seconds, peak resident KiB, exit code (128 + signal).
// A program of its own, because ru_maxrss of a child counts the pages of whoever forked it:
// started from Python, the smallest peer would seem to need what Python needs.

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>

namespace {

double Seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const auto begin = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child < 0) return 6;
  if (child == 0) {
    execvp(argv[2], argv + 2);
    _exit(127);
  }
  std::signal(SIGTERM, SIG_IGN);  // for the program alone, when both are sent it
  int status = 0;
  rusage used{};
  if (wait4(child, &status, 0, &used) != child) return 6;
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  std::FILE* result = std::fopen(argv[1], "w");
  if (result == nullptr) return 6;
  std::fprintf(result, "%f %f %f %ld %d\n", Seconds(used.ru_utime), Seconds(used.ru_stime),
               wall.count(), used.ru_maxrss, code);
  return std::fclose(result) == 0 ? 0 : 6;
}
