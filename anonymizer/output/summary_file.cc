#include "anonymizer/output/summary_file.h"

#include <filesystem>

#include "core/base/process.h"
#include "core/detect/rules.h"

namespace fun::anonymizer {
namespace {

std::string FileText(std::size_t number, const RunOutput& output) {
  const FileRecord& record = output.records()[number];
  record::JsonObject file;
  file.Add("input", number + 1);
  if (output.is_folder()) file.Add("name", output.names()[number]);
  file.Add("read", record.counts.lines.read)
      .Add("out", record.counts.lines.out)
      .Add("rejected", record.counts.lines.rejected)
      .Add("blank", record.counts.lines.blank)
      .Add("dropped", record.counts.lines.dropped);
  std::string text = file.Text();
  text.pop_back();
  text += "," + CoverageMembers(record.counts.coverage, record.counts.lines.out);
  if (output.is_folder()) {
    text += ",\"unpacked_bytes\":" + std::to_string(record.counts.unpacked_bytes) +
            ",\"bytes\":" + std::to_string(record.counts.bytes) + ",\"sha256\":\"" + record.sha256 +
            "\"";
  }
  return text + "}";
}

std::string FilesText(const RunOutput& output) {
  std::string text = "[";
  for (std::size_t number = 0; number < output.records().size(); ++number) {
    if (number != 0) text += ',';
    text += FileText(number, output);
  }
  return text + "]";
}

}  // namespace

std::string SummaryText(const Options& options, const RunSummary& summary,
                        const RunOutput& output) {
  record::Tally reasons;
  for (const auto& [reason, count] : summary.reasons) reasons[reason] = count;
  record::JsonObject object;
  object.Add("tool", "funanon")
      .Add("version", VersionText())
      .Add("policy", std::filesystem::path(options.policy).stem().string())
      .Add("policy_digest", output.BindingOf(kPolicyBinding))
      .Add("rules_digest", detect::RulesDigest())
      .Add("read", summary.lines.read)
      .Add("out", summary.lines.out)
      .Add("rejected", summary.lines.rejected)
      .Add("blank", summary.lines.blank)
      .Add("dropped", summary.lines.dropped)
      .Add("rejected_by_reason", reasons)
      .Add("byte_order_marks", summary.boms)
      .AddRaw("fields", FieldCountsJson(summary.fields))
      .Add("bytes", summary.bytes)
      .Add("sha256", summary.sha256)
      .AddRaw("files", FilesText(output));
  return object.Text() + "\n";
}

}  // namespace fun::anonymizer
