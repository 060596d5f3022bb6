// Where a tool's lines go: standard output, or a file that appears at the end.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/encoding.h"
#include "core/base/error.h"
#include "core/base/file.h"

namespace fun::stream {

inline constexpr mode_t kPublicMode = 0666;   // less the umask
inline constexpr mode_t kPrivateMode = 0600;  // files that hold personal data

// kUsage when `output` is one of the files `inputs`: it would be replaced.
Result<void> RefuseToReplaceInput(const std::string& output,
                                  const std::vector<std::string>& inputs);

class Output {
 public:
  // `path` "" or "-" is standard output.  With `digests`, bytes() and
  // FinishSha256() tell what was written.
  static Result<Output> Open(const std::string& path, mode_t mode, bool digests);

  Result<void> Write(std::string_view bytes);

  // Gives a named file its name.  Without it, no file appears.
  Result<void> Commit();

  std::uint64_t bytes() const { return bytes_; }
  std::string FinishSha256();  // hex; once, only with `digests`

 private:
  std::optional<AtomicFile> file_;  // none: standard output
  std::optional<Sha256> sha256_;
  std::uint64_t bytes_ = 0;
};

}  // namespace fun::stream
