#include "keys/command/inspect_command.h"

#include <utility>

#include "core/base/command_line.h"
#include "keys/at_rest/sealed_key.h"
#include "keys/command/words.h"
#include "keys/file/kind.h"
#include "keys/signing/signing_key.h"

namespace fun::keys {
namespace {

constexpr std::string_view kNotOpened = "not known without the passphrase: --passphrase-fd N";

// What inspect prints.
struct KeyPortrait {
  std::string_view kind;
  std::string key_id;
  std::string created = "not recorded";
  std::string strength;
};

Result<ExitCode> PrintPortrait(const KeyPortrait& portrait) {
  std::string text("kind:     ");
  text.append(portrait.kind);
  text.append("\nkey id:   ").append(portrait.key_id);
  text.append("\ncreated:  ").append(portrait.created);
  text.append("\nstrength: ").append(portrait.strength).append("\n");
  return PrintResult(text);
}

Result<ExitCode> InspectSecret(KeyBytes file, const KeyOptions& options) {
  const auto key = ParseKeyFile(std::move(file), options.path, AllowanceOf(options));
  if (!key) return std::unexpected(key.error());
  auto id = KeyId(key->secret);
  if (!id) return std::unexpected(id.error());
  SayIfNotLocked(kTool, key->secret);
  KeyPortrait portrait;
  portrait.kind = key->is_sealed ? (key->is_raw ? "raw secret, encrypted (FUNKEY-ENCRYPTED-1)"
                                                : "secret, encrypted (FUNKEY-ENCRYPTED-1)")
                                 : (key->is_raw ? "raw secret" : "secret (FUNKEY-SECRET-1)");
  portrait.key_id = std::move(*id);
  if (!key->created.empty()) portrait.created = key->created;
  portrait.strength = StrengthOf(*key);
  return PrintPortrait(portrait);
}

Result<ExitCode> InspectSealed(KeyBytes file, const KeyOptions& options) {
  if (options.passphrase_fd >= 0) return InspectSecret(std::move(file), options);
  if (auto checked = CheckKeyMode(file, options.path); !checked && !options.allow_open) {
    return std::unexpected(checked.error());
  }
  const std::string stated = StatedIdOfSealed(file.bytes.bytes());
  KeyPortrait portrait;
  portrait.kind = "encrypted secret (FUNKEY-ENCRYPTED-1: scrypt, AES-256-GCM)";
  portrait.key_id = stated.empty() ? std::string(kNotOpened) : stated + ", as the file states";
  portrait.created = portrait.strength = kNotOpened;
  return PrintPortrait(portrait);
}

Result<ExitCode> InspectSigning(const KeyBytes& file, const KeyOptions& options) {
  const bool is_encrypted = KindOf(file.bytes.bytes()) == KeyKind::kEncryptedSigning;
  if (is_encrypted && options.passphrase_fd < 0) {
    if (auto checked = CheckKeyMode(file, options.path); !checked && !options.allow_open) {
      return std::unexpected(checked.error());
    }
    return PrintPortrait({"encrypted signing key (PKCS#8)", std::string(kNotOpened), "not recorded",
                          std::string(kNotOpened)});
  }
  const auto key =
      SigningKey::Parse(file, options.path, {options.allow_open, options.passphrase_fd});
  if (!key) return std::unexpected(key.error());
  return PrintPortrait(
      {is_encrypted ? "signing key (Ed25519), encrypted (PKCS#8)" : "signing key (Ed25519, PKCS#8)",
       key->Id(), "not recorded", std::string(kEd25519Strength)});
}

Result<ExitCode> InspectPublicHalf(const KeyBytes& file, const std::string& name) {
  const auto key = VerifyingKey::FromPem(file.bytes.bytes(), name);
  if (!key) return std::unexpected(key.error());
  return PrintPortrait({"public half of a signing key (Ed25519, SPKI)", key->Id(), "not recorded",
                        std::string(kEd25519Strength)});
}

}  // namespace

void AddInspect(CommandLine& command, InspectOptions& options) {
  CommandLine inspect =
      command.AddCommand("inspect", "Show a key's kind, id, age and strength; never the secret");
  inspect.Add("FILE", options.key.path, "The key file, of any kind").IsRequired().Filled();
  AddPassphraseFlag(inspect, options.key);
  AddAllowFlags(inspect, options.key);
  inspect.SetFooter(
      "An encrypted key is opened only with --passphrase-fd; the terminal is not asked.\n\n"
      "Example:\n  funkey inspect fun.key");
}

void AddPublic(CommandLine& command, InspectOptions& options) {
  CommandLine half =
      command.AddCommand("public", "Print the public half of a signing key, for those who verify");
  half.Add("KEY", options.key.path, "The signing key: its secret half").IsRequired().Filled();
  AddPassphraseFlag(half, options.key);
  AddAllowOpenFlag(half, options.key);
  half.SetFooter(
      "SPKI PEM, as 'openssl pkey -pubout' prints it, and as 'funkey generate --signing'\n"
      "wrote it to FILE.pub.\n\n"
      "Example:\n  funkey public signing.key > signing.key.pub");
}

Result<ExitCode> RunInspect(const InspectOptions& options) {
  auto file = ReadKeyBytes(options.key.path);
  if (!file) return std::unexpected(file.error());
  switch (KindOf(file->bytes.bytes())) {
    case KeyKind::kSecret:
      return InspectSecret(std::move(*file), options.key);
    case KeyKind::kSealedSecret:
      return InspectSealed(std::move(*file), options.key);
    case KeyKind::kSigning:
    case KeyKind::kEncryptedSigning:
      return InspectSigning(*file, options.key);
    case KeyKind::kPublic:
      break;
  }
  return InspectPublicHalf(*file, options.key.path);
}

Result<ExitCode> RunPublic(const InspectOptions& options) {
  const auto key =
      SigningKey::Load(options.key.path, {options.key.allow_open, options.key.passphrase_fd});
  if (!key) return std::unexpected(key.error());
  return PrintResult(key->verifying().Pem());
}

}  // namespace fun::keys
