#include "loader/transform/fields.h"

#include <algorithm>

namespace fun::loader {
namespace {

using enum FieldType;

constexpr bool kOurs = true;

constexpr Field kContext[] = {
    {"course_id", kKeywordAndRaw}, {"org_id", kKeyword},         {"path", kKeyword},
    {"user_id", kKeywordAndRaw},   {"username", kKeywordAndRaw},
};
constexpr Field kVideo[] = {
    {"currentTime", kNumber}, {"old_time", kNumber}, {"new_time", kNumber},
    {"duration", kNumber},    {"id", kKeyword},      {"code", kKeyword},
};
constexpr Field kProblem[] = {
    {"grade", kNumber},    {"max_grade", kNumber},   {"attempts", kNumber},
    {"success", kKeyword}, {"problem_id", kKeyword},
};
constexpr Field kSequence[] = {{"old", kNumber}, {"new", kNumber}, {"id", kKeyword}};
constexpr Field kCountry[] = {{"country_code2", kKeyword}, {"country_name", kKeyword}};
constexpr Field kRoot[] = {
    {"@timestamp", kDate, kOurs},
    {"@version", kKeyword, kOurs},
    {"type", kKeyword, kOurs},
    {"hour_of_day", kInteger, kOurs},
    {"hour_of_day_local", kInteger, kOurs},
    {"university", kKeywordAndRaw, kOurs},
    {"course_number", kKeywordAndRaw, kOurs},
    {"course_run", kKeywordAndRaw, kOurs},
    {"event_video", kObject, kOurs, kVideo},
    {"event_problem", kObject, kOurs, kProblem},
    {"event_seq", kObject, kOurs, kSequence},
    {"event_text", kText, kOurs},
    {"event_problem_graded", kText, kOurs},
    {"geoip", kObject, kOurs, kCountry},
    {"release", kKeyword, kOurs},
    {"policy_digest", kKeyword, kOurs},
    {"unindexed", kUnread, kOurs},
    {"context", kObject, false, kContext},
    {"event", kTree},
    {"time", kDate},
    {"accept_language", kKeyword},
    {"agent", kKeyword},
    {"event_source", kKeywordAndRaw},
    {"event_type", kKeywordAndRaw},
    {"host", kKeyword},
    {"ip", kKeyword},
    {"name", kKeywordAndRaw},
    {"page", kKeyword},
    {"referer", kKeyword},
    {"session", kKeyword},
    {"username", kKeywordAndRaw},
};

}  // namespace

std::span<const Field> RootFields() { return kRoot; }
std::span<const Field> ContextFields() { return kContext; }
std::span<const Field> VideoFields() { return kVideo; }
std::span<const Field> ProblemFields() { return kProblem; }
std::span<const Field> SequenceFields() { return kSequence; }

const Field* FindField(std::span<const Field> fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, &Field::name);
  return found == fields.end() ? nullptr : &*found;
}

}  // namespace fun::loader
