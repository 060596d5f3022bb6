#include "core/json/structure.h"

#include <simdjson.h>

#include <algorithm>
#include <utility>

namespace fun::json {
namespace {

// Grown in steps, so that a stream of slightly longer chunks allocates once.
constexpr std::size_t kSmallest = 4096;

// What a walk of no tokens sees ahead.
constexpr std::uint32_t kNoTokens[] = {UINT32_MAX, UINT32_MAX};

Refusal RefusalOf(simdjson::error_code error) {
  switch (error) {
    case simdjson::SUCCESS:
      return Refusal::kNone;
    case simdjson::UTF8_ERROR:
      return Refusal::kInvalidUtf8;
    case simdjson::UNESCAPED_CHARS:
      return Refusal::kControlCharacter;
    case simdjson::UNCLOSED_STRING:
      return Refusal::kUnfinished;
    default:
      return Refusal::kNotAnObject;  // EMPTY: no token at all
  }
}

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool IsPunctuation(char c) {
  return c == '{' || c == '}' || c == '[' || c == ']' || c == ':' || c == ',';
}

// simdjson's code by blocks takes two control characters for a comma and a colon.  They stand in no
// sound text, but refusals name them.
bool IsPunctuationInBlocks(char c) { return IsPunctuation(c) || c == '\x0C' || c == '\x1A'; }

// Offset of the quote that closes the string opened at `open`, or npos.
std::size_t ClosingQuote(std::string_view text, std::size_t open) {
  std::size_t at = open + 1;
  while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? 2 : 1;
  return at < text.size() ? at : std::string_view::npos;
}

}  // namespace

bool IsUtf8(std::string_view text) { return simdjson::validate_utf8(text.data(), text.size()); }

Structure::Structure() : tokens_(kNoTokens, 0) {}
Structure::Structure(Structure&&) noexcept = default;
Structure::~Structure() = default;

Refusal Structure::Index(std::string_view text) {
  static const bool has_kernel = simdjson::get_active_implementation()->name() != "fallback";
  if (!has_kernel) return IndexByteByByte(text);
  tokens_ = {kNoTokens, 0};
  if (stage1_ == nullptr || stage1_->capacity() < text.size()) {
    const std::size_t capacity = std::max(kSmallest, text.size() + text.size() / 4);
    stage1_.reset();  // before the new one: a chunk's worth less at the peak
    const auto error = simdjson::get_active_implementation()->create_dom_parser_implementation(
        capacity, 1, stage1_);
    if (error != simdjson::SUCCESS) std::abort();  // out of memory
  }
  const auto error = stage1_->stage1(reinterpret_cast<const std::uint8_t*>(text.data()),
                                     text.size(), simdjson::stage1_mode::regular);
  if (error != simdjson::SUCCESS) return RefusalOf(error);
  tokens_ = {stage1_->structural_indexes.get(), stage1_->n_structural_indexes};
  return Refusal::kNone;
}

// Quotes begin and end strings wherever they stand, as in the code by blocks; right behind a scalar
// no token begins.
Refusal Structure::IndexByteByByte(std::string_view text) {
  plain_.clear();
  bool in_string = false;
  bool in_scalar = false;
  bool has_control = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool is_quote = c == '"';
    if (in_string) {
      in_string = !is_quote;
      has_control = has_control || static_cast<unsigned char>(c) < 0x20;
    } else if (IsSpace(c)) {
      in_scalar = false;
    } else {
      const bool is_punctuation = IsPunctuationInBlocks(c);
      if (is_punctuation || !in_scalar) plain_.push_back(static_cast<std::uint32_t>(at));
      in_string = is_quote;
      in_scalar = !is_quote && !is_punctuation;
    }
    const char next = at + 1 < text.size() ? text[at + 1] : '\0';
    if (c == '\\' && (next == '"' || next == '\\')) ++at;
  }
  tokens_ = {kNoTokens, 0};
  if (in_string) return Refusal::kUnfinished;
  if (has_control) return Refusal::kControlCharacter;
  if (plain_.empty()) return Refusal::kNotAnObject;
  if (!IsUtf8(text)) return Refusal::kInvalidUtf8;
  EndPlain(text.size());
  return Refusal::kNone;
}

void Structure::IndexAsFarAsPossible(std::string_view text) {
  plain_.clear();
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (IsSpace(c)) {
      ++at;
    } else if (IsPunctuation(c)) {
      plain_.push_back(static_cast<std::uint32_t>(at++));
    } else if (c == '"') {
      const std::size_t close = ClosingQuote(text, at);
      if (close == std::string_view::npos) break;
      plain_.push_back(static_cast<std::uint32_t>(at));
      at = close + 1;
    } else {
      plain_.push_back(static_cast<std::uint32_t>(at));
      while (at < text.size() && !IsSpace(text[at]) && !IsPunctuation(text[at])) ++at;
    }
  }
  EndPlain(text.size());
}

// A walk looks two tokens ahead; what it sees is the text's end, as stage 1 says it.
void Structure::EndPlain(std::size_t end) {
  const std::size_t size = plain_.size();
  plain_.insert(plain_.end(), 2, static_cast<std::uint32_t>(end));
  tokens_ = {plain_.data(), size};
}

}  // namespace fun::json
