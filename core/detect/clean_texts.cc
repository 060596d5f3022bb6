#include "core/detect/clean_texts.h"

#include <algorithm>

namespace fun::detect {

void CleanTexts::Add(std::string_view text) {
  if (text.size() > kLongest) return;
  const std::uint64_t hash = HashOf(text);
  const std::uint32_t tag = TagOf(hash);
  std::uint32_t& seen = memory_->seen_once[hash / kSets % kSeenOnce];
  if (seen != tag) {
    seen = tag;
    return;
  }
  if (used_ + sizeof(Size) + text.size() > kBytes) {
    memory_->sets.fill({});
    used_ = sizeof(Size);
  }
  // The newest goes in front, and the oldest out.
  std::array<Entry, kWays>& set = memory_->sets[SetOf(hash)];
  std::shift_right(set.begin(), set.end(), 1);
  set.front() = {tag, static_cast<std::uint32_t>(used_)};
  const auto size = static_cast<Size>(text.size());
  std::memcpy(memory_->bytes.data() + used_, &size, sizeof size);
  std::memcpy(memory_->bytes.data() + used_ + sizeof size, text.data(), text.size());
  used_ += sizeof size + text.size();
}

}  // namespace fun::detect
