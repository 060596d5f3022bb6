#include "anonymizer/chunk.h"

#include <algorithm>

namespace fun::anonymizer {

void ChunkAnonymizer::operator()(const stream::Chunk& chunk, ChunkOutput& output) {
  output.text.clear();
  output.rejected.clear();
  output.lines = {};
  output.fields = {};
  output.line_ends = 0;
  output.begins_anonymized = false;
  switch (chunk.kind) {
    case stream::ChunkKind::kLines:
      AnonymizeLines(chunk, output);
      break;
    case stream::ChunkKind::kLongLineBegin:
      ++output.lines.read;
      ++output.lines.rejected;
      output.rejected.push_back({0, {0, chunk.bytes.size()}, event::kTooLong});
      [[fallthrough]];
    case stream::ChunkKind::kLongLineGoesOn:
      output.line_ends = chunk.bytes.ends_with('\n') ? 1 : 0;
      break;
  }
  if (marks_lines_) MarkLines(output.text, output.marks);
}

void ChunkAnonymizer::AnonymizeLines(const stream::Chunk& chunk, ChunkOutput& output) {
  splitter_.Start(chunk.bytes);
  event::Line line;
  while (splitter_.Next(line)) {
    const std::uint64_t number = output.lines.read++;
    if (line.is_blank) {
      ++output.lines.blank;
      continue;
    }
    const std::string_view reason = anonymizer_.AnonymizeLine(line, output.text, output.fields);
    if (reason.empty()) {
      ++output.lines.out;
      continue;
    }
    if (reason == event::kAlreadyAnonymized && output.lines.out + output.lines.rejected == 0) {
      output.begins_anonymized = true;
    }
    ++output.lines.rejected;
    const auto begin = static_cast<std::size_t>(line.text.data() - chunk.bytes.data());
    const std::size_t end = std::min(begin + line.text.size() + 1, chunk.bytes.size());
    output.rejected.push_back({number, {begin, end}, reason});
  }
  output.line_ends = output.lines.read;
}

}  // namespace fun::anonymizer
