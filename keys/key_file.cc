#include "keys/key_file.h"

#include <utility>

#include "keys/key_bytes.h"
#include "keys/key_text.h"
#include "keys/weakness.h"

namespace fun::keys {
namespace {

Result<KeyFile> ParseMarked(const Secret& bytes, const std::string& name) {
  if (bytes.bytes().find("-----BEGIN") != std::string_view::npos) {
    return Failure(ExitCode::kUsage, name + " holds a PEM block, which is no secret for pseudonyms",
                   "funkey generate -o FILE makes one");
  }
  auto text = ParseKeyText(bytes.bytes(), name);
  if (!text) return std::unexpected(text.error());
  return KeyFile{std::move(text->secret), false, std::move(text->created), ""};
}

Result<KeyFile> ParseRaw(Secret bytes, const std::string& name, Allowance allow) {
  if (bytes.bytes().ends_with('\n')) bytes.Narrow(0, bytes.bytes().size() - 1);
  if (bytes.bytes().empty()) {
    return FailureOfEmptyKey(name, "funkey generate -o FILE");
  }
  const std::string_view weakness = WeaknessOf(bytes.bytes());
  if (!weakness.empty() && !allow.weak) {
    return Failure(ExitCode::kUsage,
                   "the secret in " + name + " can be guessed: " + std::string(weakness),
                   "funkey generate -o FILE makes a strong one; --allow-weak-key takes this one, "
                   "to join old data");
  }
  return KeyFile{std::move(bytes), true, "", weakness};
}

Result<KeyFile> ParseKeyBytes(Secret bytes, const std::string& name, Allowance allow) {
  if (bytes.bytes().size() > kLargestKeyFile) {
    return Failure(ExitCode::kUsage, name + " holds more than 4 KiB, so it is not a key",
                   "give the file that holds the secret and nothing else");
  }
  if (IsMarked(bytes.bytes())) return ParseMarked(bytes, name);
  return ParseRaw(std::move(bytes), name, allow);
}

Result<KeyFile> KeyIn(KeyBytes file, const std::string& name, Allowance allow) {
  auto key = ParseKeyBytes(std::move(file.bytes), name, allow);
  if (!key || allow.open) return key;
  if (auto checked = CheckKeyMode(file, name); !checked) return std::unexpected(checked.error());
  return key;
}

}  // namespace

Result<KeyFile> ReadKeyFile(const std::string& path, Allowance allow) {
  auto file = ReadKeyBytes(path);
  if (!file) return std::unexpected(file.error());
  return KeyIn(std::move(*file), path, allow);
}

Result<KeyFile> ReadKeyFrom(int fd, const std::string& name, Allowance allow) {
  auto file = ReadKeyBytesFrom(fd, name);
  if (!file) return std::unexpected(file.error());
  return KeyIn(std::move(*file), name, allow);
}

}  // namespace fun::keys
