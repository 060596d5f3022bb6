#include "loader/transform/fields.h"

#include <algorithm>
#include <array>
#include <bit>

namespace fun::loader {
namespace {

using enum FieldType;

constexpr bool kOurs = true;

constexpr Field kContextFields[] = {
    {"course_id", kKeywordAndRaw}, {"org_id", kKeyword},         {"path", kKeyword},
    {"user_id", kKeywordAndRaw},   {"username", kKeywordAndRaw},
};
constexpr Field kVideoFields[] = {
    {"currentTime", kNumber}, {"old_time", kNumber}, {"new_time", kNumber},
    {"duration", kNumber},    {"id", kKeyword},      {"code", kKeyword},
};
constexpr Field kProblemFields[] = {
    {"grade", kNumber},    {"max_grade", kNumber},   {"attempts", kNumber},
    {"success", kKeyword}, {"problem_id", kKeyword},
};
constexpr Field kSequenceFields[] = {{"old", kNumber}, {"new", kNumber}, {"id", kKeyword}};
constexpr Field kCountryFields[] = {{"country_code2", kKeyword}, {"country_name", kKeyword}};
constexpr Field kRootFields[] = {
    {"@timestamp", kDate, kOurs},
    {"@version", kKeyword, kOurs},
    {"type", kKeyword, kOurs},
    {"hour_of_day", kInteger, kOurs},
    {"hour_of_day_local", kInteger, kOurs},
    {"university", kKeywordAndRaw, kOurs},
    {"course_number", kKeywordAndRaw, kOurs},
    {"course_run", kKeywordAndRaw, kOurs},
    {"event_video", kObject, kOurs, kVideoFields},
    {"event_problem", kObject, kOurs, kProblemFields},
    {"event_seq", kObject, kOurs, kSequenceFields},
    {"event_text", kText, kOurs},
    {"event_problem_graded", kText, kOurs},
    {"geoip", kObject, kOurs, kCountryFields},
    {"release", kKeyword, kOurs},
    {"policy_digest", kKeyword, kOurs},
    {"unindexed", kUnread, kOurs},
    {"context", kObject, false, kContextFields},
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

constexpr std::size_t kSizes = 32;

// A bit for each field of a document whose name has that many bytes.
constexpr auto kRootFieldsBySize = [] {
  std::array<std::uint64_t, kSizes> fields = {};
  for (std::size_t i = 0; i < std::size(kRootFields); ++i) {
    fields.at(kRootFields[i].name.size()) |= std::uint64_t{1} << i;
  }
  return fields;
}();

}  // namespace

std::span<const Field> RootFields() { return kRootFields; }
std::span<const Field> ContextFields() { return kContextFields; }
std::span<const Field> VideoFields() { return kVideoFields; }
std::span<const Field> ProblemFields() { return kProblemFields; }
std::span<const Field> SequenceFields() { return kSequenceFields; }

const Field* FindField(std::span<const Field> fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, &Field::name);
  return found == fields.end() ? nullptr : &*found;
}

const Field* FindRootField(std::string_view name) {
  if (name.size() >= kSizes) return nullptr;
  for (std::uint64_t bits = kRootFieldsBySize[name.size()]; bits != 0; bits &= bits - 1) {
    const Field& field = kRootFields[std::countr_zero(bits)];
    if (field.name == name) return &field;
  }
  return nullptr;
}

}  // namespace fun::loader
