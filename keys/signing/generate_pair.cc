#include "keys/signing/generate_pair.h"

#include <utility>

#include "keys/file/new_file.h"
#include "keys/signing/signing_key.h"

namespace fun::keys {

Result<Generated> GeneratePair(const std::string& path) {
  const auto key = SigningKey::Generate();
  if (!key) return std::unexpected(key.error());
  const Secret secret = key->Pem();
  const std::string open = key->verifying().Pem();
  auto warning = WriteNewPair({path, secret.bytes()}, {path + ".pub", open});
  if (!warning) return std::unexpected(warning.error());
  return Generated{key->Id(), std::move(*warning)};
}

Result<Generated> GenerateSecretHalfTo(int fd) {
  if (auto refused = RefuseTerminal(
          fd, "funkey generate --signing -o FILE writes it to a file that only you can read");
      !refused) {
    return std::unexpected(refused.error());
  }
  const auto key = SigningKey::Generate();
  if (!key) return std::unexpected(key.error());
  auto warning = WriteToOutput(fd, key->Pem().bytes());
  if (!warning) return std::unexpected(warning.error());
  return Generated{key->Id(), std::move(*warning)};
}

}  // namespace fun::keys
