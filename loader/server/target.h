// Where records go on the server: an index for each day, or one data stream for all days.
#pragma once

#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/event/time.h"

namespace fun {
class CommandLine;
}

namespace fun::loader {

struct Target {
  std::string index_prefix = "logstash-trackinglogs-";
  std::string stream = {};        // "": an index for each day
  bool allow_duplicates = false;  // in a stream that has rolled over

  bool is_stream() const { return !stream.empty(); }

  // The index, or the stream, that the records of `day` are sent to.
  std::string IndexOf(event::EpochDay day) const;

  // All of it, as a search names it.
  std::string Everything() const { return is_stream() ? stream : index_prefix + "*"; }

  // Of the index template: the prefix without its last dash.  A stream's is another, so that
  // `x-` and the stream `x` do not take each other's.
  std::string TemplateName() const;
};

// --index-prefix, --data-stream, --allow-duplicates.
void AddTargetOptions(CommandLine& command, Target& target);

// True when `prefix` begins an index name by the server's rules, with room for a day.
bool IsIndexPrefix(std::string_view prefix);

// kUsage when the prefix, or the stream's name, is none, or a flag has no sense for it.
Result<void> CheckTarget(const Target& target);

}  // namespace fun::loader
