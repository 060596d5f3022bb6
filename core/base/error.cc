#include "core/base/error.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "core/base/shown.h"

namespace fun {
namespace {

// One write a line: lines of several processes in a pipe must not interleave.  The words may hold
// a name that another gave a file: it must not steer the terminal.
void WriteLine(std::string_view tool, std::string_view kind, std::string_view words) {
  std::string line;
  line.append(tool).append(": ").append(kind).append(Shown(words)).append("\n");
  // A standard error that cannot be written leaves nobody to tell.
  [[maybe_unused]] const ssize_t n = ::write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace

std::unexpected<Error> Failure(ExitCode code, std::string message, std::string hint) {
  return std::unexpected(Error{code, std::move(message), std::move(hint)});
}

std::unexpected<Error> FailureFromErrno(std::string_view doing, std::string_view path) {
  const int number = errno;
  std::string message;
  message.append("cannot ").append(doing).append(" ").append(path);
  message.append(": ").append(std::strerror(number));
  return Failure(ExitCode::kEnvironment, std::move(message));
}

ExitCode WorstOf(std::initializer_list<ExitCode> codes) {
  constexpr ExitCode kOrder[] = {ExitCode::kUsage, ExitCode::kEnvironment, ExitCode::kVerify,
                                 ExitCode::kInput, ExitCode::kIncomplete,  ExitCode::kNo};
  for (const ExitCode worst : kOrder) {
    for (const ExitCode code : codes) {
      if (code == worst) return worst;
    }
  }
  return ExitCode::kDone;
}

int Report(std::string_view tool, const Error& error) {
  if (!error.message.empty()) WriteLine(tool, "error: ", error.message);
  if (!error.hint.empty()) WriteLine(tool, "hint: ", error.hint);
  return static_cast<int>(error.code);
}

void Say(std::string_view tool, std::string_view words) { WriteLine(tool, "", words); }

}  // namespace fun
