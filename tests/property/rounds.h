// How many lines an audit with its short cuts and one without are given.
#pragma once

#include <cstdlib>

namespace fun {

// FUN_FULL=1: 200,000 of each kind; else 10,000, and 1,000 under AddressSanitizer, where RE2 is
// slow.
inline int RoundsOfAudits() {
  if (std::getenv("FUN_FULL") != nullptr) return 200'000;
#ifdef __SANITIZE_ADDRESS__
  return 1'000;
#else
  return 10'000;
#endif
}

}  // namespace fun
