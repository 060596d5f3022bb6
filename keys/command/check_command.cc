#include "keys/command/check_command.h"

#include <utility>

#include "core/base/command_line.h"
#include "keys/command/words.h"
#include "keys/file/kind.h"
#include "keys/file/place.h"
#include "keys/signing/signing_key.h"

namespace fun::keys {
namespace {

// Everything is looked at before anything is refused: weak and open keys are told, not turned away.
constexpr bool kAllowAll = true;

PlaceFinding StrengthOfSecret(const KeyFile& key) {
  const std::string strength = StrengthOf(key);
  if (key.weakness.empty()) return {true, strength};
  return {false, strength + ": make a new one with funkey generate -o FILE"};
}

Result<PlaceFinding> LookAtStrength(KeyBytes file, const KeyOptions& options) {
  const KeyKind kind = KindOf(file.bytes.bytes());
  const bool is_encrypted = kind == KeyKind::kSealedSecret || kind == KeyKind::kEncryptedSigning;
  if (is_encrypted && options.passphrase_fd < 0) {
    return PlaceFinding{true, "not looked at, it is encrypted: --passphrase-fd N opens it"};
  }
  if (kind == KeyKind::kSecret || kind == KeyKind::kSealedSecret) {
    const auto key =
        ParseKeyFile(std::move(file), options.path, {kAllowAll, kAllowAll, options.passphrase_fd});
    if (!key) return std::unexpected(key.error());
    SayIfNotLocked(kTool, key->secret);
    return StrengthOfSecret(*key);
  }
  if (kind == KeyKind::kPublic) {
    const auto key = VerifyingKey::FromPem(file.bytes.bytes(), options.path);
    if (!key) return std::unexpected(key.error());
  } else {
    const auto key = SigningKey::Parse(file, options.path, {kAllowAll, options.passphrase_fd});
    if (!key) return std::unexpected(key.error());
  }
  return PlaceFinding{true, std::string(kEd25519Strength)};
}

std::string FindingLine(std::string_view what, const PlaceFinding& finding) {
  return std::string(what) + (finding.is_good ? "ok, " : "NO, ") + finding.words + "\n";
}

}  // namespace

void AddCheck(CommandLine& command, CheckOptions& options) {
  CommandLine check = command.AddCommand(
      "check", "Say whether a key is strong and lies where nobody else can read or replace it");
  check.Add("FILE", options.key.path, "The key file, of any kind").IsRequired().Filled();
  AddPassphraseFlag(check, options.key);
  check.SetFooter(
      "Ends with 0 when all is well, 2 when the key can be guessed or is none, 6 when\n"
      "mode or owner of the file or a folder above it let somebody else in.  Strength:\n"
      "length, repetition, and a list of common secrets; that nothing was found proves\n"
      "nothing.  An encrypted key is opened only with --passphrase-fd.\n\n"
      "Example:\n  funkey check fun.key");
}

Result<ExitCode> RunCheck(const CheckOptions& options) {
  auto file = ReadKeyBytes(options.key.path);
  if (!file) return std::unexpected(file.error());
  const bool is_secret = KindOf(file->bytes.bytes()) != KeyKind::kPublic;
  const auto strength = LookAtStrength(std::move(*file), options.key);
  if (!strength) return std::unexpected(strength.error());
  const auto place = LookAtPlace(options.key.path, is_secret);
  if (!place) return std::unexpected(place.error());
  const auto printed = PrintResult(
      FindingLine("strength: ", *strength) + FindingLine("mode:     ", place->mode) +
      FindingLine("owner:    ", place->owner) + FindingLine("folder:   ", place->folder));
  if (!printed) return printed;
  if (strength->is_good && place->is_good()) return ExitCode::kDone;
  return Failure(strength->is_good ? ExitCode::kEnvironment : ExitCode::kUsage,
                 options.key.path + " is not safe to use as it is",
                 "see the lines that say NO, and what they advise");
}

}  // namespace fun::keys
