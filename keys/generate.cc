#include "keys/generate.h"

#include <openssl/rand.h>

#include <chrono>
#include <ctime>
#include <utility>

#include "keys/file/key_text.h"
#include "keys/file/new_file.h"
#include "keys/secret.h"

namespace fun::keys {
namespace {

struct NewKey {
  Secret text;
  std::string id;
};

std::string TimeNow() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc = {};
  ::gmtime_r(&now, &utc);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

Result<NewKey> MakeKey() {
  auto secret = RandomSecret();
  if (!secret) return std::unexpected(secret.error());
  auto id = KeyId(*secret);
  if (!id) return std::unexpected(id.error());
  auto text = FormatKeyText(*secret, TimeNow());
  if (!text) return std::unexpected(text.error());
  return NewKey{std::move(*text), std::move(*id)};
}

}  // namespace

Result<Secret> RandomSecret() {
  Secret secret(kGeneratedBytes);
  if (RAND_priv_bytes(reinterpret_cast<unsigned char*>(secret.room().data()),
                      static_cast<int>(kGeneratedBytes)) != 1) {
    return Failure(ExitCode::kEnvironment,
                   "cannot make a key: OpenSSL's random generator has no seed",
                   "look at the system's OpenSSL configuration");
  }
  return secret;
}

Result<Generated> GenerateFile(const std::string& path) {
  auto key = MakeKey();
  if (!key) return std::unexpected(key.error());
  auto warning = WriteNewSecret({path, key->text.bytes()});
  if (!warning) return std::unexpected(warning.error());
  return Generated{std::move(key->id), std::move(*warning)};
}

Result<Generated> GenerateTo(int fd) {
  if (auto refused =
          RefuseTerminal(fd, "funkey generate -o FILE writes it to a file that only you can read");
      !refused) {
    return std::unexpected(refused.error());
  }
  auto key = MakeKey();
  if (!key) return std::unexpected(key.error());
  auto warning = WriteToOutput(fd, key->text.bytes());
  if (!warning) return std::unexpected(warning.error());
  return Generated{std::move(key->id), std::move(*warning)};
}

}  // namespace fun::keys
