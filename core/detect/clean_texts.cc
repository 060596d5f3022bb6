#include "core/detect/clean_texts.h"

#include <algorithm>

namespace fun::detect {

void CleanTexts::Add(std::string_view text, std::uint32_t kind) {
  if (text.size() > kLongest) return;
  if (memory_ == nullptr) memory_ = std::make_unique<Memory>();
  const std::uint64_t hash = HashOfText(text, kind);
  const std::uint32_t tag = TagOf(hash);
  std::uint32_t& seen = memory_->seen_once[hash / kSets % kSeenOnce];
  if (seen != tag) {
    seen = tag;
    return;
  }
  const Head head = {kind, static_cast<std::uint32_t>(text.size())};
  if (used_ + sizeof head + text.size() > kBytes) {
    memory_->tags.fill({});
    memory_->places.fill({});
    used_ = sizeof head;
  }
  // The newest goes in front, and the oldest out.
  Set<std::uint32_t>& tags = memory_->tags[SetOf(hash)];
  Set<std::uint32_t>& places = memory_->places[SetOf(hash)];
  std::shift_right(tags.begin(), tags.end(), 1);
  std::shift_right(places.begin(), places.end(), 1);
  tags.front() = tag;
  places.front() = static_cast<std::uint32_t>(used_);
  std::memcpy(memory_->bytes.data() + used_, &head, sizeof head);
  std::memcpy(memory_->bytes.data() + used_ + sizeof head, text.data(), text.size());
  used_ += sizeof head + text.size();
}

}  // namespace fun::detect
