#include "loader/bulk/batch.h"

namespace fun::loader {

void Batch::Add(const NewRecord& record) {
  Record place;
  place.begin = body_.size();
  body_.append(R"({"create":{"_index":")").append(record.index);
  body_.append(R"(","_id":")").append(record.id).append("\"}}\n");
  place.document = body_.size();
  const std::string_view json = Slice(record.line, record.json);
  if (record.timestamp.empty()) {
    body_.append(json);
  } else {
    // A document has a member, its time: the comma never stands alone.
    body_.append(R"({"@timestamp":")").append(record.timestamp).append("\",");
    place.inserted = body_.size() - place.document - 1;
    body_.append(json.substr(1));
  }
  place.end = body_.size();
  body_ += '\n';
  place.before = KeepEdge(record.line.substr(0, record.json.begin));
  place.after = KeepEdge(record.line.substr(record.json.end));
  place.day = record.day;
  place.place = record.place;
  records_.push_back(place);
}

Span Batch::KeepEdge(std::string_view edge) {
  const std::size_t begin = edges_.size();
  edges_.append(edge);
  return {begin, edges_.size()};
}

std::string Batch::LineOf(std::size_t record) const {
  const Record& place = records_[record];
  std::string line(Slice(edges_, place.before));
  line.append(body_, place.document, 1);  // its `{`
  const std::size_t rest = place.document + 1 + place.inserted;
  line.append(body_, rest, place.end - rest);
  return line.append(Slice(edges_, place.after));
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
  const std::size_t begin = body_.size();
  body_.append(from.body_, place.begin, place.end + 1 - place.begin);
  place.document = begin + (place.document - place.begin);
  place.end = begin + (place.end - place.begin);
  place.begin = begin;
  place.before = KeepEdge(Slice(from.edges_, place.before));
  place.after = KeepEdge(Slice(from.edges_, place.after));
  records_.push_back(place);
}

}  // namespace fun::loader
