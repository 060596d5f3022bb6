#include "keys/command/pseudonym_command.h"

#include <openssl/crypto.h>
#include <unistd.h>

#include <utility>

#include "core/base/command_line.h"
#include "keys/command/pseudonym_lines.h"
#include "keys/command/words.h"

namespace fun::keys {
namespace {

void AddNameFlags(CommandLine& command, PseudonymOptions& options) {
  command.Add("--domain", options.domain, "What the lines are")
      .Takes("username|user_id|session|anonymous_id")
      .Filled()
      .ShowsDefault();
  command.Add("--allow-empty", options.allow_empty, "No line at all is no error");
  command.Add("--quiet", options.quiet, "Say errors only");
}

std::string CountWords(const LineCounts& counts) {
  return "read " + std::to_string(counts.read) + " = pseudonyms " +
         std::to_string(counts.pseudonyms) + " + empty " + std::to_string(counts.empty);
}

Result<ExitCode> EndOfPseudonyms(const LineCounts& counts, const PseudonymOptions& options) {
  if (counts.is_reader_gone) return ExitCode::kIncomplete;
  if (counts.read == 0 && !options.allow_empty) {
    return Failure(ExitCode::kInput, "standard input holds no line",
                   "give one name a line, as in: < names");
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

Result<Domain> DomainAsked(const PseudonymOptions& options) {
  const auto domain = DomainNamed(options.domain);
  if (domain) return *domain;
  return Failure(ExitCode::kUsage, "--domain does not take this value",
                 "use username, user_id, session or anonymous_id");
}

Result<void> CheckDescriptors(const KeyOptions& options) {
  if (options.fd != STDIN_FILENO && options.passphrase_fd != STDIN_FILENO) return {};
  return Failure(ExitCode::kUsage,
                 "standard input holds the names, so it cannot hold a key or a passphrase",
                 "use --key FILE or another descriptor: --key-fd 3 3< FILE");
}

Result<Pseudonymizer> MakePseudonymizer(const Secret& working, Domain domain) {
  SayIfNotLocked(kTool, working);
  return Pseudonymizer::Create(working, domain);
}

KeyOptions KeyOfRekey(const RekeyOptions& options, bool is_old) {
  KeyOptions key = options.names.key;
  key.path = is_old ? options.old_path : options.new_path;
  key.release = is_old ? options.old_release : options.new_release;
  return key;
}

bool IsSameSecret(const Secret& one, const Secret& other) {
  return one.bytes().size() == other.bytes().size() &&
         CRYPTO_memcmp(one.bytes().data(), other.bytes().data(), one.bytes().size()) == 0;
}

}  // namespace

void AddPseudonym(CommandLine& command, PseudonymOptions& options) {
  CommandLine pseudonym = command.AddCommand(
      "pseudonym", "Turn names on standard input into pseudonyms, one a line, in order");
  AddKeyOptions(pseudonym, options.key);
  AddNameFlags(pseudonym, options);
  pseudonym.Add("--tsv", options.tsv, "Print the name, a tab and the pseudonym");
  pseudonym.SetFooter(
      "A name is the line's exact bytes without the line end: spaces and case count.\n"
      "An empty line stays empty.  Names are never arguments: other users see those.\n\n"
      "Example:\n  funkey pseudonym --key fun.key --tsv < names.txt > names.tsv");
}

void AddRekey(CommandLine& command, RekeyOptions& options) {
  CommandLine rekey = command.AddCommand(
      "rekey", "Turn names on standard input into their pseudonyms under two keys or releases");
  rekey.Add("--old", options.old_path, "File with the secret of the first column")
      .Takes("FILE")
      .IsRequired()
      .Filled();
  rekey.Add("--new", options.new_path, "File with the secret of the second column")
      .Takes("FILE")
      .IsRequired()
      .Filled();
  rekey.Add("--old-release", options.old_release, "Release of the first column")
      .Takes("NAME")
      .Filled();
  rekey.Add("--new-release", options.new_release, "Release of the second column")
      .Takes("NAME")
      .Filled();
  AddPassphraseFlag(rekey, options.names.key);
  AddAllowFlags(rekey, options.names.key);
  AddNameFlags(rekey, options.names);
  rekey.SetFooter(
      "Prints the old pseudonym, a tab and the new one: for joining two data sets by\n"
      "those who hold both keys.  The table links what was made to be unlinkable:\n"
      "give it to nobody, and delete it after use.  --old and --new may be one file\n"
      "when the releases differ.  Set umask to 077 first.\n\n"
      "Example:\n"
      "  funkey rekey --old 2015.key --new fun.key --new-release 2026-spring < names > map.tsv");
}

Result<ExitCode> RunPseudonym(const PseudonymOptions& options) {
  const auto domain = DomainAsked(options);
  if (!domain) return std::unexpected(domain.error());
  if (auto checked = CheckDescriptors(options.key); !checked) {
    return std::unexpected(checked.error());
  }
  const auto working = LoadWorkingSecret(options.key);
  if (!working) return std::unexpected(working.error());
  auto pseudonymizer = MakePseudonymizer(*working, *domain);
  if (!pseudonymizer) return std::unexpected(pseudonymizer.error());
  const LineForm form = options.tsv ? LineForm::kNameTabPseudonym : LineForm::kPseudonym;
  const auto counts =
      PseudonymizeLines(STDIN_FILENO, STDOUT_FILENO, {&*pseudonymizer, nullptr}, form);
  if (!counts) return std::unexpected(counts.error());
  return EndOfPseudonyms(*counts, options);
}

Result<ExitCode> RunRekey(const RekeyOptions& options) {
  const auto domain = DomainAsked(options.names);
  if (!domain) return std::unexpected(domain.error());
  if (auto checked = CheckDescriptors(options.names.key); !checked) {
    return std::unexpected(checked.error());
  }
  const auto first = LoadWorkingSecret(KeyOfRekey(options, true));
  if (!first) return std::unexpected(first.error());
  const auto second = LoadWorkingSecret(KeyOfRekey(options, false));
  if (!second) return std::unexpected(second.error());
  if (IsSameSecret(*first, *second)) {
    return Failure(ExitCode::kUsage, "the old and the new pseudonyms are the same",
                   "name two keys, or two releases of one");
  }
  auto old_names = MakePseudonymizer(*first, *domain);
  if (!old_names) return std::unexpected(old_names.error());
  auto new_names = MakePseudonymizer(*second, *domain);
  if (!new_names) return std::unexpected(new_names.error());
  const auto counts = PseudonymizeLines(STDIN_FILENO, STDOUT_FILENO, {&*old_names, &*new_names},
                                        LineForm::kOldTabNew);
  if (!counts) return std::unexpected(counts.error());
  return EndOfPseudonyms(*counts, options.names);
}

}  // namespace fun::keys
