// Lets a load of files go on where it was cut off: --state DIR.
//
// A point of an input stands behind lines for all of which the server has answered, or which lie
// aside; it is bound to the SHA-256 of the bytes before it.  A run that goes on reads
// those bytes again, which is cheap, and judges and sends none of them.  When they are not the same
// it ends: what is behind the point would be counted on top of something else.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/encoding.h"
#include "core/base/error.h"
#include "core/base/fd.h"
#include "core/stream/chunks.h"
#include "loader/checkpoint/aside_log.h"
#include "loader/checkpoint/points.h"

namespace fun::loader {

// One thread.
class Checkpoint {
 public:
  // Makes `folder` (0700), or goes on with what is there.  kUsage when that is of another load or
  // no state, kEnvironment while another run works with it, kInput when it is damaged.
  static Result<std::unique_ptr<Checkpoint>> Open(const std::string& folder, LoadBindings bindings);

  // Settled by the runs before this one.
  std::uint64_t settled_lines() const { return settled_lines_; }
  const std::map<std::string, IndexPoint>& settled_indices() const { return settled_.indices; }
  bool IsSettled(LinePlace place) const;
  const AsideEntry* AsideOf(LinePlace place) const { return aside_.Find(place); }

  // Before the lines of `chunk`, which is of the input `name`, are taken.  kInput when the input
  // is not the one whose lines were settled.
  Result<void> Check(const stream::Chunk& chunk, std::string_view name);

  // Before a line of input number `input` is taken that was not settled.  kInput when the bytes
  // that were did not come before it.
  Result<void> CheckNewLine(std::uint32_t input, std::string_view name) const;

  // Behind the last chunk of all inputs.  kInput when lines that were settled did not come.
  Result<void> CheckEnd() const;

  // A line of this run went aside.
  Result<void> PutAside(const AsideEntry& entry) { return aside_.Add(entry); }

  // The lines of `chunk` were taken, and `lines` of its input so far; but for the last bytes,
  // `open_bytes`, of a line without LF that may still grow.
  void Passed(const stream::Chunk& chunk, std::uint64_t lines, std::size_t open_bytes);

  // All lines that Passed was told of are settled, and became `indices`, those of earlier runs
  // with them.  On disk when it returns.
  Result<void> Save(std::map<std::string, IndexPoint> indices);

 private:
  Checkpoint(std::string folder, UniqueFd lock, LoadPoints settled, AsideLog aside);
  bool IsReached(std::size_t inputs) const;

  const std::string folder_;
  const UniqueFd lock_;
  const LoadPoints settled_;
  const std::uint64_t settled_lines_;
  AsideLog aside_;
  LoadPoints points_;         // never before settled_
  std::size_t verified_ = 0;  // inputs whose settled bytes came again
  Sha256 hash_;               // of the input in hand
  std::uint64_t bytes_ = 0;   // that it holds
};

}  // namespace fun::loader
