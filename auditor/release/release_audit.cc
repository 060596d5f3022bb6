#include "auditor/release/release_audit.h"

#include <filesystem>
#include <utility>

#include "auditor/release/statement_of.h"
#include "core/base/process.h"
#include "keys/release/edition.h"
#include "keys/release/release_policy.h"
#include "keys/release/sign.h"

namespace fun::auditor {
namespace {

namespace fs = std::filesystem;

bool IsWithin(const std::string& path, const std::string& folder) {
  std::error_code ignored;
  const fs::path whole = fs::weakly_canonical(fs::absolute(path), ignored);
  const fs::path root = fs::weakly_canonical(fs::absolute(folder), ignored);
  const auto relative = whole.lexically_relative(root);
  return !relative.empty() && *relative.begin() != "..";
}

std::string AuditPath(std::string_view name) {
  return std::string(record::kAuditFolder) + std::string(name);
}

}  // namespace

Result<void> CheckSignOptions(const Options& options) {
  if (options.sign.empty()) return {};
  std::error_code ignored;
  const std::vector<std::string>& inputs = options.input.inputs;
  if (inputs.size() != 1 || !fs::is_directory(inputs.front(), ignored)) {
    return Failure(ExitCode::kUsage, "--sign signs one release directory",
                   "name it as the only INPUT: funaudit DIR --sign KEY");
  }
  const ReportPaths& reports = options.reports;
  for (const std::string& path : {reports.json, reports.sarif, reports.junit, reports.markdown,
                                  reports.html, reports.new_baseline}) {
    if (path.empty() || path == "-" || !IsWithin(path, inputs.front())) continue;
    return Failure(ExitCode::kUsage, "a report is named in the release directory itself",
                   "its own reports are written into audit/; name other files elsewhere");
  }
  return {};
}

Result<ReleaseAudit> ReleaseAudit::Open(Options& options) {
  const keys::KeyOptions& access = options.differential.key;
  auto key = keys::SigningKey::Load(options.sign, {access.allow_open, access.passphrase_fd});
  if (!key) return std::unexpected(key.error());
  auto release = keys::OpenReleaseForChange(options.input.inputs.front());
  if (!release) return std::unexpected(release.error());
  if (auto probed = keys::ProbeReplaceAudit(*release); !probed) {
    return std::unexpected(probed.error());
  }
  ReleaseAudit audit(std::move(*key), std::move(*release));
  if (auto taken = audit.TakeFlags(options); !taken) return std::unexpected(taken.error());
  return audit;
}

Result<void> ReleaseAudit::TakeFlags(Options& options) const {
  auto policy = keys::PolicyOfRelease(release_);
  if (!policy) return std::unexpected(policy.error());
  if (auto checked = keys::CheckPolicyFlag(options.policy, *policy); !checked) return checked;
  options.policy = policy->name();
  options.policy_of_release.emplace(std::move(*policy));
  if (auto checked = TakeName(options.differential); !checked) return checked;
  options.input.inputs.clear();
  for (const stream::FixedFile& file : release_.payload) {
    options.input.inputs.push_back(file.name());
  }
  return {};
}

// With --raw, --release and --key are those of the release.
Result<void> ReleaseAudit::TakeName(DifferentialOptions& options) const {
  const std::string_view name = release_.Info(record::kReleaseNameLabel);
  if (!options.key.release.empty() && options.key.release != name) {
    return Failure(ExitCode::kUsage, "--release is not the name of the release",
                   "leave it out: the release says which it is");
  }
  if (options.raw.empty()) return {};
  options.key.release = name;
  options.key_id = release_.Info(record::kKeyIdLabel);
  return {};
}

Result<std::vector<stream::FixedFile>> ReleaseAudit::Files() const {
  std::vector<stream::FixedFile> files;
  for (const stream::FixedFile& file : release_.payload) {
    auto again = file.Again();
    if (!again) return std::unexpected(again.error());
    files.push_back(std::move(*again));
  }
  return files;
}

Result<void> ReleaseAudit::Sign(const Audit& audit, const Heading& heading) const {
  const auto line = keys::SignStatement(StatementOf(audit, heading, release_), key_);
  if (!line) return std::unexpected(line.error());
  return keys::ReplaceAudit(release_,
                            {{AuditPath("fields.json"), InventoryReport(audit)},
                             {AuditPath("report.html"), HtmlReport(audit, heading)},
                             {AuditPath("report.json"), JsonReport(audit, heading)}},
                            keys::WithEnvelope(release_.statements, *line));
}

Result<std::optional<ReleaseAudit>> OpenIfSigned(Options& options) {
  if (options.sign.empty()) return std::nullopt;
  auto opened = ReleaseAudit::Open(options);
  if (!opened) return std::unexpected(opened.error());
  return std::optional(std::move(*opened));
}

}  // namespace fun::auditor
