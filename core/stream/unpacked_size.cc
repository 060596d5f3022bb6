#include "core/stream/unpacked_size.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

#include <algorithm>

#include "core/base/fd.h"

namespace fun::stream {
namespace {

constexpr std::uint64_t kUsualRatio = 8;  // of a tracking log: 7 to 12
constexpr std::uint64_t kLowestRatio = 3;
constexpr unsigned char kGzipBegin[] = {0x1f, 0x8b};
constexpr unsigned char kZstdBegin[] = {0x28, 0xb5, 0x2f, 0xfd};

// The last four bytes of a member: its size modulo 2^32 (RFC 1952).
std::uint64_t GzipSize(int fd, std::uint64_t packed) {
  unsigned char tail[4] = {};
  if (::pread(fd, tail, 4, static_cast<off_t>(packed) - 4) != 4) return kUsualRatio * packed;
  std::uint64_t size = 0;
  for (int i = 3; i >= 0; --i) size = size << 8 | tail[i];
  // A file over 1 GiB may have wrapped; a small last member of several says little.
  if (size < kLowestRatio * packed && packed > (std::uint64_t{1} << 28)) {
    while (size < kLowestRatio * packed) size += std::uint64_t{1} << 32;
  }
  return std::max(size, packed);
}

}  // namespace

std::uint64_t EstimateUnpackedSize(const std::string& path) {
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat status = {};
  if (!fd.is_open() || ::fstat(fd.get(), &status) != 0 || !S_ISREG(status.st_mode)) return 0;
  const auto packed = static_cast<std::uint64_t>(status.st_size);
  unsigned char head[32] = {};
  const ssize_t n = ::pread(fd.get(), head, sizeof head, 0);
  if (n >= 18 && std::equal(std::begin(kGzipBegin), std::end(kGzipBegin), head)) {
    return GzipSize(fd.get(), packed);
  }
  if (n >= 8 && std::equal(std::begin(kZstdBegin), std::end(kZstdBegin), head)) {
    const auto stated = ZSTD_getFrameContentSize(head, static_cast<std::size_t>(n));
    const bool is_known = stated != ZSTD_CONTENTSIZE_UNKNOWN && stated != ZSTD_CONTENTSIZE_ERROR;
    return is_known && stated > packed ? stated : kUsualRatio * packed;
  }
  return packed;
}

}  // namespace fun::stream
