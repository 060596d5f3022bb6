// Names in, pseudonyms out, one a line and in order.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/base/error.h"
#include "keys/pseudonym.h"

namespace fun::keys {

inline constexpr std::size_t kLongestNameLine = 4 * 1024 * 1024;

// read = pseudonyms + empty.
struct LineCounts {
  std::uint64_t read = 0;
  std::uint64_t pseudonyms = 0;
  std::uint64_t empty = 0;
  std::uint64_t carriage_returns = 0;  // names that end with one: it counts as part of the name
  bool is_reader_gone = false;         // the output's reader left before the end
};

enum class LineForm { kPseudonym, kNameTabPseudonym, kOldTabNew };

struct Pseudonymizers {
  Pseudonymizer* now = nullptr;
  Pseudonymizer* then = nullptr;  // kOldTabNew alone: of the second column
};

// A name is a line's bytes without its LF; an empty line stays empty (with
// two columns: a lone tab); the last line needs no LF.  What has come is
// written before more is waited for.  kInput when `in` cannot be read or a line
// is over 4 MiB, kIncomplete on SIGINT or SIGTERM, kEnvironment when `out`
// cannot be written.
Result<LineCounts> PseudonymizeLines(int in, int out, Pseudonymizers pseudonymizers, LineForm form);

}  // namespace fun::keys
