#include "anonymizer/output/line_marks.h"

#include <algorithm>
#include <functional>

#include "core/event/event_time.h"

namespace fun::anonymizer {

void MarkLines(std::string_view lines, std::vector<LineMark>& marks) {
  marks.clear();
  while (!lines.empty()) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    marks.push_back({std::hash<std::string_view>{}(line), event::TimeOfEvent(line)});
    lines.remove_prefix(std::min(line.size() + 1, lines.size()));
  }
}

}  // namespace fun::anonymizer
