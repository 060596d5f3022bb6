#include "anonymizer/release/release.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "anonymizer/release/data_sheet.h"
#include "anonymizer/release/days.h"
#include "anonymizer/release/files.h"
#include "anonymizer/release/info.h"
#include "anonymizer/release/package.h"
#include "core/record/bag.h"

namespace fun::anonymizer {
namespace {

std::string HexDigestOf(std::string_view text) { return EncodeHex(AsBytes(Sha256::Of(text))); }

record::Manifest PayloadOf(const RunOutput& output) {
  record::Manifest payload;
  for (std::size_t i = 0; i < output.names().size(); ++i) {
    payload.push_back({output.names()[i], output.records()[i].sha256});
  }
  return payload;
}

// Name and text of each, but for the list of them.
using TagFiles = std::vector<std::pair<std::string, std::string>>;

TagFiles MakeTagFiles(const ReleaseFacts& facts) {
  const std::string manifest = record::ManifestText(PayloadOf(facts.output));
  TagFiles files;
  const auto add = [&files](std::string_view name, std::string text) {
    files.emplace_back(name, std::move(text));
  };
  add(record::kDeclarationName, std::string(record::kDeclarationText));
  add(record::kInfoName, record::BagInfoText(InfoOf(facts)));
  add(record::kManifestName, manifest);
  add(record::kPackageName, PackageText(facts));
  add(record::kDataSheetName, DataSheetText(facts, HexDigestOf(manifest)));
  add(record::kPolicyName, std::string(facts.terms.policy.toml()));
  for (const ReleaseFile& file : LoadFiles()) add(file.name, std::string(file.text));
  add("load/dashboard.ndjson", DashboardText(DaysOf(facts.output)));
  return files;
}

}  // namespace

Result<void> WriteTagFiles(const ReleaseFacts& facts, RunOutput& output) {
  TagFiles files = MakeTagFiles(facts);
  record::Manifest tags;
  for (const auto& [name, text] : files) tags.push_back({name, HexDigestOf(text)});
  files.emplace_back(record::kTagManifestName, record::ManifestText(std::move(tags)));
  for (const auto& [name, text] : files) {
    if (auto written = output.WriteBeside(name, text); !written) return written;
  }
  return {};
}

}  // namespace fun::anonymizer
