#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/laws.h"

namespace fun::fuzz {

void Require(bool holds, const char* law) {
  if (holds) return;
  std::fprintf(stderr, "a law is broken: %s\n", law);
  std::abort();
}

bool HoldsCanary(std::string_view bytes) { return bytes.contains(kCanary.substr(0, 6)); }

}  // namespace fun::fuzz
