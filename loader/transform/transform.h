// From an anonymized line to the document that is sent (docs/format/document.md).
//
// The line is walked once, for the gate as well; what changes is said as edits of its bytes.  Two
// steps: the shape makes every line acceptable to the server's index, and `logstash` does what the
// platform's load of 2015 did, by intent: hour, course, answers taken out, fields of a type for
// analysis.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/json/edit.h"
#include "loader/transform/additions.h"
#include "loader/transform/country.h"
#include "loader/transform/local_hour.h"
#include "loader/transform/reading.h"
#include "loader/transform/shape.h"

namespace fun::loader {

struct TransformOptions {
  bool is_logstash = true;
  std::string zone = {};           // of hour_of_day_local; "": none
  std::string geoip = {};          // a GeoIP database; "": none
  std::string release = {};        // "": none
  std::string policy_digest = {};  // of logstash; "": none
};

struct Document {
  Span json;                           // of the line: from its `{` to its `}`
  std::optional<event::EpochMs> time;  // without one nothing is to be sent, and there are no edits
  std::vector<json::Edit> edits;       // of the line, in order
};

// Bytes of the document.
std::size_t SizeOf(const Document& document);

// One thread; reuse it.
class Transform {
 public:
  // kUsage when the zone is not known, kInput when the GeoIP database is none.
  static Result<std::unique_ptr<Transform>> Make(const TransformOptions& options);

  // What is to walk `line` before its document is made.
  MemberVisitor& Begin(const event::Line& line) { return reader_.Begin(line); }
  // The document of the line that was begun, and walked without a refusal; valid until the next
  // call.
  const Document& DocumentOf(const event::Line& line);

  // kInput when the GeoIP database turned out to be damaged.
  Result<void> Check() const;

 private:
  Transform(const TransformOptions& options, std::optional<LocalHour> local_hour,
            std::optional<Countries> countries)
      : options_(options),
        local_hour_(local_hour),
        countries_(std::move(countries)),
        reader_(options.is_logstash) {}

  void Build(const Reading& reading);
  void EditMember(const Reading& reading, const Member& member, Place place);
  void EditContext(const Reading& reading, const Member& context);
  void EditEvent(const Reading& reading);
  void Rename(const Member& member, std::string_view name);

  const TransformOptions options_;
  std::optional<LocalHour> local_hour_;
  std::optional<Countries> countries_;
  EventReader reader_;
  Arena arena_;
  Additions additions_;
  std::string aside_;  // members for `unindexed`, with commas between
  std::string inner_;  // an `event` that a string spelled
  std::vector<json::Edit> inner_edits_;
  Document document_;
};

}  // namespace fun::loader
