#include "core/event/key_table.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <utility>

namespace fun::event {
namespace {

// Mixes the length and the first and last eight bytes: enough to tell the keys of
// a policy apart; a full comparison decides.
std::uint64_t HashOf(std::string_view key) {
  std::uint64_t head = 0;
  std::uint64_t tail = 0;
  if (key.size() >= 8) {
    std::memcpy(&head, key.data(), 8);
    std::memcpy(&tail, key.data() + key.size() - 8, 8);
  } else if (key.size() >= 4) {
    std::memcpy(&head, key.data(), 4);
    std::memcpy(&tail, key.data() + key.size() - 4, 4);
  } else {
    for (const char c : key) head = head << 8 | static_cast<unsigned char>(c);
  }
  constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15;
  const std::uint64_t mixed = (head * kOdd) ^ (tail + key.size()) * 0xC2B2AE3D27D4EB4F;
  return (mixed * kOdd) >> 48;
}

}  // namespace

KeyId KeyTable::IdOfWhole(std::string_view key) const {
  for (std::size_t slot = HashOf(key);; ++slot) {
    const Entry& entry = table_[slot & (table_.size() - 1)];
    if (entry.id == 0 || entry.key == key) return entry.id;
  }
}

KeyId KeyTable::IdOfPart(std::string_view key) const {
  const auto begins = std::ranges::find_if(
      beginnings_, [key](const Entry& entry) { return key.starts_with(entry.key); });
  const auto ends = std::ranges::find_if(
      endings_, [key](const Entry& entry) { return key.ends_with(entry.key); });
  if (begins == beginnings_.end()) return ends == endings_.end() ? KeyId{0} : ends->id;
  if (ends == endings_.end() || begins->key.size() >= ends->key.size()) return begins->id;
  return ends->id;
}

KeyId KeyTable::Find(std::string_view key) const {
  const KeyId id = IdOfWhole(key);
  return id != 0 ? id : IdOfPart(key);
}

KeyId KeyTable::AddKey(std::string_view key) {
  if (const KeyId id = IdOfWhole(key); id != 0) return id;
  if (++keys_ * 2 > table_.size()) Grow();
  const auto id = static_cast<KeyId>(next_++);
  Put({key, id});
  shapes_[RowOf(key)] |= std::uint64_t{1} << ShapeOf(key);
  return id;
}

KeyId KeyTable::AddBeginning(std::string_view beginning) {
  const auto id = static_cast<KeyId>(next_++);
  beginnings_.push_back({beginning, id});
  std::ranges::sort(beginnings_, std::greater(),
                    [](const Entry& entry) { return entry.key.size(); });
  shapes_[RowOf(beginning)] = ~std::uint64_t{0};
  return id;
}

KeyId KeyTable::AddEnding(std::string_view ending) {
  const auto id = static_cast<KeyId>(next_++);
  endings_.push_back({ending, id});
  std::ranges::sort(endings_, std::greater(), [](const Entry& entry) { return entry.key.size(); });
  ends_[EndOf(ending)] = 1;
  return id;
}

void KeyTable::Grow() {
  const std::vector<Entry> old = std::exchange(table_, std::vector<Entry>(table_.size() * 2));
  for (const Entry& entry : old) {
    if (entry.id != 0) Put(entry);
  }
}

void KeyTable::Put(const Entry& entry) {
  std::size_t slot = HashOf(entry.key);
  while (table_[slot & (table_.size() - 1)].id != 0) ++slot;
  table_[slot & (table_.size() - 1)] = entry;
}

}  // namespace fun::event
