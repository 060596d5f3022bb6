#include "keys/pseudonym_cache.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <cstring>
#include <functional>
#include <utility>

namespace fun::keys {
namespace {

constexpr std::size_t kWays = 4;  // neighbours in which a message can stand
constexpr std::size_t kFirstPlaces = 512;
constexpr std::size_t kGrowth = 4;
constexpr int kLengthBits = 7;

// Never 0, as a message has at least one byte.
std::uint32_t TagOf(std::size_t hash, std::size_t length) {
  return static_cast<std::uint32_t>(hash >> 32 << kLengthBits | length);
}

std::size_t LengthIn(std::uint32_t tag) { return tag & ((1U << kLengthBits) - 1); }

std::size_t HashOf(std::string_view message) { return std::hash<std::string_view>{}(message); }

}  // namespace

PseudonymCache::PseudonymCache(PseudonymCache&& other) noexcept
    : tags_(std::move(other.tags_)),
      entries_(std::move(other.entries_)),
      places_(std::exchange(other.places_, 0)),
      used_(std::exchange(other.used_, 0)),
      turn_(other.turn_) {}

PseudonymCache& PseudonymCache::operator=(PseudonymCache&& other) noexcept {
  if (this == &other) return *this;
  Wipe();
  tags_ = std::move(other.tags_);
  entries_ = std::move(other.entries_);
  places_ = std::exchange(other.places_, 0);
  used_ = std::exchange(other.used_, 0);
  turn_ = other.turn_;
  return *this;
}

PseudonymCache::~PseudonymCache() { Wipe(); }

PseudonymCache::Place PseudonymCache::At(std::string_view message) {
  const std::size_t hash = HashOf(message);
  const std::uint32_t tag = TagOf(hash, message.size());
  if (places_ > 0) {
    const std::size_t first = hash & (places_ - kWays);
    for (std::size_t i = first; i < first + kWays; ++i) {
      if (tags_[i] == tag &&
          std::memcmp(entries_[i].message, message.data(), message.size()) == 0) {
        return {entries_[i].pseudonym, true};
      }
    }
  }
  if (2 * used_ >= places_ && places_ < kMostPlaces) Grow();
  const std::size_t place = Claim(hash & (places_ - kWays));
  tags_[place] = tag;
  std::memcpy(entries_[place].message, message.data(), message.size());
  return {entries_[place].pseudonym, false};
}

// A free place of the four from `first`, or one that gives way.
std::size_t PseudonymCache::Claim(std::size_t first) {
  for (std::size_t i = first; i < first + kWays; ++i) {
    if (tags_[i] == 0) {
      ++used_;
      return i;
    }
  }
  turn_ = (turn_ + 1) % kWays;
  return first + turn_;
}

void PseudonymCache::Grow() {
  PseudonymCache larger;
  larger.places_ = std::max(kFirstPlaces, places_ * kGrowth);
  larger.tags_ = std::make_unique<std::uint32_t[]>(larger.places_);
  // Entries without a tag are never read: their pages need not exist yet.
  larger.entries_ = std::make_unique_for_overwrite<Entry[]>(larger.places_);
  for (std::size_t i = 0; i < places_; ++i) {
    if (tags_[i] == 0) continue;
    const std::string_view message(entries_[i].message, LengthIn(tags_[i]));
    const std::size_t place = larger.Claim(HashOf(message) & (larger.places_ - kWays));
    larger.tags_[place] = tags_[i];
    larger.entries_[place] = entries_[i];
  }
  *this = std::move(larger);
}

void PseudonymCache::Wipe() {
  for (std::size_t i = 0; i < places_; ++i) {
    if (tags_[i] != 0) OPENSSL_cleanse(&entries_[i], sizeof(Entry));
  }
}

}  // namespace fun::keys
