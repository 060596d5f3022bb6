// How every tool says that something went wrong.
//
// Nothing throws and nothing exits but main: a function that can fail returns
// Result<T>, and main turns the error into words and an exit code.  A message
// says what was being done, to what, and what to do next; it never holds bytes
// of a log, a key or a name.
#pragma once

#include <expected>
#include <initializer_list>
#include <string>
#include <string_view>

namespace fun {

// The same for all commands (docs/guide.md, "Exit codes").
enum class ExitCode : int {
  kDone = 0,
  kNo = 1,           // the answer is no: findings, rejected lines, refused records
  kUsage = 2,        // flags, policy, configuration, weak or malformed key
  kInput = 3,        // unreadable, corrupt or empty
  kIncomplete = 4,   // a limit, a signal, a closed pipe
  kVerify = 5,       // signature, digest, wrong key
  kEnvironment = 6,  // disk, permissions, loose key mode, server unreachable
};

// `message`: lower case, no full stop; empty: nothing is to be said (a closed pipe).  `hint`: the
// next step, may be empty.
struct Error {
  ExitCode code = ExitCode::kUsage;
  std::string message;
  std::string hint;
};

template <typename T>
using Result = std::expected<T, Error>;

// Shorthand for `return Fail...`: an unexpected error with a message.
std::unexpected<Error> Failure(ExitCode code, std::string message, std::string hint = "");

// As Failure, with kEnvironment and the words of errno appended.
std::unexpected<Error> FailureFromErrno(std::string_view doing, std::string_view path);

// Of several codes that hold at once, the first of 2, 6, 5, 3, 4, 1; else 0.
ExitCode WorstOf(std::initializer_list<ExitCode> codes);

// Prints "TOOL: error: …" and "TOOL: hint: …" on standard error, both as Shown; returns the code
// for main to end with.
int Report(std::string_view tool, const Error& error);

// Prints "TOOL: <words>" on standard error, the words as Shown.
void Say(std::string_view tool, std::string_view words);

}  // namespace fun
