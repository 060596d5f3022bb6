#include "keys/release/commands.h"

#include <span>
#include <string_view>

#include "core/base/command_line.h"
#include "core/base/process.h"
#include "core/base/shown.h"
#include "core/detect/rules.h"
#include "keys/command/words.h"
#include "keys/release/edition.h"
#include "keys/release/open_release.h"
#include "keys/release/sign.h"
#include "keys/release/trust.h"

namespace fun::keys {
namespace {

constexpr std::size_t kLongestNote = 1000;

// What is known of the release, and whose signatures hold.  Others wrote what it says.
std::string AnswerText(const Release& release, const TrustRuling& ruling) {
  std::string text = ruling.is_trusted() ? "yes\n" : "no\n";
  const std::string_view name = release.Info(record::kReleaseNameLabel);
  text.append("release:   ").append(name.empty() ? "without a name" : Shown(name));
  text.append("\npolicy:    ").append(Shown(release.Info(record::kPolicyLabel)));
  text.append(" sha256:").append(Shown(release.Info(record::kPolicyDigestLabel)));
  text.append("\nfiles:     ").append(std::to_string(release.payload.size()));
  for (const SignedBy& signer : ruling.signers) {
    text.append("\nsigned by: ").append(signer.key_id).append(" ").append(NameOf(signer.result));
    if (!signer.by.empty()) text.append(" (").append(Shown(signer.by)).append(")");
    if (!signer.note.empty()) text.append("\nnote:      ").append(Shown(signer.note));
  }
  text.append("\nunknown:   ").append(std::to_string(ruling.strangers));
  return text.append(" envelopes by other keys\n");
}

bool IsNote(std::string_view note) { return note.size() <= kLongestNote && Shown(note) == note; }

// What the officer signs: what the audit has found, and that they have read it.
record::Statement StatementOfApproval(const Release& release, const record::Statement& audit,
                                      const std::string& note) {
  const auto notes_of = [](std::string_view key, std::string_view text) {
    json::Value notes = {json::ValueType::kObject};
    return notes.Add(key, json::StringValue(text));
  };
  json::Value policy_notes = notes_of("name", audit.Configuration(kPolicyResource)->Note("name"));
  if (!note.empty()) policy_notes.Add("note", json::StringValue(note));
  record::Statement statement;
  statement.subjects = SubjectsOf(release);
  statement.result = record::TestResult::kPassed;
  statement.configuration = {
      {std::string(kPolicyResource), audit.Configuration(kPolicyResource)->sha256, policy_notes},
      {std::string(kRulesResource), audit.Configuration(kRulesResource)->sha256,
       notes_of("tool", "funkey approve " + VersionText())}};
  for (record::Resource& paper : PapersOf(release)) {
    statement.configuration.push_back(std::move(paper));
  }
  statement.passed = {"approval"};
  return statement;
}

// The audit that an approval builds on.
Result<record::Statement> AuditToApprove(const Release& release, const ApproveOptions& options) {
  auto keys = LoadTrustedKeys(options.trust);
  if (!keys) return std::unexpected(keys.error());
  TrustDemand demand;
  demand.keys = std::move(*keys);
  demand.policy = release.Info(record::kPolicyDigestLabel);
  demand.believes_all = options.trust.empty();
  TrustRuling ruling = JudgeTrust(release, demand);
  if (!ruling.is_trusted()) {
    const bool is_unsigned = release.statements.empty();
    return Failure(ExitCode::kVerify, ruling.reasons.front(),
                   is_unsigned ? "sign an audit first: funaudit DIR --sign KEY"
                               : "only what an audit has passed can be approved");
  }
  if (demand.believes_all) {
    Say(kTool, "takes the audit by " + KeyWords(ruling.signers.front().key_id) +
                   " at its word; --trust AUDIT.pub holds its signature against the key");
  }
  return std::move(*ruling.accepted);
}

}  // namespace

void AddVerify(CommandLine& command, VerifyOptions& options) {
  CommandLine verify =
      command.AddCommand("verify", "Say whether a release directory can be trusted, and why");
  verify.Add("DIR", options.folder, "The release directory").IsRequired().Filled();
  verify
      .Add("--trust", options.trust,
           "Public key (FILE.pub) of somebody whose PASSED counts; may be given again")
      .Takes("PUB")
      .OneAtATime()
      .IsRequired()
      .Filled();
  verify
      .Add("--policy", options.policy,
           "The policy that it must have passed, by name, file or digest; any built-in one if not "
           "given")
      .Takes("NAME|FILE.toml|DIGEST")
      .Filled();
  verify.Add("--require", options.require, "So many of the keys must have signed PASSED")
      .Takes("N")
      .ShowsDefault()
      .Within(1, 1000);
  verify.SetFooter(
      "yes: every file is listed and has its digest, nothing else is there, enough trusted keys\n"
      "have signed PASSED, and none has signed FAILED.  Else no and 5, with a sentence for each\n"
      "reason.\n\n"
      "Example:\n  funkey verify release --trust audit.pub --trust officer.pub --require 2");
}

void AddApprove(CommandLine& command, ApproveOptions& options) {
  CommandLine approve = command.AddCommand(
      "approve", "Sign a release directory that an audit has passed, as its release officer");
  approve.Add("DIR", options.folder, "The release directory").IsRequired().Filled();
  approve
      .Add("--signing-key", options.key.path,
           "The officer's signing key: funkey generate --signing -o FILE makes one")
      .Takes("KEY")
      .IsRequired()
      .Filled();
  AddPassphraseFlag(approve, options.key);
  AddAllowOpenFlag(approve, options.key);
  approve
      .Add("--trust", options.trust,
           "Public key of the audit: approve only what it has signed; may be given again")
      .Takes("PUB")
      .OneAtATime()
      .Filled();
  approve.Add("--note", options.note, "A sentence that is signed too; everybody can read it")
      .Takes("TEXT")
      .Filled();
  approve.SetFooter(
      "Holds every file against its digest first, and asks for a PASSED audit of the same files.\n"
      "The envelope goes to the end of release.intoto.jsonl; nothing else changes.\n\n"
      "Example:\n"
      "  funkey approve release --signing-key officer.key --trust audit.pub --note 'ticket 17'");
}

Result<ExitCode> RunVerify(const VerifyOptions& options) {
  auto keys = LoadTrustedKeys(options.trust);
  if (!keys) return std::unexpected(keys.error());
  TrustDemand demand;
  demand.keys = std::move(*keys);
  demand.require = options.require;
  if (!options.policy.empty()) {
    auto digest = PolicyDigestOf(options.policy);
    if (!digest) return std::unexpected(digest.error());
    demand.policy = std::move(*digest);
  }
  const auto release = OpenRelease(options.folder);
  if (!release) return std::unexpected(release.error());
  const TrustRuling ruling = JudgeTrust(*release, demand);
  auto printed = PrintResult(AnswerText(*release, ruling));
  if (!printed || ruling.is_trusted()) return printed;
  for (const std::string& reason : std::span(ruling.reasons).subspan(1)) Say(kTool, reason);
  return std::unexpected(ErrorOfDistrust(ruling));
}

Result<ExitCode> RunApprove(const ApproveOptions& options) {
  if (!IsNote(options.note)) {
    return Failure(ExitCode::kUsage, "--note is no sentence",
                   "one line of at most 1000 bytes of UTF-8, without control characters");
  }
  const auto key =
      SigningKey::Load(options.key.path, {options.key.allow_open, options.key.passphrase_fd});
  if (!key) return std::unexpected(key.error());
  const auto release = OpenReleaseForChange(options.folder);
  if (!release) return std::unexpected(release.error());
  const auto audit = AuditToApprove(*release, options);
  if (!audit) return std::unexpected(audit.error());
  const auto line = SignStatement(StatementOfApproval(*release, *audit, options.note), *key);
  if (!line) return std::unexpected(line.error());
  auto replaced = ReplaceStatements(*release, WithEnvelope(release->statements, *line));
  if (!replaced) return std::unexpected(replaced.error());
  Say(kTool, "approved by key " + key->Id());
  return ExitCode::kDone;
}

}  // namespace fun::keys
