// The ready bodies of bulk requests, as files: what a load would send, for a look or for another
// client (`curl --data-binary @bulk-000001.ndjson …/_bulk`).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace fun::loader {

// One thread.
class BodyFolder {
 public:
  // `path` must not exist yet, or be an empty folder; until Commit all lies in PATH.partial (0700).
  static Result<BodyFolder> Create(const std::string& path);

  // Writes the next body, as PATH.partial/bulk-000001.ndjson.
  Result<void> Write(std::string_view body);

  // Gives the folder its name.
  Result<void> Commit();

  // Takes away what was written: bodies of half a load look like those of all of it.
  void Abandon();

 private:
  explicit BodyFolder(std::string path) : path_(std::move(path)) {}

  std::string partial() const { return path_ + ".partial"; }

  std::string path_;
  std::uint64_t written_ = 0;
};

}  // namespace fun::loader
