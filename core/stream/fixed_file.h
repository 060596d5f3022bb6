// A file whose bytes were verified, and may not change before they are used.
//
// A digest says what a file held when it was read; a line of it is used later.  So pass 1 reads the
// whole and keeps a SHA-256 of each MiB besides, and pass 2 reads the same descriptor and hands out
// no byte of a MiB whose digest is another now.  32 bytes of memory for a MiB.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/encoding.h"
#include "core/base/error.h"
#include "core/base/fd.h"

namespace fun::stream {

// One thread at a time.
class FixedFile {
 public:
  static constexpr std::size_t kBlockSize = std::size_t{1} << 20;

  // Pass 1 over `fd`, a regular file.  kEnvironment when it cannot be read, kIncomplete when a stop
  // is requested.  `name` stands for it in messages.
  static Result<FixedFile> Fix(UniqueFd fd, std::string name);

  // Pass 2: the next bytes, in order; 0 is the end.  kVerify, with nothing written to `out`, when
  // the file is not what it was in pass 1.
  Result<std::size_t> Read(char* out, std::size_t space);

  // The same file and digests once more, to be read from its begin.  kEnvironment when there are
  // too many open files.
  Result<FixedFile> Again() const;

  const std::string& sha256() const { return sha256_; }  // hex, of the whole
  std::uint64_t size() const { return size_; }
  const std::string& name() const { return name_; }
  int fd() const { return fd_.get(); }

 private:
  FixedFile(UniqueFd fd, std::string name) : fd_(std::move(fd)), name_(std::move(name)) {}
  Result<std::size_t> FillBlock();
  Result<void> FillNext();

  UniqueFd fd_;
  std::string name_;
  std::uint64_t size_ = 0;
  std::string sha256_;
  std::vector<Digest> digests_;  // of each block
  std::string block_;
  std::size_t next_ = 0;      // block to be read
  std::string_view waiting_;  // of block_
};

}  // namespace fun::stream
