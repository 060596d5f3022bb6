// The records of one bulk request, and its body.
//
// The body is what goes over the wire, and the only copy of the records: it is
// kept until the server has answered for each, because any of them may have to
// be sent again or kept as a dead letter.
#pragma once

#include <compare>
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

  friend auto operator<=>(const LinePlace&, const LinePlace&) = default;
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
  // Room for a body of `bytes`, so that it does not grow by doubling; memory is used as it fills.
  void Reserve(std::size_t bytes) { body_.reserve(bytes); }

  // Forgets the records and keeps the memory.
  void Clear();

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
  // Places in a batch, which is smaller than 4 GiB; there are many, and several batches.
  using Offset = std::uint32_t;
  struct Range {
    Offset begin = 0;
    Offset end = 0;
    Span span() const { return {begin, end}; }
  };

  // One edit, to be undone for a dead letter.
  struct Change {
    Range text;      // of the document, from its first byte: what the line does not have
    Range original;  // of originals_: what it has in that place
  };

  struct Record {
    Offset begin = 0;     // of its action line in body_
    Offset document = 0;  // of its document
    Offset end = 0;       // of its document: the LF
    Range changes;        // of changes_
    Range before;         // of originals_: what the line has before its JSON
    Range after;          // of originals_: white space behind it
    event::EpochDay day = 0;
    LinePlace place;
  };

  void Copy(const Batch& from, std::size_t record);
  Range Keep(std::string_view original);
  static Offset OffsetOf(std::size_t place) { return static_cast<Offset>(place); }

  std::string body_;
  std::string originals_;  // bytes of lines that their documents do not have
  std::vector<Change> changes_;
  std::vector<Record> records_;
};

}  // namespace fun::loader
