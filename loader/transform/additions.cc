#include "loader/transform/additions.h"

#include <algorithm>

#include "core/json/text.h"
#include "loader/transform/course.h"

namespace fun::loader {
namespace {

constexpr std::string_view kVideoTypes[] = {
    "load_video",         "play_video",      "pause_video",     "stop_video", "seek_video",
    "speed_change_video", "show_transcript", "hide_transcript", "edx.video."};
constexpr std::string_view kProblemTypes[] = {"problem_", "save_problem_", "reset_problem",
                                              "edx.grades.problem."};
constexpr std::string_view kSequenceTypes[] = {"seq_goto", "seq_next", "seq_prev",
                                               "edx.ui.lms.sequence."};

// A word that ends with a dot or underscore, and reset_problem, begin a type; the others are one.
bool IsOfType(std::span<const std::string_view> words, std::string_view type) {
  return std::ranges::any_of(words, [type](std::string_view word) {
    const bool is_beginning = word.ends_with('.') || word.ends_with('_') || word == "reset_problem";
    return is_beginning ? type.starts_with(word) : type == word;
  });
}

bool IsOfKind(const Member& member, const Field& field) {
  return member.kind ==
         (field.type == FieldType::kNumber ? ValueKind::kNumber : ValueKind::kString);
}

}  // namespace

void Additions::AddTime(event::EpochMs time) {
  AddName("@timestamp");
  text_ += '"';
  event::AppendTimestamp(time, text_);
  text_.append("\",");
}

void Additions::AddText(std::string_view name, std::string_view text) {
  AddName(name);
  json::AppendQuoted(text, text_);
  text_ += ',';
}

void Additions::AddNumber(std::string_view name, int number) {
  AddName(name);
  text_.append(std::to_string(number)).append(",");
}

void Additions::AddCountry(const Country& country) {
  text_.append(R"("geoip":{"country_code2":)");
  json::AppendQuoted(country.code, text_);
  if (!country.name.empty()) {
    text_.append(R"(,"country_name":)");
    json::AppendQuoted(country.name, text_);
  }
  text_.append("},");
}

void Additions::AddObject(std::string_view name, const Reading& reading,
                          std::span<const Field> fields) {
  bool is_empty = true;
  for (const Field& field : fields) {
    const Member* const member = FindMember(reading.members.event, field.name);
    if (member == nullptr || !IsOfKind(*member, field)) continue;
    if (is_empty) AddName(name);
    text_ += is_empty ? '{' : ',';
    AddName(field.name);
    text_.append(Slice(reading.event_text, member->value));
    is_empty = false;
  }
  if (!is_empty) text_.append("},");
}

void Additions::AddName(std::string_view name) { text_.append("\"").append(name).append("\":"); }

void AddLogstash(const Reading& reading, std::string_view course, LocalHour* local_hour,
                 Additions& additions) {
  additions.AddText("@version", "1");
  additions.AddText("type", "logs");
  additions.AddNumber("hour_of_day", HourOfDay(*reading.time));
  if (local_hour != nullptr) {
    additions.AddNumber("hour_of_day_local", local_hour->Of(*reading.time));
  }
  if (const auto parts = ParseCourse(course)) {
    additions.AddText("university", parts->university);
    additions.AddText("course_number", parts->number);
    additions.AddText("course_run", parts->run);
  }
  if (!reading.event_is_object) return;
  if (IsOfType(kVideoTypes, reading.type)) {
    additions.AddObject("event_video", reading, VideoFields());
  }
  if (IsOfType(kProblemTypes, reading.type)) {
    additions.AddObject("event_problem", reading, ProblemFields());
  }
  if (IsOfType(kSequenceTypes, reading.type)) {
    additions.AddObject("event_seq", reading, SequenceFields());
  }
}

}  // namespace fun::loader
