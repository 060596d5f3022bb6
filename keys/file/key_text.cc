#include "keys/file/key_text.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "keys/bytes.h"
#include "keys/file/key_lines.h"

namespace fun::keys {
namespace {

constexpr std::string_view kSecretLine = "FUNKEY-SECRET-1 ";
constexpr std::size_t kBase64Size = 44;  // of 32 bytes

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
  const Secret again = EncodeSecret(secret.bytes());
  if (CRYPTO_memcmp(again.bytes().data(), text.data(), kBase64Size) != 0) return std::nullopt;
  return secret;
}

std::unexpected<Error> Malformed(std::string_view name) {
  return Failure(ExitCode::kUsage, std::string(name) + " is marked as a key file but is not whole",
                 "it must hold one line FUNKEY-SECRET-1, a space and the base64 of 32 bytes, and "
                 "else only lines that begin with #: take it from its copy again");
}

}  // namespace

bool IsMarked(std::string_view bytes) {
  return bytes.find("FUNKEY-") != std::string_view::npos ||
         bytes.find("-----BEGIN") != std::string_view::npos;
}

Result<void> CheckStatedId(const Secret& secret, std::string_view stated, std::string_view name) {
  if (stated.empty()) return {};
  const auto id = KeyId(secret);
  if (!id) return std::unexpected(id.error());
  if (*id == stated) return {};
  return Failure(ExitCode::kUsage, std::string(name) + " states the key id of another key",
                 "its secret was changed or mistyped: take it from its copy again, or delete the "
                 "line '# key id' if the secret is right");
}

Result<KeyText> ParseKeyText(std::string_view text, std::string_view name) {
  const auto lines = ReadKeyLines(text, kSecretLine);
  if (!lines) return Malformed(name);
  auto secret = DecodeSecret(lines->body);
  if (!secret) return Malformed(name);
  if (auto checked = CheckStatedId(*secret, lines->key_id, name); !checked) {
    return std::unexpected(checked.error());
  }
  return KeyText{std::move(*secret), std::string(lines->created)};
}

Result<Secret> FormatKeyText(const Secret& secret, std::string_view created) {
  const auto id = KeyId(secret);
  if (!id) return std::unexpected(id.error());
  const Secret encoded = EncodeSecret(secret.bytes());
  const std::string_view pieces[] = {
      kCreatedComment, created, "\n", kKeyIdComment, *id, "\n", kSecretLine, encoded.bytes(), "\n"};
  std::size_t size = 0;
  for (const std::string_view piece : pieces) size += piece.size();
  Secret text(size);
  char* out = text.room().data();
  for (const std::string_view piece : pieces) out = std::ranges::copy(piece, out).out;
  return text;
}

}  // namespace fun::keys
