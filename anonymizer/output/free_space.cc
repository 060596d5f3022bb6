#include "anonymizer/output/free_space.h"

#include <sys/statvfs.h>

#include <cstdint>

#include "core/stream/progress.h"
#include "core/stream/unpacked_size.h"

namespace fun::anonymizer {

Result<void> CheckFreeSpace(const std::string& folder, const std::vector<std::string>& inputs,
                            bool is_packed) {
  struct statvfs disk = {};
  if (::statvfs(folder.c_str(), &disk) != 0)
    return FailureFromErrno("ask the free space of", folder);
  std::uint64_t wanted = 0;
  for (const std::string& input : inputs) wanted += stream::EstimateUnpackedSize(input);
  wanted += wanted / 10;  // pseudonyms are longer than names
  if (is_packed) wanted /= 3;
  const auto free = std::uint64_t{disk.f_bavail} * disk.f_frsize;
  if (wanted <= free) return {};
  return Failure(ExitCode::kEnvironment,
                 "not enough free space: the outputs will take about " + stream::BytesText(wanted) +
                     ", free are " + stream::BytesText(free),
                 "free some, name a folder on another disk, or give fewer inputs at a time");
}

}  // namespace fun::anonymizer
