// What libFuzzer calls; FUN_FUZZ_TARGET is one function of laws.h.
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/laws.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fun::fuzz::FUN_FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
  return 0;
}
