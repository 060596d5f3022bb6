// The members that funload adds to a document, in front of the line's own.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/event/time.h"
#include "loader/transform/country.h"
#include "loader/transform/fields.h"
#include "loader/transform/local_hour.h"
#include "loader/transform/reading.h"

namespace fun::loader {

// Builds JSON members, each with a comma behind it.  One thread; reuse it.
class Additions {
 public:
  void Clear() { text_.clear(); }
  std::string_view text() const { return text_; }

  void AddTime(event::EpochMs time);
  void AddText(std::string_view name, std::string_view text);  // UTF-8 or WTF-8
  void AddNumber(std::string_view name, int number);
  void AddCountry(const Country& country);

  // An object of those members that `event` has and `fields` name, of the kind that the
  // field's type says; none of them: nothing.
  void AddObject(std::string_view name, const Reading& reading, std::span<const Field> fields);

 private:
  void AddName(std::string_view name);

  std::string text_;
};

// What the load of 2015 added, by intent, and fields of a type for analysis.  `local_hour` may be
// nullptr.  `course`: the decoded context.course_id.
void AddLogstash(const Reading& reading, std::string_view course, LocalHour* local_hour,
                 Additions& additions);

}  // namespace fun::loader
