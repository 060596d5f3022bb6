#include "loader/bulk/batch.h"

namespace fun::loader {

void Batch::Add(const NewRecord& record) {
  Record place;
  place.begin = OffsetOf(body_.size());
  body_.append(R"({"create":{"_index":")").append(record.index);
  body_.append(R"(","_id":")").append(record.id).append("\"}}\n");
  place.document = OffsetOf(body_.size());
  place.changes.begin = OffsetOf(changes_.size());
  std::size_t at = record.json.begin;
  for (const json::Edit& edit : record.edits) {
    body_.append(record.line.substr(at, edit.span.begin - at));
    const Offset begin = OffsetOf(body_.size()) - place.document;
    body_.append(edit.text);
    changes_.push_back(
        {{begin, OffsetOf(body_.size()) - place.document}, Keep(Slice(record.line, edit.span))});
    at = edit.span.end;
  }
  body_.append(Slice(record.line, {at, record.json.end}));
  place.changes.end = OffsetOf(changes_.size());
  place.end = OffsetOf(body_.size());
  body_ += '\n';
  place.before = Keep(record.line.substr(0, record.json.begin));
  place.after = Keep(record.line.substr(record.json.end));
  place.day = record.day;
  place.place = record.place;
  records_.push_back(place);
}

void Batch::Clear() {
  body_.clear();
  originals_.clear();
  changes_.clear();
  records_.clear();
}

Batch::Range Batch::Keep(std::string_view original) {
  const Offset begin = OffsetOf(originals_.size());
  originals_.append(original);
  return {begin, OffsetOf(originals_.size())};
}

std::string Batch::LineOf(std::size_t record) const {
  const Record& place = records_[record];
  const std::string_view document = Slice(body_, {place.document, place.end});
  std::string line(Slice(originals_, place.before.span()));
  std::size_t at = 0;
  for (std::size_t i = place.changes.begin; i < place.changes.end; ++i) {
    line.append(document, at, changes_[i].text.begin - at);
    line.append(Slice(originals_, changes_[i].original.span()));
    at = changes_[i].text.end;
  }
  return line.append(document, at).append(Slice(originals_, place.after.span()));
}

Batch Batch::Pick(std::span<const std::size_t> records) const {
  Batch some;
  for (const std::size_t record : records) some.Copy(*this, record);
  return some;
}

Batch Batch::Part(std::size_t begin, std::size_t end) const {
  Batch some;
  for (std::size_t record = begin; record < end; ++record) some.Copy(*this, record);
  return some;
}

void Batch::Copy(const Batch& from, std::size_t record) {
  Record place = from.records_[record];
  const Offset begin = OffsetOf(body_.size());
  body_.append(from.body_, place.begin, place.end + 1 - place.begin);
  place.document = begin + (place.document - place.begin);
  place.end = begin + (place.end - place.begin);
  place.begin = begin;
  place.before = Keep(Slice(from.originals_, place.before.span()));
  place.after = Keep(Slice(from.originals_, place.after.span()));
  const Range changes = place.changes;
  place.changes.begin = OffsetOf(changes_.size());
  for (std::size_t i = changes.begin; i < changes.end; ++i) {
    const Change& change = from.changes_[i];
    changes_.push_back({change.text, Keep(Slice(from.originals_, change.original.span()))});
  }
  place.changes.end = OffsetOf(changes_.size());
  records_.push_back(place);
}

}  // namespace fun::loader
