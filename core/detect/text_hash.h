// A hash of short texts: quick, and not against an adversary.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace fun::detect {

inline std::uint64_t MixBits(std::uint64_t hash) {
  hash *= 0x9E3779B97F4A7C15;
  return hash ^ hash >> 32;
}

template <typename Word>
inline std::uint64_t LoadWord(const char* at) {
  Word word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}

// Of up to three bytes.
inline std::uint64_t LoadFew(std::string_view text) {
  std::uint64_t bytes = 0;
  for (const char c : text) bytes = bytes << 8 | static_cast<unsigned char>(c);
  return bytes << 8;
}

// Mixes all bytes, sixteen at a time; the last sixteen may overlap those before.
inline std::uint64_t HashOfText(std::string_view text, std::uint32_t kind) {
  const char* at = text.data();
  const char* const end = at + text.size();
  std::uint64_t even = text.size();
  std::uint64_t odd = kind;
  if (text.size() < 8) {
    even ^= text.size() < 4 ? LoadFew(text) : LoadWord<std::uint32_t>(at);
    odd ^= (text.size() < 4 ? 0 : LoadWord<std::uint32_t>(end - 4)) << 32;
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
