// The lines that a tool refuses: said on standard error, kept where asked.
//
// They are reported by input, line number, byte offset and reason, never by
// content.  Kept lines are kept byte for byte, in a file of mode 0600.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/stream/output.h"

namespace fun::stream {

// Where a refused line stands and why it is one.
struct Rejection {
  std::string_view input;
  std::uint64_t line = 0;    // counted from 1
  std::uint64_t offset = 0;  // of its first byte, in the unpacked input
  std::string_view reason;
};

// One thread.
class Rejects {
 public:
  // `path` "": lines are not kept.
  static Result<Rejects> Open(std::string_view tool, const std::string& path);

  // Says the rejection, if not too many have been said, and keeps `line`.
  Result<void> Add(const Rejection& rejection, std::string_view line);

  // More bytes of the line added last: a line over the limit comes in pieces.
  Result<void> GoOn(std::string_view bytes);

  // Says how many there were, if some were not said, and gives the file its name; not to one that
  // could not be written to its end.
  Result<void> Commit();

  std::uint64_t count() const { return count_; }

 private:
  Result<void> Write(std::string_view bytes);

  std::string tool_;
  std::optional<Output> file_;  // none: lines are not kept
  std::uint64_t count_ = 0;
  bool in_line_ = false;     // what was written last did not end with a LF
  bool has_failed_ = false;  // a write did: the file has half a line
};

}  // namespace fun::stream
