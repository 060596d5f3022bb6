// Remembers texts in which nothing was found.
//
// Much of a log is said again and again: keys, event types, user agents, pages.  To compare a text
// with a remembered one costs less than to scan it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>

namespace fun::detect {

// Bounded: a text takes the place of another.  One thread.
class CleanTexts {
 public:
  CleanTexts() : slots_(std::make_unique<Slot[]>(kSlots)) {}

  // True when exactly this text was added and is still remembered.
  bool Hold(std::string_view text) {
    if (text.size() > kLongest) return false;
    const std::uint64_t hash = HashOf(text);
    place_ = hash % kSlots;
    tag_ = static_cast<std::uint32_t>(hash >> 32);
    if (tags_[place_] != tag_) return false;
    const Slot& slot = slots_[place_];
    return slot.size == text.size() && std::memcmp(slot.bytes, text.data(), text.size()) == 0;
  }

  // `text` is what Hold was asked for last.  Remembered when it comes a second time: most texts
  // that are not common are unique, and must not push out the others.
  void Add(std::string_view text) {
    if (text.size() > kLongest) return;
    if (tags_[place_] != tag_) {
      tags_[place_] = tag_;
      return;
    }
    Slot& slot = slots_[place_];
    slot.size = static_cast<std::uint16_t>(text.size());
    std::memcpy(slot.bytes, text.data(), text.size());
  }

 private:
  static constexpr std::size_t kSlots = 8192;
  static constexpr std::size_t kLongest = 510;

  struct Slot {
    std::uint16_t size = kLongest + 1;  // of no text
    char bytes[kLongest];
  };

  static std::uint64_t HashOf(std::string_view text) {
    constexpr std::size_t kStep = 8;
    std::uint64_t hash = text.size();
    const char* at = text.data();
    const char* const end = at + text.size();
    if (text.size() >= kStep) {
      for (; end - at > std::ptrdiff_t{kStep}; at += kStep) hash = Mix(hash, at, kStep);
      return Mix(hash, end - kStep, kStep);  // may overlap the one before
    }
    return Mix(hash, at, text.size());
  }

  static std::uint64_t Mix(std::uint64_t hash, const char* at, std::size_t size) {
    std::uint64_t value = 0;
    std::memcpy(&value, at, size);
    hash = (hash ^ value) * 0x9E3779B97F4A7C15;
    return hash ^ hash >> 32;
  }

  std::unique_ptr<Slot[]> slots_;
  std::array<std::uint32_t, kSlots> tags_ = {};  // small: asked of every text
  std::size_t place_ = 0;
  std::uint32_t tag_ = 0;
};

}  // namespace fun::detect
