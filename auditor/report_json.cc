#include <algorithm>

#include "auditor/report.h"
#include "core/base/version.h"

namespace fun::auditor {
namespace {

std::string CountsJson(const record::LineCounts& counts) {
  return record::JsonObject()
      .Add("read", counts.read)
      .Add("judged", counts.out)
      .Add("rejected", counts.rejected)
      .Add("blank", counts.blank)
      .Text();
}

std::string FindingJson(const PlacedFinding& found, std::string_view input) {
  const Finding& finding = found.finding;
  return record::JsonObject()
      .Add("rule", finding.rule)
      .Add("severity", detect::NameOf(finding.severity))
      .Add("file", input)
      .Add("line", found.line)
      .Add("pointer", finding.pointer)
      .Add("chain", finding.chain)
      .Add("shape", finding.shape)
      .Add("begin", std::uint64_t{finding.string.begin})
      .Add("end", std::uint64_t{finding.string.end})
      .Text();
}

}  // namespace

std::string JsonReport(const Audit& audit, const Heading& heading) {
  const std::size_t written = std::min(kMostFindingsInJson, audit.findings().size());
  std::string findings = "[";
  for (const PlacedFinding& found : audit.findings().first(written)) {
    findings.append(findings.size() == 1 ? "\n" : ",\n");
    findings.append(FindingJson(found, heading.inputs[found.input]));
  }
  findings.append(written == 0 ? "]" : "\n]");
  return record::JsonObject()
             .Add("tool", "funaudit")
             .Add("version", kVersion)
             .Add("commit", kCommit)
             .Add("policy", heading.policy.name())
             .Add("policy_digest", heading.policy.Digest())
             .Add("rules_digest", detect::RulesDigest())
             .Add("verdict", NameOf(heading.verdict))
             .AddRaw("counts", CountsJson(audit.counts()))
             .Add("rules", audit.rules())
             .AddRaw("findings", findings)
             .Add("findings_omitted", audit.FindingCount() - written)
             .Text() +
         "\n";
}

}  // namespace fun::auditor
