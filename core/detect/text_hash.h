// A hash of short texts: quick, and not against an adversary.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/base/load_word.h"

namespace fun::detect {

inline std::uint64_t MixBits(std::uint64_t hash) {
  hash *= 0x9E3779B97F4A7C15;
  return hash ^ hash >> 32;
}

// Mixes all bytes, sixteen at a time; the last sixteen may overlap those before.
inline std::uint64_t HashOfText(std::string_view text, std::uint32_t kind) {
  const char* at = text.data();
  const char* const end = at + text.size();
  std::uint64_t even = text.size();
  std::uint64_t odd = kind;
  if (text.size() < 8) {
    even = MixBits(even ^ LoadUpToSeven(text));
  } else if (text.size() < 16) {
    even = MixBits(even ^ LoadWord<std::uint64_t>(at));
    odd ^= LoadWord<std::uint64_t>(end - 8);
  } else {
    for (; end - at > 16; at += 16) {
      even = MixBits(even ^ LoadWord<std::uint64_t>(at));
      odd = MixBits(odd ^ LoadWord<std::uint64_t>(at + 8));
    }
    even = MixBits(even ^ LoadWord<std::uint64_t>(end - 16));
    odd = MixBits(odd ^ LoadWord<std::uint64_t>(end - 8));
  }
  return MixBits(MixBits(even) ^ odd);
}

}  // namespace fun::detect
