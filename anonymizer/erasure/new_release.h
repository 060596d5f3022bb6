// The release that an erasure makes: data file after data file, then the papers, then the name.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "anonymizer/options.h"
#include "anonymizer/output/partial.h"
#include "core/base/error.h"
#include "core/stream/output.h"
#include "core/stream/packer.h"
#include "keys/release/open_release.h"

namespace fun::anonymizer {

struct WrittenFile {
  std::string path;  // in the release
  std::string sha256;
  std::uint64_t bytes = 0;
};

class NewRelease {
 public:
  // Takes NEW.partial beside `options.output`, for files under the names of `old`.  kUsage when the
  // place is taken, kEnvironment when the disk has no room.
  static Result<NewRelease> Open(const Options& options, const keys::Release& old);

  // Lines of data file `number` of the old release; the numbers do not fall.
  Result<void> Write(std::size_t number, std::string_view lines);

  // After the last line: ends the files that are left.
  Result<void> Finish();

  Result<void> WriteBeside(const std::string& name, std::string_view text);

  // Gives it its name; last.  Without it nothing is left, by Discard.
  Result<void> Commit() { return partial_.Commit(); }
  void Discard();

  const std::vector<std::string>& names() const { return names_; }
  const std::vector<WrittenFile>& files() const { return files_; }
  std::uint64_t unpacked_bytes() const { return unpacked_bytes_; }

 private:
  NewRelease(PartialFolder partial, unsigned jobs)
      : partial_(std::move(partial)), packer_(std::make_unique<stream::Packer>(jobs)) {}
  Result<void> Begin();
  Result<void> End();

  PartialFolder partial_;
  std::unique_ptr<stream::Packer> packer_;
  std::vector<std::string> names_;
  std::vector<WrittenFile> files_;      // that came to their end
  std::optional<stream::Output> file_;  // in hand
  std::uint64_t unpacked_bytes_ = 0;
};

}  // namespace fun::anonymizer
