// The records of one bulk request, and its body.
//
// The body is what goes over the wire, and the only copy of the records: it is
// kept until the server has answered for each, because any of them may have to
// be sent again or kept as a dead letter.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/span.h"
#include "core/event/time.h"
#include "core/json/edit.h"

namespace fun::loader {

// Where a line stands: number of the input, from 0; number of the line in it, from 1.
struct LinePlace {
  std::uint32_t input = 0;
  std::uint64_t line = 0;
};

// A record on its way into a batch.
struct NewRecord {
  std::string_view line;   // without its LF
  Span json;               // of line: the document
  std::string_view index;  // "logstash-trackinglogs-2015.02.02"
  std::string_view id;
  std::span<const json::Edit> edits;  // of line, in order, none outside json: what the document has
                                      // in place of the line's own
  event::EpochDay day = 0;
  LinePlace place;
};

class Batch {
 public:
  // Appends the `create` action and the document.
  void Add(const NewRecord& record);

  std::size_t size() const { return records_.size(); }
  bool empty() const { return records_.empty(); }
  std::string_view body() const { return body_; }  // ends with a LF
  LinePlace PlaceOf(std::size_t record) const { return records_[record].place; }
  event::EpochDay DayOf(std::size_t record) const { return records_[record].day; }

  // The line that a record came from, byte for byte, without LF.
  std::string LineOf(std::size_t record) const;

  // A batch of some of these records, in the order given.
  Batch Pick(std::span<const std::size_t> records) const;

  // A batch of the records [begin, end).
  Batch Part(std::size_t begin, std::size_t end) const;

 private:
  // One edit, to be undone for a dead letter.
  struct Change {
    Span text;      // of the document, from its first byte: what the line does not have
    Span original;  // of originals_: what it has in that place
  };

  struct Record {
    std::size_t begin = 0;     // of its action line in body_
    std::size_t document = 0;  // of its document
    std::size_t end = 0;       // of its document: the LF
    Span changes;              // of changes_
    Span before;               // of originals_: what the line has before its JSON
    Span after;                // of originals_: white space behind it
    event::EpochDay day = 0;
    LinePlace place;
  };

  void Copy(const Batch& from, std::size_t record);
  Span Keep(std::string_view original);

  std::string body_;
  std::string originals_;  // bytes of lines that their documents do not have
  std::vector<Change> changes_;
  std::vector<Record> records_;
};

}  // namespace fun::loader
