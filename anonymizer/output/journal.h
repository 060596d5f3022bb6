// What DIR.partial knows of the run that makes it, so that --resume can go on.
//
// A text file of lines: what the run is bound to, then one line for each file that is whole.  It
// grows by one line at a time; a kill may tear the last line, which then does not count.  It holds
// digests and numbers: no path, no value (docs/format/partial.md).
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "anonymizer/counts.h"
#include "anonymizer/output/coverage.h"
#include "core/base/error.h"
#include "core/base/fd.h"

namespace fun::anonymizer {

// Numbers of 64 bits only, kept as they stand in memory: another version, which may count other
// things, does not go on with this one's work.
struct FileCounts {
  record::LineCounts lines;
  FieldCounts fields;
  Coverage coverage;
  std::uint64_t boms = 0;            // byte order marks skipped
  std::uint64_t bytes = 0;           // of the file
  std::uint64_t unpacked_bytes = 0;  // of the lines in it
};

// What became of one input.
struct FileRecord {
  FileCounts counts;
  std::map<std::string, std::uint64_t> reasons;  // of rejected lines
  std::string sha256;                            // hex, of what was written; "" when nobody asked
  std::string input_sha256;                      // hex, of the unpacked input; "" when nobody asked
  bool is_whole = false;                         // of a run that broke off: need not be done again
};

// What must be the same in the run that goes on: a word for messages, and a value.
using Bindings = std::vector<std::pair<std::string, std::string>>;
inline constexpr std::string_view kPolicyBinding = "policy";  // its digest
inline constexpr std::string_view kKeyBinding = "key";        // the id of the working secret
inline constexpr std::string_view kPeopleBinding = "set of identities";

class Journal {
 public:
  // Begins a new one at `path` (0600), with `whole`, records by number, in it.
  static Result<Journal> Create(const std::string& path, const Bindings& bindings,
                                const std::vector<FileRecord>& records);

  // The records of the journal at `path`; those of files that are not whole are empty, as are all
  // when there is none: the run broke off before it was written.  kVerify when it is bound to
  // another key, kUsage when to anything else than `bindings`; the message names it.
  static Result<std::vector<FileRecord>> Read(const std::string& path, const Bindings& bindings,
                                              std::size_t files);

  // After the file itself is on disk.
  Result<void> Append(std::size_t number, const FileRecord& record);

 private:
  Journal(std::string path, UniqueFd fd) : path_(std::move(path)), fd_(std::move(fd)) {}

  std::string path_;
  UniqueFd fd_;
};

}  // namespace fun::anonymizer
