#include "keys/key_file.h"

#include <utility>

#include "keys/at_rest/sealed_key.h"
#include "keys/file/key_bytes.h"
#include "keys/file/key_text.h"
#include "keys/file/kind.h"
#include "keys/weakness.h"

namespace fun::keys {
namespace {

Result<KeyFile> ParseMarked(const Secret& bytes, const std::string& name) {
  if (bytes.bytes().find("-----BEGIN") != std::string_view::npos) {
    return Failure(ExitCode::kUsage,
                   name + " holds a PEM block, perhaps a signing key: no secret for pseudonyms",
                   "funkey generate -o FILE makes one");
  }
  auto text = ParseKeyText(bytes.bytes(), name);
  if (!text) return std::unexpected(text.error());
  return KeyFile{std::move(text->secret), false, false, std::move(text->created), ""};
}

Result<KeyFile> ParseRaw(Secret bytes, const std::string& name, Allowance allow) {
  if (IsPieceOfKeyFile(bytes.bytes())) {
    return Failure(ExitCode::kUsage, name + " looks like a key file but is not whole",
                   "a part of it is missing, or its case or encoding was changed: take it from its "
                   "copy again, to the byte");
  }
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
  return KeyFile{std::move(bytes), true, false, "", weakness};
}

Result<KeyFile> ParseKeyBytes(Secret bytes, const std::string& name, Allowance allow) {
  if (bytes.bytes().size() > kLargestKeyFile) {
    return Failure(ExitCode::kUsage, name + " holds more than 4 KiB, so it is not a key",
                   "give the file that holds the secret and nothing else");
  }
  if (IsMarked(bytes.bytes())) return ParseMarked(bytes, name);
  return ParseRaw(std::move(bytes), name, allow);
}

Result<KeyFile> OpenSealedFile(const Secret& bytes, const std::string& name, Allowance allow) {
  auto plain = Unseal(bytes.bytes(), {allow.passphrase_fd, allow.open}, name);
  if (!plain) return std::unexpected(plain.error());
  auto key = ParseKeyBytes(std::move(*plain), name, allow);
  if (!key) return key;
  const std::string stated = StatedIdOfSealed(bytes.bytes());
  if (auto checked = CheckStatedId(key->secret, stated, name); !checked) {
    return std::unexpected(checked.error());
  }
  key->is_sealed = true;
  return key;
}

}  // namespace

Result<KeyFile> ParseKeyFile(KeyBytes file, const std::string& name, Allowance allow) {
  const auto mode = allow.open ? Result<void>() : CheckKeyMode(file, name);
  if (file.bytes.bytes().size() <= kLargestEncryptedFile && IsSealed(file.bytes.bytes())) {
    // Nobody is asked to type for a file that is refused.
    if (!mode) return std::unexpected(mode.error());
    return OpenSealedFile(file.bytes, name, allow);
  }
  auto key = ParseKeyBytes(std::move(file.bytes), name, allow);
  if (key && !mode) return std::unexpected(mode.error());
  return key;
}

Result<KeyFile> ReadKeyFile(const std::string& path, Allowance allow) {
  auto file = ReadKeyBytes(path);
  if (!file) return std::unexpected(file.error());
  return ParseKeyFile(std::move(*file), path, allow);
}

Result<KeyFile> ReadKeyFrom(int fd, const std::string& name, Allowance allow) {
  if (auto checked = CheckHandedDown(fd, name); !checked) return std::unexpected(checked.error());
  auto file = ReadKeyBytesFrom(fd, name);
  if (!file) return std::unexpected(file.error());
  return ParseKeyFile(std::move(*file), name, allow);
}

}  // namespace fun::keys
