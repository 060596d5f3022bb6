#include "keys/at_rest/passphrase.h"

#include <fcntl.h>
#include <openssl/crypto.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <string_view>
#include <utility>

#include "core/base/fd.h"
#include "core/base/file.h"
#include "core/base/process.h"
#include "keys/file/key_bytes.h"
#include "keys/weakness.h"

namespace fun::keys {
namespace {

// Switches a terminal's echo off while it lives.
class NoEcho {
 public:
  explicit NoEcho(int terminal) : terminal_(terminal) {
    if (::tcgetattr(terminal_, &before_) != 0) return;
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    quiet.c_lflag |= static_cast<tcflag_t>(ECHONL);
    is_off_ = ::tcsetattr(terminal_, TCSAFLUSH, &quiet) == 0;
  }
  NoEcho(const NoEcho&) = delete;
  NoEcho& operator=(const NoEcho&) = delete;
  ~NoEcho() {
    if (is_off_) ::tcsetattr(terminal_, TCSAFLUSH, &before_);
  }

  bool is_off() const { return is_off_; }

 private:
  const int terminal_;
  termios before_ = {};
  bool is_off_ = false;
};

std::unexpected<Error> FailureToReadPassphrase(const std::string& where) {
  if (IsStopRequested()) {
    return Failure(ExitCode::kIncomplete, "stopped by a signal while waiting for a passphrase");
  }
  return FailureFromErrno("read the passphrase from", where);
}

Result<Secret> CheckPassphrase(Secret line, const std::string& where) {
  const std::string_view bytes = line.bytes();
  if (bytes.empty()) return Failure(ExitCode::kUsage, "the passphrase from " + where + " is empty");
  if (bytes.size() > kLongestPassphrase || bytes.find('\0') != bytes.npos) {
    return Failure(ExitCode::kUsage,
                   "what " + where + " gives is no passphrase: over 1,024 bytes, or with a NUL",
                   "give one line of text");
  }
  return line;
}

// One line and no byte more, so byte by byte: a pipe cannot be read twice.
Result<Secret> ReadPassphraseLine(int fd, const std::string& where) {
  Secret line(kLongestPassphrase + 1);
  std::size_t size = 0;
  while (size < line.bytes().size()) {
    char& next = line.room()[size];
    const ssize_t n = ::read(fd, &next, 1);
    if (n < 0 && errno == EINTR && !IsStopRequested()) continue;
    if (n < 0) return FailureToReadPassphrase(where);
    if (n == 0 || next == '\n') break;
    ++size;
  }
  line.Narrow(0, size);
  return CheckPassphrase(std::move(line), where);
}

Result<Secret> AskTerminal(const std::string& prompt) {
  const UniqueFd terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY));
  if (!terminal.is_open()) {
    return Failure(ExitCode::kUsage, "there is no terminal to ask for a passphrase",
                   "pass an open descriptor: --passphrase-fd 3 3< <(vault ...)");
  }
  const NoEcho quiet(terminal.get());
  if (!quiet.is_off()) return FailureFromErrno("switch off the echo of", "the terminal");
  if (auto said = WriteAll(terminal.get(), prompt, "the terminal"); !said) {
    return std::unexpected(said.error());
  }
  return ReadPassphraseLine(terminal.get(), "the terminal");
}

Result<Secret> ReadPassphraseFrom(const PassphraseSource& source) {
  const std::string where = "file descriptor " + std::to_string(source.fd);
  if (auto checked = CheckHandedDown(source.fd, where); !checked) {
    return std::unexpected(checked.error());
  }
  struct stat status = {};
  if (::fstat(source.fd, &status) != 0) return FailureToReadPassphrase(where);
  if (!source.allow_open) {
    const KeyBytes file = {Secret(), status.st_mode, S_ISREG(status.st_mode)};
    if (auto checked = CheckKeyMode(file, where); !checked) {
      return std::unexpected(checked.error());
    }
  }
  return ReadPassphraseLine(source.fd, where);
}

}  // namespace

Result<Secret> AskPassphrase(const PassphraseSource& source, const std::string& name) {
  if (source.fd >= 0) return ReadPassphraseFrom(source);
  return AskTerminal("passphrase of " + name + ": ");
}

Result<Secret> AskNewPassphrase(const PassphraseSource& source, const std::string& name) {
  auto first = source.fd >= 0 ? ReadPassphraseFrom(source)
                              : AskTerminal("new passphrase for " + name + ": ");
  if (!first) return first;
  const std::string_view bytes = first->bytes();
  if (bytes.size() < kLeastPassphrase || IsMadeOfCommonWords(bytes)) {
    return Failure(ExitCode::kUsage,
                   "the passphrase can be guessed: under 12 bytes, or made of common words or rows",
                   "five or more words drawn at random are a good one");
  }
  if (source.fd >= 0) return first;
  const auto second = AskTerminal("once more: ");
  if (!second) return std::unexpected(second.error());
  if (bytes.size() != second->bytes().size() ||
      CRYPTO_memcmp(bytes.data(), second->bytes().data(), bytes.size()) != 0) {
    return Failure(ExitCode::kUsage, "the two passphrases differ", "type the same one twice");
  }
  return first;
}

}  // namespace fun::keys
