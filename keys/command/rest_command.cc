#include "keys/command/rest_command.h"

#include <unistd.h>

#include <utility>

#include "core/base/command_line.h"
#include "keys/at_rest/passphrase.h"
#include "keys/at_rest/sealed_key.h"
#include "keys/command/words.h"
#include "keys/file/kind.h"
#include "keys/file/new_file.h"
#include "keys/signing/signing_key.h"

namespace fun::keys {
namespace {

// A text to write, and the id of the key in it.
struct Rewritten {
  Secret text;
  std::string key_id;
};

bool IsToOutput(const RestOptions& options) {
  return options.output.empty() || options.output == "-";
}

PassphraseSource SourceOf(const KeyOptions& options) {
  return {options.passphrase_fd, options.allow_open};
}

SigningAccess SigningAccessOf(const KeyOptions& options) {
  return {options.allow_open, options.passphrase_fd};
}

std::unexpected<Error> NothingToDo(const std::string& path, std::string_view what) {
  return Failure(ExitCode::kUsage, path + std::string(what), "funkey inspect says what a file is");
}

Result<Rewritten> EncryptSecret(const KeyBytes& file, const KeyOptions& options) {
  KeyBytes copy = {Secret::CopyOf(file.bytes.bytes()), file.mode, file.is_file};
  const auto key = ParseKeyFile(std::move(copy), options.path, AllowanceOf(options));
  if (!key) return std::unexpected(key.error());
  auto id = KeyId(key->secret);
  if (!id) return std::unexpected(id.error());
  const auto passphrase = AskNewPassphrase(SourceOf(options), options.path);
  if (!passphrase) return std::unexpected(passphrase.error());
  const auto text = Seal(file.bytes.bytes(), *id, *passphrase);
  if (!text) return std::unexpected(text.error());
  return Rewritten{Secret::CopyOf(*text), std::move(*id)};
}

Result<Rewritten> EncryptSigning(const KeyBytes& file, const KeyOptions& options) {
  const auto key = SigningKey::Parse(file, options.path, SigningAccessOf(options));
  if (!key) return std::unexpected(key.error());
  const auto passphrase = AskNewPassphrase(SourceOf(options), options.path);
  if (!passphrase) return std::unexpected(passphrase.error());
  const auto text = key->EncryptedPem(*passphrase);
  if (!text) return std::unexpected(text.error());
  return Rewritten{Secret::CopyOf(*text), key->Id()};
}

Result<Rewritten> EncryptAny(const KeyBytes& file, const KeyOptions& options) {
  switch (KindOf(file.bytes.bytes())) {
    case KeyKind::kSecret:
      return EncryptSecret(file, options);
    case KeyKind::kSigning:
      return EncryptSigning(file, options);
    case KeyKind::kSealedSecret:
    case KeyKind::kEncryptedSigning:
      return NothingToDo(options.path, " is encrypted already");
    case KeyKind::kPublic:
      break;
  }
  return NothingToDo(options.path, " holds a public half, which is no secret");
}

Result<Rewritten> DecryptSecret(KeyBytes file, const KeyOptions& options) {
  if (auto checked = CheckKeyMode(file, options.path); !checked && !options.allow_open) {
    return std::unexpected(checked.error());
  }
  auto plain = Unseal(file.bytes.bytes(), SourceOf(options), options.path);
  if (!plain) return std::unexpected(plain.error());
  return Rewritten{std::move(*plain), StatedIdOfSealed(file.bytes.bytes())};
}

Result<Rewritten> DecryptSigning(const KeyBytes& file, const KeyOptions& options) {
  const auto key = SigningKey::Parse(file, options.path, SigningAccessOf(options));
  if (!key) return std::unexpected(key.error());
  return Rewritten{key->Pem(), key->Id()};
}

Result<Rewritten> DecryptAny(KeyBytes file, const KeyOptions& options) {
  switch (KindOf(file.bytes.bytes())) {
    case KeyKind::kSealedSecret:
      return DecryptSecret(std::move(file), options);
    case KeyKind::kEncryptedSigning:
      return DecryptSigning(file, options);
    case KeyKind::kSecret:
    case KeyKind::kSigning:
    case KeyKind::kPublic:
      break;
  }
  return NothingToDo(options.path, " is not encrypted");
}

// Before anybody is asked for a passphrase.
Result<KeyBytes> ReadToRewrite(const RestOptions& options) {
  if (!IsToOutput(options)) {
    if (auto refused = RefuseToReplace(options.output); !refused) {
      return std::unexpected(refused.error());
    }
  }
  return ReadKeyBytes(options.key.path);
}

Result<ExitCode> WriteRewritten(const Result<Rewritten>& made, const RestOptions& options) {
  if (!made) return std::unexpected(made.error());
  const auto warning = IsToOutput(options) ? WriteToOutput(STDOUT_FILENO, made->text.bytes())
                                           : WriteNewSecret({options.output, made->text.bytes()});
  if (!warning) return std::unexpected(warning.error());
  if (!warning->empty()) Say(kTool, "warning: " + *warning);
  if (!made->key_id.empty()) Say(kTool, "key id " + made->key_id);
  return ExitCode::kDone;
}

void AddRestFlags(CommandLine& command, RestOptions& options) {
  command.Add("FILE", options.key.path, "The key file").IsRequired().Filled();
  command
      .Add("-o", options.output,
           "Write to FILE (mode 0600), never over another; without it to standard output")
      .Takes("FILE")
      .Filled();
  AddPassphraseFlag(command, options.key);
}

}  // namespace

void AddEncrypt(CommandLine& command, RestOptions& options) {
  CommandLine encrypt =
      command.AddCommand("encrypt", "Encrypt a key file under a passphrase, for keeping");
  AddRestFlags(encrypt, options);
  AddAllowFlags(encrypt, options.key);
  encrypt.SetFooter(
      "The passphrase is asked for twice, without echo.  A secret becomes a text file\n"
      "(FUNKEY-ENCRYPTED-1), a signing key encrypted PKCS#8, which 'openssl pkey' reads\n"
      "too.  Every --key takes such a file.  The old file stays: delete it when the new\n"
      "one opens.  Who forgets the passphrase has lost the key.\n\n"
      "Example:\n  funkey encrypt fun.key -o fun.key.enc");
}

void AddDecrypt(CommandLine& command, RestOptions& options) {
  CommandLine decrypt = command.AddCommand("decrypt", "Undo encrypt: the key file as it was");
  AddRestFlags(decrypt, options);
  AddAllowOpenFlag(decrypt, options.key);
  decrypt.SetFooter("Example:\n  funkey decrypt fun.key.enc -o fun.key");
}

Result<ExitCode> RunEncrypt(const RestOptions& options) {
  const auto file = ReadToRewrite(options);
  if (!file) return std::unexpected(file.error());
  return WriteRewritten(EncryptAny(*file, options.key), options);
}

Result<ExitCode> RunDecrypt(const RestOptions& options) {
  if (IsToOutput(options)) {
    auto refused = RefuseTerminal(STDOUT_FILENO, "funkey decrypt FILE -o FILE writes a file");
    if (!refused) return std::unexpected(refused.error());
  }
  auto file = ReadToRewrite(options);
  if (!file) return std::unexpected(file.error());
  return WriteRewritten(DecryptAny(std::move(*file), options.key), options);
}

}  // namespace fun::keys
