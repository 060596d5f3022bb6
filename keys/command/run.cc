#include "keys/command/run.h"

#include <unistd.h>

#include <string_view>

#include "core/base/command_line.h"
#include "core/base/file.h"
#include "core/base/process.h"
#include "keys/command/pseudonym_lines.h"
#include "keys/generate.h"
#include "keys/key_file.h"
#include "keys/signing/generate_pair.h"

namespace fun::keys {
namespace {

constexpr std::string_view kTool = "funkey";

void AddGenerate(CommandLine& command, GenerateOptions& options) {
  CommandLine generate = command.AddCommand(
      "generate", "Make a new secret of 256 bits, or a pair of keys for signing");
  generate
      .Add("-o", options.output,
           "Write the key to FILE (mode 0600); never replaces a file.  Without it the key "
           "goes to standard output, unless that is a terminal")
      .Takes("FILE")
      .Filled();
  generate.Add("--signing", options.is_signing,
               "Make an Ed25519 pair that signs releases: FILE (PKCS#8) and FILE.pub (SPKI)");
  generate.SetFooter(
      "Keep the key as long as new data must match old data: whoever has it can\n"
      "find the names behind pseudonyms, and it cannot be made again.\n\n"
      "A signing key is another thing: it makes no pseudonyms, and its FILE.pub is\n"
      "for everybody.  Without -o its secret half goes to standard output.\n\n"
      "Example:\n  funkey generate -o fun.key\n  funkey generate --signing -o signing.key");
}

void AddInspect(CommandLine& command, InspectOptions& options) {
  CommandLine inspect =
      command.AddCommand("inspect", "Show a key's kind, id, age and strength; never the secret");
  inspect.Add("FILE", options.key.path, "The key file").IsRequired().Filled();
  AddAllowFlags(inspect, options.key);
  inspect.SetFooter("Example:\n  funkey inspect fun.key");
}

void AddPseudonym(CommandLine& command, PseudonymOptions& options) {
  CommandLine pseudonym = command.AddCommand(
      "pseudonym", "Turn names on standard input into pseudonyms, one a line, in order");
  AddKeyOptions(pseudonym, options.key);
  pseudonym.Add("--domain", options.domain, "What the lines are")
      .Takes("username|user_id|session")
      .Filled()
      .ShowsDefault();
  pseudonym.Add("--tsv", options.tsv, "Print the name, a tab and the pseudonym");
  pseudonym.Add("--allow-empty", options.allow_empty, "No line at all is no error");
  pseudonym.Add("--quiet", options.quiet, "Say errors only");
  pseudonym.SetFooter(
      "A name is the line's exact bytes without the line end: spaces and case count.\n"
      "An empty line stays empty.  Names are never arguments: other users see those.\n\n"
      "Example:\n  funkey pseudonym --key fun.key --tsv < names.txt > names.tsv");
}

void SayGenerated(const Generated& made) {
  if (!made.warning.empty()) Say(kTool, "warning: " + made.warning);
  Say(kTool, "key id " + made.key_id);
}

void WarnIfNotLocked(const Secret& secret) {
  if (secret.is_locked()) return;
  Say(kTool,
      "warning: the key may reach the swap device: raise the limit of locked memory "
      "(ulimit -l)");
}

Result<Generated> MakeAsAsked(const GenerateOptions& options) {
  const bool is_stream = options.output.empty() || options.output == "-";
  if (options.is_signing) {
    return is_stream ? GenerateSecretHalfTo(STDOUT_FILENO) : GeneratePair(options.output);
  }
  return is_stream ? GenerateTo(STDOUT_FILENO) : GenerateFile(options.output);
}

Result<ExitCode> Generate(const GenerateOptions& options) {
  const auto made = MakeAsAsked(options);
  if (!made) return std::unexpected(made.error());
  SayGenerated(*made);
  return ExitCode::kDone;
}

std::string StrengthOf(const KeyFile& key) {
  if (!key.is_raw) return "256 bits";
  const std::size_t size = key.secret.bytes().size();
  std::string words = std::to_string(size) + " bytes, so at most " + std::to_string(8 * size) +
                      " bits; fewer when a person chose them";
  if (!key.weakness.empty()) words.append("; weak: ").append(key.weakness);
  return words;
}

Result<ExitCode> Inspect(const InspectOptions& options) {
  const auto key = ReadKeyFile(options.key.path, {options.key.allow_weak, options.key.allow_open});
  if (!key) return std::unexpected(key.error());
  const auto id = KeyId(key->secret);
  if (!id) return std::unexpected(id.error());
  WarnIfNotLocked(key->secret);
  std::string text;
  text.append("kind:     ").append(key->is_raw ? "raw secret" : "secret (FUNKEY-SECRET-1)");
  text.append("\nkey id:   ").append(*id);
  text.append("\ncreated:  ").append(key->created.empty() ? "not recorded" : key->created);
  text.append("\nstrength: ").append(StrengthOf(*key)).append("\n");
  if (auto written = WriteAll(STDOUT_FILENO, text, "standard output"); !written) {
    return std::unexpected(written.error());
  }
  return ExitCode::kDone;
}

std::string CountWords(const LineCounts& counts) {
  return "read " + std::to_string(counts.read) + " = pseudonyms " +
         std::to_string(counts.pseudonyms) + " + empty " + std::to_string(counts.empty);
}

Result<ExitCode> EndOfPseudonyms(const LineCounts& counts, const PseudonymOptions& options) {
  if (counts.is_reader_gone) return ExitCode::kIncomplete;
  if (counts.read == 0 && !options.allow_empty) {
    return Failure(ExitCode::kInput, "standard input holds no line",
                   "give one name a line: funkey pseudonym --key FILE < names");
  }
  if (options.quiet) return ExitCode::kDone;
  if (counts.carriage_returns > 0) {
    Say(kTool,
        "warning: names that end with a carriage return, which counts as part of the name: " +
            std::to_string(counts.carriage_returns) + "; tr -d '\\r' takes it away");
  }
  Say(kTool, CountWords(counts));
  return ExitCode::kDone;
}

Result<ExitCode> Pseudonyms(const PseudonymOptions& options) {
  const auto domain = DomainNamed(options.domain);
  if (!domain) {
    return Failure(ExitCode::kUsage, "--domain does not take this value",
                   "use username, user_id or session");
  }
  if (options.key.fd == STDIN_FILENO) {
    return Failure(ExitCode::kUsage, "standard input holds the names, so it cannot hold the key",
                   "use --key FILE or another descriptor: --key-fd 3 3< FILE");
  }
  const auto working = LoadWorkingSecret(options.key);
  if (!working) return std::unexpected(working.error());
  WarnIfNotLocked(*working);
  auto pseudonymizer = Pseudonymizer::Create(*working, *domain);
  if (!pseudonymizer) return std::unexpected(pseudonymizer.error());
  const LineForm form = options.tsv ? LineForm::kNameTabPseudonym : LineForm::kPseudonym;
  const auto counts = PseudonymizeLines(STDIN_FILENO, STDOUT_FILENO, *pseudonymizer, form);
  if (!counts) return std::unexpected(counts.error());
  return EndOfPseudonyms(*counts, options);
}

}  // namespace

void AddOptions(CommandLine& command, Options& options) {
  command.SetVersion([] { return std::string(kTool) + " " + VersionText(); });
  AddGenerate(command, options.generate);
  AddInspect(command, options.inspect);
  AddPseudonym(command, options.pseudonym);
  AddVerify(command, options.verify);
  AddApprove(command, options.approve);
  command.SetFooter(
      "Pseudonymised data stays personal data: with the key, or with a list of names\n"
      "to try, it leads back to people.\n\n"
      "Example:\n"
      "  funkey generate -o fun.key\n"
      "  funkey pseudonym --key fun.key < names.txt\n"
      "  funkey COMMAND --help\n\n"
      "Exit codes: 0 done, 2 usage or key, 3 input, 4 incomplete, 5 not to be trusted, 6 environment.");
}

Result<ExitCode> Run(const CommandLine& command, const Options& options) {
  if (command.IsCommand("generate")) return Generate(options.generate);
  if (command.IsCommand("inspect")) return Inspect(options.inspect);
  if (command.IsCommand("verify")) return VerifyRelease(options.verify);
  if (command.IsCommand("approve")) return ApproveRelease(options.approve);
  return Pseudonyms(options.pseudonym);
}

}  // namespace fun::keys
