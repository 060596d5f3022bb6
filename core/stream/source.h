// The bytes of one input, whatever it is packed in.
//
// Plain, gzip (also several members) and zstd (also several frames) are told
// apart by their first bytes, never by name.  A packed input that is cut or damaged
// is an error: what came before it is whole, but nobody knows what is missing.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "core/base/error.h"
#include "core/stream/fixed_file.h"

namespace fun::stream {

// One thread at a time.
class Source {
 public:
  // `path` "-" is standard input.  kInput when it cannot be opened or is a
  // directory.
  static Result<Source> Open(const std::string& path);

  // Of a file that was verified: Read fails with kVerify when it has changed since.
  static Source Of(FixedFile file);

  Source(Source&&) noexcept;
  Source& operator=(Source&&) noexcept;
  ~Source();

  // Reads up to `size` bytes of the unpacked text to `out`; 0 is the end.  Waits for at
  // least one byte, unless a stop is requested (kIncomplete).  kInput when the input is damaged.
  Result<std::size_t> Read(char* out, std::size_t size);

  // Waits until Read would not wait, at most `milliseconds` (0: looks only, -1: no limit).
  // False when nothing came or a stop was requested.
  bool WaitForMore(int milliseconds) const;

  const std::string& name() const;          // for messages: the path, or "standard input"
  std::uint64_t packed_bytes_read() const;  // so far, for progress
  std::uint64_t packed_size() const;        // of a regular file; else 0

 private:
  struct State;
  explicit Source(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace fun::stream
