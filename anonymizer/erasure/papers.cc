#include "anonymizer/erasure/papers.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "core/base/encoding.h"
#include "core/base/process.h"
#include "core/json/value.h"
#include "core/record/bag.h"
#include "core/record/bag_info.h"
#include "core/stream/progress.h"

namespace fun::anonymizer {
namespace {

using stream::WithThousands;

constexpr std::string_view kNewSection = "## Fields, and what happened to each";
constexpr std::string_view kEventsRow = "| dropped, reason erased: events of learners ";
constexpr std::string_view kMentionsRow = "| mentions of erased learners that are marks now ";

std::string HexOf(std::string_view text) { return EncodeHex(AsBytes(Sha256::Of(text))); }

std::unexpected<Error> OddPaper(std::string_view name) {
  return Failure(ExitCode::kVerify,
                 std::string(name) + " of the release is not as funanon writes it",
                 "make the release again from the raw logs, without the learners");
}

// 0 when nothing was erased before.
std::optional<std::uint64_t> CountBefore(const keys::Release& old, std::string_view label) {
  const std::string_view text = old.Info(label);
  std::uint64_t count = 0;
  if (text.empty()) return count;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return count;
}

std::string NewInfo(const keys::Release& old, const std::vector<WrittenFile>& files,
                    const ErasureFacts& sum) {
  std::uint64_t bytes = 0;
  for (const WrittenFile& file : files) bytes += file.bytes;
  record::BagInfo info;
  for (const record::InfoLine& line : old.info) {
    if (line.label == record::kErasedEventsLabel || line.label == record::kErasedMentionsLabel) {
      continue;
    }
    info.push_back(line);
    if (line.label == record::kSoftwareLabel) {
      info.back().value = std::string(kTool) + " " + VersionText();
    }
    if (line.label == record::kOxumLabel) {
      info.back().value = std::to_string(bytes) + "." + std::to_string(files.size());
    }
  }
  info.push_back({std::string(record::kErasedEventsLabel), std::to_string(sum.events)});
  info.push_back({std::string(record::kErasedMentionsLabel), std::to_string(sum.mentions)});
  return record::BagInfoText(info);
}

json::Value* MemberOf(json::Value& object, std::string_view key) {
  for (auto& [name, value] : object.of) {
    if (name == key) return &value;
  }
  return nullptr;
}

// Nothing when it is no package of these files.
std::optional<std::string> NewPackage(std::string_view text,
                                      const std::vector<WrittenFile>& files) {
  auto package = json::ReadValue(text);
  json::Value* const list = package ? MemberOf(*package, "resources") : nullptr;
  if (list == nullptr) return std::nullopt;
  for (auto& [key, resource] : list->of) {
    json::Value* const path = MemberOf(resource, "path");
    json::Value* const bytes = MemberOf(resource, "bytes");
    json::Value* const hash = MemberOf(resource, "hash");
    if (path == nullptr || bytes == nullptr || hash == nullptr) return std::nullopt;
    const auto file = std::ranges::find(files, path->text, &WrittenFile::path);
    if (file == files.end()) return std::nullopt;
    *bytes = json::NumberValue(file->bytes);
    *hash = json::StringValue("sha256:" + file->sha256);
  }
  return json::ValueText(*package) + "\n";
}

std::string CountRow(std::string_view begin, std::uint64_t count) {
  return std::string(begin) + "| " + WithThousands(count) + " |\n";
}

std::string SectionText() {
  return "## Erased\n\nEvents of learners were removed after this release was first made, and "
         "where "
         "others' events mentioned them\nstands `" +
         std::string(record::kErasedMark) +
         "`. How many is under Lines; the other counts, the days and the marks are those of the "
         "release\nas it was first made. Nobody's pseudonym was kept. Who has the earlier release "
         "must delete it.\n\n";
}

// What the old data sheet's line becomes.
std::string NewSheetLine(std::string_view line, const ErasureFacts& sum) {
  if (line.starts_with("| in this release |")) return CountRow("| in this release ", sum.lines);
  if (line.starts_with("| bytes, unpacked |")) {
    return CountRow("| bytes, unpacked ", sum.unpacked_bytes);
  }
  if (line.starts_with(kEventsRow) || line.starts_with(kMentionsRow)) return "";
  const std::string same = std::string(line) + "\n";
  if (line.starts_with("| dropped by a rule |")) {
    return same + CountRow(kEventsRow, sum.events) + CountRow(kMentionsRow, sum.mentions);
  }
  return same;
}

std::string NewSheet(std::string_view old, const ErasureFacts& sum) {
  const bool has_section = old.contains("\n## Erased\n");
  std::string sheet;
  while (!old.empty()) {
    const std::string_view line = old.substr(0, old.find('\n'));
    old.remove_prefix(std::min(line.size() + 1, old.size()));
    if (line == kNewSection && !has_section) sheet += SectionText();
    sheet += NewSheetLine(line, sum);
  }
  return sheet;
}

void ReplaceAll(std::string_view what, std::string_view by, std::string& text) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at)) {
    text.replace(at, what.size(), by);
    at += by.size();
  }
}

bool StaysBehind(std::string_view path) { return path.starts_with(record::kAuditFolder); }

}  // namespace

Result<Papers> MakePapers(const keys::Release& old, const std::vector<WrittenFile>& files,
                          const ErasureFacts& facts) {
  const auto events = CountBefore(old, record::kErasedEventsLabel);
  const auto mentions = CountBefore(old, record::kErasedMentionsLabel);
  if (!events || !mentions) return OddPaper(record::kInfoName);
  ErasureFacts sum = facts;
  sum.events += *events;
  sum.mentions += *mentions;
  record::Manifest payload;
  for (const WrittenFile& file : files) payload.push_back({file.path, file.sha256});
  const std::string manifest = record::ManifestText(std::move(payload));

  Papers papers;
  record::Manifest tags;
  for (const keys::TagFile& tag : old.tags) {
    if (StaysBehind(tag.path)) continue;
    std::string text = tag.bytes;
    if (tag.path == record::kInfoName) text = NewInfo(old, files, sum);
    if (tag.path == record::kManifestName) text = manifest;
    if (tag.path == record::kPackageName) {
      auto package = NewPackage(tag.bytes, files);
      if (!package) return OddPaper(record::kPackageName);
      text = std::move(*package);
    }
    if (tag.path == record::kDataSheetName) {
      text = NewSheet(tag.bytes, sum);
      ReplaceAll(HexOf(old.Tag(record::kManifestName)->bytes), HexOf(manifest), text);
    }
    tags.push_back({tag.path, HexOf(text)});
    papers.emplace_back(tag.path, std::move(text));
  }
  papers.emplace_back(record::kTagManifestName, record::ManifestText(std::move(tags)));
  return papers;
}

}  // namespace fun::anonymizer
