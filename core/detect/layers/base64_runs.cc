#include "core/detect/layers/base64_runs.h"

#include <algorithm>
#include <array>

#include "core/detect/layers/utf8.h"

namespace fun::detect {
namespace {

constexpr std::size_t kLeastRun = 12;     // with padding
constexpr std::size_t kLeastValues = 10;  // without
constexpr std::size_t kLeastCharacters = 6;

// Values of the alphabet, and what else must be known of a character.
constexpr std::uint8_t kValue = 0x3F;
constexpr std::uint8_t kUrlSafe = 0x40;   // - or _
constexpr std::uint8_t kStandard = 0x80;  // + or /
constexpr std::uint8_t kNoValue = 0xFF;

constexpr auto kValues = [] {
  std::array<std::uint8_t, 256> values = {};
  values.fill(kNoValue);
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) {
    values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
  }
  values['+'] = 62 | kStandard;
  values['/'] = 63 | kStandard;
  values['-'] = 62 | kUrlSafe;
  values['_'] = 63 | kUrlSafe;
  return values;
}();

std::uint8_t ValueOf(char c) { return kValues[static_cast<unsigned char>(c)]; }

bool IsHexOrHyphen(std::uint8_t value) {
  return value < 6 || (value >= 26 && value < 32) || (value >= 52 && value < 62) ||
         value == (62 | kUrlSafe);
}

// How a decoded character reads.  Chance makes printable bytes of any token; the common ones of
// text, six in a row, it seldom makes.
enum class Look : std::uint8_t { kNone, kPrintable, kCommon };

constexpr auto kLooks = [] {
  std::array<Look, 128> looks = {};
  for (std::size_t c = 0x20; c < 0x7F; ++c) looks[c] = Look::kPrintable;
  constexpr std::string_view kCommonSigns = " @._-'+,:/\t\n\r";
  for (const char c : kCommonSigns) looks[static_cast<std::size_t>(c)] = Look::kCommon;
  for (std::size_t c = '0'; c <= '9'; ++c) looks[c] = Look::kCommon;
  for (std::size_t c = 'a'; c <= 'z'; ++c) looks[c] = looks[c - 0x20] = Look::kCommon;
  return looks;
}();

Look LookOfCharacter(Utf8Character character) {
  if (character.size == 0) return Look::kNone;
  if (character.point < 0x80) return kLooks[character.point];
  const bool is_control = character.point < 0xA0;
  const bool is_private = character.point >= 0xE000 && character.point < 0xF900;
  return is_control || is_private || character.point >= 0xF0000 ? Look::kNone : Look::kCommon;
}

// A stretch of readable characters.
struct Stretch {
  std::size_t end = 0;
  std::size_t characters = 0;
  std::size_t common = 0;  // the most in a row
};

Stretch ReadStretch(std::string_view bytes, std::size_t begin) {
  Stretch stretch = {begin, 0, 0};
  std::size_t row = 0;
  while (stretch.end < bytes.size()) {
    const Utf8Character character = ReadUtf8(bytes, stretch.end);
    const Look look = LookOfCharacter(character);
    if (look == Look::kNone) break;
    row = look == Look::kCommon ? row + 1 : 0;
    stretch.common = std::max(stretch.common, row);
    ++stretch.characters;
    stretch.end += character.size;
  }
  return stretch;
}

// Chance makes no twelve printable characters in a row, nor a whole run of them.
bool IsReadable(const Stretch& stretch, bool is_whole) {
  constexpr std::size_t kBeyondChance = 12;
  if (stretch.characters < kLeastCharacters) return false;
  return is_whole || stretch.common >= kLeastCharacters || stretch.characters >= kBeyondChance;
}

// Where a run of kLeastValues characters or more begins at or behind `at`; the end when none does.
// Looks at the last character that a run from `at` would need first.
std::size_t FindBase64Run(std::string_view text, std::size_t at) {
  while (text.size() - at >= kLeastValues) {
    std::size_t back = kLeastValues;
    while (back > 0 && ValueOf(text[at + back - 1]) != kNoValue) --back;
    if (back == 0) return at;
    at += back;
  }
  return text.size();
}

// Bytes of the line break at text[at] when base64 goes on behind it, else 0.
std::size_t BreakWithin(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, 3);
  const std::size_t size = rest.starts_with("\r\n") ? 2 : rest.starts_with('\n') ? 1 : 0;
  return size != 0 && size < rest.size() && ValueOf(rest[size]) != kNoValue ? size : 0;
}

// Bytes of the padding at text[at], up to two signs, each as `=`, `%3D` or `=3D`.
std::size_t PaddingAt(std::string_view text, std::size_t at) {
  std::size_t size = 0;
  for (int sign = 0; sign < 2 && at + size < text.size(); ++sign) {
    const std::string_view rest = text.substr(at + size, 3);
    const bool is_escaped = rest.size() == 3 && (rest[0] == '%' || rest[0] == '=') &&
                            rest[1] == '3' && (rest[2] | 0x20) == 'd';
    if (!is_escaped && rest[0] != '=') break;
    size += is_escaped ? 3 : 1;
  }
  return size;
}

bool IsUntouched(const DecodedLayer* above, Span run) {
  if (above == nullptr) return false;
  const Span around = {run.begin == 0 ? 0 : run.begin - 1, run.end + 1};
  return above->UndoneWithin(around).IsEmpty();
}

template <typename T>
void GiveBack(std::vector<T>& vector) {
  constexpr std::size_t kKept = 64 * 1024;
  if (vector.capacity() > kKept) vector = {};
}

}  // namespace

std::size_t Base64Finder::Find(std::string_view text, const DecodedLayer* above, Arena& arena,
                               std::vector<Base64Text>& found) {
  text_ = text;
  arena_ = &arena;
  found_ = &found;
  found.clear();
  steps_ = text.size();
  for (std::size_t at = 0; (at = FindBase64Run(text, at)) < text.size();) {
    const std::size_t begin = at;
    at = LoadRun(begin);
    padding_ = PaddingAt(text, at);
    if (!IsUntouched(above, {begin, at + padding_})) ReadRun();
  }
  return steps_;
}

void Base64Finder::Shrink() {
  GiveBack(values_);
  GiveBack(lines_);
  GiveBack(bytes_);
}

// Reads the run that begins there into values_ and lines_; returns its end.  A line of mail is
// long: a shorter one before a line break is a word.
std::size_t Base64Finder::LoadRun(std::size_t begin) {
  values_.clear();
  lines_.assign(1, {0, begin});
  std::size_t at = begin;
  while (true) {
    while (at < text_.size() && ValueOf(text_[at]) != kNoValue) {
      values_.push_back(ValueOf(text_[at++]));
    }
    const bool is_long = values_.size() - lines_.back().first >= kLeastRun;
    const std::size_t size = is_long ? BreakWithin(text_, at) : 0;
    if (size == 0) return at;
    at += size;
    lines_.push_back({values_.size(), at});
  }
}

// One alphabet or the other: a run that has signs of both is read as pieces of either.
void Base64Finder::ReadRun() {
  std::uint8_t kinds = 0;
  for (const std::uint8_t value : values_) kinds |= value;
  if ((kinds & kUrlSafe) == 0 || (kinds & kStandard) == 0) {
    ReadPiece({0, values_.size()});
    return;
  }
  ReadFamily(kUrlSafe, false);
  ReadFamily(kStandard, true);
}

// The pieces between characters that are `strange` to an alphabet.  What has no sign of either is
// read once, with the standard one.
void Base64Finder::ReadFamily(std::uint8_t strange, bool is_url_safe) {
  std::size_t begin = 0;
  std::uint8_t kinds = 0;
  for (std::size_t i = 0; i <= values_.size(); ++i) {
    if (i < values_.size() && (values_[i] & strange) == 0) {
      kinds |= values_[i];
      continue;
    }
    if (!is_url_safe || (kinds & kUrlSafe) != 0) ReadPiece({begin, i});
    begin = i + 1;
    kinds = 0;
  }
}

void Base64Finder::ReadPiece(Span piece) {
  const bool is_padded = padding_ != 0 && piece.end == values_.size();
  if (piece.size() < (is_padded ? kLeastValues : kLeastRun)) return;
  const auto begin = values_.begin() + static_cast<std::ptrdiff_t>(piece.begin);
  if (std::all_of(begin, begin + static_cast<std::ptrdiff_t>(piece.size()), IsHexOrHyphen)) return;
  for (std::size_t alignment = 0; alignment < 4; ++alignment) {
    ReadAligned({piece.begin + alignment, piece.end});
  }
}

// Decodes from piece.begin on; one to three characters at the end are what is left of a quantum.
void Base64Finder::ReadAligned(Span piece) {
  steps_ += piece.size();
  bytes_.clear();
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < piece.size(); ++i) {
    bits = bits << 6 | (values_[piece.begin + i] & kValue);
    if (i % 4 != 0) bytes_.push_back(static_cast<char>(bits >> (6 - 2 * (i % 4)) & 0xFF));
  }
  KeepReadable(piece);
}

void Base64Finder::KeepReadable(Span piece) {
  const std::string_view bytes(bytes_.data(), bytes_.size());
  for (std::size_t at = 0; at < bytes.size();) {
    const Stretch stretch = ReadStretch(bytes, at);
    const bool is_whole = at == 0 && stretch.end == bytes.size();
    if (IsReadable(stretch, is_whole)) Keep(piece, {at, stretch.end});
    at = std::max(stretch.end, at + 1);
  }
}

void Base64Finder::Keep(Span piece, Span bytes) {
  const std::size_t first = piece.begin + bytes.begin / 3 * 4;
  const std::size_t last = std::min(piece.begin + (bytes.end + 2) / 3 * 4, piece.end) - 1;
  Span source = {SourceOfValue(first), SourceOfValue(last) + 1};
  if (last + 1 == values_.size()) source.end += padding_;
  found_->push_back({source, arena_->Copy(Slice({bytes_.data(), bytes_.size()}, bytes))});
}

std::size_t Base64Finder::SourceOfValue(std::size_t index) const {
  const auto is_behind = [](std::size_t value, const Line& line) { return value < line.first; };
  const Line& line = *(std::upper_bound(lines_.begin(), lines_.end(), index, is_behind) - 1);
  return line.source + (index - line.first);
}

}  // namespace fun::detect
