#include "loader/transform/transform.h"

#include <algorithm>
#include <utility>

#include "loader/transform/answers.h"
#include "loader/transform/removal.h"

namespace fun::loader {

std::size_t SizeOf(const Document& document) {
  std::size_t size = document.json.size();
  for (const json::Edit& edit : document.edits) size += edit.text.size() - edit.span.size();
  return size;
}

Result<std::unique_ptr<Transform>> Transform::Make(const TransformOptions& options) {
  std::optional<LocalHour> local_hour;
  if (!options.zone.empty()) {
    auto made = LocalHour::Make(options.zone);
    if (!made) return std::unexpected(made.error());
    local_hour = *made;
  }
  std::optional<Countries> countries;
  if (!options.geoip.empty()) {
    auto opened = Countries::Open(options.geoip);
    if (!opened) return std::unexpected(opened.error());
    countries.emplace(std::move(*opened));
  }
  return std::unique_ptr<Transform>(new Transform(options, local_hour, std::move(countries)));
}

const Document& Transform::DocumentOf(const event::Line& line) {
  const Reading& reading = reader_.Read(line);
  document_.json = reading.json;
  document_.time = reading.time;
  document_.edits.clear();
  if (reading.time) Build(reading);
  return document_;
}

void Transform::Build(const Reading& reading) {
  arena_.Clear();
  additions_.Clear();
  aside_.clear();
  const std::size_t front = reading.json.begin + 1;
  document_.edits.push_back({{front, front}, {}});
  // A document keeps the member that states its time: no comma is left without one behind it.
  TakeOut(
      reading.members.root,
      [&](const Member& member) {
        const Place place =
            options_.is_logstash ? LogstashPlaceOf(reading, member) : PlaceOf(reading, member);
        EditMember(reading, member, place);
        return place == Place::kAside || place == Place::kNowhere;
      },
      document_.edits);
  additions_.AddTime(*reading.time);
  if (options_.is_logstash) {
    AddLogstash(reading, reader_.Course(), local_hour_ ? &*local_hour_ : nullptr, additions_);
  }
  if (countries_) {
    if (const auto country = countries_->Of(reader_.Address())) additions_.AddCountry(*country);
  }
  if (!options_.release.empty()) additions_.AddText("release", options_.release);
  if (options_.is_logstash && !options_.policy_digest.empty()) {
    additions_.AddText("policy_digest", options_.policy_digest);
  }
  if (!aside_.empty()) additions_.AddText("unindexed", "{" + aside_ + "}");
  document_.edits.front().text = additions_.text();
}

Result<void> Transform::Check() const {
  if (!countries_ || !countries_->is_damaged()) return {};
  return Failure(ExitCode::kInput, "the database of --geoip is damaged: countries are missing",
                 "get it again, and load again with --replace");
}

void Transform::EditMember(const Reading& reading, const Member& member, Place place) {
  switch (place) {
    case Place::kStays:
      if (&member == reading.event && reading.event_is_object) EditEvent(reading);
      if (options_.is_logstash && member.name == "context") EditContext(reading, member);
      return;
    case Place::kEventText:
      return Rename(member, "event_text");
    case Place::kEventGraded:
      return Rename(member, "event_problem_graded");
    case Place::kAside:
      aside_.append(aside_.empty() ? "" : ",");
      aside_.append(Slice(reading.line, {member.begin(), member.end()}));
      return;
    case Place::kNowhere:
      return;
  }
}

// The pipeline of 2015 made the user's number a word.
void Transform::EditContext(const Reading& reading, const Member& context) {
  if (context.kind != ValueKind::kObject) return;
  const Member* const id = FindMember(reading.members.context, "user_id");
  if (id == nullptr || id->kind != ValueKind::kNumber) return;
  document_.edits.push_back({{id->value.begin, id->value.begin}, "\""});
  document_.edits.push_back({{id->value.end, id->value.end}, "\""});
}

void Transform::EditEvent(const Reading& reading) {
  if (!reading.event_is_spelled) {
    if (reading.has_answers) TakeAnswersOut(reading.members, document_.edits);
    return;
  }
  inner_.clear();
  inner_edits_.clear();
  if (reading.has_answers) TakeAnswersOut(reading.members, inner_edits_);
  // Cannot fail: the edits are in order and of this text.
  (void)json::AppendEdited(reading.event_text, inner_edits_, inner_);
  // A document is one line.
  for (std::size_t at = 0; (at = inner_.find('\n', at)) != inner_.npos;) inner_[at] = ' ';
  document_.edits.push_back({reading.event->value, arena_.Copy(inner_)});
}

void Transform::Rename(const Member& member, std::string_view name) {
  document_.edits.push_back({member.raw_name, name});
}

}  // namespace fun::loader
