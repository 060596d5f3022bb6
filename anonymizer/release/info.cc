#include "anonymizer/release/info.h"

#include "core/base/process.h"
#include "core/detect/rules.h"

namespace fun::anonymizer {
namespace {

std::string PayloadOxum(const RunOutput& output) {
  std::uint64_t bytes = 0;
  for (const FileRecord& record : output.records()) bytes += record.counts.bytes;
  return std::to_string(bytes) + "." + std::to_string(output.records().size());
}

}  // namespace

std::string ArgumentsText(const Options& options, std::string_view policy) {
  std::string text = "--policy " + std::string(policy);
  text += options.linkable ? " --linkable" : " --release " + options.key.release;
  for (std::size_t i = 0; i < options.identities.files.size(); ++i) text += " --identities FILE";
  text += " --closure " + (options.identities.closure.empty() ? "on" : options.identities.closure);
  text += " --compress " + (options.compress.empty() ? "gzip" : options.compress);
  text += " --max-line " + std::to_string(options.input.max_line);
  text += " --max-depth " + std::to_string(options.input.max_depth);
  text += " --max-rejects " + options.max_rejects;
  if (options.allow_pseudonyms) text += " --allow-pseudonyms";
  return text;
}

record::BagInfo InfoOf(const ReleaseFacts& facts) {
  record::BagInfo info;
  for (const AboutLine& line : facts.terms.about.lines()) {
    info.push_back({std::string(line.field->label), line.value});
  }
  const auto add = [&info](std::string_view label, std::string_view value) {
    if (!value.empty()) info.push_back({std::string(label), std::string(value)});
  };
  add(record::kSoftwareLabel, std::string(kTool) + " " + VersionText());
  add(record::kOxumLabel, PayloadOxum(facts.output));
  add(record::kPolicyLabel, facts.terms.policy.name());
  add(record::kPolicyDigestLabel, facts.terms.policy.Digest());
  add(record::kRulesDigestLabel, detect::RulesDigest());
  add(record::kKeyIdLabel, facts.output.BindingOf(kKeyBinding));
  add(record::kReleaseNameLabel, facts.options.key.release);
  add(record::kLinkableLabel, facts.options.linkable ? "yes" : "");
  add(record::kIdentitiesLabel, facts.output.BindingOf(kPeopleBinding));
  add(record::kArgumentsLabel, ArgumentsText(facts.options, facts.terms.policy.name()));
  return info;
}

}  // namespace fun::anonymizer
