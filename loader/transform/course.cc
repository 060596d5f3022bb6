#include "loader/transform/course.h"

#include <array>

namespace fun::loader {

std::optional<Course> ParseCourse(std::string_view key) {
  constexpr std::string_view kNewForm = "course-v1:";
  const bool is_new = key.starts_with(kNewForm);
  if (is_new) key.remove_prefix(kNewForm.size());
  const char separator = is_new ? '+' : '/';
  std::array<std::string_view, 3> parts;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::size_t end = key.find(separator);
    const bool is_last = i + 1 == parts.size();
    if (end == 0 || key.empty() || (end == std::string_view::npos) != is_last) return std::nullopt;
    parts[i] = key.substr(0, end);
    if (!is_last) key.remove_prefix(end + 1);
  }
  return Course{parts[0], parts[1], parts[2]};
}

}  // namespace fun::loader
