// Remembers pseudonyms of messages seen before.
//
// A log names few learners many times.  A hostile one names a new learner on
// every line: so the table has a cap, a message has four places where it can
// stand, and when all are taken one is given up.  It holds names: it is wiped.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace fun::keys {

class PseudonymCache {
 public:
  static constexpr std::size_t kLongestMessage = 64;
  static constexpr std::size_t kPseudonymSize = 64;
  static constexpr std::size_t kMostPlaces = 32768;  // 4.1 MiB

  struct Place {
    char* pseudonym = nullptr;  // 64 characters, valid until the next call
    bool is_known = false;      // false: the caller must write them
  };

  PseudonymCache() = default;  // allocates nothing before the first At
  PseudonymCache(PseudonymCache&& other) noexcept;
  PseudonymCache& operator=(PseudonymCache&& other) noexcept;
  ~PseudonymCache();

  // Where the pseudonym of `message` (1 to 64 bytes) stands.  Grows the table
  // fourfold while it is small and more than half full.  One thread.
  Place At(std::string_view message);

  std::size_t bytes() const { return places_ * (sizeof(Entry) + sizeof(std::uint32_t)); }

 private:
  struct alignas(64) Entry {
    char message[kLongestMessage];
    char pseudonym[kPseudonymSize];
  };

  void Grow();
  void Wipe();
  std::size_t Claim(std::size_t first);

  std::unique_ptr<std::uint32_t[]> tags_;  // 0 = free; else hash and length of the entry's message
  std::unique_ptr<Entry[]> entries_;
  std::size_t places_ = 0;  // a power of two
  std::size_t used_ = 0;
  std::size_t turn_ = 0;  // which of four gives way next
};

}  // namespace fun::keys
