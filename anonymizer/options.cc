#include "anonymizer/options.h"

#include <charconv>
#include <cmath>

#include "core/base/command_line.h"
#include "core/base/process.h"
#include "core/detect/rules.h"
#include "core/event/policy.h"

namespace fun::anonymizer {

namespace {

void AddOutputOptions(CommandLine& command, Options& options) {
  command
      .Add("-o,--output", options.output,
           "Write here instead of standard output; appears whole or not at all. A release, a "
           "folder with a file for each input in data/, if it is one, ends in /, or several inputs "
           "are named")
      .Takes("FILE|DIR");
  command
      .Add("--compress", options.compress,
           "How -o packs: gzip under a folder and for a FILE that ends in .gz, else none")
      .OneOf({"gzip", "none"})
      .Takes("gzip|none");
  command.Add("--linkable", options.linkable,
              "With -o DIR, in place of --release: pseudonyms that match other data of this key");
  command
      .Add("--about", options.about,
           "With -o DIR: what the release says of itself, such as recipient, purpose, legal basis")
      .Takes("FILE.toml");
  command.Add("--resume", options.resume, "Go on with the DIR.partial of a run that broke off");
  command
      .Add("--rejects", options.rejects,
           "Keep rejected lines here, byte for byte (mode 0600: they hold personal data)")
      .Takes("FILE");
  command
      .Add("--max-rejects", options.max_rejects,
           "More rejected lines than this end with exit code 1: a number, or a share as 1%")
      .Takes("N|P%")
      .ShowsDefault();
  command
      .Add("--summary", options.summary,
           "After a complete run write counts, bytes and SHA-256 of the output here (JSON)")
      .Takes("FILE");
}

}  // namespace

void AddOptions(CommandLine& command, Options& options) {
  keys::AddKeyOptions(command, options.key);
  command
      .Add("--policy", options.policy,
           "standard: for publishing; seed: the contract of 2015, e-mail and address "
           "fields dropped, usernames replaced, all else as it was; strict: only listed fields "
           "leave")
      .Takes("NAME|FILE.toml")
      .ShowsDefault();
  command.Add("--print-policy", options.print_policy, "Print a policy's rules and end")
      .Takes("NAME");
  command.AddSwitchWithWord(
      "--explain", options.explain, {"table", "json"},
      "Only say by JSON path what would be kept, changed and dropped, and why, never a "
      "value; needs no key. --explain=json: an object a line");
  AddIdentityOptions(command, options.identities);
  command
      .Add("--erase", options.erase,
           "Make of the release DIR a new one, -o NEW, without the learners in FILE (CSV with "
           "username, user_id or both; mode 0600): their events go, mentions become <<ERASED>>")
      .Takes("FILE")
      .Filled();
  AddOutputOptions(command, options);
  command.Add("-j,--jobs", options.jobs, "Threads; 0: one for each core").Takes("N").ShowsDefault();
  command.Add("--allow-pseudonyms", options.allow_pseudonyms,
              "Keep envelope usernames that are pseudonyms already");
  stream::AddInputOptions(command, options.input);
  command.SetVersion([] {
    return "funanon " + VersionText() + event::PolicyDigestLines() +
           "\nrules sha256:" + detect::RulesDigest();
  });
  command.SetFooter(
      "Examples:\n"
      "  funanon --key secret.key < raw.log | funload\n"
      "  funanon --key secret.key -o clean.ndjson --rejects rejects.log tracking.log\n"
      "  funanon --key secret.key -j0 --release 2015-spring -o clean/ 'logs/tracking.log*'\n"
      "  funanon --explain tracking.log\n"
      "  funanon --erase people.csv --key secret.key clean/ -o clean-2/\n"
      "\n"
      "Exit codes: 0 done, 1 lines were rejected, 2 usage or key, 3 input, 4 incomplete,\n"
      "5 another key than before, 6 environment.  Pseudonymised data is still personal data.");
}

Result<std::uint64_t> MostRejects(const std::string& text, std::uint64_t read) {
  const bool is_share = text.ends_with('%');
  const char* const end = text.data() + text.size() - (is_share ? 1 : 0);
  double number = 0;
  const auto [behind, error] = std::from_chars(text.data(), end, number);
  // Not a number ("nan") compares with nothing: it is in no range.
  const bool is_in_range = number >= 0 && number <= (is_share ? 100.0 : 1e15);
  if (error != std::errc() || behind != end || !is_in_range ||
      (!is_share && number != std::floor(number))) {
    return Failure(ExitCode::kUsage, "--max-rejects wants a number of lines or a share as 1%");
  }
  if (!is_share) return static_cast<std::uint64_t>(number);
  return static_cast<std::uint64_t>(static_cast<double>(read) * number / 100);
}

}  // namespace fun::anonymizer
