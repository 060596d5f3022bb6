#include "core/event/lines.h"

#include <algorithm>
#include <cstring>

#include "core/event/prefix.h"

namespace fun::event {
namespace {

// What the platform's logging cuts at (characters, not bytes).
constexpr std::size_t kPlatformCuts[] = {10'000, 50'000};

bool IsContinuationByte(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

bool IsGrammarRefusal(std::string_view reason) {
  return reason != kUnknownPrefix && reason != kTooLong && reason != kAlreadyAnonymized &&
         reason != json::NameOf(json::Refusal::kTooDeep);
}

std::size_t SkipSpace(std::string_view text) {
  const auto first = std::find_if_not(text.begin(), text.end(), json::IsJsonSpace);
  return static_cast<std::size_t>(first - text.begin());
}

// `tokens` without those under `from`, which is rarely more than a line away:
// the search doubles its stride instead of halving the whole chunk.
std::span<const std::uint32_t> DropBelow(std::span<const std::uint32_t> tokens,
                                         std::uint32_t from) {
  std::size_t stride = 1;
  while (stride < tokens.size() && tokens[stride] < from) stride *= 2;
  const auto low = tokens.begin() + static_cast<std::ptrdiff_t>(stride / 2);
  const auto high =
      tokens.begin() + static_cast<std::ptrdiff_t>(std::min(stride + 1, tokens.size()));
  return {std::lower_bound(stride == 1 ? tokens.begin() : low, high, from), tokens.end()};
}

}  // namespace

void LineSplitter::Start(std::string_view chunk) {
  chunk_ = chunk;
  at_ = 0;
  chunk_is_sound_ = chunk_structure_.Index(chunk) == json::Refusal::kNone;
  tokens_ = chunk_structure_.tokens();
}

bool LineSplitter::Next(Line& line) {
  if (at_ >= chunk_.size()) return false;
  const char* const begin = chunk_.data() + at_;
  const void* const lf = std::memchr(begin, '\n', chunk_.size() - at_);
  const std::size_t size = lf != nullptr
                               ? static_cast<std::size_t>(static_cast<const char*>(lf) - begin)
                               : chunk_.size() - at_;
  line = {};
  line.text = {begin, size};
  line.is_last_without_lf = lf == nullptr;
  FindJson(line);
  at_ += size + 1;
  return true;
}

void LineSplitter::FindJson(Line& line) {
  const std::size_t first = SkipSpace(line.text);
  line.is_blank = first == line.text.size();
  if (line.is_blank) return;
  line.json = {0, line.text.size()};
  bool has_quote = false;
  if (line.text[first] != '{') {
    const auto prefix = PrefixSize(line.text);
    if (!prefix) {
      const bool is_json = json::LooksLikeJson(line.text);
      line.refusal = is_json ? json::NameOf(json::Refusal::kNotAnObject) : kUnknownPrefix;
      return;
    }
    line.json.begin = *prefix;
    has_quote = line.text.substr(0, *prefix).find('"') != std::string_view::npos;
  }
  // A quote in a prefix would turn strings inside out for the whole-chunk pass.
  if (!chunk_is_sound_ || has_quote) {
    IndexAlone(line);
    return;
  }
  const auto from = static_cast<std::uint32_t>(at_ + line.json.begin);
  tokens_ = DropBelow(tokens_, from);
  line.tokens = {tokens_.data(), static_cast<std::uint32_t>(at_)};
}

void LineSplitter::IndexAlone(Line& line) {
  if (!json::IsUtf8(line.text.substr(0, line.json.begin))) {
    line.refusal = json::NameOf(json::Refusal::kInvalidUtf8);
    return;
  }
  const json::Refusal refusal = line_structure_.Index(Slice(line.text, line.json));
  if (refusal != json::Refusal::kNone) {
    line.refusal = json::NameOf(refusal);
    return;
  }
  // Tokens count from the JSON's begin, which is `begin` bytes into the line.
  line.tokens = {line_structure_.start().begin, 0U - static_cast<std::uint32_t>(line.json.begin)};
}

std::string_view RefineRefusal(const Line& line, std::string_view reason) {
  if (!IsGrammarRefusal(reason)) return reason;
  const auto continuation = std::count_if(line.text.begin(), line.text.end(), IsContinuationByte);
  const std::size_t characters = line.text.size() - static_cast<std::size_t>(continuation);
  if (std::ranges::find(kPlatformCuts, characters) != std::end(kPlatformCuts)) {
    return kCutByPlatform;
  }
  return line.is_last_without_lf ? kUnfinishedLastLine : reason;
}

}  // namespace fun::event
