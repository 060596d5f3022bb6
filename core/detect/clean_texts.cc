#include "core/detect/clean_texts.h"

#include <cstring>

namespace fun::detect {

void CleanTexts::Add(std::string_view text, std::uint32_t kind) {
  if (text.size() > kLongest) return;
  if (memory_ == nullptr) memory_ = std::make_unique<Memory>();
  Write(text, kind, kWays - 1);
}

void CleanTexts::Write(std::string_view text, std::uint32_t kind, std::size_t oldest) {
  const std::uint64_t hash = HashOfText(text, kind);
  const Head head = {kind, static_cast<std::uint32_t>(text.size())};
  const std::size_t size = sizeof head + text.size();
  if (end_ % kBytes + size > kBytes) end_ += kBytes - end_ % kBytes;  // a text lies in one piece
  Set<std::uint32_t>& tags = memory_->tags[SetOf(hash)];
  Set<std::uint64_t>& places = memory_->places[SetOf(hash)];
  for (std::size_t way = oldest; way > 0; --way) {
    tags[way] = tags[way - 1];
    places[way] = places[way - 1];
  }
  tags.front() = TagOf(hash);
  places.front() = end_;
  char* const at = memory_->bytes.get() + end_ % kBytes;
  std::memcpy(at, &head, sizeof head);
  std::memcpy(at + sizeof head, text.data(), text.size());
  end_ += size;
}

}  // namespace fun::detect
