#include "keys/options.h"

#include <algorithm>
#include <limits>
#include <string_view>

#include "core/base/command_line.h"

namespace fun::keys {
namespace {

constexpr std::size_t kLongestRelease = 64;

bool IsReleaseCharacter(char c) { return c > ' ' && c <= '~' && c != '/'; }

Result<void> CheckRelease(std::string_view name) {
  if (name.size() <= kLongestRelease && std::ranges::all_of(name, IsReleaseCharacter)) return {};
  return Failure(ExitCode::kUsage, "a release cannot have this name",
                 "use 1 to 64 ASCII characters without spaces and slashes, as in 2026-spring");
}

Result<KeyFile> ReadChosenKey(const KeyOptions& options) {
  const bool has_path = !options.path.empty();
  const bool has_fd = options.fd >= 0;
  if (!has_path && !has_fd) {
    return Failure(ExitCode::kUsage, "no key is given",
                   "add --key FILE; funkey generate -o FILE makes one");
  }
  if (has_path && has_fd) {
    return Failure(ExitCode::kUsage, "--key and --key-fd both name a key", "give one of them");
  }
  if (options.fd >= 0 && options.fd == options.passphrase_fd) {
    return Failure(ExitCode::kUsage, "--key-fd and --passphrase-fd name one descriptor",
                   "open one for the key and another for its passphrase");
  }
  const Allowance allow = AllowanceOf(options);
  if (has_path) return ReadKeyFile(options.path, allow);
  return ReadKeyFrom(options.fd, "file descriptor " + std::to_string(options.fd), allow);
}

}  // namespace

void AddKeyOptions(CommandLine& command, KeyOptions& options) {
  command
      .Add("--key", options.path,
           "File with the secret: from 'funkey generate', or the raw bytes of an older one")
      .Takes("FILE")
      .Filled();
  command
      .Add("--key-fd", options.fd,
           "Read the key from open descriptor N instead: --key-fd 3 3< <(vault ...)")
      .Takes("N")
      .Within(0, std::numeric_limits<int>::max());
  AddPassphraseFlag(command, options);
  AddAllowFlags(command, options);
  command
      .Add("--release", options.release,
           "Derive the secret for this release: its pseudonyms match those of no other "
           "(1 to 64 ASCII characters, no space, no slash)")
      .Takes("NAME")
      .Filled();
}

void AddAllowFlags(CommandLine& command, KeyOptions& options) {
  command.Add("--allow-weak-key", options.allow_weak,
              "Take a raw secret that can be guessed, to join data made with it");
  AddAllowOpenFlag(command, options);
}

void AddAllowOpenFlag(CommandLine& command, KeyOptions& options) {
  command.Add("--allow-open-key", options.allow_open,
              "Take a key file that other users can read or write");
}

void AddPassphraseFlag(CommandLine& command, KeyOptions& options) {
  command
      .Add("--passphrase-fd", options.passphrase_fd,
           "Read the passphrase of an encrypted key from open descriptor N, one line a key; "
           "without it the terminal is asked")
      .Takes("N")
      .Within(0, std::numeric_limits<int>::max());
}

Allowance AllowanceOf(const KeyOptions& options) {
  return {options.allow_weak, options.allow_open, options.passphrase_fd};
}

Result<Secret> LoadWorkingSecret(const KeyOptions& options) {
  if (auto checked = CheckRelease(options.release); !checked) {
    return std::unexpected(checked.error());
  }
  auto key = ReadChosenKey(options);
  if (!key) return std::unexpected(key.error());
  if (options.release.empty()) return std::move(key->secret);
  return Derive(key->secret, "fun/v1/release/" + options.release);
}

void SayIfNotLocked(std::string_view tool, const Secret& secret) {
  if (secret.is_locked()) return;
  Say(tool,
      "warning: the key may reach the swap device: raise the limit of locked memory "
      "(ulimit -l)");
}

}  // namespace fun::keys
