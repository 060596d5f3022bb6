#include "core/detect/layers/decoded_layer.h"

#include <algorithm>
#include <cstring>

namespace fun::detect {
namespace {

char* PutBytes(char* out, std::string_view bytes) {
  std::memcpy(out, bytes.data(), bytes.size());
  return out + bytes.size();
}

}  // namespace

void DecodedLayer::AddEscape(std::size_t source, std::size_t decoded, const Escape& escape) {
  undone_.Add(escape.encoding);
  if (!runs_.empty()) {
    EscapeRun& last = runs_.back();
    const std::size_t end = last.source + std::size_t{last.count} * last.source_size;
    if (end == source && last.source_size == escape.size &&
        last.decoded_size == escape.decoded_size && last.encoding == escape.encoding) {
      ++last.count;
      return;
    }
  }
  runs_.push_back({static_cast<std::uint32_t>(source), static_cast<std::uint32_t>(decoded), 1,
                   escape.size, escape.decoded_size, escape.encoding});
}

// The last run that begins at or before `decoded`; null when none does.
const DecodedLayer::EscapeRun* DecodedLayer::RunBefore(std::size_t decoded) const {
  const auto begins_behind = [](std::size_t at, const EscapeRun& run) { return at < run.decoded; };
  const auto behind = std::upper_bound(runs_.begin(), runs_.end(), decoded, begins_behind);
  return behind == runs_.begin() ? nullptr : &*(behind - 1);
}

Span DecodedLayer::SourceOfByte(std::size_t decoded) const {
  const EscapeRun* const run = RunBefore(decoded);
  if (run == nullptr) return {decoded, decoded + 1};
  const std::size_t inside = decoded - run->decoded;
  const std::size_t size = std::size_t{run->count} * run->decoded_size;
  if (inside >= size) {
    const std::size_t end = run->source + std::size_t{run->count} * run->source_size;
    return {end + inside - size, end + inside - size + 1};
  }
  const std::size_t begin = run->source + inside / run->decoded_size * run->source_size;
  return {begin, begin + run->source_size};
}

Span DecodedLayer::SourceOf(Span decoded) const {
  const std::size_t begin =
      decoded.begin == text_.size() ? source_size_ : SourceOfByte(decoded.begin).begin;
  if (decoded.begin >= decoded.end) return {begin, begin};
  return {begin, SourceOfByte(decoded.end - 1).end};
}

EncodingSet DecodedLayer::UndoneWithin(Span decoded) const {
  EncodingSet undone;
  for (const EscapeRun* run = RunBefore(decoded.end);
       run != nullptr &&
       run->decoded + std::size_t{run->count} * run->decoded_size >= decoded.begin;
       run = run == runs_.data() ? nullptr : run - 1) {
    const std::size_t end = run->decoded + std::size_t{run->count} * run->decoded_size;
    if (run->decoded < decoded.end && end > decoded.begin) undone.Add(run->encoding);
  }
  return undone;
}

// kFind: FindEscape or its like.
template <auto kFind>
bool DecodedLayer::Decode(std::string_view text, EncodingSet undo, Arena& arena) {
  runs_.clear();
  undone_ = {};
  text_ = {};
  source_size_ = text.size();
  Escape escape;
  std::size_t at = kFind(text, 0, undo, escape);
  if (at == text.size()) return false;
  char* const begin = arena.Take(text.size());
  char* out = begin;
  std::size_t copied = 0;
  while (at < text.size()) {
    out = PutBytes(out, text.substr(copied, at - copied));
    AddEscape(at, static_cast<std::size_t>(out - begin), escape);
    out = PutBytes(out, escape.text());
    copied = at + escape.size;
    at = kFind(text, copied, undo, escape);
  }
  out = PutBytes(out, text.substr(copied));
  const auto size = static_cast<std::size_t>(out - begin);
  arena.Return(text.size() - size);
  text_ = {begin, size};
  return true;
}

bool DecodeOneLevel(std::string_view text, EncodingSet undo, Arena& arena, DecodedLayer& layer) {
  return layer.Decode<FindEscape>(text, undo, arena);
}

bool DecodeOneLevelBytewise(std::string_view text, EncodingSet undo, Arena& arena,
                            DecodedLayer& layer) {
  return layer.Decode<FindEscapeBytewise>(text, undo, arena);
}

}  // namespace fun::detect
