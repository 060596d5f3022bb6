#include "core/record/summary.h"

#include "core/base/file.h"
#include "core/json/structure.h"
#include "core/json/text.h"
#include "core/json/walk.h"

namespace fun::record {
namespace {

constexpr std::size_t kLongestSummary = 1 << 20;

// Takes two members of the outermost object.
class DigestVisitor {
 public:
  explicit DigestVisitor(std::string_view text) : text_(text) {}
  void OnKey(Span raw) { key_ = depth_ == 1 ? Slice(text_, raw) : std::string_view(); }
  void OnString(Span raw) {
    if (depth_ == 1 && key_ == "sha256") digest.sha256 = Slice(text_, raw);
  }
  void OnScalar(Span raw) {
    if (depth_ != 1 || key_ != "bytes") return;
    for (const char c : Slice(text_, raw)) {
      digest.bytes = digest.bytes * 10 + static_cast<std::uint64_t>(c - '0');
    }
  }
  void OnOpen(std::size_t, bool) { ++depth_; }
  void OnClose(std::size_t) { --depth_; }

  StreamDigest digest;

 private:
  std::string_view text_;
  std::string_view key_;
  int depth_ = 0;
};

}  // namespace

LineCounts& LineCounts::operator+=(const LineCounts& other) {
  read += other.read;
  out += other.out;
  rejected += other.rejected;
  blank += other.blank;
  dropped += other.dropped;
  return *this;
}

void AddTo(Tally& sum, const Tally& part) {
  for (const auto& [name, count] : part) sum[name] += count;
}

std::string EquationText(const LineCounts& counts) {
  return "read " + std::to_string(counts.read) + " = out " + std::to_string(counts.out) +
         " + rejected " + std::to_string(counts.rejected) + " + blank " +
         std::to_string(counts.blank) + " + dropped " + std::to_string(counts.dropped);
}

void JsonObject::Key(std::string_view key) {
  if (!members_.empty()) members_ += ',';
  json::AppendQuoted(key, members_);
  members_ += ':';
}

JsonObject& JsonObject::Add(std::string_view key, std::uint64_t value) {
  return AddRaw(key, std::to_string(value));
}

JsonObject& JsonObject::Add(std::string_view key, std::string_view text) {
  Key(key);
  json::AppendQuoted(text, members_);
  return *this;
}

JsonObject& JsonObject::Add(std::string_view key, const Tally& tally) {
  JsonObject object;
  for (const auto& [name, count] : tally) object.Add(name, count);
  return AddRaw(key, object.Text());
}

JsonObject& JsonObject::AddRaw(std::string_view key, std::string_view json) {
  Key(key);
  members_ += json;
  return *this;
}

JsonList& JsonList::Add(std::string_view json) {
  items_.append(items_.empty() ? "\n" : ",\n").append(json);
  return *this;
}

Result<StreamDigest> ReadStreamDigest(const std::string& path) {
  const auto text = ReadSmallFile(path, kLongestSummary);
  if (!text && text.error().code == ExitCode::kIncomplete) return std::unexpected(text.error());
  if (!text) {
    return Failure(ExitCode::kIncomplete, "no summary at " + path,
                   "the command that writes it did not come to a good end");
  }
  json::Structure structure;
  DigestVisitor visitor(*text);
  bool is_sound = structure.Index(*text) == json::Refusal::kNone;
  if (is_sound) {
    json::Walker walker(*text, structure.start(), {}, visitor);
    is_sound = walker.Walk().ok() && visitor.digest.sha256.size() == 64;
  }
  if (!is_sound) return Failure(ExitCode::kIncomplete, path + " is no summary of a run");
  return visitor.digest;
}

}  // namespace fun::record
