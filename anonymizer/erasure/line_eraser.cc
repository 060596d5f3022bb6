#include "anonymizer/erasure/line_eraser.h"

#include <algorithm>

#include "core/record/bag_info.h"
#include "keys/pseudonym.h"

namespace fun::anonymizer {
namespace {

constexpr std::size_t kEnvelope = 1;  // depth
constexpr std::size_t kSection = 2;

// Two readings of a text find the same place, or one within the other.
void MergeSpans(std::vector<Span>& spans) {
  std::ranges::sort(spans, {}, &Span::begin);
  std::size_t kept = 0;
  for (const Span span : spans) {
    if (kept != 0 && span.begin < spans[kept - 1].end) {
      spans[kept - 1].end = std::max(spans[kept - 1].end, span.end);
    } else {
      spans[kept++] = span;
    }
  }
  spans.resize(kept);
}

}  // namespace

Fate LineEraser::EraseFrom(const event::Line& line, std::string& out, std::uint64_t& mentions) {
  if (line.is_blank || !line.refusal.empty() || line.json.begin != 0) return Fate::kBroken;
  arena_.Clear();
  edits_.clear();
  line_ = line.text;
  depth_ = 0;
  section_ = next_section_ = Section::kNone;
  names_learner_ = has_somebody_ = is_theirs_ = is_theirs_inside_ = false;
  if (!event::WalkLine(line, max_depth_, *this).empty()) return Fate::kBroken;
  if (is_theirs_ || (is_theirs_inside_ && !has_somebody_)) return Fate::kGone;
  if (!json::AppendEdited(line.text, edits_, out)) return Fate::kBroken;
  out += '\n';
  mentions += edits_.size();
  return Fate::kStays;
}

std::string_view LineEraser::TextOf(json::RawString raw) {
  const std::string_view bytes = Slice(line_, raw);
  return raw.has_escape ? json::Unescape(bytes, arena_).text : bytes;
}

void LineEraser::OnKey(json::RawString raw) {
  const std::string_view key = TextOf(raw);
  FindMentions(raw, key);
  const bool may_name = depth_ == kEnvelope || (depth_ == kSection && section_ != Section::kNone);
  names_learner_ = may_name && (key == "username" || key == "user_id");
  if (depth_ != kEnvelope) return;
  next_section_ = key == "context" ? Section::kContext
                  : key == "event" ? Section::kEvent
                                   : Section::kNone;
}

void LineEraser::OnString(json::RawString raw) {
  const std::string_view text = TextOf(raw);
  if (names_learner_) TakeLearner(text);
  FindMentions(raw, text);
}

void LineEraser::TakeLearner(std::string_view value) {
  const bool is_inside = depth_ == kSection && section_ == Section::kEvent;
  if (!is_inside && !value.empty()) has_somebody_ = true;
  if (!subjects_.Has(value)) return;
  (is_inside ? is_theirs_inside_ : is_theirs_) = true;
}

void LineEraser::OnOpen(std::size_t, bool is_object) {
  ++depth_;
  names_learner_ = false;
  if (depth_ == kSection) section_ = is_object ? next_section_ : Section::kNone;
}

void LineEraser::OnClose(std::size_t) { --depth_; }

void LineEraser::FindMentions(json::RawString raw, std::string_view text) {
  if (text.size() < keys::kPseudonymSize) return;  // no layer is longer than what it stands in
  places_.clear();
  walk_.Begin(text);
  while (walk_.Next()) {
    found_.clear();
    subjects_.Find(walk_.text(), found_);
    for (const Span span : found_) places_.push_back(walk_.PlaceOf(span).span);
  }
  if (places_.empty()) return;
  MergeSpans(places_);
  text_edits_.clear();
  for (const Span place : places_) text_edits_.push_back({place, record::kErasedMark});
  json::MapEditsOut(Slice(line_, raw), raw.begin, text_edits_, arena_, edits_);
}

void ChunkEraser::operator()(const stream::Chunk& chunk, ErasedChunk& output) {
  output.text.clear();
  output.lines = {};
  output.mentions = 0;
  output.broken.reset();
  if (chunk.kind != stream::ChunkKind::kLines) {
    output.broken = 0;
    return;
  }
  splitter_.Start(chunk.bytes);
  event::Line line;
  while (splitter_.Next(line)) {
    const std::uint64_t number = output.lines.read++;
    switch (eraser_.EraseFrom(line, output.text, output.mentions)) {
      case Fate::kStays:
        ++output.lines.out;
        break;
      case Fate::kGone:
        ++output.lines.dropped;
        break;
      case Fate::kBroken:
        output.broken = number;
        return;
    }
  }
}

}  // namespace fun::anonymizer
