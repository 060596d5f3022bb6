#include "keys/key_text.h"

#include <openssl/evp.h>

#include <algorithm>
#include <cstring>
#include <optional>

#include "keys/bytes.h"

namespace fun::keys {
namespace {

constexpr std::string_view kSecretLine = "FUNKEY-SECRET-1 ";
constexpr std::string_view kCreated = "# created: ";
constexpr std::string_view kKeyId = "# key id: ";
constexpr std::size_t kBase64Size = 44;  // of 32 bytes
constexpr std::size_t kKeyIdSize = 16;

// core/base/encoding.h would leave the secret behind in a std::string.
Secret EncodeSecret(std::string_view bytes) {
  Secret text(kBase64Size + 1);  // + OpenSSL's final NUL
  EVP_EncodeBlock(Bytes(text.room().data()), Bytes(bytes.data()), static_cast<int>(bytes.size()));
  text.Narrow(0, kBase64Size);
  return text;
}

std::optional<Secret> DecodeSecret(std::string_view text) {
  if (text.size() != kBase64Size) return std::nullopt;
  Secret secret(kBase64Size / 4 * 3);
  const int size = EVP_DecodeBlock(Bytes(secret.room().data()), Bytes(text.data()),
                                   static_cast<int>(kBase64Size));
  if (size != static_cast<int>(secret.bytes().size())) return std::nullopt;
  secret.Narrow(0, kGeneratedBytes);
  // OpenSSL forgives white space and stray bits; one secret has one spelling.
  if (EncodeSecret(secret.bytes()).bytes() != text) return std::nullopt;
  return secret;
}

std::string_view TakeLine(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// "dddd-dd-ddTdd:dd:ddZ": anything else in a comment is never printed.
bool IsTime(std::string_view text) {
  constexpr std::string_view kShape = "dddd-dd-ddTdd:dd:ddZ";
  constexpr auto kFits = [](char c, char shape) {
    return shape == 'd' ? c >= '0' && c <= '9' : c == shape;
  };
  return std::ranges::equal(text, kShape, kFits);
}

bool IsKeyId(std::string_view text) {
  return text.size() == kKeyIdSize &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::unexpected<Error> Malformed(std::string_view name) {
  return Failure(ExitCode::kUsage, std::string(name) + " is marked as a key file but is not whole",
                 "it must hold one line FUNKEY-SECRET-1, a space and the base64 of 32 bytes, and "
                 "else only lines that begin with #: take it from its copy again");
}

Result<void> CheckStatedId(const KeyText& key, std::string_view stated, std::string_view name) {
  if (stated.empty()) return {};
  const auto id = KeyId(key.secret);
  if (!id) return std::unexpected(id.error());
  if (*id == stated) return {};
  return Failure(ExitCode::kUsage, std::string(name) + " states the key id of another key",
                 "its secret was changed or mistyped: take it from its copy again, or delete the "
                 "line '# key id' if the secret is right");
}

}  // namespace

bool IsMarked(std::string_view bytes) {
  return bytes.find("FUNKEY-") != std::string_view::npos ||
         bytes.find("-----BEGIN") != std::string_view::npos;
}

Result<KeyText> ParseKeyText(std::string_view text, std::string_view name) {
  KeyText key;
  std::string_view stated_id;
  while (!text.empty()) {
    const std::string_view line = TakeLine(text);
    if (line.starts_with(kCreated) && IsTime(line.substr(kCreated.size()))) {
      key.created = line.substr(kCreated.size());
    } else if (line.starts_with(kKeyId) && IsKeyId(line.substr(kKeyId.size()))) {
      stated_id = line.substr(kKeyId.size());
    } else if (!line.empty() && !line.starts_with('#')) {
      if (!line.starts_with(kSecretLine) || !key.secret.bytes().empty()) return Malformed(name);
      auto secret = DecodeSecret(line.substr(kSecretLine.size()));
      if (!secret) return Malformed(name);
      key.secret = std::move(*secret);
    }
  }
  if (key.secret.bytes().empty()) return Malformed(name);
  if (auto checked = CheckStatedId(key, stated_id, name); !checked) {
    return std::unexpected(checked.error());
  }
  return key;
}

Result<Secret> FormatKeyText(const Secret& secret, std::string_view created) {
  const auto id = KeyId(secret);
  if (!id) return std::unexpected(id.error());
  const Secret encoded = EncodeSecret(secret.bytes());
  const std::string_view pieces[] = {kCreated,    created,         "\n", kKeyId, *id, "\n",
                                     kSecretLine, encoded.bytes(), "\n"};
  std::size_t size = 0;
  for (const std::string_view piece : pieces) size += piece.size();
  Secret text(size);
  char* out = text.room().data();
  for (const std::string_view piece : pieces) out = std::ranges::copy(piece, out).out;
  return text;
}

}  // namespace fun::keys
