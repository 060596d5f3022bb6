// Which keys a policy knows, and quickly that it does not know one.
//
// Most keys of a log are unknown to the policy, so the first question is answered from the ends
// of the key and its length, without comparing.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace fun::event {

// A key known to the policy; 0 is every other key.
using KeyId = std::uint16_t;

// Views of keys: their bytes are the caller's, and outlive this.  Fill it, then share it.
class KeyTable {
 public:
  static constexpr std::size_t kShortestPart = 4;  // of a beginning or an ending, in bytes

  // False for most keys of a log: no known one looks like this one.  `key` is decoded (or
  // has no escapes) and not empty.
  [[gnu::always_inline]] bool MayKnow(std::string_view key) const {
    const std::uint64_t row = shapes_[RowOf(key)];
    return (row >> ShapeOf(key) & 1) != 0 || MayHaveEnding(key);
  }

  // `key` is decoded.  A whole key comes before a part of one, the longer part before the shorter,
  // a beginning before an ending.
  KeyId IdOf(std::string_view key) const {
    return key.empty() || !MayKnow(key) ? KeyId{0} : Find(key);
  }

  // The id of this very key; 0 if only a part of it is known.
  KeyId IdOfWhole(std::string_view key) const;

  // The id of the key, a new one if there is none.  Keys are not empty; parts have kShortestPart
  // bytes or more.
  KeyId AddKey(std::string_view key);
  KeyId AddBeginning(std::string_view beginning);
  KeyId AddEnding(std::string_view ending);
  // The id of the longest part that `key` has, 0 if none: what it was before it became whole.
  KeyId IdOfPart(std::string_view key) const;

  std::size_t size() const { return next_; }  // ids are below

 private:
  struct Entry {
    std::string_view key;
    KeyId id = 0;
  };

  // Which of 256 rows: of the first four bytes, as every beginning has as many.
  static std::uint8_t RowOf(std::string_view key) {
    std::uint32_t head = static_cast<unsigned char>(key[0]);
    if (key.size() >= kShortestPart) std::memcpy(&head, key.data(), kShortestPart);
    return static_cast<std::uint8_t>(head * 0x9E3779B1U >> 24);
  }
  // Which of 64 bits: of size and last byte.
  static unsigned ShapeOf(std::string_view key) {
    return static_cast<unsigned>(key.size() + 11U * static_cast<unsigned char>(key.back())) & 63U;
  }
  // Mixes the last byte and the fourth from the end: "user_id" is not "course_id".
  static std::uint8_t EndOf(std::string_view key) {
    const char* const end = key.data() + key.size();
    return static_cast<std::uint8_t>(end[-1] + 31 * end[-4]);
  }
  bool MayHaveEnding(std::string_view key) const {
    return key.size() >= kShortestPart && ends_[EndOf(key)] != 0;
  }
  KeyId Find(std::string_view key) const;
  void Grow();
  void Put(const Entry& entry);

  std::array<std::uint64_t, 256> shapes_ = {};         // by RowOf
  std::array<std::uint8_t, 256> ends_ = {};            // by EndOf
  std::vector<Entry> table_ = std::vector<Entry>(64);  // a power of two, at most half full
  std::vector<Entry> beginnings_;                      // longest first
  std::vector<Entry> endings_;                         // longest first
  std::size_t keys_ = 0;
  std::size_t next_ = 1;
};

}  // namespace fun::event
