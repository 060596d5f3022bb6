#include "anonymizer/explain/inner_edits.h"

#include <algorithm>

#include "core/json/text.h"

namespace fun::anonymizer {
namespace {

// The first that ends behind `at`, or is an insertion there.
auto FirstBehind(std::span<const json::Edit> edits, std::size_t at) {
  return std::ranges::partition_point(edits, [at](const json::Edit& edit) {
    return edit.span.size() == 0 ? edit.span.begin < at : edit.span.end <= at;
  });
}

// Walks the raw bytes of a string and its decoded text side by side.
class DecodedOffsets {
 public:
  explicit DecodedOffsets(std::string_view raw) : raw_(raw) {}

  // Offsets must not fall from call to call.
  std::size_t Of(std::size_t raw_offset) {
    while (at_.raw < raw_offset) {
      const json::EscapeSize next = json::SizeOfNext(raw_, at_.raw);
      at_.raw += next.raw;
      at_.decoded += next.decoded;
    }
    return at_.decoded;
  }

 private:
  std::string_view raw_;
  json::EscapeSize at_ = {0, 0};
};

}  // namespace

std::span<const json::Edit> EditsWithin(std::span<const json::Edit> edits, Span raw) {
  const auto first = FirstBehind(edits, raw.begin);
  const auto last = std::find_if(first, edits.end(), [raw](const json::Edit& edit) {
    return edit.span.end > raw.end || edit.span.begin < raw.begin;
  });
  return {first, last};
}

const json::Edit* FindRemoval(std::span<const json::Edit> edits, std::size_t at) {
  const auto found = FirstBehind(edits, at);
  const bool is_removal = found != edits.end() && found->text.empty() && found->span.begin <= at &&
                          found->span.end > at;
  return is_removal ? &*found : nullptr;
}

void MapEditsIn(std::string_view raw, std::size_t raw_begin, std::span<const json::Edit> edits,
                Arena& arena, std::vector<json::Edit>& inner) {
  DecodedOffsets offsets(raw);
  for (const json::Edit& edit : edits) {
    Span span;
    span.begin = offsets.Of(edit.span.begin - raw_begin);
    span.end = offsets.Of(edit.span.end - raw_begin);
    inner.push_back({span, json::Unescape(edit.text, arena).text});
  }
}

}  // namespace fun::anonymizer
