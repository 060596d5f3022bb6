#include "auditor/options.h"

#include <charconv>
#include <chrono>
#include <cstdlib>

#include "auditor/self_test/self_test.h"
#include "core/base/command_line.h"
#include "core/base/process.h"
#include "core/detect/rules.h"
#include "core/event/policy.h"
#include "core/event/time.h"

namespace fun::auditor {
namespace {

constexpr int kMostStored = 1'000'000;  // findings: some 300 MB

constexpr const char* kFooter =
    "funaudit looks for personal data by content and for fields that do not conform to\n"
    "the policy, in every key, string and number, and in JSON within strings.  It says\n"
    "where something stands and what kind it is, never what it says.  A line that cannot\n"
    "be read is a finding too.  So is a hash of a known name, or its pseudonym under a key that\n"
    "everybody knows.  No finding is no proof that there is nothing to find.\n\n"
    "A report that is named is removed at the start and written at every end, after a broken\n"
    "run with the verdict incomplete.\n\n"
    "A place is a JSON Pointer; > goes on inside a string that is JSON, * is a key that is\n"
    "data itself:\n"
    "  app.log:17: error email /event>/POST/body/0 json letters+symbols[16-31]\n\n"
    "It ends with 0: clean, 1: findings of --fail-on or worse, 2: usage, 3: input that cannot\n"
    "be read or holds no line, 4: incomplete (a signal, something too deep or too long\n"
    "to look into, a file in a folder that holds no log), 5: a baseline made with another key, a\n"
    "release directory that does not verify, 6: environment.\n\n"
    "Examples:\n"
    "  funanon --key fun.key < raw.log | funaudit\n"
    "  funaudit --policy seed --identities people.csv --html audit.html release/*.gz\n"
    "  funaudit --raw raw.log --key fun.key --release 2015-spring release\n"
    "  funaudit --sign audit.key release\n"
    "  funaudit --sarif audit.sarif --markdown - clean >> \"$GITHUB_STEP_SUMMARY\"";

std::string VersionWithDigests() {
  return "funaudit " + VersionText() + event::PolicyDigestLines() +
         "\nrules sha256:" + detect::RulesDigest();
}

void AddReportOptions(CommandLine& command, Options& options) {
  const auto add_report = [&command](const char* flag, std::string& path, const char* what) {
    command.Add(flag, path, what).Takes("FILE").Filled();
  };
  add_report("--json", options.reports.json, "Write a report for programs (JSON)");
  add_report("--sarif", options.reports.sarif, "Write one for code scanning (SARIF 2.1.0)");
  add_report("--junit", options.reports.junit, "Write one for test results (JUnit XML)");
  add_report("--markdown", options.reports.markdown,
             "Write one for a job summary (Markdown); - in place of the text on standard output");
  add_report("--html", options.reports.html, "Write one to read: a page that loads nothing");
  command.Add("--fail-on", options.fail_on, "Least severity that ends with 1")
      .Takes("error|warning|note")
      .ShowsDefault()
      .OneOf({"error", "warning", "note"});
  command.Add("--show", options.show, "Places to print on standard output")
      .Takes("N")
      .ShowsDefault()
      .Within(0, kMostStored);
  command.Add("--max-findings", options.max_findings, "Places to list in reports; all are counted")
      .Takes("N")
      .ShowsDefault()
      .Within(0, kMostStored);
  command.Add("--timestamp", options.timestamp,
              "Say in the reports when they were made; else the same log gives the same bytes");
}

void AddBaselineOptions(CommandLine& command, Options& options) {
  command
      .Add("--baseline", options.baseline,
           "What may stay: accepted findings, each with reason, owner and last day")
      .Takes("FILE.toml");
  command
      .Add("--write-baseline", options.reports.new_baseline,
           "Write what was found as a baseline to be looked at; never over a file")
      .Takes("FILE.toml");
  command
      .Add("--fingerprint-key", options.fingerprint_key,
           "Name each finding by a keyed hash, which a baseline may list")
      .Takes("FILE");
}

void AddSignOptions(CommandLine& command, Options& options) {
  command
      .Add("--sign", options.sign,
           "Audit the release directory INPUT by its own policy, write reports into its audit/ "
           "and sign the verdict with this key; all or nothing")
      .Takes("KEY")
      .Filled();
}

}  // namespace

void AddOptions(CommandLine& command, Options& options) {
  command
      .Add("--policy", options.policy,
           "The policy that the log must conform to; if not given, standard, or with --sign the "
           "release's own")
      .Takes("NAME|FILE.toml")
      .Filled();
  command
      .Add("--identities", options.identities,
           "People to look for: CSV or tab-separated, with columns username, email, name "
           "(or first_name and last_name); may be given again")
      .Takes("FILE")
      .OneAtATime();  // the next argument is an INPUT
  AddDifferentialOptions(command, options.differential);
  command.Add("--exhaustive", options.exhaustive,
              "Scan without short cuts: every rule on every decoding, to see that they hide "
              "nothing; some 30 times slower, and people take three times the memory");
  AddReportOptions(command, options);
  AddBaselineOptions(command, options);
  AddSignOptions(command, options);
  command
      .Add("--self-test", options.self_test,
           "Plant invented values into copies of the log's lines, N times in each of 13 "
           "encodings, and say how many of them the audit finds")
      .Takes("N")
      .Within(1, kMostRounds);
  command.Add("-j,--jobs", options.jobs, "Threads; 0: as many as the machine has cores")
      .Takes("N")
      .ShowsDefault();
  stream::AddInputOptions(command, options.input);
  command.SetVersion(VersionWithDigests);
  command.SetFooter(kFooter);
}

detect::Severity ThresholdOf(const Options& options) {
  if (options.fail_on == "note") return detect::Severity::kNote;
  return options.fail_on == "warning" ? detect::Severity::kWarning : detect::Severity::kError;
}

Result<event::EpochMs> NowOf() {
  const char* const text = std::getenv("SOURCE_DATE_EPOCH");
  if (text == nullptr) {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
  }
  const std::string_view digits = text;
  std::int64_t seconds = 0;
  const auto [behind, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
  constexpr std::int64_t kYear9999 = 253'402'300'799;
  if (error != std::errc() || behind != digits.data() + digits.size() || seconds < 0 ||
      seconds > kYear9999) {
    return Failure(ExitCode::kUsage, "SOURCE_DATE_EPOCH in the environment is no time",
                   "it is seconds since 1970; or unset it");
  }
  return seconds * 1000;
}

Result<std::string> TimestampOf(const Options& options) {
  if (!options.timestamp && std::getenv("SOURCE_DATE_EPOCH") == nullptr) return std::string();
  const auto now = NowOf();
  if (!now) return std::unexpected(now.error());
  std::string written;
  event::AppendTimestamp(*now, written);
  return written;
}

}  // namespace fun::auditor
