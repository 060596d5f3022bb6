// Any bytes as a manifest, as bag-info.txt and as what --about names: refused without their words,
// or read so that writing them again says the same.
#include <algorithm>
#include <set>

#include "anonymizer/release/about.h"
#include "core/record/bag.h"
#include "core/record/bag_info.h"
#include "tests/fuzz/laws.h"

namespace fun::fuzz {
namespace {

void CheckManifest(std::string_view bytes, record::ManifestKind kind) {
  auto manifest = record::ParseManifest(bytes, kind, "the list");
  if (!manifest) {
    Require(manifest.error().code == ExitCode::kVerify, "a manifest that is none is 5");
    Require(manifest.error().message.size() < 200, "a refusal repeats no path");
    return;
  }
  std::set<std::string> paths;
  for (const record::ManifestEntry& entry : *manifest) {
    Require(record::IsPathInBag(entry.path), "a path of a manifest is in the bag");
    Require(paths.insert(entry.path).second, "a path comes once");
    const bool is_payload = entry.path.starts_with(record::kPayloadFolder);
    Require(is_payload == (kind == record::ManifestKind::kPayload), "a path is of its manifest");
  }
  const auto again = record::ParseManifest(record::ManifestText(*manifest), kind, "the list");
  std::ranges::sort(*manifest, {}, &record::ManifestEntry::path);
  Require(again.has_value() && *again == *manifest, "a manifest is read as it was written");
}

void CheckBagInfo(std::string_view bytes) {
  const auto info = record::ParseBagInfo(bytes);
  if (!info) return;
  const std::string text = record::BagInfoText(*info);
  const auto again = record::ParseBagInfo(text);
  Require(again.has_value() && *again == *info, "bag-info is read as it was written");
  for (const record::InfoLine& line : *info) {
    const auto is_label = [&line](const record::InfoLine& other) {
      return other.label == line.label;
    };
    Require(!line.label.starts_with("Fun-") || std::ranges::count_if(*info, is_label) == 1,
            "a label of ours comes once");
  }
}

void CheckAbout(std::string_view bytes) {
  const auto about = anonymizer::About::Parse(bytes, "about");
  if (!about) {
    Require(about.error().code == ExitCode::kUsage, "an about that is none is 2");
    return;
  }
  record::BagInfo info;
  for (const anonymizer::AboutLine& line : about->lines()) {
    info.push_back({std::string(line.field->label), line.value});
  }
  const auto read = record::ParseBagInfo(record::BagInfoText(info));
  Require(read.has_value() && *read == info, "what --about says is a line each of bag-info");
}

}  // namespace

void TryBag(std::string_view bytes) {
  CheckManifest(bytes, record::ManifestKind::kPayload);
  CheckManifest(bytes, record::ManifestKind::kTags);
  CheckBagInfo(bytes);
  CheckAbout(bytes);
}

}  // namespace fun::fuzz
