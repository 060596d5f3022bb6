// The tag files of a release that learners were erased from.
//
// They are those of the old one with other digests and counts.  What is left of the learners is a
// number: of events that are gone and of mentions that are marks.  The reports of the audit and the
// signatures were about other bytes and stay behind.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "anonymizer/erasure/new_release.h"
#include "core/base/error.h"
#include "keys/release/open_release.h"

namespace fun::anonymizer {

struct ErasureFacts {
  std::uint64_t lines = 0;  // that stay
  std::uint64_t events = 0;
  std::uint64_t mentions = 0;
  std::uint64_t unpacked_bytes = 0;
};

// Name and text of each, the manifests with them; `facts` of this erasure alone, to which counts of
// earlier ones are added.  kVerify when a paper of `old` is not as funanon writes it.
using Papers = std::vector<std::pair<std::string, std::string>>;
Result<Papers> MakePapers(const keys::Release& old, const std::vector<WrittenFile>& files,
                          const ErasureFacts& facts);

}  // namespace fun::anonymizer
