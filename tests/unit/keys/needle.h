// Random letters that can be searched for in this process's own memory.
//
// They are kept masked, so that the search does not find what it searches for: what it finds is
// what somebody left behind.
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/random.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "core/base/fd.h"
#include "keys/secret.h"

namespace fun::keys {

class Needle {
 public:
  explicit Needle(std::size_t size) : masked_(size), mask_(size) {
    for (std::size_t i = 0; i < size; ++i) {
      unsigned char random[2] = {};
      EXPECT_EQ(::getrandom(random, sizeof random, 0), 2);
      mask_[i] = random[0];
      masked_[i] = static_cast<unsigned char>(('a' + random[1] % 16) ^ random[0]);
    }
  }
  // Of the bytes of a living secret.
  explicit Needle(const Secret& secret) : Needle(secret.bytes().size()) {
    for (std::size_t i = 0; i < masked_.size(); ++i) {
      masked_[i] =
          static_cast<unsigned char>(static_cast<unsigned char>(secret.bytes()[i]) ^ mask_[i]);
    }
  }

  Secret Bytes() const {
    Secret secret(masked_.size());
    for (std::size_t i = 0; i < masked_.size(); ++i) {
      secret.room()[i] = static_cast<char>(masked_[i] ^ mask_[i]);
    }
    return secret;
  }

  // In how many places of all memory that can be written to the bytes stand; more than that, once
  // the search has come to its own buffer.  0 is exact.
  int CountInMemory() const {
    std::ifstream maps("/proc/self/maps");
    const UniqueFd memory(::open("/proc/self/mem", O_RDONLY | O_CLOEXEC));
    EXPECT_TRUE(memory.is_open());
    int count = 0;
    for (std::string line; std::getline(maps, line);) {
      std::uint64_t begin = 0;
      std::uint64_t end = 0;
      char dash = 0;
      std::string mode;
      std::istringstream(line) >> std::hex >> begin >> dash >> end >> mode;
      // The shadow memory of a sanitizer is terabytes, and holds no data.
      if (mode.starts_with("rw") && end - begin <= kLargestMap) {
        count += CountIn(memory.get(), begin, end);
      }
    }
    return count;
  }

 private:
  static constexpr std::uint64_t kLargestMap = std::uint64_t{1} << 30;
  static constexpr std::uint64_t kChunk = 1 << 20;

  // Chunks overlap by the size of the bytes.
  int CountIn(int memory, std::uint64_t begin, std::uint64_t end) const {
    std::vector<unsigned char> chunk(kChunk);
    int count = 0;
    for (std::uint64_t at = begin; at < end; at += kChunk - masked_.size()) {
      const ssize_t n =
          ::pread(memory, chunk.data(), std::min(kChunk, end - at), static_cast<off_t>(at));
      if (n > 0) count += CountIn(chunk.data(), chunk.data() + n);
    }
    std::ranges::fill(chunk, static_cast<unsigned char>(0));
    return count;
  }

  int CountIn(const unsigned char* begin, const unsigned char* end) const {
    int count = 0;
    while (end - begin >= static_cast<std::ptrdiff_t>(masked_.size())) {
      const void* const next =
          std::memchr(begin, masked_[0] ^ mask_[0], static_cast<std::size_t>(end - begin));
      if (next == nullptr) break;
      begin = static_cast<const unsigned char*>(next);
      if (end - begin >= static_cast<std::ptrdiff_t>(masked_.size()) && StandsAt(begin)) ++count;
      ++begin;
    }
    return count;
  }

  bool StandsAt(const unsigned char* bytes) const {
    for (std::size_t i = 0; i < masked_.size(); ++i) {
      if (bytes[i] != static_cast<unsigned char>(masked_[i] ^ mask_[i])) return false;
    }
    return true;
  }

  std::vector<unsigned char> masked_;
  std::vector<unsigned char> mask_;
};

}  // namespace fun::keys
