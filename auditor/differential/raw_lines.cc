#include "auditor/differential/raw_lines.h"

#include <sys/stat.h>

#include "auditor/differential/compare/fate.h"
#include "core/base/arena.h"
#include "core/event/event_time.h"
#include "core/json/text.h"
#include "core/record/bag_folder.h"
#include "core/stream/input_list.h"

namespace fun::auditor {
namespace {

Result<void> CheckFile(const std::string& path) {
  struct stat status = {};
  // One that is not there fails when it is opened, with its reason.
  if (path != "-" && (::stat(path.c_str(), &status) != 0 || S_ISREG(status.st_mode))) return {};
  return Failure(ExitCode::kUsage, "--raw reads a log twice, and can read no stream",
                 "name a file; packed ones are read as they are");
}

}  // namespace

Result<std::vector<std::string>> RawLines::Expand(const std::vector<std::string>& words) {
  const auto list = stream::ExpandInputs(words, record::ListPayload);
  if (!list) return std::unexpected(list.error());
  std::vector<std::string> paths = stream::PathsOf(*list);
  for (const std::string& path : paths) {
    if (auto checked = CheckFile(path); !checked) return std::unexpected(checked.error());
  }
  return paths;
}

Result<bool> RawLines::Next(RawLine& line) {
  for (;;) {
    event::Line found;
    while (has_lines_ && splitter_.Next(found)) {
      ++counts_.read;
      if (found.is_blank || found.text.size() > limits_.max_line) continue;
      if (!tree_.ParseLine(found, limits_.max_depth).empty()) continue;
      ++counts_.events;
      const std::string_view json = Slice(found.text, found.json);
      line.text = json;
      line.time = event::TimeOfEvent(json);
      line.is_optional = MayStayAway();
      return true;
    }
    const auto outcome = reader_.Next(chunk_);
    if (!outcome) return std::unexpected(outcome.error());
    if (*outcome == stream::ChunkReader::Outcome::kEnd) return false;
    has_lines_ = *outcome == stream::ChunkReader::Outcome::kChunk &&
                 chunk_.kind == stream::ChunkKind::kLines;
    if (has_lines_) splitter_.Start(chunk_.bytes);
    counts_.read += chunk_.kind == stream::ChunkKind::kLongLineBegin ? 1 : 0;
  }
}

// funanon rejects a line with a pseudonym as username of its envelope, and under a policy that says
// so one with an unknown field; of texts within strings this does not ask which fields they have.
bool RawLines::MayStayAway() const {
  Arena arena;
  const bool may_refuse = policy_.unknown() == event::Unknown::kRefuse;
  struct Object {
    std::size_t end;
    event::NodeId node;
    bool is_envelope;
  };
  std::vector<Object> open = {{tree_.at(0).end, event::kRoot, true}};
  for (std::size_t at = 1; at < tree_.at(0).end; ++at) {
    while (open.back().end <= at) open.pop_back();
    const TreeNode& value = tree_.at(at);
    const std::string_view key = json::Unescape(Slice(tree_.text(), value.key), arena).text;
    const RawField field = FieldOfMember(policy_, open.back().node, key);
    if (value.kind == ValueKind::kObject) {
      open.push_back({value.end, field.node, open.size() == 1 && key == "context"});
    }
    if (may_refuse && field.treatment.is_unknown) return true;
    if (value.kind != ValueKind::kString) continue;
    const bool is_username = field.treatment.action == event::Action::kPseudonymUsername;
    const bool asks = may_refuse || (is_username && open.back().is_envelope);
    if (!asks) continue;
    const std::string_view text = json::Unescape(Slice(tree_.text(), value.raw), arena).text;
    if (may_refuse ? json::LooksLikeJson(text) : IsPseudonym(text)) return true;
  }
  return false;
}

}  // namespace fun::auditor
