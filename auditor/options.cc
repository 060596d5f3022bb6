#include "auditor/options.h"

#include <CLI/CLI.hpp>

#include "core/base/process.h"
#include "core/detect/rules.h"
#include "core/event/policy.h"

namespace fun::auditor {
namespace {

constexpr const char* kFooter =
    "funaudit looks for personal data by content and for fields that do not conform to\n"
    "the policy, in every key, string and number, and in JSON within strings.  It says\n"
    "where something stands and what kind it is, never what it says.  A line that cannot\n"
    "be read is a finding too.  No finding is no proof that there is nothing to find.\n\n"
    "A place is a JSON Pointer; > goes on inside a string that is JSON, * is a key that is\n"
    "data itself:\n"
    "  app.log:17: error email /event>/POST/body/0 json letters+symbols[16-31]\n\n"
    "It ends with 0: clean, 1: findings of --fail-on or worse, 2: usage, 3: input that cannot\n"
    "be read or holds no line, 4: incomplete (a signal, JSON in strings deeper than 16\n"
    "layers), 6: environment.\n\n"
    "Examples:\n"
    "  funanon --key fun.key < raw.log | funaudit\n"
    "  funaudit --policy seed --identities people.csv --json audit.json release/*.gz";

std::string VersionWithDigests() {
  return "funaudit " + VersionText() + event::PolicyDigestLines() +
         "\nrules sha256:" + detect::RulesDigest();
}

void AddReportOptions(CLI::App& app, Options& options) {
  app.add_option("--json", options.json, "Write a report for machines to FILE")->type_name("FILE");
  app.add_option("--fail-on", options.fail_on, "Least severity that ends with 1")
      ->type_name("error|warning|note")
      ->capture_default_str()
      ->check(CLI::Validator(CLI::IsMember({"error", "warning", "note"})).description(""));
  app.add_option("--max-findings", options.max_findings,
                 "Places to print; --json writes up to 100,000")
      ->type_name("N")
      ->capture_default_str()
      ->check(CLI::Validator(CLI::Range(0, 100'000)).description(""));
}

}  // namespace

void AddOptions(CLI::App& app, Options& options) {
  app.add_option("--policy", options.policy, "The policy that the log must conform to")
      ->type_name("NAME|FILE.toml")
      ->capture_default_str();
  app.add_option("--identities", options.identities,
                 "People to look for: CSV or tab-separated, with columns username, email, name "
                 "(or first_name and last_name); may be given again")
      ->type_name("FILE")
      ->allow_extra_args(false);  // the next argument is an INPUT
  AddReportOptions(app, options);
  app.add_option("-j,--jobs", options.jobs, "Threads; 0: as many as the machine has cores")
      ->type_name("N")
      ->capture_default_str();
  stream::AddInputOptions(app, options.input);
  app.set_version_flag("--version", VersionWithDigests,
                       "Version, and digests of policies and rules");
  app.footer(kFooter);
}

}  // namespace fun::auditor
